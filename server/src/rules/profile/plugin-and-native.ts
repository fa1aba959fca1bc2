import { lacks } from '../../model/profile/lacks.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'plugin-and-native',
  on: 'profile',
  severity: 'warning',
  title: 'A profile has both NativeProfile and PluginProfile, or neither',
  why: "One profile describes one tunnel, either of Windows' own client or of a plug-in from the Store. With neither there is nothing to connect to; which of both Windows takes is written nowhere. Inferred from the CSP.",
  howToFix: 'Keep the one that you use, and put the other into a profile of its own.',
  whenOff: 'Where the profile is an example that shows both. Never for one that is deployed.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'inferred',
  restsOn: 'The CSP, which has a place for each and says nothing of both or neither.',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><⟦PluginProfile⟧><ServerUrlList>vpn.fabrikam.com</ServerUrlList></PluginProfile></VPNProfile>\n',
      '=== profile.xml\n<⟦VPNProfile⟧><AlwaysOn>true</AlwaysOn></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile/></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><PluginProfile><ServerUrlList>vpn.fabrikam.com</ServerUrlList></PluginProfile></VPNProfile>\n',
      // Misspelt, which another rule says.
      '=== profile.xml\n<VPNProfile><NativeProfil/></VPNProfile>\n',
      // The same one twice, which another rule says.
      '=== profile.xml\n<VPNProfile><NativeProfile/><NativeProfile/></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><AlwaysOn>true</AlwaysOn>',
    ],
  },
  check({ root }, report) {
    const kinds = root.children.filter(({ name }) => name === 'NativeProfile' || name === 'PluginProfile');
    const other = kinds.find(({ name }) => name !== kinds[0]?.name);
    if (other) {
      report({
        at: other.at,
        message: 'This profile has both a NativeProfile and a PluginProfile, and one profile is one tunnel (inferred). Keep one of them.',
      });
    } else if (lacks(root, 'NativeProfile') && lacks(root, 'PluginProfile')) {
      report({
        at: root.at,
        message:
          "This profile has neither a NativeProfile nor a PluginProfile, so there is nothing to connect to (inferred). Add a NativeProfile for Windows' own client.",
      });
    }
  },
});
