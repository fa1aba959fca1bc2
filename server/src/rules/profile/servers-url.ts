import { profileField, protocolOf } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { bareHost, serverEntries, withHosts } from './server-list.ts';

export default rule({
  id: 'servers-url',
  on: 'profile',
  severity: 'error',
  title: 'Servers has more than host names',
  why: 'Windows takes each entry for the name or address of a host and asks DNS for all of it, so that a URL is never found. SSTP is known to take a port behind the name; IKEv2 has fixed ports.',
  howToFix: 'Leave the host name alone: no https:// in front, no path behind it, and with IKEv2 no port.',
  whenOff: 'Never: DNS has no name with a scheme, a path or a port in it. A port with SSTP is not reported.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦https://vpn.fabrikam.com/remote⟧</Servers></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦vpn1.fabrikam.com, vpn2.fabrikam.com:443;Paris⟧</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn1.fabrikam.com;HQ 1/2,vpn2.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // Colons of an address, which are no port.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>2001:db8::443</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // SSTP takes a port, and Automatic may be SSTP.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com:8443</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com:8443</Servers><NativeProtocolType>Automatic</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>https://$Server/</Servers></NativeProfile></VPNProfile>\n',
      // A plug-in takes URLs.
      '=== profile.xml\n<VPNProfile><PluginProfile><ServerUrlList>https://vpn.fabrikam.com/remote</ServerUrlList></PluginProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const servers = profileField(profile, 'NativeProfile/Servers');
    if (servers.state !== 'known') return;
    const { at, value } = servers.written;
    const bare = (host: string): string => bareHost(host, protocolOf(profile) === 'ikev2');
    const wrong = serverEntries(value).flatMap(({ host }) => (bare(host) === host ? [] : [host]));
    if (wrong.length === 0) return;
    const isComplete = wrong.every((host) => bare(host) !== '');
    report({
      at,
      message: `Servers takes host names, and ${listed(wrong)} ${wrong.length === 1 ? 'is' : 'are'} more than that. Leave ${isComplete ? `only ${listed(wrong.map(bare))}` : 'the host name alone'}.`,
      fixes: () => (isComplete ? [{ title: 'Keep only the host names', safe: false, changes: [{ kind: 'replace', at, text: withHosts(value, bare) }] }] : []),
    });
  },
});
