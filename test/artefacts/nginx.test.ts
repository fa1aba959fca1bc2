import { expect, test } from 'vitest';
import { parseNginx } from '../../server/src/syntax/nginx/config.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { shownBalancer } from '../support/shown-balancer.ts';

const read = (text: string): string[] =>
  shownBalancer(workspaceOf(parseFixture(`=== nginx.conf\n${text}`)).analysisOf(`${ROOT}/nginx.conf`)?.reading.facts.loadBalancer);

test('both ports of IKE and SSTP', () => {
  expect(
    read(`events { worker_connections 1024; }
stream {
    upstream ike500 { hash $remote_addr; server 10.0.0.11:500; server 10.0.0.12:500 weight=2; }
    upstream ike4500 { hash $remote_addr; server 10.0.0.11:4500; server 10.0.0.12:4500 down; }
    upstream sstp { hash $binary_remote_addr consistent; server rras1.corp.fabrikam.com:443; } # SSTP
    server { listen 203.0.113.10:500 udp; proxy_pass ike500; proxy_bind $remote_addr transparent; }
    server { listen 203.0.113.10:4500 udp reuseport; proxy_pass ike4500; proxy_bind 10.0.0.2; }
    server { listen 443; listen [::]:443; proxy_pass sstp; }
    server { listen 8443 ssl; proxy_ssl on; proxy_pass 10.0.0.11:443; }
    server { listen unix:/run/x.sock; proxy_pass $chosen; }
}
http { server { listen 80; location / { proxy_pass http://web; } } }
`),
  ).toEqual([
    'listener udp/203.0.113.10:500 udp 203.0.113.10:500 (pass-through) snat false persistence hash $remote_addr pools ike500',
    'listener udp/203.0.113.10:4500 udp 203.0.113.10:4500 (pass-through) snat true persistence hash $remote_addr pools ike4500',
    'listener tcp/443 (tcp) any:443 (pass-through) snat (true) persistence hash $binary_remote_addr consistent of sstp pools sstp',
    'listener tcp/[::]:443 (tcp) any:443 (pass-through) snat (true) persistence hash $binary_remote_addr consistent of sstp pools sstp',
    'listener tcp/8443 (tcp) any:8443 (re-encrypt) snat (true) persistence (-) pools 10.0.0.11:443',
    'listener tcp/unix:/run/x.sock (tcp) ?:? (pass-through) snat (true) persistence ? pools ?',
    'pool ike500 10.0.0.11:500 10.0.0.12:500 monitors ?',
    'pool ike4500 ... 10.0.0.11:4500 monitors ?',
    'pool sstp rras1.corp.fabrikam.com:443 monitors ?',
    'pool 10.0.0.11:443 10.0.0.11:443 monitors ?',
    'persistence hash $remote_addr source-address of (device) for (Infinity)',
    'persistence hash $binary_remote_addr consistent of sstp source-address of (device) for (Infinity)',
  ]);
});

test('a file that is included, and one of a web server', () => {
  expect(read('server {\n  listen 500 udp;\n  proxy_pass ike;\n}\n')).toEqual([
    'listener udp/500 udp any:500 (pass-through) snat (true) persistence ? pools ?',
  ]);
  expect(read('server {\n  listen 443 ssl;\n  location / {\n    proxy_pass http://web;\n  }\n}\n')).toEqual([]);
  // However many blanks stand before the address.
  expect(read('server {\n  listen 443 ssl;\n  proxy_pass  http://web;\n}\n')).toEqual([]);
});

test('of a file that is included, all that passes on, and nothing where one server does something else', () => {
  const upstream = 'upstream ike { hash $remote_addr; server 10.0.0.11:500; }\n';
  const server = 'server { listen 500 udp; proxy_pass ike; }\n';
  const read_ = read(`proxy_bind 10.0.0.2;\n${upstream}${server}`);
  expect(read_).toEqual(read(`stream {\nproxy_bind 10.0.0.2;\n${upstream}${server}}\n`));
  expect(read_.length).toBeGreaterThan(1);
  expect(read(`${upstream}${server}server { listen 80; return 404; }\n`)).toEqual([]);
  expect(read(`${upstream}server { listen 443; proxy_pass ike; location / { } }\n`)).toEqual([]);
  expect(read(`${upstream}other { listen 500 udp; proxy_pass ike; }\n`)).toEqual([]);
});

test('any text is read without an error', () => {
  const text = 'stream { server { listen "1;2" udp; proxy_pass \'a\\\' } # x\r\n ${v}; } }\n\u0000 { ; { upstream x { server ; } }';
  for (let end = 0; end <= text.length; end++) {
    for (const { span } of parseNginx(text.slice(0, end)).directives) expect(span.start <= span.end && span.end <= end).toBe(true);
    read(`stream { server { listen 1;\n} }\n${text.slice(0, end)}`);
  }
  expect(parseNginx('a {'.repeat(20_000)).directives).toHaveLength(1);
});
