import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rootName } from '../../server/src/syntax/xml/scan.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { WRONG } from '../support/wrong-profile.ts';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/dev', import.meta.url));
const URI = 'file:///project/profile.xml';

/**
 * Cut-off points that are tried: one of so many characters. All of them of every published profile take minutes, so they
 * are tried by `npm run test:prefixes`.
 */
const EVERY = process.env.AOVPN_EVERY_PREFIX === undefined ? 211 : 1;

/**
 * A document that is cut off, as every document is while it is written from top to bottom, has no finding that the whole
 * one has not, but for being broken, and for a character that is told of by itself until the value around it is whole. So nothing is ever called missing
 * that is only on its way.
 */
function expectPrefixesToKnowNoMore(text: string, every: number): void {
  const whole = new Set(findings(text));
  for (let end = 0; end < text.length; end += every) {
    const extra = findings(text.slice(0, end)).filter((finding) => !whole.has(finding) && !/^(?:xml-not-wellformed|text-invisible-character) /.test(finding));
    expect(extra, `${JSON.stringify(text.slice(Math.max(0, end - 60), end))} is where it is cut, at ${end}`).toEqual([]);
  }
}

function findings(text: string): string[] {
  const workspace = new Workspace((message) => {
    throw new Error(message);
  });
  workspace.setFile({ uri: URI, text });
  return workspace.findings(URI).map(({ rule, at: { span } }) => `${rule.id} ${span.start}`);
}

const profilesIn = (folder: string): [name: string, text: string][] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
        .map((entry): [string, string] => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
        .filter(([, text]) => rootName(text) === 'VPNProfile');

describe('every beginning of a profile has no finding that the whole has not', () => {
  test.each(profilesIn(SAMPLES))('%s, cut at each character', { timeout: 120_000 }, (_, text) => {
    expectPrefixesToKnowNoMore(text, EVERY === 1 ? 1 : 7);
  });

  test('one with all that is wrong', { timeout: 120_000 }, () => {
    expectPrefixesToKnowNoMore(WRONG, EVERY === 1 ? 1 : 3);
  });
});

describe.skipIf(!existsSync(CORPUS))('every beginning of a published profile (../shared/corpus, where it lies beside the project)', () => {
  test('there are some', () => expect(profilesIn(CORPUS).length).toBeGreaterThan(20));

  test.each(profilesIn(CORPUS))('%s', { timeout: 600_000 }, (_, text) => {
    expectPrefixesToKnowNoMore(text, EVERY);
  });
});
