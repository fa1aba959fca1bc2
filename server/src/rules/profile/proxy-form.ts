import type { Written } from '../../core/source-file.ts';
import { rule, type Report } from '../rule.ts';

export default rule({
  id: 'proxy-form',
  on: 'element',
  elements: ['Proxy/Manual/Server', 'Proxy/AutoConfigUrl'],
  severity: 'warning',
  title: 'A proxy is not written as Windows reads it',
  why: 'Windows drops a scheme in front of the proxy, and without a port it assumes port 80, on which few proxies listen. A script must have a whole http or https address.',
  howToFix: 'Write the proxy as name:port without a scheme, and the script as a whole http or https address.',
  whenOff: 'Where you have seen on your clients that the proxy is used as it is written.',
  sources: ['Microsoft VPNv2 CSP, Proxy', 'ld0614/DPC'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>⟦http://proxy.fabrikam.com:8080⟧</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>⟦proxy.fabrikam.com⟧</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>⟦https://proxy.fabrikam.com/⟧</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>⟦http://proxy.fabrikam.com/proxy.pac⟧</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>⟦proxy.fabrikam.com/proxy.pac⟧</AutoConfigUrl></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>⟦file://fabrikam/share/proxy.pac⟧</AutoConfigUrl></Proxy></VPNProfile>\n',
    ],
    good: [
      `=== profile.xml
<VPNProfile>
  <Proxy>
    <AutoConfigUrl>HTTPS://proxy.fabrikam.com/proxy.pac</AutoConfigUrl>
    <Manual><Server>proxy.fabrikam.com:8080</Server></Manual>
  </Proxy>
</VPNProfile>
=== address.xml
<VPNProfile><Proxy><Manual><Server>10.0.0.5:3128</Server></Manual></Proxy></VPNProfile>
`,
      // Filled in later, IPv6, empty, or a list of which nobody says whether Windows takes it.
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl>$Script</AutoConfigUrl><Manual><Server>$Proxy</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><AutoConfigUrl></AutoConfigUrl><Manual><Server>[2001:db8::5]:8080</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>http=proxy.fabrikam.com:8080;https=proxy.fabrikam.com:8443</Server></Manual></Proxy></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Proxy><Manual><Server>2001:db8::5</Server></Manual></Proxy></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><Proxy><Manual><⟦Server⟧{xml-not-wellformed}>proxy.fabrikam',
    ],
  },
  check({ path, value }, report) {
    if (value.state !== 'known') return;
    const found = path === 'Proxy/Manual/Server' ? badServer(value.written) : badScript(value.written);
    if (found) report(found);
  },
});

/** A scheme, a host and a port, of which only the host must be there. */
const SERVER = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^\s/:;,=]+)(?::(\d{1,5}))?\/?$/i;

function badServer({ value, at }: Written<string>): Report | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
  const match = SERVER.exec(value);
  const host = match?.[2];
  const port = match?.[3];
  if (scheme === undefined && (host === undefined || port !== undefined || value.endsWith('/'))) return undefined;
  const portless = host !== undefined && port === undefined;
  const what = [...(scheme === undefined ? [] : [`a scheme (${scheme}://), which Windows drops`]), ...(portless ? ['no port, so Windows assumes 80'] : [])];
  // What listens on the port of https is seldom a proxy: nobody but the administrator knows the port then.
  const text = host === undefined || (portless && scheme !== undefined && scheme !== 'http') ? undefined : `${host}:${port ?? 80}`;
  return {
    at,
    message: `The proxy has ${what.join(' and ')} (observed). Write it as name:port.`,
    fixes: () => (text === undefined ? [] : [{ title: `Write ${text}`, safe: false, changes: [{ kind: 'replace', at, text }] }]),
  };
}

function badScript({ value, at }: Written<string>): Report | undefined {
  if (/^https?:\/\//i.test(value)) return undefined;
  const isHost = /^[\w-]+(\.[\w-]+)+(:\d+)?(\/\S*)?$/.test(value);
  return {
    at,
    message: `AutoConfigUrl ${value} does not begin with http:// or https:// (observed). Write the whole address.`,
    fixes: () =>
      isHost
        ? ['http', 'https'].map((scheme) => ({
            title: `Add ${scheme}://`,
            safe: false,
            changes: [{ kind: 'replace', at, text: `${scheme}://${value}` }],
          }))
        : [],
  };
}
