import { describe, expect, test } from 'vitest';
import type { LoadBalancerChange } from '../../server/src/model/load-balancer/change.ts';
import type { Listener, LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { changed } from '../support/balancer-changes.ts';

const listener = ({ listeners }: LoadBalancer, index = 0): Listener['at'] => listeners[index]?.at ?? expect.fail('no such listener');

const write = (text: string, change: (balancer: LoadBalancer) => LoadBalancerChange): string | undefined =>
  changed('lm.ps1', text, (balancer) => [change(balancer)]);

const NAMED = '-VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp';
const NEW = `New-AdcVirtualService ${NAMED}`;

describe('both ports of IKE', () => {
  const tie = (lb: LoadBalancer): LoadBalancerChange => ({ kind: 'tie-listeners', at: listener(lb, 0), other: listener(lb, 1), seconds: 3600 });

  test('are tied by port following', () => {
    const other = NAMED.replace('500', '4500');
    expect(write(`${NEW}\n${NEW.replace('500', '4500')} -Persist super -PersistTimeout 60\nWrite-Host done\n`, tie)).toBe(
      `${NEW} -Persist src -PersistTimeout 3600\n${NEW.replace('500', '4500')} -Persist src -PersistTimeout 3600\n` +
        `Set-AdcVirtualService ${other} -FollowVSID (Get-AdcVirtualService ${NAMED}).Data.VS.Index\nWrite-Host done\n`,
    );
  });

  test('are tied in the words of the older generation, on the LoadMaster that they are on', () => {
    const on = '-LoadBalancer $lm -Credential $cred';
    const text = `New-VirtualService $vip 500 udp ${on} -Persist src -PersistTimeout 7200\nNew-VirtualService -Port 4500 -Protocol udp -VirtualService $vip ${on} -Persist src -PersistTimeout 7200\n`;
    expect(write(`$vip = '203.0.113.10'\n${text}`, tie)).toBe(
      `$vip = '203.0.113.10'\n${text}Set-VirtualService -VirtualService $vip -Port 4500 -Protocol udp ${on} -FollowVSID (Get-VirtualService -VirtualService $vip -Port 500 -Protocol udp ${on}).Index\n`,
    );
  });

  test('that go on over several lines are tied behind all of them', () => {
    const lines = (port: number): string => `${NEW.replace('500', String(port))} \`\n    -Persist src \`\n    -PersistTimeout 3600\n`;
    expect(write(lines(500) + lines(4500), tie)).toBe(
      `${lines(500)}${lines(4500)}Set-AdcVirtualService ${NAMED.replace('500', '4500')} -FollowVSID (Get-AdcVirtualService ${NAMED}).Data.VS.Index\n`,
    );
  });

  test.each([
    ['the longer one', '7200', '3660', '7200', '7200'],
    ['both, where it is the same variable', '$kept', '$kept', '$kept', '$kept'],
    ['neither, where they are two variables', '$kept', '$other', '3600', '3600'],
    ['the one that is known', '$kept', '7200', '7200', '7200'],
    ['neither, where one of them has no value', '', '', undefined, undefined],
  ])('keep %s of their timeouts', (_, first, second, ...after) => {
    const text = (seconds: readonly (string | undefined)[]): string =>
      `param($kept, $other)\n${NEW} -Persist src -PersistTimeout ${seconds[0] ?? ''}\n${NEW.replace('500', '4500')} -Persist src -PersistTimeout ${seconds[1] ?? ''}\n`;
    const tied = `Set-AdcVirtualService ${NAMED.replace('500', '4500')} -FollowVSID (Get-AdcVirtualService ${NAMED}).Data.VS.Index\n`;
    expect(write(text([first, second]), tie)).toBe(after[0] === undefined ? undefined : text(after) + tied);
  });

  test.each([
    [
      'one of them is made by an address',
      `${NEW} -Persist src -PersistTimeout 3600\nirm "https://lm/access/addvs?vs=203.0.113.10&port=4500&prot=udp&persist=src&persisttimeout=3600"\n`,
    ],
    ['an address is worked out over several lines', `New-AdcVirtualService (Get-Vip\n) 500 udp\n${NEW.replace('500', '4500')}\n`],
    ['a function makes them', 'function Add-Ike($Port) { New-AdcVirtualService 203.0.113.10 $Port udp }\nAdd-Ike 500\nAdd-Ike 4500\n'],
  ])('are not tied where %s', (_, text) => {
    expect(write(text, tie)).toBeUndefined();
  });

  test('that follow something already are left alone', () => {
    expect(write(`${NEW}\n${NEW.replace('500', '4500')} -FollowVSID 3\n`, tie)).toBeUndefined();
  });

  test('the twin has the servers and settings of the first, and follows it', () => {
    const server = `New-AdcRealServer ${NAMED} -RealServer 10.0.0.11 -RealServerPort 500`;
    const twin = (text: string): string => text.replaceAll('500', '4500').replace('3600', '3600');
    const text = `if ($ike) {\r\n    $a = ${NEW} -Persist src -PersistTimeout 3600 -CheckType icmp\r\n    ${server}\r\n}\r\n`;
    expect(write(text, (lb) => ({ kind: 'add-twin', at: listener(lb), port: 4500 }))).toBe(
      `if ($ike) {\r\n    $a = ${NEW} -Persist src -PersistTimeout 3600 -CheckType icmp\r\n    ${server}\r\n` +
        `    ${twin(NEW)} -Persist src -PersistTimeout 3600 -CheckType icmp\r\n    ${twin(server)}\r\n` +
        `    Set-AdcVirtualService ${twin(NAMED)} -FollowVSID (Get-AdcVirtualService ${NAMED}).Data.VS.Index\r\n}\r\n`,
    );
  });

  const addTwin = (lb: LoadBalancer): LoadBalancerChange => ({ kind: 'add-twin', at: listener(lb), port: 4500 });
  const FOLLOW = `Set-AdcVirtualService ${NAMED.replace('500', '4500')} -FollowVSID (Get-AdcVirtualService ${NAMED}).Data.VS.Index\n`;
  const FOLLOW_TABLE = FOLLOW.replaceAll('203.0.113.10', "'203.0.113.10'").replaceAll('udp', "'udp'");

  test.each([
    ['a timeout in quotes', (port: number) => `${NEW.replace('500', String(port))} -Persist "src" -PersistTimeout '3600'\n`],
    ['a timeout that only the script knows', (port: number) => `${NEW.replace('500', String(port))} -Persist src -PersistTimeout $seconds\n`],
    ['lines that go on', (port: number) => `${NEW.replace('500', String(port))} \`\r\n    -Persist src \`\r\n    -PersistTimeout 3600\r\n`],
  ] as const)('the twin has %s as the first one has', (_, line) => {
    const eol = line(500).endsWith('\r\n') ? '\r\n' : '\n';
    expect(write(line(500), addTwin)).toBe(line(500) + line(4500) + FOLLOW.replace('\n', eol));
  });

  test('what the first one lacks is written for both, in the quotes that are there', () => {
    expect(write(`${NEW} -Persist "super"\n`, addTwin)).toBe(
      `${NEW} -Persist "src" -PersistTimeout 3600\n${NEW.replace('500', '4500')} -Persist "src" -PersistTimeout 3600\n${FOLLOW}`,
    );
  });

  test('a table gets what it lacks, and the copy beside it the same', () => {
    const table = (name: string, port: number, more = ''): string =>
      `$${name} = @{ VirtualService = '203.0.113.10'; VSPort = ${port}; VSProtocol = 'udp'${more} }\n`;
    expect(write(`${table('ike', 500)}New-AdcVirtualService @ike\n`, addTwin)).toBe(
      `${table('ike', 500, "; Persist = 'src'; PersistTimeout = 3600")}New-AdcVirtualService @ike\n` +
        `${table('ike2', 4500)}New-AdcVirtualService @ike2 -Persist src -PersistTimeout 3600\n${FOLLOW_TABLE}`,
    );
    expect(write(`${table('ike', 500, '; PersistTimeout = 60')}New-AdcVirtualService @ike -Persist 'super'\n`, addTwin)).toBe(
      `${table('ike', 500, '; PersistTimeout = 3600')}New-AdcVirtualService @ike -Persist 'src'\n` +
        `${table('ike2', 4500, '; PersistTimeout = 3600')}New-AdcVirtualService @ike2 -Persist 'src'\n${FOLLOW_TABLE}`,
    );
    const taken = `$IKE2 = 1\n${table('ike', 500)}New-AdcVirtualService @ike -Persist src -PersistTimeout 3600\n`;
    expect(write(taken, addTwin)).toBe(`${taken}${table('ike3', 4500)}New-AdcVirtualService @ike3 -Persist src -PersistTimeout 3600\n${FOLLOW_TABLE}`);
  });

  test.each([
    [
      'a table has another name as well',
      `$all = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp' }\n$ike = $all\nNew-AdcVirtualService @ike`,
    ],
    [
      'a table takes the port from a variable',
      `$port = 500\n$ike = @{ VirtualService = '203.0.113.10'; VSPort = $port; VSProtocol = 'udp' }\nNew-AdcVirtualService @ike`,
    ],
    ['there are two tables', `$a = @{ VirtualService = '203.0.113.10'; VSPort = 500 }\n$b = @{ VSProtocol = 'udp' }\nNew-AdcVirtualService @a @b`],
    ['a bracket goes on over several lines', `${NEW} -CheckHost (Get-Name\n)`],
  ])('the twin is not guessed where %s', (_, text) => {
    expect(write(`${text} -Persist src -PersistTimeout 3600\n`, addTwin)).toBeUndefined();
  });

  test.each([
    ['behind the block of a loop, whatever else is in it', 'foreach ($rs in $all)\n{\n', '\n    # more\n      Write-Host $rs\n}', true],
    ['behind a brace with CRLF', 'foreach ($rs in $all) {\r\n', '}', true],
    ['nowhere where a block has no end', 'foreach ($rs in $all) {\n', '', false],
    ['nowhere where the end of a block does something else', 'foreach ($rs in $all) {\n', '} while ($x)', false],
    ['nowhere where indentation says nothing', '    foreach ($rs in $all) {\n', '    }', false],
  ])('the twin follows %s', (_, head, tail, isWritten) => {
    const eol = head.endsWith('\r\n') ? '\r\n' : '\n';
    const indent = isWritten || !head.startsWith(' ') ? '' : '\t';
    const server = (port: number): string => `    New-AdcRealServer ${NAMED.replace('500', String(port))} -RealServer $rs -RealServerPort ${port}${eol}`;
    const service = (port: number): string => `${indent}${NEW.replace('500', String(port))} -Persist src -PersistTimeout 3600${eol}`;
    const text = (...ports: readonly number[]): string => `${ports.map(service).join('')}${head}${ports.map(server).join('')}${tail}${eol}`;
    expect(write(text(500), addTwin)).toBe(isWritten ? text(500, 4500) + FOLLOW.replace('\n', eol) : undefined);
  });

  test('a table is repeated for the twin', () => {
    const text = `$ike = @{\n  VirtualService = '203.0.113.10'\n  VSPort = 4500\n  VSProtocol = 'udp'\n}\nNew-AdcVirtualService @ike -Persist src -PersistTimeout 3600\nNew-AdcRealServer @ike -RealServer 10.0.0.11 -RealServerPort 4500\n`;
    expect(write(text, (lb) => ({ kind: 'add-twin', at: listener(lb), port: 500 }))).toBe(
      `${text}$ike2 = @{\n  VirtualService = '203.0.113.10'\n  VSPort = 500\n  VSProtocol = 'udp'\n}\nNew-AdcVirtualService @ike2 -Persist src -PersistTimeout 3600\nNew-AdcRealServer @ike2 -RealServer 10.0.0.11 -RealServerPort 500\n` +
        `Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort 500 -VSProtocol 'udp' -FollowVSID (Get-AdcVirtualService -VirtualService '203.0.113.10' -VSPort 4500 -VSProtocol 'udp').Data.VS.Index\n`,
    );
  });

  test('a twin gets its servers in the loop in which the first one gets them, and follows it behind that', () => {
    const script = (...ports: readonly number[]): string =>
      [
        ...ports.map((port) => `${NEW.replace('500', String(port))} -Persist src -PersistTimeout 3600`),
        'foreach ($server in $servers) {',
        ...ports.map((port) => `    New-AdcRealServer ${NAMED.replace('500', String(port))} -RealServer $server -RealServerPort ${port} | Out-Null`),
        '}\n',
      ].join('\n');
    expect(write(script(500), (lb) => ({ kind: 'add-twin', at: listener(lb), port: 4500 }))).toBe(
      `${script(500, 4500).replace('4500 | Out-Null', '4500')}Set-AdcVirtualService ${NAMED.replace('500', '4500')} -FollowVSID (Get-AdcVirtualService ${NAMED}).Data.VS.Index\n`,
    );
  });

  test('a twin is not guessed', () => {
    const twin = (lb: LoadBalancer): LoadBalancerChange => ({ kind: 'add-twin', at: listener(lb), port: 4500 });
    expect(write(`${NEW}\nSet-AdcVirtualService ${NAMED} -Schedule lc\n`, twin)).toBeUndefined();
    expect(write(`${NEW} -Nickname IKE\n`, twin)).toBeUndefined();
    expect(write(`$vs = ${NEW}\nNew-AdcRealServer -VSIndex $vs.Data.VS.Index -RealServer 10.0.0.11 -RealServerPort 500\n`, twin)).toBeUndefined();
    expect(write(`${NEW}\nforeach ($server in $servers) { New-AdcRealServer ${NAMED} -RealServer $server -RealServerPort 500 }\n`, twin)).toBeUndefined();
  });
});
