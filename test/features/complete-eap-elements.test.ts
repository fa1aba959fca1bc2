import { describe, expect, test } from 'vitest';
import { parseXml } from '../../server/src/syntax/xml/parse.ts';
import { accepted, labels, offered } from '../support/completions.ts';
import { workspaceOf } from '../support/fixture.ts';

const SPACE = 'http://www.microsoft.com/provisioning/';
const OPEN = '<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><Authentication><UserMethod>Eap</UserMethod><Eap><Configuration>';
const CLOSE = '</Configuration></Eap></Authentication></NativeProfile></VPNProfile>';

const host = (inside: string, declared = ''): string =>
  `=== p.xml\n${OPEN}<EapHostConfig xmlns="${SPACE}EapHostConfig"${declared}>${inside}</EapHostConfig>${CLOSE}\n`;
const choice = (type: string, inside: string): string =>
  host(`<Config><Eap xmlns="${SPACE}BaseEapConnectionPropertiesV1"><Type>${type}</Type>${inside}</Eap></Config>`);
const settings = (inside: string, name = 'EapTls'): string =>
  choice(name === 'MsPeap' ? '25' : '13', `<EapType xmlns="${SPACE}${name}ConnectionPropertiesV1">${inside}</EapType>`);
const filtering = (inside: string): string =>
  settings(
    `<TLSExtensions xmlns="${SPACE}EapTlsConnectionPropertiesV2"><FilteringInfo xmlns="${SPACE}EapTlsConnectionPropertiesV3">${inside}</FilteringInfo></TLSExtensions>`,
  );

/** What an item puts between the tags that are around the cursor. */
function inserted(text: string, label: string, form: 'snippet' | 'plain' | 'defaults' = 'snippet'): string {
  const { items } = offered(text);
  const item = items.find((each) => each.label === label) ?? expect.fail(`${label} is not among ${items.map((each) => each.label).join(', ')}`);
  return form === 'plain' ? (item.plainText ?? item.newText) : item.newText;
}

describe('which elements', () => {
  test.each([
    ['in the frame', host('<⟦⟧'), ['EapMethod', 'Config']],
    ['in EapMethod', host('<EapMethod><⟦⟧</EapMethod>'), ['Type', 'VendorId', 'VendorType', 'AuthorId']],
    ['in Config', host('<Config>⟦⟧</Config>'), ['Eap']],
    ['behind the number of a method', choice('13', '<⟦⟧'), ['EapType']],
    [
      'in EAP-TLS',
      settings('<⟦⟧'),
      ['CredentialsSource', 'ServerValidation', 'DifferentUsername', 'PerformServerValidation', 'AcceptServerName', 'TLSExtensions'],
    ],
    [
      'in PEAP',
      settings('<⟦⟧', 'MsPeap'),
      ['ServerValidation', 'FastReconnect', 'InnerEapOptional', 'Eap', 'EnableQuarantineChecks', 'RequireCryptoBinding', 'PeapExtensions'],
    ],
    ['in what filters certificates', filtering('<⟦⟧'), ['CAHashList', 'AllPurposeEnabled', 'EKUMapping', 'ClientAuthEKUList', 'AnyPurposeEKUList']],
    ['in the method inside PEAP', settings(`<Eap xmlns="${SPACE}BaseEapConnectionPropertiesV1"><Type>26</Type><⟦⟧</Eap>`, 'MsPeap'), ['EapType']],
    ['where one is begun', settings('<Server⟦⟧'), expect.arrayContaining(['ServerValidation']) as string[]],
    ['where something follows that is broken', settings('<⟦⟧<ServerValidation'), expect.not.arrayContaining(['ServerValidation']) as string[]],
  ])('what normally stands there first, each group in the order of the schema: %s', (_, text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test('several where several may be, and none that is there', () => {
    expect(labels(settings('<ServerValidation><ServerNames>a</ServerNames><TrustedRootCA>b</TrustedRootCA><⟦⟧</ServerValidation>'))).toEqual([
      'DisableUserPromptForServerValidation',
      'TrustedRootCA',
    ]);
    expect(labels(settings('<CredentialsSource><SmartCard /><⟦⟧</CredentialsSource>'))).toEqual([]);
  });

  test.each([
    ['a method whose settings are not known', choice('21', '<⟦⟧'), []],
    ['a method that is not chosen yet', choice('', '<⟦⟧'), []],
    ['settings of one method under the number of another', choice('26', `<EapType xmlns="${SPACE}EapTlsConnectionPropertiesV1"><⟦⟧</EapType>`), []],
    ['an element that is not known', settings('<Other><⟦⟧</Other>'), []],
    ['a leaf', settings('<DifferentUsername><⟦⟧</DifferentUsername>'), []],
  ])('none in %s', (_, text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test('the namespace of the settings tells the method where the number does not', () => {
    const text = host(
      `<Config><Eap xmlns="${SPACE}BaseEapConnectionPropertiesV1"><EapType xmlns="${SPACE}MsChapV2ConnectionPropertiesV1"><⟦⟧</EapType></Eap></Config>`,
    );
    expect(labels(text)).toEqual(['UseWinLogonCredentials']);
  });
});

describe('what an element is inserted with', () => {
  test('its namespace, where that is another one', () => {
    expect(inserted(host('<EapMethod><⟦⟧</EapMethod>'), 'VendorId')).toBe(`<VendorId xmlns="${SPACE}EapCommon">0</VendorId>`);
    expect(inserted(settings('<⟦⟧'), 'AcceptServerName')).toBe(
      `<AcceptServerName xmlns="${SPACE}EapTlsConnectionPropertiesV2">\${1|true,false|}</AcceptServerName>`,
    );
    expect(inserted(settings('<⟦⟧'), 'DifferentUsername')).toBe('<DifferentUsername>${1|false,true|}</DifferentUsername>');
    expect(inserted(settings('<⟦⟧'), 'DifferentUsername', 'plain')).toBe('<DifferentUsername></DifferentUsername>');
  });

  test('the prefix of its namespace, where that has one', () => {
    const declared = ` xmlns:common="${SPACE}EapCommon" xmlns:base="${SPACE}BaseEapConnectionPropertiesV1" xmlns:tls="${SPACE}EapTlsConnectionPropertiesV1"`;
    expect(inserted(host('<EapMethod><⟦⟧</EapMethod>', declared), 'common:Type')).toBe('<common:Type>${1|13,25,26|}</common:Type>');
    expect(inserted(host('<Config><⟦⟧</Config>', declared), 'base:Eap')).toBe('<base:Eap><base:Type>${1|13,25,26|}</base:Type></base:Eap>');
    const inTls = (inside: string): string =>
      host(`<Config><base:Eap><base:Type>13</base:Type><tls:EapType>${inside}</tls:EapType></base:Eap></Config>`, declared);
    expect(inserted(inTls('<⟦⟧'), 'tls:CredentialsSource')).toBe(
      '<tls:CredentialsSource><tls:CertificateStore><tls:SimpleCertSelection>${1|true,false|}</tls:SimpleCertSelection></tls:CertificateStore></tls:CredentialsSource>',
    );
    expect(offered(inTls('<tls:Ser⟦⟧')).items[0]).toMatchObject({ label: 'tls:CredentialsSource', filterText: '<tls:CredentialsSource' });
    expect(labels(inTls('<tls:DifferentUsername>⟦⟧</tls:DifferentUsername>'))).toEqual(['true', 'false']);
  });

  test('what it must have to take effect', () => {
    expect(inserted(filtering('<⟦⟧'), 'CAHashList')).toBe(
      '<CAHashList Enabled="true"><IssuerHash>${1:{{thumbprint of the issuing CA\\}\\}}</IssuerHash></CAHashList>',
    );
  });

  test('as a start tag only, where the end tag follows', () => {
    expect(accepted(settings('<⟦⟧<ServerNames>a</ServerNames></ServerValidation>'), 'ServerValidation')).toContain(
      '<ServerValidation><ServerNames>a</ServerNames></ServerValidation>',
    );
  });

  test.each([
    ['13', 'EAP-TLS'],
    ['26', 'EAP-MSCHAPv2'],
  ])('the settings of %s (%s) are whole', (type) => {
    const text = accepted(choice(type, '<⟦⟧'), 'EapType', 'defaults');
    expect(parseXml(text).problems).toEqual([]);
    const uri = 'file:///project/p.xml';
    const found = workspaceOf({ files: [{ uri, text }] }).findings(uri);
    expect(found.filter(({ rule }) => rule.id.startsWith('eap-') && !['eap-type-mismatch', 'eap-mschap-plain'].includes(rule.id))).toEqual([]);
  });
});

describe('values', () => {
  const values = (text: string): string[] => offered(text).items.map(({ label, detail }) => `${label} ${detail}`);
  test('the methods, by number', () => {
    expect(values(choice('⟦⟧', ''))).toEqual(['13 EAP-TLS', '25 PEAP', '26 EAP-MSCHAPv2']);
    expect(values(host('<EapMethod><Type>⟦⟧</Type></EapMethod>'))).toEqual(['13 EAP-TLS', '25 PEAP', '26 EAP-MSCHAPv2']);
    expect(values(settings(`<Eap><Type>⟦⟧</Type></Eap>`, 'MsPeap'))).toEqual(['13 EAP-TLS', '26 EAP-MSCHAPv2']);
  });
  test('switches and object identifiers', () => {
    expect(values(settings('<DifferentUsername>⟦⟧</DifferentUsername>'))).toEqual(['true DifferentUsername', 'false DifferentUsername']);
    expect(values(filtering('<EKUMapping><EKUMap><EKUOID>⟦⟧</EKUOID></EKUMap></EKUMapping>'))).toContain('1.3.6.1.4.1.311.87 AAD Conditional Access');
  });
  test('none for texts', () => {
    expect(values(settings('<ServerValidation><ServerNames>⟦⟧</ServerNames></ServerValidation>'))).toEqual([]);
  });
});

test('an item says what its element is for', () => {
  expect(offered(settings('<⟦⟧')).items.find(({ label }) => label === 'ServerValidation')).toMatchObject({
    detail: 'elements',
    documentation: expect.stringMatching(/^\*\*ServerValidation\*\*: How the server is authenticated\./) as string,
  });
});
