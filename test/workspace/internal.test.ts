import { describe, expect, test } from 'vitest';
import type { Location } from '../../server/src/core/source-file.ts';
import { codeActions, fixAll } from '../../server/src/features/code-actions.ts';
import type { PolicyInContext, Tunnel } from '../../server/src/model/tunnel.ts';
import { RULES } from '../../server/src/rules/index.ts';
import type { AnyRule, FactKind, Report } from '../../server/src/rules/rule.ts';
import { RuleRunner } from '../../server/src/workspace/rule-runner.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

type Check = (fact: never, report: (what: Report) => void) => void;

/** A rule with a defect. */
function broken(on: FactKind, check: Check, id = 'crypto-odd'): AnyRule {
  const texts = { title: 'Odd', why: 'Odd.', howToFix: 'Do not.', whenOff: 'Never: it is odd.', sources: ['None'], examples: { bad: [], good: [] } };
  return { id, on, severity: 'error', confidence: 'documented', ...texts, check } as unknown as AnyRule;
}

const thrown = (): never => {
  throw new Error('out of luck');
};

/** A workspace with more rules than there are, and what it logs. */
function workspaceWith(text: string, ...more: AnyRule[]): { workspace: Workspace; logged: string[] } {
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const workspace = new Workspace(log, { runner: new RuleRunner(log, [...more, ...RULES]) });
  workspace.setRoots([ROOT]);
  for (const file of parseFixture(text).files) workspace.setFile(file);
  return { workspace, logged };
}

const shown = (workspace: Workspace): string[] =>
  workspace
    .uris()
    .flatMap((uri) => workspace.findings(uri).map(({ rule: { id }, at, severity, message }) => `${uri}:${at.span.start} ${severity} ${id} ${message}`));

/** Something for rules of every kind: see `KINDS`. */
const ALL = files({
  'aovpn.json': '{ "rules": { "crypto-week": "off" } }',
  'broken.xml': '<VPNProfile><NativeProfile>',
  'client/profile.xml': profile({ DHGroup: 'Group2' }),
  'server/rras.ps1': `# aovpn-disable-next-line crypto-broken\n${server({ PfsGroup: 'PFS2' })}New-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name CertAuthFlags -Value 4\n`,
  'two/client.xml': profile({ DHGroup: 'ECP384' }),
  'two/a.ps1': server(),
  'two/b.ps1': server({ DHGroup: 'ECP256' }),
});
const KINDS: readonly FactKind[] = [
  'problem',
  'profile',
  'element',
  'clientProfile',
  'policy',
  'policyCommand',
  'registryWrite',
  'script',
  'tunnel',
  'ambiguousPairing',
  'projectFile',
  'suppression',
];

test.each(KINDS)('a rule about %s that throws loses its own findings and no other, and is logged once', (kind) => {
  const { workspace, logged } = workspaceWith(ALL, broken(kind, thrown));
  const isHint = (line: string): boolean => line.includes(' internal ');
  const all = shown(workspace);
  expect(all.filter((line) => !isHint(line))).toEqual(shown(workspaceOf(parseFixture(ALL))));
  expect(all.filter(isHint)).not.toEqual([]);
  for (const hint of all.filter(isHint)) expect(hint).toMatch(/ hint internal The rule crypto-odd failed here; /);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatch(/^Rule crypto-odd failed: Error: out of luck\n\s+at /);
});

test('one hint for one fact, where the fact stands', () => {
  const { workspace } = workspaceWith(`=== s.ps1\n${server()}`, broken('policy', thrown));
  expect(workspace.findings(`${ROOT}/s.ps1`)).toMatchObject([
    { rule: { id: 'internal' }, at: { span: { start: 0, end: 'Set-VpnServerConfiguration'.length } } },
  ]);
});

test('what it reported before it threw is not told', () => {
  const half = broken('policy', ({ policy }: PolicyInContext, report) => {
    report({ at: policy.at, message: 'half the truth' });
    thrown();
  });
  const { workspace } = workspaceWith(`=== s.ps1\n${server()}`, half);
  expect(shown(workspace).filter((line) => line.includes('half the truth'))).toEqual([]);
});

test('each rule that throws is told and logged', () => {
  const { workspace, logged } = workspaceWith(`=== s.ps1\n${server()}`, broken('policy', thrown, 'crypto-odd'), broken('policy', thrown, 'crypto-odder'));
  expect(workspace.findings(`${ROOT}/s.ps1`).map(({ message }) => message.split(' ')[2])).toEqual(['crypto-odd', 'crypto-odder']);
  expect(logged).toHaveLength(2);
});

test('anything may be thrown', () => {
  const { workspace, logged } = workspaceWith(
    `=== s.ps1\n${server()}`,
    broken('policy', () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a library may do
      throw 'a text';
    }),
  );
  expect(workspace.findings(`${ROOT}/s.ps1`)).toHaveLength(1);
  expect(logged).toEqual(['Rule crypto-odd failed: a text']);
});

test('the hint goes when the file no longer brings the rule down', () => {
  const { workspace } = workspaceWith(`=== s.ps1\n${server()}`, broken('policy', thrown));
  expect(workspace.findings(`${ROOT}/s.ps1`)).toHaveLength(1);
  workspace.setFile({ uri: `${ROOT}/s.ps1`, text: 'Restart-Service RemoteAccess\n' });
  expect(workspace.findings(`${ROOT}/s.ps1`)).toEqual([]);
});

test('the hint can be switched off and suppressed as any other', () => {
  expect(shown(workspaceWith(files({ 'aovpn.json': '{ "rules": { "internal": "off" } }', 's.ps1': server() }), broken('policy', thrown)).workspace)).toEqual(
    [],
  );
  expect(shown(workspaceWith(`=== s.ps1\n# aovpn-disable internal -- reported\n${server()}`, broken('policy', thrown)).workspace)).toEqual([]);
});

describe('what a rule works out later may throw as well', () => {
  const text = files({ 'client/profile.xml': profile({ DHGroup: 'Group2' }), 'server/rras.ps1': server({ DHGroup: 'Group2' }) });
  const uri = `${ROOT}/client/profile.xml`;
  const everything = { start: 0, end: 10_000 };

  const odd = (more: (server: Location) => Partial<Report>): AnyRule =>
    broken('tunnel', ({ client, server }: Tunnel, report) => report({ at: client.at, message: 'Odd.', ...more(server.at) }));

  test('its fixes: the finding and all other fixes stay', () => {
    const { workspace, logged } = workspaceWith(
      text,
      odd(() => ({ fixes: thrown })),
    );
    expect(workspace.findings(uri).map((finding) => finding.rule.id)).toEqual(['crypto-odd', 'crypto-weak']);
    expect(codeActions(workspace, uri, everything).map(({ title }) => title)).toEqual(['Use Group14 here and in the one other place that must agree']);
    expect(fixAll(workspace, uri)).toEqual([]);
    expect(logged).toHaveLength(1);
  });
  test("its words for the server's side: all other findings stay", () => {
    const { workspace } = workspaceWith(
      text,
      odd((at) => ({ mirrors: [{ at, message: thrown, relatedMessage: '' }] })),
    );
    expect(workspace.findings(uri).map((finding) => finding.rule.id)).toContain('crypto-weak');
  });

  test("its fixes for the server's side", () => {
    const { workspace } = workspaceWith(
      text,
      odd((at) => ({ mirrors: [{ at, message: () => 'Odd here too.', relatedMessage: '', fixes: thrown }] })),
    );
    const server = `${ROOT}/server/rras.ps1`;
    expect(workspace.findings(server).map((finding) => finding.rule.id)).toEqual(['crypto-odd', 'crypto-weak']);
    expect(codeActions(workspace, server, everything)).toHaveLength(1);
  });
});
