import { describe, expect, test } from 'vitest';
import { CMDLETS } from '../../server/src/knowledge/cmdlets.ts';
import type { Cmdlet } from '../../server/src/knowledge/cmdlet.ts';
import { freeParameters, isMandatoryIn, possibleSets } from '../../server/src/knowledge/parameter-sets.ts';
import { accepted, labels, offered } from '../support/completions.ts';

const ps = (text: string): string => `=== s.ps1\n${text}\n`;
const SIX = 'AuthenticationTransformConstants CipherTransformConstants DHGroup EncryptionMethod IntegrityCheckMethod PfsGroup'.split(' ');
const GROUPS = ['Group14', 'ECP256', 'ECP384', 'None', 'Group1', 'Group2', 'Group24'];

describe('parameters of the set that is chosen', () => {
  const server = (given: string): string[] => labels(ps(`Set-VpnServerConfiguration ${given} -⟦⟧`));
  const client = (given: string): string[] => labels(ps(`Set-VpnConnectionIPsecConfiguration ${given} -⟦⟧`));

  test('a policy excludes going back to the default, and the other way round', () => {
    expect(server('-CustomPolicy')).toEqual(expect.arrayContaining(SIX));
    expect(server('-CustomPolicy')).not.toContain('RevertToDefault');
    expect(server('-CustomPolicy')).not.toContain('EncryptionType');
    expect(server('-RevertToDefault')).toEqual(['TunnelType', 'PassThru', 'CimSession', 'ThrottleLimit', 'AsJob']);
    expect(server('-EncryptionType MaximumEncryption')).not.toContain('CustomPolicy');
    expect(server('-EncryptionType MaximumEncryption')).toContain('Ikev2Ports');
    expect(server('-Ikev2Ports 500')).not.toContain('RevertToDefault');
    expect(server('-TunnelType IKEV2')).toContain('RevertToDefault');
  });
  test('what is needed comes first', () => {
    expect(server('-DHGroup Group14')[0]).toBe('CustomPolicy');
    expect(client('')[0]).toBe('ConnectionName');
    expect(client('Fabrikam -PfsGroup PFS2048').slice(0, 5)).toEqual(SIX.slice(0, 5));
    expect(labels(ps('Add-VpnConnection -⟦⟧')).slice(0, 2)).toEqual(['Name', 'ServerAddress']);
    expect(labels(ps('Set-VpnConnection -⟦⟧'))[0]).toBe('Name');
  });
  test('it says that it is', () => {
    const { items } = offered(ps('Add-VpnConnection -⟦⟧'));
    expect(items.map(({ detail }) => detail).slice(1, 3)).toEqual([
      'Required. Host name or address of the VPN server.',
      'Pptp, L2tp, Sstp, Ikev2 or Automatic.',
    ]);
  });
  test('what excludes each other leaves what belongs to all sets', () => {
    expect(server('-RevertToDefault -DHGroup Group14')).toEqual(['TunnelType', 'PassThru', 'CimSession', 'ThrottleLimit', 'AsJob']);
  });
  test.each([
    ['by name', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -⟦⟧'],
    ['by alias', 'Set-VpnConnection -ServerName vpn.fabrikam.com -⟦⟧', 'ServerAddress'],
    ['by abbreviation', 'Set-VpnServerConfiguration -DHG Group14 -⟦⟧'],
    ['by position', 'Set-VpnConnectionIPsecConfiguration Fabrikam SHA256128 AES128 Group14 -⟦⟧'],
    ['by splatting', "$p = @{ DHGroup = 'Group14' }\nSet-VpnServerConfiguration @p -⟦⟧"],
    ['by pipeline', "[pscustomobject]@{ DHGroup = 'Group14' } | Set-VpnServerConfiguration -CustomPolicy -⟦⟧"],
    ['with a colon', 'Set-VpnServerConfiguration -DHGroup:Group14 -⟦⟧'],
  ])('what is given %s is not offered', (_, text, name = 'DHGroup') => {
    expect(labels(ps(text))).toContain('PassThru');
    expect(labels(ps(text))).not.toContain(name);
  });
  test('the sets of Microsoft, from the reference', () => {
    expect(possibleSets(CMDLETS.setVpnServer, ['DHGroup'])).toEqual(['CustomPolicy']);
    expect(possibleSets(CMDLETS.setVpnClient, ['ConnectionName'])).toEqual(['Default', 'CustomPolicy']);
    expect(possibleSets(CMDLETS.addVpnConnection, ['TunnelType'])).toEqual(['InboxProfile']);
    expect(possibleSets(CMDLETS.setItemProperty, ['LiteralPath', 'Value'])).toEqual(['propertyValueLiteralPathSet']);
    expect(freeParameters(CMDLETS.newItemProperty, ['Path']).map(({ parameter }) => parameter.name)[0]).toBe('Name');
  });
  test.each(Object.values<Cmdlet>(CMDLETS).map((cmdlet) => [cmdlet.name, cmdlet] as const))(
    '%s: each set is known, and has a parameter of its own or none',
    (_, cmdlet) => {
      for (const { sets = [], mandatory } of cmdlet.parameters) {
        expect(cmdlet.sets ?? []).toEqual(expect.arrayContaining([...sets]));
        if (Array.isArray(mandatory)) expect(cmdlet.sets ?? []).toEqual(expect.arrayContaining([...(mandatory as string[])]));
      }
      for (const set of cmdlet.sets ?? ['']) {
        const needed = cmdlet.parameters.filter((parameter) => isMandatoryIn(parameter, set)).map(({ name }) => name);
        expect(possibleSets(cmdlet, needed)).toContain(set);
      }
    },
  );
});

describe('values', () => {
  test.each([
    ['an enumeration', 'Set-VpnServerConfiguration -TunnelType ⟦⟧', ['IKEV2', 'L2TP']],
    [
      'one that is being typed',
      'Set-VpnServerConfiguration -EncryptionType Max⟦⟧',
      ['NoEncryption', 'OptionalEncryption', 'RequireEncryption', 'MaximumEncryption'],
    ],
    ['in quotes', "Add-VpnConnection -Name x -TunnelType '⟦⟧'", ['Pptp', 'L2tp', 'Sstp', 'Ikev2', 'Automatic']],
    ['by position', 'Add-VpnConnection x vpn.fabrikam.com Ike⟦⟧', ['Pptp', 'L2tp', 'Sstp', 'Ikev2', 'Automatic']],
    ['a Boolean', 'Set-VpnConnection -Name x -SplitTunneling ⟦⟧', ['$true', '$false']],
    ['a Boolean that is being typed', 'Set-VpnConnection -Name x -SplitTunneling $t⟦⟧', ['$true', '$false']],
    ['a switch behind a colon', 'Set-VpnServerConfiguration -CustomPolicy:⟦⟧', ['$true', '$false']],
    [
      'a type in the registry',
      'New-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name x -PropertyType DW⟦⟧',
      ['String', 'ExpandString', 'Binary', 'DWord', 'MultiString', 'QWord'],
    ],
    ['the second of several', 'Add-VpnConnection -Name x -AuthenticationMethod Eap, ⟦⟧', ['Pap', 'Chap', 'MSChapv2', 'Eap', 'MachineCertificate']],
    ['the first of several', 'Add-VpnConnection -Name x -AuthenticationMethod E⟦⟧ap, Pap', ['Pap', 'Chap', 'MSChapv2', 'Eap', 'MachineCertificate']],
  ])('%s', (_, text, values) => {
    expect(labels(ps(text))).toEqual(values);
  });
  test.each([
    ['behind a switch', 'Set-VpnServerConfiguration -CustomPolicy ⟦⟧'],
    ['of a name', 'Add-VpnConnection -Name ⟦⟧'],
    ['of a switch that takes a Boolean elsewhere', 'Add-VpnConnection -Name x -SplitTunneling ⟦⟧'],
  ])('none %s', (_, text) => {
    expect(labels(ps(text))).toEqual([]);
  });
  test('take the place of what is typed', () => {
    expect(accepted(ps('Set-VpnConnection -Name x -SplitTunneling $t⟦⟧ -Force'), '$true')).toBe('Set-VpnConnection -Name x -SplitTunneling $true -Force\n');
    expect(accepted(ps('Set-VpnServerConfiguration -CustomPolicy:⟦⟧$false'), '$true')).toBe('Set-VpnServerConfiguration -CustomPolicy:$true$false\n');
    expect(accepted(ps("Add-VpnConnection -Name x -AuthenticationMethod 'Eap', 'M⟦⟧'"), 'MachineCertificate')).toContain("'Eap', 'MachineCertificate'\n");
  });
});

describe('entries of a hashtable that is splatted', () => {
  const table = (entries: string, call = 'Set-VpnServerConfiguration @p'): string => ps(`$p = @{\n${entries}\n}\n${call}`);

  test.each([
    ['an empty line', table("  PfsGroup = 'PFS2048'\n  ⟦⟧")],
    ['a key that is being typed', table("  PfsGroup = 'PFS2048'\n  DH⟦⟧")],
    ['a key between others', table("  PfsGroup = 'PFS2048'\n  DH⟦⟧\n  IntegrityCheckMethod = 'SHA256'")],
    ['the only line', ps('$p = @{ PfsGroup = "PFS2048"; ⟦⟧ }\nSet-VpnServerConfiguration @p')],
    ['the only line, in a word', ps('$p = @{ PfsGroup = "PFS2048"; DH⟦⟧ }\nSet-VpnServerConfiguration @p')],
    ['a key with its value', table("  PfsGroup = 'PFS2048'\n  DH⟦⟧ = 'Group14'")],
    ['a key in quotes', table("  PfsGroup = 'PFS2048'\n  'DH⟦⟧' = 'Group14'")],
    ['a table that is piped', ps("[pscustomobject]@{\n  PfsGroup = 'PFS2048'\n  DH⟦⟧\n} | Set-VpnServerConfiguration -CustomPolicy")],
    ['an object that is piped later', ps("$p = [pscustomobject]@{\n  PfsGroup = 'PFS2048'\n  DH⟦⟧\n}\n$p | Set-VpnServerConfiguration -CustomPolicy")],
    ['a table that is cast and piped', ps("$p = @{\n  PfsGroup = 'PFS2048'\n  DH⟦⟧\n}\n[pscustomobject]$p | Set-VpnServerConfiguration -CustomPolicy")],
    ['a table of the script', ps("$script:p = @{\n  PfsGroup = 'PFS2048'\n  DH⟦⟧\n}\nSet-VpnServerConfiguration @script:p")],
    ['an ordered table', ps("$p = [ordered]@{\n  PfsGroup = 'PFS2048'\n  DH⟦⟧\n}\nSet-VpnServerConfiguration @p")],
    ['a table in a function', ps("function Set-It {\n  $p = @{\n    PfsGroup = 'PFS2048'\n    DH⟦⟧\n  }\n  Set-VpnServerConfiguration @p\n}")],
  ])('keys: %s', (_, text) => {
    expect(labels(text)).toContain('DHGroup');
    expect(labels(text)).not.toContain('PfsGroup');
    expect(labels(text)).not.toContain('RevertToDefault');
  });
  test('a new key comes with its sign, a switch with its value', () => {
    expect(accepted(table('  DH⟦⟧'), 'DHGroup')).toContain('@{\n  DHGroup = \n}');
    expect(accepted(table("  DHGroup = 'Group14'\n  ⟦⟧"), 'CustomPolicy')).toContain("'Group14'\n  CustomPolicy = $true\n}");
    expect(accepted(table("  D⟦⟧ = 'Group14'"), 'DHGroup')).toContain("@{\n  DHGroup = 'Group14'\n}");
    expect(accepted(table("  'D⟦⟧' = 'Group14'"), 'DHGroup')).toContain("@{\n  'DHGroup' = 'Group14'\n}");
  });
  test('what the command names itself counts', () => {
    expect(labels(table('  ⟦⟧', 'Set-VpnServerConfiguration -CustomPolicy @p'))).not.toContain('CustomPolicy');
    expect(labels(table('  ⟦⟧', 'Set-VpnServerConfiguration @p -RevertToDefault'))).not.toContain('DHGroup');
  });

  test.each([
    ['nothing yet', table('  DHGroup = ⟦⟧')],
    ['nothing yet, between others', table("  PfsGroup = 'PFS2048'\n  DHGroup =⟦⟧\n  IntegrityCheckMethod = 'SHA256'")],
    ['a word', table('  DHGroup = Gr⟦⟧')],
    ['an open quote', table("  DHGroup = 'Gr⟦⟧")],
    ['quotes', table("  DHGroup = '⟦⟧'")],
    ['one line', ps('$p = @{ DHGroup = ⟦⟧ }\nSet-VpnServerConfiguration @p')],
  ])('values: %s', (_, text) => {
    expect(labels(text)).toEqual(GROUPS);
  });
  test('are put in quotes', () => {
    expect(accepted(table('  DHGroup = Gr⟦⟧'), 'Group14')).toContain("  DHGroup = 'Group14'\n");
    expect(accepted(table("  DHGroup = 'Gr⟦⟧'"), 'Group14')).toContain("  DHGroup = 'Group14'\n");
    expect(accepted(table('  TunnelType = ⟦⟧'), 'IKEV2')).toContain("  TunnelType = 'IKEV2'\n");
    expect(accepted(table('  CustomPolicy = $⟦⟧'), '$true')).toContain('  CustomPolicy = $true\n');
  });

  test.each([
    ['one that nobody splats', ps('$p = @{\n  DH⟦⟧\n}\nSet-VpnServerConfiguration -RevertToDefault')],
    ['one for another cmdlet', ps('$p = @{\n  DH⟦⟧\n}\nGet-VpnConnection @p')],
    ['a script block', ps('if ($x) {\n  DH⟦⟧\n}\nSet-VpnServerConfiguration -RevertToDefault')],
    ['a hashtable in it', table("  PfsGroup = 'PFS2048'\n  Other = @{ DH⟦⟧ }")],
    ['a value that is free', table('  Ikev2Ports = ⟦⟧')],
  ])('nothing in %s', (_, text) => {
    expect(labels(text).filter((label) => !label.startsWith('aovpn-'))).toEqual([]);
  });
});

test('a hyphen asks for parameters, and for nothing else', () => {
  expect(labels(ps('Set-VpnServerConfiguration -⟦⟧'), { typed: '-' })).toContain('CustomPolicy');
  expect(labels(ps('Set-VpnServerConfiguration -DHGroup -⟦⟧'), { typed: '-' })).toContain('CustomPolicy');
  expect(labels('=== p.xml\n<VPNProfile>\n  -⟦⟧\n</VPNProfile>\n', { typed: '-' })).toEqual([]);
});

test('what PowerShell brings along is left to an extension for PowerShell', () => {
  const asking = (text: string): string[] => labels(ps(text), { leavesBuiltIn: true });
  expect(asking('New-ItemProperty -⟦⟧')).toEqual([]);
  expect(asking('New-ItemProperty -PropertyType ⟦⟧')).toEqual([]);
  expect(asking('Restart-Service -⟦⟧')).toEqual([]);
  expect(asking('Set-VpnServerConfiguration -⟦⟧')).toContain('CustomPolicy');
  expect(asking('Add-VpnConnection -⟦⟧')).toContain('TunnelType');
});
