import { describe, expect, test } from 'vitest';
import type { AlgorithmId, AttributeName } from '../../server/src/knowledge/ipsec.ts';
import type { IPsecPolicy, Slot } from '../../server/src/model/policy.ts';
import type { Tunnel } from '../../server/src/model/tunnel.ts';
import mismatch from '../../server/src/rules/policy/policy-mismatch.ts';
import pfsMismatch from '../../server/src/rules/policy/policy-pfs-mismatch.ts';
import type { Report } from '../../server/src/rules/rule.ts';
import { analyse } from '../../server/src/workspace/analysis.ts';
import { client, server } from '../support/policies.ts';

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
    clientsOfferGroup14: false,
    authentications: [],
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
