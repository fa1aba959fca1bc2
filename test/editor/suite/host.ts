import type { Context } from 'mocha';
import { say } from './say.ts';

/**
 * The window of the editor as its user has it: keys, mouse, pictures. The host drives it in a browser; in the desktop
 * VS Code nobody does, and then tests which need it are skipped.
 */
const address = process.env.AOVPN_EDITOR_CONTROL;

export const canDrive = address !== undefined;

/** Skips the running test or suite where the window cannot be driven: `needsWindow(this)`. */
export function needsWindow(test: Context): void {
  if (!canDrive) test.skip();
}

/** What is special in this round of the tests; nothing is where nobody says so. */
export const round = JSON.parse(process.env.AOVPN_EDITOR_ROUND ?? '{"host":"node","virtual":false,"trusted":true}') as {
  readonly host: 'node' | 'web';
  readonly virtual: boolean;
  readonly trusted: boolean;
};

/** Skips the running test or suite where the extension has no Node.js: `needsNode(this)`. */
export function needsNode(test: Context): void {
  if (round.host === 'web') test.skip();
}

/** Skips the running test or suite where the folder is on no disk, whose files the editor cannot search: `needsDisk(this)`. */
export function needsDisk(test: Context): void {
  if (round.virtual) test.skip();
}

/** Saves `test/editor/output/<round>/<name>.png`: the whole window, or the first element that the selector finds. */
export async function screenshot(name: string, selector?: string): Promise<void> {
  if (canDrive) await ask('screenshot', { name, selector });
  else say(`      (no screenshot ${name}: this editor cannot be driven)`);
}

/** Presses key combinations one after the other, written as Playwright writes them: `Control+.`, `ArrowDown`, `Enter`. */
export async function press(...keys: string[]): Promise<void> {
  await ask('keys', { press: keys });
}

/** Types a text where the focus is. */
export async function type(text: string): Promise<void> {
  await ask('keys', { type: text });
}

/** Clicks the first element that a Playwright selector finds. */
export async function click(selector: string, options: { button?: 'left' | 'right'; count?: number } = {}): Promise<void> {
  await ask('click', { selector, ...options });
}

/** Moves the mouse over the first element that a Playwright selector finds. */
export async function hover(selector: string): Promise<void> {
  await ask('hover', { selector });
}

/** Waits until an element is visible, or until it is gone. */
export async function waitFor(selector: string, state: 'visible' | 'hidden' = 'visible'): Promise<void> {
  await ask('wait', { selector, state });
}

/** The texts of all elements that a selector finds, as they are shown. */
export async function texts(selector: string): Promise<string[]> {
  return (await ask('texts', { selector })) as string[];
}

/** What is in the page of the webview, which is no part of the window's own page. */
export const view = {
  click: (selector: string): Promise<void> => click(`webview:${selector}`),
  texts: (selector: string): Promise<string[]> => texts(`webview:${selector}`),
  evaluate: (expression: string): Promise<unknown> => ask('evaluate', { expression }),
  /** What a checker of accessibility has against it, a line each. */
  accessibility: async (): Promise<string[]> => (await ask('accessibility', {})) as string[],
};

/** Makes the window larger or smaller, in pixels. */
export async function resize(width: number, height: number): Promise<void> {
  await ask('resize', { width, height });
}

/** Opens the light bulb's list with the keys of a person, who presses again when nothing comes up because the window was busy. */
export async function openLightBulb(): Promise<void> {
  for (;;) {
    await press('Control+.');
    for (let look = 0; look < 20; look++) {
      if ((await texts('.action-widget')).length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function ask(action: string, request: object): Promise<unknown> {
  if (address === undefined) throw new Error(`${action}: this editor cannot be driven; the test should say needsWindow(this)`);
  const response = await fetch(`${address}/${action}`, { method: 'POST', body: JSON.stringify(request) });
  if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
  return response.json();
}
