import { describe, expect, test } from 'vitest';
import { ATTRIBUTES, spellings } from '../../server/src/knowledge/ipsec.ts';
import { parseWindowsRelease } from '../../server/src/knowledge/windows.ts';
import { negotiate } from '../../server/src/model/negotiation.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, server, type Values } from '../support/policies.ts';
import { fc } from '../support/properties.ts';

const RULE = 'policy-one-sided';
const BARE = '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n';
const BACK = 'Set-VpnServerConfiguration -RevertToDefault\n';

/** Any suite in the spelling of the cmdlets, with values that the default takes more often than chance would have it. */
const OLD: Required<Values> = {
  AuthenticationTransformConstants: 'SHA196',
  CipherTransformConstants: 'AES256',
  DHGroup: 'Group2',
  EncryptionMethod: 'AES256',
  IntegrityCheckMethod: 'SHA256',
  PfsGroup: 'PFS2',
};
const SUITES = fc.record(
  Object.fromEntries(
    ATTRIBUTES.map((attribute) => [
      attribute,
      fc.oneof(fc.constant(OLD[attribute]), fc.constantFrom(...spellings(attribute, 'server-cmdlet')), fc.constant('$unknown')),
    ]),
  ),
) as fc.Arbitrary<Values>;
const RELEASES = fc.constantFrom(undefined, 'Windows 10 1809', 'Windows 11 21H2', 'Windows 11 24H2');

/** The rule and the prediction for the one client of a workspace. */
function both(workspace: Workspace, windows: string | undefined): { reported: boolean; fails: boolean } {
  const deployments = workspace.deployments();
  const [pairing, ...more] = deployments.pairings;
  const mine = pairing && deployments.resolve(pairing.client);
  const theirs = pairing?.servers[0]?.[0] && deployments.resolve(pairing.servers[0][0]);
  if (!mine || !theirs || more.length > 0) throw new Error('not one pair');
  const minimumWindows = windows === undefined ? undefined : parseWindowsRelease(windows);
  const { outcome } = negotiate(mine, theirs, { ...(minimumWindows && { minimumWindows }) });
  const own = findingsOf(workspace, RULE).filter(({ at }) => at.file.uri.startsWith(`${ROOT}/client/`));
  return { reported: own.length > 0, fails: outcome === 'fails' };
}

function expectSame(contents: Record<string, string>, windows?: string, project: object = {}): boolean {
  const aovpn = JSON.stringify({ ...(windows !== undefined && { minimumWindows: windows }), ...project });
  const { reported, fails } = both(workspaceOf(parseFixture(files({ 'aovpn.json': `${aovpn}\n`, ...contents }))), windows);
  expect(reported, JSON.stringify(contents)).toBe(fails);
  return fails;
}

describe('is reported where the prediction is that it surely fails, and nowhere else', () => {
  test('a policy on the server alone', () => {
    fc.assert(
      fc.property(SUITES, RELEASES, (suite, windows) => void expectSame({ 'client/p.xml': BARE, 'server/s.ps1': server(suite) }, windows)),
      { numRuns: 150 },
    );
  });

  test('a policy on the client alone', () => {
    fc.assert(
      fc.property(SUITES, RELEASES, (suite, windows) => void expectSame({ 'client/c.ps1': client(suite), 'server/s.ps1': BACK }, windows)),
      { numRuns: 150 },
    );
  });

  test('a gateway that takes any of several', () => {
    const proposals = fc
      .array(SUITES, { minLength: 1, maxLength: 3 })
      .map((suites) => suites.map((suite) => Object.fromEntries(Object.entries(suite).filter(([, value]) => value !== '$unknown'))));
    fc.assert(
      fc.property(proposals, RELEASES, (serverPolicy, windows) => {
        fc.pre(serverPolicy.every((each) => Object.keys(each).length > 0));
        expectSame({ 'client/p.xml': BARE }, windows, { deployments: [{ name: 'lisbon', clients: ['client/**'], serverPolicy }] });
      }),
      { numRuns: 100 },
    );
  });

  test('values that no proposal has together', () => {
    const serverPolicy = [
      { DHGroup: 'Group14', EncryptionMethod: 'AES128' },
      { DHGroup: 'Group2', EncryptionMethod: 'DES' },
    ];
    expect(expectSame({ 'client/p.xml': BARE }, undefined, { deployments: [{ name: 'lisbon', clients: ['client/**'], serverPolicy }] })).toBe(true);
  });

  test.each([
    ['a server that leaves values to the cmdlet', BARE, 'Set-VpnServerConfiguration -CustomPolicy -PfsGroup PFS2\nRestart-Service RemoteAccess\n', false],
    ['a server that names one value', BARE, 'Set-VpnServerConfiguration -CustomPolicy -DHGroup ECP384\nRestart-Service RemoteAccess\n', true],
    ['a condition that decides between two that fail', BARE, "$g = 'Group14'\nif ($x) { $g = 'ECP384' }\n" + server({ ...OLD, DHGroup: '$g' }), true],
    ['a condition that decides whether it fails', BARE, "$g = 'Group2'\nif ($x) { $g = 'ECP384' }\n" + server({ ...OLD, DHGroup: '$g' }), false],
    ['a parameter with a default', BARE, "param($g = 'ECP384')\n" + server({ ...OLD, DHGroup: '$g' }), false],
    ['a set-up without a policy', client(), 'Install-RemoteAccess -VpnType Vpn\n', true],
    ['a set-up without a policy, and a client that the default takes', client(OLD), 'Install-RemoteAccess -VpnType Vpn\n', false],
  ])('%s', (_, mine, theirs, fails) => {
    expect(expectSame({ [mine === BARE ? 'client/p.xml' : 'client/c.ps1']: mine, 'server/s.ps1': theirs })).toBe(fails);
  });

  test('newer Windows offers AES-GCM in main mode, and the project says which there is', () => {
    const suite = { ...OLD, EncryptionMethod: 'GCMAES256' };
    for (const windows of [undefined, 'Windows 10 1809', 'Windows 11 24H2'])
      expect(expectSame({ 'client/p.xml': BARE, 'server/s.ps1': server(suite) }, windows)).toBe(false);
  });
});

// The rule is deliberately quieter in two cases that a prediction has no reason to be silent about.
describe('is not reported', () => {
  test('where the connection may use another protocol', () => {
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': BARE.replace('IKEv2', 'Automatic'), 'server/s.ps1': server() })));
    expect(both(workspace, undefined)).toEqual({ reported: false, fails: true });
  });

  test('where clients offer more by registry', () => {
    const registry =
      'New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force\n';
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': BARE, 'client/r.ps1': registry, 'server/s.ps1': server() })));
    expect(both(workspace, undefined)).toEqual({ reported: false, fails: true });
  });
});
