import { expect, test } from 'vitest';
import { diagnose, type CauseState } from '../../server/src/features/diagnose/diagnose.ts';
import { IKE } from '../../server/src/rules/load-balancer/examples.ts';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { profile, serverScript } from '../cli/support.ts';

const event = (code: number, name = 'AOVPN'): string =>
  `The user CONTOSO\\max dialed a connection named ${name} which has failed. The error code returned on failure is ${code}.`;
const files = (text: string) => workspaceOf(parseFixture(text));
const states = (text: string, told: string): Record<string, CauseState> => {
  const [diagnosis] = diagnose(files(text), told).diagnoses;
  return Object.fromEntries((diagnosis?.causes ?? []).map(({ id, state }) => [id, state]));
};

test('13868 by a mismatch, until the fix is applied', () => {
  const text = `=== client/AOVPN.xml\n${profile({ DHGroup: 'ECP384' })}=== server/rras.ps1\n${serverScript()}`;
  expect(states(text, event(13868))).toMatchObject({ policiesDiffer: 'found', oneSided: 'ruled-out' });
  const workspace = files(text);
  const [diagnosis] = diagnose(workspace, event(13868)).diagnoses;
  expect(diagnosis?.scope.how).toBe('The connection "AOVPN" was found by the name of the file AOVPN.xml.');
  expect(diagnosis?.policies).toEqual(['AOVPN.xml differs from rras.ps1 in 1: DHGroup. IKEv2 fails with 13868 (DHGroup in main mode; documented).']);
  const [finding] = findingsOf(workspace, 'policy-mismatch').filter(({ at }) => at.file.uri.endsWith('.xml'));
  const fixed = finding ? printed(applied(workspace, finding, /server's value/)) : '';
  expect(states(fixed, event(13868))).toMatchObject({ policiesDiffer: 'ruled-out', oneSided: 'ruled-out' });
});

test.each([
  ['persistence that does not reach UDP 4500', ['match-across-services enabled', 'match-across-services disabled'], 'portsApart'],
  ['source NAT', ['type none', 'type automap'], 'sourceNat'],
] as const)('809 by %s', (_, [good, bad], cause) => {
  const broken = IKE.f5.replace(good, bad);
  expect(broken).not.toBe(IKE.f5);
  expect(states(broken, event(809))[cause]).toBe('found');
  expect(states(IKE.f5, event(809))).toMatchObject({ portsApart: 'ruled-out', sourceNat: 'ruled-out' });
});

test('a device tunnel with SSTP', () => {
  const device = (protocol: string): string => `=== AOVPN.xml\n${profile({}, protocol).replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>')}`;
  expect(states(device('SSTP'), event(800)).deviceProtocol).toBe('found');
  expect(states(device('IKEv2'), event(800)).deviceProtocol).toBe('ruled-out');
});

test('files of another connection are left out', () => {
  const text = `=== a/AOVPN.xml\n${profile()}=== a/rras.ps1\n${serverScript()}=== b/Other.xml\n${profile({ DHGroup: 'ECP384' })}=== b/rras.ps1\n${serverScript()}`;
  expect(states(text, event(13868)).policiesDiffer).toBe('ruled-out');
  expect(states(text, event(13868, 'Other')).policiesDiffer).toBe('found');
  expect(diagnose(files(text), event(13868, 'Third')).diagnoses[0]?.scope.how).toBe('No file here names the connection "Third". All 2 that are here are looked at.');
});

test('what is not here is not ruled out', () => {
  expect(states(`=== AOVPN.xml\n${profile()}`, event(13868))).toMatchObject({ policiesDiffer: 'unknown', oneSided: 'unknown' });
  expect(states(`=== AOVPN.xml\n${profile()}`, event(809))).toMatchObject({
    portsApart: 'unknown',
    sourceNat: 'unknown',
    fragments: 'unknown',
    udpBlocked: 'unknown',
  });
});
