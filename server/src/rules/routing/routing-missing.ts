import { isNotTrue } from '../../model/profile/field.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { childNodes, isAbsent } from '../../model/profile/node.ts';
import { isDeviceTunnel, profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { routesOf } from '../../model/profile/routes.ts';
import { rule, type Fix } from '../rule.ts';
import { mayBeElsewhere } from './misplaced.ts';

export default rule({
  id: 'routing-missing',
  on: 'profile',
  severity: 'warning',
  title: 'A profile does not say whether it is a split or a force tunnel',
  why: 'Sources disagree on what Windows does without RoutingPolicyType. Microsoft says force tunnel; the profile generator DPC reads it as split tunnel, and strongSwan says that new connections on Windows 10 and later are split. One of the two either sends all traffic of the client through the tunnel, or none of what has no route.',
  howToFix: 'Write RoutingPolicyType with SplitTunnel or ForceTunnel.',
  whenOff: 'Where you have seen what your releases of Windows do without the element and want that. Writing it costs one line.',
  sources: ['Microsoft, "VPN routing decisions" (force tunnel)', 'ld0614/DPC (split tunnel)', 'strongSwan documentation, Windows clients (split tunnel)'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <⟦NativeProfile⟧>
    <Servers>vpn.fabrikam.com</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
  </NativeProfile>
</VPNProfile>
`,
      // The routing of a traffic filter is another one, and a device tunnel can only be split.
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <TrafficFilter><App><Id>SYSTEM</Id></App><RoutingPolicyType>SplitTunnel</RoutingPolicyType></TrafficFilter>
  <⟦NativeProfile⟧><Servers>vpn.fabrikam.com</Servers></NativeProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // There, but not readable, in another letter case, in another place, or perhaps misspelt.
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>$Routing</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicytype>SplitTunnel</RoutingPolicytype></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProfile/></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicy>SplitTunnel</RoutingPolicy></NativeProfile></VPNProfile>\n',
      // LockDown is a force tunnel in any case, and a plug-in decides for itself.
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><PluginProfile><ServerUrlList>vpn.fabrikam.com</ServerUrlList></PluginProfile></VPNProfile>\n',
      // Cut off: it may be on its way.
      '=== profile.xml\n<VPNProfile><⟦NativeProfile⟧{xml-not-wellformed}><NativeProtocolType>IKEv2</NativeProtocolType>',
    ],
  },
  check(profile, report) {
    const { native, root } = profile;
    if (!native || !root.complete || !isAbsent(native.node, 'RoutingPolicyType') || !isNotTrue(profileField(profile, 'LockDown'))) return;
    // A child that is not understood may be the one, misspelt.
    if (native.node.children.some(({ element }) => !element) || mayBeElsewhere(root, /^routingpolicytype$/i)) return;
    report({
      at: native.at,
      message:
        'RoutingPolicyType is missing, and sources disagree on what Windows then does: Microsoft says force tunnel, ld0614/DPC and strongSwan say split tunnel. Write which of the two you want.',
      fixes: () =>
        [...(canSplit(profile) || !canForce(profile) ? ['SplitTunnel'] : []), ...(canForce(profile) ? ['ForceTunnel'] : [])].map((value) =>
          writing(native.at, value),
        ),
    });
  },
});

function writing(native: VpnProfile['at'], value: string): Fix {
  return {
    title: `Add RoutingPolicyType ${value}`,
    safe: false,
    changes: [{ kind: 'add-element', parent: native, element: leaf('RoutingPolicyType', value) }],
  };
}

/** Whether nothing in a profile speaks against a split tunnel: it ignores a proxy. Where something speaks against either, it is the one that cuts nobody off. */
function canSplit({ root }: VpnProfile): boolean {
  return childNodes(root, 'Proxy').every(({ children }) => children.length === 0);
}

/** Whether nothing in a profile speaks against a force tunnel. */
function canForce(profile: VpnProfile): boolean {
  return (
    isDeviceTunnel(profile) === false &&
    isNotTrue(profileField(profile, 'NativeProfile/DisableClassBasedDefaultRoute')) &&
    routesOf(profile).every(({ isExclusion }) => isExclusion === true)
  );
}
