import { rule } from '../rule.ts';

export default rule({
  id: 'ps-force-missing',
  on: 'cmdletCall',
  severity: 'hint',
  title: 'The client cmdlet asks for confirmation',
  why: 'Set-VpnConnectionIPsecConfiguration asks before it changes the policy. A script that Intune or a scheduled task runs waits for an answer that nobody gives, or fails.',
  howToFix: 'Add -Force.',
  whenOff: 'Where administrators run the script by hand and are to be asked.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== client.ps1\n⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName 'Fabrikam VPN' -RevertToDefault\n",
      "=== client.ps1\n$revert = @{\n    ConnectionName  = 'Fabrikam VPN'\n    RevertToDefault = $true\n}\n⟦Set-VpnConnectionIPsecConfiguration⟧ @revert\n",
    ],
    good: [
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force\n",
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Confirm:$false\n",
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -WhatIf\n",
      "=== client.ps1\n$ConfirmPreference = 'None'\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault\n",
      // It may be in there.
      "=== client.ps1\n$more = Get-Common\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault @more\n",
      "=== client.ps1\n$PSDefaultParameterValues = @{ 'Set-Vpn*:Force' = $true }\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault\n",
      // An alias of the script stands for something else.
      "=== client.ps1\nSet-Alias -Name Set-VpnConnectionIPsecConfiguration -Value Invoke-Fabrikam\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault\n",
      // The server cmdlet does not ask.
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\n',
    ],
  },
  check({ call }, report) {
    if (call.cmdlet !== 'Set-VpnConnectionIPsecConfiguration' || !call.complete || call.unasked) return;
    if (['Force', 'Confirm', 'WhatIf'].some((name) => call.arguments.has(name))) return;
    report({
      at: call.at,
      message: 'This command asks for confirmation, and a script that nobody watches waits for the answer. Add -Force.',
      fixes: () => [{ title: 'Add -Force', safe: false, changes: [{ kind: 'switch-on', call, name: 'Force' }] }],
    });
  },
});
