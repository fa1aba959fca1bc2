import { describe, expect, test } from 'vitest';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** The syntax that is shown first, with the active parameter in brackets; nothing where there is none. */
function shown(text: string, leavesBuiltIn = false): string | undefined {
  const fixture = parseFixture(`=== s.ps1\n${text}\n`);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const help = signatureHelp(workspaceOf(fixture), uri, offset, leavesBuiltIn);
  const signature = help?.signatures[help.active];
  const active = signature?.parameters[signature.active ?? -1];
  if (!signature || !active) return signature?.label;
  return `${signature.label.slice(0, active.start)}⟦${signature.label.slice(active.start, active.end)}⟧${signature.label.slice(active.end)}`;
}

/** The active parameter alone. */
const active = (text: string): string | undefined => /⟦(.*)⟧/.exec(shown(text) ?? '')?.[1];
const count = (text: string): number => {
  const fixture = parseFixture(`=== s.ps1\n${text}\n`);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return signatureHelp(workspaceOf(fixture), uri, offset)?.signatures.length ?? 0;
};

test('the syntax of the set that is chosen, what is needed first', () => {
  expect(shown('Set-VpnConnectionIPsecConfiguration -DHGroup ⟦⟧')).toBe(
    'Set-VpnConnectionIPsecConfiguration [-ConnectionName] <String> [-AuthenticationTransformConstants] <AuthenticationTransformConstants> [-CipherTransformConstants] <CipherTransformConstants> ⟦[-DHGroup] <DHGroup>⟧ [-EncryptionMethod] <EncryptionMethod> [-IntegrityCheckMethod] <IntegrityCheckMethod> [-PfsGroup] <PfsGroup> [-AllUserConnection] [-Force] [-PassThru] [-CimSession <CimSession[]>] [-ThrottleLimit <Int32>] [-AsJob] [<CommonParameters>]',
  );
  expect(shown('Set-VpnServerConfiguration -RevertToDefault ⟦⟧')).toBe(
    'Set-VpnServerConfiguration -RevertToDefault [-TunnelType <TunnelType>] [-PassThru] [-CimSession <CimSession[]>] [-ThrottleLimit <Int32>] [-AsJob] [<CommonParameters>]',
  );
});

test('all sets that are still possible', () => {
  expect(count('Set-VpnServerConfiguration ⟦⟧')).toBe(3);
  expect(count('Set-VpnServerConfiguration -Ikev2Ports 500 ⟦⟧')).toBe(2);
  expect(count('Set-VpnServerConfiguration -CustomPolicy ⟦⟧')).toBe(1);
  // What excludes each other is shown as it would have to be.
  expect(count('Set-VpnServerConfiguration -CustomPolicy -RevertToDefault ⟦⟧')).toBe(3);
  expect(count('Restart-Computer ⟦⟧')).toBe(1);
});

describe('the parameter that the cursor is at', () => {
  test.each([
    ['on its name', 'Set-VpnServerConfiguration -DH⟦⟧Group Group14', '[-DHGroup <DHGroup>]'],
    ['on its value', 'Set-VpnServerConfiguration -DHGroup Gro⟦⟧up14', '[-DHGroup <DHGroup>]'],
    ['in quotes', "Set-VpnServerConfiguration -DHGroup '⟦⟧'", '[-DHGroup <DHGroup>]'],
    ['behind a colon', 'Set-VpnServerConfiguration -DHGroup:⟦⟧', '[-DHGroup <DHGroup>]'],
    ['on a value behind a colon', 'Set-VpnServerConfiguration -DHGroup:Gr⟦⟧oup14 -Force', '[-DHGroup <DHGroup>]'],
    ['on a variable behind a colon', 'Set-VpnServerConfiguration -DHGroup:$g⟦⟧roup', '[-DHGroup <DHGroup>]'],
    ['on a variable', 'Set-VpnServerConfiguration -DHGroup $gr⟦⟧oup', '[-DHGroup <DHGroup>]'],
    ['before its value', 'Set-VpnServerConfiguration -DHGroup ⟦⟧', '[-DHGroup <DHGroup>]'],
    ['abbreviated', 'Set-VpnServerConfiguration -DHG ⟦⟧', '[-DHGroup <DHGroup>]'],
    ['on the next line', 'Set-VpnServerConfiguration `\n  -DHGroup Gr⟦⟧oup14', '[-DHGroup <DHGroup>]'],
    ['by position', 'Set-VpnConnectionIPsecConfiguration Fabrikam SHA⟦⟧256128', '[-AuthenticationTransformConstants] <AuthenticationTransformConstants>'],
    ['the next by position', 'Set-VpnConnectionIPsecConfiguration Fabrikam ⟦⟧', '[-AuthenticationTransformConstants] <AuthenticationTransformConstants>'],
    ['the first by position', 'Add-VpnConnection ⟦⟧', '[-Name] <String>'],
    ['a switch', 'Set-VpnServerConfiguration -Custom⟦⟧Policy', '-CustomPolicy'],
  ])('%s', (_, text, expected) => {
    expect(active(text)).toBe(expected);
  });
  test.each([
    ['behind a hyphen', 'Set-VpnServerConfiguration -⟦⟧'],
    ['behind a value', 'Set-VpnServerConfiguration -DHGroup Group14 ⟦⟧'],
    ['behind a switch', 'Set-VpnServerConfiguration -CustomPolicy ⟦⟧'],
    ['on what is splatted', 'Set-VpnServerConfiguration @⟦⟧p'],
    ['behind what is splatted and not known', 'Add-VpnConnection @p ⟦⟧'],
    ['on a parameter that there is not', 'Set-VpnServerConfiguration -Fabri⟦⟧kam x'],
  ])('none %s', (_, text) => {
    expect(shown(text)).toMatch(/^\S+-Vpn/);
    expect(active(text)).toBeUndefined();
  });
  // A letter for each place before a character and at the end: N ConnectionName, A AuthenticationTransformConstants, C CipherTransformConstants, D DHGroup, F Force.
  test.each([
    [
      'Set-VpnConnectionIPsecConfiguration Fabrikam  SHA256128 -DHGroup Group14 -Force',
      '....................................NNNNNNNNNAAAAAAAAAAADDDDDDDDDDDDDDDDDFFFFFFF',
    ],
    [
      'Set-VpnConnectionIPsecConfiguration -DHGroup:Group14 -ConnectionName   Fabrikam',
      '....................................DDDDDDDDDDDDDDDDDNNNNNNNNNNNNNNNNNNNNNNNNNNN',
    ],
    ['$n | Set-VpnConnectionIPsecConfiguration -DHGroup  $d  -Force', '.........................................DDDDDDDDDDDDD.FFFFFFF'],
    ['Set-VpnConnectionIPsecConfiguration -Force -Con', '....................................FFFFFFFNNNNN'],
    ['Set-VpnConnectionIPsecConfiguration Fabrikam,', '....................................NNNNNNNNNN'],
  ])('at every place of %s', (text, expected) => {
    const letters: Readonly<Record<string, string>> = {
      ConnectionName: 'N',
      AuthenticationTransformConstants: 'A',
      CipherTransformConstants: 'C',
      DHGroup: 'D',
      Force: 'F',
    };
    const letter = (offset: number): string => {
      const name = /-(\w+)/.exec(active(`${text.slice(0, offset)}⟦⟧${text.slice(offset)}`) ?? '')?.[1];
      return name === undefined ? '.' : (letters[name] ?? '?');
    };
    expect(`\n${text}\n${Array.from({ length: text.length + 1 }, (_, offset) => letter(offset)).join('')}`).toBe(`\n${text}\n${expected}`);
  });

  test('decides which set is shown first', () => {
    expect(shown('Add-VpnConnection -PlugInApplicationID ⟦⟧')).toContain('⟦-PlugInApplicationID <String>⟧');
    expect(count('Add-VpnConnection -PlugInApplicationID ⟦⟧')).toBe(1);
  });
});

test('a parameter comes with what it does and what it takes', () => {
  const fixture = parseFixture('=== s.ps1\nSet-VpnServerConfiguration -TunnelType ⟦⟧\n');
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const help = signatureHelp(workspaceOf(fixture), uri, offset);
  const documentation = (name: string): string | undefined => {
    const signature = help?.signatures[0];
    return signature?.parameters.find(({ start, end }) => signature.label.slice(start, end).includes(`-${name}`))?.documentation;
  };
  expect(documentation('TunnelType')).toBe('IKEV2 or L2TP: the tunnel whose policy is set.\n\n`IKEV2`, `L2TP`');
  expect(documentation('PassThru')).toBe('Prints the resulting configuration.');
});

test.each([
  ['on the name of the cmdlet', 'Set-Vpn⟦⟧ServerConfiguration -CustomPolicy'],
  ['for a cmdlet that is not in the catalogue', 'Get-VpnConnection -⟦⟧'],
  ['in a comment', 'Set-VpnServerConfiguration -CustomPolicy # ⟦⟧'],
  ['on the next line', 'Set-VpnServerConfiguration -CustomPolicy\n⟦⟧'],
  ['in a profile', "$x = '<VPNProfile><Alw⟦⟧aysOn>true</AlwaysOn></VPNProfile>'"],
])('nothing %s', (_, text) => {
  expect(shown(text)).toBeUndefined();
});

test('what PowerShell brings along is left to an extension for PowerShell', () => {
  expect(shown('New-ItemProperty ⟦⟧')).toContain('⟦[-Path] <String[]>⟧');
  expect(shown('New-ItemProperty ⟦⟧', true)).toBeUndefined();
  expect(shown('Add-VpnConnection ⟦⟧', true)).toContain('⟦[-Name] <String>⟧');
});
