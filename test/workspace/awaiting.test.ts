import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { ROOT } from '../support/fixture.ts';
import { profile, server } from '../support/policies.ts';

const SERVER = `${ROOT}/server/rras.ps1`;
const clientUri = (index: number): string => `${ROOT}/client/profile-${index}.xml`;

function serverWith(clients: number): Workspace {
  const workspace = new Workspace();
  workspace.setRoots([ROOT]);
  workspace.setFile({ uri: SERVER, text: server() });
  for (let index = 0; index < clients; index++) workspace.setFile({ uri: clientUri(index), text: profile() });
  for (const uri of workspace.uris()) workspace.findings(uri);
  return workspace;
}

const said = (findings: readonly Finding[]): string[] => findings.map(({ rule, message }) => `${rule.id}: ${message.split('.')[0] ?? ''}`);

const WEAK = 'crypto-weak: DHGroup Group2 is group 2, 1024-bit MODP';

test('of a server with many clients, all but what they say about it is known before they have been checked again', () => {
  const workspace = serverWith(200);
  expect(workspace.isAwaitingOthers(SERVER)).toBe(false);
  workspace.setFile({ uri: SERVER, text: server({ DHGroup: 'Group2' }) });
  expect(workspace.isAwaitingOthers(SERVER)).toBe(true);
  expect(workspace.isAwaitingOthers(clientUri(7))).toBe(false);
  workspace.takeTouched();
  const before = workspace.contextChecks;
  expect(said(workspace.findingsMeanwhile(SERVER))).toEqual([WEAK]);
  expect(workspace.contextChecks).toBe(before + 1);
  // Whoever has been told this is told the rest.
  expect([...workspace.takeTouched()]).toContain(SERVER);
  while (workspace.checkSome(50));
  expect(workspace.isAwaitingOthers(SERVER)).toBe(false);
  expect(said(workspace.findings(SERVER))).toEqual([WEAK, expect.stringMatching(/^policy-mismatch: .*200 clients/)]);
});

test('of a server with a few clients, all is known at once', () => {
  const workspace = serverWith(20);
  workspace.setFile({ uri: SERVER, text: server({ DHGroup: 'Group2' }) });
  expect(workspace.isAwaitingOthers(SERVER)).toBe(false);
});
