import { largest } from '../core/lists.ts';
/** Text that Markdown would otherwise read as markup, as plain text. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>]/g, (character) => `\\${character}`);
}

/**
 * Text inside of a line, with no more escapes than Markdown needs to show it as it is: for what is read without being rendered. Backslashes of paths,
 * and underscores inside of words, stay as they are.
 */
export function lightly(text: string): string {
  return text.replace(/\\(?=[!-/:-@[-`{-~])|[*`<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\](?=[([:])|&(?=#?\w+;)/gu, (character) => `\\${character}`);
}

/** Text in a fixed-width font, whatever it holds. */
export function code(text: string): string {
  // More backticks around it than there are in it.
  const longest = largest([0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length)]);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function link(title: string, address: string): string {
  return `[${title}](${address})`;
}
