import { applyEdits } from '../../server/src/core/edit.ts';
import type { Change } from '../../server/src/model/change.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { parseFixture, ROOT, workspaceOf } from './fixture.ts';

/** The text of one file after changes of its load balancer; `undefined` where they cannot be written. */
export function changed(name: string, text: string, changes: (balancer: LoadBalancer) => readonly Change[]): string | undefined {
  const analysis = workspaceOf(parseFixture(`=== ${name}\n${text}`)).analysisOf(`${ROOT}/${name}`);
  const balancer = analysis?.reading.facts.loadBalancer;
  if (!analysis || !balancer) throw new Error(`No load balancer in ${name}`);
  const edits = analysis.artefact.write(analysis.reading, changes(balancer));
  return edits && applyEdits(text, edits);
}
