import { describe, expect, test } from 'vitest';
import { shownBalancer } from '../support/shown-balancer.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';

const read = (text: string): string[] =>
  shownBalancer(workspaceOf(parseFixture(`=== lm.ps1\n${text}`)).analysisOf(`${ROOT}/lm.ps1`)?.reading.facts.loadBalancer);

const IKE = `$vip = '203.0.113.10'
New-AdcVirtualService -VirtualService $vip -VSPort 500 -VSProtocol udp -Persist src -PersistTimeout 3600 -Transparent $true -CheckType icmp
New-AdcRealServer -VirtualService $vip -VSPort 500 -VSProtocol udp -RealServer 10.0.0.11 -RealServerPort 500
New-AdcVirtualService -VirtualService $vip -VSPort 4500 -VSProtocol udp -Persist src -PersistTimeout 3600 -Transparent $true -CheckType icmp
New-AdcRealServer -VirtualService $vip -VSPort 4500 -VSProtocol udp -RealServer 10.0.0.11 -RealServerPort 4500
`;
const FOLLOW = `$ike = Get-AdcVirtualService -VirtualService $vip -VSPort 500 -VSProtocol udp
Set-AdcVirtualService -VirtualService $vip -VSPort 4500 -VSProtocol udp -FollowVSID $ike.Data.VS.Index
`;

describe('a service that the script does not make', () => {
  const set = (more: string, named = '-VSIndex 3'): string => `Set-AdcVirtualService ${named} ${more}\n`;
  const CHECK = "-CheckType https -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}'";

  test.each([
    ['by its index', set(CHECK), 'service 3'],
    ['by its address', set(CHECK, '203.0.113.10 443 tcp'), 'tcp/203.0.113.10:443'],
    ['by an index that nobody knows', set(CHECK, '-VSIndex $index'), 'service ?'],
  ])('is tested as the script says, and nothing else is known of it: %s', (_, text, name) => {
    expect(read(text)).toEqual([`monitor ${name} https port ? ? /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75} HTTP/? host ? expects ? every ? waits ?`]);
  });

  test('may be set more than once: the last one counts', () => {
    const named = '203.0.113.10 443 tcp';
    expect(read(set(CHECK, named) + set("-CheckUrl '/' -CheckUseGet 1", named))).toEqual([
      'monitor tcp/203.0.113.10:443 https port ? GET / HTTP/? host ? expects ? every ? waits ?',
    ]);
    expect(read(set(CHECK, named) + set('-CheckUrl $path', named))).toEqual([
      'monitor tcp/203.0.113.10:443 https port ? ? ? HTTP/? host ? expects ? every ? waits ?',
    ]);
  });

  test.each([
    ['a test that is not stated', set("-CheckUrl '/x'")],
    ['a path that is not stated', set('-CheckType https')],
    ['one that may be made here', `New-AdcVirtualService $vip 443 tcp -CheckType $type\n${set(CHECK, '203.0.113.10 443 tcp')}`],
  ])('says nothing with %s', (_, text) => expect(read(text).filter((each) => each.startsWith('monitor'))).toEqual([]));

  test('can be corrected', () => {
    const text = `=== lm.ps1\n${set(CHECK.replace("'/sra", "'⟦/sra").replace("75}'", "75}⟧'"))}`;
    const workspace = expectFindings('lb-sstp-monitor-path', text);
    const [finding] = findingsOf(workspace, 'lb-sstp-monitor-path');
    expect(finding && printed(applied(workspace, finding, /path of SSTP/))).toBe(`=== lm.ps1\n${set(CHECK.replace("75}'", "75}/'"))}`);
  });
});

describe('a whole set', () => {
  test('both ports of IKE, one following the other', () => {
    expect(read(IKE + FOLLOW)).toEqual([
      'listener udp/203.0.113.10:500 udp 203.0.113.10:500 (pass-through) snat false persistence udp/203.0.113.10:500 pools udp/203.0.113.10:500',
      'listener udp/203.0.113.10:4500 udp 203.0.113.10:4500 (pass-through) snat false persistence udp/203.0.113.10:500 pools udp/203.0.113.10:4500',
      'pool udp/203.0.113.10:500 10.0.0.11:500 monitors udp/203.0.113.10:500',
      'pool udp/203.0.113.10:4500 10.0.0.11:4500 monitors udp/203.0.113.10:4500',
      'monitor udp/203.0.113.10:500 icmp port (0) every ? waits ?',
      'monitor udp/203.0.113.10:4500 icmp port (0) every ? waits ?',
      'persistence udp/203.0.113.10:500 source-address of (group) for 3600',
    ]);
  });

  test('SSTP that is tested by its path', () => {
    expect(
      read(`New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp -Nickname SSTP -Persist ssl -PersistTimeout 330 -CheckType https \`
  -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' -CheckUse1_1 1 -CheckUseGet 0 -CheckCodes '401' -CheckHost vpn.fabrikam.com
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp -RealServer RRAS1.corp.fabrikam.com -RealServerPort 443`),
    ).toEqual([
      'listener SSTP tcp 203.0.113.10:443 (pass-through) snat ? persistence tcp/203.0.113.10:443 pools tcp/203.0.113.10:443',
      'pool tcp/203.0.113.10:443 rras1.corp.fabrikam.com:443 monitors tcp/203.0.113.10:443',
      'monitor tcp/203.0.113.10:443 https port (0) HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1 host vpn.fabrikam.com expects 200-299 401 every ? waits ?',
      'persistence tcp/203.0.113.10:443 tls-session of (listener) for 300',
    ]);
  });

  test('what is not said is the documented default, or not known', () => {
    expect(
      read(`New-VirtualService 203.0.113.10 500 udp
New-VirtualService 203.0.113.10 443 tcp -CheckType http -SSLAcceleration $true`),
    ).toEqual([
      'listener udp/203.0.113.10:500 udp 203.0.113.10:500 (pass-through) snat (false) persistence (-) pools udp/203.0.113.10:500',
      'listener tcp/203.0.113.10:443 tcp 203.0.113.10:443 offload snat ? persistence (-) pools tcp/203.0.113.10:443',
      'pool udp/203.0.113.10:500 ... - monitors ?',
      'pool tcp/203.0.113.10:443 ... - monitors tcp/203.0.113.10:443',
      'monitor tcp/203.0.113.10:443 http port (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects (200-299 301-302 401) every ? waits ?',
    ]);
  });

  test('the older generation of names, splatted, with a host of its own for HTTP/1.1', () => {
    expect(
      read(`$service = @{ VirtualService = '2001:DB8::0010'; Port = 443; Protocol = 'tcp' }
New-VirtualService @service -CheckType https -CheckUse1_1 $true -CheckUrl '/x' -SSLAcceleration $true -SSLReencrypt $true
New-RealServer @service -RealServer 10.0.0.11 -RealServerPort 443 -Enable $false`),
    ).toEqual([
      'listener tcp/2001:DB8::0010:443 tcp 2001:db8::10:443 re-encrypt snat ? persistence (-) pools tcp/2001:DB8::0010:443',
      'pool tcp/2001:DB8::0010:443 - monitors tcp/2001:DB8::0010:443',
      'monitor tcp/2001:DB8::0010:443 https port (0) (HEAD) /x HTTP/1.1 host (2001:db8::10) expects (200-299 301-302 401) every ? waits ?',
    ]);
  });
});

describe('which service a command is about', () => {
  const scopes = (text: string): string[] => read(text).filter((line) => line.startsWith('persistence'));
  const LEFT = [
    'persistence udp/203.0.113.10:500 source-address of (listener) for 3600',
    'persistence udp/203.0.113.10:4500 source-address of (listener) for 3600',
  ];
  const TIED = ['persistence udp/203.0.113.10:500 source-address of (group) for 3600'];

  test.each([
    ['nothing follows', '', LEFT],
    [
      'the index of what was made',
      '',
      TIED,
      IKE.replace('New-Adc', '$a = New-Adc').replace('\nNew-AdcVirtualService', '\n$b = New-AdcVirtualService') +
        'Set-AdcVirtualService -VSIndex $b.Data.VS.Index -FollowVSID $a.Data.VS.Index\n',
    ],
    [
      'in brackets and by a variable of its own',
      '$id = [int]($ike.Data.VS.Index)\nSet-AdcVirtualService -VirtualService $vip -VSPort 4500 -VSProtocol udp -FollowVSID $id\n',
      TIED,
      `${IKE}${FOLLOW.slice(0, FOLLOW.indexOf('\n') + 1)}`,
    ],
    [
      'asked for in place',
      'Set-AdcVirtualService $vip 4500 udp -FollowVSID (Get-AdcVirtualService -VirtualService $vip -VSPort 500 -VSProtocol udp).Data.VS.Index\n',
      TIED,
    ],
    [
      'by a variable for each step to it',
      '$data = $ike.Data\n$vs = $data.VS\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $vs.Index\n',
      TIED,
      `${IKE}${FOLLOW.slice(0, FOLLOW.indexOf('\n') + 1)}`,
    ],
    ['zero follows nothing', 'Set-AdcVirtualService $vip 4500 udp -FollowVSID 0\n', LEFT],
    ['another service', 'Set-AdcVirtualService 203.0.113.11 4500 udp -FollowVSID 9\n', LEFT],
  ] as const)('%s', (_, more, expected, base: string = IKE) => {
    expect(scopes(base + more)).toEqual(expected);
  });

  test.each([
    ['an index in the text', 'Set-AdcVirtualService -VSIndex 2 -FollowVSID 1\n'],
    ['an index that the script works out', 'Set-AdcVirtualService -VSIndex $index -FollowVSID $ike\n'],
    ['a table that is not known', '$p = Get-Settings\nSet-AdcVirtualService @p\n'],
    [
      'a variable that is assigned twice',
      '$i = Get-AdcVirtualService $vip 500 udp\n$i = 3\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $i.Data.VS.Index\n',
    ],
    ['a condition', 'if ($x) { Set-AdcVirtualService $vip 4500 udp -FollowVSID (Get-AdcVirtualService $vip 500 udp).Data.VS.Index }\n'],
    ['a name without a value', 'Set-AdcVirtualService $vip 4500 udp -FollowVSID\n'],
    [
      'another computer',
      'Invoke-Command -ComputerName ADMIN1 { Set-AdcVirtualService $vip 4500 udp -FollowVSID (Get-AdcVirtualService $vip 500 udp).Data.VS.Index }\n',
    ],
    [
      'what comes out of a pipeline',
      '$i = Get-AdcVirtualService $vip 500 udp | Select-Object -First 1\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $i.Data.VS.Index\n',
    ],
    [
      'what a command about something else returns',
      '$i = Set-AdcVirtualService $vip 500 udp -Cache $false\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $i.Data.VS.Index\n',
    ],
    ['one of all services', '$i = Get-AdcVirtualService\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $i.Data.VS.Index\n'],
    ['another member', '$i = Get-AdcVirtualService $vip 500 udp\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $i.Data.VS.Count\n'],
  ])('%s is not certain', (_, more) => {
    expect(scopes(IKE + more).filter((line) => line.includes('of (listener)'))).not.toEqual(LEFT);
  });

  test('a member of an argument is none of what the command returns', () => {
    const more = '$i = (Get-AdcVirtualService $vip 500 udp -Credential $c.Index)\nSet-AdcVirtualService $vip 4500 udp -FollowVSID $i\n';
    expect(scopes(IKE + more)).not.toEqual(TIED);
  });

  test('an address that only the caller knows still ties commands together', () => {
    const text = `param([string] $Vip)\n${IKE.replace(/^.*\n/, '').replaceAll('$vip', '$Vip')}${FOLLOW.replaceAll('$vip', '$Vip')}`;
    expect(read(text).filter((line) => /^pool|^persistence/.test(line))).toEqual([
      'pool udp/$vip:500 10.0.0.11:500 monitors udp/$vip:500',
      'pool udp/$vip:4500 10.0.0.11:4500 monitors udp/$vip:4500',
      'persistence udp/$vip:500 source-address of (group) for 3600',
    ]);
  });

  test('a function of the script is read for each of its calls', () => {
    const text = `function Add-Ike([int] $Port) {
  New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort $Port -VSProtocol udp -Persist src
  New-AdcRealServer -VirtualService 203.0.113.10 -VSPort $Port -VSProtocol udp -RealServer 10.0.0.11 -RealServerPort $Port
}
Add-Ike 500
Add-Ike -Port 4500`;
    expect(read(text).filter((line) => line.startsWith('pool'))).toEqual([
      'pool udp/203.0.113.10:500 10.0.0.11:500 monitors ?',
      'pool udp/203.0.113.10:4500 10.0.0.11:4500 monitors ?',
    ]);
  });

  test('an index in a function is that of the service which the same call has made', () => {
    const text = `function Add-Ike([int] $Port) {
  $vs = New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort $Port -VSProtocol udp
  New-AdcRealServer -VSIndex $vs.Data.VS.Index -RealServer 10.0.0.11 -RealServerPort $Port
}
Add-Ike 500
Add-Ike 4500`;
    expect(read(text).filter((line) => line.startsWith('pool'))).toEqual([
      'pool udp/203.0.113.10:500 10.0.0.11:500 monitors ?',
      'pool udp/203.0.113.10:4500 10.0.0.11:4500 monitors ?',
    ]);
  });
});

describe('later commands', () => {
  const line = (text: string, begin: string): string | undefined => read(IKE + text).find((each) => each.startsWith(begin));

  test('with a name that has no value say what nobody knows', () => {
    expect(line('Set-AdcVirtualService $vip 500 udp -Transparent\n', 'listener')).toContain('snat ?');
    expect(line('Set-AdcVirtualService $vip 500 udp -Persist\n', 'listener')).toContain('persistence ?');
    expect(line('Set-AdcVirtualService -VSIndex\n', 'listener')).toContain('snat false');
    expect(line('Set-AdcVirtualService -Transparent $false -VSIndex\n', 'listener')).toContain('snat ?');
  });

  test('with -1 for an index name their service by its address', () => {
    expect(line('Set-AdcVirtualService $vip 500 udp -VSIndex -1 -Transparent $false\n', 'listener')).toContain('snat true');
  });

  test('change what earlier ones said', () => {
    expect(line('Set-AdcVirtualService $vip 500 udp -Transparent $false\n', 'listener')).toContain('snat true');
    expect(line('Set-VirtualService -VirtualService $vip -Port 500 -Protocol udp -VSNewPort 5000\n', 'listener')).toContain('203.0.113.10:5000');
    expect(line('Set-AdcVirtualService $vip 500 udp -ExtraPorts 4500\n', 'listener')).toContain('203.0.113.10:?');
    expect(line('Set-AdcVirtualService $vip 500 udp -Enable $false\n', 'off')).toContain('500');
    expect(line('Set-AdcRealServer $vip 500 udp -RealServer 10.0.0.11 -RealServerPort 500 -NewPort 4501\n', 'pool')).toContain('10.0.0.11:4501');
    expect(line('Remove-AdcRealServer $vip 500 udp -RealServer 10.0.0.11 -RealServerPort 500\n', 'pool')).toContain('... -');
    expect(line('Remove-AdcVirtualService $vip 500 udp -Force\n', 'listener')).toContain(':4500');
    expect(line('New-AdcSubVirtualService $vip 500 udp\n', 'listener')).toContain('pools ?');
  });

  test('that take a server away leave the others, and a pool that is known', () => {
    const second = 'New-AdcRealServer $vip 500 udp -RealServer 10.0.0.12 -RealServerPort 500\n';
    const pool = (server: string): string | undefined => line(`${second}Remove-AdcRealServer $vip 500 udp -RealServer ${server} -RealServerPort 500\n`, 'pool');
    expect(pool('10.0.0.11')).toBe('pool udp/203.0.113.10:500 10.0.0.12:500 monitors udp/203.0.113.10:500');
    expect(pool('10.0.0.13')).toBe('pool udp/203.0.113.10:500 10.0.0.11:500 10.0.0.12:500 monitors udp/203.0.113.10:500');
    expect(pool('$rs')).toBe('pool udp/203.0.113.10:500 ... - monitors udp/203.0.113.10:500');
    expect(line(`${second}if ($x) { Remove-AdcRealServer $vip 500 udp -RealServer 10.0.0.11 -RealServerPort 500 }\n`, 'pool')).toBe(
      'pool udp/203.0.113.10:500 ... 10.0.0.12:500 monitors udp/203.0.113.10:500',
    );
  });

  test('with a table that is not known may say anything but which service they are about', () => {
    expect(line('Set-AdcVirtualService -VirtualService $vip -VSPort 500 -VSProtocol udp @settings\n', 'listener')).toBe(
      'listener udp/203.0.113.10:500 udp 203.0.113.10:? ? snat ? persistence ? pools udp/203.0.113.10:500',
    );
    expect(line('New-AdcRealServer $vip 500 udp -RealServer 10.0.0.12 -RealServerPort 500 @more\n', 'pool')).toBe(
      'pool udp/203.0.113.10:500 ... 10.0.0.11:500 monitors udp/203.0.113.10:500',
    );
  });

  test('that may be about it make it unknown', () => {
    expect(line('Set-AdcVirtualService -VSIndex $n -Transparent $false\n', 'listener')).toContain('snat ?');
    expect(line('foreach ($rs in $more) { New-AdcRealServer $vip 500 udp -RealServer $rs -RealServerPort 500 }\n', 'pool')).toBe(
      'pool udp/203.0.113.10:500 ... 10.0.0.11:500 ?:500 monitors udp/203.0.113.10:500',
    );
    expect(line('Set-AdcRealServer $vip 500 udp -RealServer $rs -RealServerPort 500 -NewPort 4501\n', 'pool')).toContain('10.0.0.11:?');
    expect(line('Set-AdcVirtualService $vip 500 udp @settings\n', 'listener')).toContain('snat ?');
  });
});

test.each([
  ['itself by index', 'Set-AdcVirtualService -VSIndex 2 -FollowVSID 2\n', ['follows itself at 2']],
  [
    'itself',
    'Set-AdcVirtualService $vip 500 udp -FollowVSID (Get-AdcVirtualService $vip 500 udp).Data.VS.Index\n',
    ['follows itself at (Get-AdcVirtualService $vip 500 udp).Data.VS.Index'],
  ],
  [
    'one of the other transport',
    '$s = New-AdcVirtualService $vip 443 tcp\nSet-AdcVirtualService $vip 500 udp -FollowVSID $s.Data.VS.Index\n',
    ['follows transport at $s.Data.VS.Index'],
  ],
  ['the other port', FOLLOW, []],
  ['an index', 'Set-AdcVirtualService -VSIndex 2 -FollowVSID 1\n', []],
])('a service that follows %s', (_, more, expected) => {
  expect(read(IKE + more).filter((each) => each.startsWith('follows'))).toEqual(expected);
});

test('a script that is cut anywhere is read without an error', () => {
  const text = `${IKE.slice(0, 400)}$i = [int]((Get-AdcVirtualService $vip 500 udp).Data.VS.Index)\nSet-AdcVirtualService @p -VSIndex $i -FollowVSID ($i\nirm "https://lm/access/addvs?vs=$vip&port=4500"`;
  for (let end = 0; end <= text.length; end += 7) expect(read(text.slice(0, end))).toBeInstanceOf(Array);
});
