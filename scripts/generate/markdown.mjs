/** Plain text as Markdown that shows exactly that text. */
export function escaped(text) {
  return text.replace(/[\\`*<[\]]/g, '\\$&');
}

/** Text as code within a line. */
export function code(text) {
  const fence = '`'.repeat(longestRun(text) + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** A table; cells are Markdown. */
export function table(head, rows) {
  const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return row(head) + row(head.map(() => '---')) + rows.map(row).join('');
}

function longestRun(text) {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
