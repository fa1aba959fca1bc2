/** How wide text is made for a terminal. */
export const WIDTH = 100;

/** A paragraph as lines: `first` stands in front of the first one, `others` in front of the rest. A word that is longer than a line is left whole. */
export function wrapped(text: string, first: string, others: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + word.length >= WIDTH) {
      lines.push(line.trimEnd());
      line = others;
    }
    line += `${word} `;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}
