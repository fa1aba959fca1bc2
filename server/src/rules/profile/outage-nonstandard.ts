import { listed } from '../wording.ts';
import { rule } from '../rule.ts';

/** The seconds that the settings of a connection offer; 0 is no limit. */
const OFFERED = [0, 60, 120, 300, 600, 1200, 1800];

export default rule({
  id: 'outage-nonstandard',
  on: 'element',
  elements: ['NetworkOutageTime'],
  severity: 'hint',
  title: 'NetworkOutageTime is none of the times that Windows offers',
  why: 'The settings of a connection and its phonebook entry know a few times only. What Windows makes of another one is written nowhere. Observed in published profiles and tools.',
  howToFix: 'Use 0 (no limit), 60, 120, 300, 600, 1200 or 1800 seconds.',
  whenOff: 'Where you have seen on your clients that another time works as it says.',
  sources: ['richardhicks/aovpn', 'ld0614/DPC'],
  confidence: 'observed',
  examples: {
    bad: ['=== profile.xml\n<VPNProfile><NetworkOutageTime>⟦90⟧</NetworkOutageTime></VPNProfile>\n'],
    good: [
      '=== profile.xml\n<VPNProfile><NetworkOutageTime>0</NetworkOutageTime></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NetworkOutageTime>1800</NetworkOutageTime></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NetworkOutageTime>$Outage</NetworkOutageTime></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦NetworkOutageTime⟧{xml-not-wellformed}>9',
    ],
  },
  check({ value }, report) {
    if (value.state !== 'known') return;
    const { value: text, at } = value.written;
    if (!/^\d+$/.test(text) || OFFERED.includes(Number(text))) return;
    report({
      at,
      message: `Windows offers other outage times than ${text} seconds (observed). Use ${listed(OFFERED.map(String)).replace(' and ', ' or ')}.`,
    });
  },
});
