import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongType } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF } from './words.ts';

export default rule({
  id: 'lb-f5-monitor-type',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'Type, parent and port of an F5 monitor contradict each other',
  why: 'A monitor of type http cannot take its values from https, nor the other way round. The published SSTP monitor is written so. A port that no server has marks all of them down.',
  howToFix: 'Use https for type and parent where TLS ends on the servers, http for offload, and *:* for the port, which is then the one of each server.',
  whenOff: 'Never for a monitor in use. Where no pool uses it any more, remove it instead.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['richardhicks/aovpn, F5-BIG-IP-SSTP-Monitor.txt'],
  confidence: 'observed',
  examples: {
    bad: [
      edited(SSTP.f5, ['monitor https', 'monitor http'], ['/Common/https', '⟦/Common/https⟧']),
      edited(SSTP.f5, ['/Common/https', '⟦/Common/http⟧']),
      edited(SSTP.f5, ['*:*', '⟦*:http⟧']),
      edited(SSTP.tmsh, ['https sstp_head destination *:*', 'https sstp_head defaults-from ⟦http⟧ destination *:*']),
      edited(SSTP.tmsh, ['*:*', '⟦*:8443⟧']),
      edited(SSTP.f5, ['monitor https', 'monitor http'], ['/Common/https', '⟦/Common/https⟧'], ['*:*', '*:8443']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      // The port of the servers, by its name; and an address.
      edited(SSTP.f5, ['*:*', '*:https']),
      // A parent that stands in another file.
      edited(SSTP.f5, ['/Common/https', '/Common/our_https']),
      // A monitor of something else.
      '=== bigip.conf\nltm monitor http /Common/portal {\n    defaults-from /Common/https\n    destination *:8080\n}\n',
      SSTP.citrix,
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const { name } = monitor;
    const defect = wrongType(context);
    if (!defect) return;
    const isSame = monitor.parentKind === undefined || valueOf(monitor.parentKind) === valueOf(monitor.kind);
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: isSame
        ? `${name} tests port ${valueOf(monitor.port) ?? ''}, at which no server of its pools takes SSTP, so every server counts as down. Test the port of the servers.`
        : `${name} is of type ${valueOf(monitor.kind) ?? ''} and takes its values from one of type ${valueOf(monitor.parentKind) ?? ''}, and the two must match. Make both the same.`,
      fixes: () => correct(context, defect),
    });
  },
});
