import { cmdletByName } from '../../knowledge/cmdlets.ts';
import { KEMP_CMDLETS } from '../../knowledge/cmdlets/kemp.ts';
import { numberArgument } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

/** What names a service without its index. */
const ADDRESS = ['VirtualService', 'VSPort', 'VSProtocol'];

export default rule({
  id: 'lb-kemp-vsindex-mix',
  on: 'cmdletCall',
  severity: 'error',
  title: 'A virtual service is named by its index and by its address',
  why: 'The module takes one or the other. With both it throws before it reaches the LoadMaster, so nothing changes.',
  howToFix: 'Name the service by -VSIndex alone, or by -VirtualService, -VSPort and -VSProtocol.',
  whenOff: 'Never: the module throws.',
  sources: ['Progress Kemp, PowerShell module Kemp.LoadBalancer.Powershell 7.2.60'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== vpn.ps1\nSet-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -⟦VSIndex⟧ 2 -FollowVSID 1\n',
      '=== vpn.ps1\n$ike = @{ VSIndex = 1 }\nNew-RealServer -⟦VSIndex⟧ $index -Port 500 -RealServer 10.0.0.11 -RealServerPort 500\nSet-VirtualService @ike -Persist src # VPN\n',
      "=== vpn.ps1\n$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp'; ⟦VSIndex⟧ = 1 }\nGet-AdcVirtualService @ike\n",
    ],
    good: [
      '=== vpn.ps1\nSet-AdcVirtualService -VSIndex 2 -FollowVSID 1 # UDP 4500 of the VPN\n',
      '=== vpn.ps1\nSet-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -FollowVSID 1\n',
      // The default: none.
      '=== vpn.ps1\nSet-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -VSIndex -1 -FollowVSID 1\n',
      // The index of a server may stand beside the address of a service.
      '=== vpn.ps1\nSet-AdcRealServer 203.0.113.10 4500 udp -RSIndex 3 -NewPort 4500\n',
      // No VPN.
      '=== web.ps1\nSet-AdcVirtualService -VirtualService 203.0.113.20 -VSPort 443 -VSProtocol tcp -VSIndex 2\n',
    ],
  },
  check({ call }, report) {
    const cmdlet = cmdletByName(call.cmdlet);
    const index = call.arguments.get('VSIndex');
    if (!cmdlet || !KEMP_CMDLETS.has(cmdlet) || !index || (numberArgument(call, 'VSIndex')?.number ?? 0) < 0) return;
    const other = ADDRESS.map((name) => call.arguments.get(name)).find((each) => each !== undefined);
    if (!other) return;
    report({
      at: index.nameAt ?? call.at,
      message: `-VSIndex cannot stand beside -${other.name}, so the command fails. Name the service by one of the two.`,
      related: [{ at: other.nameAt ?? call.at, message: `-${other.name} is given here` }],
    });
  },
});
