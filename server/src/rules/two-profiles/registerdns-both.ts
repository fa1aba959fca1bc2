import type { Change } from '../../model/change.ts';
import { fieldFlag, fieldPlace } from '../../model/profile/field.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { userNames } from './names.ts';

export default rule({
  id: 'registerdns-both',
  on: 'profilePair',
  severity: 'warning',
  title: 'Device tunnel and user tunnel both register in DNS',
  why: 'A client with both tunnels then has the addresses of both under its name. Who connects to it by name, as for remote support, reaches it now by one tunnel and now by the other, or not at all.',
  howToFix: 'Set RegisterDNS to true in one of the two profiles only.',
  whenOff: 'Where it does not matter by which tunnel the computer is reached, such as where nobody connects to clients by name.',
  sources: ['richardhicks/aovpn, ProfileXML_User.xml (comments)', 'ld0614/DPC'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== contoso/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>⟦true⟧</RegisterDNS></VPNProfile>
=== contoso/user.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
`,
      `=== aovpn.json
{ "deployments": [{ "name": "europe", "clients": ["*/*.xml"] }] }
=== devices/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>⟦1⟧</RegisterDNS></VPNProfile>
=== users/berlin.xml
<VPNProfile><RegisterDNS>True</RegisterDNS></VPNProfile>
=== users/lisbon.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
`,
    ],
    good: [
      // One of the two only, or nobody knows.
      `=== one/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== one/user.xml
<VPNProfile><RegisterDNS>false</RegisterDNS></VPNProfile>
=== none/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== none/user.xml
<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
=== unread/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== unread/user.xml
<VPNProfile><RegisterDNS>$Register</RegisterDNS></VPNProfile>
`,
      // Nothing says that they ship together: different folders, two user tunnels, or one that may be either.
      `=== berlin/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== lisbon/user.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
=== several/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== several/user-a.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
=== several/user-b.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
=== either/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== either/user.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
=== either/other.xml
<VPNProfile><DeviceTunnel>$Device</DeviceTunnel></VPNProfile>
`,
      // The project file says who belongs together, and these do not.
      `=== aovpn.json
{ "deployments": [{ "name": "kiosks", "clients": ["device.xml"] }] }
=== device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS></VPNProfile>
=== user.xml
<VPNProfile><RegisterDNS>true</RegisterDNS></VPNProfile>
`,
    ],
  },
  check({ device, users, how }, report) {
    const field = profileField(device, 'RegisterDNS');
    const at = fieldPlace(field);
    const both = users.filter(registers);
    if (!at || !registers(device) || both.length === 0) return;
    report({
      at,
      message: `RegisterDNS is true here and in ${userNames(both)}, so a client registers the addresses of both tunnels. Set it to true in one of them only. They are ${how}.`,
      related: both.flatMap((user) => {
        const place = fieldPlace(profileField(user, 'RegisterDNS'));
        return place ? [{ at: place, message: 'RegisterDNS of the user tunnel' }] : [];
      }),
      fixes: () => [
        { title: 'Register from the user tunnel only', safe: false, changes: [...switchedOff(device)] },
        { title: `Register from the device tunnel only (changes ${userNames(both)})`, safe: false, changes: both.flatMap(switchedOff) },
      ],
    });
  },
});

function registers(profile: VpnProfile): boolean {
  return fieldFlag(profileField(profile, 'RegisterDNS')) === true;
}

function switchedOff({ root }: VpnProfile): Change[] {
  const node = nodeAt(root, 'RegisterDNS');
  return node ? [{ kind: 'set-value', at: node.at, text: 'false' }] : [];
}
