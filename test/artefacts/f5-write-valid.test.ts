import { describe, expect, test } from 'vitest';
import { changed } from '../support/balancer-changes.ts';
import { STORED } from '../support/f5.ts';

describe('what is written is something that BIG-IP loads', () => {
  const HTTPS = String.raw`ltm monitor https /Common/mon {
    adaptive disabled
    cipherlist DEFAULT
    compatibility enabled
    defaults-from /Common/https
    destination *:*
    interval 10
    ssl-profile /Common/serverssl
    timeout 31
}
`;
  const toHttp = (name: string, text: string): string | undefined =>
    changed(name, text, ({ monitors: [monitor] }) => (monitor ? [{ kind: 'correct-monitor', at: monitor.at, correction: { scheme: 'http' } }] : []));

  test('a monitor over HTTP has nothing that is about TLS', () => {
    expect(toHttp('bigip.conf', HTTPS)).toBe(`ltm monitor http /Common/mon {
    adaptive disabled
    defaults-from /Common/http
    destination *:*
    interval 10
    timeout 31
}
`);
    expect(toHttp('bigip.tmsh', 'create ltm monitor https mon cipherlist DEFAULT defaults-from https compatibility enabled interval 10 timeout 31\n')).toBe(
      'create ltm monitor http mon defaults-from http interval 10 timeout 31\n',
    );
  });

  const udp = (text: string): string | undefined =>
    changed('bigip.conf', text, ({ listeners: [listener] }) => (listener ? [{ kind: 'set-transport', at: listener.at, transport: 'udp' }] : []));
  const virtual = (profiles: string): string =>
    `ltm virtual /Common/vs4500 {\n    destination /Common/203.0.113.10:4500\n    ip-protocol IP\n    profiles {\n${profiles}    }\n}\n`;
  const SIDES = `        /Common/tcp-lan-optimized {
            context serverside
        }
        /Common/tcp-wan-optimized {
            context clientside
        }
`;

  test('no profile stands twice in a virtual server', () => {
    const now = virtual('        /Common/udp { }\n').replace('IP', 'udp');
    expect(udp(virtual(SIDES).replace('IP', 'tcp'))).toBe(now);
    expect(udp(virtual(`        /Common/tcp { }\n        /Common/udp { }\n`).replace('IP', 'tcp'))).toBe(now);
    const command =
      'create ltm virtual vs4500 destination 203.0.113.10:4500 ip-protocol tcp profiles add { tcp-lan-optimized { context serverside } tcp-wan-optimized { context clientside } }\n';
    expect(udp(command)).toBe('create ltm virtual vs4500 destination 203.0.113.10:4500 ip-protocol udp profiles add { udp { } }\n');
  });

  test('no member stands twice in a pool: what is meant by one that is switched off is not known', () => {
    const off = STORED.replace(/(10\.10\.1\.12:4500 \{\n)/, '$1            session user-disabled\n            state user-down\n');
    expect(off).not.toBe(STORED);
    const added = changed('bigip.conf', off, ({ pools }) => {
      const [one, other] = [pools.find(({ name }) => name.endsWith('ike500')), pools.find(({ name }) => name.endsWith('ike4500'))];
      const like = one?.members.find(({ key }) => key.includes('.12:'));
      return other && like ? [{ kind: 'add-member', at: other.at, like, port: 4500 }] : [];
    });
    expect(added).toBeUndefined();
  });
});
