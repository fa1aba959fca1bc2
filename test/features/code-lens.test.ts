import { describe, expect, test } from 'vitest';
import { policyLenses } from '../../server/src/features/code-lens.ts';
import { comparedPolicyAt, policyComparison } from '../../server/src/features/policy-comparison.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** What stands above the policies of each file. */
function lenses(text: string): string[] {
  const fixture = parseFixture(text);
  const workspace = workspaceOf(fixture);
  return fixture.files.flatMap(({ uri, text: source }) =>
    policyLenses(workspace, uri).map(({ span, title }) => `${uri.slice(ROOT.length + 1)} ${source.slice(span.start, span.end)}: ${title}`),
  );
}

test('a client that matches its server, each in its own spelling', () => {
  expect(lenses(files({ 'p.xml': profile({ EncryptionMethod: 'AES_GCM_128' }), 'rras.ps1': server({ EncryptionMethod: 'GCMAES128' }) }))).toEqual([
    'p.xml CryptographySuite: matches server rras.ps1',
    'rras.ps1 Set-VpnServerConfiguration: matches client p.xml',
  ]);
});
test('one that differs: in how many, and in which', () => {
  expect(lenses(files({ 'p.xml': profile({ DHGroup: 'ECP384', EncryptionMethod: 'AES256' }), 'rras.ps1': server() }))).toEqual([
    'p.xml CryptographySuite: differs from rras.ps1 in 2: EncryptionMethod, DHGroup',
    'rras.ps1 Set-VpnServerConfiguration: differs from p.xml in 2: EncryptionMethod, DHGroup',
  ]);
});
test('a server counts its clients', () => {
  const clients = {
    'a.xml': profile(),
    'b.xml': profile(),
    'c.ps1': client(),
    'd.xml': profile({ DHGroup: 'ECP384' }),
    'e.ps1': client({ DHGroup: '$group' }),
  };
  expect(lenses(files({ ...clients, 'rras.ps1': server() })).at(-1)).toBe(
    'rras.ps1 Set-VpnServerConfiguration: matches 3 clients, differs from 1, 1 cannot be told',
  );
  expect(lenses(files({ 'a.xml': profile({ DHGroup: 'ECP384' }), 'b.xml': profile({ DHGroup: 'ECP384' }), 'rras.ps1': server() })).at(-1)).toContain(
    'differs from 2 clients',
  );
});
test('what is not known is not called different, nor the same', () => {
  expect(lenses(files({ 'p.xml': profile(), 'rras.ps1': server({ DHGroup: '$group' }) }))[0]).toContain('matches rras.ps1 where it is known: not in DHGroup');
  expect(lenses(files({ 'p.xml': profile({ PfsGroup: 'PFS2' }), 'rras.ps1': server({ DHGroup: '$group' }) }))[0]).toContain(
    'differs from rras.ps1 in 1: PfsGroup',
  );
  expect(lenses(files({ 'p.xml': profile(), 'rras.ps1': 'Set-VpnServerConfiguration @p\n' }))[0]).toContain('cannot be compared with rras.ps1');
});
test('a side without a policy', () => {
  expect(lenses(files({ 'p.xml': profile(), 'rras.ps1': 'Set-VpnServerConfiguration -RevertToDefault\n' }))).toEqual([
    'p.xml CryptographySuite: sets a policy, rras.ps1 has no custom policy',
    'rras.ps1 Set-VpnServerConfiguration: has no custom policy, p.xml sets one',
  ]);
});
test('a server script that states no policy', () => {
  expect(lenses(files({ 'client/p.xml': profile(), 'server/rras.ps1': 'Install-RemoteAccess -VpnType Vpn\n' }))).toEqual([
    'client/p.xml CryptographySuite: sets a policy, rras.ps1 states none',
    'server/rras.ps1 Install-RemoteAccess: states no policy, p.xml sets one',
  ]);
});
test('several servers', () => {
  const text = files({ 'p.xml': profile({ DHGroup: 'ECP256' }), 'a.ps1': server(), 'b.ps1': server({ DHGroup: 'ECP384' }) });
  expect(lenses(text)).toEqual(['p.xml CryptographySuite: has 2 server policies to choose from (a.ps1, b.ps1)']);
  expect(lenses(files({ 'p.xml': profile(), 'a.ps1': server(), 'b.ps1': server() }))[0]).toContain('matches server a.ps1 and 1 more');
});
test('a pair that only may belong together', () => {
  expect(lenses(files({ 'berlin/p.xml': profile(), 'lisbon/s.ps1': server() }))[0]).toContain('matches server s.ps1 (if they belong together)');
});
test('a profile in a script', () => {
  expect(lenses(files({ 'deploy.ps1': `$xml = @'\n${profile()}'@\n`, 'rras.ps1': server() }))[0]).toBe('deploy.ps1 CryptographySuite: matches server rras.ps1');
});
test.each([
  ['a client alone', files({ 'p.xml': profile() })],
  ['a server alone', files({ 's.ps1': server() })],
  ['another tunnel', files({ 'p.xml': profile(), 's.ps1': server({}, ' -TunnelType L2TP') })],
  ['a profile for SSTP', files({ 'p.xml': profile({}, 'SSTP'), 's.ps1': server() })],
])('nothing above %s', (_, text) => {
  expect(lenses(text)).toEqual([]);
});
test('only the last of several calls is compared', () => {
  expect(lenses(files({ 'p.xml': profile(), 's.ps1': `${server({ DHGroup: 'Group2' })}${server()}` }))).toHaveLength(2);
});

describe('the comparison behind it', () => {
  const compared = (text: string): string | undefined => {
    const fixture = parseFixture(text);
    const workspace = workspaceOf(fixture);
    const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
    const ref = comparedPolicyAt(workspace, uri, offset);
    const result = ref && policyComparison(workspace, ref, ({ file, span }) => `${file.uri}#${span.start}`);
    return result && `${result.title}\n---\n${result.text}`;
  };

  test('both sides with each value', () => {
    const text = files({ 'p.xml': profile({ DHGroup: 'ECP⟦⟧384', PfsGroup: 'PFS3' }), 'rras.ps1': server({ EncryptionMethod: '$cipher' }) });
    expect(compared(text)).toMatchInlineSnapshot(`
      "p.xml and its server
      ---
      p.xml differs from rras.ps1 in 1: DHGroup

                 p.xml                 rras.ps1
      not known  AES128                not known  EncryptionMethod
      same       SHA256                SHA256     IntegrityCheckMethod
      DIFFERS    ECP384                Group14    DHGroup
      same       AES128                AES128     CipherTransformConstants
      same       SHA256128             SHA256128  AuthenticationTransformConstants
      not known  PFS3 (no such value)  PFS2048    PfsGroup

      client: file:///project/p.xml#184
      server: file:///project/rras.ps1#0

      Compared since it is the only server policy in project.
      "
    `);
  });
  test('a server with each of its clients', () => {
    const text = files({ 'a.xml': profile(), 'b.xml': profile({ DHGroup: 'ECP384' }), 'rras.ps1': `⟦⟧${server()}` });
    expect(compared(text)?.match(/^rras\.ps1 .*$/gm)).toEqual([
      'rras.ps1 and its clients',
      'rras.ps1 matches client a.xml',
      'rras.ps1 differs from b.xml in 1: DHGroup',
    ]);
  });
  test('the only policy of a file is meant wherever the cursor is', () => {
    expect(compared(files({ 'p.xml': `⟦⟧${profile()}`, 'rras.ps1': server() }))).toContain('matches server rras.ps1');
  });
  test('none where there is nothing to compare with', () => {
    expect(compared(files({ 'p.xml': `⟦⟧${profile()}` }))).toBeUndefined();
  });
});
