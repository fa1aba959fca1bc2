import { tieOf } from '../../model/load-balancer/tie.ts';
import { edited, IKE } from './examples.ts';
import { rule } from '../rule.ts';
import { LOWERED_PRESUMED, tieBoth } from './tying.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, portText, sentence, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-persistence',
  on: 'ikePair',
  severity: 'error',
  title: 'Nothing sends UDP 500 and UDP 4500 of a client to one server',
  why: 'The server that took the first packets on UDP 500 holds the state of the negotiation. If the packets on UDP 4500 go to another one, that knows nothing of it and drops them: some connections fail with error 809, seemingly at random.',
  howToFix:
    'F5: one source address persistence with match-across-services on both virtual servers. Citrix ADC: both virtual servers in one lb group with SOURCEIP. Kemp: source address persistence on both, and port following: FollowVSID of UDP 4500 is the Index of UDP 500. In PowerShell Get-AdcVirtualService tells it; in the REST interface showvs?vs=ADDRESS&port=500&prot=udp answers with it, and modvs?vs=ADDRESS&port=4500&prot=udp&followvsid=INDEX takes it, as the same names do in JSON.',
  whenOff: 'Where one server alone is behind both ports and no file says so, or where something ties them that is not in these files.',
  lowered: `${LOWERED_PRESUMED} ${LOWERED_IN_BRIEF}`,
  sources: [
    'Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"',
    'Richard Hicks, "Troubleshooting Always On VPN Error Code 809"',
    'F5, "About session persistence profiles"; Kemp, "Port Following"',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      edited(IKE.f5, ['match-across-services enabled', 'match-across-services disabled'], ['virtual /Common/vs500', 'virtual ⟦/Common/vs500⟧']),
      edited(IKE.tmsh, ['ltm virtual vs500', 'ltm virtual ⟦vs500⟧'], [' persist replace-all-with { ike }', ''], [' persist replace-all-with { ike }', '']),
      edited(
        IKE.citrix,
        ['lb vserver vs500 UDP', 'lb vserver ⟦vs500⟧ UDP'],
        ['add lb group ike -persistenceType SOURCEIP -timeout 60\n', ''],
        ['bind lb group ike vs500\n', ''],
        ['bind lb group ike vs4500\n', ''],
      ),
      edited(IKE.kemp, ['New-AdcVirtualService', '⟦New-AdcVirtualService⟧'], [/\$ike = [^]*$/, '']),
      edited(IKE.rest, ['addvs', '⟦addvs⟧'], [/curl [^\n]*modvs[^]*$/, '']),
      // A warning: no file says which servers there are.
      '=== loadmaster.ps1\n⟦New-AdcVirtualService⟧ -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp -Persist src\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -Persist src\n',
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      // An index that only the appliance knows.
      IKE.rest,
      // Other virtual addresses as well.
      edited(IKE.f5, ['match-across-services', 'match-across-virtuals']),
      // One server has no choice.
      edited(
        IKE.citrix,
        [/(add lb group.*\nbind lb group.*\nbind lb group.*\n)/, ''],
        ['bind serviceGroup sg500 vpn2 500\n', ''],
        ['bind serviceGroup sg4500 vpn2 4500\n', ''],
      ),
      // An iRule may choose the server.
      edited(
        IKE.f5,
        ['match-across-services enabled', 'match-across-services disabled'],
        ['    pool /Common/pool500\n', '    pool /Common/pool500\n    rules {\n        /Common/by_client\n    }\n'],
      ),
      // One listener for every port.
      edited(IKE.tmsh, ['203.0.113.10:500', '203.0.113.10:any'], [' persist replace-all-with { ike }', ''], [/create ltm virtual vs4500.*\n/, '']),
      // A service that is switched on by something that is not known.
      '=== loadmaster.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp -Enable $on\nNew-AdcRealServer 203.0.113.10 500 udp -RealServer vpn1 -RealServerPort 500\nNew-AdcRealServer 203.0.113.10 500 udp -RealServer vpn2 -RealServerPort 500\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp\nNew-AdcRealServer 203.0.113.10 4500 udp -RealServer vpn1 -RealServerPort 4500\nNew-AdcRealServer 203.0.113.10 4500 udp -RealServer vpn2 -RealServerPort 4500\n',
      // Servers that are not known may be one.
      '=== loadmaster.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp\nNew-AdcRealServer 203.0.113.10 500 udp -RealServer $server -RealServerPort 500\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp\n',
    ],
  },
  check(pair, report) {
    const { ike, natTraversal } = pair;
    const tie = tieOf(pair);
    if (tie.state !== 'none') return;
    cautiously(
      ike.balancer,
      report,
    )({
      at: ike.listener.at,
      message: `Nothing sends a client's packets to ${ike.listener.name} and ${natTraversal.listener.name} to one server, so connections fail at random with error 809${tie.presumed ? ' if there are several servers' : ''}. ${wordsOf(ike.balancer).tie}.`,
      ...(tie.presumed && { severity: 'warning' }),
      related: [{ at: natTraversal.listener.at, message: `${sentence(listenerText(natTraversal))} takes ${portText(natTraversal)}.` }],
      fixes: () => [tieBoth(pair)],
    });
  },
});
