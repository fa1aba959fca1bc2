/** A message of Mocha's with its values filled in, as `node:util` does it. */
export function format(text: string, ...args: unknown[]): string {
  const rest = [...args];
  const filled = text.replace(/%[sdifjoO%]/g, (mark) => (mark === '%%' ? '%' : rest.length === 0 ? mark : shown(rest.shift())));
  return [filled, ...rest.map(shown)].join(' ');
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A browser has no source maps to read. */
export function withSources(text: string): string {
  return text;
}
