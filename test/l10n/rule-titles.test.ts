import { describe, expect, test } from 'vitest';
import { PROFILE_ELEMENTS } from '../../server/src/knowledge/profile-xml.ts';
import { ruleList } from '../../server/src/features/rule-list.ts';
import { LANGUAGES, languageOf } from '../../server/src/l10n/locale.ts';
import { titleOf } from '../../server/src/l10n/rule-title.ts';
import { RULE_TITLES_DE } from '../../server/src/l10n/rule-titles.de.ts';
import { RULE_TITLES_JA } from '../../server/src/l10n/rule-titles.ja.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { keptWords, standsIn, writingFaults } from '../support/translation.ts';

const TABLES = { de: RULE_TITLES_DE, ja: RULE_TITLES_JA };
const ELEMENTS = new Set(PROFILE_ELEMENTS.map(({ path }) => path.split('/').at(-1)));

/** Names that the readers of a language know by another one. */
const TRANSLATED: Readonly<Record<string, Readonly<Record<'de' | 'ja', RegExp>>>> = {
  CA: { de: /zertifizierungsstelle/iu, ja: /証明機関/u },
  Access: { de: /bedingte\w* Zugriff/iu, ja: /条件付きアクセス/u },
  Conditional: { de: /bedingte\w* Zugriff/iu, ja: /条件付きアクセス/u },
};

describe.each(LANGUAGES)('titles of rules in %s', (language) => {
  const table = TABLES[language];

  test('are there for every rule, in the order of their ids, and for nothing else', () => expect(Object.keys(table)).toEqual(RULES.map(({ id }) => id)));

  test.each(RULES.map(({ id, title }) => [id, title] as const))('%s says what the English one says: %s', (id, english) => {
    const title = table[id] ?? '';
    expect(title).toMatch(/\p{L}[^.。!]*$/u);
    expect(title.trim()).toBe(title);
    expect(title.length).toBeLessThanOrEqual(110);
    expect(title).not.toBe(english);
    expect(writingFaults(language, title)).toEqual([]);
    const [first = ''] = english.split(' ');
    // The first word is the name of an element where no other word can stand there.
    const kept = [...keptWords(english), ...(ELEMENTS.has(first) && !['Route', 'Proxy'].includes(first) ? [first] : [])];
    const missing = kept.filter((word) => !standsIn(word, title) && TRANSLATED[word]?.[language].test(title) !== true);
    expect(missing).toEqual([]);
  });

  test('add no name that the English ones do not have', () => {
    const added = RULES.flatMap(({ id, title }) =>
      keptWords(table[id] ?? '')
        .filter((word) => /[a-z][A-Z]|\d|^-/u.test(word) && !standsIn(word, title))
        .map((word) => `${id}: ${word}`),
    );
    // Japanese counts in digits; German joins a name and a noun with a hyphen.
    expect(added.filter((each) => !/: (\d+|\p{L}*-\p{L}+|.*[-–]\p{Lu}\p{Ll}+)$/u.test(each))).toEqual([]);
  });

  test('two rules have the same title only where they have so in English', () => {
    const double = RULES.filter(({ id, title }) => RULES.some((other) => other.title !== title && table[other.id] === table[id])).map(({ id }) => id);
    expect(double).toEqual([]);
  });
});

describe('the language of a locale', () => {
  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['de_CH', 'de'],
    ['DE', 'de'],
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['en', undefined],
    ['en-US', undefined],
    ['den', undefined],
    ['fr', undefined],
    ['', undefined],
    [undefined, undefined],
  ] as const)('%s is %s', (locale, language) => expect(languageOf(locale)).toBe(language));
});

test('a rule without a title in a language has its English one', () => {
  const rule = { id: 'no-such-rule', title: 'Something' };
  expect(titleOf(rule, 'de')).toBe('Something');
  expect(titleOf({ id: 'policy-mismatch', title: 'Something' }, undefined)).toBe('Something');
  // No id is the name of something that every object has.
  expect(ruleList(undefined).every(({ title }) => typeof title === 'string')).toBe(true);
});
