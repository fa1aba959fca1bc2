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
  why: 'A server answers 400 to letters where line ends should be, so the monitor gets no 401 and every server counts as down. It waits for the empty line that ends a request: BIG-IP adds that to requests of its older monitoring process, to those of In-TMM monitoring it does not.',
  howToFix: 'End the send string with an empty line. In bigip.conf each line end is written \\\\r\\\\n, on the command line \\r\\n.',
  whenOff: 'Where the monitor is seen to mark healthy servers up, so that your release completes the request by itself.',
  lowered: `Warning where only the empty line is missing. ${LOWERED_IN_BRIEF}`,
  sources: [
    'F5, monitors in published bigip.conf files and tmsh scripts',
    'F5, "Bug ID 1026781: Standard HTTP monitor send strings have double CRLF appended"',
  ],
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
    const wrong = monitor.request?.wrongEscapes !== undefined;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: wrong
        ? `The request of ${name} has line ends with the wrong number of backslashes, which are sent as letters, so every server counts as down. Write them as this notation wants them.`
        : `The request of ${name} does not end with an empty line, for which the server waits: whether BIG-IP adds it depends on its release and kind of monitoring. End it with two line ends.`,
      ...(!wrong && { severity: 'warning' as const }),
      fixes: () => correct(context, defect),
    });
  },
});
