import { expect, test } from 'vitest';
import { readF5 } from '../../server/src/artefacts/f5/read.ts';
import { Configuration } from '../../server/src/artefacts/f5/configuration.ts';
import { expectationOf } from '../../server/src/artefacts/f5/expectation.ts';
import { isF5 } from '../../server/src/artefacts/f5/recognise.ts';
import { relevantObjects } from '../../server/src/artefacts/f5/relevance.ts';
import type { Persistence, Pool } from '../../server/src/model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../server/src/model/load-balancer/monitor.ts';
import { Services } from '../../server/src/model/load-balancer/service.ts';
import { parseF5 } from '../../server/src/syntax/f5/parse.ts';
import { balancerOf, listener, virtual } from '../support/f5-listener.ts';
import { COMMANDS, STORED } from '../support/f5.ts';
import { meaning, placesOf } from '../support/load-balancers.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

const pool = (text: string): Pool => balancerOf(text).pools.at(-1) ?? expect.fail('There is no pool');
const monitor = (text: string): Monitor => balancerOf(text).monitors.at(-1) ?? expect.fail('There is no monitor');
const persistence = (text: string): Persistence => balancerOf(text).persistences.at(-1) ?? expect.fail('There is no persistence');

test('a whole deployment is read as it is meant', () => {
  const ike = (port: number): object => ({
    name: `/Common/vs_ike${port}`,
    address: '203.0.113.10',
    ports: { from: port, to: port },
    transport: 'udp',
    tls: 'pass-through',
    pools: [{ name: `/Common/pool_ike${port}` }],
    translation: false,
    persistence: [{ name: '/Common/persist_ike' }],
    fallback: [],
    enabled: true,
    programmed: false,
  });
  const servers = (name: string, port: number, test: string): object => ({
    name: `/Common/${name}`,
    members: [
      { address: '10.10.1.11', port },
      { address: '10.10.1.12', port },
    ],
    complete: true,
    monitors: [{ name: `/Common/${test}` }],
  });
  expect(meaning(balancerOf(STORED))).toEqual({
    vendor: 'f5',
    listeners: [
      ike(500),
      ike(4500),
      {
        ...ike(443),
        name: '/Common/vs_sstp',
        transport: 'tcp',
        pools: [{ name: '/Common/pool_sstp' }],
        persistence: [{ name: '/Common/ssl' }],
        fallback: [{ name: '/Common/source_addr' }],
      },
    ],
    pools: [servers('pool_ike500', 500, 'gateway_icmp'), servers('pool_ike4500', 4500, 'gateway_icmp'), servers('pool_sstp', 443, 'mon_sstp')],
    monitors: [
      {
        name: '/Common/mon_sstp',
        kind: 'https',
        parentKind: 'https',
        port: 0,
        request: { method: 'HEAD', path: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', version: '1.1', host: 'vpn.fabrikam.com', ended: true },
        expects: { codes: [{ from: 401, to: 401 }] },
        interval: 10,
        timeout: 31,
      },
      { name: '/Common/gateway_icmp', kind: 'icmp', port: 0, expects: 'anything', interval: 5, timeout: 16, builtIn: true },
    ],
    persistences: [
      { name: '/Common/persist_ike', kind: 'source-address', scope: 'address', timeout: 3600 },
      { name: '/Common/ssl', kind: 'tls-session', scope: 'listener', timeout: 300, builtIn: true },
      { name: '/Common/source_addr', kind: 'source-address', scope: 'listener', timeout: 180, builtIn: true },
    ],
    undefinedNames: [],
  });
});

test('commands say the same as what BIG-IP stores', () => {
  expect(meaning(balancerOf(COMMANDS))).toEqual(meaning(balancerOf(STORED)));
  const inQuotes = COMMANDS.replaceAll(
    /^tmsh (create .*?[^\\])$/gms,
    (_, command: string) => `tmsh -c "${command.replaceAll(`'"`, '\\"').replaceAll(`"'`, '\\"')}"`,
  );
  expect(inQuotes).toContain('tmsh -c "create ltm monitor');
  expect(meaning(balancerOf(inQuotes))).toEqual(meaning(balancerOf(STORED)));
  const typed = COMMANDS.replaceAll(/^tmsh /gm, '')
    .replaceAll(`'"`, '"')
    .replaceAll(`"'`, '"');
  expect(meaning(balancerOf(typed))).toEqual(meaning(balancerOf(STORED)));
});

test('every place of a whole deployment says what it is the place of', () => {
  for (const text of [STORED, COMMANDS]) {
    for (const { path, text: said } of placesOf(balancerOf(text))) {
      expect(said, path).not.toBe('');
      if (path.endsWith('/ports/at')) expect(said).toMatch(/:\d+$/);
    }
  }
});

test('places are found again by their keys', () => {
  const { facts } = readF5({ uri: 'file:///project/bigip.conf', text: STORED });
  for (const { at } of facts.loadBalancer?.listeners ?? []) expect(facts.placeOf(at.key ?? '')).toEqual(at.span);
});

test('one line or many, the same settings', () => {
  const one = 'ltm virtual v { destination 203.0.113.10:500 ip-protocol udp disabled persist { p { default yes } } pool q }\n';
  expect(meaning(listener(one))).toMatchObject({ ports: { from: 500 }, enabled: false, persistence: [{ name: '/Common/p' }], pools: [{ name: '/Common/q' }] });
});

test('a setting that is not known takes its own line and no other', () => {
  expect(meaning(virtual('quux pool disabled\npool /Common/p'))).toMatchObject({ enabled: true, pools: [{ name: '/Common/p' }] });
});

test('commands change what others made; a change alone leaves the rest unknown', () => {
  const made = 'create ltm virtual v destination 203.0.113.10:500 ip-protocol udp pool p\n';
  expect(meaning(listener(`${made}modify ltm virtual v pool q persist replace-all-with { x }\n`))).toMatchObject({
    pools: [{ name: '/Common/q' }],
    persistence: [{ name: '/Common/x' }],
  });
  expect(meaning(listener('modify ltm virtual v pool q\n'))).toMatchObject({
    address: '?',
    translation: '?',
    persistence: '?',
    pools: [{ name: '/Common/q' }],
  });
  expect(balancerOf(`${made}delete ltm virtual v\n`).listeners).toEqual([]);
  expect(meaning(pool('create ltm pool p members add { 10.0.0.1:500 10.0.0.2:500 }\nmodify ltm pool p members delete { 10.0.0.1:500 }\n'))).toMatchObject({
    members: [{ address: '10.0.0.2' }],
    complete: true,
  });
  expect(meaning(pool('modify ltm pool p members add { 10.0.0.1:500 }\n'))).toMatchObject({ complete: false, monitors: '?' });
});

test('folders: names without one are in the current folder, or in the common one', () => {
  const text = 'cd /Fabrikam\ncreate ltm pool p members add { 10.0.0.1:500 } monitor gateway_icmp\ncreate ltm virtual v pool p\n';
  expect(meaning(balancerOf(text))).toMatchObject({
    listeners: [{ name: '/Fabrikam/v', pools: [{ name: '/Fabrikam/p' }] }],
    pools: [{ name: '/Fabrikam/p', monitors: [{ name: '/Common/gateway_icmp' }] }],
  });
});

test('the later one of two definitions counts', () => {
  expect(meaning(pool('ltm pool p { monitor /Common/tcp }\nltm pool p { monitor /Common/icmp }\n'))).toMatchObject({ monitors: [{ name: '/Common/icmp' }] });
});

test('members by address, by node and by host name; those that are taken out do not count', () => {
  const text = `ltm node /Common/vpn1 {\n    address 10.10.1.11\n}\nltm node /Common/vpn2 {\n    fqdn {\n        name VPN2.fabrikam.com\n    }\n}\nltm node /Common/vpn3 {\n    address 10.10.1.13\n    session user-disabled\n}
ltm pool /Common/p {\n    members {\n        /Common/vpn1:500 { }\n        /Common/vpn2:isakmp { }\n        /Common/vpn3:500 { }\n        /Common/2001:db8::5.500 { }\n        /Common/vpn4:500 {\n            session user-disabled\n        }\n    }\n}\n`;
  expect(meaning(pool(text))).toMatchObject({
    members: [
      { address: '10.10.1.11', port: 500, server: { name: '/Common/vpn1' } },
      { address: 'vpn2.fabrikam.com', port: 500, server: { name: '/Common/vpn2' } },
      { address: '2001:db8::5', port: 500 },
    ],
  });
});

test.each([
  ['session user-disabled', '', 0],
  ['session user-disabled', 'session user-enabled', 0],
  ['state user-down', '', 0],
  ['', 'session user-disabled', 0],
  ['', 'state user-down', 0],
  // What the monitors have found when the file was written says nothing of now.
  ['session monitor-enabled\n state down', '', 1],
  ['', 'session monitor-enabled\n state down', 1],
  ['', 'session user-enabled\n state user-up', 1],
])('a member that is %j, with a node that is %j', (own, node, members) => {
  const text = `ltm node /Common/10.10.1.11 {\n address 10.10.1.11\n ${node}\n}\nltm pool /Common/p {\n members {\n /Common/10.10.1.11:500 {\n ${own}\n }\n }\n}\n`;
  expect(pool(text).members).toHaveLength(members);
});

test.each([
  ['monitor /Common/a and /Common/b', ['/Common/a', '/Common/b']],
  ['monitor min 1 of { /Common/a /Common/b }', ['/Common/a', '/Common/b']],
  ['monitor none', []],
  ['', []],
])('monitors: %s', (settings, expected) => {
  expect(meaning(pool(`ltm pool /Common/p {\n ${settings}\n}\n`))).toMatchObject({ monitors: expected.map((name) => ({ name })) });
});

test('where the nodes are tested, it is not known what tests a pool without a monitor', () => {
  const member = 'ltm pool /Common/p {\n members {\n /Common/10.0.0.1:500 { address 10.0.0.1 }\n }\n}\n';
  expect(meaning(pool(`ltm node /Common/10.0.0.1 {\n address 10.0.0.1\n monitor /Common/icmp\n}\n${member}`))).toMatchObject({ monitors: '?' });
  expect(meaning(pool(`ltm default-node-monitor {\n rule /Common/icmp\n}\n${member}`))).toMatchObject({ monitors: '?' });
  expect(meaning(pool('ltm pool /Common/p {\n members {\n /Common/10.0.0.1:500 { monitor /Common/icmp }\n }\n}\n'))).toMatchObject({ monitors: '?' });
});

test('a pool may keep the address of the client whatever its listener says', () => {
  expect(meaning(pool('ltm pool p {\n allow-snat no\n}\n'))).toMatchObject({ translation: false });
  expect(pool('ltm pool p {\n allow-snat yes\n}\n').translation).toBeUndefined();
});

test('inheritance over several objects, in circles, and from what is not here', () => {
  const chain =
    'ltm monitor https a {\n interval 7\n recv "401"\n}\nltm monitor https b {\n defaults-from a\n timeout 22\n}\nltm monitor https c {\n defaults-from b\n}\n';
  expect(meaning(monitor(chain))).toMatchObject({ interval: 7, timeout: 22, expects: { codes: [{ from: 401, to: 401 }] }, parentKind: 'https' });
  expect(meaning(monitor('ltm monitor https a {\n defaults-from b\n}\nltm monitor https b {\n defaults-from a\n}\n'))).toMatchObject({
    interval: '?',
    expects: '?',
  });
  expect(meaning(monitor('ltm monitor https a {\n defaults-from elsewhere\n}\n'))).toMatchObject({ interval: '?', parentKind: '?' });
  expect(meaning(monitor('ltm monitor http a {\n destination *:https\n}\n'))).toMatchObject({
    interval: 5,
    timeout: 16,
    port: 443,
    request: { method: 'GET', version: '0.9' },
  });
});

test('a parent in another folder is none of the product, whatever it is called', () => {
  const tested = 'defaults-from /Fabrikam/https\n timeout 22';
  expect(meaning(monitor(`ltm monitor https m {\n ${tested}\n}\n`))).toMatchObject({ interval: '?', port: '?', timeout: 22 });
  expect(meaning(monitor(`ltm monitor https m {\n ${tested.replace('Fabrikam', 'Common')}\n}\n`))).toMatchObject({ interval: 5, port: 0, timeout: 22 });
  expect(meaning(monitor('ltm monitor https m {\n defaults-from none\n}\n'))).toMatchObject({ interval: 5, port: 0, timeout: 16 });
  expect(meaning(monitor('ltm monitor https m {\n defaults-from\n}\n'))).toMatchObject({ interval: '?', port: '?', timeout: '?' });
});

test.each([
  ['tcp', { kind: 'tcp', port: 0, expects: 'anything' }],
  ['https', { kind: 'https', port: 0, request: { method: 'GET', path: '/', version: '0.9' }, expects: 'anything' }],
  ['https_443', { kind: 'https', port: 443, request: { method: 'GET' }, expects: 'anything' }],
  // It looks for the name of the server software, which says nothing of the status.
  ['https_head_f5', { kind: 'https', port: 0, request: { method: 'HEAD', path: '/', version: '1.0', ended: true }, expects: '?' }],
])('what monitors of the product test: %s', (name, expected) => {
  const { monitors } = balancerOf(`ltm pool /Common/p {\n    monitor /Common/${name}\n}\n`);
  expect(meaning(monitors)).toMatchObject([{ ...expected, name: `/Common/${name}`, builtIn: true, interval: 5, timeout: 16 }]);
  expect(monitors[0]?.key).toBe(`monitor//Common/${name}`);
});

test('the published monitor for SSTP, with all of its defects', () => {
  const published =
    'ltm monitor http VPN_SSTP {\n    adaptive disabled\n    defaults-from https\n    destination *:https\n    interval 30\n    ip-dscp 0\n    recv "HTTP/1.1 401"\n    recv-disable none\n    send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\\r\\nHost:r\\nConnection: Close\\r\\n\\r\\n"\n    time-until-up 0\n    timeout 90\n}\n';
  const found = monitor(published);
  expect(meaning(found)).toMatchObject({ kind: 'http', parentKind: 'https', port: 443, interval: 30, timeout: 90, request: { method: 'HEAD', ended: true } });
  expect(found.request?.brokenHost?.span).toEqual({ start: published.indexOf('Host:r'), end: published.indexOf('Host:r') + 6 });
  expect(found.request?.wrongEscapes).toBeUndefined();
});

test.each([
  ['GET /', { method: 'GET', path: '/', version: '0.9', ended: false }],
  [String.raw`HEAD / HTTP/1.0\r\n\r\n`, { method: 'HEAD', version: '1.0', ended: true }],
  [String.raw`HEAD /x HTTP/1.1\\r\\nHost: a\\r\\n`, { version: '1.1', host: 'a', ended: false }],
  [String.raw`HEAD /x HTTP/1.1\nHost: a\n\n`, { host: 'a', ended: true }],
  ['whatever', { method: '?', path: '?', ended: '?' }],
])('request %s', (send, expected) => {
  expect(meaning(monitor(`ltm monitor http m {\n send "${send}"\n}\n`))).toMatchObject({ request: expected });
});

test('line ends with too many backslashes, or with slashes', () => {
  const of = (send: string): string | undefined => {
    const text = `ltm monitor http m {\n send "${send}"\n}\n`;
    const span = monitor(text).request?.wrongEscapes?.span;
    return span && text.slice(span.start, span.end);
  };
  expect(of(String.raw`HEAD / HTTP/1.1\\\\r\\\\nHost: a\\\\r\\\\n`)).toBe(String.raw`\\\\r\\\\nHost: a\\\\r\\\\n`);
  expect(of('HEAD / HTTP/1.1/r/n/r/n')).toBe('/r/n/r/n');
  expect(of(String.raw`HEAD / HTTP/1.1\r\n\r\n`)).toBeUndefined();
});

test('a request that a script fills in is not known', () => {
  expect(meaning(monitor(`tmsh create ltm monitor http m send "HEAD $URI HTTP/1.1" recv "401"\n`))).toMatchObject({ request: { method: '?', path: '?' } });
});

test('a receive string that looks for something else is not understood; none accepts anything', () => {
  for (const text of ['Server:', 'OK', '4010', '<h1>401', '(a+)+$']) expect(expectationOf(text), text).toBeUndefined();
  expect(expectationOf('none')).toBe('anything');
  expect(meaning(monitor('ltm monitor http m {\n recv "401"\n reverse enabled\n}\n'))).toMatchObject({ expects: '?' });
});

test('texts of any length take no longer than their length', () => {
  const blanks = ' '.repeat(200_000);
  expect(expectationOf(`401${blanks}#`)).toBeUndefined();
  expect(meaning(monitor(`ltm monitor http m {\n send "HEAD / ${blanks}x"\n recv "401${blanks}#"\n}\n`))).toMatchObject({
    request: { version: '?' },
    expects: '?',
  });
  expect(isF5({ uri: 'file:///project/x.txt', text: `ltm${blanks}create${blanks}` })).toBe(false);
});

test.each([
  ['source-addr', 'match-across-services enabled', 'source-address', 'address', 180],
  ['source-addr', 'match-across-virtuals enabled\n timeout indefinite', 'source-address', 'device', Infinity],
  ['source-addr', 'timeout 600', 'source-address', 'listener', 600],
  ['cookie', 'timeout 600', 'cookie', 'listener', 600],
  ['universal', '', 'other', 'listener', 180],
] as const)('persistence %s %s', (type, settings, kind, scope, timeout) => {
  expect(meaning(persistence(`ltm persistence ${type} p {\n ${settings}\n}\n`))).toMatchObject({ kind, scope, timeout });
});

test('what a monitor without HTTP gets for an answer says nothing of a status', () => {
  expect(meaning(monitor('ltm monitor tcp m {\n interval 7\n}\n'))).toEqual({
    name: '/Common/m',
    kind: 'tcp',
    port: 0,
    expects: 'anything',
    interval: 7,
    timeout: 16,
  });
});

test('an object whose braces are missing says nothing', () => {
  const text = 'ltm pool /Common/p {\n members {\n  /Common/10.0.0.1:500 { }\n monitor /Common/tcp\n}\nltm virtual /Common/v {\n pool /Common/p\n}\n';
  expect(meaning(balancerOf(text))).toMatchObject({
    pools: [{ complete: false, members: [], monitors: '?' }],
    listeners: [{ pools: [{ name: '/Common/p' }] }],
  });
  expect(readF5({ uri: 'file:///project/bigip.conf', text }).facts.unread).toHaveLength(1);
});

test('a name that is used and defined nowhere', () => {
  const missing = (text: string): string[] => balancerOf(text).undefinedNames.map(({ kind, name, usedBy }) => `${kind} ${name} by ${usedBy}`);
  expect(missing(STORED.replace('pool /Common/pool_ike500\n', 'pool /Common/pool_ike50\n'))).toEqual(['pool /Common/pool_ike50 by virtual//Common/vs_ike500']);
  expect(missing(STORED.replace('    monitor /Common/mon_sstp', '    monitor /Common/mon_stp'))).toEqual(['monitor /Common/mon_stp by pool//Common/pool_sstp']);
  // Another partition, an object of the product, an excerpt without pools, a variable.
  expect(missing(STORED.replace('pool /Common/pool_ike500\n', 'pool /Fabrikam/pool_ike500\n'))).toEqual([]);
  expect(missing(STORED.replaceAll('/Common/gateway_icmp', '/Common/tcp_half_open'))).toEqual([]);
  expect(missing('ltm virtual /Common/v {\n destination /Common/203.0.113.10:500\n pool /Common/p\n persist { /Common/x { default yes } }\n}\n')).toEqual([]);
  expect(missing(COMMANDS.replace('pool pool_ike500 profiles', 'pool $POOL profiles'))).toEqual([]);
  // A profile of another module is one all the same.
  expect(missing(`${STORED.replace('/Common/udp { }', '/Common/acl { }')}apm profile access /Common/acl { }\nltm profile tcp /Common/other { }\n`)).toEqual([]);
});

test('what may have to do with a VPN is the same whether a file is large or small', () => {
  const other = Array.from(
    { length: 30 },
    (_, index) =>
      `ltm monitor https /Common/mon_${index} {\n    send "GET / HTTP/1.0\\r\\n\\r\\n"\n}\nltm pool /Common/web_${index} {\n    members {\n        /Common/10.20.1.${index}:443 {\n            address 10.20.1.${index}\n        }\n    }\n    monitor /Common/mon_${index}\n}\nltm virtual /Common/web_${index} {\n    destination /Common/198.51.100.${index}:443\n    ip-protocol tcp\n    pool /Common/web_${index}\n}\n`,
  ).join('');
  const text = STORED + other;
  const configuration = new Configuration(parseF5(text));
  expect(names(relevantObjects(configuration, 0))).toEqual([
    '/Common/vs_ike500',
    '/Common/vs_ike4500',
    '/Common/vs_sstp',
    '/Common/pool_ike500',
    '/Common/pool_ike4500',
    '/Common/pool_sstp',
    '/Common/mon_sstp',
    '/Common/persist_ike',
  ]);
  const balancer = balancerOf(text);
  expect(new Services(balancer, []).services).toHaveLength(3);
  expect(names(relevantObjects(new Configuration(parseF5(other)), 0))).toEqual([]);
});

/** The names of what was found, by kind. */
function names(found: ReturnType<typeof relevantObjects>): string[] {
  return Object.values(found).flatMap((each) => each.map(({ name }) => name));
}

test('of a large file, what is used counts as well, and all of what nothing in the file could use', () => {
  const selected = (...objects: readonly string[]): string[] => names(relevantObjects(new Configuration(parseF5(objects.join(''))), 0));
  const monitor = (name: string, path: string): string => `ltm monitor https /Common/${name} {\n    send "GET ${path} HTTP/1.0\\r\\n\\r\\n"\n}\n`;
  const pool = (name: string, tested: string): string => `ltm pool /Common/${name} {\n    monitor /Common/${tested}\n}\n`;
  const persistence = (name: string): string => `ltm persistence source-addr /Common/${name} {\n    timeout 300\n}\n`;
  const virtual = (name: string, port: number, rest: string): string =>
    `ltm virtual /Common/${name} {\n    destination /Common/198.51.100.1:${port}\n    ip-protocol udp\n${rest}}\n`;
  expect(selected(persistence('s'))).toEqual(['/Common/s']);
  expect(selected(monitor('m', '/'))).toEqual(['/Common/m']);
  expect(selected(pool('p', 'm'), monitor('m', '/'), monitor('n', '/'))).toEqual(['/Common/p', '/Common/m']);
  const ike = virtual('ike', 500, '    pool /Common/p\n    persist {\n        /Common/s {\n            default yes\n        }\n    }\n');
  expect(
    selected(
      ike,
      virtual('dns', 53, '    persist /Common/t\n'),
      pool('p', 'm'),
      pool('q', 'n'),
      monitor('m', '/'),
      monitor('n', '/'),
      persistence('s'),
      persistence('t'),
    ),
  ).toEqual(['/Common/ike', '/Common/p', '/Common/m', '/Common/s']);
  // A pool that is tested for SSTP is one of the VPN, whoever uses it.
  expect(selected(ike, pool('p', 'm'), pool('q', 'x'), monitor('m', '/'), monitor('x', '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/'))).toEqual([
    '/Common/ike',
    '/Common/p',
    '/Common/q',
    '/Common/m',
    '/Common/x',
  ]);
});

test.each([
  ['bigip.conf', STORED, true],
  ['f5.sh', COMMANDS, true],
  ['commands.txt', 'create ltm pool p members add { 10.0.0.1:500 }\n', true],
  ['notes.txt', 'How to create ltm pools on a BIG-IP, and modify ltm virtual servers.\n', false],
  ['ns.conf', '#NS13.0 Build 47.22\nadd lb vserver v UDP 203.0.113.10 500\n', false],
  ['nginx.conf', 'stream {\n  server {\n    listen 500 udp;\n  }\n}\n', false],
  ['haproxy.cfg', 'frontend vpn\n  bind :443\n', false],
  ['deploy.sh', '#!/bin/bash\nfor i in a b; do echo $i; done\n', false],
  ['bigip_base.conf', '#TMSH-VERSION: 15.1.8\nnet self /Common/s {\n address 10.0.0.1/24\n}\n', false],
])('%s is one, or not', (name, text, expected) => expect(isF5({ uri: `file:///project/${name}`, text })).toBe(expected));

test('a file of its own language is one whatever it holds', () => {
  for (const languageId of ['bigip', 'tcl-bigip', 'f5-tcl']) expect(isF5({ uri: 'untitled:1', languageId, text: '' })).toBe(true);
});

test('a whole deployment has no findings', () => {
  const workspace = workspaceOf(parseFixture(`=== a/bigip.conf\n${STORED}=== b/f5.sh\n${COMMANDS}`));
  for (const uri of workspace.uris()) expect(workspace.findings(uri).map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
});

test.each(['create ltm monitor http "\n', 'create ltm pool "\n', 'create ltm pool {\n', 'tmsh -c "create ltm pool \\"\n'])(
  'a quote or brace that is all that there is of a name stands where it does: %j',
  (text) => {
    const file = { uri: 'file:///project/lb.tmsh', text: `${text}create ltm virtual vs500 destination 203.0.113.10:500 ip-protocol udp\n` };
    const { monitors, pools } = readF5(file).facts.loadBalancer ?? expect.fail('no load balancer');
    for (const { at } of [...monitors, ...pools]) expect(at.span.start, JSON.stringify(at.span)).toBeLessThanOrEqual(at.span.end);
  },
);
