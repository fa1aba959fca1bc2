import { test } from 'vitest';
import { IKE, SSTP } from '/work/wt/lbrules/server/src/rules/load-balancer/examples.ts';
import { parseFixture, workspaceOf } from '/work/wt/lbrules/test/support/fixture.ts';
import { shownBalancer } from '/work/wt/lbrules/test/support/shown-balancer.ts';
test('x', () => {
  for (const [k, t] of [...Object.entries(IKE), ...Object.entries(SSTP)]) {
    const f = parseFixture(t); const w = workspaceOf(f);
    console.log(k, '\n' + shownBalancer(w.analysisOf(f.files[0]!.uri)?.reading.facts.loadBalancer).join('\n'));
    console.log(w.findings(f.files[0]!.uri).map((x) => x.rule.id + ' ' + x.message).join('\n'));
  }
});
