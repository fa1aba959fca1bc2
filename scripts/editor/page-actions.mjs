// @ts-check
import { join } from 'node:path';
import axe from 'axe-core';

const patience = 10_000;

/**
 * The actions on the editor's window. Selectors are Playwright's, so `text=…`, `:has-text(…)` and `>>` work. What follows `webview:` is looked for
 * in the page that an editor shows, such as a preview, not around it.
 * @param {() => import('playwright-core').Page} currentPage the page opens after the control channel
 * @param {string} outputFolder for pictures
 * @returns {import('./control.mjs').Actions}
 */
export function pageActions(currentPage, outputFolder) {
  /** @param {string} selector */
  const locate = (selector) => {
    const inside = /^webview:(.*)$/s.exec(selector)?.[1];
    if (inside === undefined) return currentPage().locator(selector);
    // The editor puts such a page into a frame within a frame.
    return currentPage().frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame').locator(inside);
  };
  /** @param {string} selector */
  const find = (selector) => locate(selector).first();
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
    /** What an expression comes to in the page of the webview. @param {{ expression: string }} request */
    async evaluate({ expression }) {
      return find('webview:body').evaluate(expression);
    },
    /** Everything that a checker of accessibility has against the page of the webview. */
    async accessibility() {
      const page = find('webview:body');
      // The page runs no script but its own, and the checker comes in beside that.
      await page.evaluate(axe.source);
      return page.evaluate(
        'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(" ")}`))',
      );
    },
    /** @param {{ width: number, height: number }} size */
    async resize(size) {
      await currentPage().setViewportSize(size);
    },
    /** @param {{ selector: string }} request */
    async texts({ selector }) {
      const texts = await locate(selector).allInnerTexts();
      // The editor shows its spaces as no-break spaces.
      return texts.map((text) => text.replaceAll('\u00a0', ' '));
    },
  };
}
