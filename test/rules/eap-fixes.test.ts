import { expect, test } from 'vitest';
import {
  element,
  filter,
  ISSUER_HASH,
  method,
  peap,
  peapExtensions,
  profileWith,
  ROOT_HASH,
  tls,
  tlsExtension,
  validation,
} from '../../server/src/rules/eap/examples.ts';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

/** The whole text after the first fix of a rule's first finding, or the one with this title. */
function fixed(rule: string, text: string, title: string | RegExp = /./): string {
  const workspace = workspaceOf(parseFixture(text));
  const [finding] = findingsOf(workspace, rule);
  return printed(applied(workspace, finding ?? expect.fail('no finding'), title));
}

const NPS = 'nps2.corp.fabrikam.com';
const performs = tlsExtension('PerformServerValidation', 'true');
const names = '<ServerNames>nps1.corp.fabrikam.com</ServerNames>';
const quiet = '<DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>';
const root = `<TrustedRootCA>${ROOT_HASH}</TrustedRootCA>`;
const issuer = `<TrustedRootCA>${ISSUER_HASH}</TrustedRootCA>`;
const inPeap = (...values: [string, string][]): string[] => peapExtensions(['PerformServerValidation', 'true'], ...values);

test('eap-prompt changes the one and adds the other in its place', () => {
  const text = (first: string, second: readonly string[]): string =>
    profileWith(peap(validation({ prompt: first }), tls(element('ServerValidation', [...second, names, root]), performs), inPeap()));
  expect(fixed('eap-prompt', text('false', []))).toBe(text('true', [quiet]));
});

test('eap-prompt keeps a prefix', () => {
  const text = (line: readonly string[]): string =>
    profileWith([
      '<b:Eap xmlns:b="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1" xmlns:t="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1">',
      '  <b:Type>13</b:Type>',
      ...element('t:EapType', element('t:ServerValidation', [...line, '<t:ServerNames>nps1.corp.fabrikam.com</t:ServerNames>'])),
      '</b:Eap>',
    ]);
  const added = '<t:DisableUserPromptForServerValidation>true</t:DisableUserPromptForServerValidation>';
  expect(fixed('eap-prompt', text([]))).toBe(text([added]));
});

test('eap-inner-outer-differ copies all roots, and no more than those', () => {
  const text = (outer: readonly string[], inner: readonly string[]): string =>
    profileWith(peap(element('ServerValidation', [quiet, names, ...outer]), tls(element('ServerValidation', [quiet, names, ...inner]), performs), inPeap()));
  const before = text([root, issuer], [issuer]);
  expect(fixed('eap-inner-outer-differ', before, 'Copy TrustedRootCA of PEAP to EAP-TLS')).toBe(text([root, issuer], [root, issuer]));
  expect(fixed('eap-inner-outer-differ', before, 'Copy TrustedRootCA of EAP-TLS to PEAP')).toBe(text([issuer], [issuer]));
});

test('eap-inner-outer-differ copies names', () => {
  const text = (inner: string): string => profileWith(peap(validation(), tls(validation({ names: inner }), performs), inPeap()));
  expect(fixed('eap-inner-outer-differ', text(NPS), 'Copy ServerNames of PEAP to EAP-TLS')).toBe(text('nps1.corp.fabrikam.com'));
});

test('eap-no-server-names takes the names of the other method and compares them', () => {
  const text = (outer: string, accept: string): string =>
    profileWith(
      peap(
        element('ServerValidation', [quiet, outer, root]),
        tls(validation(), performs, tlsExtension('AcceptServerName', 'true')),
        inPeap(['AcceptServerName', accept]),
      ),
    );
  expect(fixed('eap-no-server-names', text('<ServerNames />', 'false'))).toBe(text(names, 'true'));
});

test('eap-no-root takes the root of the other method', () => {
  const text = (inner: readonly string[]): string =>
    profileWith(peap(validation(), tls(element('ServerValidation', [quiet, names, ...inner]), performs), inPeap()));
  expect(fixed('eap-no-root', text([]))).toBe(text([root]));
  expect(fixed('eap-no-root', text(['<TrustedRootCA></TrustedRootCA>']))).toBe(text([root]));
});

test('eap-validation-off has no fix without a root', () => {
  const [finding] = findingsOf(
    workspaceOf(parseFixture(profileWith(tls(element('ServerValidation', [quiet, names]), tlsExtension('PerformServerValidation', 'false'))))),
    'eap-validation-off',
  );
  expect(finding?.severity).toBe('error');
  expect(finding?.fixes()).toEqual([]);
});

test('eap-type-unknown changes both numbers', () => {
  const text = (type: string): string => profileWith(method(type, 'MsPeapConnectionPropertiesV1', [validation()]), [], type);
  expect(fixed('eap-type-unknown', text('27'))).toBe(text('25'));
});

test('eap-namespace changes the xmlns that is there, or adds one', () => {
  const right = profileWith(tls(validation(), performs));
  expect(
    fixed(
      'eap-namespace',
      right.replace(
        'http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1',
        'HTTPS://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1/',
      ),
    ),
  ).toBe(right);
  expect(fixed('eap-namespace', right.replace(' xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV2"', ''))).toBe(right);
});

test('eap-namespace leaves prefixes to people', () => {
  const prefixed = profileWith(tls('<x:DifferentUsername xmlns:x="urn:other">false</x:DifferentUsername>'));
  const [finding] = findingsOf(workspaceOf(parseFixture(prefixed)), 'eap-namespace');
  expect(finding?.fixes()).toEqual([]);
});

test('eap-thumbprint-format leaves the digits, and the blanks around them', () => {
  const text = (hash: string): string => profileWith(tls(validation({ root: `\n${hash} ` })));
  for (const hash of [
    `\u200e${ROOT_HASH}`,
    `${ROOT_HASH.replaceAll(' ', '').toUpperCase()}\u202c`,
    ROOT_HASH.replaceAll(' ', '-'),
    ROOT_HASH.replace(' ', '\u00a0'),
    `?${ROOT_HASH}`,
  ])
    expect(fixed('eap-thumbprint-format', text(hash))).toBe(text(ROOT_HASH));
});

test('ca-cahash-conflict switches the list off', () => {
  const text = (enabled: string): string =>
    profileWith(tls(validation(), filter(element(`CAHashList Enabled="${enabled}"`, [`<IssuerHash>${ROOT_HASH}</IssuerHash>`]))), [
      '<DeviceCompliance><Enabled>true</Enabled></DeviceCompliance>',
    ]);
  expect(fixed('ca-cahash-conflict', text('true'))).toBe(text('false'));
});

test('sso-hash-format keeps the separators of a list', () => {
  const text = (hash: string): string => profileWith([], [`<DeviceCompliance><Sso><IssuerHash>${hash}</IssuerHash></Sso></DeviceCompliance>`]);
  const plain = ROOT_HASH.replaceAll(' ', '');
  expect(fixed('sso-hash-format', text(`${ROOT_HASH}; ${plain},${ISSUER_HASH};`))).toBe(text(`${plain};${plain},${ISSUER_HASH.replaceAll(' ', '')};`));
});
