import { rule } from '../rule.ts';
import { wrongHost } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-host',
  on: 'vpnMonitor',
  severity: 'warning',
  title: 'A monitor of SSTP does not name its host',
  why: 'A request of HTTP/1.1 must name the host. The published monitor lost a backslash, so it sends the host "r" and a broken line end. RRAS often answers all the same, but a proxy, a filter or the next version of Windows need not.',
  howToFix:
    'Send the name that clients connect to. Where no file says it, the fix offers the address of the listener or localhost and says so: RRAS takes SSTP under every host name.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP"', 'richardhicks/aovpn, F5-BIG-IP-SSTP-Monitor.txt', 'RFC 9112, section 3.2'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check(context, report) {
    const { monitor, balancer } = context;
    const { name } = monitor;
    const defect = wrongHost(context);
    if (!defect) return;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `${name} ${monitor.request?.brokenHost ? 'sends a Host header without a name and with a broken line end' : 'sends HTTP/1.1 without a host'}, which a server may refuse. Send Host with the name that clients connect to.`,
      fixes: () => correct(context, defect),
    });
  },
});
