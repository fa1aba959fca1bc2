import { fieldPlace } from '../../model/profile/field.ts';
import { prefixText } from '../../model/profile/address.ts';
import { isDeviceTunnel } from '../../model/profile/profile.ts';
import { routesOf } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

/** A network up to this size counts as the servers' own. */
const NARROW = 24;

export default rule({
  id: 'device-wide-route',
  on: 'profile',
  severity: 'information',
  title: 'A device tunnel has a route to a wide network',
  why: 'A device tunnel is up before anyone has signed in, authenticated by nothing but the machine certificate. It is meant for domain controllers and management servers; everything else belongs on the user tunnel. Its routes also win over wider ones of the user tunnel.',
  howToFix: 'Replace the route by one with PrefixSize 32 for each server that is needed before sign-in. Leave it where the device tunnel is the only tunnel.',
  whenOff: 'Where the device tunnel is the only tunnel, or where the whole network is to be reachable before sign-in and somebody has decided that.',
  sources: ['Richard Hicks, "Always On VPN Device Tunnel Only Deployment Considerations"', 'richardhicks/aovpn, ProfileXML_Device.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <Route>
    <Address>⟦10.0.0.0⟧</Address>
    <PrefixSize>8</PrefixSize>
  </Route>
  <Route>
    <Address>10.20.0.10</Address>
    <PrefixSize>32</PrefixSize>
  </Route>
  <!-- Once for a profile. -->
  <Route>
    <Address>192.168.0.0</Address>
    <PrefixSize>16</PrefixSize>
  </Route>
</VPNProfile>
`,
    ],
    good: [
      // A network of servers.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.20.1.0</Address><PrefixSize>24</PrefixSize></Route></VPNProfile>\n',
      // Out of the tunnel, or perhaps.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize><ExclusionRoute>$Out</ExclusionRoute></Route></VPNProfile>\n',
      // A user tunnel.
      '=== profile.xml\n<VPNProfile><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route></VPNProfile>\n',
      // IPv6 networks are never narrower.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>2001:db8:20::</Address><PrefixSize>48</PrefixSize></Route></VPNProfile>\n',
      // Everything: that is another mistake.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    if (isDeviceTunnel(profile) !== true) return;
    const [first, ...others] = routesOf(profile).flatMap(({ address, prefix, isExclusion }) => {
      const at = fieldPlace(address);
      const isWide = isExclusion === false && prefix?.address.version === 4 && prefix.size > 0 && prefix.size < NARROW;
      return at && isWide ? [{ at, network: prefixText(prefix) }] : [];
    });
    if (!first) return;
    const more = others.length === 0 ? '' : ` and ${others.length === 1 ? 'one more wide network' : `${others.length} more wide networks`}`;
    report({
      at: first.at,
      message: `This device tunnel opens all of ${first.network}${more} before anyone signs in. Unless it is the only tunnel, route no more than the servers that are needed until then.`,
      related: others.map(({ at, network }) => ({ at, message: `Likewise ${network}.` })),
    });
  },
});
