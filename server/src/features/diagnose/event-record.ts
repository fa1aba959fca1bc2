import { push } from '../../core/groups.ts';
import { isSource, VPN_EVENTS, vpnEvent, type VpnEvent } from '../../knowledge/errors/events.ts';

/** One event as a text has it. */
export interface EventRecord {
  /** Absent where its source and number are none of the catalogue's, or are not told. */
  readonly event?: VpnEvent;
  /** Its words, on one line; empty where the text has none. */
  readonly message: string;
  /** Its insertion strings, in their order; empty where the text has none. */
  readonly strings: readonly string[];
}

/** A tag of XML, in whatever namespace. */
const tag = (name: string): string => String.raw`(?:[\w.-]+:)?${name}`;
const EVENT_START = new RegExp(String.raw`<${tag('Event')}(?:\s[^<>]*)?>`, 'g');
const EVENT_END = new RegExp(String.raw`</${tag('Event')}\s*>`, 'g');

/**
 * A name and a value on one line, as Event Viewer, `Format-List` and `ConvertTo-Json` print them in every language; some languages have a blank before
 * the colon, or none behind it. Further lines of a value are indented more deeply.
 */
const LABELLED = /^(?:[ \t>]{0,7}|\s*")(\p{L}[^:：{}=",;/|\d]{0,40}?)"?\s*[:：](?!\\|\/\/)\s*(?!\s)"?(.*?)"?,?$/u;

/** The words of an event begin with this. */
const BEGINNING = /\bCoId=\{/i;

/** A row of a table, or of an export with commas or tabs: what stands before the words. */
const ROW = /^(.*?)\bCoId=\{/i;

/** The events of a text: those in XML first, then those in other forms. `rest` is what is not XML. Never throws for any text. */
export function recordsOf(text: string): { readonly records: EventRecord[]; readonly rest: string } {
  const { events, rest } = withoutXml(text);
  const known = events.map(ofXml).filter(({ event }) => event);
  // Event Viewer copies an event as text and once more as XML.
  const twins = new Map<string, EventRecord[]>();
  for (const each of known) push(twins, twinKey(each), each);
  const isTwin = (record: EventRecord): boolean =>
    twins.get(twinKey(record))?.some((each) => record.event?.failure !== true || isIn(each.strings, record.message)) === true;
  return { records: [...known, ...ofLines(rest).filter((record) => !isTwin(record))], rest };
}

function withoutXml(text: string): { readonly events: string[]; readonly rest: string } {
  const events: string[] = [];
  const rest: string[] = [];
  let at = 0;
  for (;;) {
    EVENT_START.lastIndex = at;
    const start = EVENT_START.exec(text);
    EVENT_END.lastIndex = EVENT_START.lastIndex;
    const end = start && EVENT_END.exec(text);
    if (!end) return { events, rest: [...rest, text.slice(at)].join('\n') };
    events.push(text.slice(start.index, EVENT_END.lastIndex));
    rest.push(text.slice(at, start.index));
    at = EVENT_END.lastIndex;
  }
}

/** What two forms of one event have in common. */
function twinKey({ event, message, strings }: EventRecord): string {
  const correlation = /\bCoId=(\{[^{}]*\})/i.exec(message)?.[1] ?? strings[0] ?? '';
  return `${event?.source ?? ''} ${event?.id ?? ''} ${correlation.trim().toLowerCase()}`;
}

/** Whether words have all the strings of an event, and so are the same event. */
function isIn(strings: readonly string[], message: string): boolean {
  return strings.every((each) => message.includes(each.replace(/\s+/g, ' ').trim()));
}

function ofXml(xml: string): EventRecord {
  const element = (name: string): RegExp => new RegExp(String.raw`<${tag(name)}(?:\s[^<>]*)?>${inside(name)}</${tag(name)}\s*>`);
  const id = Number(element('EventID').exec(xml)?.[1]?.trim() ?? -1);
  const provider = new RegExp(String.raw`<${tag('Provider')}\s([^<>]*)>`).exec(xml)?.[1] ?? '';
  const sources = ['EventSourceName', 'Name'].flatMap((name) => new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(["'])(.*?)\1`).exec(provider)?.[2] ?? []);
  const event = sources.flatMap((source) => vpnEvent(id, source) ?? [])[0];
  const strings = [...xml.matchAll(DATA)].map(([, content = '']) => unescaped(content));
  return { ...(event && { event }), message: flat(unescaped(element('Message').exec(xml)?.[1] ?? '')), strings };
}

/** What an element holds, up to the next one of its name at most: of thousands that are not closed, each would be looked at to the end of the text. */
function inside(name: string): string {
  return String.raw`((?:(?!<${tag(name)}[\s>])[^])*?)`;
}

const DATA = new RegExp(String.raw`<${tag('Data')}(?:\s[^<>]*?)?(?:/>|>${inside('Data')}</${tag('Data')}\s*>)`, 'g');

/** What an event has in every language: its source, its number, or the beginning of its words. */
const TELLS = new RegExp(
  String.raw`CoId=\{|Ras ?Client|Ras ?Sstp|Remote ?Access|RRAS|\b(?:${VPN_EVENTS.flatMap(({ id }) => (id > 999 ? [id] : [])).join('|')})\b`,
  'i',
);

/** Records of lines, and of the objects of JSON that stand on one line. A label that comes again begins the next one, and so do the words of another event. */
function ofLines(text: string): EventRecord[] {
  if (!TELLS.test(text)) return [];
  const records: { readonly lines: string[]; readonly source: string | undefined }[] = [];
  let lines: string[] = [];
  let labels = new Set<string>();
  let begun = false;
  // A table names the source of all its rows above them.
  let source: string | undefined;
  const finish = (): void => {
    records.push({ lines, source });
    [lines, labels, begun] = [[], new Set(), false];
  };
  for (const line of text.split(/\r\n|\r|\n|(?<=\}),(?=\{")/)) {
    const [, label, value = ''] = LABELLED.exec(line) ?? [];
    const begins = BEGINNING.test(line);
    if (label === undefined ? begins && begun : labels.has(label)) finish();
    if (label !== undefined) {
      labels.add(label);
      source = sourceIn(value) ?? source;
    }
    begun ||= begins;
    lines.push(line);
  }
  finish();
  return records.flatMap((record) => ofRecord(record.lines, record.source) ?? []);
}

function ofRecord(lines: readonly string[], above: string | undefined): EventRecord | undefined {
  const fields = lines.flatMap((line) => {
    const [, label, value = ''] = LABELLED.exec(line) ?? [];
    return label === undefined ? [] : [{ label, value: value.trim() }];
  });
  const row = rowOf(lines);
  const source = fields.flatMap(({ value }) => sourceIn(value) ?? [])[0] ?? row?.source;
  const numbers = fields.filter(({ value }) => /^\d{1,5}$/.test(value)).sort((a, b) => Number(isIdentifier(b.label)) - Number(isIdentifier(a.label)));
  const message = messageOf(lines);
  const isSure = ({ label, value }: (typeof fields)[number]): boolean =>
    source !== undefined || (Number(value) > 999 && (isIdentifier(label) || BEGINNING.test(message)));
  const byField = numbers.filter(isSure).flatMap(({ value }) => vpnEvent(Number(value), source) ?? [])[0];
  const event = byField ?? row?.ids.flatMap((id) => vpnEvent(id, source ?? above) ?? [])[0];
  if (!event && !BEGINNING.test(message)) return undefined;
  return { ...(event && { event }), message, strings: replacementStrings(lines) };
}

/** What stands before the words of an event on their line: in a table or an export, or where all lines were pasted into one. */
function rowOf(lines: readonly string[]): { readonly source: string | undefined; readonly ids: readonly number[] } | undefined {
  const before = lines.flatMap((line) => ROW.exec(line)?.[1] ?? [])[0];
  if (before === undefined) return undefined;
  // In JSON on one line a number stands behind a colon.
  const cells = before.split(/["\s,;|]+:?/);
  const ids = cells.filter((cell) => /^\d{1,5}$/.test(cell)).map(Number);
  return { source: cells.flatMap((cell) => sourceIn(cell) ?? [])[0], ids: ids.filter((id) => id > 999 || cells.some((cell) => sourceIn(cell) !== undefined)) };
}

/** The source of an event that a value names, whatever the letter case and blanks. */
function sourceIn(value: string): string | undefined {
  return isSource(value) ? value : undefined;
}

/** Whether a label is that of an event's number, and not of another one that may be alike: `EventID`, `Ereignis-ID`, `ID de l'événement`. */
function isIdentifier(label: string): boolean {
  return /id/i.test(label) && !/record|process|thread|user|activity|machine|provider/i.test(label);
}

/** The words of an event: from its correlation id to the next label, else all that is behind no label. */
function messageOf(lines: readonly string[]): string {
  const first = lines.findIndex((line) => BEGINNING.test(line) && !/^\s*ReplacementStrings\b/.test(line));
  if (first < 0) return flat(lines.map((line) => LABELLED.exec(line)?.[2] ?? line).join(' '));
  const after = lines.slice(first + 1);
  const end = after.findIndex((line) => LABELLED.test(line) || line.trim() === '');
  const all = [lines[first] ?? '', ...after.slice(0, end < 0 ? undefined : end)].join(' ');
  return flat(all.slice(all.search(BEGINNING)));
}

/** What `Get-EventLog` prints: `ReplacementStrings : {{…}, CONTOSO\max, Contoso VPN, 809}`. */
function replacementStrings(lines: readonly string[]): string[] {
  const found = /\bReplacementStrings\s*:\s*\{(\{[^}]*\}),([^]*)\}\s*$/.exec(lines.find((line) => /^\s*ReplacementStrings\b/.test(line)) ?? '');
  return found ? [found[1] ?? '', ...(found[2] ?? '').trimStart().split(/,\s*/)] : [];
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
