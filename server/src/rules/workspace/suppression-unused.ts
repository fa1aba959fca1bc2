import { rule } from '../rule.ts';

export default rule({
  id: 'suppression-unused',
  on: 'suppression',
  severity: 'information',
  title: 'A suppression keeps no finding away',
  why: 'The finding it was written for is gone. Left in place, it will hide the next one without anyone deciding so.',
  howToFix: 'Delete it.',
  whenOff: 'Where the same files are checked in several ways, and the finding shows in one of them only.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: ['=== server.ps1\n# aovpn-disable-next-line ⟦crypto-weak⟧\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n'],
    good: [
      '=== server.ps1\n# aovpn-disable-next-line crypto-weak -- the gateway in Lisbon cannot do better\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group2\n',
    ],
  },
  check({ at, id, known, used, removal }, report) {
    if (!known || used) return;
    report({
      at,
      message: `There is nothing here that ${id} would report. Remove the suppression.`,
      fixes: () => [{ title: 'Remove the suppression', safe: false, changes: [{ kind: 'replace', at: removal, text: '' }] }],
    });
  },
});
