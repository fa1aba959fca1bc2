import { isOn } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

/** Cmdlets that look a connection up in one of the two phone books. */
const LOOKS_UP: readonly string[] = ['Set-VpnConnection', 'Set-VpnConnectionIPsecConfiguration', 'Add-VpnConnectionRoute'];

export default rule({
  id: 'ps-alluser-missing',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'A cmdlet looks for an all-user connection in the phone book of one user',
  why: 'Without -AllUserConnection the cmdlet looks in the phone book of the account that runs the script. There it finds nothing, or another connection of the same name, and the one that was meant keeps its settings.',
  howToFix: 'Add -AllUserConnection.',
  whenOff: 'Where the account that runs the script has a connection of the same name for itself, and that one is meant.',
  sources: ['Microsoft Learn, "Configure an Always On VPN device tunnel"', 'Microsoft, Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AllUserConnection
⟦Add-VpnConnectionRoute⟧ -ConnectionName 'fabrikam vpn' -DestinationPrefix 10.20.0.0/16
`,
      // The same variable, which holds the same all the time.
      `=== client.ps1
param([string] $Name)
Add-VpnConnection -Name $Name -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AllUserConnection
⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName $Name -RevertToDefault -Force
`,
    ],
    good: [
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AllUserConnection
Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 10.20.0.0/16 -AllUserConnection
Set-VpnConnection 'Fabrikam VPN' -SplitTunneling $true -AllUserConnection:$all
`,
      // Which kind it is, the file does not say.
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 10.20.0.0/16\n",
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -AllUserConnection:$all
Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 10.20.0.0/16
`,
      // One of each kind, another name, a variable that changes, and a hashtable that is not known.
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -AllUserConnection
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com
Set-VpnConnection -Name 'Fabrikam VPN' -SplitTunneling $true
`,
      `=== client.ps1
Add-VpnConnection -Name 'Fabrikam Device' -ServerAddress vpn.fabrikam.com -AllUserConnection
Set-VpnConnection -Name 'Fabrikam User' -SplitTunneling $true
`,
      `=== client.ps1
foreach ($name in $devices) { Add-VpnConnection -Name $name -ServerAddress vpn.fabrikam.com -AllUserConnection }
foreach ($name in $users) { Set-VpnConnection -Name $name -SplitTunneling $true }
`,
      `=== client.ps1
$common = Get-Common
Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -AllUserConnection
Set-VpnConnection -Name 'Fabrikam VPN' -SplitTunneling $true @common
`,
    ],
  },
  check({ call, calls }, report) {
    const { connection } = call;
    if (!LOOKS_UP.includes(call.cmdlet) || !call.complete || connection === undefined || call.arguments.has('AllUserConnection')) return;
    const created = calls.about('Add-VpnConnection', connection);
    const [first] = created;
    if (!first || !created.every((other) => isOn(other, 'AllUserConnection'))) return;
    report({
      at: call.at,
      message:
        'This script creates the connection for all users, and without -AllUserConnection this command looks for it in the phone book of one user. Add the switch.',
      related: [{ at: first.at, message: 'The connection is created with -AllUserConnection here' }],
      fixes: () => [{ title: 'Add -AllUserConnection', safe: false, changes: [{ kind: 'switch-on', call, name: 'AllUserConnection' }] }],
    });
  },
});
