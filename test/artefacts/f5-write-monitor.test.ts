import { describe, expect, test } from 'vitest';
import type { MonitorCorrection } from '../../server/src/model/load-balancer/change.ts';
import { changed } from '../support/balancer-changes.ts';

/** A text after a correction of its one monitor, a file of the product or, where it says so, a script. */
const corrected = (text: string, correction: MonitorCorrection): string | undefined =>
  changed(text.startsWith('tmsh ') ? 'f5.sh' : 'bigip.conf', text, ({ monitors: [only] }) => [
    { kind: 'correct-monitor', at: only?.at ?? expect.fail('There is no monitor'), correction },
  ]);

const SSTP = String.raw`HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nHost: vpn.fabrikam.com\r\nConnection: Close\r\n\r\n`;

describe('a setting that a monitor lacks', () => {
  const stored = (settings: string): string => `ltm monitor https /Common/m {\n${settings}}\n`;

  test.each([
    ['stands among the others by the alphabet', stored('    destination *:*\n    send "x"\n'), stored('    destination *:*\n    interval 10\n    send "x"\n')],
    ['stands first by the alphabet', stored('    send "x"\n'), stored('    interval 10\n    send "x"\n')],
    ['stands behind others that are in another order', stored('    send "x"\n    recv "y"\n'), stored('    send "x"\n    recv "y"\n    interval 10\n')],
    ['is the first one', stored(''), stored('    interval 10\n')],
    ['stands on the one line', 'ltm monitor https m { adaptive disabled send x }\n', 'ltm monitor https m { adaptive disabled interval 10 send x }\n'],
    ['stands behind all on one line that it would be before', 'ltm monitor https m { recv x send y }\n', 'ltm monitor https m { recv x send y interval 10 }\n'],
    ['stands at the end of a command', 'tmsh create ltm monitor https m send x\n', 'tmsh create ltm monitor https m send x interval 10\n'],
  ])('%s', (_, before, after) => {
    expect(corrected(before, { interval: 10 })).toBe(after);
  });
});

describe('what a monitor sends', () => {
  const monitor = (send: string): string => `ltm monitor https /Common/m {\n    send ${send}\n}\n`;
  const sent = (send: string, correction: MonitorCorrection): string | undefined => /send (.*)\n/.exec(corrected(monitor(send), correction) ?? '')?.[1];

  test('is a whole request where it has none', () => {
    const whole = { path: '/x', host: 'vpn.fabrikam.com' };
    const [head, tail] = ['ltm monitor https /Common/m {\n    interval 5\n', '    timeout 16\n}\n'];
    expect(corrected(head + tail, whole)).toBe(`${head}    send "${SSTP}"\n${tail}`);
    const version = '#TMSH-VERSION: 16.1.0\n\n';
    expect(corrected(version + head + tail, whole)).toBe(`${version}${head}    send "${SSTP.replaceAll('\\', '\\\\')}"\n${tail}`);
    const command = 'tmsh create ltm monitor https m defaults-from https interval 5';
    expect(corrected(`${command}\n`, whole)).toBe(`${command} send '"${SSTP}"'\n`);
    expect(corrected(head + tail, { path: '/x' })).toBeUndefined();
    expect(corrected(head + tail, { host: 'vpn.fabrikam.com' })).toBeUndefined();
  });

  test.each([
    ['HTTP/0.9 becomes HTTP/1.1 with a host', '"GET /"', { host: 'a.b' }, String.raw`"GET / HTTP/1.1\r\nHost: a.b\r\n"`],
    ['its line end stays', String.raw`"GET /\r\n"`, { host: 'a.b' }, String.raw`"GET / HTTP/1.1\r\nHost: a.b\r\n"`],
    ['HTTP/0.9 stays without one', '"GET  /"', { path: '/x' }, '"GET /x"'],
    ['a host without an end gets one', String.raw`"GET / HTTP/1.1\r\nHost: a"`, { host: 'a.b' }, String.raw`"GET / HTTP/1.1\r\nHost: a.b\r\n"`],
    ['how a host ends stays', String.raw`"GET / HTTP/1.1\r\nhost : a\nX: b\r\n\r\n"`, { host: 'a.b' }, String.raw`"GET / HTTP/1.1\r\nHost: a.b\nX: b\r\n\r\n"`],
    [
      'a host is put behind the first line',
      String.raw`"GET / HTTP/1.1\r\nX-Host: b\r\n\r\n"`,
      { host: 'a.b' },
      String.raw`"GET / HTTP/1.1\r\nHost: a.b\r\nX-Host: b\r\n\r\n"`,
    ],
    ['the method alone', String.raw`"GET  / HTTP/1.1\r\n\r\n"`, { method: 'HEAD' }, String.raw`"HEAD / HTTP/1.1\r\n\r\n"`],
  ] as const)('%s', (_, before, correction, after) => {
    expect(sent(before, correction)).toBe(after);
  });

  test.each(['""', 'none', '"GET"', '{ }'])('is not changed where it is no request: %s', (send) => {
    expect(corrected(monitor(send), { method: 'HEAD', path: '/x', host: 'a.b' })).toBeUndefined();
  });

  test('has no time of its own for an answer', () => {
    expect(corrected(monitor('"GET /"'), { answerTimeout: 4 })).toBeUndefined();
  });
});

describe('a monitor of the other type', () => {
  test.each([
    ['https', 'ltm monitor http m {\n    destination 10.0.0.11:80\n}\n', 'ltm monitor https m {\n    destination 10.0.0.11:443\n}\n'],
    ['https', 'ltm monitor http m {\n    destination 2001:db8::1.http\n}\n', 'ltm monitor https m {\n    destination 2001:db8::1.443\n}\n'],
    [
      'https',
      'ltm monitor http m {\n    defaults-from none\n    destination *:8080\n}\n',
      'ltm monitor https m {\n    defaults-from none\n    destination *:8080\n}\n',
    ],
    [
      'http',
      'ltm monitor https m {\n    cipherlist DEFAULT\n    compatibility enabled\n    defaults-from /Common/https\n}\n',
      'ltm monitor http m {\n    defaults-from /Common/http\n}\n',
    ],
    ['http', 'ltm monitor https m { cipherlist DEFAULT compatibility enabled interval 5 }\n', 'ltm monitor http m { interval 5 }\n'],
    ['http', 'ltm monitor https m { interval 5 cert a key b }\n', 'ltm monitor http m { interval 5 }\n'],
    ['http', 'ltm monitor https m {\n  key k }', 'ltm monitor http m {\n  }'],
    ['http', 'ltm monitor https m {\n    key k', undefined],
    [
      'http',
      'tmsh create ltm monitor https m cipherlist DEFAULT compatibility enabled defaults-from https key k interval 5\n',
      'tmsh create ltm monitor http m defaults-from http interval 5\n',
    ],
  ] as const)('%s: %j', (scheme, before, after) => {
    expect(corrected(before, { scheme })).toBe(after);
  });
});

test('a persistence of another type in a command has none of the settings of its own', () => {
  const text = 'tmsh create ltm persistence cookie c cookie-name x expiration 0 match-across-services enabled always-send enabled\n';
  expect(changed('f5.sh', text, ({ persistences: [only] }) => [{ kind: 'persist-by-source', at: only?.at ?? expect.fail('There is none') }])).toBe(
    'tmsh create ltm persistence source-addr c match-across-services enabled\n',
  );
});

describe('a monitor made for SSTP', () => {
  const made = (pool: string, more = ''): string | undefined =>
    changed('bigip.conf', pool + more, ({ pools: [only] }) => [
      { kind: 'monitor-by-sstp', at: only?.at ?? expect.fail('There is no pool'), scheme: 'https', ...(more === '' && { host: 'vpn.fabrikam.com' }) },
    ]);
  const monitor = (host: string): string =>
    [
      'ltm monitor https /Common/mon_sstp {',
      '    defaults-from /Common/https',
      '    destination *:*',
      '    interval 10',
      '    recv "HTTP/1.1 401"',
      `    send "${SSTP.replace('vpn.fabrikam.com', host)}"`,
      '    timeout 31',
      '}\n',
    ].join('\n');
  const pool = 'ltm pool /Common/sstp_pool {\n    monitor /Common/mon_sstp\n}\n';

  test.each(['ltm pool /Common/sstp_pool { }\n', 'ltm pool /Common/sstp_pool {\n}\n', pool.replace('mon_sstp', 'tcp')])('tests %j', (before) => {
    expect(made(before)).toBe(monitor('vpn.fabrikam.com') + pool);
  });

  test.each([
    ['203.0.113.10:443', '203.0.113.10'],
    ['203.0.113.10%2:443', '203.0.113.10'],
    ['2001:db8::10.443', '[2001:db8::10]'],
    ['0.0.0.0:443', undefined],
  ])('asks for the address of clients where no name is known: %s', (destination, host) => {
    const virtual = (name: string, to: string, of: string): string =>
      `ltm virtual /Common/${name} {\n    destination /Common/${to}\n    pool /Common/${of}\n}\n`;
    const virtuals = virtual('other', '203.0.113.99:443', 'else') + virtual('v', destination, 'sstp_pool');
    expect(made(pool.replace('mon_sstp', 'tcp'), virtuals)).toBe(host && monitor(host) + pool + virtuals);
  });
});
