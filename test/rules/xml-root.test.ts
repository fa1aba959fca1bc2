import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-root';

test.each([
  ['the letter case, which is safe', '<VpnProfile >\n  <NativeProfile/>\n</VpnProfile>\n', '<VPNProfile >\n  <NativeProfile/>\n</VPNProfile>\n', true],
  [
    'the namespace, which is not',
    '<VPNProfile\n  xmlns = "urn:a" xmlns:xsi="urn:b">\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n',
    '<VPNProfile xmlns:xsi="urn:b">\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n',
    false,
  ],
  ['both', "<vpnprofile xmlns='urn:a'><PluginProfile/></vpnprofile>\n", '<VPNProfile><PluginProfile/></VPNProfile>\n', false],
])('the fix mends %s', (_, before, after, safe) => {
  const workspace = workspaceOf(parseFixture(`=== p.xml\n${before}`));
  const [finding] = findingsOf(workspace, RULE);
  expect(finding?.fixes().map((fix) => fix.safe)).toEqual([safe]);
  expect(finding && printed(applied(workspace, finding, 'Change to <VPNProfile>'))).toBe(`=== p.xml\n${after}`);
});

test('a profile with another root is checked like any other', () => {
  const text = '=== p.xml\n<v:VPNProfile xmlns:v="urn:a"><v:AlwaysOn>yes</v:AlwaysOn><v:NativeProfile/></v:VPNProfile>\n';
  expect(findingsOf(workspaceOf(parseFixture(text)), 'xml-bool-value')).toHaveLength(1);
});
