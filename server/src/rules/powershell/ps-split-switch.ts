import { rule } from '../rule.ts';

/** Cmdlets whose positions take texts, so that $true never ends up where it was meant. */
const CMDLETS: readonly string[] = ['Add-VpnConnection', 'Set-VpnConnection', 'Set-VpnConnectionIPsecConfiguration', 'Set-VpnServerConfiguration'];

export default rule({
  id: 'ps-split-switch',
  on: 'cmdletCall',
  severity: 'error',
  title: 'A switch is followed by $true or $false',
  why: '-SplitTunneling is a switch of Add-VpnConnection and a Boolean of Set-VpnConnection. Behind a switch PowerShell takes $true for the next parameter by position: the command fails, or sets something that nobody wanted. With $false the switch is on all the same.',
  howToFix: 'Write -SplitTunneling alone or -SplitTunneling:$true; for off, leave it out or write -SplitTunneling:$false.',
  whenOff: 'Never: the value behind the switch goes to another parameter, or stops the command.',
  sources: ['Microsoft, Add-VpnConnection and Set-VpnConnection', 'Microsoft, about_Parameters'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -SplitTunneling ⟦$true⟧\n",
      "=== client.ps1\nSet-VpnConnection -Name 'Fabrikam VPN' -SplitTunneling $true -AllUserConnection ⟦$false⟧\n",
      // Through a variable.
      "=== client.ps1\n$split = $true\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -SplitTunneling ⟦$split⟧ -Force\n",
    ],
    good: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -SplitTunneling -AllUserConnection:$true\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -SplitTunneling:$true\nSet-VpnConnection -Name 'Fabrikam VPN' -SplitTunneling $true\n",
      // A hashtable gives switches a value.
      "=== client.ps1\n$vpn = @{ Name = 'Fabrikam VPN'; ServerAddress = 'vpn.fabrikam.com'; SplitTunneling = $true }\nAdd-VpnConnection @vpn\n",
      // What stands behind the switch is meant to be there.
      "=== client.ps1\nAdd-VpnConnection -SplitTunneling 'Fabrikam VPN' vpn.fabrikam.com\n",
    ],
  },
  check({ call }, report) {
    if (!CMDLETS.includes(call.cmdlet)) return;
    for (const argument of call.arguments.values()) {
      const { name, stray } = argument;
      if (argument.via !== 'named' || stray?.kind !== 'boolean') continue;
      report({
        at: stray.at,
        message: `-${name} is a switch here, and what follows it is not its value: PowerShell takes it for another parameter by position, or fails. Write a colon between the two.`,
        fixes: () => [{ title: 'Write a colon between the two', safe: false, changes: [{ kind: 'attach-value', call, name }] }],
      });
    }
  },
});
