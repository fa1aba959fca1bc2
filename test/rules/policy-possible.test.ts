import { describe, expect, test } from 'vitest';
import type { AlgorithmId, AttributeName } from '../../server/src/knowledge/ipsec.ts';
import type { IPsecPolicy, Slot } from '../../server/src/model/policy.ts';
import type { Tunnel } from '../../server/src/model/tunnel.ts';
import mismatch from '../../server/src/rules/policy/policy-mismatch.ts';
import pfsMismatch from '../../server/src/rules/policy/policy-pfs-mismatch.ts';
import type { Report } from '../../server/src/rules/rule.ts';
import { analyse } from '../../server/src/workspace/analysis.ts';
import { findingsOf, parseFixture, workspaceOf } from '../support/fixture.ts';
import { client, files, server, STANDARD } from '../support/policies.ts';

const read = (path: string, text: string): IPsecPolicy =>
  analyse({ uri: `file:///project/${path}`, text })?.reading.facts.policies[0] ?? expect.fail('no policy');

/** What both rules say of a standard client and server, each with these values in one place. */
function told(attribute: AttributeName, mine: Slot | undefined, theirs: Slot | undefined): string[] {
  const base = { client: read('c.ps1', client()), server: read('s.ps1', server()) };
  const policies = {
    client: { ...base.client, slots: { ...base.client.slots, ...(mine && { [attribute]: mine }) } },
    server: { ...base.server, slots: { ...base.server.slots, ...(theirs && { [attribute]: theirs }) } },
  };
  const tunnel: Tunnel = {
    ...policies,
    serverPlaces: [policies.server],
    strength: 'full',
    how: 'the only server policy',
    mayOfferMore: false,
  };
  const reports: Report[] = [];
  for (const rule of [mismatch, pfsMismatch]) rule.check(tunnel, (report) => reports.push(report));
  return reports.map(({ severity, message, related }) => [severity ?? 'default', message, ...(related ?? []).map((each) => each.message)].join(' | '));
}

const at = { file: { uri: 'file:///project/c.ps1', text: '' }, span: { start: 0, end: 0 } };
const slot = (why: 'branches' | 'parameter' | 'default', ...ids: AlgorithmId[]): Slot => ({
  state: 'possible',
  why,
  values: ids.map((algorithm) => ({ algorithm, written: { value: algorithm, text: algorithm, at } })),
});

describe('values that conditions or callers decide', () => {
  test('no branch can match: a mismatch', () => {
    expect(told('DHGroup', slot('branches', 'dh19', 'dh20'), undefined)).toEqual([
      "default | DHGroup is ECP256 or ECP384, as a condition decides, here but Group14 on the server (s.ps1). IKEv2 main mode fails and the client shows error 13868: use one value on both sides. Compared with s.ps1: the only server policy. | The server's DHGroup: Group14",
    ]);
    expect(told('DHGroup', undefined, slot('parameter', 'dh19', 'dh20'))[0]).toMatch(
      /^default \| DHGroup is Group14 here but ECP256 or ECP384, as the caller decides, on/,
    );
  });

  test('one branch matches: information', () => {
    expect(told('DHGroup', slot('branches', 'dh14', 'dh20'), undefined)).toEqual([
      "information | DHGroup is Group14 or ECP384, as a condition decides, here and Group14 on the server (s.ps1). Where they differ, IKEv2 main mode fails with error 13868: see that both sides get one value. Compared with s.ps1: the only server policy. | The server's DHGroup: Group14",
    ]);
    expect(told('PfsGroup', undefined, slot('branches', 'dh14', 'dh20'))[0]).toMatch(/^information \| .* the first rekey fails with error 13816/);
  });

  test('a default that differs: information at most, and said to be one', () => {
    expect(told('CipherTransformConstants', slot('default', 'AES256'), undefined)).toEqual([
      "information | CipherTransformConstants is AES256 by default here and AES128 on the server (s.ps1). Unless the caller says otherwise, the first child SA (quick mode) fails with error 13868: see that both sides get one value. Compared with s.ps1: the only server policy. | The server's CipherTransformConstants: AES128",
    ]);
  });

  test('silent where every case agrees, where the default does, and where the other side is not known', () => {
    expect(told('DHGroup', slot('branches', 'dh14'), undefined)).toEqual([]);
    expect(told('DHGroup', slot('default', 'dh14'), undefined)).toEqual([]);
    expect(told('DHGroup', slot('branches', 'dh19', 'dh20'), { state: 'unread' })).toEqual([]);
    expect(told('DHGroup', slot('default', 'dh20'), { state: 'unread' })).toEqual([]);
  });
});

describe('a client of several values against a server that accepts any of several policies, or that printed its own', () => {
  const conditional = (one: string, other: string): string => `if ($old) { $g = '${one}' } else { $g = '${other}' }\n${client({ DHGroup: '$g' })}`;
  const listed = `function Set-Policy { param([ValidateSet('ECP256', 'ECP384')][string] $Group)\n${client({ DHGroup: '$Group' })} }\n`;
  const byDefault = `param([string] $g = 'ECP384')\n${client({ DHGroup: '$g' })}`;
  const gateway = (serverPolicy: unknown): Record<string, string> => ({
    'aovpn.json': `${JSON.stringify({ deployments: [{ name: 'lisbon', clients: ['client/**'], serverPolicy }] })}\n`,
  });
  const output = (group: string): Record<string, string> => ({
    'server/output.txt': `PS C:\\> Get-VpnServerConfiguration\n\n${Object.entries({ ...STANDARD, DHGroup: group, IdleDisconnect: '300', SALifeTime: '28800' })
      .map(([name, value]) => `${name.padEnd(32)} : ${value}\n`)
      .join('')}`,
  });
  const [one, two] = [[{ DHGroup: 'Group14' }], [{ DHGroup: 'Group14' }, { DHGroup: 'Group2' }]];

  test.each([
    [
      'no branch, one proposal',
      gateway(one),
      conditional('ECP256', 'ECP384'),
      'DHGroup is ECP256 or ECP384, as a condition decides, here but the gateway (aovpn.json) accepts Group14. IKEv2',
    ],
    [
      'no branch, two proposals',
      gateway(two),
      conditional('ECP256', 'ECP384'),
      'here but the gateway (aovpn.json) accepts Group14 in the proposal that comes closest. IKEv2',
    ],
    ['nothing of a list', gateway(two), listed, 'DHGroup is ECP256 or ECP384, as the caller decides, here but'],
    ['no branch, output', output('Group14'), conditional('ECP256', 'ECP384'), 'here but Group14 on the server (output.txt). IKEv2'],
    ['nothing of a list, output', output('Group14'), listed, 'DHGroup is ECP256 or ECP384, as the caller decides, here but Group14 on'],
  ])('%s: a mismatch', (_, server, text, message) => {
    const [finding] = findingsOf(workspaceOf(parseFixture(files({ ...server, 'client/c.ps1': text }))), 'policy-mismatch');
    expect(finding?.severity).toBe('error');
    expect(finding?.message).toContain(message);
    expect(finding?.related).toHaveLength(1);
  });

  test.each([
    [
      'one branch of two, one proposal',
      gateway(one),
      conditional('Group14', 'ECP384'),
      'DHGroup is Group14 or ECP384, as a condition decides, here and the gateway (aovpn.json) accepts Group14. Where',
    ],
    ['one branch of two, two proposals', gateway(two), conditional('Group14', 'ECP384'), 'here and the gateway (aovpn.json) accepts Group14 or Group2. Where'],
    ['a default', gateway(two), byDefault, 'DHGroup is ECP384 by default here and the gateway (aovpn.json) accepts Group14 or Group2. Unless'],
    ['one branch of two, output', output('Group14'), conditional('Group14', 'ECP384'), 'here and Group14 on the server (output.txt). Where'],
    ['a default, output', output('Group14'), byDefault, 'DHGroup is ECP384 by default here and Group14 on'],
  ])('%s: information', (_, server, text, message) => {
    const [finding] = findingsOf(workspaceOf(parseFixture(files({ ...server, 'client/c.ps1': text }))), 'policy-mismatch');
    expect(finding?.severity).toBe('information');
    expect(finding?.message).toContain(message);
    expect(finding?.related.length).toBeGreaterThan(0);
  });

  test.each([
    ['each branch has a proposal', gateway([{ DHGroup: 'Group14' }, { DHGroup: 'ECP384' }]), conditional('Group14', 'ECP384')],
    ['one proposal takes both', gateway([{ DHGroup: ['Group14', 'ECP384'] }]), conditional('Group14', 'ECP384')],
    ['a proposal takes anything', gateway([{ DHGroup: 'Group2' }, { EncryptionMethod: 'AES128' }]), conditional('Group14', 'ECP384')],
    ['a default that one proposal takes', gateway([{ DHGroup: 'Group2' }, { DHGroup: 'ECP384' }]), byDefault],
    ['one of several values is not known', gateway(one), client({ DHGroup: '$g' }).replace(/^/, "if ($old) { $g = 'ECP256' } else { $g = Get-Group }\n")],
    ['a default, output', output('ECP384'), byDefault],
  ])('%s: silent', (_, server, text) => {
    expect(findingsOf(workspaceOf(parseFixture(files({ ...server, 'client/c.ps1': text }))), 'policy-mismatch')).toEqual([]);
  });
});
