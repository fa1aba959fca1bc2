import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongTiming } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';

export default rule({
  id: 'lb-f5-timeout',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'The timeout of an F5 monitor leaves too few tests',
  why: 'BIG-IP wants the interval to be shorter than the timeout; from version 13.0 it shortens the interval by itself, without a word. The rule of thumb is three intervals and a second, so that a server is marked down after three lost answers and not after one.',
  howToFix: 'Set the timeout to three times the interval plus one.',
  whenOff: 'The hint, where a server is to be marked down after one lost answer. Never the error: the interval must be shorter than the timeout.',
  lowered: 'Hint where the timeout is above the interval and below three intervals plus one, which is a rule of thumb.',
  sources: ['F5, "Monitors" reference (the interval must be lower than the timeout)', 'F5, defaults of the monitors: interval 5, timeout 16'],
  confidence: 'observed',
  examples: {
    bad: [
      // A rule of thumb: a hint.
      edited(SSTP.f5, ['timeout 31', 'timeout ⟦30⟧']),
      // Must not be: an error.
      edited(SSTP.tmsh, ['timeout 31', 'timeout ⟦10⟧']),
      edited(SSTP.f5, ['interval 10', 'interval ⟦30⟧'], ['    timeout 31\n', '']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      // As they are by default.
      edited(SSTP.f5, ['    interval 10\n', ''], ['    timeout 31\n', '']),
      // A monitor of something else.
      '=== bigip.conf\nltm monitor http /Common/portal {\n    defaults-from /Common/http\n    interval 30\n    timeout 30\n}\n',
      SSTP.citrix,
    ],
  },
  check(context, report) {
    const { monitor } = context;
    const defect = wrongTiming(context);
    if (!defect) return;
    const stated = `timeout ${valueOf(monitor.timeout) ?? ''} and interval ${valueOf(monitor.interval) ?? ''}`;
    report({
      at: defect.at,
      message: defect.hard
        ? `${monitor.name} has ${stated}, and the timeout must be the longer one. Set it to ${defect.wanted}.`
        : `${monitor.name} has ${stated}, so a server counts as down before three answers were lost. Set the timeout to ${defect.wanted}.`,
      ...(!defect.hard && { severity: 'hint' }),
      fixes: () => correct(context, defect),
    });
  },
});
