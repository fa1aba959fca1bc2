import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-not-wellformed';

const suite = (end: string): string => `=== p.xml
<VPNProfile>
  <NativeProfile>
    <CryptographySuite>
      <DHGroup>Group14</DHGroup>
    ${end}
    <Servers>vpn.fabrikam.com</Servers>
  </NativeProfile>
</VPNProfile>
`;
const text = (inside: string): string => `=== p.xml\n<VPNProfile>\n  ${inside}\n</VPNProfile>\n`;

test.for([
  ['a missing slash', suite('<CryptographySuite>'), 'Change <CryptographySuite> to </CryptographySuite>', false, suite('</CryptographySuite>')],
  ['a missing end tag', suite(''), 'Close <CryptographySuite> here', false, undefined],
  ['a missing bracket', text('<DnsSuffix corp</DnsSuffix>'), 'Insert the missing >', false, text('<DnsSuffix> corp</DnsSuffix>')],
  ['an ampersand', text('<DnsSuffix>a&b</DnsSuffix>'), 'Write &amp; for the ampersand', true, text('<DnsSuffix>a&amp;b</DnsSuffix>')],
  ['typographic quotes', text('<DnsSuffix a=“1”/>'), 'Replace the typographic quotes by straight ones', true, text('<DnsSuffix a="1"/>')],
  ['a blank before a name', text('< DnsSuffix>a</DnsSuffix>'), 'Delete the blank', true, text('<DnsSuffix>a</DnsSuffix>')],
] as const)('the fix of %s', ([, broken, title, safe, healthy]) => {
  const workspace = workspaceOf(parseFixture(broken));
  const [finding, ...others] = findingsOf(workspace, RULE);
  expect(others).toEqual([]);
  expect(finding?.fixes().map((fix) => [fix.title, fix.safe])).toEqual([[title, safe]]);
  if (!finding) return;
  const files = applied(workspace, finding, title);
  if (healthy !== undefined) expect(printed(files)).toBe(healthy);
  expect(findingsOf(workspaceOf({ files }), RULE)).toEqual([]);
});

test('nothing is offered for a profile that is cut off', () => {
  const workspace = workspaceOf(parseFixture('=== p.xml\n<VPNProfile>\n  <NativeProfile>\n    <Servers>vpn.fabr'));
  expect(findingsOf(workspace, RULE).flatMap((finding) => finding.fixes())).toEqual([]);
});
