import { describe, expect, test } from 'vitest';
import { COMPLIANCE, element, filter, ISSUER_HASH, profileWith, tls, tlsExtension, validation } from '../../server/src/rules/eap/examples.ts';
import { applied, expectFindings, findingsOf, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'ca-eku-missing';
const marked = (text: string, name: string): string => text.replace(`<${name}`, `<⟦${name}⟧`);

/** The profile after the fix, which must have no finding of the rule left and bring no other one. */
function fixed(text: string): string {
  const workspace = expectFindings(RULE, text);
  const [finding] = findingsOf(workspace, RULE);
  const files = applied(workspace, finding ?? expect.fail('no finding'), 'Ask for the certificate of Conditional Access');
  const after = workspaceOf({ files });
  const ids = (each: typeof workspace): string[] => each.uris().flatMap((uri) => each.findings(uri).map(({ rule }) => rule.id));
  expect(ids(after)).toEqual(ids(workspace).filter((id) => id !== RULE));
  return printed(files);
}

const usage = (indent: string): string[] =>
  [
    ...element('EKUMapping', element('EKUMap', ['<EKUName>AAD Conditional Access</EKUName>', '<EKUOID>1.3.6.1.4.1.311.87</EKUOID>'])),
    ...element('ClientAuthEKUList Enabled="true"', element('EKUMapInList', ['<EKUName>AAD Conditional Access</EKUName>'])),
  ].map((line) => indent + line);

describe('the whole text after the fix', () => {
  test('has a filter as the last of the settings where there was none', () => {
    const before = (extensions: readonly string[]): string =>
      profileWith(tls(validation(), tlsExtension('AcceptServerName', 'true'), extensions), [COMPLIANCE]);
    expect(fixed(marked(before([]), 'EapType'))).toBe(before(filter(usage(''))));
  });

  test('has the filter in extensions that are there', () => {
    const [open = '', ...rest] = filter(usage(''));
    const before = profileWith(tls(validation(), [open, '  <Other />', rest.at(-1) ?? '']), [COMPLIANCE]);
    const after = profileWith(tls(validation(), [open, ...rest.slice(0, -1), '  <Other />', rest.at(-1) ?? '']), [COMPLIANCE]);
    expect(fixed(marked(before, 'EapType'))).toBe(after);
  });

  test('has the EKU behind the CAs of a filter', () => {
    const authorities = element('CAHashList Enabled="false"', [`<IssuerHash>${ISSUER_HASH}</IssuerHash>`]);
    const before = (more: readonly string[]): string =>
      profileWith(tls(validation(), filter(authorities, more, '<AnyPurposeEKUList Enabled="false" />')), [COMPLIANCE]);
    expect(fixed(marked(before([]), 'FilteringInfo'))).toBe(before(usage('')));
  });

  test('has a list that was empty filled', () => {
    const before = profileWith(tls(validation(), filter('<ClientAuthEKUList Enabled="false" />')), [COMPLIANCE]);
    expect(fixed(marked(before, 'FilteringInfo'))).toBe(profileWith(tls(validation(), filter(usage(''))), [COMPLIANCE]));
  });
});

test('there is no fix where the list asks for another EKU, since both would have to be there', () => {
  const list = element('ClientAuthEKUList Enabled="true"', element('EKUMapInList', ['<EKUOID>1.3.6.1.4.1.55555.1</EKUOID>']));
  const workspace = expectFindings(RULE, marked(profileWith(tls(validation(), filter(list)), [COMPLIANCE]), 'FilteringInfo'));
  expect(findingsOf(workspace, RULE).flatMap((finding) => finding.fixes())).toEqual([]);
});

test('silent where the filter cannot be read completely', () => {
  for (const content of [
    '<EKUMapping><EKUMap>stray<EKUName>x</EKUName></EKUMap></EKUMapping>',
    '<EKUMapping><EKUMap><EKUOID>%OID%</EKUOID></EKUMap></EKUMapping>',
  ])
    expectFindings(RULE, profileWith(tls(validation(), filter(content)), [COMPLIANCE]));
  // Text beside the elements, as after a comment that is closed with "-->>".
  expectFindings(RULE, profileWith(tls(validation(), '>'), [COMPLIANCE]));
});
