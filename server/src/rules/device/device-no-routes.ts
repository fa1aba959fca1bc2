import { fieldFlag, isNotTrue } from '../../model/profile/field.ts';
import { holdsOnlyKnown } from '../../model/profile/lacks.ts';
import { isDeviceTunnel, profileField } from '../../model/profile/profile.ts';
import { routesOf } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'device-no-routes',
  on: 'profile',
  severity: 'warning',
  title: 'A device tunnel with split tunnel has no route',
  why: 'The tunnel connects, and then nothing goes through it but what the route of the address class covers, such as 10.0.0.0/8 for an address that begins with 10. With DisableClassBasedDefaultRoute true that is gone as well, and sign-in finds no domain controller.',
  howToFix:
    'Add a Route with PrefixSize 32 for each domain controller and for each server that is needed before sign-in. Leave it where the gateway hands the routes out.',
  whenOff: 'Where the gateway hands the routes out, or where the route of the address class is all that is needed.',
  lowered: 'Information while the route of the address class is there, since that may be all that is needed.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"', 'richardhicks/aovpn, ProfileXML_Device.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <NativeProfile>
    <RoutingPolicyType>⟦SplitTunnel⟧</RoutingPolicyType>
    <DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>
  </NativeProfile>
</VPNProfile>
`,
      // An exclusion leads nowhere.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>⟦SplitTunnel⟧</RoutingPolicyType></NativeProfile><Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route></VPNProfile>\n',
    ],
    good: [
      // A route, even one that is filled in later.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile><Route><Address>$Controller</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile><Route><Address>10.20.0.10</Address><PrefixSize>32</PrefixSize><ExclusionRoute>$Out</ExclusionRoute></Route></VPNProfile>\n',
      // The gateway sends the routes.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><PlumbIKEv2TSAsRoutes>true</PlumbIKEv2TSAsRoutes></NativeProfile></VPNProfile>\n',
      // Routes under a name that Windows does not know, and other rules do.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile><RouteList><Address>10.20.0.10</Address></RouteList></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><Route><Address>10.20.0.10</Address><PrefixSize>32</PrefixSize></Route></NativeProfile></VPNProfile>\n',
      // Nobody says what holds without a RoutingPolicyType.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile></NativeProfile></VPNProfile>\n',
      // A route may follow.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>',
    ],
  },
  check(profile, report) {
    const { root, native } = profile;
    const routing = profileField(profile, 'NativeProfile/RoutingPolicyType');
    if (isDeviceTunnel(profile) !== true || !native || routing.state !== 'known' || routing.written.value.toLowerCase() !== 'splittunnel') return;
    if (!holdsOnlyKnown(root) || !holdsOnlyKnown(native.node) || !isNotTrue(profileField(profile, 'NativeProfile/PlumbIKEv2TSAsRoutes'))) return;
    if (!routesOf(profile).every(({ isExclusion }) => isExclusion === true)) return;
    const withoutClass = profileField(profile, 'NativeProfile/DisableClassBasedDefaultRoute');
    const isCutOff = fieldFlag(withoutClass) === true;
    report({
      at: routing.written.at,
      message: `No route leads into this device tunnel, so it reaches ${isCutOff ? 'nothing' : 'no more than the network of the address class'} unless the gateway hands routes out. Add a Route with PrefixSize 32 for each domain controller.`,
      ...(!isCutOff && { severity: 'information' }),
    });
  },
});
