import type { CmdletCall } from '../../model/cmdlet-call.ts';
import type { ScriptCalls } from '../../model/script-calls.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'ps-wrong-tunnel',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'An IPsec policy is set for a connection that has no IPsec',
  why: 'The policy applies to IKEv2 and L2TP. An SSTP or PPTP connection never uses it, so the settings that look hardened are not in force.',
  howToFix: 'Set the tunnel type to Ikev2, or leave the policy out.',
  whenOff: 'Where the script changes the type of the tunnel afterwards in a way that is not read here.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Sstp
⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force
`,
    ],
    good: [
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2
Add-VpnConnection -Name 'Fabrikam SSTP' -ServerAddress vpn.fabrikam.com -TunnelType Sstp
Add-VpnConnection -Name 'Fabrikam L2TP' -ServerAddress vpn.fabrikam.com -TunnelType L2tp
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam L2TP' -RevertToDefault -Force
`,
      // Changed later, changed for a connection that is not known, and given as something that is not known.
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Sstp
Set-VpnConnection -Name 'Fabrikam VPN' -TunnelType Ikev2
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force
`,
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Sstp
Get-VpnConnection | Set-VpnConnection -TunnelType Ikev2
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force
`,
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType $type
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force
`,
    ],
  },
  check({ call, calls }, report) {
    const { connection } = call;
    if (call.cmdlet !== 'Set-VpnConnectionIPsecConfiguration' || connection === undefined) return;
    const stating = callsThatMaySetTunnel(calls, connection);
    const types = stating.map(typeOf);
    const [first] = stating;
    if (!first || !types.every((type) => type === 'Sstp' || type === 'Pptp')) return;
    report({
      at: call.at,
      message: `The connection is ${[...new Set(types)].join(' or ').toUpperCase()}, and an IPsec policy applies to IKEv2 and L2TP only. Make it IKEv2, or leave the policy out.`,
      related: [{ at: first.at, message: 'The tunnel type is set here' }],
    });
  },
});

/** The calls that may decide the tunnel type of a connection, in the order of the script. Add-VpnConnection decides it in any case. */
function callsThatMaySetTunnel(calls: ScriptCalls, connection: string): CmdletCall[] {
  const changing = [...calls.about('Set-VpnConnection', connection), ...calls.about('Set-VpnConnection', undefined)];
  const stating = changing.filter((call) => call.arguments.has('TunnelType') || !call.complete);
  return [...calls.about('Add-VpnConnection', connection), ...stating].sort((a, b) => a.offset - b.offset);
}

function typeOf(call: CmdletCall): string | undefined {
  const value = call.arguments.get('TunnelType')?.value;
  return value?.kind === 'text' ? value.text.charAt(0).toUpperCase() + value.text.slice(1).toLowerCase() : undefined;
}
