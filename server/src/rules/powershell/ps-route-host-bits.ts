import { textArgument } from '../../model/cmdlet-call.ts';
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
    ],
    good: [
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 172.21.8.0/21\nAdd-VpnConnectionRoute 'Fabrikam VPN' 10.20.30.40/32\nAdd-VpnConnectionRoute 'Fabrikam VPN' 2001:db8:2112::10/128\n",
      "=== client.ps1\nforeach ($prefix in '10.20.30.40/24') { Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix $prefix }\nAdd-VpnConnectionRoute 'Fabrikam VPN' \"10.$site.0.1/16\"\n",
      // What is taken away may be as it stands.
      "=== client.ps1\nRemove-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 172.21.12.0/21\n",
    ],
  },
  check({ call }, report) {
    const value = call.cmdlet === 'Add-VpnConnectionRoute' ? textArgument(call, 'DestinationPrefix') : undefined;
    const prefix = value && parsePrefix(value.text.trim());
    if (!value || !prefix || !hasHostBits(prefix)) return;
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
  },
});
