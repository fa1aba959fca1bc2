import { rule } from '../rule.ts';

export default rule({
  id: 'config-unknown-rule',
  on: 'projectFile',
  severity: 'warning',
  title: 'The project file names a rule that does not exist',
  why: 'The entry has no effect, and the severity it was meant to set is still the default.',
  howToFix: 'Correct the id; `aovpn rules` lists them all.',
  whenOff: 'Where one project file serves several versions of this product, and a newer one has the rule.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: ['=== aovpn.json\n{ "rules": { "⟦crypto-week⟧": "off" } }\n'],
    good: ['=== aovpn.json\n{ "rules": { "crypto-weak": "off" } }\n'],
  },
  check({ ruleIds }, report) {
    for (const { at, id, known, nearest } of ruleIds) {
      if (known) continue;
      report({
        at,
        message: nearest === undefined ? `There is no rule ${id}.` : `There is no rule ${id}. Did you mean ${nearest}?`,
        fixes: () => (nearest === undefined ? [] : [{ title: `Change to ${nearest}`, safe: false, changes: [{ kind: 'replace', at, text: nearest }] }]),
      });
    }
  },
});
