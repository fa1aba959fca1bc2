import { expect, test } from 'vitest';
import { parseFixture, workspaceOf } from '../../support/fixture.ts';

const UPSTREAMS = `    upstream ike { server 10.10.1.11:500; server 10.10.1.12:500; }
    upstream natt { server 10.10.1.11:4500; server 10.10.1.12:4500; }
`;
const NGINX = `=== nginx.conf
stream {
${UPSTREAMS}    server { listen 500 udp; proxy_pass ike; }
    server { listen 4500 udp; proxy_pass natt; }
}
`;
const HAPROXY = `=== haproxy.cfg
frontend sstp
    bind 203.0.113.10:443
    mode tcp
    default_backend sstp_servers
backend sstp_servers
    mode tcp
    balance roundrobin
    server rras1 10.10.1.11:443 check
    server rras2 10.10.1.12:443 check
`;

const found = (text: string): { id: string; severity: string; message: string; fixes: number }[] => {
  const workspace = workspaceOf(parseFixture(text));
  return workspace
    .uris()
    .flatMap((uri) => workspace.findings(uri).map(({ rule, severity, message, fixes }) => ({ id: rule.id, severity, message, fixes: fixes().length })));
};

test.each([
  ['NGINX', NGINX, ['lb-ikev2-persistence', 'lb-ikev2-snat', 'lb-ikev2-snat']],
  ['HAProxy', HAPROXY, ['lb-sstp-monitor-tcp', 'lb-sstp-persistence']],
])('what is known of %s from experience only is information that says so, and nothing is written', (product, text, expected) => {
  const findings = found(text);
  expect(findings.map(({ id }) => id).sort()).toEqual(expected);
  for (const { severity, message, fixes } of findings) {
    expect(severity).toBe('information');
    expect(message).toContain(`For ${product} this is known from experience only.`);
    expect(fixes).toBe(0);
  }
});

test.each([
  [
    'NGINX that hashes and keeps the address',
    NGINX.replace(/upstream (\w+) \{/g, 'upstream $1 { hash $remote_addr consistent;').replace(/proxy_pass \w+;/g, '$& proxy_bind $remote_addr transparent;'),
  ],
  [
    'HAProxy that tests SSTP',
    HAPROXY.replace('roundrobin', 'source').replace(
      '    server',
      '    option httpchk\n    http-check send meth HEAD uri /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ ver HTTP/1.1 hdr Host vpn.fabrikam.com\n    http-check expect status 401\n    default-server check-ssl verify none\n    server',
    ),
  ],
])('%s has no finding', (_, text) => {
  expect(found(text)).toEqual([]);
});
