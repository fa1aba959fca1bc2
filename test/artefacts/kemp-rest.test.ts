import { describe, expect, test } from 'vitest';
import type { Location } from '../../server/src/core/source-file.ts';
import type { Change } from '../../server/src/model/change.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { restCommands } from '../../server/src/syntax/kemp/rest.ts';
import { changed } from '../support/balancer-changes.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { shownBalancer } from '../support/shown-balancer.ts';

const read = (text: string, name = 'lm.sh'): string[] =>
  shownBalancer(workspaceOf(parseFixture(`=== ${name}\n${text}`)).analysisOf(`${ROOT}/${name}`)?.reading.facts.loadBalancer);

const LM = 'https://lm.fabrikam.com/access';
const SERVICE = 'vs=203.0.113.10&port=500&prot=udp';

const IKE = [
  'listener udp/203.0.113.10:500 udp 203.0.113.10:500 (pass-through) snat false persistence udp/203.0.113.10:500 pools udp/203.0.113.10:500',
  'pool udp/203.0.113.10:500 10.0.0.11:500 monitors udp/203.0.113.10:500',
  'monitor udp/203.0.113.10:500 icmp port (0) every ? waits ?',
  'persistence udp/203.0.113.10:500 source-address of (listener) for 3600',
];

describe('one service in every form', () => {
  test.each([
    [
      'addresses',
      'lm.sh',
      `#!/bin/sh\ncurl -k "${LM}/addvs?${SERVICE}&persist=src&persisttimeout=3600&transparent=1&checktype=icmp"\ncurl -k '${LM}/addrs?${SERVICE}&rs=10.0.0.11&rsport=500'\n`,
    ],
    [
      'requests, changed later',
      'lm.http',
      `POST ${LM}/addvs?${SERVICE}&Transparent=0\n\n###\nPOST ${LM}/modvs?${SERVICE}&Transparent=Y&CheckType=icmp&Persist=src&PersistTimeout=3600 HTTP/1.1\n\n### ${LM}/modvs?${SERVICE}&persist=ssl\nGET ${LM}/addrs?${SERVICE}&rs=10.0.0.11&rsport=500\n`,
    ],
    [
      'bodies',
      'lm.json',
      `[\n  { "apikey": "…", "cmd": "addvs", "vs": "203.0.113.10", "port": 500, "prot": "udp", "Persist": "src", "PersistTimeout": "3600", "Transparent": true, "CheckType": "icmp" },\n  { "cmd": "addrs", "vs": "203.0.113.10", "port": "500", "prot": "udp", "rs": "10.0.0.11", "rsport": 500, "Weight": { "x": [1] } }\n]\n`,
    ],
    [
      'a body in a script',
      'lm.sh',
      `curl -k https://lm/accessv2 -d '{"cmd":"addvs","vs":"203.0.113.10","port":"500","prot":"udp","persist":"src","persisttimeout":"3600","transparent":"1","checktype":"icmp"}'\ncat << EOT\n{\n  "apikey": "\${KEY}",\n  "cmd": "addrs",\n  "vs": "203.0.113.10", "port": "500", "prot": "udp",\n  "rs": "10.0.0.11", "rsport": "500"\n}\nEOT\n`,
    ],
    [
      'strings of a script',
      'lm.ps1',
      `Invoke-RestMethod "${LM}/addvs?${SERVICE}&persist=src&persisttimeout=3600&transparent=1&checktype=icmp" -Credential $cred\nirm ('${LM}/addrs?${SERVICE}&rs=10.0.0.11&rsport=500')\n`,
    ],
    [
      'cmdlets and a body',
      'lm.ps1',
      `New-AdcVirtualService 203.0.113.10 500 udp -Persist src -PersistTimeout 3600 -Transparent $true -CheckType icmp\n$body = @'\n{ "cmd": "addrs", "vs": "203.0.113.10", "port": "500", "prot": "udp", "rs": "10.0.0.11", "rsport": "500" }\n'@\n`,
    ],
  ])('%s', (_, name, text) => {
    expect(read(text, name)).toEqual(IKE);
  });
});

test('percent-encoding is decoded, and braces as they are are noted', () => {
  const monitor = (path: string): string | undefined =>
    read(`curl "${LM}/addvs?vs=203.0.113.10&port=443&prot=tcp&checktype=https&checkurl=${path}&checkcodes=401+403"\n`).find((line) =>
      line.startsWith('monitor'),
    );
  const shown = (note: string): string =>
    `monitor tcp/203.0.113.10:443 https port (0) (HEAD) /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/(1.0) host (undefined)${note} expects 200-299 401 403 every ? waits ?`;
  expect(monitor('%2Fsra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7d/')).toBe(shown(''));
  expect(monitor('/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/')).toBe(shown(' unencoded'));
});

describe('what settings mean', () => {
  const lines = (parameters: string, more = ''): string[] => read(`curl "${LM}/addvs?vs=203.0.113.10&${parameters}"\n${more}`);

  test.each([
    ['', 'udp 203.0.113.10:500 (pass-through) snat (false)'],
    ['&forcel7=0', 'udp 203.0.113.10:500 (pass-through) snat (false)'],
    ['&transparent=1', 'udp 203.0.113.10:500 (pass-through) snat false'],
    ['&transparent=0', 'udp 203.0.113.10:500 (pass-through) snat true'],
    ['&forcel7=1', 'udp 203.0.113.10:500 (pass-through) snat ?'],
    ['&forcel7=1&transparent=0', 'udp 203.0.113.10:500 (pass-through) snat true'],
    // At layer 4 nothing is translated.
    ['&forcel7=0&transparent=0', 'udp 203.0.113.10:500 (pass-through) snat ?'],
    ['&enable=0', 'off listener udp/203.0.113.10:500 udp 203.0.113.10:500'],
    // What is not understood is neither.
    ['&enable=maybe', 'perhaps listener udp/203.0.113.10:500 udp 203.0.113.10:500'],
    ['&enable=$ON', 'perhaps listener udp/203.0.113.10:500 udp 203.0.113.10:500'],
    ['&enable=Y', 'listener udp/203.0.113.10:500 udp 203.0.113.10:500'],
    ['&extraports=501,502', 'udp 203.0.113.10:? (pass-through)'],
    ['&extraports=', 'udp 203.0.113.10:500 (pass-through)'],
    ['&nickname=IKE', 'listener IKE udp 203.0.113.10:500'],
  ])('of a service for UDP: %s', (parameters, expected) => {
    const [listener] = lines(`port=500&prot=udp${parameters}`);
    expect(listener?.startsWith('off ')).toBe(parameters === '&enable=0');
    expect(listener).toContain(expected);
  });

  test('of a server that is off, and one that may be', () => {
    const server = (rs: string, enable: string): string => `curl "${LM}/addrs?vs=203.0.113.10&port=500&prot=udp&rs=${rs}&rsport=500&enable=${enable}"\n`;
    const added = server('10.0.0.11', '1') + server('10.0.0.12', '0') + server('10.0.0.13', '$ON');
    expect(lines('port=500&prot=udp', added)[1]).toContain('pool udp/203.0.113.10:500 10.0.0.11:500 ?:500 monitors');
  });

  test.each([
    ['', '(pass-through) snat ?'],
    ['&sslacceleration=0', 'pass-through snat ?'],
    ['&sslacceleration=1&transparent=0', 'offload snat true'],
    ['&sslacceleration=1&sslreencrypt=0', 'offload snat ?'],
    ['&sslacceleration=1&sslreencrypt=1&transparent=0', 're-encrypt snat ?'],
    ['&sslacceleration=1&sslreencrypt=$AGAIN&transparent=0', '? snat ?'],
    ['&sslacceleration=$OFFLOAD', '? snat ?'],
  ])('of TLS: %s', (parameters, expected) => {
    expect(lines(`port=443&prot=tcp${parameters}`)[0]).toContain(`tcp 203.0.113.10:443 ${expected} persistence`);
  });

  test.each([
    ['port=*&prot=udp', 'udp 203.0.113.10:0-65535'],
    ['port=ike&prot=udp', 'udp 203.0.113.10:?'],
    ['port=500&prot=sctp', '? 203.0.113.10:500'],
    ['port=500&prot=UDP', 'udp 203.0.113.10:500'],
  ])('of ports and protocols: %s', (parameters, expected) => {
    expect(lines(parameters)[0]).toContain(` ${expected} (pass-through)`);
  });

  test('a service that moves', () => {
    const more = `curl "${LM}/modvs?vs=203.0.113.10&port=500&prot=udp&vsaddress=203.0.113.99&vsport=4500"\n`;
    expect(lines('port=500&prot=udp', more)[0]).toContain('udp 203.0.113.99:4500 ');
  });

  test.each([
    ['checktype=none', 'monitors (-)'],
    ['checktype=bdata', 'monitors ?'],
    ['checktype=$TYPE', 'monitors ?'],
    ['checktype=ftp', 'monitors tcp/203.0.113.10:443'],
    ['', 'monitors tcp/203.0.113.10:443'],
  ])('of tests: %s', (parameters, expected) => {
    expect(lines(`port=443&prot=tcp&${parameters}`)[1]).toContain(expected);
  });

  const HTTPS = 'monitor tcp/203.0.113.10:443 https port';
  test.each([
    ['', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects (200-299 301-302 401) every ? waits ?`],
    ['&checkport=8443&checkuseget=1&checkurl=', `${HTTPS} 8443 GET / HTTP/(1.0) host (undefined) expects (200-299 301-302 401) every ? waits ?`],
    ['&checkuse1.1=1&checkhost=vpn', `${HTTPS} (0) (HEAD) (/) HTTP/1.1 host vpn expects (200-299 301-302 401) every ? waits ?`],
    ['&checkuse1.1=1', `${HTTPS} (0) (HEAD) (/) HTTP/1.1 host (203.0.113.10) expects (200-299 301-302 401) every ? waits ?`],
    ['&checkheaders=X:a%7CHost:%20vpn%20%7C', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host vpn expects (200-299 301-302 401) every ? waits ?`],
    ['&checkcodes=401,403', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects 200-299 401 403 every ? waits ?`],
    ['&checkcodes=', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects 200-299 301-302 401 every ? waits ?`],
    ['&checkcodes=$CODES', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects ? every ? waits ?`],
    ['&checkheaders=$HEADERS', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host ? expects (200-299 301-302 401) every ? waits ?`],
    ['&checkuse1.1=$NEW', `${HTTPS} (0) (HEAD) (/) HTTP/? host ? expects (200-299 301-302 401) every ? waits ?`],
    ['&checkuseget=9', `${HTTPS} (0) ? (/) HTTP/(1.0) host (undefined) expects (200-299 301-302 401) every ? waits ?`],
    ['&checkcodes=4xx', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects ? every ? waits ?`],
    ['&checkcodes=401&checkpattern=RRAS', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects ? every ? waits ?`],
    ['&chkinterval=9&chktimeout=4', `${HTTPS} (0) (HEAD) (/) HTTP/(1.0) host (undefined) expects (200-299 301-302 401) every 9 waits 4`],
  ])('of a test over HTTPS: %s', (parameters, expected) => {
    expect(lines(`port=443&prot=tcp&checktype=https${parameters}`)[2]).toBe(expected);
  });

  test.each([
    ['&persist=src&portfollow=4500', 'udp/203.0.113.10:500'],
    ['&portfollow=4500', '?'],
    ['&persist=none', '-'],
    ['&persist=src', 'udp/203.0.113.10:500'],
    ['&persist=$BY', '?'],
    ['&persist=', '?'],
    ['', '(-)'],
  ])('of persistence: %s', (parameters, expected) => {
    expect(lines(`port=500&prot=udp${parameters}`)[0]).toContain(` persistence ${expected} pools`);
  });
});

describe('a service that is divided has its servers elsewhere', () => {
  const listener = (text: string): string | undefined => read(text).find((line) => line.startsWith('listener'));

  test.each([
    ['when it is made', `curl "${LM}/addvs?${SERVICE}&createsubvs=1"\n`, 'pools ?'],
    ['later', `curl "${LM}/addvs?${SERVICE}"\ncurl "${LM}/modvs?${SERVICE}&createsubvs=1"\n`, 'pools ?'],
    ['never', `curl "${LM}/addvs?${SERVICE}"\ncurl "${LM}/modvs?${SERVICE}&persist=src"\n`, 'pools udp/203.0.113.10:500'],
  ])('%s', (_, text, pools) => {
    expect(listener(text)).toMatch(new RegExp(` ${pools.replace('?', '[?]')}$`));
  });
});

describe('a body that is not whole', () => {
  const server = '{ "cmd": "addrs", "vs": "203.0.113.10", "port": "500", "prot": "udp", "rs": "10.0.0.11", "rsport": "500" }';
  const pool = (more: string): string | undefined =>
    read(`[\n  { "cmd": "addvs", "vs": "203.0.113.10", "port": "500", "prot": "udp" },\n  ${server}${more}\n]\n`, 'lm.json').find((line) =>
      line.startsWith('pool'),
    );

  test.each([
    ['none', '', 'pool udp/203.0.113.10:500 10.0.0.11:500 monitors ?'],
    ['without an end', `,\n  ${server.slice(0, -1).replace('10.0.0.11', '10.0.0.12')}`, 'pool udp/203.0.113.10:500 ... 10.0.0.11:500 10.0.0.12:500 monitors ?'],
    ['without a beginning', `,\n  "cmd" : "addrs", "vs": "203.0.113.10" }`, 'pool udp/203.0.113.10:500 ... 10.0.0.11:500 monitors ?'],
    ['of another command, without a beginning', `,\n  "cmd"\n:  "listvs" }`, 'pool udp/203.0.113.10:500 ... 10.0.0.11:500 monitors ?'],
  ])('%s', (_, more, expected) => {
    expect(pool(more)).toBe(expected);
  });

  const service = '{"cmd":"addvs","vs":"203.0.113.10","port":"500","prot":"udp"}';
  const added = '{"cmd":"addrs","vs":"203.0.113.10","port":"500","prot":"udp","rs":"10.0.0.11","rsport":"500"}';

  test.each([
    ['none', '', true],
    ['without an end', `'{"cmd":"addrs","vs":"203.0.113.11","port":"500"'`, false],
    ['without a beginning', `'"cmd" : "addrs","vs":"203.0.113.10"}'`, false],
    ['that a program begins', `"$begin"' "cmd": "listvs" }'`, false],
    ['with no command at all', `'{"cmd":"","vs":"203.0.113.11"}'`, true],
  ])('in a script: %s', (_, body, isWhole) => {
    const text = [`'${service}'`, `'${added}'`, body].map((each) => `curl -k https://lm.fabrikam.com/accessv2 -d ${each}\n`).join('');
    expect(read(text)).toContain(`pool udp/203.0.113.10:500 ${isWhole ? '' : '... '}10.0.0.11:500 monitors ?`);
  });

  test('says nothing of addresses beside it', () => {
    const text = `curl "${LM}/addvs?${SERVICE}"\ncurl "${LM}/addrs?${SERVICE}&rs=10.0.0.11&rsport=500"\n`;
    expect(read(text)[1]).toBe('pool udp/203.0.113.10:500 10.0.0.11:500 monitors ?');
  });
});

describe('what a program fills in', () => {
  test.each(['$VIP', '${VIP}'])('%s ties commands together and is not known', (vip) => {
    expect(read(`curl "${LM}/addvs?vs=${vip}&port=500&prot=udp"\ncurl "${LM}/addrs?vs=${vip}&port=500&prot=udp&rs=10.0.0.11&rsport=500"\n`)).toEqual([
      'listener udp/$vip:500 udp ?:500 (pass-through) snat (false) persistence (-) pools udp/$vip:500',
      'pool udp/$vip:500 10.0.0.11:500 monitors ?',
    ]);
  });

  test.each(['{vip}', '{{ vip }}', '%VIP%', '$1', '$(dig +short vpn)', '%zz'])('%s is not known', (vip) => {
    expect(read(`curl "${LM}/addvs?prot=udp&port=500&vs=${vip}"\n`)[0]).toContain('udp ?:500');
  });

  test('what ends at a placeholder may go on behind it', () => {
    expect(read(`curl "${LM}/addvs?vs=<VIP>&port=500&prot=udp"\n`)[0]).toContain('? ?:?');
  });

  test.each([`"${LM}/addvs?${SERVICE}" + $more`, `"${LM}/addvs?${SERVICE}"$MORE`, `"${LM}/addvs?${SERVICE}&$MORE"`])('%s may say more', (text) => {
    expect(read(`curl ${text}\n`)[0]).toContain('snat ? persistence ?');
  });
});

test('what is none of it', () => {
  expect(read(`# curl "${LM}/addvs?${SERVICE}"\n  // ${LM}/addvs?${SERVICE}\n`)).toEqual([]);
  expect(read(`curl "${LM}/listvs?${SERVICE}"\ncurl "${LM}/modvs?vs=2&followvsid=1"\n`)).toEqual([]);
  expect(read(`Prose about /access/addvs?vs=… and ${LM}/addvs.\n`, 'lm.md')).toEqual([]);
});

test('any text is read without an error', () => {
  const text = `curl "${LM}/addvs?${SERVICE}&checkurl=%2" -d '{"a": [1, {"b": "}"}], "cmd": "addvs", "vs": "\\u0031", "x": \${Y}, "port": 5'\n{"cmd":"addvs" \u0000{"cmd": "modvs",,}`;
  for (let end = 0; end <= text.length; end++) {
    for (const { span, nameSpan, parameters } of restCommands(text.slice(0, end))) {
      expect(span.start <= nameSpan.start && nameSpan.end <= span.end && span.end <= end).toBe(true);
      for (const each of parameters) expect(each.span.start >= span.start && each.span.end <= end).toBe(true);
    }
  }
  expect(restCommands('{'.repeat(50_000) + '"cmd":"addvs"')).toHaveLength(1);
});

describe('changes', () => {
  const keep = ({ listeners }: LoadBalancer): Change[] => listeners.map(({ at }) => ({ kind: 'keep-client-address', at }));
  const sstp = ({ pools }: LoadBalancer): Change[] => pools.map(({ at }) => ({ kind: 'monitor-by-sstp', at, scheme: 'https', host: 'vpn.fabrikam.com' }));
  const encode = ({ monitors }: LoadBalancer): Change[] => monitors.map(({ at }) => ({ kind: 'correct-monitor', at, correction: { encoding: true } }));
  const member = ({ pools: [first, second] }: LoadBalancer): Change[] =>
    (first?.members ?? []).slice(-1).flatMap((like) => (second ? [{ kind: 'add-member', at: second.at, like, port: 4500 }] : []));

  test.each([
    ['an address', 'lm.sh', `curl "${LM}/addvs?${SERVICE}&transparent=0&cache=1" -u $U\n`, `curl "${LM}/addvs?${SERVICE}&transparent=1&cache=1" -u $U\n`, keep],
    ['an address, added', 'lm.http', `GET ${LM}/addvs?${SERVICE}\r\nAccept: */*\r\n`, `GET ${LM}/addvs?${SERVICE}&transparent=1\r\nAccept: */*\r\n`, keep],
    [
      'a body, added as the others stand',
      'lm.json',
      '{\n  "cmd": "addvs",\n  "vs": "203.0.113.10",\n  "port": "500",\n  "prot": "udp",\n  "transparent": 0\n}\n',
      '{\n  "cmd": "addvs",\n  "vs": "203.0.113.10",\n  "port": "500",\n  "prot": "udp",\n  "transparent": true\n}\n',
      keep,
    ],
    [
      'a body on one line',
      'lm.sh',
      `curl -d '{"cmd":"addvs","vs":"203.0.113.10","port":"500","prot":"udp"}' https://lm/accessv2\n`,
      `curl -d '{"cmd":"addvs","vs":"203.0.113.10","port":"500","prot":"udp","transparent":true}' https://lm/accessv2\n`,
      keep,
    ],
    ['a Boolean in quotes', 'lm.json', '{ "cmd": "addvs", "prot": "udp", "Transparent": "0" }', '{ "cmd": "addvs", "prot": "udp", "Transparent": "1" }', keep],
    [
      'a monitor in an address',
      'lm.ps1',
      `irm "${LM}/addvs?vs=$vip&port=443&prot=tcp&checktype=tcp"\n`,
      `irm "${LM}/addvs?vs=$vip&port=443&prot=tcp&checktype=https&checkurl=/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D/&checkuse1.1=1&checkhost=vpn.fabrikam.com&checkcodes=401"\n`,
      sstp,
    ],
    [
      'a monitor in a body',
      'lm.json',
      '{\n    "cmd": "addvs",\n    "prot": "tcp",\n    "CheckType": "tcp"\n}\n',
      '{\n    "cmd": "addvs",\n    "prot": "tcp",\n    "CheckType": "https",\n    "checkurl": "/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/",\n    "checkuse1.1": true,\n    "checkhost": "vpn.fabrikam.com",\n    "checkcodes": "401"\n}\n',
      sstp,
    ],
    [
      'the encoding',
      'lm.sh',
      `curl "${LM}/addvs?prot=tcp&checktype=https&checkurl=/sra_{B-A}/"\n`,
      `curl "${LM}/addvs?prot=tcp&checktype=https&checkurl=/sra_%7BB-A%7D/"\n`,
      encode,
    ],
    [
      'the encoding of another path',
      'lm.sh',
      `curl "${LM}/addvs?prot=tcp&checktype=https&checkurl=/sra_{B-A}/"\n`,
      `curl "${LM}/addvs?prot=tcp&checktype=https&checkurl=/sra_%7BC-D%7D/"\n`,
      ({ monitors }: LoadBalancer): Change[] =>
        monitors.map(({ at }) => ({ kind: 'correct-monitor', at, correction: { encoding: true, path: '/sra_{C-D}/' } })),
    ],
    ['no encoding in a body', 'lm.json', '{ "cmd": "addvs", "prot": "tcp", "checktype": "https", "checkurl": "/sra_{B-A}/" }', undefined, encode],
    ['no encoding of a path that is not stated', 'lm.sh', `curl "${LM}/addvs?prot=tcp&checktype=https"\n`, undefined, encode],
    ['nothing in a body that names no service', 'lm.json', '{ "cmd": "addvs" }', undefined, keep],
    ['nothing where more may be said', 'lm.sh', `curl "${LM}/addvs?${SERVICE}&$MORE"\n`, undefined, keep],
  ] as const)('%s', (_, name, before, after, changes) => {
    expect(changed(name, before, changes)).toBe(after);
  });

  test('what is replaced literally stands beside them; what has nothing to do with a load balancer is not written', () => {
    const text = `# old\ncurl "${LM}/addvs?${SERVICE}"\n`;
    const at = (balancer: LoadBalancer): Location => ({ file: balancer.listeners[0]?.at.file ?? expect.fail('no file'), span: { start: 2, end: 5 } });
    const replace = (balancer: LoadBalancer): Change => ({ kind: 'replace', at: at(balancer), text: 'new' });
    expect(changed('lm.sh', text, (balancer) => [replace(balancer), ...keep(balancer)])).toBe(`# new\ncurl "${LM}/addvs?${SERVICE}&transparent=1"\n`);
    expect(changed('lm.sh', text, (balancer) => [replace(balancer)])).toBe(text.replace('old', 'new'));
    const other = (balancer: LoadBalancer): Change => ({ kind: 'restart-service', at: at(balancer), service: 'x' });
    expect(changed('lm.sh', text, (balancer) => [replace(balancer), other(balancer)])).toBeUndefined();
  });

  test('a server is added on a line of its own', () => {
    const add = (port: number, rs: string): string => `curl -k "${LM}/addrs?vs=203.0.113.10&port=${port}&prot=udp&rs=${rs}&rsport=${port}" # ${port}\n`;
    const services = [500, 4500].map((port) => `curl -k "${LM}/addvs?vs=203.0.113.10&port=${port}&prot=udp"\n`).join('');
    const text = services + add(500, '10.0.0.11') + add(500, '10.0.0.12') + add(4500, '10.0.0.11');
    expect(changed('lm.sh', text, member)).toBe(text + add(4500, '10.0.0.12'));
    expect(changed('lm.http', text.replaceAll('curl -k "', 'GET ').replaceAll(/".*/g, ''), member)).toBeUndefined();
  });
});
