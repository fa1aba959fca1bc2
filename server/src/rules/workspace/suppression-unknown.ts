import { rule } from '../rule.ts';

export default rule({
  id: 'suppression-unknown',
  on: 'suppression',
  severity: 'warning',
  title: 'A suppression names a rule that does not exist',
  why: 'It suppresses nothing, and the finding that it was meant for is still there.',
  howToFix: 'Correct the id; `aovpn rules` lists them all.',
  whenOff: 'Where the same files are checked with a newer version of this product, which has the rule.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: ['=== server.ps1\n# aovpn-disable-next-line ⟦crypto-week⟧\nSet-VpnServerConfiguration -CustomPolicy -DHGroup ⟦Group2⟧{crypto-weak}\n'],
    good: ['=== server.ps1\n# aovpn-disable-next-line crypto-weak\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group2\n'],
  },
  check({ what, at, id, known, nearest }, report) {
    if (known) return;
    report({
      at,
      message: `${WORDS[what](id)}${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
      fixes: () => (nearest === undefined ? [] : [{ title: `Change to ${nearest}`, safe: false, changes: [{ kind: 'replace', at, text: nearest }] }]),
    });
  },
});

const WORDS = {
  rule: (id: string) => `There is no rule ${id}.`,
  misspelt: (word: string) => `${word} is no word that suppresses anything.`,
  empty: (word: string) => `${word} suppresses nothing, because no rule is named behind it.`,
};
