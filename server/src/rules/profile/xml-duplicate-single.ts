import { elementName } from '../../knowledge/profile-xml.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { rule, type Fix } from '../rule.ts';
import { placeName } from './stray.ts';

export default rule({
  id: 'xml-duplicate-single',
  on: 'element',
  severity: 'error',
  title: 'An element that may occur once occurs twice',
  why: "Microsoft's schema allows one. Which of them Windows takes is written nowhere, and it may reject the profile.",
  howToFix: 'Keep the one that is meant and remove the others.',
  whenOff: 'Never: which of the two counts is written nowhere.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <⟦AlwaysOn⟧>false</AlwaysOn>
  <NativeProfile>
    <Servers>vpn1.fabrikam.com</Servers>
    <⟦Servers⟧>vpn2.fabrikam.com</Servers>
    <⟦Servers⟧>vpn3.fabrikam.com</Servers>
  </NativeProfile>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize><⟦PrefixSize⟧>16</PrefixSize></Route>
</VPNProfile>
`,
    ],
    good: [
      // One element that names the server twice, as Intune on Windows 11 is reported to need it.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com;vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // These may repeat, and what they hold is theirs.
      '=== profile.xml\n<VPNProfile><AppTrigger><App><Id>SYSTEM</Id></App></AppTrigger><AppTrigger><App><Id>SYSTEM</Id></App></AppTrigger><TrafficFilter><Protocol>6</Protocol></TrafficFilter><TrafficFilter><Protocol>6</Protocol></TrafficFilter></VPNProfile>\n',
      // Another schema has its own rules.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><Servers/><Servers/></CustomConfiguration></PluginProfile></VPNProfile>\n',
      // An end tag is missing: the second one may stand in the first.
      '=== profile.xml\n<VPNProfile><NativeProfile><⟦Authentication⟧{xml-not-wellformed}><UserMethod>Eap</UserMethod><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
    ],
  },
  check(node, report) {
    if (node.children.length < 2 || !node.complete) return;
    const groups = new Map<string, ProfileNode[]>();
    for (const child of node.children) {
      if (!child.element || child.element.repeats) continue;
      groups.set(child.name, [...(groups.get(child.name) ?? []), child]);
    }
    for (const group of groups.values()) {
      const [first, ...later] = group;
      if (!first) continue;
      for (const each of later) {
        report({
          at: each.at,
          message: `${placeName(node.path)} may have one ${elementName(each.path)}, and this is another. Keep the one that is meant.`,
          related: [{ at: first.at, message: `The first ${first.name}` }],
          fixes: () => choices(each, group),
        });
      }
    }
  },
});

function choices(node: ProfileNode, group: readonly ProfileNode[]): Fix[] {
  const others = group.filter((each) => each !== node);
  const removal: Fix = { title: `Remove this ${node.name}`, safe: false, changes: [{ kind: 'remove-element', at: node.at }] };
  // Where all say the same, which of them goes makes no difference.
  if (others.every((each) => saysSame(each, node))) return [{ ...removal, safe: true }];
  return [removal, { title: `Keep this ${node.name} only`, safe: false, changes: others.map(({ at }) => ({ kind: 'remove-element', at })) }];
}

function saysSame(a: ProfileNode, b: ProfileNode): boolean {
  return (
    a.name === b.name &&
    saysOf(a) === saysOf(b) &&
    saysOf(a) !== undefined &&
    a.children.length === b.children.length &&
    a.children.every((child, index) => b.children[index] !== undefined && saysSame(child, b.children[index]))
  );
}

/** What an element says beside its children; `undefined` where that cannot be known. */
function saysOf({ value, children, attributes, complete }: ProfileNode): string | undefined {
  const text = children.length > 0 || value.state === 'empty' ? '' : value.state === 'known' ? value.written.value : undefined;
  return !complete || text === undefined ? undefined : JSON.stringify([text, attributes.map(({ name, written }) => [name, written.value])]);
}
