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
import { workspaceOf } from '../support/fixture.ts';

/** The findings of a text but for its notation, each with its place. */
function findings(text: string): string[] {
  return workspaceOf({ files: [{ uri: 'file:///project/p.xml', text }] })
    .findings('file:///project/p.xml')
    .filter(({ rule }) => rule.id !== 'xml-not-wellformed')
    .map(({ rule, at }) => `${rule.id} at ${at.span.start}`);
}

const bare = ['<DisableUserPromptForServerValidation>false</DisableUserPromptForServerValidation>', '<ServerNames />'];
const issuers = element('CAHashList Enabled="true"', [`<IssuerHash>${ROOT_HASH}</IssuerHash>`, `<IssuerHash>${ISSUER_HASH}1</IssuerHash>`]);

test.each([
  [
    'PEAP without anything to trust, validated at the end',
    peap(
      element('ServerValidation', bare),
      '<InnerEapOptional>true</InnerEapOptional>',
      tls(
        element('CredentialsSource', element('CertificateStore', [])),
        element('ServerValidation', bare),
        tlsExtension('PerformServerValidation', 'true'),
        tlsExtension('AcceptServerName', 'false'),
      ),
      '<RequireCryptoBinding>false</RequireCryptoBinding>',
      peapExtensions(['PerformServerValidation', 'true'], ['AcceptServerName', 'false']),
    ),
  ],
  [
    'PEAP that turns out not to validate',
    peap(
      element('ServerValidation', bare),
      tls(validation(), tlsExtension('PerformServerValidation', 'false')),
      peapExtensions(['PerformServerValidation', 'false']),
    ),
  ],
  [
    'lists that differ, and a filter',
    peap(
      validation(),
      tls(
        validation({ names: 'nps2.corp.fabrikam.com', root: ISSUER_HASH }),
        tlsExtension('PerformServerValidation', 'true'),
        filter(issuers, element('ClientAuthEKUList Enabled="true"', element('EKUMapInList', ['<EKUName>Contoso VPN</EKUName>']))),
      ),
      peapExtensions(['PerformServerValidation', 'true']),
    ),
  ],
  [
    'a password in PEAP',
    peap(element('ServerValidation', bare), method('26', 'MsChapV2ConnectionPropertiesV1', []), peapExtensions(['PerformServerValidation', 'true'])),
  ],
])('what is not there yet is not missing: %s', (_, config) => {
  const text = profileWith(config, [], '27')
    .replace(/^=== .*\n/, '')
    .replace('</NativeProfile>', '</NativeProfile><DeviceCompliance><Enabled>true</Enabled></DeviceCompliance>');
  const whole = findings(text);
  expect(whole.length).toBeGreaterThan(2);
  for (let end = text.indexOf('<EapHostConfig'); end < text.length; end += 11) {
    const early = findings(text.slice(0, end)).filter((each) => !whole.includes(each));
    expect(early, `after ${text.slice(end - 40, end)}`).toEqual([]);
  }
});
