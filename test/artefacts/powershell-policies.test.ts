import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import type { IPsecPolicy, Slot } from '../../server/src/model/policy.ts';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';

/** What a script states, a line a policy: side, kind and the values that are known. */
function read(text: string): string[] {
  const { facts } = powershell.read({ uri: 'file:///project/script.ps1', text });
  return facts.policies.map(
    (policy) =>
      `${policy.side} ${policy.kind}${policy.superseded ? ' superseded' : ''}${policy.tunnel === 'ikev2' ? '' : ` ${policy.tunnel}`}: ${values(policy)}`,
  );
}

function values({ slots }: IPsecPolicy): string {
  return ATTRIBUTES.flatMap((attribute) => {
    const slot = slots[attribute];
    if (slot.state === 'absent') return [];
    if (slot.state === 'known') return [`${attribute}=${slot.algorithm}`];
    return [`${attribute}=${slot.state === 'invalid' ? `!${slot.written.value}` : '?'}`];
  }).join(' ');
}

describe('every way to pass a parameter', () => {
  test.each([
    ['named', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS2048'],
    ['in any letter case', 'set-vpnserverconfiguration -custompolicy -dhgroup GROUP14 -pfsgroup pfs2048'],
    ['abbreviated', 'Set-VpnServerConfiguration -Cust -DHG Group14 -Pfs PFS2048'],
    ['by alias', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroupId PFS2048'],
    ['with a colon', 'Set-VpnServerConfiguration -CustomPolicy:$true -DHGroup:Group14 -PfsGroup: PFS2048'],
    ['under its older name', 'Set-VpnServerIPsecConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS2048'],
    ['with its module', 'RemoteAccess\\Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS2048'],
    ['over several lines', 'Set-VpnServerConfiguration `\r\n  -CustomPolicy `\r\n  -DHGroup Group14 `\r\n  -PfsGroup PFS2048\r\n'],
    ['splatted', '$p = @{ CustomPolicy = $true; DHGroup = \'Group14\'; PfsGroup = "PFS2048" }\nSet-VpnServerConfiguration @p'],
    ['splatted in part', "$p = @{\n  DHGroup  = 'Group14'\n  PfsGroup = 'PFS2048'\n}\nSet-VpnServerConfiguration -CustomPolicy @p"],
    ['through the pipeline', "$p = @{ DHGroup = 'Group14'; PfsGroup = 'PFS2048' }\n[pscustomobject]$p | Set-VpnServerConfiguration -CustomPolicy"],
    ['as an object', "$p = [pscustomobject]@{ DHGroup = 'Group14'; PfsGroup = 'PFS2048' }\n$p | Set-VpnServerConfiguration -CustomPolicy -PassThru"],
    ['through variables', "$group = 'Group14'\n$pfs = 'PFS2048'\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $group -PfsGroup \"$pfs\""],
    ['with typographic quotes and dashes', 'Set-VpnServerConfiguration –CustomPolicy –DHGroup “Group14” —PfsGroup ‘PFS2048’'],
    ['by a unique beginning of the value', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS20'],
    [
      'in a block for other computers',
      'Invoke-Command -ComputerName rras1 -ScriptBlock { Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS2048 }',
    ],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(['server custom: DHGroup=dh14 PfsGroup=dh14']);
  });

  test('by position, where DHGroup stands before EncryptionMethod', () => {
    expect(read("Set-VpnConnectionIPsecConfiguration 'Fabrikam VPN' SHA256128 AES256 ECP384 GCMAES256 SHA384 PFS2048 -Force")).toEqual([
      'client custom: EncryptionMethod=AES256-GCM IntegrityCheckMethod=SHA384 DHGroup=dh20 CipherTransformConstants=AES256 AuthenticationTransformConstants=SHA256 PfsGroup=dh14',
    ]);
  });
});

describe('what cannot be known is unread', () => {
  test.each([
    ['a parameter of the script', 'param($group)\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $group'],
    ["a function's result", 'Set-VpnServerConfiguration -CustomPolicy -DHGroup (Get-Group)'],
    ['a variable assigned twice', "$group = 'Group14'\nif ($old) { $group = 'Group2' }\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $group"],
    [
      'a variable set before another file is dot-sourced',
      '$group = \'Group14\'\n. "$PSScriptRoot\\settings.ps1"\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $group',
    ],
    ['a variable set before Invoke-Expression', "$group = 'Group14'\nInvoke-Expression $code\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $group"],
    ['a property', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup $config.Group'],
    ['a number', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup 3'],
    ['a value still to be typed', 'Set-VpnServerConfiguration -CustomPolicy -DHGroup '],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(['server custom: DHGroup=?']);
  });

  test('everything behind a splat that is not known', () => {
    expect(read('$p = Import-PowerShellDataFile policy.psd1\nSet-VpnServerConfiguration @p')).toEqual([
      `server unread maybe-ikev2: ${ATTRIBUTES.map((attribute) => `${attribute}=?`).join(' ')}`,
    ]);
  });

  test('a text that no notation knows is invalid, not unread', () => {
    expect(read('Set-VpnServerConfiguration -CustomPolicy -DHGroup Group15')).toEqual(['server custom: DHGroup=!Group15']);
  });
});

describe('each value has a place, as far as there is one', () => {
  const shown = (text: string, slot: Slot): string => {
    const at = slot.state === 'known' || slot.state === 'invalid' ? slot.written.at : slot.state === 'absent' ? undefined : slot.at;
    return at ? `${slot.state} at ${text.slice(at.span.start, at.span.end)}` : slot.state;
  };

  test.each([
    ['Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS2048', 'known at Group14', 'known at PFS2048'],
    ["Set-VpnServerConfiguration -CustomPolicy -DHGroup ' Group14 '", 'known at  Group14 ', 'absent'],
    ['Set-VpnServerConfiguration -CustomPolicy -DHGroup Group15', 'invalid at Group15', 'absent'],
    ['Set-VpnServerConfiguration -CustomPolicy -DHGroup 3', 'unread at 3', 'absent'],
    ['Set-VpnServerConfiguration -CustomPolicy -DHGroup (Get-Group)', 'unread at DHGroup', 'absent'],
    ["Set-VpnServerConfiguration -CustomPolicy -DHGroup ([int]'Group14')", 'unread at DHGroup', 'absent'],
    // By position there is no name, and in a table that is not known nothing.
    ['Set-VpnConnectionIPsecConfiguration VPN SHA256128 AES256 (Get-Group)', 'unread', 'absent'],
    ['Set-VpnServerConfiguration -CustomPolicy -PfsGroup PFS2048 @more', 'unread', 'known at PFS2048'],
  ])('%s', (text, group, pfs) => {
    const { policies, placeOf } = powershell.read({ uri: 'file:///project/script.ps1', text }).facts;
    const [policy] = policies;
    if (!policy) expect.fail('There is no policy');
    const { DHGroup, PfsGroup } = policy.slots;
    expect([DHGroup, PfsGroup].map((slot) => shown(text, slot))).toEqual([group, pfs]);
    for (const slot of [DHGroup, PfsGroup]) if (slot.state === 'known') expect(placeOf(slot.written.at.key ?? '')).toEqual(slot.written.at.span);
  });
});

test('a function of the script hides the cmdlet of its name', () => {
  expect(read('function Set-VpnServerConfiguration { param($DHGroup) }\nSet-VpnServerConfiguration -DHGroup Group2')).toEqual([]);
});

test('default values may give what a command does not name', () => {
  const text = "$PSDefaultParameterValues['Set-VpnServerConfiguration:CustomPolicy'] = $true\nSet-VpnServerConfiguration -DHGroup Group14";
  expect(powershell.read({ uri: 'file:///project/script.ps1', text }).facts.policyCommands.map(({ complete }) => complete)).toEqual([false]);
});

test("ProfileXML's word for AES-GCM is known wherever it stands in a cmdlet", () => {
  expect(read('Set-VpnServerConfiguration -CustomPolicy -CipherTransformConstants AES_GCM_192')).toEqual([
    'server custom: CipherTransformConstants=AES192-GCM',
  ]);
});

describe('which command counts', () => {
  test('the last one of the same branch', () => {
    expect(read('Set-VpnServerConfiguration -RevertToDefault\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14')).toEqual([
      'server system-default superseded: ',
      'server custom: DHGroup=dh14',
    ]);
  });

  test('an unconditional one after a conditional one', () => {
    expect(read('if ($x) { Set-VpnServerConfiguration -CustomPolicy -DHGroup Group2 }\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14')).toEqual([
      'server custom superseded: DHGroup=dh2',
      'server custom: DHGroup=dh14',
    ]);
  });

  test('all of them where a condition decides', () => {
    expect(read('Set-VpnServerConfiguration -CustomPolicy -DHGroup Group2\nif ($x) { Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 }')).toEqual([
      'server custom: DHGroup=dh2',
      'server custom: DHGroup=dh14',
    ]);
  });

  test('each of different computers', () => {
    const on = (name: string, group: string): string => `Invoke-Command -ComputerName ${name} { Set-VpnServerConfiguration -CustomPolicy -DHGroup ${group} }\n`;
    expect(read(on('rras1', 'Group2') + on('rras2', 'Group14'))).toEqual(['server custom: DHGroup=dh2', 'server custom: DHGroup=dh14']);
  });

  test('each of different tunnels', () => {
    expect(
      read(
        'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -TunnelType IKEV2\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group2 -TunnelType L2TP',
      ),
    ).toEqual(['server custom: DHGroup=dh14', 'server custom other: DHGroup=dh2']);
  });

  test('not one that sets the number of ports', () => {
    expect(read('Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14\nSet-VpnServerConfiguration -Ikev2Ports 500 -PassThru')).toEqual([
      'server custom: DHGroup=dh14',
    ]);
  });

  test('EncryptionType is a policy that is not known', () => {
    expect(read('Set-VpnServerConfiguration -EncryptionType MaximumEncryption')).toEqual(['server unread: ']);
  });
});
