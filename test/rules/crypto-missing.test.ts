import { expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';
import { files, server } from '../support/policies.ts';

const RULE = 'crypto-missing';
const bare = (protocol: string, native = 'NativeProfile', more = ''): string => `<VPNProfile><${native}>${protocol}${more}</NativeProfile></VPNProfile>\n`;
const IKEV2 = '<NativeProtocolType>IKEv2</NativeProtocolType>';

test.each([
  ['an empty suite', bare(IKEV2, 'NativeProfile', '<⟦CryptographySuite⟧{crypto-incomplete}/>')],
  ['two suites', bare(IKEV2, 'NativeProfile', '<CryptographySuite/><CryptographySuite/>')],
  ['a suite in the wrong place', `<VPNProfile><NativeProfile>${IKEV2}</NativeProfile><CryptographySuite/></VPNProfile>`],
  ['no protocol', bare('')],
  ['a protocol that is filled in later', bare('<NativeProtocolType>$Protocol</NativeProtocolType>')],
  ['Automatic', bare('<NativeProtocolType>Automatic</NativeProtocolType>')],
  ['no tunnel of Windows', '<VPNProfile><PluginProfile/></VPNProfile>'],
])('silent for %s', (_, text) => void expectFindings(RULE, `=== p.xml\n${text}`));

test('in any letter case of the protocol', () => {
  expectFindings(RULE, `=== p.xml\n${bare(IKEV2.replace('IKEv2', 'ikev2'), '⟦NativeProfile⟧')}`);
});

test("a warning; the fix takes the server's values, or else the published minimum", () => {
  const titles = (contents: Record<string, string>): string[] =>
    findingsOf(expectFindings(RULE, files(contents)), RULE).flatMap((finding) => [finding.severity, ...finding.fixes().map(({ title }) => title)]);
  const mine = { 'client/p.xml': bare(IKEV2, '⟦NativeProfile⟧') };
  expect(titles(mine)).toEqual(['warning', 'Add a CryptographySuite with the published minimum; the server needs the same']);
  const both = {
    'client/p.xml': bare('<NativeProtocolType>⟦IKEv2⟧{policy-one-sided}</NativeProtocolType>', '⟦NativeProfile⟧'),
    'server/s.ps1': server().replace(/^Set-\w+/, '⟦$&⟧{policy-one-sided}'),
  };
  expect(titles(both)).toEqual(['warning', "Add a CryptographySuite with the server's values (s.ps1)"]);
});
