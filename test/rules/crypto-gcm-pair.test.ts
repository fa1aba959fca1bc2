import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

const RULE = 'crypto-gcm-pair';
const suite = (CipherTransformConstants: string, AuthenticationTransformConstants: string) => ({ CipherTransformConstants, AuthenticationTransformConstants });

describe('which pairs', () => {
  test.each([
    ['AES128', 'SHA256128'],
    ['GCMAES128', 'GCMAES128'],
    ['gcmaes192', 'GCMAES192'],
    ['None', 'GCMAES128'],
    ['AES128', 'None'],
    ['$cipher', 'GCMAES128'],
    ['GCMAES128', '$hash'],
  ])('%s with %s is one', (cipher, hash) => void expectFindings(RULE, `=== s.ps1\n${server(suite(cipher, hash))}`));

  test.each([
    ['GCMAES128', '⟦SHA256128⟧'],
    ['GCMAES128', '⟦None⟧'],
    ['⟦AES128⟧', 'GCMAES128'],
    ['⟦GCMAES128⟧', 'GCMAES256'],
  ])('%s with %s is none', (cipher, hash) => void expectFindings(RULE, `=== s.ps1\n${server(suite(cipher, hash))}`));
});

test('the value that is weak is told by both rules', () => {
  expectFindings(RULE, `=== p.xml\n${profile(suite('⟦⟦DES3⟧⟧{crypto-weak}', 'GCMAES128'))}`);
});

describe('the fixes', () => {
  const titles = (cipher: string, hash: string): string[] =>
    findingsOf(workspaceOf(parseFixture(`=== s.ps1\n${server(suite(cipher, hash))}`)), RULE).flatMap((finding) => finding.fixes().map(({ title }) => title));

  test('name the AES-GCM that is there', () => {
    expect(titles('GCMAES128', 'SHA256128')).toEqual(['Use GCMAES128 as AuthenticationTransformConstants']);
    expect(titles('AES128', 'GCMAES256')).toEqual(['Use GCMAES256 as CipherTransformConstants']);
  });

  test('let one choose between two', () => {
    expect(titles('GCMAES128', 'GCMAES256')).toEqual(['Use GCMAES128 as AuthenticationTransformConstants', 'Use GCMAES256 as CipherTransformConstants']);
  });

  test('change both sides where both are wrong in the same way', () => {
    const wrong = suite('GCMAES128', 'SHA256128');
    const text = files({ 'client/p.xml': profile(wrong), 'server/s.ps1': server(wrong) });
    const workspace = workspaceOf(parseFixture(text));
    const [finding] = findingsOf(workspace, RULE);
    const title = 'Use GCMAES128 as AuthenticationTransformConstants on every side';
    expect(printed(applied(workspace, finding ?? expect.fail('no finding'), title))).toBe(text.replaceAll('SHA256128', 'GCMAES128'));
  });
});
