import { normalised } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { fileNames, listed } from '../wording.ts';

export default rule({
  id: 'config-servers-differ',
  on: 'projectFile',
  severity: 'warning',
  title: 'The servers of one deployment state different policies',
  why: 'A client has one suite. Whichever server it reaches through DNS or a load balancer, it must match that one; with two policies it fails on one of them.',
  howToFix: 'Give all servers of a deployment the same policy, or make two deployments of it.',
  whenOff: 'While servers are changed one after the other, for as long as that takes. Clients fail on some of them until it is done.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Policy Mismatch Error"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== aovpn.json
{ "deployments": [{ "name": "⟦berlin⟧", "servers": ["one.ps1", "two.ps1"] }] }
=== one.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
=== two.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup ECP256
`,
    ],
    good: [
      `=== aovpn.json
{ "deployments": [{ "name": "berlin", "servers": ["one.ps1", "two.ps1"] }] }
=== one.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
=== two.ps1
$policy = @{ DHGroup = 'Group14' }
Set-VpnServerConfiguration -CustomPolicy @policy
`,
    ],
  },
  check({ deployments }, report) {
    for (const { at, name, serverPolicies } of deployments) {
      const byFile = new Map(serverPolicies.map((policy) => [policy.at.file.uri, policy]));
      if (new Set([...byFile.values()].map(normalised)).size < 2) continue;
      report({
        at,
        message: `The servers of ${name} state different policies (${listed(fileNames([...byFile.values()]))}). A client can match only one of them.`,
        related: [...byFile.values()].map((policy) => ({ at: policy.at, message: 'A policy of this deployment' })),
      });
    }
  },
});
