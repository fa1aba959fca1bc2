import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongLineEnds } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-crlf',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'The request of a monitor of SSTP has wrong line ends',
  why: 'A server waits for the empty line that ends a request, and answers 400 to letters where line ends should be. Either way the monitor gets no 401, and every server counts as down.',
  howToFix: 'End the send string with an empty line. In bigip.conf each line end is written \\\\r\\\\n, on the command line \\r\\n.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['F5, monitors in published bigip.conf files and tmsh scripts'],
  confidence: 'observed',
  examples: {
    bad: [
      edited(SSTP.f5, ['"HEAD', '"⟦HEAD'], ['\\\\r\\\\n\\\\r\\\\n"', '\\\\r\\\\n⟧"']),
      edited(SSTP.tmsh, ['"HEAD', '"⟦HEAD'], ['\\r\\n\\r\\n"', '⟧"']),
      edited(SSTP.tmsh, ['HTTP/1.1\\r\\nHost', 'HTTP/1.1⟦/r/n⟧Host']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      // Doubled or not is the same to BIG-IP.
      edited(SSTP.f5, ['\\\\r\\\\nHost', '\\r\\nHost']),
      // What the appliance ends by itself.
      SSTP.citrix,
      SSTP.kemp,
      // A monitor of something else.
      '=== bigip.conf\nltm monitor http /Common/portal {\n    defaults-from /Common/http\n    send "GET /srv/health"\n}\n',
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const { name } = monitor;
    const defect = wrongLineEnds(context);
    if (!defect) return;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `The request of ${name} ${monitor.request?.wrongEscapes ? 'has line ends with the wrong number of backslashes, which are sent as letters' : 'does not end with an empty line, for which the server waits'}, so every server counts as down. ${monitor.request?.wrongEscapes ? 'Write them as this notation wants them' : 'End it with two line ends'}.`,
      fixes: () => correct(context, defect),
    });
  },
});
