import { valueOf } from '../../model/load-balancer/setting.ts';
import { rule } from '../rule.ts';
import { wrongCode } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-code',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'A monitor of SSTP takes status 401 for a failure',
  why: 'RRAS answers a HEAD request without credentials with 401: that is how a healthy server looks. A monitor that waits for something else marks every server down, and so does one that looks in the body, which that answer does not have.',
  howToFix: 'Expect status 401. With Citrix ADC use a monitor of type HTTP with -respCode 401, since HTTP-ECV does not see the status line.',
  lowered: LOWERED_IN_BRIEF,
  sources: [
    'Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"',
    'Citrix, NetScaler command reference, lb monitor',
    'Kemp, health checks',
  ],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check(context, report) {
    const { monitor, balancer } = context;
    const { name } = monitor;
    const defect = wrongCode(context);
    if (!defect) return;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `${name} ${valueOf(monitor.expects) === 'in body' ? 'looks for its answer in the body and never sees the status' : 'does not take status 401 for good'}, with which a healthy RRAS answers, so every server counts as down. Expect status 401.`,
      fixes: () => correct(context, defect),
    });
  },
});
