import { test } from 'vitest';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { shownBalancer } from '../support/shown-balancer.ts';
test('x', () => {
  for (const t of [
   '=== a.tmsh\ncreate ltm pool pool500 members add { 10.10.1.11:500 10.10.1.12:500 } monitor gateway_icmp\n',
   '=== a.tmsh\ncreate ltm pool pool500 monitor gateway_icmp\n',
   '=== a.tmsh\ncreate ltm pool pool500 { monitor gateway_icmp members add { 10.10.1.11:500 } }\n',
   '=== a.sh\ntmsh create ltm pool pool500 members add { 10.10.1.11:500 } monitor gateway_icmp\n',
   '=== a.tmsh\ncreate ltm virtual vs500 destination 203.0.113.10:500 ip-protocol udp pool pool500\n',
  ]) {
    const f = parseFixture(t); const w = workspaceOf(f);
    console.log(t, '\n' + shownBalancer(w.analysisOf(f.files[0]!.uri)?.reading.facts.loadBalancer).join('\n'));
  }
});
