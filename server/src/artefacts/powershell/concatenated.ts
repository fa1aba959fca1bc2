import { DerivedTextBuilder, type DerivedText } from '../../core/derived-text.ts';
import { addString, stringText, stringWriter } from '../../syntax/powershell/string-text.ts';
import type { StringLiteral } from '../../syntax/powershell/strings.ts';

/** What stands between two strings that a script puts together: `+`, with values between that have no string in them. */
const BETWEEN = /^\s*\+(?:\s*(\$[^'"‘-„#;,|(){}=\r\n]*[^'"‘-„#;,|(){}=\s+])\s*\+)?\s*$/;

/**
 * The text that a script puts together from a string and those that follow it: `'<DnsSuffix>' + $DnsSuffix + '</DnsSuffix>'`.
 * It is as long as `isWhole` wants it and the script goes on with it. The values between are unknown. Strings of another
 * kind are not taken in, because what is moved from one to the other would be written wrongly.
 * @param replaced as for `stringText`.
 */
export function concatenated(
  source: string,
  first: StringLiteral,
  following: Iterable<StringLiteral>,
  isWhole: (text: string) => boolean,
  replaced: readonly RegExp[] = [],
): DerivedText {
  const alone = stringText(source, first, replaced);
  if (first.quote === 'none' || first.quote === 'here' || !first.closed || isWhole(alone.text)) return alone;
  const builder = new DerivedTextBuilder(source);
  let last = first;
  let added = addString(builder, source, first, 0, replaced);
  let text = alone.text;
  for (const next of following) {
    const between = BETWEEN.exec(source.slice(last.span.end, next.span.start));
    if (!between || next.quote !== first.quote || !next.closed || isWhole(text)) break;
    // The quotes belong to what is between: whoever takes it elsewhere takes them along.
    const gap = { start: last.inner.end, end: next.inner.start };
    if (between[1] === undefined) builder.write('', gap);
    else builder.unknown(`$(${++added})`, gap);
    added = addString(builder, source, next, added, replaced);
    text = stringText(source, next).text;
    last = next;
  }
  return builder.finish({ start: first.inner.start, end: last.inner.end }, stringWriter(first));
}
