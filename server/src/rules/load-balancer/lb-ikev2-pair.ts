import { rule } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, portText, sentence } from './words.ts';

export default rule({
  id: 'lb-ikev2-pair',
  on: 'vpnService',
  severity: 'error',
  title: 'Only one of the two ports of IKEv2 is balanced',
  why: 'IKEv2 begins on UDP 500 and goes on with UDP 4500 as soon as an address is translated on the way, which is so for nearly every client. Without the other port at the same address the connection fails with error 809.',
  howToFix: 'Add a listener for the other port at the same address, with the same servers, and tie both to one server.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"', 'Richard Hicks, "Troubleshooting Always On VPN Error Code 809"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check({ service, twin }, report) {
    if (twin !== 'none' || service.role === 'sstp') return;
    const port = service.role === 'ike' ? 4500 : 500;
    cautiously(
      service.balancer,
      report,
    )({
      at: service.listener.at,
      message: `${sentence(listenerText(service))} takes ${portText(service)}, and nothing takes UDP ${port} at its address, so clients fail with error 809. Add a listener for UDP ${port} with the same servers.`,
      fixes: () => [{ title: `Add the UDP ${port} twin`, safe: false, changes: [{ kind: 'add-twin', at: service.listener.at, port }] }],
    });
  },
});
