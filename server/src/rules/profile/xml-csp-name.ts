import { childrenOf, elementName } from '../../knowledge/profile-xml.ts';
import type { Change } from '../../model/change.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { rule, type Fix } from '../rule.ts';
import { strayOf } from './stray.ts';

export default rule({
  id: 'xml-csp-name',
  on: 'element',
  severity: 'error',
  title: 'A list of the CSP is used in ProfileXML',
  why: 'RouteList, TrafficFilterList, DomainNameInformationList and AppTriggerList are nodes of the CSP tree, for settings that are sent one by one. ProfileXML has no lists: it repeats Route, TrafficFilter, DomainNameInformation and AppTrigger, and Windows does not find the routes or filters in a list.',
  howToFix:
    'Write one element for each entry, right below VPNProfile and without the list around them. The fix does so where it is certain what the entries are.',
  whenOff: 'Never: in ProfileXML nothing reads the list.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML and the nodes with row ids'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <⟦RouteList⟧>
    <Route>
      <Address>10.20.0.0</Address>
      <PrefixSize>16</PrefixSize>
    </Route>
  </RouteList>
  <⟦trafficFilterList⟧><Filter1><Protocol>6</Protocol></Filter1></trafficFilterList>
  <⟦DomainNameInformationList⟧><DomainName>.corp.fabrikam.com</DomainName></DomainNameInformationList>
  <⟦AppTriggerList⟧/>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route><ProtocolList/></VPNProfile>\n',
      // Another schema may have such a name.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><RouteList/></CustomConfiguration></PluginProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦RouteList⟧{xml-not-wellformed}><Route><Address>10.20.0.0</Address></Route></VPNProfile>\n',
    ],
  },
  check(node, report) {
    const stray = strayOf(node);
    if (stray?.kind !== 'csp-list') return;
    const item = elementName(stray.row.path);
    report({
      at: node.at,
      message: `${node.name} is a node of the CSP, not an element of ProfileXML. Write one ${item} for each entry, without a list around them.`,
      fixes: () => unlisted(node, item),
    });
  },
});

/** The entries in the list's place, named as ProfileXML names them; empty where it is not certain what the entries are. */
function unlisted(list: ProfileNode, item: string): Fix[] {
  const entries = list.children;
  // In another element the entries would be no better off.
  if (list.parent?.path !== '' || !list.complete || entries.length === 0) return [];
  const fields = new Set(childrenOf(item).map(({ path }) => elementName(path)));
  const isItem = ({ name, children }: ProfileNode): boolean =>
    name === item || (!fields.has(name) && children.length > 0 && children.every((child) => fields.has(child.name)));
  if (entries.every(isItem)) {
    const renamed = entries.filter(({ name }) => name !== item).map(({ at }): Change => ({ kind: 'rename-element', at, name: item }));
    return [{ title: `Remove ${list.name} around its entries`, safe: false, changes: [{ kind: 'unwrap-element', at: list.at }, ...renamed] }];
  }
  const names = entries.map(({ name }) => name);
  if (!names.every((name) => fields.has(name)) || new Set(names).size < names.length) return [];
  return [{ title: `Rename to ${item}`, safe: false, changes: [{ kind: 'rename-element', at: list.at, name: item }] }];
}
