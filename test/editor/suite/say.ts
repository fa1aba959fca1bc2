import { format, withSources } from './terminal.ts';

const address = process.env.AOVPN_EDITOR_CONTROL;
let sent = Promise.resolve();

/**
 * Prints a line in the terminal that started the tests. What an extension host prints itself reaches it only with the
 * desktop VS Code.
 */
export function say(text = '', ...args: unknown[]): void {
  const line = withSources(format(text, ...args));
  if (address === undefined) {
    console.log(line);
    return;
  }
  // One after the other, as the lines must arrive in order.
  sent = sent.then(async () => {
    await fetch(`${address}/report`, { method: 'POST', body: JSON.stringify({ line }) });
  });
}

/** Resolves when everything said has arrived. */
export function allSaid(): Promise<void> {
  return sent;
}
