import { edited, IKE } from './examples.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { rule } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, portText, sentence, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-pair',
  on: 'vpnService',
  severity: 'error',
  title: 'Only one of the two ports of IKEv2 is balanced',
  why: 'IKEv2 begins on UDP 500 and goes on with UDP 4500 as soon as an address is translated on the way, which is so for nearly every client. Without the other port at the same address the connection fails with error 809.',
  howToFix: 'Add a listener for the other port at the same address, with the same servers, and tie both to one server.',
  whenOff: 'Where the other port is balanced by another appliance, or by a part of the configuration that is not in these files.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"', 'Richard Hicks, "Troubleshooting Always On VPN Error Code 809"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        IKE.f5,
        ['ltm virtual /Common/vs500', 'ltm virtual ⟦/Common/vs500⟧'],
        ['203.0.113.10:4500', '203.0.113.11:4500'],
        ['ltm virtual /Common/vs4500', 'ltm virtual ⟦/Common/vs4500⟧'],
      ),
      // A virtual server that routes what comes from inside takes nothing for another one.
      edited(
        IKE.f5,
        ['ltm virtual /Common/vs500', 'ltm virtual ⟦/Common/vs500⟧'],
        [/destination .Common.203.0.113.10:4500\n {4}ip-protocol udp/, 'destination /Common/0.0.0.0:0\n    ip-forward\n    ip-protocol any'],
      ),
      edited(IKE.tmsh, ['virtual vs4500', 'virtual ⟦vs4500⟧'], [/create ltm virtual vs500 .*\n/, '']),
      edited(
        IKE.citrix,
        ['lb vserver vs500 UDP', 'lb vserver ⟦vs500⟧ UDP'],
        [/(add|bind) lb vserver vs4500 .*\n/, ''],
        [/bind lb vserver vs4500 .*\n/, ''],
        ['bind lb group ike vs4500\n', ''],
      ),
      edited(IKE.kemp, ['New-AdcVirtualService', '⟦New-AdcVirtualService⟧'], [/New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500[^]*$/, '']),
      edited(IKE.rest, ['addvs', '⟦addvs⟧'], [/curl [^\n]*port=4500[^]*$/, '']),
      // The tie is left to do: a list of requests has no way to ask for an index.
      '=== requests.json\n[\n  { "cmd": "⟦addvs⟧", "vs": "203.0.113.10", "port": "500", "prot": "udp" },\n  { "cmd": "addrs", "vs": "203.0.113.10", "port": "500", "prot": "udp", "rs": "10.10.1.11", "rsport": "500" },\n  { "cmd": "addrs", "vs": "203.0.113.10", "port": "500", "prot": "udp", "rs": "10.10.1.12", "rsport": "500" }\n]\n',
    ],
    good: [
      // Both ports, in each notation.
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      // One listener for every port.
      edited(IKE.f5, ['203.0.113.10:4500', '203.0.113.10:any'], ['/Common/vs4500', '/Common/vs_all']),
      // The other port in another file of the same load balancer.
      `=== lb/one.conf\nadd lb vserver vs500 UDP 203.0.113.10 500\n=== lb/two.conf\nadd lb vserver vs4500 UDP 203.0.113.10 4500\n`,
      // An address that only the caller knows, and a listener that is switched off.
      '=== loadmaster.ps1\nparam($Vip, $Other)\nNew-AdcVirtualService -VirtualService $Vip -VSPort 500 -VSProtocol udp\nNew-AdcVirtualService -VirtualService $Other -VSPort 4500 -VSProtocol udp\n',
      '=== ns.conf\nadd lb vserver vs500 UDP 203.0.113.10 500 -state DISABLED\n',
      // One of the two may be switched off.
      '=== loadmaster.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -Enable maybe\n',
      // IPsec of others that is routed through.
      '=== bigip.conf\nltm virtual /Common/out {\n    destination /Common/0.0.0.0:500\n    ip-forward\n    ip-protocol udp\n    mask any\n}\n',
      // The other port in a command that the script puts together.
      '=== loadmaster.ps1\n$twin = @{ cmd = "addvs"; vs = $vip; port = 4500; prot = "udp" } | ConvertTo-Json\nInvoke-RestMethod "https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=500&prot=udp"\n',
      // TCP on one of the ports alone is something else.
      '=== ns.conf\nadd lb vserver web TCP 203.0.113.10 4500\n',
      // Ports by their names, a route domain, and IPv6.
      edited(IKE.f5, ['203.0.113.10:500', '203.0.113.10%1:isakmp'], ['203.0.113.10:4500', '203.0.113.10%1:ipsec-nat-t']),
      edited(
        IKE.f5,
        ['203.0.113.10:500', '2001:db8::10.500'],
        ['203.0.113.10:4500', '2001:DB8:0::10.4500'],
        ['255.255.255.255', 'any6'],
        ['255.255.255.255', 'any6'],
      ),
    ],
  },
  check({ service, twin }, report) {
    // On TCP there is no IKE: lb-ikev2-protocol and lb-haproxy-udp say what comes first.
    if (twin !== 'none' || service.role === 'sstp' || valueOf(service.listener.transport) === 'tcp') return;
    const port = service.role === 'ike' ? 4500 : 500;
    cautiously(
      service.balancer,
      report,
    )({
      at: service.listener.at,
      message: `${sentence(listenerText(service))} takes ${portText(service)}, and nothing takes UDP ${port} at its address, so clients fail with error 809. Add a ${wordsOf(service.balancer).listener} for UDP ${port} with the same servers.`,
      fixes: () => [{ title: `Add the UDP ${port} twin`, safe: false, changes: [{ kind: 'add-twin', at: service.listener.at, port }] }],
    });
  },
});
