import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../server/src/l10n/locale.ts';
import { SETTINGS } from '../../server/src/lsp/settings-table.ts';
import { tableFaults, type Texts } from '../support/translation.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const ENGLISH = read('package.nls.json') as Texts;
const MANIFEST = read('package.json') as Manifest;

interface Manifest {
  readonly description: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>> };
  };
}

/** A manifest as Visual Studio Code reads it: each text that is a key between signs of percent becomes what the key stands for, else its English text. */
function localised<T>(value: T, texts: Texts): T {
  if (typeof value === 'string') {
    const key = /^%([\w.-]+)%$/u.exec(value)?.[1];
    return (key === undefined ? value : (texts[key] ?? ENGLISH[key] ?? value)) as T;
  }
  if (Array.isArray(value)) return value.map((each: unknown) => localised(each, texts)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, localised(each as unknown, texts)])) as T;
}

const keysIn = (text: string): string[] => [...text.matchAll(/"%([^"%]+)%"/gu)].map(([, key = '']) => key);

describe('the manifest', () => {
  test('uses each text once, and has a text for each key', () => expect(keysIn(JSON.stringify(MANIFEST)).sort()).toEqual(Object.keys(ENGLISH).sort()));

  test('has no title and no description that cannot be translated', () => {
    const literal = [...JSON.stringify(MANIFEST.contributes).matchAll(/"(title|shortTitle|description|markdownDescription|label)":"([^%"][^"]*)"/gu)];
    // The name of the product is the same everywhere.
    expect(literal.filter(([, , text]) => text !== 'Always On VPN').map(([text]) => text)).toEqual([]);
  });

  test('shows the settings as their table describes them', () => {
    const { properties } = localised(MANIFEST, {}).contributes.configuration;
    expect(Object.entries(properties).map(([key, { markdownDescription }]) => [key, markdownDescription])).toEqual(
      SETTINGS.map(({ key, description }) => [key, description]),
    );
  });
});

describe.each(LANGUAGES)('the manifest in %s', (language) => {
  const texts = read(`package.nls.${language}.json`) as Texts;

  test('says what the English one says', () => expect(tableFaults(language, ENGLISH, texts)).toEqual([]));

  test('has no English text left, and no two commands of one name', () => {
    const { description, contributes } = localised(MANIFEST, texts);
    expect(description).not.toBe(ENGLISH.description);
    expect(Object.keys(ENGLISH).filter((key) => texts[key] === ENGLISH[key])).toEqual([]);
    expect(new Set(contributes.commands.map(({ title }) => title)).size).toBe(contributes.commands.length);
    expect(keysIn(JSON.stringify(localised(MANIFEST, texts)))).toEqual([]);
  });
});

test('what is wrong with a translation is seen', () => {
  const english = { a: 'Open {0} in `aovpn.json` of RRAS.', b: 'Save' };
  expect(tableFaults('de', english, { a: '{0} in `aovpn.json` von RRAS öffnen.', b: 'Speichern' })).toEqual([]);
  expect(tableFaults('de', english, { a: '{1} in der Policy', c: 'x' })).toEqual([
    'not translated: b',
    'not in use: c',
    'a: {0} is not in it',
    'a: `aovpn.json` is not in it',
    'a: RRAS is not in it',
    'a: other places to be filled in',
    'a: a sentence in one of the two',
    'a: an English word that has a German one: {1} in der Policy',
  ]);
  expect(tableFaults('ja', { b: 'Save' }, { b: 'RRASを保存する サーバ' })).toEqual([
    expect.stringContaining('no blank between'),
    expect.stringContaining('katakana without'),
  ]);
});
