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
  const longest = longestRun(text);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/** Text as a block of code, whatever it holds. */
export function block(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.replace(/(?<!\n)\n*$/, '')}\n${fence}\n`;
}

/** How many backticks follow each other in a text: around it there are to be more. */
function longestRun(text: string): number {
  return largest([0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)]);
}

/** A table; cells are Markdown. A bar in one, whether escaped yet or not, ends it nowhere. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (markdown: string): string => markdown.replace(/\\.|\|/gs, (found) => (found === '|' ? '\\|' : found));
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function link(title: string, address: string): string {
  return `[${title}](${address})`;
}
