import { expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { baselineActions } from '../../server/src/features/baseline-actions.ts';
import { isFindingsBaseline } from '../../server/src/workspace/findings-baseline.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

const CLIENT = `${ROOT}/client/p.xml`;
const BASELINE = `${ROOT}/ci/old.json`;
const deployment = (project: string) =>
  workspaceOf(parseFixture(files({ 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'server/s.ps1': server(), 'aovpn.json': project })));
const everything = { start: 0, end: Infinity };

test('findings go into the baseline one by one, until none is told', () => {
  const workspace = deployment('{ "baselineFile": "ci/old.json" }');
  const uris = workspace.uris();
  let text = '';
  let count = 0;
  for (;;) {
    const [action] = uris.flatMap((uri) => baselineActions(workspace, uri, everything));
    if (!action) break;
    expect(action.title).toBe(`Add this ${action.finding.rule.id} to the baseline (old.json)`);
    expect(action.creates).toBe(text === '');
    const [edit] = action.edits;
    expect(edit?.file).toEqual({ uri: BASELINE, text });
    // What stands in the file stays: a line comes in.
    if (text !== '') expect(edit?.newText.trim().split('\n').length).toBeLessThan(3);
    text = applyEdits(text, action.edits);
    expect(isFindingsBaseline(text)).toBe(true);
    expect(workspace.setFile({ uri: BASELINE, text })).toBe(true);
    if (++count > 10) break;
  }
  expect(count).toBe(2);
  expect(text).toMatch(/"file":"\.\.\/client\/p\.xml","rule":"policy-mismatch",[^]*"file":"\.\.\/server\/s\.ps1"/);
  expect(workspace.reported(CLIENT)).toMatchObject({ told: [], keptBack: [{ rule: { id: 'policy-mismatch' } }] });
  // The file goes, and they are told again.
  workspace.removeFile(BASELINE);
  expect(workspace.reported(CLIENT).told.length).toBe(1);
});

test('nothing is offered without a baseline file, for a broken one, and beside the finding', () => {
  expect(baselineActions(deployment('{}'), CLIENT, everything)).toEqual([]);
  const broken = deployment('{ "baselineFile": "ci/old.json" }');
  broken.setFile({ uri: BASELINE, text: '{ "aovpnBaseline": 1, "findings": [1] }' });
  expect(baselineActions(broken, CLIENT, everything)).toEqual([]);
  expect(broken.reported(CLIENT).told.length).toBe(1);
  expect(baselineActions(deployment('{ "baselineFile": "ci/old.json" }'), CLIENT, { start: 0, end: 1 })).toEqual([]);
});
