import { expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** What the cursor is on, and the first words of what is said about it. */
function hovered(text: string): string | undefined {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const found = hover(workspaceOf(fixture), uri, offset);
  const source = fixture.files.find((file) => file.uri === uri)?.text ?? '';
  return found && `⟦${source.slice(found.span.start, found.span.end)}⟧ ${found.markdown.replace(/\s+/g, ' ').slice(0, 60)}`;
}

test.each([
  ['a cmdlet that makes it', "=== a.ps1\n$vip = '203.0.113.10'\nNew-AdcVirtualService -VirtualService $v⟦⟧ip -VSPort 500 -VSProtocol udp\n", '$vip'],
  ['its port', '=== a.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 50⟦⟧0 -VSProtocol udp\n', '500'],
  ['an address', '=== a.sh\ncurl "https://lm.fabrikam.com/access/ad⟦⟧dvs?vs=203.0.113.10&port=500&prot=udp"\n', 'addvs'],
  ['a body', '=== a.json\n{ "cmd": "ad⟦⟧dvs", "vs": "203.0.113.10", "port": "500", "prot": "udp" }\n', 'addvs'],
  ['NGINX', '=== nginx.conf\nstream {\n  server { listen 203.0.113.10:5⟦⟧00 udp; proxy_pass 10.0.0.11:500; }\n}\n', '203.0.113.10:500'],
  ['HAProxy', '=== haproxy.cfg\nudp-lb ike\n  dgram-bind 203.0.113.10:5⟦⟧00\n  server rras1 10.0.0.11\n', '203.0.113.10:500'],
])('what happens to a packet, at %s', (_, text, span) => {
  expect(hovered(text)).toMatch(new RegExp(`^⟦${span.replace(/[.$]/g, '\\$&')}⟧ \\*\\*`));
});

test('nothing is said of what is no VPN', () => {
  expect(hovered('=== a.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.1⟦⟧0 -VSPort 8080 -VSProtocol tcp\n')).toBeUndefined();
});
