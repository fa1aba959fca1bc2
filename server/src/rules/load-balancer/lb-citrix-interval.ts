import type { MonitorCorrection } from '../../model/load-balancer/change.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule, type Fix } from '../rule.ts';
import { duration } from './words.ts';

export default rule({
  id: 'lb-citrix-interval',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'A Citrix ADC monitor tests again before it stops waiting',
  why: 'The interval of a monitor must be longer than its response timeout. Citrix ADC refuses the command otherwise, and what the monitor had before stays in force.',
  howToFix: 'Lower -resptimeout, or raise -interval. Mind the units: -units1 is that of the timeout, -units3 that of the interval.',
  whenOff: 'Never: Citrix ADC refuses the command.',
  sources: ['Citrix, NetScaler command reference, lb monitor'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(SSTP.citrix, ['-respCode', '-interval 5 -resptimeout ⟦5⟧ -respCode']),
      // The one by default.
      edited(SSTP.citrix, ['-respCode', '-interval ⟦2⟧ -respCode']),
      // The units are part of it.
      edited(SSTP.citrix, ['-respCode', '-interval 1500 MSEC -resptimeout ⟦3⟧ -respCode']),
    ],
    good: [
      SSTP.citrix,
      edited(SSTP.citrix, ['-respCode', '-interval 10 -resptimeout 5 -respCode']),
      edited(SSTP.citrix, ['-respCode', '-interval 1 MIN -resptimeout 50 -respCode']),
      edited(SSTP.citrix, ['-respCode', '-resptimeout 4900 MSEC -respCode']),
      // A monitor of something else.
      '=== ns.conf\nadd lb monitor portal HTTP -httpRequest "GET /srv/health" -interval 5 -resptimeout 6\n',
      SSTP.f5,
    ],
  },
  check({ monitor, balancer }, report) {
    const [interval, wait] = [valueOf(monitor.interval), valueOf(monitor.answerTimeout)];
    if (balancer.vendor !== 'citrix-adc' || interval === undefined || wait === undefined || interval > wait) return;
    const fix = (title: string, correction: MonitorCorrection): Fix => ({
      title,
      safe: false,
      changes: [{ kind: 'correct-monitor', at: monitor.at, correction }],
    });
    const [longer, shorter] = [Math.floor(wait) + 1, Math.ceil(interval) - 1];
    const lower = shorter >= 1 ? [fix(`Lower -resptimeout to ${duration(shorter)}`, { answerTimeout: shorter })] : [];
    report({
      at: placeOf(monitor.answerTimeout, placeOf(monitor.interval, monitor.at)),
      message: `${monitor.name} waits ${duration(wait)} for an answer and tests every ${duration(interval)}, which Citrix ADC does not allow. Make the interval the longer one.`,
      fixes: () => [fix(`Raise -interval to ${duration(longer)}`, { interval: longer }), ...lower],
    });
  },
});
