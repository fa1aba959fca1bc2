import { SSTP_PATH } from '../../knowledge/sstp.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongPath } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-path',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'A monitor asks for a path that is almost the one of SSTP',
  why: 'RRAS knows one path for SSTP, with the identifier in braces and a slash at the end. For anything else it answers 404, the monitor never sees the 401 that it waits for, and every server counts as down.',
  howToFix: 'Ask for /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/. Percent-encoded braces are the same path.',
  whenOff: 'Where the request is for another service behind the same listener, and not for SSTP.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"', '[MS-SSTP] 3.2.4.1'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(SSTP.f5, ['/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', '⟦/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}⟧']),
      edited(SSTP.tmsh, ['/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', '⟦/sra_BA195980-CD49-458b-9E23-C84EE0ADCD75/⟧']),
      edited(SSTP.citrix, ['/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', '⟦/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD57}/⟧']),
      // Behind a virtual server that hands on what another one has chosen for it.
      edited(
        SSTP.citrix,
        [/SSL_BRIDGE 203.0.113.10 443/, 'SSL_BRIDGE 0.0.0.0 0'],
        ['/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', '⟦/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}⟧'],
      ),
      edited(SSTP.kemp, ['/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', '⟦/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}⟧']),
      edited(SSTP.rest, ['/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D/', '⟦/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D⟧']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      // Percent-encoded braces, and another letter case.
      SSTP.rest,
      edited(SSTP.f5, ['{BA195980-CD49-458b-9E23-C84EE0ADCD75}', '%7BBA195980-CD49-458B-9E23-C84EE0ADCD75%7D']),
      // A monitor of something else.
      '=== bigip.conf\nltm monitor https /Common/portal {\n    defaults-from /Common/https\n    send "GET /srv/health HTTP/1.0\\\\r\\\\n\\\\r\\\\n"\n}\n',
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const name = monitorText(balancer, monitor);
    const defect = wrongPath(context);
    if (!defect) return;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `${name} asks for ${valueOf(monitor.request?.path) ?? ''}, to which RRAS answers 404, so every server counts as down. Ask for ${SSTP_PATH}.`,
      fixes: () => correct(context, defect),
    });
  },
});
