import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongMethod } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText, wordsOf } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-method',
  on: 'vpnMonitor',
  severity: 'warning',
  title: 'A monitor of SSTP does not send HEAD',
  why: 'The status 401 is documented for HEAD. With another method RRAS may answer something else, or keep the connection open.',
  howToFix: 'Send HEAD.',
  whenOff: 'Where your servers are seen to answer the other method with 401 on every release that you have.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(SSTP.f5, ['"HEAD ', '"⟦GET⟧ ']),
      edited(SSTP.tmsh, ['"HEAD ', '"⟦GET⟧ ']),
      edited(SSTP.citrix, ['"HEAD ', '"⟦GET⟧ ']),
      edited(SSTP.kemp, ['-CheckUseGet 0', '-CheckUseGet ⟦1⟧']),
      edited(SSTP.rest, ['checkuseget=0', 'checkuseget=⟦1⟧']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      SSTP.rest,
      // HEAD by default.
      edited(SSTP.kemp, [' -CheckUseGet 0', '']),
      // A monitor of something else.
      '=== ns.conf\nadd lb monitor portal HTTP -httpRequest "GET /srv/health" -respCode 200\n',
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const name = monitorText(balancer, monitor);
    const defect = wrongMethod(context);
    // Where the request is fixed, lb-sstp-monitor-code says what to do.
    if (!defect || wordsOf(balancer).otherwise !== undefined) return;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `${name} sends ${valueOf(monitor.request?.method) ?? ''}, and RRAS is known to answer 401 to HEAD. Send HEAD.`,
      fixes: () => correct(context, defect),
    });
  },
});
