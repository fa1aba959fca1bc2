import { rule } from '../rule.ts';

export default rule({
  id: 'config-name-twice',
  on: 'projectFile',
  severity: 'warning',
  title: 'Two deployments have the same name',
  why: 'Messages and verdicts name a deployment, and with one name for two nobody can tell which is meant. Often one is a copy in which the globs were changed and the name was not.',
  howToFix: 'Give each deployment a name of its own, or make one of the two.',
  whenOff: 'Where the names are read by nobody, and two parts of one deployment are listed apart on purpose.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: ['=== aovpn.json\n{ "deployments": [{ "name": "berlin" }, { "name": "⟦Berlin⟧" }] }\n'],
    good: [
      '=== aovpn.json\n{ "deployments": [{ "name": "berlin" }, { "name": "berlin device tunnel" }] }\n',
      // Each folder has names of its own.
      '=== one/aovpn.json\n{ "deployments": [{ "name": "vpn" }] }\n=== two/aovpn.json\n{ "deployments": [{ "name": "vpn" }] }\n',
    ],
  },
  check({ names }, report) {
    for (const { at, name, first } of names)
      report({ at, message: `There is another deployment ${name}. Give each a name of its own.`, related: [{ at: first, message: 'The other deployment' }] });
  },
});
