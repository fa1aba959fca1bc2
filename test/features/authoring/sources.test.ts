import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../server/src/workspace/verdict.ts';
import { PROFILE_TEXTS, SERVER_TEXTS, walked } from '../../support/authoring.ts';
import { parseFixture, ROOT, workspaceOf } from '../../support/fixture.ts';
import { client, files, profile, server, STANDARD } from '../../support/policies.ts';

const policyItems = (kind: 'profile' | 'server-policy', text: string, more = {}) => {
  const workspace = workspaceOf(parseFixture(text));
  const step = walked(kind, { ...PROFILE_TEXTS, ...SERVER_TEXTS, ...more }, workspace).steps.find(({ id }) => id === 'policy');
  return step && step.form.kind !== 'text' ? step.form.items : expect.fail('The policy is not asked for');
};
const labels = (...args: Parameters<typeof policyItems>): string[] => policyItems(...args).map(({ label }) => label);
const BASELINES = [
  'AES-128-GCM, SHA-256, group 14 and P-256',
  'AES-128, SHA-256 and 2048-bit groups',
  'AES-256-GCM, SHA-384 and P-384: the Commercial National Security Algorithm suite 1.0',
];

describe('policies to choose from', () => {
  test('without any in the workspace: what is recommended', () => {
    expect(labels('profile', '=== readme.md\nx\n')).toEqual(BASELINES);
    expect(labels('server-policy', '=== readme.md\nx\n', { gateway: 'azure' })).toEqual(BASELINES);
  });

  test('a profile takes those of servers first, each once, and a server policy those of clients', () => {
    const text = files({
      'a/server/one.ps1': server(),
      'a/server/two.ps1': server(),
      'b/server/rras.ps1': server({ DHGroup: 'ECP256' }),
      'a/client/user.xml': profile({ DHGroup: 'ECP384' }),
    });
    expect(labels('profile', text)).toEqual(['The policy of server/one.ps1 and one more file', 'The policy of server/rras.ps1', ...BASELINES]);
    expect(labels('server-policy', text)).toEqual(['The policy of client/user.xml', ...BASELINES]);
    expect(policyItems('profile', text)[0]).toMatchObject({
      chosen: true,
      detail: 'IKE: AES128, SHA256, Group14. ESP: AES128, SHA256128, PFS2048.',
    });
  });

  test('a profile inside a script counts, and so does a client cmdlet', () => {
    const text = files({ 'deploy.ps1': `$profileXml = @'\n${profile()}'@\n`, 'connection.ps1': client({ DHGroup: 'ECP256' }) });
    expect(labels('server-policy', text).slice(0, -3).sort()).toEqual(['The policy of project/connection.ps1', 'The policy of project/deploy.ps1']);
  });

  test.each([
    ['one of which a value is not known', { 'rras.ps1': server({ DHGroup: '$group' }) }],
    ['one that is no custom policy', { 'rras.ps1': 'Set-VpnServerConfiguration -RevertToDefault\n' }],
    ['one of another tunnel', { 'rras.ps1': server().replace('-CustomPolicy', '-TunnelType L2TP -CustomPolicy') }],
    ['one that a later command replaces', { 'rras.ps1': `${server()}Set-VpnServerConfiguration -RevertToDefault\n` }],
    ['one that ProfileXML has no word for', { 'rras.ps1': server({ CipherTransformConstants: 'None' }) }],
  ])('not %s', (_, texts) => {
    expect(labels('profile', files(texts))).toEqual(BASELINES);
  });
});

test('a profile with the policy of a server agrees with it', () => {
  const strong = server({ ...STANDARD, DHGroup: 'ECP256', PfsGroup: 'ECP256' });
  const workspace = workspaceOf(parseFixture(files({ 'server/rras.ps1': strong })));
  const { ready } = walked('profile', PROFILE_TEXTS, workspace);
  expect(ready.reported).toEqual([]);
  workspace.setFile({ uri: `${ROOT}/client/user.xml`, text: ready.text });
  expect(verdictsOf(workspace).map(({ text }) => text)).toEqual(['project: 1 client, 1 server: agree']);
});

test('what is reported in a policy that was taken over is said before the document is made', () => {
  const workspace = workspaceOf(parseFixture(files({ 'server/rras.ps1': server({ DHGroup: 'Group2', PfsGroup: 'None' }) })));
  const { ready } = walked('profile', PROFILE_TEXTS, workspace);
  expect(ready.reported).toEqual(['crypto-pfs-none (warning)', 'crypto-weak (warning)']);
  expect(ready.text).toContain('<DHGroup>Group2</DHGroup>');
});
