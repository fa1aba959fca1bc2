import { numberArgument } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'ps-mm-shorter',
  on: 'cmdletCall',
  severity: 'information',
  title: 'Main mode lives shorter than its child SAs',
  why: 'Main mode normally outlives the child SAs that are renewed under it. The other way round it is renewed more often than they are, and each time costs a whole key exchange. Inferred from published baselines, not measured.',
  howToFix: 'Make MMSALifeTimeSeconds the larger one, such as 86400 beside 28800.',
  whenOff: 'Where the gateway wants it so, and the cost of the additional key exchanges is accepted.',
  sources: ['richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1'],
  confidence: 'inferred',
  restsOn: 'Published baselines, in which main mode lives longer. The cost was not measured.',
  examples: {
    bad: ['=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds ⟦3600⟧\n'],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds 86400\n',
      '=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds 28800\n',
      // One of them is the default, or not known.
      '=== server.ps1\nSet-VpnServerConfiguration -MMSALifeTimeSeconds 3600\nSet-VpnServerConfiguration -SALifeTimeSeconds $seconds -MMSALifeTimeSeconds 3600\n',
    ],
  },
  check({ call }, report) {
    if (call.cmdlet !== 'Set-VpnServerConfiguration') return;
    const main = numberArgument(call, 'MMSALifeTimeSeconds');
    const child = numberArgument(call, 'SALifeTimeSeconds');
    if (!main || !child || main.number >= child.number) return;
    report({
      at: main.at,
      message: `Main mode lives ${main.number} seconds and its child SAs ${child.number}, though it normally outlives them (inferred). Make MMSALifeTimeSeconds the larger one.`,
      related: [{ at: child.at, message: 'The lifetime of child SAs is set here' }],
    });
  },
});
