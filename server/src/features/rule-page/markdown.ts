import { largest } from '../../core/lists.ts';
/** Plain text as Markdown that shows exactly that text. */
export function escaped(text: string): string {
  return text.replace(/[\\`*<[\]]/g, '\\$&');
}

/** Text as a block of code. */
export function block(language: string, text: string): string {
  const longest = largest([0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)]);
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${text.replace(/(?<!\n)\n*$/, '')}\n${fence}\n`;
}
