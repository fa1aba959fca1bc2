import { expect, test } from 'vitest';
import { suppressActions } from '../../server/src/features/suppress.ts';
import { fresh, seen } from '../support/fresh-workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { server } from '../support/policies.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';

const A = `${ROOT}/a`;
const B = `${ROOT}/b`;
const WEAK = server({ DHGroup: 'Group2' });

/** Two workspace folders, each with a project file of the usual name. */
const two = (more = ''): Workspace =>
  workspaceOf(
    parseFixture(
      [
        `=== a/aovpn.json\n{ "rules": { "crypto-weak": "error" } }\n=== a/s.ps1\n${WEAK}`,
        `=== a/sub/s.ps1\n${WEAK}=== b/aovpn.json\n{ "rules": { "crypto-weak": "hint" } }\n=== b/s.ps1\n${WEAK}${more}`,
      ].join(''),
    ),
    [A, B],
  );

const severities = (workspace: Workspace): unknown[] =>
  [`${A}/s.ps1`, `${A}/sub/s.ps1`, `${B}/s.ps1`].map((uri) => workspace.findings(uri).find(({ rule }) => rule.id === 'crypto-weak')?.severity);

const handIn = (workspace: Workspace, uri: string, text: string): void => {
  expect(workspace.named.missing()).toEqual([uri]);
  workspace.setNamed(uri, { uri, text });
};

test('a chosen project file holds in its workspace folder instead of the others, and nowhere else', () => {
  const workspace = two();
  expect(severities(workspace)).toEqual(['error', 'error', 'hint']);
  workspace.chooseProjects(new Map([[A, `${A}/strict.json`]]));
  // Nobody has read it: nothing holds there.
  expect(severities(workspace)).toEqual(['warning', 'warning', 'hint']);
  handIn(workspace, `${A}/strict.json`, '{ "rules": { "crypto-weak": "information", "crypto-week": "off" } }');
  expect(severities(workspace)).toEqual(['information', 'information', 'hint']);
  expect(workspace.findings(`${A}/strict.json`).map(({ rule }) => rule.id)).toEqual(['config-unknown-rule']);
  expect(workspace.findings(`${A}/aovpn.json`)).toEqual([]);
  workspace.chooseProjects(new Map());
  expect(severities(workspace)).toEqual(['error', 'error', 'hint']);
  expect(seen(workspace)).toEqual(seen(fresh(workspace)));
});

test('it governs its own folder and what is below', () => {
  const workspace = two();
  workspace.chooseProjects(new Map([[A, `${A}/sub/strict.json`]]));
  handIn(workspace, `${A}/sub/strict.json`, '{ "rules": { "crypto-weak": "off" } }');
  expect(severities(workspace)).toEqual(['warning', undefined, 'hint']);
});

test('one that lies above holds for the workspace folder that it is chosen for', () => {
  const workspace = two();
  workspace.chooseProjects(new Map([[B, `${ROOT}/aovpn.json`]]));
  handIn(workspace, `${ROOT}/aovpn.json`, '{ "rules": { "crypto-weak": "off" } }');
  expect(severities(workspace)).toEqual(['error', 'error', undefined]);
  workspace.chooseProjects(new Map([A, B].map((root) => [root, `${ROOT}/aovpn.json`])));
  expect(severities(workspace)).toEqual([undefined, undefined, undefined]);
});

test('one that cannot be read is known with the reason, and comes back', () => {
  const workspace = two();
  const uri = `${A}/strict.json`;
  workspace.chooseProjects(new Map([[A, uri]]));
  workspace.setNamed(uri, { reason: 'does not exist' });
  expect(workspace.projectFiles.unread(uri)).toBe('does not exist');
  expect(severities(workspace)).toEqual(['warning', 'warning', 'hint']);
  workspace.setNamed(uri, { uri, text: '{ "rules": { "crypto-weak": "off" } }' });
  expect(workspace.projectFiles.unread(uri)).toBeUndefined();
  expect(severities(workspace)).toEqual([undefined, undefined, 'hint']);
});

test('rules are turned off in the chosen file, and not at all where a new aovpn.json would not count', () => {
  const workspace = two();
  const uri = `${A}/s.ps1`;
  workspace.chooseProjects(new Map([[A, `${A}/strict.json`]]));
  expect(workspace.turnedOff('crypto-weak', uri, 'all')).toBeUndefined();
  handIn(workspace, `${A}/strict.json`, '{}');
  expect(workspace.turnedOff('crypto-weak', uri, 'all')?.map(({ file }) => file.uri)).toEqual([`${A}/strict.json`]);
  const titles = suppressActions(workspace, workspace.findings(uri)).map(({ title }) => title);
  expect(titles).toContain('Turn crypto-weak off in strict.json (everywhere here)');
  const [edit] = workspace.turnedOff('crypto-weak', `${A}/sub/s.ps1`, 'file') ?? [];
  expect(edit?.newText).toContain('"sub/s.ps1"');
});
