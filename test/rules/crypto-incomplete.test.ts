import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

const RULE = 'crypto-incomplete';
/** The profile without some of the six values. */
const without = (...names: string[]): string => names.reduce((text, name) => text.replace(new RegExp(`<${name}>.*</${name}>`), ''), profile());
const marked = (text: string): string => text.replace('<CryptographySuite', '<⟦CryptographySuite⟧');

describe('reported', () => {
  test.each([
    ['one', marked(without('PfsGroup')), "This CryptographySuite states 5 of six values; PfsGroup is missing, and Windows' choice for it is not documented"],
    [
      'two, in the order of comparison',
      marked(without('PfsGroup', 'DHGroup')),
      'This CryptographySuite states 4 of six values; DHGroup and PfsGroup are missing',
    ],
    ['with a comment where it was', marked(profile().replace(/<PfsGroup>.*<\/PfsGroup>/, '<!-- $& -->')), 'states 5 of six values'],
  ])('%s', (_, text, message) => {
    const [finding] = findingsOf(expectFindings(RULE, `=== p.xml\n${text}`), RULE);
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).toContain(message);
    expect(finding?.message).toContain('(inferred)');
  });
});

describe('silent', () => {
  test.each([
    ['about all six', profile()],
    ['where one is misspelt', without('PfsGroup').replace('<DHGroup>', '<PFSGroup>PFS2048</PFSGroup><DHGroup>')],
    ['where one is empty', profile({ PfsGroup: '' })],
    ['where something is put in later', without('PfsGroup').replace('<DHGroup>', '<Include/><DHGroup>')],
  ])('%s', (_, text) => void expectFindings(RULE, `=== p.xml\n${text}`));

  test('about a cmdlet, which has a rule of its own or fills in the rest', () =>
    expectFindings(RULE, '=== s.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n'));
});

test("the fix takes the server's values where there is one", () => {
  const titles = (contents: Record<string, string>): string[] =>
    findingsOf(expectFindings(RULE, files(contents)), RULE).flatMap((finding) => finding.fixes().map(({ title }) => title));
  expect(titles({ 'client/p.xml': marked(without('PfsGroup')) })).toEqual(['Complete with the published minimum']);
  expect(titles({ 'client/p.xml': marked(without('PfsGroup')), 'server/s.ps1': server() })).toEqual(["Complete with the server's values"]);
});
