import { describe, expect, test } from 'vitest';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

const BOTH = { prefixSize: true, algorithmStrength: true, algorithmName: false };
const NAMES = { prefixSize: false, algorithmStrength: false, algorithmName: true };

/** The text with the hints in it, in brackets. */
function hinted(text: string, choice = BOTH, within?: { start: number; end: number }, path = 'p.xml'): string {
  const fixture = parseFixture(`=== ${path}\n${text}`);
  const source = fixture.files[0]?.text ?? '';
  const hints = inlayHints(workspaceOf(fixture), `file:///project/${path}`, within ?? { start: 0, end: source.length }, choice);
  return hints.reduceRight((result, { offset, label }) => `${result.slice(0, offset)}⟨${label}⟩${result.slice(offset)}`, source);
}

const route = (address: string, size: string): string =>
  `<VPNProfile><Route><Address>${address}</Address><PrefixSize>${size}</PrefixSize></Route></VPNProfile>`;

describe('the size of a prefix', () => {
  test.each([
    ['10.20.0.0', '16', '255.255.0.0 · 65,536 addresses'],
    ['10.20.0.10', '32', '255.255.255.255 · 1 address'],
    ['10.20.0.10', '31', '255.255.255.254 · 2 addresses'],
    ['10.128.0.0', '9', '255.128.0.0 · 8,388,608 addresses'],
    ['0.0.0.0', '0', '0.0.0.0 · 4,294,967,296 addresses'],
    ['2001:db8::', '64', '2^64 addresses'],
    ['2001:db8::', '120', '256 addresses'],
    ['2001:db8::1', '128', '1 address'],
  ])('%s/%s', (address, size, label) => {
    expect(hinted(route(address, size))).toBe(route(address, `${size}⟨${label}⟩`));
  });

  test.each([
    ['{{address}}', '16'],
    ['10.20.0.0', '33'],
    ['10.20.0.0', '{{size}}'],
    ['10.20.0.0', ''],
    ['fabrikam', '16'],
  ])('nothing for %s/%s', (address, size) => {
    expect(hinted(route(address, size))).toBe(route(address, size));
  });
});

const SUITE = `<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>MD596</AuthenticationTransformConstants>
  <CipherTransformConstants>aes256</CipherTransformConstants>
  <PfsGroup>PFS2</PfsGroup>
  <DHGroup>Group15</DHGroup>
  <EncryptionMethod>AES_GCM_256 </EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`;

test('the strength of each algorithm; nothing for one that there is not', () => {
  expect(hinted(SUITE)).toBe(`<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>MD596⟨broken: do not use⟩</AuthenticationTransformConstants>
  <CipherTransformConstants>aes256⟨fine⟩</CipherTransformConstants>
  <PfsGroup>PFS2⟨weak: replace⟩</PfsGroup>
  <DHGroup>Group15</DHGroup>
  <EncryptionMethod>AES_GCM_256⟨strong⟩ </EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`);
});

test('only what someone chose, and only within the span', () => {
  const text = SUITE.replace('</VPNProfile>', '<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route></VPNProfile>');
  expect(hinted(text, { prefixSize: false, algorithmStrength: false, algorithmName: false })).toBe(text);
  expect(hinted(text, { prefixSize: true, algorithmStrength: false, algorithmName: false })).toBe(text.replace('>8<', '>8⟨255.0.0.0 · 16,777,216 addresses⟩<'));
  expect(hinted(text, { prefixSize: false, algorithmStrength: true, algorithmName: false })).not.toContain('addresses⟩');
  expect(hinted(text, BOTH, { start: 0, end: text.indexOf('<CipherTransform') }).match(/⟨.*?⟩/g)).toEqual(['⟨broken: do not use⟩']);
});

describe('what an algorithm is', () => {
  const script = (text: string, choice = NAMES): string => hinted(text, choice, undefined, 's.ps1');

  test('in a profile', () => {
    expect(hinted(SUITE, NAMES)).toContain('<PfsGroup>PFS2⟨1024-bit MODP⟩</PfsGroup>');
    expect(hinted(SUITE, NAMES)).toContain('AES_GCM_256⟨AES-GCM, 256-bit key, 16-byte tag⟩ </');
  });
  test.each([
    ['a word', 'Set-VpnServerConfiguration -DHGroup Group14⟨2048-bit MODP⟩ -CustomPolicy'],
    ['behind its quotes', "Set-VpnServerConfiguration -DHGroup 'ECP384'⟨NIST P-384⟩ -CustomPolicy"],
    ['behind typographic quotes', 'Set-VpnServerConfiguration -DHGroup “ECP384”⟨NIST P-384⟩ -CustomPolicy'],
    ['in a hashtable', "$p = @{ EncryptionMethod = 'AES256'⟨AES-CBC, 256-bit key⟩ }\nSet-VpnServerConfiguration @p"],
    [
      'where a variable gets its value',
      "$g = 'Group2'⟨1024-bit MODP⟩\nSet-VpnServerConfiguration -DHGroup $g\nSet-VpnServerConfiguration -TunnelType L2TP -DHGroup $g",
    ],
  ])('in a script: %s', (_, text) => {
    expect(script(text.replace(/⟨.*?⟩/g, ''))).toBe(text);
  });
  test('together with its strength', () => {
    expect(script('Set-VpnServerConfiguration -DHGroup Group2', { ...BOTH, algorithmName: true })).toContain('Group2⟨1024-bit MODP · weak: replace⟩');
  });
});
