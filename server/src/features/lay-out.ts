import type { Layout } from '../artefacts/artefact.ts';
import { withoutDefaults } from '../knowledge/snippets.ts';

/** Lines of a snippet's body in the layout of their place. */
export function laidOut(
  body: readonly string[],
  { eol, indent, lead, step, form }: Layout,
  withDefaults?: readonly string[],
): { newText: string; plainText: string; indent: string } {
  const isOpening = body.length > 1 && (form === 'opening' || form === 'enclosed');
  const line = (text: string): string => lead + (isOpening ? step : '') + text.replace(/^\t+/, (tabs) => step.repeat(tabs.length));
  const laid = (lines: readonly string[]): string => {
    if (form === 'one line') return lines.map((each) => each.replace(/^\t+/, '')).join('');
    const text = lines.map(line).join(eol);
    return isOpening ? eol + text + (form === 'enclosed' ? eol : '') : text;
  };
  return { newText: laid(body), plainText: withDefaults ? laid(withDefaults) : withoutDefaults(laid(body.filter((each) => !/^\t*\$\d+$/.test(each)))), indent };
}
