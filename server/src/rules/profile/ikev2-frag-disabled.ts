import { fieldFlag, fieldPlace } from '../../model/profile/field.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { profileField, protocolOf } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

const WITHOUT_IKEV2: ReadonlySet<string> = new Set(['sstp', 'pptp', 'l2tp']);

export default rule({
  id: 'ikev2-frag-disabled',
  on: 'profile',
  severity: 'warning',
  title: 'IKEv2 fragmentation is switched off',
  why: 'With certificates IKEv2 messages are larger than what a path carries in one piece. Many firewalls and home routers drop IP fragments, and the client then shows error 809. IKEv2 fragmentation avoids that.',
  howToFix: 'Set DisableIKEv2Fragmentation to false or leave it out; on RRAS set EnableServerFragmentation.',
  whenOff: 'Where fragmentation was switched off to get past a device that mishandles it, and clients connect from everywhere since.',
  sources: ['richardhicks/aovpn, ProfileXML_User.xml (comments)', 'Richard Hicks, "Always On VPN and IKEv2 Fragmentation"'],
  confidence: 'documented',
  examples: {
    bad: ['=== profile.xml\n<VPNProfile><DisableIKEv2Fragmentation>⟦true⟧</DisableIKEv2Fragmentation></VPNProfile>\n'],
    good: [
      '=== profile.xml\n<VPNProfile><DisableIKEv2Fragmentation>false</DisableIKEv2Fragmentation></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DisableIKEv2Fragmentation>$Fragmentation</DisableIKEv2Fragmentation></VPNProfile>\n',
      // No IKEv2 at all.
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile><DisableIKEv2Fragmentation>true</DisableIKEv2Fragmentation></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><DisableIKEv2Fragmentation>true</DisableIKEv2Fragmentation>',
    ],
  },
  check(profile, report) {
    const field = profileField(profile, 'DisableIKEv2Fragmentation');
    const at = fieldPlace(field);
    const node = nodeAt(profile.root, 'DisableIKEv2Fragmentation');
    if (!profile.root.complete || !at || !node || fieldFlag(field) !== true || WITHOUT_IKEV2.has(protocolOf(profile) ?? '')) return;
    report({
      at,
      message:
        'IKEv2 fragmentation is switched off, so a connection fails with error 809 where IP fragments are dropped. Set DisableIKEv2Fragmentation to false.',
      fixes: () => [{ title: 'Change to false', safe: false, changes: [{ kind: 'set-value', at: node.at, text: 'false' }] }],
    });
  },
});
