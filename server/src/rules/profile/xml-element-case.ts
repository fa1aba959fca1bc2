import { elementName } from '../../knowledge/profile-xml.ts';
import { rule } from '../rule.ts';
import { isSameName, strayOf } from './stray.ts';

export default rule({
  id: 'xml-element-case',
  on: 'element',
  severity: 'warning',
  title: 'The name of an element has the wrong letter case',
  why: "XML tells capital from small letters, so Windows does not know the element and its setting has no effect. Microsoft's own SyncML samples have Lockdown, SSO and EKU, which ProfileXML does not.",
  howToFix:
    'Write the name as the schema has it. Where the right one is there as well, decide which of the two counts and remove the other. The fix is never applied in bulk: a setting that Windows has ignored so far takes effect, and a `Lockdown` that becomes LockDown cuts off computers whose tunnel fails.',
  whenOff: 'Where the element was written to be passed over, as a way to leave a setting out. Removing it says so more clearly.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML', 'W3C, Extensible Markup Language 1.0'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <⟦Lockdown⟧>true</Lockdown>
  <⟦EDPModeID⟧>corp.fabrikam.com</EDPModeID>
  <DeviceCompliance><Enabled>true</Enabled><⟦SSO⟧><Enabled>true</Enabled></SSO></DeviceCompliance>
  <NativeProfile><Servers>vpn.fabrikam.com</Servers><⟦L2TPPsk⟧>x</L2TPPsk><Authentication><UserMethod>MSChapv2</UserMethod></Authentication></NativeProfile>
</VPNProfile>
`,
      // Both are there: which one was meant is not ours to say.
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn><⟦alwayson⟧>false</alwayson></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><NativeProfile><L2tpPsk>x</L2tpPsk></NativeProfile></VPNProfile>\n',
      // Another schema has its own names.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><alwayson/></CustomConfiguration></PluginProfile></VPNProfile>\n',
      // Right in another element: that is a wrong place, not a wrong case.
      '=== profile.xml\n<VPNProfile><AppTrigger><App><lockdown/></App></AppTrigger></VPNProfile>\n',
    ],
  },
  check(node, report) {
    const stray = strayOf(node);
    if (stray?.kind !== 'case') return;
    const right = elementName(stray.row.path);
    const isTaken = !stray.row.repeats && node.parent?.children.some((each) => each !== node && isSameName(each.name, right)) === true;
    report({
      at: node.at,
      message: isTaken
        ? `${node.name} is no element of ProfileXML, since letter case counts, and ${right} is there as well. Remove one of them.`
        : `${node.name} is no element of ProfileXML, since letter case counts. Write ${right}.`,
      fixes: () => (isTaken ? [] : [{ title: `Rename to ${right}`, safe: false, changes: [{ kind: 'rename-element', at: node.at, name: right }] }]),
    });
  },
});
