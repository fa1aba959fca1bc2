import { nodeAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'bypass-local',
  on: 'profile',
  severity: 'warning',
  title: 'A profile has ByPassForLocal',
  why: 'Microsoft calls the element not supported. Who relies on it for local addresses to go past the proxy will find that they do not.',
  howToFix: 'Remove it. A PAC file can name what is to go past the proxy.',
  whenOff: 'Where the element is kept on purpose, because another tool compares or writes the profile. It does no harm but to whoever relies on it.',
  sources: ['Microsoft VPNv2 CSP, device description of February 2025'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <⟦ByPassForLocal⟧>true</ByPassForLocal>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><⟦ByPassForLocal⟧/></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><!-- <ByPassForLocal>true</ByPassForLocal> --></VPNProfile>\n',
      // Another spelling, and another place: other rules say so.
      '=== profile.xml\n<VPNProfile><BypassForLocal>true</BypassForLocal></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><ByPassForLocal>true</ByPassForLocal></Proxy></VPNProfile>\n',
    ],
  },
  check({ root }, report) {
    const node = nodeAt(root, 'ByPassForLocal');
    if (!node) return;
    report({
      at: node.at,
      message: 'Microsoft calls ByPassForLocal not supported. Remove it.',
      fixes: () => [{ title: 'Remove ByPassForLocal', safe: false, changes: [{ kind: 'remove-element', at: node.at }] }],
    });
  },
});
