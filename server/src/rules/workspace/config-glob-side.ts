import { rule } from '../rule.ts';

export default rule({
  id: 'config-glob-side',
  on: 'projectFile',
  severity: 'warning',
  title: 'A glob of a deployment selects only files of the other side',
  why: 'A server among the clients is compared with nothing, and the other way round. The deployment looks complete, and its silence like agreement.',
  howToFix: 'Move the glob into the list that the files belong to, or correct it.',
  whenOff: 'Where one folder holds clients and servers and only its servers are there for now.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== aovpn.json
{ "deployments": [{ "name": "berlin", "clients": ["⟦rras.ps1⟧"], "servers": ["⟦user.xml⟧"], "loadBalancers": ["⟦*.ps1⟧"] }] }
=== rras.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
=== user.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>
`,
    ],
    good: [
      `=== aovpn.json
{ "deployments": [{ "name": "berlin", "clients": ["user.xml"], "servers": ["rras.ps1"] }] }
=== rras.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
=== user.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>
`,
      // A glob that selects the right ones beside others, a script that sets up both sides, and one that may.
      `=== aovpn.json
{ "deployments": [{ "name": "berlin", "clients": ["*"], "servers": ["*", "registry.ps1"] }] }
=== rras.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
=== user.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>
=== registry.ps1
Set-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 -Name EnableServerFragmentation -Value 1 -Type DWord
`,
      `=== aovpn.json
{ "deployments": [{ "name": "berlin", "clients": ["setup.ps1"], "servers": ["setup.ps1"] }] }
=== setup.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
Add-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType IKEv2
`,
    ],
  },
  check({ globs }, report) {
    for (const { at, pattern, list, sides } of globs) {
      const [only] = sides;
      if (list === 'overrides' || sides.length === 0 || sides.some((side) => side === list.slice(0, -1) || side === 'unknown') || !only) continue;
      const what = sides.length === 1 ? WORDS[only] : 'other things';
      report({ at, message: `${pattern} stands among the ${LISTS[list]}, and selects only files about ${what}. Move it into the list that they belong to.` });
    }
  },
});

const WORDS = { client: 'clients', server: 'servers', loadBalancer: 'load balancers', unknown: 'other things' } as const;
const LISTS = { clients: 'clients', servers: 'servers', loadBalancers: 'load balancers' } as const;
