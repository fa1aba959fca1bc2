import { expect, test } from 'vitest';
import { childrenOf, elementName } from '../../server/src/knowledge/profile-xml.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { fc } from '../support/properties.ts';

const RULE = 'xml-order';

function fixed(text: string): string | undefined {
  const workspace = workspaceOf(parseFixture(text));
  const [finding] = findingsOf(workspace, RULE);
  return finding && printed(applied(workspace, finding, /order/));
}

test('the fix moves each element with its comments', () => {
  expect(
    fixed(`=== p.xml
<!-- Users of Fabrikam -->
<VPNProfile>
\t<AlwaysOn>true</AlwaysOn>

\t<!-- The tunnel -->
\t<NativeProfile>
\t\t<Servers>vpn.fabrikam.com</Servers>
\t\t<!-- weak default -->
\t\t<Authentication>
\t\t\t<UserMethod>Eap</UserMethod>
\t\t</Authentication>
\t\t<RoutingPolicyType>SplitTunnel</RoutingPolicyType> <!-- only to us -->
\t</NativeProfile>

\t<DnsSuffix>corp.fabrikam.com</DnsSuffix>
\t<!-- end -->
</VPNProfile>
`),
  ).toBe(`=== p.xml
<!-- Users of Fabrikam -->
<VPNProfile>
\t<AlwaysOn>true</AlwaysOn>

\t<DnsSuffix>corp.fabrikam.com</DnsSuffix>

\t<!-- The tunnel -->
\t<NativeProfile>
\t\t<Servers>vpn.fabrikam.com</Servers>
\t\t<RoutingPolicyType>SplitTunnel</RoutingPolicyType> <!-- only to us -->
\t\t<!-- weak default -->
\t\t<Authentication>
\t\t\t<UserMethod>Eap</UserMethod>
\t\t</Authentication>
\t</NativeProfile>
\t<!-- end -->
</VPNProfile>
`);
});

test('is a hint with a safe fix, in every file once', () => {
  const two = '<VPNProfile><Route/><AlwaysOn>true</AlwaysOn><NativeProfile><Authentication/><Servers>a</Servers></NativeProfile></VPNProfile>\n';
  const found = findingsOf(workspaceOf(parseFixture(`=== a.xml\n${two}=== b.xml\n${two}`)), RULE);
  expect(found.map(({ severity, fixes }) => [severity, fixes().map(({ safe }) => safe)])).toEqual([
    ['hint', [true]],
    ['hint', [true]],
  ]);
});

const NATIVE = childrenOf('NativeProfile').map(({ path }) => elementName(path));
const ROOT_ELEMENTS = childrenOf('').map(({ path }) => elementName(path));
const native = fc
  .shuffledSubarray([...NATIVE, 'Unknown'])
  .map((names) => ['<NativeProfile>', ...names.map((name) => `  <${name}>x</${name}>`), '</NativeProfile>']);
const lines = fc
  .tuple(fc.shuffledSubarray([...ROOT_ELEMENTS, 'Unknown', 'Route', 'Route']), native)
  .map(([names, inner]) => names.flatMap((name) => (name === 'NativeProfile' ? inner : [`<${name}>x</${name}>`])));

test('after the fix the order is right, and the same lines are there', () => {
  fc.assert(
    fc.property(lines, (body) => {
      const text = `=== p.xml\n<VPNProfile>\n${body.join('\n')}\n</VPNProfile>\n`;
      const before = workspaceOf(parseFixture(text));
      const after = fixed(text);
      if (after === undefined) return;
      expect(after.split('\n').sort()).toEqual(text.split('\n').sort());
      const workspace = workspaceOf(parseFixture(after));
      expect(findingsOf(workspace, RULE)).toEqual([]);
      expect(othersOf(workspace.findings('file:///project/p.xml'))).toEqual(othersOf(before.findings('file:///project/p.xml')));
    }),
    { numRuns: 150 },
  );
});

function othersOf(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ rule }) => rule.id !== RULE)
    .map(({ rule, message }) => `${rule.id} ${message}`)
    .sort();
}
