import { schemaOrder } from '../../knowledge/profile-xml.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'xml-order',
  on: 'clientProfile',
  severity: 'information',
  title: "The elements are not in the order of Microsoft's schema",
  why: 'The schema is a sequence. Richard Hicks reports that the order matters where Intune deploys the profile to Windows 11. Windows itself does not insist on it, and published samples stand in other orders, his own included.',
  howToFix:
    'Put all elements into the order of the schema. The fix moves comments along with the element that they precede, and puts elements that the schema lacks where published profiles have them. Reported once for a file. Say in `aovpn.json` by what you deploy (`target`), and keep the order of a profile that is known to work.',
  whenOff: 'Where nothing is deployed by Intune: say so with target in `aovpn.json` instead, and the rule is silent. Or where your order is known to work.',
  lowered:
    'To a hint where the project file does not say that the profile is deployed by Intune (`target`). Where it says that PowerShell or Configuration Manager deploys it, nothing is reported.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML', 'richardhicks/aovpn, ProfileXML_User.xml'],
  confidence: 'observed',
  examples: {
    bad: [
      // Once for a file.
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <!-- The tunnel -->
  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <⟦RoutingPolicyType⟧>SplitTunnel</RoutingPolicyType>
  </NativeProfile>
  <DnsSuffix>corp.fabrikam.com</DnsSuffix> <!-- of the clients -->
</VPNProfile>
`,
      `=== aovpn.json
{ "target": "powershell", "deployments": [{ "name": "berlin", "target": "intune", "clients": ["berlin.xml"] }] }
=== berlin.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><⟦AlwaysOn⟧>true</AlwaysOn></VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize><Metric>1</Metric><⟦ExclusionRoute⟧>true</ExclusionRoute></Route></VPNProfile>\n',
    ],
    good: [
      // By a script of PowerShell the order does not matter, whether it is run by hand or by Configuration Manager.
      `=== aovpn.json
{ "target": "configmgr", "deployments": [{ "name": "berlin", "target": "powershell", "clients": ["berlin.xml"] }] }
=== berlin.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
=== lisbon.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn><RegisterDNS>true</RegisterDNS><NativeProfile><Servers>vpn.fabrikam.com</Servers><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile><Route/><Route/></VPNProfile>\n',
      // The schema lacks these, so they have no place in its order; nor has one that nobody knows.
      '=== profile.xml\n<VPNProfile><NetworkOutageTime>0</NetworkOutageTime><Unknown/><AlwaysOn>true</AlwaysOn><NativeProfile><ProtocolList/><Servers>vpn.fabrikam.com</Servers></NativeProfile><DataEncryption>Max</DataEncryption><Route/></VPNProfile>\n',
      // Another schema has its own order.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><Route/><AlwaysOn/></CustomConfiguration></PluginProfile></VPNProfile>\n',
      // Something is broken: what stands where is a guess.
      '=== profile.xml\n<VPNProfile><NativeProfile/><AlwaysOn>true</AlwaysOn><⟦Route⟧{xml-not-wellformed}></VPNProfile>\n',
    ],
  },
  check({ profile: { root }, targets }, report) {
    if (!root.complete || (targets.length > 0 && !targets.includes('intune'))) return;
    const found = firstOutOfOrder(root);
    if (!found) return;
    const { node, after } = found;
    report({
      at: node.at,
      ...(targets.length === 0 && { severity: 'hint' }),
      message: `${node.name} stands behind ${after.name}, and in Microsoft's schema before it. Richard Hicks says that this matters for Intune on Windows 11; Windows itself does not insist on it (observed). Reorder them, unless this profile is known to work with Intune.`,
      related: [{ at: after.at, message: `${after.name} comes later in the schema` }],
      fixes: () => [{ title: "Put all elements into the order of Microsoft's schema", safe: true, changes: [{ kind: 'reorder-elements', at: root.at }] }],
    });
  },
});

/** The first element of the document that the schema has before a sibling in front of it. */
function firstOutOfOrder(parent: ProfileNode): { node: ProfileNode; after: ProfileNode } | undefined {
  let last: { readonly order: number; readonly node: ProfileNode } | undefined;
  for (const node of parent.children) {
    const order = node.element?.inSchema ? schemaOrder(node.path) : undefined;
    if (order !== undefined) {
      if (last && order < last.order) return { node, after: last.node };
      last = { order, node };
    }
    const inner = node.element?.type === 'container' && node.complete ? firstOutOfOrder(node) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
