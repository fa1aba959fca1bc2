/** Text that Markdown would otherwise read as markup, as plain text. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>]/g, (character) => `\\${character}`);
}

/** Text in a fixed-width font. The catalogue's texts hold no backticks. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function link(title: string, address: string): string {
  return `[${title}](${address})`;
}
