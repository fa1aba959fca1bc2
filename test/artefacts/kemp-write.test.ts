import { describe, expect, test } from 'vitest';
import type { LoadBalancerChange } from '../../server/src/model/load-balancer/change.ts';
import type { Listener, LoadBalancer, Member, Persistence, Pool } from '../../server/src/model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../server/src/model/load-balancer/monitor.ts';
import { changed } from '../support/balancer-changes.ts';

const listener = ({ listeners }: LoadBalancer, index = 0): Listener['at'] => at(listeners[index]);
const pool = ({ pools }: LoadBalancer, index = 0): Pool['at'] => at(pools[index]);
const monitor = ({ monitors }: LoadBalancer, index = 0): Monitor['at'] => at(monitors[index]);
const persistence = ({ persistences }: LoadBalancer, index = 0): Persistence['at'] => at(persistences[index]);

function at<T>(object: { readonly at: T } | undefined): T {
  if (!object) throw new Error('No such object');
  return object.at;
}

const write = (text: string, ...changes: readonly ((balancer: LoadBalancer) => LoadBalancerChange)[]): string | undefined =>
  changed('lm.ps1', text, (balancer) => changes.map((change) => change(balancer)));

const NAMED = '-VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp';
const NEW = `New-AdcVirtualService ${NAMED}`;
const SSTP = 'New-AdcVirtualService 203.0.113.10 443 tcp';

describe('a setting', () => {
  test.each([
    ['is added', `${NEW}\n`, `${NEW} -Transparent $true\n`],
    ['is added before a comment', `${NEW} # IKE\n`, `${NEW} -Transparent $true # IKE\n`],
    ['is added behind a continuation', `${NEW} \`\n  -Persist src\n`, `${NEW} \`\n  -Persist src -Transparent $true\n`],
    ['is replaced', `${NEW} -Transparent $false -Persist src\n`, `${NEW} -Transparent $true -Persist src\n`],
    ['is replaced behind a colon', `${NEW} -Transparent:$false\n`, `${NEW} -Transparent:$true\n`],
    [
      'is replaced in the last command that gives it',
      `${NEW} -Transparent $true\nSet-AdcVirtualService ${NAMED} -Transparent $false\n`,
      `${NEW} -Transparent $true\nSet-AdcVirtualService ${NAMED} -Transparent $true\n`,
    ],
    ['stays where it is right', `${NEW} -Transparent $true\n`, `${NEW} -Transparent $true\n`],
    [
      'goes into the table of a command',
      `$ike = @{\n    VirtualService = '203.0.113.10'\n    VSPort         = 500\n    VSProtocol     = 'udp'\n}\nNew-AdcVirtualService @ike\n`,
      `$ike = @{\n    VirtualService = '203.0.113.10'\n    VSPort         = 500\n    VSProtocol     = 'udp'\n    Transparent    = $true\n}\nNew-AdcVirtualService @ike\n`,
    ],
    [
      'is replaced in the table of a command',
      `$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp'; Transparent = $false }\nNew-AdcVirtualService @ike\n`,
      `$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp'; Transparent = $true }\nNew-AdcVirtualService @ike\n`,
    ],
    [
      'stands beside a table that others use',
      `$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp' }\nNew-AdcVirtualService @ike\nNew-AdcRealServer @ike -RealServer 10.0.0.11 -RealServerPort 500\n`,
      `$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp' }\nNew-AdcVirtualService @ike -Transparent $true\nNew-AdcRealServer @ike -RealServer 10.0.0.11 -RealServerPort 500\n`,
    ],
    ['takes the place of a variable', `$keep = $false\n${NEW} -Transparent $keep -Cache $keep\n`, `$keep = $false\n${NEW} -Transparent $true -Cache $keep\n`],
    [
      'takes the place of a variable in a table',
      `param($keep)\n$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp'; Transparent = $keep }\nNew-AdcVirtualService @ike\n`,
      `param($keep)\n$ike = @{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp'; Transparent = $true }\nNew-AdcVirtualService @ike\n`,
    ],
    ['is not guessed where its name has no value', `${NEW} -Transparent\n`, undefined],
    ['is not added to what is not known', `${NEW} @more\n`, undefined],
    ['is not changed where a condition decides', `${NEW}\nif ($x) { Set-AdcVirtualService ${NAMED} -Transparent $false }\n`, undefined],
    ['is not changed on another computer', `${NEW}\nInvoke-Command -ComputerName ADMIN1 { Set-AdcVirtualService ${NAMED} -Transparent $false }\n`, undefined],
    ['is not changed in a function', `function Add-Ike($port) { New-AdcVirtualService 203.0.113.10 $port udp }\nAdd-Ike 500\nAdd-Ike 4500\n`, undefined],
  ])('%s', (_, before, after) => {
    expect(write(before, (lb) => ({ kind: 'keep-client-address', at: listener(lb) }))).toBe(after);
  });

  test('that two services take from one table is changed once, for both', () => {
    const text = `$ike = @{ VirtualService = '203.0.113.10'; VSProtocol = 'udp'; Transparent = $false }\nNew-AdcVirtualService @ike -VSPort 500\nNew-AdcVirtualService @ike -VSPort 4500\n`;
    const keep = (index: number) => (lb: LoadBalancer) => ({ kind: 'keep-client-address', at: listener(lb, index) }) as const;
    expect(write(text, keep(0), keep(1))).toBe(text.replace('$false', '$true'));
    expect(write(text, keep(0))).toBeUndefined();
  });
});

describe('persistence', () => {
  test('goes by source address, in all services that share it', () => {
    const text = `${NEW} -Persist super\n$i = Get-AdcVirtualService ${NAMED}\n${NEW.replace('500', '4500')} -Persist super -FollowVSID $i.Data.VS.Index\n`;
    expect(write(text, (lb) => ({ kind: 'persist-by-source', at: persistence(lb) }))).toBe(text.replaceAll('super', 'src'));
  });

  test.each([
    ["@{ VirtualService = '203.0.113.10'; VSPort = 500; VSProtocol = 'udp' }", "; Persist = 'src'"],
    ['@{ VirtualService = "203.0.113.10"; VSPort = 500; VSProtocol = "udp" }', '; Persist = "src"'],
    ['@{ VSPort = 500 }', "; Persist = 'src'"],
    ["@{ VSPort = 500; VSProtocol = 'udp'; VirtualService = Get-Vip }", "; Persist = 'src'"],
  ])('is written in the quotes of the table: %s', (table, entry) => {
    const text = (own: string): string => `$ike = ${own}\nNew-AdcVirtualService @ike\n`;
    expect(write(text(table), (lb) => ({ kind: 'persist-by-source', at: listener(lb) }))).toBe(text(table.replace(/ \}$/, `${entry} }`)));
  });

  test('is replaced in a text of several lines as well', () => {
    expect(write(`${NEW} -Persist @'\nsuper\n'@\n`, (lb) => ({ kind: 'persist-by-source', at: persistence(lb) }))).toBe(`${NEW} -Persist @'\nsrc\n'@\n`);
  });

  test('lasts whole minutes', () => {
    expect(write(`${NEW} -Persist src -PersistTimeout 180\n`, (lb) => ({ kind: 'set-persistence-timeout', at: persistence(lb), seconds: 310 }))).toBe(
      `${NEW} -Persist src -PersistTimeout 360\n`,
    );
    expect(
      write(`New-VirtualService 203.0.113.10 500 udp -Persist "src"\n`, (lb) => ({ kind: 'set-persistence-timeout', at: persistence(lb), seconds: 300 })),
    ).toBe(`New-VirtualService 203.0.113.10 500 udp -Persist "src" -PersistTimeout 300\n`);
  });

  test('of SSTP is by TLS session', () => {
    const sstp = (settings: string): string | undefined => write(`${SSTP}${settings}\n`, (lb) => ({ kind: 'persist-sstp', at: listener(lb) }));
    expect(sstp(" -Persist 'cookie'")).toBe(`${SSTP} -Persist 'ssl' -PersistTimeout 3600\n`);
    expect(sstp(' -Persist cookie -PersistTimeout 59')).toBe(`${SSTP} -Persist ssl -PersistTimeout 3600\n`);
    expect(sstp(' -Persist cookie -PersistTimeout 60')).toBe(`${SSTP} -Persist ssl -PersistTimeout 60\n`);
    expect(sstp(' -Persist cookie -PersistTimeout $seconds')).toBe(`${SSTP} -Persist ssl -PersistTimeout $seconds\n`);
  });
});

describe('monitors', () => {
  test('test by ICMP alone', () => {
    expect(write(`${NEW} -CheckType "tcp"\r\n`, (lb) => ({ kind: 'monitor-by-icmp', at: pool(lb) }))).toBe(`${NEW} -CheckType "icmp"\r\n`);
    expect(write(`${NEW} -Verbose\n`, (lb) => ({ kind: 'monitor-by-icmp', at: pool(lb) }))).toBe(`${NEW} -Verbose -CheckType icmp\n`);
  });

  test('test SSTP', () => {
    expect(
      write(`${SSTP} -CheckType tcp -CheckPort 8443\n`, (lb) => ({ kind: 'monitor-by-sstp', at: pool(lb), scheme: 'https', host: 'vpn.fabrikam.com' })),
    ).toBe(
      `${SSTP} -CheckType https -CheckPort 0 -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' -CheckUse1_1 1 -CheckHost vpn.fabrikam.com -CheckCodes '401'\n`,
    );
    expect(
      write(`New-VirtualService 203.0.113.10 443 tcp\n`, (lb) => ({ kind: 'monitor-by-sstp', at: pool(lb), scheme: 'http', host: 'vpn.fabrikam.com' })),
    ).toBe(
      `New-VirtualService 203.0.113.10 443 tcp -CheckType http -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' -CheckUse1_1 $true -CheckHost vpn.fabrikam.com -CheckCodes '401'\n`,
    );
  });

  test('are corrected', () => {
    expect(
      write(`${SSTP} -CheckType http -CheckUrl '/sra_{BA195980}/' -CheckUseGet 1 -CheckCodes '200 302'\n`, (lb) => ({
        kind: 'correct-monitor',
        at: monitor(lb),
        correction: { scheme: 'https', method: 'HEAD', path: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', host: 'vpn.fabrikam.com', code: 401 },
      })),
    ).toBe(
      `${SSTP} -CheckType https -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' -CheckUseGet 0 -CheckCodes '401' -CheckUse1_1 1 -CheckHost vpn.fabrikam.com\n`,
    );
    expect(
      write(`${SSTP}\nSet-AdcVirtualService 203.0.113.10 443 tcp -CheckType https -CheckUrl "/sra_x"\n`, (lb) => ({
        kind: 'correct-monitor',
        at: monitor(lb),
        correction: { path: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' },
      })),
    ).toBe(`${SSTP}\nSet-AdcVirtualService 203.0.113.10 443 tcp -CheckType https -CheckUrl "/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/"\n`);
  });

  test.each([
    ['vpn.fabrikam.com', 'vpn.fabrikam.com'],
    ['203.0.113.10', '203.0.113.10'],
    ['1vpn.fabrikam.com', "'1vpn.fabrikam.com'"],
    ['vpn.fabrikam.com:8443', "'vpn.fabrikam.com:8443'"],
    ['203.0.113.10:8443', "'203.0.113.10:8443'"],
    ['::ffff:203.0.113.10', "'::ffff:203.0.113.10'"],
  ])('ask for %s in the quotes that it needs', (host, written) => {
    expect(write(`${SSTP} -CheckType https\n`, (lb) => ({ kind: 'correct-monitor', at: monitor(lb), correction: { host } }))).toBe(
      `${SSTP} -CheckType https -CheckUse1_1 1 -CheckHost ${written}\n`,
    );
  });

  test.each([
    ['New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp', '1'],
    ['New-AdcVirtualService -VirtualService 203.0.113.10 -Port 443 -Protocol tcp', '$true'],
    ['New-VirtualService -VirtualService 203.0.113.10 -Port 443 -Protocol tcp', '$true'],
  ])('use HTTP/1.1 in the words of their generation: %s', (command, on) => {
    expect(write(`${command} -CheckType https\n`, (lb) => ({ kind: 'correct-monitor', at: monitor(lb), correction: { host: 'a' } }))).toBe(
      `${command} -CheckType https -CheckUse1_1 ${on} -CheckHost a\n`,
    );
  });

  test('are corrected in their port, their times and their host', () => {
    expect(
      write(`${SSTP} -CheckType https -CheckPort 8443 -ChkInterval 60\n`, (lb) => ({
        kind: 'correct-monitor',
        at: monitor(lb),
        correction: { memberPort: true, host: 'vpn.fabrikam.com', interval: 9, answerTimeout: 4 },
      })),
    ).toBe(`${SSTP} -CheckType https -CheckPort 0 -ChkInterval 9 -CheckUse1_1 1 -CheckHost vpn.fabrikam.com -ChkTimeout 4\n`);
  });

  test('have a path that the module encodes by itself', () => {
    const text = `${SSTP} -CheckType https -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/'\n`;
    expect(write(text, (lb) => ({ kind: 'correct-monitor', at: monitor(lb), correction: { encoding: true } }))).toBeUndefined();
  });

  test('have no timeout that could be corrected', () => {
    expect(write(`${SSTP} -CheckType https\n`, (lb) => ({ kind: 'correct-monitor', at: monitor(lb), correction: { timeout: 31 } }))).toBeUndefined();
  });
});

describe('servers', () => {
  const SERVER = `New-AdcRealServer ${NAMED} -RealServer 10.0.0.11 -RealServerPort 500`;

  test('get the port of their service', () => {
    const text = `${NEW}\n${SERVER.replace(/500$/, '5000')}\n`;
    const set = (lb: LoadBalancer): LoadBalancerChange => ({ kind: 'set-member-port', at: at(lb.pools[0]?.members[0]), port: 500 });
    expect(write(text, set)).toBe(`${NEW}\n${SERVER}\n`);
    expect(write(`${text}Set-AdcRealServer ${NAMED} -RealServer 10.0.0.11 -RealServerPort 5000 -NewPort 501\n`, set)).toBe(
      `${text}Set-AdcRealServer ${NAMED} -RealServer 10.0.0.11 -RealServerPort 5000 -NewPort 500\n`,
    );
  });

  const like = (lb: LoadBalancer, index: number): Member => lb.pools[index]?.members[0] ?? expect.fail('no such member');

  test('are added as others stand there', () => {
    const text = `${NEW}\n${SERVER}\n${NEW.replace('500', '4500')}\n${SERVER.replaceAll('500', '4500').replace('10.0.0.11', '10.0.0.12')} | Out-Null # second\n`;
    const add =
      (index: number, other: number, port: number) =>
      (lb: LoadBalancer): LoadBalancerChange => ({ kind: 'add-member', at: pool(lb, index), like: like(lb, other), port });
    expect(write(text, add(0, 1, 500))).toBe(text.replace(`${SERVER}\n`, `${SERVER}\n${SERVER.replace('10.0.0.11', '10.0.0.12')}\n`));
    expect(write(`${NEW}\n${SERVER}\n${NEW.replace('500', '4500')}\n`, add(1, 0, 4500))).toBe(
      `${NEW}\n${SERVER}\n${NEW.replace('500', '4500')}\n${SERVER.replaceAll('500', '4500')}\n`,
    );
  });

  test.each([
    ['single', "'"],
    ['double', '"'],
    ['no', ''],
  ])('are added in %s quotes', (_, quote) => {
    const server = (port: number, address: string): string => `${SERVER.replaceAll('500', String(port)).replace('10.0.0.11', quote + address + quote)}\n`;
    const rest = `${NEW.replace('500', '4500')}\n${server(4500, '10.0.0.12')}`;
    expect(
      write(`${NEW}\n${server(500, '10.0.0.11')}${rest}`, (lb) => ({
        kind: 'add-member',
        at: pool(lb, 0),
        like: like(lb, 1),
        port: 500,
      })),
    ).toBe(`${NEW}\n${server(500, '10.0.0.11')}${server(500, '10.0.0.12')}${rest}`);
  });

  test.each([
    ['its address is not known', `${NEW.replace('500', '4500')}\n${SERVER.replaceAll('500', '4500').replace('10.0.0.11', '$server')}\n`],
    [
      'it is one of a service by index',
      `$b = ${NEW.replace('500', '4500')}\nNew-AdcRealServer -VSIndex $b.Data.VS.Index -RealServer 10.0.0.11 -RealServerPort 4500\n`,
    ],
  ])('are not added like another one where %s', (_, rest) => {
    expect(
      write(`${NEW}\n${rest}`, (lb) => ({
        kind: 'add-member',
        at: pool(lb, 0),
        like: like(lb, 1),
        port: 500,
      })),
    ).toBeUndefined();
  });

  test('without a port get none', () => {
    const text = `${NEW}\n${SERVER.replace(/ -RealServerPort .*/, '')}\n`;
    expect(write(text, (lb) => ({ kind: 'set-member-port', at: at(lb.pools[0]?.members[0]), port: 500 }))).toBeUndefined();
  });

  test('follow their service to another transport', () => {
    expect(
      write(`${NEW.replace('udp', 'tcp')}\n${SERVER.replace('udp', 'tcp')}\n`, (lb) => ({ kind: 'set-transport', at: listener(lb), transport: 'udp' })),
    ).toBe(`${NEW}\n${SERVER}\n`);
    const table = `$ike = @{ VirtualService = "203.0.113.10"; VSPort = 500; VSProtocol = "tcp" }\nNew-AdcVirtualService @ike\nNew-AdcRealServer @ike -RealServer 10.0.0.11 -RealServerPort 500\n`;
    expect(write(table, (lb) => ({ kind: 'set-transport', at: listener(lb), transport: 'udp' }))).toBe(table.replace('tcp', 'udp'));
    const byIndex = `$ike = ${NEW.replace('udp', 'tcp')}\nNew-AdcRealServer -VSIndex $ike.Data.VS.Index -RealServer 10.0.0.11 -RealServerPort 500\n`;
    expect(write(byIndex, (lb) => ({ kind: 'set-transport', at: listener(lb), transport: 'udp' }))).toBe(byIndex.replace('tcp', 'udp'));
  });
});
