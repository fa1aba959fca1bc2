import { childrenOf, elementName, parentPath, profileElement, type ProfileElement } from '../../knowledge/profile-xml.ts';
import { fieldText } from '../../model/profile/field.ts';
import { branch, leaf } from '../../model/profile/new-element.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { rule, type Fix } from '../rule.ts';
import { isSameName, placeName, rootOf, strayOf } from './stray.ts';

export default rule({
  id: 'xml-wrong-parent',
  on: 'element',
  severity: 'error',
  title: 'An element stands in the wrong element',
  why: "The schema has the element at another place. Where it stands Windows ignores it or rejects the profile, so a CryptographySuite in Authentication leaves the tunnel with the weak default. Microsoft's own SyncML sample has the suite there.",
  howToFix: 'Move the element to the place that the message names.',
  whenOff: 'Never: where the element stands, it is not read.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <⟦RoutingPolicyType⟧>SplitTunnel</RoutingPolicyType>
  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <Authentication>
      <MachineMethod>Certificate</MachineMethod>
      <⟦CryptographySuite⟧>
        <DHGroup>Group14</DHGroup>
      </CryptographySuite>
    </Authentication>
    <⟦Route⟧>
      <Address>10.20.0.0</Address>
      <PrefixSize>16</PrefixSize>
    </Route>
  </NativeProfile>
</VPNProfile>
`,
      // The element that it belongs in can be added.
      '=== profile.xml\n<VPNProfile><Proxy><⟦Server⟧>proxy.fabrikam.com:8080</Server></Proxy></VPNProfile>\n',
      // Several places, or one that is taken: nothing is moved.
      '=== profile.xml\n<VPNProfile><⟦Enabled⟧>true</Enabled><⟦DnsServers⟧>10.20.0.10</DnsServers><DomainNameInformation><DomainName>.corp.fabrikam.com</DomainName><DnsServers>10.20.0.10</DnsServers></DomainNameInformation></VPNProfile>\n',
    ],
    good: [
      // One name, two places.
      '=== profile.xml\n<VPNProfile><TrafficFilter><App><Id>SYSTEM</Id></App><RoutingPolicyType>SplitTunnel</RoutingPolicyType></TrafficFilter><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // A misspelt Servers, though Proxy/Manual has a Server.
      '=== profile.xml\n<VPNProfile><NativeProfile><Server>vpn.fabrikam.com</Server></NativeProfile></VPNProfile>\n',
      // Content with another schema, and content of something unknown.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><Servers/></CustomConfiguration></PluginProfile><Other><Route/></Other></VPNProfile>\n',
      // An end tag is missing: where the route stands is a guess.
      '=== profile.xml\n<VPNProfile><⟦NativeProfile⟧{xml-not-wellformed}><Servers>vpn.fabrikam.com</Servers><Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route></VPNProfile>\n',
    ],
  },
  check(node, report) {
    const stray = strayOf(node);
    if (stray?.kind !== 'elsewhere') return;
    const places = stray.rows.map(({ path }) => placeName(parentPath(path)));
    report({
      at: node.at,
      message: `${node.name} has no place in ${placeName(node.parent?.path ?? '')}, so Windows ignores it or rejects the profile. It belongs in ${places.join(' or ')}.`,
      fixes: () => moves(node, stray.rows),
    });
  },
});

/** The one move that can be meant; empty where there are several, or the place is taken. */
function moves(node: ProfileNode, rows: readonly ProfileElement[]): Fix[] {
  const own = rows.filter(({ path }) => elementName(path) === node.name);
  // What a filter can say of its app is not meant where the tunnel has it too.
  const single = own.filter(({ path }) => !isInRepeated(path));
  const [row, ...others] = single.length > 0 ? single : own;
  if (!row || others.length > 0) return [];
  const place = parentPath(row.path);
  const [target, ...more] = nodesAt(rootOf(node), place);
  if (!target) return wrapped(node, row);
  if (more.length > 0 || !target.complete || (!row.repeats && has(target, node.name))) return [];
  return [{ title: `Move to ${placeName(place)}`, safe: false, changes: [{ kind: 'move-element', at: node.at, to: target.at }] }];
}

/** A leaf put into a new element where it stands, when that needs nothing else. */
function wrapped(node: ProfileNode, row: ProfileElement): Fix[] {
  const place = parentPath(row.path);
  const text = fieldText(node.value);
  const { parent } = node;
  if (text === undefined || node.attributes.length > 0 || parent?.path !== parentPath(place) || has(parent, elementName(place))) return [];
  if (childrenOf(place).some(({ path, required }) => required && path !== row.path)) return [];
  return [
    {
      title: `Move into a new ${elementName(place)}`,
      safe: false,
      changes: [
        { kind: 'remove-element', at: node.at },
        { kind: 'add-element', parent: parent.at, element: branch(elementName(place), leaf(node.name, text)) },
      ],
    },
  ];
}

function has({ children }: ProfileNode, name: string): boolean {
  return children.some((each) => isSameName(each.name, name));
}

function isInRepeated(path: string): boolean {
  for (let at = parentPath(path); at !== ''; at = parentPath(at)) if (profileElement(at)?.repeats) return true;
  return false;
}

function nodesAt(root: ProfileNode, path: string): ProfileNode[] {
  if (path === '') return [root];
  return path.split('/').reduce<ProfileNode[]>((nodes, name) => nodes.flatMap(({ children }) => children.filter((each) => each.name === name)), [root]);
}
