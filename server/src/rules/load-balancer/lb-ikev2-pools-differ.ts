import type { Service } from '../../model/load-balancer/service.ts';
import { lackOf } from '../../model/load-balancer/servers.ts';
import { edited, IKE } from './examples.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { cautiously, LOWERED_IN_BRIEF, portText, referenceAt, within, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-pools-differ',
  on: 'ikePair',
  severity: 'error',
  title: 'UDP 500 and UDP 4500 have different servers',
  why: 'A client that began on a server that the other port does not have cannot go on there, whatever the persistence: it fails with error 809.',
  howToFix: 'Give both ports the same servers.',
  whenOff: 'Where different names and addresses lead to the same servers, as with two network cards.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Troubleshooting Always On VPN Error Code 809"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        IKE.f5,
        ['ltm pool /Common/pool4500', 'ltm pool ⟦/Common/pool4500⟧'],
        ['        /Common/10.10.1.12:4500 {\n            address 10.10.1.12\n        }\n', ''],
      ),
      edited(IKE.tmsh, ['pool pool500', 'pool ⟦pool500⟧'], ['pool pool4500', 'pool ⟦pool4500⟧'], ['10.10.1.12:4500', '10.10.1.13:4500']),
      edited(IKE.citrix, ['serviceGroup sg500', 'serviceGroup ⟦sg500⟧'], ['bind serviceGroup sg500 vpn1 500\n', '']),
      // Services, each of which is one server.
      `=== ns.conf
add server vpn1 10.10.1.11
add server vpn2 10.10.1.12
add service ⟦vpn1_500⟧ vpn1 UDP 500 -usip YES
add service vpn1_4500 vpn1 UDP 4500 -usip YES
add service vpn2_4500 vpn2 UDP 4500 -usip YES
add lb vserver ike500 UDP 203.0.113.10 500
add lb vserver ike4500 UDP 203.0.113.10 4500
bind lb vserver ike500 vpn1_500
bind lb vserver ike4500 vpn1_4500
bind lb vserver ike4500 vpn2_4500
add lb group ike -persistenceType SOURCEIP -timeout 60
bind lb group ike ike500
bind lb group ike ike4500
`,
      edited(IKE.kemp, ['New-AdcVirtualService', '⟦New-AdcVirtualService⟧'], [/New-AdcRealServer.* 10.10.1.12 -RealServerPort 500\n/, '']),
      edited(IKE.rest, ['addvs', '⟦addvs⟧'], [/curl.*10.10.1.12&rsport=500"\n/, '']),
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      // In another order, and one pool for both.
      edited(IKE.tmsh, ['10.10.1.11:4500 10.10.1.12:4500', '10.10.1.12:4500 10.10.1.11:4500']),
      edited(
        IKE.tmsh,
        [/create ltm pool pool4500.*\n/, ''],
        ['10.10.1.11:500 10.10.1.12:500', '10.10.1.11:any 10.10.1.12:any'],
        ['pool pool4500', 'pool pool500'],
      ),
      // A server under its name.
      edited(IKE.kemp, ['-RealServer 10.10.1.12 -RealServerPort 500', '-RealServer rras2.corp.fabrikam.com -RealServerPort 500']),
      // One that only the caller knows.
      edited(IKE.kemp, ['-RealServer 10.10.1.12 -RealServerPort 500', '-RealServer $second -RealServerPort 500']),
    ],
  },
  check({ ike, natTraversal }, report) {
    const tell = cautiously(ike.balancer, report);
    const compare = (own: Service, other: Service): void => {
      const lack = lackOf(own, other);
      if (!lack) return;
      const { pools, missing } = lack;
      const last = pools.at(-1);
      const only = pools.length === 1 ? last : undefined;
      const names = listed([...new Set(missing.map(({ address }) => address))]);
      const port = own.role === 'ike' ? 500 : 4500;
      const where = only ? ` (${wordsOf(own.balancer).pool(only.name)})` : '';
      tell({
        at: only ? within(own.listener.at.file, only.at, referenceAt(own.listener.pools, only.name, own.listener)) : own.listener.at,
        message: `${portText(own)} does not go to ${names}${where} as ${portText(other)} does, so clients of that server fail with error 809. Give both ports the same servers.`,
        related: missing.map(({ member, address }) => ({ at: member.at, message: `${portText(other)} goes to ${address}.` })),
        fixes: () =>
          // Of several, the artefact knows whether it matters which one.
          last
            ? [
                {
                  title: `Add ${names} for ${portText(own)}`,
                  safe: false,
                  changes: missing.map(({ member }) => ({ kind: 'add-member', at: last.at, like: member, port })),
                },
              ]
            : [],
      });
    };
    compare(ike, natTraversal);
    compare(natTraversal, ike);
  },
});
