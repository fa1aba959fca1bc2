import { rule } from '../rule.ts';

export default rule({
  id: 'config-glob-empty',
  on: 'projectFile',
  severity: 'warning',
  title: 'A glob of the project file selects no file',
  why: 'The files it was meant for are not part of the deployment, so nothing is compared with them and the silence looks like agreement; or they keep the severities that the entry was to change.',
  howToFix: 'Correct the path. It is relative to the folder of the project file, with forward slashes.',
  whenOff: 'Where the files come later, such as from a build or a download, and this check runs before that.',
  sources: ['This product'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== aovpn.json\n{ "overrides": [{ "files": ["⟦legacy⟧"], "rules": { "crypto-weak": "off" } }] }\n',
      '=== aovpn.json\n{ "deployments": [{ "name": "berlin", "clients": ["⟦clients/*.xml⟧"], "servers": ["server.ps1"] }] }\n=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n',
    ],
    good: [
      // What lies outside of the workspace is not known.
      '=== aovpn.json\n{ "deployments": [{ "name": "berlin", "servers": ["../other-repository/*.ps1"] }] }\n',
      // What is excluded is not looked for.
      '=== aovpn.json\n{ "exclude": ["archive"], "overrides": [{ "files": ["aovpn.json"], "rules": { "config-unknown-rule": "off" } }] }\n',
      '=== aovpn.json\n{ "deployments": [{ "name": "berlin", "servers": ["*.ps1"] }] }\n=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n',
    ],
  },
  check({ globs }, report) {
    for (const { at, pattern, matches } of globs) {
      if (matches === 0) report({ at, message: `${pattern} selects no file that states anything. Paths are relative to the folder of the project file.` });
    }
  },
});
