import { childNodes } from '../../model/profile/node.ts';
import { profileField, routingOf } from '../../model/profile/profile.ts';
import { fieldPlace } from '../../model/profile/field.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'proxy-split',
  on: 'profile',
  severity: 'warning',
  title: 'A split tunnel has proxy settings',
  why: 'Windows uses the Proxy of a profile with a force tunnel only. With a split tunnel it is ignored, and web traffic goes where it went before.',
  howToFix: 'Remove Proxy. For single domains use WebProxyServers in DomainNameInformation; for all traffic use ForceTunnel.',
  whenOff: 'Where a tool writes the element into every profile and it is known that it has no effect here.',
  sources: ['Microsoft, "VPN profile options"', 'richardhicks/aovpn, ProfileXML_User.xml (comments)'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <⟦Proxy⟧><AutoConfigUrl>http://proxy.fabrikam.com/proxy.pac</AutoConfigUrl></Proxy>
  <NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>http://proxy.fabrikam.com/proxy.pac</AutoConfigUrl></Proxy><NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // The routing is missing or not readable.
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>proxy.fabrikam.com:8080</Server></Manual></Proxy><NativeProfile/></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>proxy.fabrikam.com:8080</Server></Manual></Proxy><NativeProfile><RoutingPolicyType>$Routing</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // Nothing is set, or the proxy is one of a domain.
      '=== profile.xml\n<VPNProfile><Proxy/><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><WebProxyServers>10.0.0.5:8080</WebProxyServers></DomainNameInformation><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><Proxy><AutoConfigUrl>http://proxy.fabrikam.com/proxy.pac</AutoConfigUrl></Proxy><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>',
    ],
  },
  check(profile, report) {
    if (!profile.root.complete || routingOf(profile) !== 'splittunnel') return;
    const proxy = childNodes(profile.root, 'Proxy').find(({ children }) => children.length > 0);
    if (!proxy) return;
    const at = fieldPlace(profileField(profile, 'NativeProfile/RoutingPolicyType'));
    report({
      at: proxy.at,
      message: 'Windows ignores the Proxy of a split tunnel. Remove it, or use ForceTunnel if all traffic is to go through the tunnel.',
      ...(at && { related: [{ at, message: 'The routing' }] }),
    });
  },
});
