import { describe, expect, test } from 'vitest';
import type { LoadBalancerChange } from '../../server/src/model/load-balancer/change.ts';
import type { Listener, LoadBalancer, Persistence, Pool } from '../../server/src/model/load-balancer/load-balancer.ts';
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
    ['is not added to what is not known', `${NEW} @more\n`, undefined],
    ['is not changed where a condition decides', `${NEW}\nif ($x) { Set-AdcVirtualService ${NAMED} -Transparent $false }\n`, undefined],
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

  test('lasts whole minutes', () => {
    expect(write(`${NEW} -Persist src -PersistTimeout 180\n`, (lb) => ({ kind: 'set-persistence-timeout', at: persistence(lb), seconds: 310 }))).toBe(
      `${NEW} -Persist src -PersistTimeout 360\n`,
    );
    expect(
      write(`New-VirtualService 203.0.113.10 500 udp -Persist "src"\n`, (lb) => ({ kind: 'set-persistence-timeout', at: persistence(lb), seconds: 300 })),
    ).toBe(`New-VirtualService 203.0.113.10 500 udp -Persist "src" -PersistTimeout 300\n`);
  });

  test('of SSTP is by TLS session', () => {
    expect(write(`${SSTP} -Persist 'cookie'\n`, (lb) => ({ kind: 'persist-sstp', at: listener(lb) }))).toBe(`${SSTP} -Persist 'ssl' -PersistTimeout 3600\n`);
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

  test('are added as others stand there', () => {
    const text = `${NEW}\n${SERVER}\n${NEW.replace('500', '4500')}\n${SERVER.replaceAll('500', '4500').replace('10.0.0.11', '10.0.0.12')} | Out-Null # second\n`;
    const add =
      (index: number, like: number, port: number) =>
      (lb: LoadBalancer): LoadBalancerChange => {
        const member = lb.pools[like]?.members[0];
        if (!member) throw new Error('No such member');
        return { kind: 'add-member', at: pool(lb, index), like: member, port };
      };
    expect(write(text, add(0, 1, 500))).toBe(text.replace(`${SERVER}\n`, `${SERVER}\n${SERVER.replace('10.0.0.11', '10.0.0.12')}\n`));
    expect(write(`${NEW}\n${SERVER}\n${NEW.replace('500', '4500')}\n`, add(1, 0, 4500))).toBe(
      `${NEW}\n${SERVER}\n${NEW.replace('500', '4500')}\n${SERVER.replaceAll('500', '4500')}\n`,
    );
  });

  test('follow their service to another transport', () => {
    expect(
      write(`${NEW.replace('udp', 'tcp')}\n${SERVER.replace('udp', 'tcp')}\n`, (lb) => ({ kind: 'set-transport', at: listener(lb), transport: 'udp' })),
    ).toBe(`${NEW}\n${SERVER}\n`);
    const table = `$ike = @{ VirtualService = "203.0.113.10"; VSPort = 500; VSProtocol = "tcp" }\nNew-AdcVirtualService @ike\nNew-AdcRealServer @ike -RealServer 10.0.0.11 -RealServerPort 500\n`;
    expect(write(table, (lb) => ({ kind: 'set-transport', at: listener(lb), transport: 'udp' }))).toBe(table.replace('tcp', 'udp'));
  });
});

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
