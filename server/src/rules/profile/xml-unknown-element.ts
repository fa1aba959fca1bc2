import { rule } from '../rule.ts';
import { placeName, strayOf } from './stray.ts';

export default rule({
  id: 'xml-unknown-element',
  on: 'element',
  severity: 'warning',
  title: 'ProfileXML has no element of this name',
  why: "The name is neither in Microsoft's schema nor among the elements that later releases of Windows read. Most often it is misspelt, and Windows drops the setting without a word.",
  howToFix: 'Correct the name, or remove the element.',
  whenOff: 'Where a release of Windows reads an element that this product does not know yet.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML and device description of February 2025', 'richardhicks/aovpn (elements of Windows 11 24H2)'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <⟦TrustedNetworkDetecton⟧>corp.fabrikam.com</TrustedNetworkDetecton>
  <⟦Description⟧>VPN of Fabrikam</Description>
  <NativeProfile>
    <⟦Server⟧>vpn.fabrikam.com</Server>
    <⟦Tunnel⟧><Anything/></Tunnel>
  </NativeProfile>
  <Route><Address>10.20.0.0</Address><⟦Prefix⟧>16</Prefix></Route>
</VPNProfile>
`,
    ],
    good: [
      // Free content: of a plug-in, and of EAP.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><pluginschema><anything/></pluginschema></CustomConfiguration></PluginProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><Eap><Configuration><EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><Anything/></EapHostConfig></Configuration></Eap></Authentication></NativeProfile></VPNProfile>\n',
      // In no schema of Microsoft, but read by Windows 11 24H2.
      '=== profile.xml\n<VPNProfile><NativeProfile><ProtocolList><RetryTimeInHours>168</RetryTimeInHours></ProtocolList></NativeProfile><NetworkOutageTime>0</NetworkOutageTime><DisableIKEv2Fragmentation>false</DisableIKEv2Fragmentation></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦NativeProf⟧{xml-not-wellformed}></VPNProfile>\n',
    ],
  },
  check(node, report) {
    const stray = strayOf(node);
    if (stray?.kind !== 'unknown') return;
    const { at, name, parent } = node;
    const place = parent?.path ?? '';
    const near = stray.near.filter((right) => {
      const present = parent?.childNamed(right)?.element;
      return !present || present.repeats;
    });
    report({
      at,
      message: `${placeName(place)} has no element ${name}, and Windows drops it without a word. ${near.length > 0 ? `Perhaps ${near.join(' or ')} is meant` : 'Correct the name, or remove it'}.`,
      fixes: () => near.map((right) => ({ title: `Rename to ${right}`, safe: false, changes: [{ kind: 'rename-element', at, name: right }] })),
    });
  },
});
