import { rule } from '../rule.ts';

export default rule({
  id: 'lb-kemp-follow-id',
  on: 'vpnBalancer',
  severity: 'warning',
  title: 'A virtual service follows one whose records it cannot share',
  why: 'Port following (FollowVSID) makes two services of one protocol share their persistence records. A service that names itself, or one of the other protocol, shares records with none, so UDP 500 and UDP 4500 of a client may go to two servers. That the LoadMaster does not take such a value is inferred.',
  howToFix: 'Let the service of UDP 4500 follow the one of UDP 500, with the same servers and the same persistence on both.',
  whenOff: 'Where you have seen on the LoadMaster that the two services share their records.',
  sources: ['Progress Kemp, "Port Following"'],
  confidence: 'inferred',
  restsOn: "Kemp's description of port following. What a LoadMaster does with such a value has not been tried.",
  examples: {
    bad: [
      '=== vpn.ps1\n$a = New-AdcVirtualService 203.0.113.10 500 udp -Persist src\n$b = New-AdcVirtualService 203.0.113.10 4500 udp -Persist src\nSet-AdcVirtualService -VSIndex $b.Data.VS.Index -FollowVSID ⟦$b.Data.VS.Index⟧\n',
      '=== vpn.ps1\n$sstp = New-AdcVirtualService 203.0.113.10 443 tcp\nNew-AdcVirtualService 203.0.113.10 500 udp -Persist src -FollowVSID ⟦$sstp.Data.VS.Index⟧\n',
      '=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 4500 udp -Persist src\nSet-AdcVirtualService -VSIndex 2 -FollowVSID ⟦2⟧\n',
    ],
    good: [
      '=== vpn.ps1\n$a = New-AdcVirtualService 203.0.113.10 500 udp -Persist src\n$b = New-AdcVirtualService 203.0.113.10 4500 udp -Persist src\nSet-AdcVirtualService -VSIndex $b.Data.VS.Index -FollowVSID $a.Data.VS.Index\n',
      // Which services these are is not known.
      '=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 4500 udp -Persist src\nSet-AdcVirtualService -VSIndex 2 -FollowVSID 1\n',
      // None is followed.
      '=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 4500 udp -Persist src -FollowVSID 0\n',
      // Both ports of a web site.
      '=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 4500 udp\n$web = New-AdcVirtualService 203.0.113.20 80 tcp\nNew-AdcVirtualService 203.0.113.20 443 tcp -FollowVSID $web.Data.VS.Index\n',
      // No VPN.
      '=== web.ps1\nNew-AdcVirtualService 203.0.113.20 443 tcp\nSet-AdcVirtualService -VSIndex 2 -FollowVSID 2\n',
    ],
  },
  check({ balancer }, report) {
    for (const { at, because } of balancer.impossibleFollowing ?? []) {
      const what = because === 'itself' ? 'This service follows itself' : 'This service follows one of the other protocol';
      report({ at, message: `${what}, so it probably shares its persistence records with none (inferred). Let UDP 4500 follow UDP 500 at the same address.` });
    }
  },
});
