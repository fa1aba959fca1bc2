import { append } from '../../core/lists.ts';
import { textOf, type Span } from '../../core/span.ts';
import { upTo } from '../../core/up-to.ts';
import { ATTRIBUTES, type AttributeName } from '../../knowledge/ipsec.ts';
import { commandOf, TunnelTypes, type Command } from './commands.ts';
import { linesOf, type Line } from './lines.ts';
import { tableAt } from './table.ts';

/** One property of a printed object. */
export interface Row {
  /** Its name in lower case, without a unit such as `(s)`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Without the line breaks of a narrow console. */
  readonly value: string;
  /** From the first character of the value to its last one. */
  readonly valueSpan: Span;
  /** Whether the text ends so close behind it that it may go on. */
  readonly perhapsCut: boolean;
}

/** One printed object, with the command that printed it, where the output shows that. */
export interface Block {
  readonly rows: readonly Row[];
  readonly command?: Command;
}

/** A command that printed nothing. */
export interface Silence {
  readonly command: Command;
}

export interface Output {
  readonly parts: readonly (Block | Silence)[];
  readonly tunnels: TunnelTypes;
  /** What the text as a whole is: an article shows what output looks like, and prose that of somebody else unless the command is there. */
  readonly nature: 'capture' | 'prose' | 'article';
}

const ATTRIBUTE_ROWS = new Map<string, AttributeName>(ATTRIBUTES.map((name) => [name.toLowerCase(), name]));

/** Rows that a server's configuration has beside the six values. Source: Get-VpnServerConfiguration and the class VpnServerConfiguration. */
const SERVER_ROWS = new Set([
  ...['custompolicy', 'encryptiontype', 'idledisconnect', 'salifetime', 'mmsalifetime', 'sadatasizeforrenegotiation'],
  ...['ikev2ports', 'l2tpports', 'sstpports', 'greports', 'pptpports', 'tunneltype'],
]);
/** What PowerShell adds to whatever another computer sends, and to an object whose every property is asked for. */
const REMOTE_ROWS = new Set(['pscomputername', 'runspaceid', 'psshowcomputername', 'cimclass', 'ciminstanceproperties', 'cimsystemproperties']);
/** Rows of objects that have values of the same names: site-to-site interfaces and routing domains. */
const OTHER_ROWS = new Set([
  'routingdomain',
  'routingdomainid',
  'destination',
  'adminstatus',
  'connectionstate',
  'interfacetype',
  'ipv4subnet',
  'sourceipaddress',
]);

/** The value that a row states; `undefined` for all other rows. */
export function attributeOf({ name }: Row): AttributeName | undefined {
  return ATTRIBUTE_ROWS.get(name);
}

export function isServerRow({ name }: Row): boolean {
  return SERVER_ROWS.has(name);
}

function isKnown(row: Row): boolean {
  return ATTRIBUTE_ROWS.has(row.name) || SERVER_ROWS.has(row.name) || REMOTE_ROWS.has(row.name);
}

/** The objects and the silences of captured output, in their order. Never throws. */
export function blocksOf(text: string): Output {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #lines: readonly Line[];
  readonly #parts: (Block | Silence)[] = [];
  readonly #tunnels = new TunnelTypes();
  /** Behind this nothing but white space follows. */
  readonly #lastText: number;
  #command: Command | undefined;
  /** Whether a command that always prints something has no output: then the text lists commands, and no silence is an answer. */
  #isListing = false;
  /** Rows that stand together, each inner list without a blank line in it. */
  #paragraphs: Row[][] = [];
  /** Whether the next row begins a paragraph of its own. */
  #apart = true;
  /** Whether a warning stands between the last row and the next one. */
  #noticed = false;

  constructor(text: string) {
    this.#text = text;
    this.#lines = linesOf(text);
    this.#lastText = text.trimEnd().length;
  }

  read(): Output {
    for (let index = 0; index < this.#lines.length; index++) {
      const line = this.#lines[index];
      if (line?.kind === 'prompt') index = this.#prompt(index, line);
      else if (line?.kind === 'row') index = this.#row(index, line);
      else if (line?.kind === 'blank') this.#apart = true;
      else if (line?.kind === 'notice') index = this.#notice(index);
      else if (line) index = this.#other(index);
    }
    this.#flush();
    const parts = this.#isListing ? this.#parts.filter((part) => 'rows' in part) : this.#parts;
    return { parts, tunnels: this.#tunnels, nature: this.#nature() };
  }

  #nature(): Output['nature'] {
    // The fence of a code block.
    if (/^[ \t]*(?:```|~~~)/m.test(this.#text)) return 'article';
    const count = (wanted: Line['kind']): number => this.#lines.filter(({ kind }) => kind === wanted).length;
    return count('text') > count('row') ? 'prose' : 'capture';
  }

  /** Takes up a prompt with its command, which may go on in the next lines. Returns the index of its last line. */
  #prompt(index: number, { command: span, host, ended }: Line & { kind: 'prompt' }): number {
    this.#flush();
    let typed = textOf(this.#text, span);
    let last = index;
    let isEnded = ended;
    for (let next = this.#lines[last + 1]; next?.kind === 'more'; next = this.#lines[last + 1]) {
      typed = `${typed.replace(/`$/, '')} ${textOf(this.#text, next.command)}`;
      isEnded = next.ended;
      last++;
    }
    let command = commandOf(typed, span.start, host);
    // A line that was cut at the width of the console goes on at the start of the next one.
    const next = this.#lines[last + 1];
    if (next?.kind === 'text' && !command.prints) {
      const whole = commandOf(typed + textOf(this.#text, next.span).trimEnd(), span.start, host);
      if (whole.prints) {
        command = whole;
        last++;
        isEnded = next.span.end < this.#text.length;
      }
    }
    this.#tunnels.addCommand(command);
    const isSilent = isEnded && this.#isSilent(last + 1);
    if (command.silenceTells && isSilent) this.#parts.push({ command });
    if (isSilent && /^Get-VpnServer(?:IPsec)?Configuration\s*$/i.test(command.text)) this.#isListing = true;
    this.#command = command.prints ? command : undefined;
    return last;
  }

  #isSilent(from: number): boolean {
    for (let index = from; index < this.#lines.length; index++) {
      const kind = this.#lines[index]?.kind;
      if (kind === 'blank') continue;
      return kind === 'prompt' || kind === 'border';
    }
    return true;
  }

  /** Takes up a row with the lines that a narrow console broke its value into. Returns the index of the last one. */
  #row(index: number, { name, value, column }: Line & { kind: 'row' }): number {
    const pieces = [value];
    let last = index;
    for (let next = this.#lines[last + 1]; value.start < value.end && next?.kind === 'text'; next = this.#lines[last + 1]) {
      const { start, end } = next.span;
      const content = this.#text.slice(start, end);
      if (content.length - content.trimStart().length !== column) break;
      pieces.push({ start: start + column, end: start + content.trimEnd().length });
      last++;
    }
    const end = pieces.at(-1)?.end ?? value.end;
    this.#add({
      name: upTo(textOf(this.#text, name), '(').toLowerCase(),
      nameSpan: name,
      value: pieces.map((piece) => textOf(this.#text, piece)).join(''),
      valueSpan: { start: value.start, end },
      perhapsCut: end >= this.#lastText && !/(?:\r\n|\n|\r)[ \t]*[\r\n]/.test(this.#text.slice(end)),
    });
    return last;
  }

  #add(row: Row): void {
    const paragraph = this.#paragraphs.at(-1);
    const isOther = paragraph && (this.#noticed ? conflicts(paragraph, [row]) : paragraph.some(({ name }) => name === row.name));
    if (this.#apart || !paragraph || isOther) this.#paragraphs.push([row]);
    else paragraph.push(row);
    this.#apart = false;
    this.#noticed = false;
  }

  /** A warning, with the rest of it where it is longer than a line. What stands on both sides of it may be one object. */
  #notice(index: number): number {
    let last = index;
    while (this.#lines[last + 1]?.kind === 'text') last++;
    while (this.#lines[last + 1]?.kind === 'blank') last++;
    // The blank lines around it are no blank line between two objects.
    this.#apart = false;
    this.#noticed = true;
    return last;
  }

  /** Text ends an answer, unless it is the head of a table. Returns the index of the last line that was taken up. */
  #other(index: number): number {
    const table = tableAt(this.#text, this.#lines, index, this.#lastText);
    if (table) {
      this.#finishParagraphs();
      for (const rows of table.objects) {
        this.#paragraphs.push(rows);
        this.#finishParagraphs();
      }
      return table.last;
    }
    this.#flush();
    return index;
  }

  #flush(): void {
    this.#finishParagraphs();
    this.#command = undefined;
    this.#apart = true;
  }

  /** Makes objects of the paragraphs: of each one, or of several that have one row each, as in Microsoft's reference. */
  #finishParagraphs(): void {
    const paragraphs = this.#paragraphs;
    this.#paragraphs = [];
    for (const rows of paragraphs) this.#noteConnection(rows);
    if (paragraphs.some((rows) => rows.some(({ name }) => OTHER_ROWS.has(name)))) return;
    let open: Row[] = [];
    const close = (): void => {
      if (open.length > 0) this.#parts.push({ rows: open, ...(this.#command && { command: this.#command }) });
      open = [];
    };
    for (const [index, rows] of paragraphs.entries()) {
      const isSingle = rows.length === 1 && rows.every(isKnown);
      const goesOn = isSingle && open.length > 0 && paragraphs[index - 1]?.length === 1 && !conflicts(open, rows);
      if (!goesOn) close();
      if (rows.every(isKnown)) append(open, rows);
    }
    close();
  }

  #noteConnection(rows: readonly Row[]): void {
    const valueOf = (wanted: string): string | undefined => rows.find(({ name }) => name === wanted)?.value;
    const [name, type] = [valueOf('name'), valueOf('tunneltype')];
    if (name !== undefined && type !== undefined && valueOf('serveraddress') !== undefined) this.#tunnels.add(name, type);
  }
}

/** Whether a row cannot belong to the object: it has one of that name, or has values where the row says that there are none. */
function conflicts(rows: readonly Row[], [row]: readonly Row[]): boolean {
  if (!row) return false;
  const isDefault = (each: Row): boolean => each.name === 'encryptiontype';
  const isValue = (each: Row): boolean => ATTRIBUTE_ROWS.has(each.name);
  return rows.some((other) => other.name === row.name || (isDefault(other) && isValue(row)) || (isValue(other) && isDefault(row)));
}
