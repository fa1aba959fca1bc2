import { expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { server } from '../support/policies.ts';

const RULE = 'protocol-automatic';
const SUITE = `
    <CryptographySuite>
      <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants>
      <CipherTransformConstants>GCMAES128</CipherTransformConstants>
      <PfsGroup>PFS2048</PfsGroup>
      <DHGroup>Group14</DHGroup>
      <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
      <EncryptionMethod>AES_GCM_128</EncryptionMethod>
    </CryptographySuite>`;
const profile = (protocol: string, suite: string): string => `=== client/profile.xml
<VPNProfile>
  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
    <NativeProtocolType>${protocol}</NativeProtocolType>${suite}
  </NativeProfile>
</VPNProfile>
`;

function fixed(text: string, title: RegExp): string {
  const workspace = expectFindings(RULE, text);
  const [finding] = findingsOf(workspace, RULE);
  return finding ? printed(applied(workspace, finding, title)) : expect.fail();
}

test('the suite is spoken of where there is one', () => {
  const message = (suite: string): string => findingsOf(expectFindings(RULE, profile('⟦Automatic⟧', suite)), RULE)[0]?.message ?? '';
  expect(message(SUITE)).toContain('may not read the CryptographySuite');
  expect(message('')).not.toContain('CryptographySuite');
});

test('IKEv2 keeps the suite, SSTP has no use for it', () => {
  expect(fixed(profile('⟦Automatic⟧', SUITE), /^Use IKEv2$/)).toBe(profile('IKEv2', SUITE));
  expect(fixed(profile('⟦Automatic⟧', SUITE), /^Use SSTP/)).toBe(profile('SSTP', ''));
  expect(fixed(profile('⟦Automatic⟧', ''), /^Use SSTP/)).toBe(profile('SSTP', ''));
});

test("IKEv2 comes with a suite where there is none: the server's, else the published minimum", () => {
  expect(fixed(profile('⟦Automatic⟧', ''), /^Use IKEv2, with the published minimum/)).toContain('<EncryptionMethod>AES128</EncryptionMethod>');
  const text = `${profile('⟦Automatic⟧', '')}=== server/rras.ps1\n${server({ EncryptionMethod: 'AES256' })}\n`;
  expect(fixed(text, /^Use IKEv2, with the server's CryptographySuite \(rras.ps1\)$/)).toContain('<EncryptionMethod>AES256</EncryptionMethod>');
});

test.each([
  ['a password without EAP', '<Servers>vpn.fabrikam.com</Servers><Authentication><UserMethod>MSChapv2</UserMethod></Authentication>', false],
  ['a port behind the name', '<Servers>vpn.fabrikam.com:8443;Paris</Servers>', false],
  ['EAP and a name', '<Servers>vpn.fabrikam.com;Paris</Servers><Authentication><UserMethod>Eap</UserMethod></Authentication>', true],
])('IKEv2 is offered where it can do what the profile says: %s', (_, inside, isOffered) => {
  const whole = (protocol: string): string =>
    `=== p.xml\n<VPNProfile><NativeProfile>${inside}<NativeProtocolType>${protocol}</NativeProtocolType><CryptographySuite/></NativeProfile></VPNProfile>\n`;
  const titles = (rule: string, text: string): string[] =>
    findingsOf(workspaceOf(parseFixture(text)), rule).flatMap((finding) => finding.fixes().map(({ title }) => title));
  expect(titles(RULE, whole('Automatic')).some((title) => title.startsWith('Use IKEv2'))).toBe(isOffered);
  expect(titles('crypto-unused', whole('SSTP')).includes('Use IKEv2')).toBe(isOffered);
});
