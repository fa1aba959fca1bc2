import { DerivedTextBuilder, type DerivedText, type Writer } from '../../core/derived-text.ts';
import type { Span } from '../../core/span.ts';
import { valueOfPart, type StringLiteral } from './strings.ts';

/** Characters that PowerShell takes for a quote, by the plain one of each kind. */
const SINGLE = "'\u2018-\u201b";
const DOUBLE = '"\u201c-\u201e';

/**
 * The value of a string as it is written, with quotes and backticks taken away. A variable stands for itself, and `$( … )`
 * for a short text of the same look: what they are is known only when the script runs.
 * @param replaced what the script puts something else in the place of, each a global pattern.
 */
export function stringText(source: string, literal: StringLiteral, replaced: readonly RegExp[] = []): DerivedText {
  const builder = new DerivedTextBuilder(source);
  addString(builder, source, literal, 0, replaced);
  return builder.finish(literal.inner, stringWriter(literal));
}

/**
 * Adds the value of a string to a text that is made of several.
 * @param subexpressions how many have a stand-in already.
 * @param replaced as for `stringText`.
 * @returns how many have one now.
 */
export function addString(
  builder: DerivedTextBuilder,
  source: string,
  literal: StringLiteral,
  subexpressions: number,
  replaced: readonly RegExp[] = [],
): number {
  let count = subexpressions;
  for (const part of literal.parts) {
    if (part.kind === 'text') count = addText(builder, source, part.span, count, replaced);
    else if (part.kind === 'escape') builder.write(valueOfPart(source, part), part.span);
    else builder.unknown(part.kind === 'variable' ? standIn(source.slice(part.span.start, part.span.end)) : `$(${++count})`, part.span);
  }
  return count;
}

/** Adds a stretch as it is, but for what is replaced in it. */
function addText(builder: DerivedTextBuilder, source: string, { start, end }: Span, subexpressions: number, replaced: readonly RegExp[]): number {
  const text = replaced.length > 0 ? source.slice(start, end) : '';
  const found = replaced.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({ start: start + index, end: start + index + length })),
  );
  let at = start;
  let count = subexpressions;
  for (const span of found.sort((a, b) => a.start - b.start)) {
    // One text may hold another.
    if (span.start < at) continue;
    builder.copy({ start: at, end: span.start });
    builder.unknown(`$(${++count})`, span);
    at = span.end;
  }
  builder.copy({ start: at, end });
  return count;
}

/** A variable as it is, unless its name has characters that mean something in another notation: `${a<b}`. */
function standIn(variable: string): string {
  return variable.replace(/[<>&"']/g, '_');
}

/** How a text is written between the quotes of a string. */
export function stringWriter({ quote, expandable }: StringLiteral): Writer {
  if (quote === 'here') {
    // A closing quote at the start of a line ends the string; whether one is at the start shows only in the whole.
    const end = new RegExp(`[${expandable ? DOUBLE : SINGLE}]@`);
    return (text) => (end.test(text) ? undefined : expandable ? text.replace(/[`$]/g, '`$&') : text);
  }
  const own = new RegExp(`[${expandable ? DOUBLE : SINGLE}]`, 'g');
  return (text) => (expandable ? text.replace(/[`$]/g, '`$&') : text).replace(own, '$&$&');
}
