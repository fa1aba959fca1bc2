/**
 * What the page says by itself, in English. The extension hands over the same in the language of the window. `{0}` is what is filled in; what names
 * things in files is not here, because it is the same in every language.
 */
export const ENGLISH = {
  deployment: 'Deployment',
  export: 'Export',
  exportMarkdown: 'Export as Markdown',
  exportCsv: 'Export as CSV',
  exportSvg: 'Export as SVG',
  nothing: 'Nothing to show',
  path: 'The path of a packet',
  pathPicture: 'Path of a packet',
  pathOf: '{0}: path of a packet',
  policies: 'Policies',
  onlyDifferences: 'Only differences ({0})',
  noDifference: 'No value differs, as far as the values are known.',
  oneLeft: '{0} more client is not shown.',
  manyLeft: '{0} more clients are not shown.',
  table: 'Table of policies',
  value: 'Value',
  differs: 'differs',
  open: 'Open {0}',
  opens: 'Opens {0}',
  more: 'and {0} more',
  fix: 'Fix…',
  fixOf: 'Fix {0}',
  client: 'Client',
  server: 'Server',
  baseline: 'Baseline',
  pasted: 'Pasted',
  negotiation: 'The negotiation',
  noNegotiation: 'Nothing is negotiated: a client or a server is missing.',
  negotiationsLeft: '{0} more come to the same as one of these.',
  pair: '{0} with {1}',
  confidence: 'How sure: {0}.',
  result: 'Result',
  ok: 'OK',
  broken: 'Broken',
  unknown: 'Unknown',
  same: 'Same',
  different: 'Different',
} as const;

export type PageString = keyof typeof ENGLISH;

let strings: Readonly<Record<PageString, string>> = ENGLISH;

/** Has the page speak another language. What is not in the table stays English, and what is no table changes nothing. */
export function speak(table: unknown): void {
  const known = Object.entries(typeof table === 'object' && table !== null ? table : {}).filter(
    ([key, text]) => Object.hasOwn(ENGLISH, key) && typeof text === 'string',
  );
  strings = { ...ENGLISH, ...Object.fromEntries(known) };
}

/** One of the texts, with what is to be filled in. */
export function say(key: PageString, ...values: readonly (string | number)[]): string {
  return strings[key].replace(/\{(\d+)\}/gu, (place, index: string) => String(values[Number(index)] ?? place));
}
