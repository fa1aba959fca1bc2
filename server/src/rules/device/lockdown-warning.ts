import { fieldFlag } from '../../model/profile/field.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'lockdown-warning',
  on: 'profile',
  severity: 'warning',
  title: 'A profile is in LockDown',
  why: 'In LockDown nothing leaves the computer but through the tunnel: no sign-in page of a hotel network, no help over the internet, and no management by Intune while the tunnel is down. Users cannot disconnect or remove it, and there can be no other VPN profile.',
  howToFix:
    'Remove LockDown, unless blocking all other traffic is what you want; then try how to get a computer out of it before you deploy it, and suppress this rule with the reason.',
  whenOff: 'Where blocking all other traffic is what you want and you have tried how to get a computer out of it.',
  sources: ['Microsoft, "VPN security features"', 'Richard Hicks, "Always On VPN LockDown Mode"'],
  confidence: 'documented',
  examples: {
    bad: ['=== profile.xml\n<VPNProfile><LockDown>⟦true⟧</LockDown></VPNProfile>\n'],
    good: [
      '=== profile.xml\n<VPNProfile><LockDown>false</LockDown></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><LockDown>{{LockDown}}</LockDown></VPNProfile>\n',
      // Windows does not know this element.
      '=== profile.xml\n<VPNProfile><Lockdown>true</Lockdown></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const field = profileField(profile, 'LockDown');
    if (field.state !== 'known' || fieldFlag(field) !== true) return;
    report({
      at: field.written.at,
      message:
        'LockDown blocks all traffic outside the tunnel, and a computer whose tunnel fails is cut off from every network. Remove it, unless that is what you want and you have tried the way back.',
    });
  },
});
