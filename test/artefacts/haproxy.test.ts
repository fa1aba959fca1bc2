import { expect, test } from 'vitest';
import { parseHaproxy } from '../../server/src/syntax/haproxy/config.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { meaning } from '../support/load-balancers.ts';
import { shownBalancer } from '../support/shown-balancer.ts';

const read = (text: string): string[] =>
  shownBalancer(workspaceOf(parseFixture(`=== haproxy.cfg\n${text}`)).analysisOf(`${ROOT}/haproxy.cfg`)?.reading.facts.loadBalancer);

test('SSTP that passes through, tested by its path', () => {
  expect(
    read(`global
    log /dev/log local0
defaults
    mode tcp
    balance source # by address
frontend sstp
    bind 203.0.113.10:443,[2001:DB8::0010]:443
    default_backend rras
backend rras
    option httpchk
    http-check send meth HEAD uri "/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/" ver HTTP/1.1 hdr Host vpn.fabrikam.com
    http-check expect status 401
    server rras1 10.0.0.11:443 check check-ssl verify none
    server rras2 RRAS2.corp.fabrikam.com:443 check check-ssl verify none
`),
  ).toEqual([
    'listener sstp (203.0.113.10:443) (tcp) 203.0.113.10:443 (pass-through) snat ? persistence balance source pools rras',
    'listener sstp ([2001:DB8::0010]:443) (tcp) 2001:db8::10:443 (pass-through) snat ? persistence balance source pools rras',
    'pool rras 10.0.0.11:443 rras2.corp.fabrikam.com:443 monitors check of rras',
    'monitor check of rras https port (0) HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1 host vpn.fabrikam.com expects 401 every ? waits ?',
    'persistence balance source source-address of (device) for (Infinity)',
  ]);
});

test('offload, and what is not said', () => {
  expect(
    read(`listen web
    bind :443 ssl crt /etc/ssl/x.pem
    option httpchk HEAD /
    server a 10.0.0.11:80 check
listen more
    bind "\${ADDRESS}:443"
    bind /run/x.sock
    server-template srv 3 rras:443
    server b 10.0.0.12 disabled
frontend chosen
    bind *:8000-8100
    use_backend x if { ssl_fc_sni vpn.fabrikam.com }
`),
  ).toEqual([
    'listener web (tcp) any:443 offload snat ? persistence (-) pools web',
    'listener more (${ADDRESS}:443) (tcp) ?:? (pass-through) snat ? persistence (-) pools more',
    'listener more (/run/x.sock) (tcp) ?:? (pass-through) snat ? persistence (-) pools more',
    'listener chosen (tcp) any:8000-8100 (pass-through) snat ? persistence ? pools ?',
    'pool web 10.0.0.11:80 monitors check of web',
    'pool more ... - monitors (-)',
    'monitor check of web http port (0) HEAD / HTTP/(1.0) host (undefined) expects (200-399) every ? waits ?',
  ]);
});

test('UDP of the Enterprise edition: both ports go by one hash of the source', () => {
  expect(read(`udp-lb ike\n    dgram-bind :500\n    dgram-bind :4500\n    balance source\n    server rras1 10.0.0.11\n`)).toEqual([
    'listener ike (:500) (udp) any:500 (pass-through) snat ? persistence balance source pools ike',
    'listener ike (:4500) (udp) any:4500 (pass-through) snat ? persistence balance source pools ike',
    'pool ike 10.0.0.11:0 monitors ?',
    'persistence balance source source-address of (device) for (Infinity)',
  ]);
});

const SERVERS = '    server a 10.0.0.11:443 check\n    server b 10.0.0.12:443 check\n';
const backend = (lines: string, defaults = ''): string =>
  `defaults\n    mode tcp\n${defaults}frontend sstp\n    bind :443\n    default_backend rras\nbackend rras\n${lines}`;

test.each([
  ['', '(-)'],
  ['    balance roundrobin\n', '(-)'],
  ['    balance leastconn\n', '(-)'],
  ['    balance random(3)\n', '(-)'],
  ['    balance source\n', 'balance source'],
  ['    balance hdr(Host)\n', '?'],
  ['    balance source\n    stick on src\n', '?'],
  ['    cookie SRV insert\n', '?'],
])('what keeps a client with its server: %j', (lines, persistence) => {
  expect(read(backend(lines + SERVERS))[0]).toContain(` persistence ${persistence} pools rras`);
});

test('what a backend says counts before what the defaults say', () => {
  expect(read(backend(SERVERS, '    balance source\n'))[0]).toContain(' persistence balance source pools rras');
  expect(read(backend(`    balance roundrobin\n${SERVERS}`, '    balance source\n'))[0]).toContain(' persistence (-) pools rras');
});

test.each([
  ['', SERVERS, 'monitors check of rras'],
  ['', SERVERS.replaceAll(' check', ''), 'monitors (-)'],
  // Not all of them, in a way that is not read, or as something else says.
  ['', SERVERS.replace(' check', ''), 'monitors ?'],
  ['    option external-check\n', SERVERS, 'monitors ?'],
  ['    option tcp-check\n    tcp-check connect ssl\n', SERVERS, 'monitors ?'],
  ['    option ssl-hello-chk\n', SERVERS, 'monitors ?'],
  ['    default-server check\n', SERVERS.replaceAll(' check', ''), 'monitors ?'],
  ['    option tcp-check\n', SERVERS, 'monitors check of rras'],
])('what tests the servers: %j, %j', (lines, servers, expected) => {
  expect(read(backend(lines + servers)).find((line) => line.startsWith('pool '))).toContain(expected);
  expect(read(backend(servers, lines)).find((line) => line.startsWith('pool '))).toContain(expected);
});

test.each([
  ['', SERVERS, false],
  ['', SERVERS.replaceAll(' check', ' ssl verify none'), true],
  ['', SERVERS.replace(' check', ' ssl verify none'), '?'],
  ['    default-server ssl verify none\n', SERVERS, '?'],
  ['    default-server inter 5s\n', SERVERS, false],
])('whether the servers are spoken to in TLS: %j, %j', (lines, servers, expected) => {
  for (const text of [backend(lines + servers), backend(servers, lines)]) {
    const analysis = workspaceOf(parseFixture(`=== haproxy.cfg\n${text}`)).analysisOf(`${ROOT}/haproxy.cfg`);
    expect(meaning(analysis?.reading.facts.loadBalancer?.pools[0]?.speaksTls)).toBe(expected);
  }
});

test('any text is read without an error', () => {
  const text = 'listen "a b\\" \n bind *:500 \\# x # y\r\n\u0000 server \'x\n\n frontend\nbackend\n bind\n option\n';
  for (let end = 0; end <= text.length; end++) {
    for (const { span } of parseHaproxy(text.slice(0, end)).sections) expect(span.start <= span.end && span.end <= end).toBe(true);
    read(`listen a\nbind :1\n${text.slice(0, end)}`);
  }
});
