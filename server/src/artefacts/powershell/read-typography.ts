import { lastAtOrBefore } from '../../core/search.ts';
import type { Anchors } from '../../model/facts.ts';
import type { TypographicSign } from '../../model/typography.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import type { StringLiteral } from '../../syntax/powershell/strings.ts';

const SINGLE = /[\u2018-\u201b]/;
const DOUBLE = /[\u201c-\u201e]/;
const DASH = /[\u2013-\u2015]/;

/**
 * The typographic quotes around texts and dashes in front of parameters, in the order of the text. Whatever is inside of a text stays out, and so
 * do scripts that are not understood as a whole: there a quote may be something else than it seems.
 */
export function readTypography({ text, strings, commands, hasErrors }: PsScript, anchors: Anchors): TypographicSign[] {
  if (hasErrors || !/[\u2013-\u2015\u2018-\u201e]/.test(text)) return [];
  const outer = outermost(strings);
  const found: [offset: number, plain: TypographicSign['plain']][] = [];
  const note = (offset: number, sign: RegExp, plain: TypographicSign['plain']): void => {
    if (sign.test(text.charAt(offset))) found.push([offset, plain]);
  };
  for (const { quote, span, inner, closed } of outer) {
    if (!closed || (quote !== 'single' && quote !== 'double') || inner.start !== span.start + 1) continue;
    for (const offset of [span.start, span.end - 1]) note(offset, quote === 'single' ? SINGLE : DOUBLE, quote === 'single' ? "'" : '"');
  }
  for (const { args, reliable } of commands) {
    for (const argument of args) {
      if (!reliable || argument.kind !== 'parameter' || !DASH.test(text.charAt(argument.nameSpan.start - 1))) continue;
      if (!isInText(outer, argument.nameSpan.start)) note(argument.nameSpan.start - 1, DASH, '-');
    }
  }
  return found.sort(([a], [b]) => a - b).map(([offset, plain], index) => ({ at: anchors.at({ start: offset, end: offset + 1 }, `sign/${index}`), plain }));
}

/** The texts that stand in no other one. They come in the order of their starts. */
function outermost(strings: PsScript['strings']): StringLiteral[] {
  let end = 0;
  return strings.filter(({ span }) => {
    if (span.end <= end) return false;
    end = span.end;
    return true;
  });
}

function isInText(outer: readonly StringLiteral[], offset: number): boolean {
  return offset < (outer[lastAtOrBefore(outer, offset, ({ span }) => span.start)]?.span.end ?? 0);
}
