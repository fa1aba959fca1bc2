import type { SyntaxProblem } from '../../model/facts.ts';
import type { Command } from '../../syntax/citrix-adc/command.ts';
import { isBinary, type Document, type Line } from '../../syntax/citrix-adc/document.ts';
import type { Source } from './source.ts';

/**
 * What is broken: a quote without an end in a command that matters here, and the first line of what is no text at all. Other lines that begin
 * with no command are left alone, since nobody knows them all.
 */
export function problemsOf({ text, lines }: Document, commands: readonly Command[], source: Source): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const { line, args, options } of commands) {
    const last = options.at(-1)?.values.at(-1) ?? args.at(-1);
    if (!last || last.closed) continue;
    problems.push({
      at: source.at({ start: last.start, end: last.end }, `problem/${line.start}`),
      message: 'The quote that begins here has no end on its line, so the command is not complete',
      notation: 'citrix-adc',
    });
  }
  const foreign = lines.find((line) => line.kind === 'unread' && isForeign(text, line));
  if (foreign) {
    problems.push({
      at: source.at({ start: foreign.start, end: foreign.end }, 'problem/foreign'),
      message: 'This line is no command and no comment',
      notation: 'citrix-adc',
    });
  }
  return problems;
}

/** Bytes that are no text, or a certificate. */
function isForeign(text: string, { start, end }: Line): boolean {
  const line = text.slice(start, Math.min(end, start + 1000));
  return isBinary(line) || /^\s*-----BEGIN /u.test(line);
}
