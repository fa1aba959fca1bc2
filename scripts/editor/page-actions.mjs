// @ts-check
import { join } from 'node:path';

const patience = 10_000;

/**
 * The actions on the editor's window. Selectors are Playwright's, so `text=…`, `:has-text(…)` and `>>` work.
 * @param {() => import('playwright-core').Page} currentPage the page opens after the control channel
 * @param {string} outputFolder for pictures
 * @returns {import('./control.mjs').Actions}
 */
export function pageActions(currentPage, outputFolder) {
  /** @param {string} selector */
  const find = (selector) => currentPage().locator(selector).first();
  return {
    /** @param {{ name: string, selector?: string }} request */
    async screenshot({ name, selector }) {
      if (!/^[\w][\w.-]*$/.test(name)) throw new Error(`not a file name: ${name}`);
      const path = join(outputFolder, `${name}.png`);
      const page = currentPage();
      await page.evaluate('document.fonts.ready.then(() => undefined)');
      await (selector === undefined ? page : find(selector)).screenshot({ path, animations: 'disabled', timeout: patience });
      return path;
    },
    /** @param {{ press?: string | string[], type?: string }} request */
    async keys({ press = [], type }) {
      for (const key of [press].flat()) await currentPage().keyboard.press(key);
      if (type !== undefined) await currentPage().keyboard.type(type);
    },
    /** @param {{ selector: string, button?: 'left' | 'right', count?: number }} request */
    async click({ selector, button = 'left', count = 1 }) {
      await find(selector).click({ button, clickCount: count, timeout: patience });
    },
    /** @param {{ selector: string }} request */
    async hover({ selector }) {
      await find(selector).hover({ timeout: patience });
    },
    /** @param {{ selector: string, state?: 'visible' | 'hidden' }} request */
    async wait({ selector, state = 'visible' }) {
      await find(selector).waitFor({ state, timeout: patience });
    },
    /** @param {{ selector: string }} request */
    async texts({ selector }) {
      const texts = await currentPage().locator(selector).allInnerTexts();
      // The editor shows its spaces as no-break spaces.
      return texts.map((text) => text.replaceAll('\u00a0', ' '));
    },
  };
}
