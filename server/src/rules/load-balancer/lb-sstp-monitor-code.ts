import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongCode } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText, wordsOf } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-code',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'A monitor of SSTP takes status 401 for a failure',
  why: 'RRAS answers a HEAD request without credentials with 401: that is how a healthy server looks. A monitor that waits for something else marks every server down, and so does one that looks in the body, which that answer does not have.',
  howToFix: 'Expect status 401. With Citrix ADC use a monitor of type HTTP with -respCode 401, since HTTP-ECV does not see the status line.',
  whenOff: 'Where something in front of RRAS answers the monitor with another status, and that is how a healthy server looks there.',
  lowered: LOWERED_IN_BRIEF,
  sources: [
    'Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"',
    'Citrix, NetScaler command reference, lb monitor',
    'Kemp, health checks',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      edited(SSTP.f5, ['"HTTP/1.1 401"', '"⟦HTTP/1.1 200⟧"']),
      edited(SSTP.tmsh, ['"HTTP/1.1 401"', '"⟦200 OK⟧"']),
      edited(SSTP.citrix, ['-respCode 401', '-respCode ⟦200⟧']),
      // Two hundred by default.
      edited(SSTP.citrix, ['lb monitor sstp_head', 'lb monitor ⟦sstp_head⟧'], [' -respCode 401', '']),
      // Of this type of monitor the text is looked for in the body alone.
      edited(SSTP.citrix, ['HTTP -respCode 401 -httpRequest', 'HTTP-ECV -recv "⟦401⟧" -send']),
      edited(SSTP.kemp, ["-CheckCodes '401'", "-CheckCodes '⟦403⟧'"]),
      edited(SSTP.rest, ['checkcodes=401', 'checkcodes=⟦404⟧']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      SSTP.rest,
      // Without codes of its own, a LoadMaster takes 401 for good.
      edited(SSTP.kemp, [" -CheckCodes '401'", '']),
      edited(SSTP.rest, ['&checkcodes=401', '']),
      // Other codes besides, any answer, and a text that is not understood.
      edited(SSTP.citrix, ['-respCode 401', '-respCode 200 400-403']),
      edited(SSTP.f5, ['    recv "HTTP/1.1 401"\n', '']),
      edited(SSTP.f5, ['"HTTP/1.1 401"', '"HTTP/1.[01] (200|401)"']),
      edited(SSTP.f5, ['"HTTP/1.1 401"', '"Unauthorized"']),
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const name = monitorText(balancer, monitor);
    const defect = wrongCode(context);
    if (!defect) return;
    const inBody = valueOf(monitor.expects) === 'in body';
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `${name} ${inBody ? 'looks for its answer in the body and never sees the status' : 'does not take status 401 for good'}, with which a healthy RRAS answers, so every server counts as down. ${inBody ? 'Use a monitor of type HTTP that expects status 401' : (wordsOf(balancer).otherwise ?? 'Expect status 401')}.`,
      fixes: () => correct(context, defect),
    });
  },
});
