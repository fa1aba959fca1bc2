import type { Change } from '../../model/change.ts';
import { lacks } from '../../model/profile/lacks.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { fieldText } from '../../model/profile/field.ts';
import { childNodes, nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import { isDeviceTunnel } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'device-auth',
  on: 'profile',
  severity: 'error',
  title: 'A device tunnel authenticates with something else than a machine certificate',
  why: 'Before sign-in there is no user whom EAP could ask. A device tunnel authenticates with the machine certificate only.',
  howToFix: 'Leave one element in Authentication: MachineMethod with the value Certificate.',
  whenOff: 'Never: Windows knows no other way to authenticate a device tunnel.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"', 'Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <NativeProfile>
    <Authentication>
      <⟦UserMethod⟧>Eap</UserMethod>
      <!-- Not needed. -->
      <Eap>
        <Configuration />
      </Eap>
    </Authentication>
  </NativeProfile>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><⟦MachineMethod⟧>EAP</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Said right, and more beside it.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><MachineMethod>Certificate</MachineMethod><⟦Eap⟧><Configuration/></Eap></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><⟦Authentication⟧ /></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><MachineMethod>certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Published for user tunnels that Intune deploys.
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>EAP</UserMethod><MachineMethod>EAP</MachineMethod><Eap><Configuration/></Eap></Authentication></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><MachineMethod>$Method</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
      // No such method, or misspelt: other rules say so.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><MachineMethod>⟦Cert⟧{xml-enum-value}</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><machineMethod>Certificate</machineMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><⟦Authentication⟧{xml-not-wellformed}>',
    ],
  },
  check(profile, report) {
    const authentication = isDeviceTunnel(profile) === true ? nodeAt(profile.root, 'NativeProfile/Authentication') : undefined;
    if (!authentication) return;
    const wrong = authentication.children.find(isWrong);
    if (!wrong && !['UserMethod', 'Eap', 'MachineMethod'].every((name) => lacks(authentication, name))) return;
    report({
      at: (wrong ?? authentication).at,
      message: `A device tunnel authenticates with a machine certificate only, and this one ${wrong ? `has ${shown(wrong)}` : 'says nothing'}. Set MachineMethod to Certificate${wrong ? ', and leave nothing else in Authentication' : ''}.`,
      fixes: () => [{ title: 'Authenticate with a machine certificate', safe: false, changes: corrected(authentication) }],
    });
  },
});

function isWrong({ name, value }: ProfileNode): boolean {
  if (name === 'MachineMethod') return fieldText(value)?.toLowerCase() === 'eap';
  return name === 'Eap' || (name === 'UserMethod' && value.state === 'known');
}

function shown({ name, value }: ProfileNode): string {
  return value.state === 'known' ? `${name} ${value.written.value}` : name;
}

/** MachineMethod as the one method, written where a wrong one stands, so that comments and blanks stay. */
function corrected(authentication: ProfileNode): Change[] {
  const right = leaf('MachineMethod', 'Certificate');
  const [own] = childNodes(authentication, 'MachineMethod');
  const [first, ...more] = authentication.children.filter(({ name }) => name === 'UserMethod' || name === 'Eap');
  const removed = (nodes: readonly ProfileNode[]): Change[] => nodes.map(({ at }) => ({ kind: 'remove-element', at }));
  if (own) return [{ kind: 'set-value', at: own.at, text: 'Certificate' }, ...(first ? removed([first, ...more]) : [])];
  if (first) return [{ kind: 'replace-element', at: first.at, by: [right] }, ...removed(more)];
  return [{ kind: 'add-element', parent: authentication.at, element: right }];
}
