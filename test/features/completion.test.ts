import { describe, expect, test } from 'vitest';
import { ATTRIBUTES, spellings } from '../../server/src/knowledge/ipsec.ts';
import { SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { accepted, labels, offered } from '../support/completions.ts';

const GROUPS = ['Group14', 'ECP256', 'ECP384', 'None', 'Group1', 'Group2', 'Group24'];
const prefixesFor = (language: string): string[] => SNIPPETS.filter((snippet) => snippet.language === language).map(({ prefix }) => prefix);

const xml = (inside: string): string => `=== p.xml\n<VPNProfile><NativeProfile>${inside}</NativeProfile></VPNProfile>\n`;
const suite = (inside: string): string => xml(`<CryptographySuite>${inside}</CryptographySuite>`);
const ps = (line: string): string => `=== s.ps1\n${line}\n`;

describe('values in XML', () => {
  test.each([
    ['an empty element', suite('<DHGroup>⟦⟧</DHGroup>'), '<DHGroup>Group14</DHGroup>'],
    ['a value that is there', suite('<DHGroup>Gro⟦⟧up2</DHGroup>'), '<DHGroup>Group14</DHGroup>'],
    ['the start of a value', suite('<DHGroup>⟦⟧Group2</DHGroup>'), '<DHGroup>Group14</DHGroup>'],
    ['the end of a value', suite('<DHGroup>Group2⟦⟧</DHGroup>'), '<DHGroup>Group14</DHGroup>'],
    ['a value on its own line', suite('<DHGroup>\n  Gr⟦⟧\n</DHGroup>'), '<DHGroup>\n  Group14\n</DHGroup>'],
    ['an element that is not closed', '=== p.xml\n<VPNProfile><NativeProfile><CryptographySuite><DHGroup>⟦⟧', '<DHGroup>Group14'],
    ['an element that is not closed, with others behind it', suite('<DHGroup>Gr⟦⟧\n<PfsGroup>PFS2</PfsGroup>'), '<DHGroup>Group14\n<PfsGroup>'],
    ['an end tag that is being typed', suite('<DHGroup>Gr⟦⟧</DHG'), '<DHGroup>Group14</DHG'],
  ])('%s', (_, text, after) => {
    expect(labels(text)).toEqual(GROUPS);
    expect(accepted(text, 'Group14')).toContain(after);
  });

  test.each(ATTRIBUTES)('%s takes what ProfileXML spells', (attribute) => {
    expect(labels(suite(`<${attribute}>⟦⟧</${attribute}>`)).sort()).toEqual(spellings(attribute, 'profile-xml').sort());
  });

  test('an element with a list of values has them in the order of the CSP', () => {
    expect(labels(xml('<NativeProtocolType>⟦⟧</NativeProtocolType>'))).toEqual(['PPTP', 'L2TP', 'IKEv2', 'Automatic', 'SSTP', 'ProtocolList']);
    expect(accepted(xml('<RoutingPolicyType>Sp⟦⟧</RoutingPolicyType>'), 'SplitTunnel')).toContain('<RoutingPolicyType>SplitTunnel</RoutingPolicyType>');
  });

  test('what is weak stands below what is not, and says so', () => {
    const { items } = offered(suite('<EncryptionMethod>⟦⟧</EncryptionMethod>'));
    expect(items.map(({ label }) => label)).toEqual(['AES128', 'AES192', 'AES256', 'AES_GCM_128', 'AES_GCM_256', 'DES', 'DES3']);
    expect(items.find(({ label }) => label === 'DES3')?.documentation).toContain('weak: replace');
  });

  test('true and false', () => {
    const text = '=== p.xml\n<VPNProfile><AlwaysOn>⟦⟧</AlwaysOn></VPNProfile>\n';
    expect(labels(text)).toEqual(['true', 'false']);
    expect(offered(text).items.map(({ detail }) => detail)).toEqual(['AlwaysOn', 'AlwaysOn, the default']);
    expect(offered(text).items[0]?.documentation).toMatch(/^\*\*AlwaysOn\*\* `true`: Connects by itself/);
  });
  test('numbers that have a meaning, with it', () => {
    const meant = (path: string, name: string): string[] =>
      offered(`=== p.xml\n<VPNProfile>${path}<${name}>⟦⟧</${name}></VPNProfile>\n`).items.map(({ label, detail }) => `${label}: ${detail}`);
    expect(meant('<TrafficFilter>', 'Protocol')).toEqual(['6: TCP', '17: UDP']);
    expect(meant('', 'NetworkOutageTime').slice(0, 2)).toEqual(['0: no limit', '60: 1 minute']);
  });
  test('nothing where any text may stand', () => {
    expect(labels(xml('<Servers>⟦⟧</Servers>'))).toEqual([]);
    expect(labels(xml('<Servers>vpn⟦⟧.fabrikam.com</Servers>'))).toEqual([]);
  });
  test('the end tag behind a value that is whole', () => {
    const text = '=== p.xml\n<VPNProfile>\n  <AlwaysOn>true⟦⟧\n</VPNProfile>\n';
    expect(labels(text)).toEqual(['true', 'false', '</AlwaysOn>']);
    expect(accepted(text, '</AlwaysOn>')).toBe('<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n');
  });

  test.each([
    ['in the name of a tag', suite('<DH⟦⟧Group>Group14</DHGroup>')],
    ['in an end tag', suite('<DHGroup>Group14</DH⟦⟧Group>')],
  ])('nothing %s', (_, text) => {
    expect(labels(text)).toEqual([]);
  });
  test('nothing in a comment', () => {
    expect(labels(xml('<!-- see aovpn⟦⟧ -->'))).toEqual([]);
  });
});

describe('snippets in XML', () => {
  test.each([
    ['between elements', '=== p.xml\n<VPNProfile>\n  ⟦⟧\n</VPNProfile>\n'],
    ['in an element that is not closed', '=== p.xml\n<VPNProfile>\n  <NativeProfile>\n  ⟦⟧'],
  ])('%s, below everything else', (_, text) => {
    expect(labels(text).slice(-prefixesFor('xml').length)).toEqual(prefixesFor('xml'));
  });

  test('take the place of the word', () => {
    const text = '=== p.xml\n<VPNProfile>\n  aovpn-crypt⟦⟧\n</VPNProfile>\n';
    expect(accepted(text, 'aovpn-cryptography-suite-minimum')).toMatch(/^<VPNProfile>\n {2}<CryptographySuite>/);
  });

  test('in an empty document of the language', () => {
    const items = (text: string, languageId: string): string[] => labels(text, { languageId });
    expect(items('=== p.xml\n⟦⟧', 'xml')).toEqual(prefixesFor('xml'));
    expect(items('=== p.xml\naovpn-user⟦⟧', 'xml')).toEqual(prefixesFor('xml'));
    expect(items('=== server.cmd\naovpn⟦⟧', 'bat')).toEqual(prefixesFor('bat'));
    expect(items('=== notes.txt\n⟦⟧', 'plaintext')).toEqual([]);
  });
});

describe('values in PowerShell', () => {
  test.each([
    ['at the end of the file', '=== s.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup ⟦⟧', ' -DHGroup Group14'],
    ['at the end of a line', ps('Set-VpnServerConfiguration -CustomPolicy -DHGroup ⟦⟧\nRestart-Service RemoteAccess'), ' -DHGroup Group14\n'],
    ['before another parameter', ps('Set-VpnServerConfiguration -DHGroup ⟦⟧ -PfsGroup PFS2048'), ' -DHGroup Group14 -PfsGroup'],
    ['before a line that goes on', ps('Set-VpnServerConfiguration `\n  -DHGroup ⟦⟧ `\n  -PfsGroup PFS2048'), ' -DHGroup Group14 `\n'],
    ['in a word', ps('Set-VpnServerConfiguration -DHGroup Gr⟦⟧'), ' -DHGroup Group14\n'],
    ['in quotes', ps("Set-VpnServerConfiguration -DHGroup '⟦⟧'"), " -DHGroup 'Group14'\n"],
    ['behind a colon', ps('Set-VpnServerConfiguration -DHGroup:⟦⟧'), ' -DHGroup:Group14\n'],
    ['of an abbreviated parameter', ps('Set-VpnServerConfiguration -DHG ⟦⟧'), ' -DHG Group14\n'],
    ['by position', ps('Set-VpnConnectionIPsecConfiguration x SHA256128 AES128 Gr⟦⟧'), ' AES128 Group14\n'],
    ['in a block that is not closed', ps('if ($x) {\n  Set-VpnServerConfiguration -DHGroup ⟦⟧'), ' -DHGroup Group14\n'],
  ])('%s', (_, text, after) => {
    expect(labels(text)).toEqual(GROUPS);
    expect(accepted(text, 'Group14')).toContain(after);
  });

  test('in quotes that are not closed', () => {
    expect(labels("=== s.ps1\nSet-VpnServerConfiguration -DHGroup 'Gr⟦⟧")).toEqual(GROUPS);
  });

  test('are spelled as the cmdlet spells them', () => {
    expect(labels(ps('Set-VpnServerConfiguration -EncryptionMethod ⟦⟧'))).toContain('GCMAES128');
    expect(labels(ps('Set-VpnServerConfiguration -EncryptionMethod ⟦⟧'))).not.toContain('AES_GCM_128');
  });

  test.each([
    ['of a parameter that takes anything', ps('Set-VpnServerConfiguration -Ikev2Ports ⟦⟧')],
    ['in a comment', ps('Set-VpnServerConfiguration -DHGroup Group14 # ⟦⟧')],
  ])('none %s', (_, text) => {
    expect(labels(text)).toEqual([]);
  });

  const table = (entry: string): string => ps(`$policy = @{\n  PfsGroup = 'PFS2048'\n  ${entry}\n}\nSet-VpnServerConfiguration -CustomPolicy @policy`);
  test.each([
    ['in its quotes', table("DHGroup = '⟦⟧'")],
    ['of a value that is there', table("DHGroup = 'Gr⟦⟧oup2'")],
  ])('in a hashtable, %s', (_, text) => {
    expect(labels(text)).toEqual(GROUPS);
  });
  test('no snippets where an entry of a hashtable begins', () => {
    expect(labels(table('⟦⟧')).filter((label) => label.startsWith('aovpn-'))).toEqual([]);
  });
});

describe('parameters', () => {
  const SERVER = 'CustomPolicy AuthenticationTransformConstants CipherTransformConstants DHGroup EncryptionMethod IntegrityCheckMethod PfsGroup'.split(' ');

  test.each([
    ['behind a hyphen', ps('Set-VpnServerConfiguration -⟦⟧')],
    ['at the end of the file', '=== s.ps1\nSet-VpnServerConfiguration -⟦⟧'],
    ['on the next line', ps('Set-VpnServerConfiguration `\n  -⟦⟧')],
    ['on the next line, before others', ps('Set-VpnServerConfiguration `\n  -⟦⟧ `\n  -Ikev2Ports 500')],
    ['behind a dash', ps('Set-VpnServerConfiguration –⟦⟧')],
    ['in the beginning of several', ps('Set-VpnServerConfiguration -P⟦⟧')],
  ])('%s, in the order of the catalogue', (_, text) => {
    expect(labels(text).slice(0, 7)).toEqual(SERVER);
  });

  test('that are there are not offered again, whatever they are called', () => {
    const found = labels(ps('Set-VpnServerConfiguration -CustomPolicy -Encryption AES128 -LifeTimeSeconds 3600 -DH Group14 -⟦⟧'));
    expect(found.slice(0, 4)).toEqual(['AuthenticationTransformConstants', 'CipherTransformConstants', 'IntegrityCheckMethod', 'PfsGroup']);
    expect(found).not.toContain('SALifeTimeSeconds');
  });
  test.each([
    ['the name', 'ConnectionName', ''],
    ['the six values', 'AuthenticationTransformConstants', ' -ConnectionName x'],
  ])('of the client cmdlet: %s', (_, name, before) => {
    expect(labels(ps(`Set-VpnConnectionIPsecConfiguration${before} -⟦⟧`))).toContain(name);
  });

  test('take the place of what is typed, without the hyphen', () => {
    expect(accepted(ps('Set-VpnServerConfiguration -CustomPolicy -P⟦⟧ -DHGroup Group14'), 'PfsGroup')).toBe(
      'Set-VpnServerConfiguration -CustomPolicy -PfsGroup -DHGroup Group14\n',
    );
  });
  test.each(['DHG', 'DHGroup', 'Pas', 'Int'])('the one that is being typed is offered: -%s', (typed) => {
    const found = labels(ps(`Set-VpnServerConfiguration -CustomPolicy -${typed}⟦⟧`));
    expect(found.filter((label) => label.startsWith(typed))).toHaveLength(1);
  });

  test('of a cmdlet that is not in the catalogue are none', () => {
    expect(labels(ps('Set-VpnServerConfiguration -RevertToDefault\nGet-VpnConnection -⟦⟧'))).toEqual([]);
  });
});

describe('snippets in PowerShell', () => {
  test.each([
    ['in an empty file', '=== s.ps1\n⟦⟧'],
    ['at the start of a line', ps('Write-Host\naovpn⟦⟧\nWrite-Host')],
    ['indented', ps('if ($x) {\n    aovpn-⟦⟧\n}')],
    ['behind a brace', ps('if ($x) { aovpn⟦⟧ }')],
    ['behind a semicolon', ps('Write-Host; aovpn⟦⟧')],
  ])('%s', (_, text) => {
    expect(labels(text)).toEqual(prefixesFor('powershell'));
  });

  test.each([
    ['in a comment', ps('# aovpn⟦⟧')],
    ['in a value', ps('$x = aovpn⟦⟧')],
    ['in a text', ps("Write-Host 'aovpn⟦⟧'")],
  ])('not %s', (_, text) => {
    expect(labels(text)).toEqual([]);
  });
  test('not in a here-string', () => {
    expect(labels(ps('$x = @"\naovpn⟦⟧\n"@\nSet-VpnServerConfiguration -RevertToDefault'))).toEqual([]);
  });

  test('are left to an editor that brings its own', () => {
    expect(labels(ps('aovpn⟦⟧'), { withSnippets: false })).toEqual([]);
    expect(labels('=== p.xml\n⟦⟧', { withSnippets: false, languageId: 'xml' })).toEqual([]);
    expect(labels(ps('Set-VpnServerConfiguration -DHGroup ⟦⟧'), { withSnippets: false })).toHaveLength(GROUPS.length);
  });

  test('have a form without placeholders', () => {
    for (const { newText, plainText } of offered('=== s.ps1\n⟦⟧').items) {
      expect(plainText).not.toMatch(/\$\{\d/);
      expect(newText).not.toBe('');
    }
  });
});
