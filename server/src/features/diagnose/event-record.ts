import { VPN_EVENTS, vpnEvent, type VpnEvent } from '../../knowledge/errors/events.ts';

/** One event as a text has it. */
export interface EventRecord {
  /** Absent where its source and number are none of the catalogue's, or are not told. */
  readonly event?: VpnEvent;
  /** Its words, on one line; empty where the text has none. */
  readonly message: string;
  /** Its insertion strings, in their order; empty where the text has none. */
  readonly strings: readonly string[];
}

const XML_EVENT = /<Event(?:\s[^>]*)?>[^]*?<\/Event\s*>/g;

/** A name and a value on one line, as Event Viewer and `Format-List` print them in every language. */
const LABELLED = /^\s*([^\s:{}=][^:{}=]{0,40}?)\s*:\s(.*)$/;

/** The most that is looked at, in UTF-16 units: an export of events that a person sends is smaller. */
const MOST = 20_000_000;

/** The events of a text: those in XML first, then those in other forms. `rest` is what is not XML. Never throws for any text. */
export function recordsOf(whole: string): { readonly records: EventRecord[]; readonly rest: string } {
  const text = whole.slice(0, MOST);
  const xml = [...text.matchAll(XML_EVENT)].map(([event]) => ofXml(event));
  const rest = text.replace(XML_EVENT, '\n');
  const known = xml.filter(({ event }) => event);
  // Event Viewer copies an event as text and once more as XML.
  const printed = ofLines(rest).filter(
    ({ event, message }) => !known.some((each) => each.event === event && (event?.failure !== true || isIn(each.strings, message))),
  );
  return { records: [...known, ...printed], rest };
}

/** Whether words have all the strings of an event, and so are the same event. */
function isIn(strings: readonly string[], message: string): boolean {
  return strings.every((each) => message.includes(each.replace(/\s+/g, ' ').trim()));
}

function ofXml(xml: string): EventRecord {
  const id = Number(/<EventID(?:\s[^>]*)?>\s*(\d{1,5})\s*</.exec(xml)?.[1] ?? -1);
  const source = /<Provider\b[^>]*?\bName\s*=\s*(["'])(.*?)\1/.exec(xml)?.[2];
  const strings = [...xml.matchAll(/<Data(?:\s[^>]*?)?(?:\/>|>([^]*?)<\/Data\s*>)/g)].map(([, content = '']) => unescaped(content));
  const message = /<Message>([^]*?)<\/Message\s*>/.exec(xml)?.[1] ?? '';
  const event = source === undefined ? undefined : vpnEvent(id, source);
  return { ...(event && { event }), message: flat(unescaped(message)), strings };
}

/** Records of labelled lines. A label that comes again begins the next one. */
function ofLines(text: string): EventRecord[] {
  const records: string[][] = [];
  let lines: string[] = [];
  let seen = new Set<string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const label = LABELLED.exec(line)?.[1];
    if (label !== undefined && seen.has(label)) {
      records.push(lines);
      lines = [];
      seen = new Set();
    }
    if (label !== undefined) seen.add(label);
    lines.push(line);
  }
  return [...records, lines].flatMap((record) => ofRecord(record) ?? []);
}

function ofRecord(lines: readonly string[]): EventRecord | undefined {
  const values = lines.flatMap((line) => LABELLED.exec(line)?.[2]?.trim() ?? []);
  const source = values.find((value) => SOURCES.includes(value.replace(/\s/g, '').toLowerCase()));
  const ids = values.filter((value) => /^\d{1,5}$/.test(value)).map(Number);
  const event = ids.flatMap((id) => (source !== undefined || id > 999 ? (vpnEvent(id, source) ?? []) : []))[0];
  const message = messageOf(lines);
  if (!event && !/\bCoId=\{/i.test(message)) return undefined;
  return { ...(event && { event }), message, strings: replacementStrings(lines) };
}

const SOURCES = VPN_EVENTS.map(({ source }) => source.toLowerCase());

/** The words of an event: from its correlation id to the next label, else all that is behind no label. */
function messageOf(lines: readonly string[]): string {
  const first = lines.findIndex((line) => /\bCoId=\{/i.test(line) && !/^\s*ReplacementStrings\b/.test(line));
  if (first < 0) return flat(lines.map((line) => (LABELLED.test(line) ? (LABELLED.exec(line)?.[2] ?? '') : line)).join(' '));
  const after = lines.slice(first + 1);
  const end = after.findIndex((line) => LABELLED.test(line) || line.trim() === '');
  const all = [lines[first] ?? '', ...after.slice(0, end < 0 ? undefined : end)].join(' ');
  return flat(all.slice(all.search(/\bCoId=\{/i)));
}

/** What `Get-EventLog` prints: `ReplacementStrings : {{…}, CONTOSO\max, Contoso VPN, 809}`. */
function replacementStrings(lines: readonly string[]): string[] {
  const found = /\bReplacementStrings\s*:\s*\{(\{[^}]*\}),\s*([^]*)\}\s*$/.exec(lines.find((line) => /^\s*ReplacementStrings\b/.test(line)) ?? '');
  return found ? [found[1] ?? '', ...(found[2] ?? '').split(/,\s*/)] : [];
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, '$1')
    .replace(
      /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
      (all, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
        if (name !== undefined) return named[name.toLowerCase()] ?? all;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      },
    );
}
