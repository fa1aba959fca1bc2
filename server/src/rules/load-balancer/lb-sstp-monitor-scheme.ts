import { valueOf } from '../../model/load-balancer/setting.ts';
import { rule } from '../rule.ts';
import { wrongScheme } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-scheme',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'A monitor of SSTP does not speak the protocol of the servers',
  why: 'Where TLS ends on the servers they answer HTTPS only, and with offload HTTP only. A monitor that speaks the other one marks every server down.',
  howToFix: 'Test over HTTPS, or over HTTP where TLS ends on the load balancer, and at the port of the servers.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check(context, report) {
    const { monitor, balancer } = context;
    const { name } = monitor;
    const defect = wrongScheme(context);
    if (!defect) return;
    const { correction } = defect;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message:
        correction.scheme === valueOf(monitor.kind)
          ? `${name} tests port ${valueOf(monitor.port) ?? ''}, at which no server takes SSTP, so every server counts as down. Test the port of the servers.`
          : `${name} tests over ${(valueOf(monitor.kind) ?? '').toUpperCase()}, and the servers take SSTP over ${(correction.scheme ?? '').toUpperCase()}, so every server counts as down. Test over ${(correction.scheme ?? '').toUpperCase()}.`,
      fixes: () => correct(context, defect),
    });
  },
});
