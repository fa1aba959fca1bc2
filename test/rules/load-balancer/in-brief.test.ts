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

const HASHED = NGINX.replace(/proxy_pass \w+;/g, '$& proxy_bind $remote_addr transparent;');

// The upstream without a hash goes round robin, whatever the other one does.
test.each([
  ['hash $remote_addr;', '', 'Server udp/4500 does not use hash $remote_addr, which udp/500 does'],
  ['', 'hash $binary_remote_addr;', 'Server udp/500 does not use hash $binary_remote_addr, which udp/4500 does'],
  ['hash $remote_addr consistent;', '', 'Server udp/4500 does not use hash $remote_addr consistent of ike, which udp/500 does'],
])('of upstreams with "%s" and "%s" one ties nothing', (ike, natt, expected) => {
  const findings = found(HASHED.replace('upstream ike {', `upstream ike { ${ike}`).replace('upstream natt {', `upstream natt { ${natt}`));
  expect(findings.map(({ id, message }) => [id, message.slice(0, expected.length)])).toEqual([['lb-ikev2-persist-one', expected]]);
});

test.each([
  // Two ways of placing clients, of which nobody here says how they compare, and by something else than the address.
  ['hash $remote_addr;', 'hash $remote_addr consistent;'],
  ['hash $remote_addr;', 'hash $client;'],
  ['hash $remote_addr consistent;', 'sticky route $x;'],
  ['hash $remote_addr;', 'include balance.conf;'],
])('of upstreams with "%s" and "%s" nothing is certain', (ike, natt) => {
  expect(found(HASHED.replace('upstream ike {', `upstream ike { ${ike}`).replace('upstream natt {', `upstream natt { ${natt}`))).toEqual([]);
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

const azure = (distribution: string): string => `=== lb.bicep
resource lb 'Microsoft.Network/loadBalancers@2023-04-01' = {
  name: 'vpn'
  properties: {
    frontendIPConfigurations: [ { name: 'public' } ]
    loadBalancingRules: [
      { name: 'ike', properties: { protocol: 'Udp', frontendPort: 500, backendPort: 500, loadDistribution: 'Default', backendAddressPool: { id: poolId } } }
      { name: 'natt', properties: { protocol: 'Udp', frontendPort: 4500, backendPort: 4500, loadDistribution: '${distribution}', backendAddressPool: { id: poolId } } }
    ]
  }
}
`;

test.each([
  ['SourceIP', 'session persistence by client IP'],
  ['SourceIPProtocol', 'session persistence by client IP and protocol'],
])('what keeps the clients of an Azure rule together is said as %s is called, without the id of its pool', (distribution, name) => {
  expect(found(azure(distribution)).map(({ message }) => message)).toEqual([
    `Rule ike does not use ${name}, which natt does, so UDP 500 of a client goes to any server and the connection fails with error 809 if there are several servers. Set session persistence to client IP for both. For Azure Load Balancer this is known from experience only.`,
  ]);
});

test('what is advised for NGINX is what its files are then taken to do', () => {
  const [advice] = found(NGINX).flatMap(({ id, message }) => (id === 'lb-ikev2-persistence' ? [message] : []));
  expect(advice).toContain('Put hash $remote_addr without consistent into both upstreams');
  const hashed = (mode: string): string => NGINX.replace('upstream ike {', `$& hash $remote_addr${mode};`);
  // One that hashes beside one that does not: tied for sure by neither, and said where the place of a server is known.
  expect(found(hashed('')).map(({ id }) => id)).toContain('lb-ikev2-persist-one');
  expect(found(hashed('').replace('upstream natt {', '$& hash $remote_addr;')).map(({ id }) => id)).toEqual(['lb-ikev2-snat', 'lb-ikev2-snat']);
});

test('the other port is named with the protocol over which it is taken', () => {
  const overTcp = NGINX.replace('listen 4500 udp', 'listen 4500');
  const related = (text: string): string[] => {
    const each = workspaceOf(parseFixture(text));
    return each
      .uris()
      .flatMap((uri) =>
        each.findings(uri).flatMap((finding) => (finding.rule.id === 'lb-ikev2-persistence' ? finding.related.map(({ message }) => message) : [])),
      );
  };
  expect(related(NGINX)).toEqual(['Server udp/4500 takes UDP 4500.']);
  expect(related(overTcp)).toEqual(['Server tcp/4500 takes TCP 4500.']);
});
