import { textArguments } from '../../model/cmdlet-call.ts';
import { addressText, bitsOf, hasHostBits, networkOf, parsePrefix } from '../../model/profile/address.ts';
import { rule, type Fix } from '../rule.ts';

export default rule({
  id: 'ps-route-host-bits',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'The address of a route is not the first one of its block',
  why: 'From ProfileXML Windows keeps such a route but never adds it to the routing table, so traffic to that network does not enter the tunnel. That the cmdlet does the same is inferred.',
  howToFix: 'Write the network address of the block, or /32 for one host, /128 for IPv6.',
  whenOff: 'Where you have seen on your clients that the cmdlet adds such a route.',
  sources: ['Richard Hicks, "Always On VPN Client Routes Missing"'],
  confidence: 'inferred',
  restsOn: 'What is documented for the routes of ProfileXML. That the cmdlet does the same has not been tested.',
  examples: {
    bad: [
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix ⟦172.21.12.0/21⟧ -PassThru\n",
      "=== client.ps1\nAdd-VpnConnectionRoute 'Fabrikam VPN' '⟦2001:db8:2112::10/48⟧'\n",
      // In each round of a loop over a list that is written out.
      "=== client.ps1\nforeach ($prefix in '⟦10.20.30.40/24⟧', '10.21.0.0/16', $more) { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\nforeach ($prefix in '⟦10.22.0.1/16⟧') { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\n",
      "=== client.ps1\n'10.21.0.0/16', '⟦10.20.30.40/24⟧' | ForEach-Object { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $_ }\n@('⟦10.22.0.1/16⟧') | % {\n  Add-VpnConnectionRoute 'Fabrikam VPN' $PSItem\n}\n",
      "=== client.ps1\n$routes = @(\n  '10.21.0.0/16'\n  '⟦10.20.30.40/24⟧'\n)\nforeach ($route in $routes) {\n  Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $route -PassThru\n}\n",
    ],
    good: [
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 172.21.8.0/21\nAdd-VpnConnectionRoute 'Fabrikam VPN' 10.20.30.40/32\nAdd-VpnConnectionRoute 'Fabrikam VPN' 2001:db8:2112::10/128\n",
      '=== client.ps1\nAdd-VpnConnectionRoute \'Fabrikam VPN\' "10.$site.0.1/16"\n',
      // What a pipeline gives to another block, or another pipeline, and an error.
      "=== client.ps1\n'10.20.30.40/24' | Where-Object { $_ } | ForEach-Object { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $_ }\n",
      "=== client.ps1\n'10.20.30.40/24' | ForEach-Object { Get-Block $_ | ForEach-Object { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $_ } }\n",
      "=== client.ps1\n'10.20.30.40/24' | ForEach-Object { try { Test-It } catch { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $_ } }\n",
      "=== client.ps1\n'10.20.30.40/24' | ForEach-Object { & { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $_ } }\n",
      // An item that may not get so far.
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24', '10.0.0.0/8') { if ($prefix -like '*.0/8') { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix } }\n",
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24', '10.0.0.0/8') { if ($prefix -notlike '*.0/8') { continue }\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\n",
      "=== client.ps1\n'10.20.30.40/24', '10.0.0.0/8' | ForEach-Object { if ($_ -notlike '*.0/8') { return }\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $_ }\n",
      // In the rounds of a loop: another value, a list that is not known, and behind the loop.
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24') { $prefix = Get-Block $prefix\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\n",
      "=== client.ps1\nforeach ($prefix in Get-Content routes.txt) { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\n",
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24') { . .\\block.ps1\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\n",
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24') { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix \"$prefix\".Replace('40', '0') }\n",
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24') { Write-Host $prefix }\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix\n",
      "=== client.ps1\nfunction Add-It { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\nforeach ($prefix in '10.20.30.40/24') { $prefix }\n",
      // What is taken away may be as it stands.
      "=== client.ps1\nRemove-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 172.21.12.0/21\n",
    ],
  },
  check({ call }, report) {
    if (call.cmdlet !== 'Add-VpnConnectionRoute') return;
    for (const value of textArguments(call, 'DestinationPrefix')) {
      const prefix = parsePrefix(value.text.trim());
      if (!prefix || !hasHostBits(prefix)) continue;
      const network = `${addressText(networkOf(prefix))}/${prefix.size}`;
      const host = `${addressText(prefix.address)}/${bitsOf(prefix.address)}`;
      const advice = prefix.size === 0 ? 'Write the number of bits that the network has' : `Write ${network} for the network, or ${host} for this one host`;
      report({
        at: value.at,
        message: `The block ${value.text.trim()} begins at ${addressText(networkOf(prefix))}, and Windows probably never adds such a route to the routing table (inferred). ${advice}.`,
        fixes: (): Fix[] =>
          prefix.size === 0
            ? []
            : [
                { title: `Route the network ${network}`, safe: false, changes: [{ kind: 'replace', at: value.at, text: network }] },
                { title: `Route only this host (${host})`, safe: false, changes: [{ kind: 'replace', at: value.at, text: host }] },
              ],
      });
    }
  },
});
