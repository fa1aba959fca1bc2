import { fieldAt, nodeAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'proxy-both',
  on: 'element',
  elements: ['Proxy'],
  severity: 'information',
  title: 'A profile has both a proxy script and a fixed proxy',
  why: 'Where both are set Windows uses the fixed proxy (Manual), and the script (AutoConfigUrl) is never asked. Observed by the authors of published profiles.',
  howToFix: 'Keep the one that is meant.',
  whenOff: 'Where it is known that the fixed proxy is used, and the script stands there for another tool.',
  sources: ['ld0614/DPC', 'richardhicks/aovpn, ProfileXML_User.xml (comments)'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <Proxy>
    <AutoConfigUrl>⟦http://proxy.fabrikam.com/proxy.pac⟧</AutoConfigUrl>
    <Manual>
      <Server>proxy.fabrikam.com:8080</Server>
    </Manual>
  </Proxy>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>http://proxy.fabrikam.com/proxy.pac</AutoConfigUrl></Proxy></VPNProfile>\n',
      // One of the two says nothing, or nobody knows what it says.
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>http://proxy.fabrikam.com/proxy.pac</AutoConfigUrl><Manual><Server></Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>$Script</AutoConfigUrl><Manual><Server>proxy.fabrikam.com:8080</Server></Manual></Proxy></VPNProfile>\n',
      // Another element of the same name.
      '=== profile.xml\n<VPNProfile><PluginProfile><CustomConfiguration><Proxy><AutoConfigUrl>a</AutoConfigUrl><Manual><Server>b</Server></Manual></Proxy></CustomConfiguration></PluginProfile></VPNProfile>\n',
    ],
  },
  check(node, report) {
    if (!node.complete) return;
    const script = fieldAt(node, 'AutoConfigUrl');
    const server = fieldAt(node, 'Manual/Server');
    if (script.state !== 'known' || server.state !== 'known') return;
    report({
      at: script.written.at,
      message: 'AutoConfigUrl and Manual are both set, and Windows then uses Manual (observed). Keep the one that is meant.',
      related: [{ at: server.written.at, message: 'The proxy that is used' }],
      fixes: () =>
        ['AutoConfigUrl', 'Manual'].flatMap((name) => {
          const at = nodeAt(node, name)?.at;
          return at ? [{ title: `Remove ${name}`, safe: false, changes: [{ kind: 'remove-element', at }] }] : [];
        }),
    });
  },
});
