import type { BoxView, CellView, ColumnView, DeploymentView, Health, NegotiationView, ProblemView } from './view.ts';

const SEVERITY: Readonly<Record<ProblemView['severity'], string>> = { error: 'Error', warning: 'Warning' };
const HEALTH: Readonly<Record<Health, string>> = { ok: 'OK', broken: 'Broken', unknown: 'Unknown' };

/**
 * The view as a document that people read, print or put into a ticket.
 * @param address where a place is, for whoever reads it elsewhere: file and line
 */
export function asMarkdown<P>(view: DeploymentView<P>, address: (at: P) => string): string {
  const { title, summary, advice, path, matrix, negotiations, negotiationsLeft } = view;
  const place = (at: P | undefined): string => (at === undefined ? '' : ` (${code(address(at))})`);
  const box = ({ title: name, health, lines, problems, at }: BoxView<P>): string[] => [
    `- **${escaped(name)}**: ${HEALTH[health]}${place(at)}`,
    ...[...lines, ...problems.map(({ text, severity }) => `${SEVERITY[severity]}: ${text}`)].map((line) => `  - ${escaped(line)}`),
  ];
  const { columns, rows, left } = matrix;
  return [
    `# ${escaped(title)}`,
    '',
    escaped(summary),
    ...(advice === undefined ? [] : ['', escaped(advice)]),
    ...(path.stages.length > 0 ? ['', '## The path of a packet'] : []),
    ...path.stages.flatMap((stage) => ['', `### ${stage.title}`, '', ...stage.boxes.flatMap(box)]),
    '',
    '## Policies',
    '',
    row(['Value', ...columns.map(heading)]),
    row(['---', ...columns.map(() => '---')]),
    ...rows.map((each, index) =>
      row([each.differs ? `**${escaped(each.title)}**` : escaped(each.title), ...columns.map(({ cells }) => cellText(cells[index]))]),
    ),
    ...notes(columns, rows.length),
    ...(left > 0 ? ['', `${left} more client${left === 1 ? ' is' : 's are'} not shown.`] : []),
    ...(negotiations.length > 0 ? ['', '## Negotiation'] : []),
    ...negotiations.flatMap((each) => negotiation(each, place)),
    ...(negotiationsLeft > 0 ? ['', `${negotiationsLeft} more come to the same.`] : []),
    '',
  ].join('\n');
}

function heading<P>({ title, members, kind, detail }: ColumnView<P>): string {
  const more = members.length > 1 ? ` and ${members.length - 1} more` : '';
  return `${escaped(title)}${more}<br>${kind === 'baseline' ? '' : `${kind}, `}${escaped(detail)}`;
}

function cellText<P>(cell: CellView<P> | undefined): string {
  if (!cell) return '';
  return cell.state === 'differs' ? `**${escaped(cell.text)}** (differs)` : escaped(cell.text);
}

/** Where unstated values come from, once for each column and reason. */
function notes<P>(columns: readonly ColumnView<P>[], rows: number): string[] {
  const said = columns.flatMap(({ title, cells }) =>
    [...new Set(cells.slice(0, rows).flatMap(({ text, note }) => (note === undefined || text === '' ? [] : [note])))].map(
      (note) => `- ${escaped(title)}: ${escaped(note)}`,
    ),
  );
  return said.length > 0 ? ['', ...said] : [];
}

function negotiation<P>({ client, server, sentence, confidence, phases, caveats }: NegotiationView<P>, place: (at: P | undefined) => string): string[] {
  return [
    '',
    `### ${escaped(client.name)} with ${escaped(server.name)}`,
    '',
    `${escaped(client.name)}${place(client.at)}, ${escaped(server.name)}${place(server.at)}.`,
    '',
    `${escaped(sentence)} How sure: ${confidence}.`,
    ...phases.flatMap(({ title, result, values }) => [
      '',
      `${title}: ${result}`,
      '',
      row(['Value', 'Client', 'Server', '']),
      row(['---', '---', '---', '---']),
      ...values.map((each) => row([each.title, each.client, each.server, each.verdict].map(escaped))),
    ]),
    ...(caveats.length > 0 ? ['', ...caveats.map((each) => `- ${escaped(each)}`)] : []),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text that means nothing to Markdown: names come from files. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/gu, (sign) => `\\${sign}`).replace(/\s+/gu, ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
