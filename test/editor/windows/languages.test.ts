import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { LANGUAGES } from '../../../server/src/l10n/locale.ts';
import { choose, deploymentView, picture, windowOfSample, windowTest } from './window.ts';

type Texts = Readonly<Record<string, string>>;

const read = (name: string): Texts => JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')) as Texts;

windowTest.each(LANGUAGES)(
  'a window in %s has commands, view and rules in it',
  async (language) => {
    const manifest = read(`package.nls.${language}.json`);
    const client = read(`l10n/bundle.l10n.${language}.json`);
    const page = await windowOfSample({ language });
    const command = manifest['command.showDeployment'] ?? '';
    await choose(page, `>${command}`, command);
    const view = deploymentView(page);
    await view.locator('h2', { hasText: client['The negotiation'] ?? '' }).waitFor();
    await picture(page, `view-${language}`);
    await choose(page, `>${manifest['command.explainRule'] ?? ''}`, manifest['command.explainRule'] ?? '');
    await page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
    await picture(page, `rules-${language}`);
    expect(await page.locator('.notification-toast').allInnerTexts()).toEqual([]);
  },
  110_000,
);
