/** The width of a text in pixels. */
export type Measure = (text: string, bold?: boolean) => number;

/**
 * A text in lines that are no wider than so many pixels. What has no blank to break at is broken anywhere.
 * @param most so many lines at most; where there are more the last one ends in an ellipsis
 */
export function wrapped(text: string, width: number, most: number, measure: Measure, bold = false): string[] {
  const fits = (line: string): boolean => measure(line, bold) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).flatMap((each) => pieces(each, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const last = shortened(`${lines[most - 1] ?? ''} …`, fits);
  return [...lines.slice(0, most - 1), last];
}

/** A word in pieces that fit: paths and names of objects have no blanks. */
function pieces(word: string, fits: (text: string) => boolean): string[] {
  const found: string[] = [];
  let rest = word;
  while (!fits(rest) && rest.length > 1) {
    let length = rest.length - 1;
    while (length > 1 && !fits(rest.slice(0, length))) length--;
    const natural = Math.max(...['/', '-', '_', '.'].map((sign) => rest.lastIndexOf(sign, length - 1))) + 1;
    const cut = natural > length / 2 ? natural : length;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...found, rest];
}

function shortened(text: string, fits: (line: string) => boolean): string {
  let line = text;
  while (!fits(line) && line.length > 2) line = `${line.slice(0, -2).trimEnd()}…`;
  return line;
}
