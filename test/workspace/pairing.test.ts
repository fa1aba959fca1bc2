import { describe, expect, test } from 'vitest';
import { rolesAgree } from '../../server/src/workspace/folders.ts';
import { expectFindings, findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const MISMATCH = 'policy-mismatch';

describe('without a project file', () => {
  test('a client beside a server script', () => {
    expectFindings(MISMATCH, files({ 'profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
  });

  test('folders named after roles are one deployment', () => {
    expectFindings(MISMATCH, files({ 'Clients/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'RRAS/policy.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
  });

  test('a client script is a client as well', () => {
    expectFindings(MISMATCH, files({ 'client/connection.ps1': client({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
  });

  test('client and server in one script', () => {
    expectFindings(MISMATCH, files({ 'setup.ps1': client({ DHGroup: '⟦ECP384⟧' }) + server({ DHGroup: '⟦Group14⟧' }) }));
  });

  test('equal policies in several scripts count as one', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'server/one.ps1': server({ DHGroup: '⟦Group14⟧' }),
        'server/two.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
  });

  test('spellings are not differences', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/profile.xml': profile({ EncryptionMethod: 'aes_gcm_256', DHGroup: 'group14' }),
        'server/rras.ps1': server({ EncryptionMethod: 'GCMAES256' }),
      }),
    );
  });

  test("a customer's folder without a server beside one with", () => {
    expectFindings(MISMATCH, files({ 'adatum/profile.xml': profile({ DHGroup: 'ECP384' }), 'fabrikam/profile.xml': profile(), 'fabrikam/rras.ps1': server() }));
  });

  test('the deepest home wins', () => {
    expectFindings(
      MISMATCH,
      files({
        'profile.xml': profile({ DHGroup: 'ECP256' }),
        'rras.ps1': server({ DHGroup: 'ECP256' }),
        'branch/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'branch/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
  });

  test('a shared scripts folder between customers is information at most', () => {
    const workspace = expectFindings(
      MISMATCH,
      files({
        'adatum/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'fabrikam/profile.xml': profile(),
        'scripts/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
    expect(findingsOf(workspace, MISMATCH).map((finding) => finding.severity)).toEqual(['information', 'information']);
  });

  test('a folder of samples is information at most, and offers the pin', () => {
    const workspace = expectFindings(
      MISMATCH,
      files({ 'samples/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }),
    );
    const [finding] = findingsOf(workspace, MISMATCH);
    expect(finding?.severity).toBe('information');
    expect(finding?.fixes().map((fix) => fix.title)).toContain('Pin to rras.ps1 in aovpn.json');
  });

  test('two gateways in one folder: silent for a client that matches one', () => {
    expectFindings(
      'pairing-ambiguous',
      files({ 'client/profile.xml': profile({ DHGroup: 'ECP256' }), 'server/berlin.ps1': server(), 'server/lisbon.ps1': server({ DHGroup: 'ECP256' }) }),
    );
  });

  test('two gateways in one folder: one question for a client that matches none', () => {
    const text = files({
      'client/profile.xml': profile({ DHGroup: 'ECP384' }).replace('CryptographySuite', '⟦CryptographySuite⟧'),
      'server/berlin.ps1': server(),
      'server/lisbon.ps1': server({ DHGroup: 'ECP256' }),
    });
    expectFindings('pairing-ambiguous', text);
  });

  test('a root with several published profiles and scripts', () => {
    expectFindings(
      MISMATCH,
      files({
        'ProfileXML_User.xml': profile(),
        'ProfileXML_Device.xml': profile({ DHGroup: 'ECP256' }),
        'Set-Baseline.ps1': `if ($Enhanced) {\n${server({ DHGroup: 'ECP256' })}} else {\n${server()}}\n`,
      }),
    );
  });

  test('a script that takes the policy back does not make the other one doubtful', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
        'server/rollback.ps1': 'Set-VpnServerConfiguration -RevertToDefault\n',
      }),
    );
  });

  test('folders of different names below the role folders', () => {
    const workspace = expectFindings(
      MISMATCH,
      files({
        'profiles/contoso/p.xml': profile(),
        'profiles/fabrikam/p.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'servers/contoso/r.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
    expect(findingsOf(workspace, MISMATCH).map((finding) => finding.severity)).toEqual(['information', 'information']);
  });

  test('never across workspace folders', () => {
    const fixture = parseFixture(files({ 'one/client/profile.xml': profile({ DHGroup: 'ECP384' }), 'two/server/rras.ps1': server() }));
    const workspace = workspaceOf(fixture, [`${ROOT}/one`, `${ROOT}/two`]);
    expect(findingsOf(workspace, MISMATCH)).toEqual([]);
  });

  test('a document without a file belongs to nobody', () => {
    const fixture = parseFixture(files({ 'server/rras.ps1': server() }));
    const workspace = workspaceOf(fixture);
    workspace.setFile({ uri: 'untitled:Untitled-1', text: profile({ DHGroup: 'ECP256', PfsGroup: 'PFS2' }), languageId: 'xml' });
    expect(workspace.findings('untitled:Untitled-1').map((finding) => finding.rule.id)).toEqual(['crypto-weak']);
  });
});

describe('what the server states', () => {
  test('the last unconditional command counts', () => {
    expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: 'ECP384' }) + server({ DHGroup: '⟦Group14⟧' }) }),
    );
  });

  test('conditional commands are a set', () => {
    expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': `${server()}if ($strong) {\n${server({ DHGroup: 'ECP384' })}}\n` }),
    );
  });

  test('an L2TP policy is another tunnel', () => {
    expectFindings(MISMATCH, files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': server({}, ' -TunnelType L2TP') }));
  });

  test('so is a site-to-site interface', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/profile.xml': profile({ DHGroup: 'ECP384' }),
        'server/site.ps1':
          'Set-VpnS2SInterface -Name Lisbon -CustomPolicy -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -CipherTransformConstants AES128 -AuthenticationTransformConstants SHA256128 -PfsGroup PFS2048\n',
      }),
    );
  });

  test('a value that is not known is not compared', () => {
    expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': `param($group)\n${server({ DHGroup: '$group' })}` }),
    );
  });

  test('a value that the command leaves out is not compared', () => {
    expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': 'Set-VpnServerConfiguration -CustomPolicy -EncryptionMethod AES128\n' }),
    );
  });
});

describe('which client takes part', () => {
  test.each(['L2TP', 'SSTP', 'PPTP'])('%s is no IKEv2', (protocol) => {
    expectFindings(MISMATCH, files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }, protocol), 'server/rras.ps1': server() }));
  });

  test.each(['Automatic', 'ProtocolList'])('%s may be IKEv2: a warning', (protocol) => {
    const workspace = expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }, protocol), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }),
    );
    expect(findingsOf(workspace, MISMATCH).map((finding) => finding.severity)).toEqual(['warning', 'information']);
  });

  test('a connection that the script makes an L2TP one', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/vpn.ps1': `Add-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType L2tp\n${client({ DHGroup: 'ECP384' })}`,
        'server/rras.ps1': server(),
      }),
    );
  });

  test('a device and a user tunnel are both compared with the server, not with each other', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/user.xml': profile(),
        'client/device.xml': profile({ DHGroup: '⟦ECP384⟧' }).replace('<NativeProfile>', '<DeviceTunnel>true</DeviceTunnel><NativeProfile>'),
        'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
  });
});

describe("the server's side", () => {
  test('one finding for each value, with the number of clients and at most five of them', () => {
    const clients = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`client/${index}.xml`, profile({ DHGroup: '⟦ECP384⟧' })]));
    const workspace = expectFindings(MISMATCH, files({ ...clients, 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
    const [mirror] = workspace.findings(`${ROOT}/server/rras.ps1`);
    expect(mirror?.severity).toBe('information');
    expect(mirror?.message).toContain('7 clients');
    expect(mirror?.related).toHaveLength(5);
  });

  test('a suppressed client is not counted', () => {
    const suppressed = `<!-- aovpn-disable policy-mismatch: the old laptops in the archive -->\n${profile({ DHGroup: 'ECP384' })}`;
    const workspace = expectFindings(
      MISMATCH,
      files({ 'client/old.xml': suppressed, 'client/new.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }),
    );
    expect(workspace.findings(`${ROOT}/server/rras.ps1`)[0]?.message).toContain('new.xml asks for ECP384');
  });

  test('says nothing when every client is suppressed', () => {
    const suppressed = `<!-- aovpn-disable policy-mismatch -->\n${profile({ DHGroup: 'ECP384' })}`;
    expectFindings(MISMATCH, files({ 'client/old.xml': suppressed, 'server/rras.ps1': server() }));
  });
});

describe('with a project file', () => {
  const pinned = (clients: string[], servers: string[]): string => JSON.stringify({ deployments: [{ name: 'berlin', clients, servers }] });

  test('pinned pairs always compare, whatever the folders are called', () => {
    const workspace = expectFindings(
      MISMATCH,
      files({
        'aovpn.json': pinned(['adatum/*.xml'], ['scripts/rras.ps1']),
        'adatum/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'scripts/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
    expect(findingsOf(workspace, MISMATCH)[0]).toMatchObject({ severity: 'error' });
    expect(findingsOf(workspace, MISMATCH)[0]?.message).toMatch(/pinned by deployment berlin in aovpn\.json\.$/);
  });

  test('a pinned client is compared with its own server only', () => {
    expectFindings(
      MISMATCH,
      files({
        'aovpn.json': pinned(['client/profile.xml'], ['server/lisbon.ps1']),
        'client/profile.xml': profile(),
        'server/lisbon.ps1': server(),
        'server/berlin.ps1': server({ DHGroup: 'ECP384' }),
      }),
    );
  });

  test('severities and switches of a rule', () => {
    const text = files({
      'aovpn.json': JSON.stringify({ rules: { 'crypto-weak': 'off', 'policy-mismatch': 'hint' } }),
      'client/profile.xml': profile({ DHGroup: '⟦Group2⟧' }),
      'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
    });
    expect(findingsOf(expectFindings(MISMATCH, text), MISMATCH).map((finding) => finding.severity)).toEqual(['hint', 'hint']);
  });

  test('overrides and exclusions of files', () => {
    const config = { exclude: ['archive'], overrides: [{ files: ['lab/**'], rules: { 'crypto-weak': 'off' } }] };
    expectFindings(
      'crypto-weak',
      files({
        'aovpn.json': JSON.stringify(config),
        'archive/a.ps1': server({ DHGroup: 'Group2' }),
        'lab/b.ps1': server({ DHGroup: 'Group2' }),
        'live/c.ps1': server({ DHGroup: '⟦Group2⟧' }),
      }),
    );
  });
});

test.each([
  ['client', 'server', true],
  ['Clients', 'RRAS', true],
  ['profiles', 'scripts', true],
  ['01-client', '02-server', true],
  ['ProfileXML', 'Server-Scripts', true],
  ['berlin-client', 'berlin-server', true],
  ['berlin-client', 'lisbon-server', false],
  ['adatum', 'scripts', false],
  ['samples', 'server', false],
  ['adatum', 'fabrikam', false],
])('folders %s and %s: roles of one deployment %s', (one, other, expected) => {
  expect(rolesAgree(one, other)).toBe(expected);
});
