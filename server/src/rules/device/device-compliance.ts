import { fieldFlag, fieldPlace } from '../../model/profile/field.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { isDeviceTunnel, profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'device-compliance',
  on: 'profile',
  severity: 'error',
  title: 'A device tunnel asks for Conditional Access',
  why: 'Conditional Access needs EAP, and a device tunnel authenticates with the machine certificate only.',
  howToFix: 'Remove DeviceCompliance from the device tunnel, and set it on the user tunnel.',
  whenOff: 'Never: a device tunnel cannot take part in Conditional Access.',
  sources: ['Richard Hicks, "Always On VPN Device Tunnel Only Deployment Considerations"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <DeviceCompliance>
    <Enabled>⟦true⟧</Enabled>
  </DeviceCompliance>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><DeviceCompliance><Enabled>false</Enabled></DeviceCompliance></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><DeviceCompliance><Enabled>$Enabled</Enabled></DeviceCompliance></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceCompliance><Enabled>true</Enabled></DeviceCompliance></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const enabled = profileField(profile, 'DeviceCompliance/Enabled');
    const compliance = nodeAt(profile.root, 'DeviceCompliance');
    const at = fieldPlace(enabled);
    if (isDeviceTunnel(profile) !== true || fieldFlag(enabled) !== true || !compliance || !at) return;
    report({
      at,
      message: 'A device tunnel cannot use Conditional Access, which needs EAP. Remove DeviceCompliance here, and set it on the user tunnel.',
      fixes: () => [{ title: 'Remove DeviceCompliance', safe: false, changes: [{ kind: 'remove-element', at: compliance.at }] }],
    });
  },
});
