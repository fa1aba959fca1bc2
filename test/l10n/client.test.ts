import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { ENGLISH, say, speak } from '../../client/view/strings.ts';
import { LANGUAGES } from '../../server/src/l10n/locale.ts';
import { tableFaults, type Texts } from '../support/translation.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string): Texts => JSON.parse(readFileSync(join(ROOT, 'l10n', name), 'utf8')) as Texts;
const BUNDLE = read('bundle.l10n.json');

/** Words that are the same in German. */
const SAME = ['Baseline', 'Client', 'OK', 'Server'];

describe.each(LANGUAGES)('what the client says in %s', (language) => {
  const texts = read(`bundle.l10n.${language}.json`);

  test('is what it says in English', () => expect(tableFaults(language, BUNDLE, texts)).toEqual([]));

  test('is in the order of the English texts', () => expect(Object.keys(texts)).toEqual(Object.keys(BUNDLE)));

  test('has no English text left', () => expect(Object.keys(BUNDLE).filter((key) => texts[key] === key && !SAME.includes(key))).toEqual([]));
});

describe('the list of what the client says', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  const listed = async (source: string): Promise<{ texts: string[]; complaints: string[] }> => {
    const module = new URL('../../scripts/generate/l10n.mjs', import.meta.url).href;
    const { clientBundle } = (await import(module)) as { clientBundle: (root: string, complain: (complaint: string) => void) => string };
    const folder = mkdtempSync(join(tmpdir(), 'aovpn-l10n-'));
    folders.push(folder);
    for (const name of ['client/src', 'client/view']) mkdirSync(join(folder, name), { recursive: true });
    cpSync(join(ROOT, 'client/view/strings.ts'), join(folder, 'client/view/strings.ts'));
    writeFileSync(join(folder, 'client/src/a.ts'), source);
    const complaints: string[] = [];
    const texts = Object.keys(JSON.parse(clientBundle(folder, (complaint) => complaints.push(complaint))) as Texts);
    return { texts: texts.filter((text) => !Object.values<string>(ENGLISH).includes(text)), complaints };
  };

  test('has the texts of its calls, and those of the page', async () => {
    expect(await listed("f(l10n.t('One {0}', l10n.t(\"Two\")), { title: l10n.t('Three, too') });")).toEqual({
      texts: ['One {0}', 'Three, too', 'Two'],
      complaints: [],
    });
    for (const text of Object.values(ENGLISH)) expect(BUNDLE).toHaveProperty([text], text);
  });

  test.each([
    ["window.showInformationMessage('Open a document first.');", 1],
    ['void window.showErrorMessage(`It failed. ${reason}`, save);', 1],
    ["window.showWarningMessage(isOne ? l10n.t('One') : 'Not one');", 1],
    ["pick({ title: 'Generate', placeHolder: 'What?' });", 2],
    ["box.prompt = 'Paste the text.';", 1],
    ["const f = () => { return 'There is nothing.'; };", 1],
    ["const items = [{ label: '$(save) Save As…' }];", 1],
    ['l10n.t(`There is ${something}`);', 1],
    ['l10n.t(text);', 1],
    ["window.createOutputChannel('Always On VPN'); const x = { label: '$(save)', description: name, title: `${one}: ${two}` };", 0],
    ["const y = { text: '', title: 'Always On VPN' }; function z() { return 'markdown'; }", 0],
    ['function page() { return `<html>\n<title>${title} of it</title>`; }', 0],
  ])('names what is said past it: %s', async (source, count) => expect((await listed(source)).complaints).toHaveLength(count));
});

describe('the page', () => {
  afterEach(() => speak({}));

  test('speaks English by itself, and the language that it is handed', () => {
    expect(say('open', 'a.xml')).toBe('Open a.xml');
    speak(Object.fromEntries(Object.entries(ENGLISH).map(([key, text]) => [key, read('bundle.l10n.de.json')[text]])));
    expect([say('open', 'a.xml'), say('onlyDifferences', 2), say('pair', 'a', 'b')]).toEqual(['a.xml öffnen', 'Nur Unterschiede (2)', 'a mit b']);
    speak({ open: '{0} を開く', toString: 'x', fix: 1 });
    expect([say('open', 'a.xml'), say('fix'), say('unknown')]).toEqual(['a.xml を開く', 'Fix…', 'Unknown']);
    for (const nothing of [undefined, null, 'x', 1]) {
      speak(nothing);
      expect(say('open', '{0}')).toBe('Open {0}');
    }
  });

  test('leaves a place to be filled in as it is where there is nothing for it', () => expect(say('pair', 'a')).toBe('a with {1}'));
});
