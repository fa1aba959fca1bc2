import { nodeAt } from '../../model/profile/node.ts';
import { isDeviceTunnel } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'authentication-both',
  on: 'profile',
  severity: 'hint',
  title: 'A user tunnel has both UserMethod and MachineMethod',
  why: "Microsoft's schema allows one of the two. richardhicks/aovpn says that a user tunnel needs EAP in both where Intune deploys it to Windows 11, and its profiles have both. Nobody but Microsoft can settle that.",
  howToFix: 'Keep both where Intune deploys the profile to Windows 11. Elsewhere leave UserMethod alone.',
  whenOff: 'Where Intune deploys your user tunnels to Windows 11 and both elements are known to be needed.',
  sources: ['Microsoft VPNv2 CSP, XML schema', 'richardhicks/aovpn, ProfileXML_User.xml'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>EAP</UserMethod><⟦MachineMethod⟧>EAP</MachineMethod><Eap><Configuration/></Eap></Authentication></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>EAP</UserMethod><Eap><Configuration/></Eap></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Worse than that in a device tunnel.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><⟦UserMethod⟧{device-auth}>EAP</UserMethod><MachineMethod>EAP</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>$IsDevice</DeviceTunnel><NativeProfile><Authentication><UserMethod>EAP</UserMethod><MachineMethod>EAP</MachineMethod></Authentication></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const user = nodeAt(profile.root, 'NativeProfile/Authentication/UserMethod');
    const machine = nodeAt(profile.root, 'NativeProfile/Authentication/MachineMethod');
    if (!user || !machine || isDeviceTunnel(profile) !== false) return;
    report({
      at: machine.at,
      message:
        "Microsoft's schema allows either UserMethod or MachineMethod; richardhicks/aovpn says that EAP must stand in both for Intune on Windows 11. Keep both only for that.",
      related: [{ at: user.at, message: 'UserMethod' }],
    });
  },
});
