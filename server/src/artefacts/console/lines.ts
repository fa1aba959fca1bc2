import type { Span } from '../../core/span.ts';

/** One line of captured output. Spans are of the whole text. */
export type Line =
  | { readonly kind: 'blank'; readonly span: Span }
  /** A prompt with what was typed behind it. `host` is the other computer of a remote session, else empty. */
  | { readonly kind: 'prompt'; readonly span: Span; readonly host: string; readonly command: Span; readonly ended: boolean }
  /** The rest of a command that was typed on several lines. */
  | { readonly kind: 'more'; readonly span: Span; readonly command: Span; readonly ended: boolean }
  /** `Name : value`, as Format-List prints a property. */
  | { readonly kind: 'row'; readonly span: Span; readonly name: Span; readonly value: Span; readonly column: number }
  /** A warning, which PowerShell prints wherever it occurs. */
  | { readonly kind: 'notice'; readonly span: Span }
  /** The line of asterisks around the parts of a transcript. */
  | { readonly kind: 'border'; readonly span: Span }
  | { readonly kind: 'text'; readonly span: Span };

/** No console is that wide: such a line is no output of a cmdlet that is read here. */
const LONGEST = 2000;

const PROMPT = /^[ \t]*(?:\[([^\]]+)\]:[ \t]?)?PS(?:[ \t][^>]*)?>(?!>)[ \t]*/;
const COMMAND_PROMPT = /^[A-Za-z]:\\[^>]*>[ \t]*/;
const MORE = /^[ \t]*>>[ \t]?/;
// A blank stands before the colon, since the longest name is padded as well. In YAML and in prose there is none.
const ROW = /^([ \t]*)([A-Za-z]\w*(?:\([A-Za-z]+\))?)([ \t]+:)(?:([ \t]+)(\S.*)?)?$/;
const NOTICE = /^[ \t]*(?:WARNING|WARNUNG|AVERTISSEMENT|ADVERTENCIA|AVVISO|AVISO|WAARSCHUWING|VARNING|ADVARSEL|VAROITUS|VERBOSE|AUSFÜHRLICH|警告)[ \t]?:/i;
const BORDER = /^[ \t]*\*{10,}[ \t]*$/;

/** Cuts captured output into its lines. Never throws. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
    const ended = end < text.length;
    lines.push(lineOf(text.slice(start, end), start, ended, lines.at(-1)));
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return lines;
}

function lineOf(line: string, start: number, ended: boolean, before: Line | undefined): Line {
  const span = { start, end: start + line.length };
  if (line.trim() === '') return { kind: 'blank', span };
  if (line.length > LONGEST) return { kind: 'text', span };
  const prompt = PROMPT.exec(line) ?? COMMAND_PROMPT.exec(line);
  if (prompt) return { kind: 'prompt', span, host: prompt[1] ?? '', command: rest(line, start, prompt[0].length), ended };
  const more = before?.kind === 'prompt' || before?.kind === 'more' ? MORE.exec(line) : null;
  if (more) return { kind: 'more', span, command: rest(line, start, more[0].length), ended };
  if (NOTICE.test(line)) return { kind: 'notice', span };
  if (BORDER.test(line)) return { kind: 'border', span };
  const row = ROW.exec(line);
  if (!row) return { kind: 'text', span };
  const [, indent = '', name = '', colon = '', gap = '', value = ''] = row;
  const column = indent.length + name.length + colon.length + gap.length;
  const at = start + column;
  return {
    kind: 'row',
    span,
    name: { start: start + indent.length, end: start + indent.length + name.length },
    value: { start: at, end: at + value.trimEnd().length },
    column,
  };
}

function rest(line: string, start: number, from: number): Span {
  return { start: start + from, end: start + Math.max(from, line.trimEnd().length) };
}
