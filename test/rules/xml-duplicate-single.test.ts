import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-duplicate-single';
const xml = (inside: string): string => `=== p.xml\n<VPNProfile>\n${inside}</VPNProfile>\n`;

function fixesOf(inside: string): { title: string; safe: boolean; text: string }[] {
  const workspace = workspaceOf(parseFixture(xml(inside)));
  return findingsOf(workspace, RULE).flatMap((finding) =>
    finding.fixes().map(({ title, safe }) => ({ title, safe, text: printed(applied(workspace, finding, title)) })),
  );
}

test('either can be kept', () => {
  const [first, comment, second] = ['  <AlwaysOn>true</AlwaysOn>\n', '  <!-- why -->\n', '  <AlwaysOn>false</AlwaysOn>\n'];
  expect(fixesOf(first + comment + second)).toEqual([
    { title: 'Remove this AlwaysOn', safe: false, text: xml(first + comment) },
    { title: 'Keep this AlwaysOn only', safe: false, text: xml(comment + second) },
  ]);
});

test('one of two that say the same goes without loss', () => {
  const native = '  <NativeProfile>\n    <Servers>vpn.fabrikam.com</Servers>\n    <Authentication/>\n  </NativeProfile>\n';
  expect(fixesOf(native + native.replace('<Servers>vpn', '<Servers> <!-- again -->vpn'))).toEqual([
    { title: 'Remove this NativeProfile', safe: true, text: xml(native) },
  ]);
});

test.each([
  ['one of three says something else', '<AlwaysOn>true</AlwaysOn><AlwaysOn>false</AlwaysOn><AlwaysOn>true</AlwaysOn>'],
  ['a deployment tool fills them in', '<AlwaysOn>$on</AlwaysOn><AlwaysOn>$on</AlwaysOn>'],
  ['an attribute differs', '<AlwaysOn>true</AlwaysOn><AlwaysOn a="1">true</AlwaysOn>'],
  ['one has more in it', '<Proxy><AutoConfigUrl>a</AutoConfigUrl></Proxy><Proxy><AutoConfigUrl>a</AutoConfigUrl><Manual/></Proxy>'],
])('none is removed in bulk where %s', (_, inside) => {
  expect(fixesOf(inside).filter(({ safe }) => safe)).toEqual([]);
});

test('the finding leads to the first one', () => {
  const [finding] = findingsOf(workspaceOf(parseFixture(xml('<AlwaysOn>true</AlwaysOn><AlwaysOn>false</AlwaysOn>'))), RULE);
  expect(finding?.related.map(({ at }) => at.span.start)).toEqual(['<VPNProfile>\n<'.length]);
});
