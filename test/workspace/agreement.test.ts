import { describe, expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

function titles(rule: string, contents: Record<string, string>, ending = ''): string[] {
  const workspace = workspaceOf(parseFixture(files(contents)));
  const found = findingsOf(workspace, rule).filter(({ at }) => at.file.uri.endsWith(ending));
  return found.flatMap((finding) => workspace.fixesOf(finding).map(({ fix }) => fix.title));
}

function fixed(rule: string, contents: Record<string, string>, title: RegExp): string {
  const workspace = workspaceOf(parseFixture(files(contents)));
  const [finding] = findingsOf(workspace, rule);
  return printed(applied(workspace, finding ?? expect.fail('no finding'), title));
}

const INSTALL = 'Install-RemoteAccess -VpnType Vpn\n';

describe('no fix parts a client from its server', () => {
  const odd = { 'client/odd.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': server() };

  test('the value of one client on the server, which the others agree with', () => {
    expect(titles('policy-mismatch', odd, 'odd.xml')).toEqual([
      "Use the server's value here (ECP384)".replace('ECP384', 'Group14'),
      "Use the client's value on the server (ECP384)",
      'Align all six values with the server',
    ]);
    const withFleet = { ...odd, 'client/fleet.xml': profile() };
    expect(titles('policy-mismatch', withFleet, 'odd.xml')).toEqual(["Use the server's value here (Group14)", 'Align all six values with the server']);
    expect(titles('policy-mismatch', withFleet, 'rras.ps1')).toEqual([
      "Use the server's value on every client listed here (Group14)",
      'Align all six values of every client listed here with the server',
    ]);
  });

  test('a suite for a client whose server script states none', () => {
    const incomplete = profile().replace(/<CryptographySuite>.*<\/CryptographySuite>/, '<CryptographySuite></CryptographySuite>');
    expect(titles('crypto-incomplete', { 'client/a.xml': incomplete })).toEqual(['Complete with the published minimum']);
    expect(titles('crypto-incomplete', { 'client/a.xml': incomplete, 'server/install.ps1': INSTALL })).toEqual([]);
  });

  test('a server that is completed gets what its clients have', () => {
    const partial = 'Set-VpnServerConfiguration -CustomPolicy -EncryptionMethod AES128 -IntegrityCheckMethod SHA256\nRestart-Service RemoteAccess -Force\n';
    const contents = { 'client/a.ps1': client({ DHGroup: 'ECP384' }), 'server/s.ps1': partial };
    expect(titles('ps-server-partial', contents)).toEqual(["Add the clients' values"]);
    expect(fixed('ps-server-partial', contents, /^Add/)).toContain('-DHGroup ECP384');
    // Any value would lock one of the two out.
    expect(titles('ps-server-partial', { ...contents, 'client/b.ps1': client() })).toEqual([]);
    expect(titles('ps-server-partial', { 'server/s.ps1': partial })).toEqual(['Add the values of the published minimum']);
  });

  test('IKEv2 alone for a client that only SSTP connects', () => {
    const contents = { 'client/a.xml': profile({}, 'Automatic'), 'server/rras.ps1': server() };
    expect(titles('protocol-automatic', contents)).toEqual(['Use IKEv2', 'Use SSTP (Windows 11), without the CryptographySuite']);
    const other = { ...contents, 'server/rras.ps1': server({ DHGroup: 'ECP384' }) };
    expect(titles('protocol-automatic', other)).toEqual(['Use SSTP (Windows 11), without the CryptographySuite']);
  });

  test('what was printed and differs from the script that the clients agree with', () => {
    const output = `PS C:\\> Get-VpnServerIPsecConfiguration\n\nAuthenticationTransformConstants : SHA256128\nCipherTransformConstants         : AES128\nCustomPolicy                     : True\nDHGroup                          : ECP384\nEncryptionMethod                 : AES128\nIdleDisconnect(s)                : 300\nIntegrityCheckMethod             : SHA256\nPFSgroup                         : PFS2048\n`;
    const drift = { 'server/rras.ps1': server(), 'server/output.txt': output };
    expect(titles('policy-server-drift', drift)).toEqual(['Use ECP384 in rras.ps1']);
    expect(titles('policy-server-drift', { ...drift, 'client/a.xml': profile() })).toEqual([]);
  });
});

describe('no fix carries what is weak any further', () => {
  test('to where it would be as bad as what is mended', () => {
    const weak = { 'client/a.xml': profile(), 'server/rras.ps1': server({ DHGroup: 'Group2' }) };
    // The client cannot connect at all: that is worse than a weak group.
    expect(titles('policy-mismatch', weak, 'a.xml')[0]).toBe("Use the server's value here (Group2)");
    expect(titles('policy-mismatch', weak, 'rras.ps1')).toEqual(["Use the client's value here (Group14)"]);
    const broken = { 'client/a.xml': profile(), 'server/rras.ps1': server({ DHGroup: 'Group1' }) };
    expect(titles('policy-mismatch', broken, 'a.xml')).toEqual(["Use the client's value on the server (Group14)"]);
  });

  test('half a pair of AES-GCM in a client that had none', () => {
    const contents = {
      'client/a.ps1': client(),
      'server/s.ps1': server({ CipherTransformConstants: 'GCMAES128' }),
    };
    const after = fixed('crypto-gcm-pair', contents, /on every side$/);
    expect(after.match(/TransformConstants GCMAES128/g)).toHaveLength(4);
  });
});
