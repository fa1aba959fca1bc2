import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { isAddress, serverEntries, type ServerEntry } from './server-list.ts';

export default rule({
  id: 'servers-separator',
  on: 'profile',
  severity: 'warning',
  title: 'Servers has a second host behind a semicolon',
  why: 'Behind a semicolon stands what the server in front of it is called. A host that is named there is never connected to, and nobody notices until the first one is down.',
  howToFix: 'Put a comma between two servers. One host on both sides of a semicolon is intended: published profiles for Intune on Windows 11 have it.',
  whenOff: 'Where the second name is there as a display name on purpose, and nobody expects it to be connected to.',
  sources: ['Microsoft VPNv2 CSP', 'richardhicks/aovpn, ProfileXML_User.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦vpn1.fabrikam.com;vpn2.fabrikam.com⟧</Servers></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦vpn1.fabrikam.com;Paris,vpn2.fabrikam.com; VPN3.fabrikam.com⟧</Servers></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // Intended.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com;VPN.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn1.fabrikam.com,vpn2.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // Names that people read.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn1.fabrikam.com;Fabrikam Paris,vpn2.fabrikam.com;server2</Servers></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn1.fabrikam.com;Fabrikam.VPN</Servers></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn1.fabrikam.com;fabrikam.com v1.2</Servers></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>203.0.113.10;vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>$First;$Second</Servers></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const servers = profileField(profile, 'NativeProfile/Servers');
    if (servers.state !== 'known') return;
    const { at, value } = servers.written;
    const lost = serverEntries(value).flatMap((entry) => entry.names.filter((name) => isOtherHost(name, entry)));
    if (lost.length === 0) return;
    report({
      at,
      message: `${listed(lost)} stands behind a semicolon, where Servers has the name of a server and not a second one, so it is never connected to. Put a comma in front of it.`,
      fixes: () => [{ title: 'Separate the servers by commas', safe: false, changes: [{ kind: 'replace', at, text: separated(value) }] }],
    });
  },
});

/** Whether what stands for the name of a server is another host: a full name in the same top-level domain. */
function isOtherHost(name: string, { host }: ServerEntry): boolean {
  if (!isFullName(name) || !isFullName(host) || name.toLowerCase() === host.toLowerCase()) return false;
  return topLevel(name) === topLevel(host);
}

function isFullName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?){2,}$/i.test(text) && !isAddress(text);
}

function topLevel(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** The value with a comma in front of each host that stands behind a semicolon. */
function separated(value: string): string {
  return value
    .split(',')
    .map((text) => {
      const [entry] = serverEntries(text);
      return text.replace(/;([^;]*)/g, (all, name: string) => (entry && isOtherHost(name.trim(), entry) ? `,${name.trimStart()}` : all));
    })
    .join(',');
}
