import type { Service } from '../../model/load-balancer/service.ts';
import { lackOf } from '../../model/load-balancer/servers.ts';
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
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Troubleshooting Always On VPN Error Code 809"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check({ ike, natTraversal }, report) {
    const tell = cautiously(ike.balancer, report);
    const compare = (own: Service, other: Service): void => {
      const lack = lackOf(own, other);
      if (!lack) return;
      const { pool, missing } = lack;
      const names = listed([...new Set(missing.map(({ address }) => address))]);
      const port = own.role === 'ike' ? 500 : 4500;
      tell({
        at: within(own.listener.at.file, pool.at, referenceAt(own.listener.pools, pool.name, own.listener)),
        message: `${portText(own)} does not go to ${names} (${wordsOf(own.balancer).pool(pool.name)}) as ${portText(other)} does, so clients of that server fail with error 809. Give both ports the same servers.`,
        related: missing.map(({ member, address }) => ({ at: member.at, message: `${portText(other)} goes to ${address}.` })),
        fixes: () => [
          {
            title: `Add ${names} for ${portText(own)}`,
            safe: false,
            changes: missing.map(({ member }) => ({ kind: 'add-member', at: pool.at, like: member, port })),
          },
        ],
      });
    };
    compare(ike, natTraversal);
    compare(natTraversal, ike);
  },
});
