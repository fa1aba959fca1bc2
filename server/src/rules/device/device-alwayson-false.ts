import { fieldFlag } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'device-alwayson-false',
  on: 'profile',
  severity: 'warning',
  title: 'A device tunnel has AlwaysOn false',
  why: 'A device tunnel connects before anyone signs in, so nobody is there to start it.',
  howToFix: 'Set AlwaysOn to true.',
  whenOff: 'Where the device tunnel is deployed switched off and something else starts it, such as a scheduled task.',
  sources: ['Microsoft VPNv2 CSP', 'Microsoft, "Configure VPN device tunnels in Windows client"'],
  confidence: 'documented',
  examples: {
    bad: ['=== profile.xml\n<VPNProfile><AlwaysOn>⟦false⟧</AlwaysOn><DeviceTunnel>true</DeviceTunnel></VPNProfile>\n'],
    good: [
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn><DeviceTunnel>true</DeviceTunnel></VPNProfile>\n',
      // Says nothing.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><AlwaysOn>$AlwaysOn</AlwaysOn><DeviceTunnel>true</DeviceTunnel></VPNProfile>\n',
      // A user can start a user tunnel by hand.
      '=== profile.xml\n<VPNProfile><AlwaysOn>false</AlwaysOn><DeviceTunnel>false</DeviceTunnel></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const alwaysOn = profileField(profile, 'AlwaysOn');
    if (isDeviceTunnel(profile) !== true || alwaysOn.state !== 'known' || fieldFlag(alwaysOn) !== false) return;
    const { at } = alwaysOn.written;
    report({
      at,
      message: 'AlwaysOn is false on a device tunnel, which nobody can start by hand before sign-in. Set it to true.',
      fixes: () => [{ title: 'Set AlwaysOn to true', safe: false, changes: [{ kind: 'replace', at, text: 'true' }] }],
    });
  },
});
