import type { Edit } from '../../server/src/core/edit.ts';
import { textOf } from '../../server/src/core/span.ts';

/** Edits that replace a whole tag or line at either end by the same text. A value may be replaced as a whole, and a tag that becomes two. */
export function wideEdits(edits: readonly Edit[]): string[] {
  return edits.flatMap(({ file, span, newText }) => {
    const oldText = textOf(file.text, span);
    const start = common(oldText, newText);
    const end = common(reversed(oldText.slice(start)), reversed(newText.slice(start)));
    const isWide = /[>\n]/.test(oldText.slice(0, start)) || /[<\n]/.test(oldText.slice(oldText.length - end).trimEnd());
    return newText !== '' && isWide ? [`${JSON.stringify(oldText)} -> ${JSON.stringify(newText)}`] : [];
  });
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}
