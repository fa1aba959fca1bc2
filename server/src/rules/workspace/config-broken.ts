import { rule } from '../rule.ts';

export default rule({
  id: 'config-broken',
  on: 'projectFile',
  severity: 'error',
  title: 'The project file cannot be understood',
  why: 'What it says about deployments, severities and exclusions may not be what was meant. The command line checks nothing until it is mended, and ends with exit code 2.',
  howToFix: 'Correct the place that the message names. Comments and trailing commas are allowed.',
  whenOff: 'Never: what the project file was to say is not in force, and the command line checks nothing until it is mended.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: ['=== aovpn.json\n{ "rules": { "crypto-weak": ⟦"never"⟧ } }\n', '=== aovpn.json\n{ ⟦"deployment"⟧: [] }\n'],
    good: ['=== aovpn.json\n{\n  // what the gateway in Lisbon can do\n  "rules": { "crypto-weak": "hint" },\n}\n', '=== aovpn.json\n'],
  },
  check({ errors }, report) {
    for (const { at, message, related } of errors) report({ at, message, ...(related && { related }) });
  },
});
