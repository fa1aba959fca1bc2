import { describe, expect, test } from 'vitest';
import { readScript } from '../../server/src/artefacts/powershell/read.ts';
import { expectFindings, parseFixture, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const VALUES =
  '-AuthenticationTransformConstants None -CipherTransformConstants DES -DHGroup Group1 -EncryptionMethod DES -IntegrityCheckMethod MD5 -PfsGroup None';

/** Every finding about policies, algorithms and authentication, in files of these names. */
function found(contents: Record<string, string>): string[] {
  const workspace = workspaceOf(parseFixture(files(contents)));
  return workspace
    .uris()
    .flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule.id))
    .filter((id) => /^(policy|pairing|crypto|auth)-/.test(id));
}

describe('commands of site-to-site interfaces have the same parameters, and are read as nothing', () => {
  test.each([
    `Add-VpnS2SInterface -Name Lisbon -Destination 203.0.113.7 -Protocol IKEv2 -AuthenticationMethod PSKOnly -CustomPolicy ${VALUES}`,
    `Set-VpnS2SInterface -Name Lisbon -CustomPolicy ${VALUES}`,
    `$p = @{ DHGroup = 'Group1'; EncryptionMethod = 'DES' }\nSet-VpnS2SInterface -Name Lisbon -CustomPolicy @p`,
    `Get-VpnS2SInterface -Name Lisbon | Set-VpnS2SInterface -CustomPolicy ${VALUES}`,
  ])('%s', (script) => {
    const { facts } = readScript({ uri: 'file:///s.ps1', text: script });
    expect(facts.policies).toEqual([]);
    expect(facts.serverAuthentications).toBeUndefined();
    expect(found({ 'client/profile.xml': profile(), 'server/rras.ps1': `${script}\n` })).toEqual([]);
  });

  test('nor do they hide the policy beside them', () => {
    expectFindings(
      'policy-mismatch',
      files({
        'client/profile.xml': profile({ DHGroup: '⟦ECP256⟧' }),
        'server/rras.ps1': `Set-VpnS2SInterface -Name Lisbon -CustomPolicy ${VALUES}\n${server({ DHGroup: '⟦Group14⟧' })}Set-VpnS2SInterface -Name Porto -CustomPolicy ${VALUES}\n`,
      }),
    );
  });
});

describe('a policy for L2TP is never compared with a client of IKEv2', () => {
  test('of the server', () => {
    expect(found({ 'client/profile.xml': profile(), 'server/rras.ps1': server({ DHGroup: 'ECP256' }, ' -TunnelType L2TP') })).toEqual([]);
  });

  test('of a connection', () => {
    const l2tp = `Add-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType L2tp\n${client({ DHGroup: 'ECP256' })}`;
    expect(found({ 'client/connection.ps1': l2tp, 'server/rras.ps1': server() })).toEqual([]);
  });
});

describe('a script that sets the policy twice', () => {
  test('counts as what the last unconditional command says', () => {
    expect(found({ 'client/profile.xml': profile(), 'server/rras.ps1': server({ DHGroup: 'Group1', PfsGroup: 'None' }) + server() })).toEqual([]);
  });

  test('counts as both where the later one depends on a condition', () => {
    const script = `${server({ PfsGroup: 'None' })}if ($new) {\n  ${server()}}\n`;
    expect(found({ 'server/rras.ps1': script })).toEqual(['crypto-pfs-none']);
  });
});
