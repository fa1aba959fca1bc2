import { fieldText } from '../../model/profile/field.ts';
import { holdsOnlyKnown, lacks } from '../../model/profile/lacks.ts';
import { childNodes, fieldAt, type ProfileNode } from '../../model/profile/node.ts';
import { isDeviceTunnel } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'device-filter-inbound',
  on: 'profile',
  severity: 'warning',
  title: 'A device tunnel has traffic filters, and none for inbound traffic',
  why: 'Once there is a traffic filter, everything is blocked that no filter allows, in both directions. Without an inbound filter nobody can reach the computer through its device tunnel: no remote help, no management.',
  howToFix: 'Add a TrafficFilter with Direction Inbound for what must reach the computer (Windows 10 2004 and later), or remove the filters.',
  whenOff: 'Where nobody is to reach the computer through its device tunnel, and the filters are there for that.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"', 'richardhicks/aovpn, ProfileXML_Device.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <⟦TrafficFilter⟧>
    <RemoteAddressRanges>10.20.0.10</RemoteAddressRanges>
  </TrafficFilter>
  <TrafficFilter>
    <RemoteAddressRanges>10.20.0.11</RemoteAddressRanges>
    <Direction>Outbound</Direction>
  </TrafficFilter>
</VPNProfile>
`,
    ],
    good: [
      // One inbound filter is enough.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><TrafficFilter><Direction>Outbound</Direction></TrafficFilter><TrafficFilter><Direction>inbound</Direction></TrafficFilter></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><TrafficFilter><Direction>{{Direction}}</Direction></TrafficFilter></VPNProfile>\n',
      // A user tunnel.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol></TrafficFilter></VPNProfile>\n',
      // May be the direction.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><TrafficFilter><direction>Inbound</direction></TrafficFilter></VPNProfile>\n',
      // Another filter may follow.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><DeviceTunnel>true</DeviceTunnel><TrafficFilter><Protocol>6</Protocol></TrafficFilter>',
    ],
  },
  check(profile, report) {
    const { root } = profile;
    const filters = childNodes(root, 'TrafficFilter');
    const [first] = filters;
    if (isDeviceTunnel(profile) !== true || !first || !holdsOnlyKnown(root) || !filters.every(isOutbound)) return;
    report({
      at: first.at,
      message:
        'The traffic filters of this device tunnel block all inbound traffic, so that nobody can manage the computer through it. Add a filter with Direction Inbound (Windows 10 2004 and later), or remove the filters.',
    });
  },
});

/** Whether a filter certainly lets nothing in: outbound is what it is without a direction. */
function isOutbound(filter: ProfileNode): boolean {
  return lacks(filter, 'Direction') || fieldText(fieldAt(filter, 'Direction'))?.toLowerCase() === 'outbound';
}
