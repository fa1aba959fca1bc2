import { describe, expect, test } from 'vitest';
import { readCitrix } from '../../server/src/artefacts/citrix-adc/read.ts';
import type { LoadBalancer, Pool } from '../../server/src/model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../server/src/model/load-balancer/monitor.ts';
import { meaning } from '../support/load-balancers.ts';

const URI = 'file:///project/ns.conf';

function balancerOf(text: string): LoadBalancer {
  return readCitrix({ uri: URI, text }).facts.loadBalancer ?? expect.fail('There is no load balancer');
}

const pool = (text: string, name = 'g'): Pool => balancerOf(text).pools.find((each) => each.name === name) ?? expect.fail(`There is no pool ${name}`);
const monitor = (text: string, name = 'm'): Monitor =>
  balancerOf(text).monitors.find((each) => each.name === name) ?? expect.fail(`There is no monitor ${name}`);

describe('monitors of a group', () => {
  test.each([
    ['UDP', '', [{ name: 'ping-default' }]],
    ['SSL_BRIDGE', '', [{ name: 'tcp-default' }]],
    ['UDP', 'bind serviceGroup g -monitorName ping', [{ name: 'ping' }]],
    ['UDP', 'bind lb monitor ping g', [{ name: 'ping' }]],
    ['UDP', 'bind serviceGroup g -monitorName ping -monState DISABLED', '?'],
    ['UDP', 'bind serviceGroup g -monitorName ping\nunbind serviceGroup g -monitorName ping', [{ name: 'ping-default' }]],
    ['UDP', 'set serviceGroup g -healthMonitor NO', []],
    ['UDP', 'disable lb monitor g ping', '?'],
    ['UDP', 'disable lb monitor elsewhere ping', [{ name: 'ping-default' }]],
    ['UDP', 'bind serviceGroup g -monitorName ping\nunbind serviceGroup g -monitorName tcp', '?'],
    // The older form names the monitor first.
    ['UDP', 'bind lb monitor ping g -state DISABLED', '?'],
    ['UDP', 'bind lb monitor ping g\nbind lb monitor tcp g\nunbind lb monitor PING G', [{ name: 'tcp' }]],
    ['UDP', 'bind lb monitor ping g\nunbind lb monitor ping g', [{ name: 'ping-default' }]],
    ['UDP', 'bind lb monitor ping g\nunbind lb monitor tcp g', '?'],
    ['UDP', 'unbind lb monitor ping g', '?'],
    // Nobody has typed the rest yet.
    ['UDP', 'bind lb monitor', [{ name: 'ping-default' }]],
    ['UDP', 'bind lb monitor ping', [{ name: 'ping-default' }]],
    ['UDP', 'unbind lb monitor ping', [{ name: 'ping-default' }]],
    ['UDP', 'enable lb monitor', [{ name: 'ping-default' }]],
  ])('of type %s with %s', (type, more, monitors) => expect(meaning(pool(`add serviceGroup g ${type}\n${more}`).monitors)).toEqual(monitors));
});

describe('monitors', () => {
  test.each([
    ['PING', 'icmp'],
    ['TCP', 'tcp'],
    ['udp-ecv', 'udp'],
    ['HTTP', 'http'],
    ['HTTP -secure YES', 'https'],
    ['HTTP-ECV -secure yes', 'https'],
    ['HTTP -secure no', 'http'],
    ['HTTP -secure', '?'],
    ['HTTP -secure maybe', '?'],
    ['TCP -secure maybe', 'tcp'],
    ['USER -scriptName a.pl', 'script'],
    ['ARP', 'other'],
    ['NEW-TYPE', '?'],
  ])('of type %s', (type, kind) => expect(meaning(monitor(`add lb monitor m ${type}`).kind)).toBe(kind));

  test.each([
    ['-interval 10', 10],
    ['-interval 2 MIN', 120],
    ['-interval 500 MSEC', 0.5],
    ['-interval 10MIN', '?'],
    ['', 5],
  ])('with %s', (option, seconds) => expect(meaning(monitor(`add lb monitor m HTTP ${option}`).interval)).toBe(seconds));

  test.each([
    ['', { codes: [{ from: 200, to: 200 }] }],
    ['-respCode 401', { codes: [{ from: 401, to: 401 }] }],
    [
      '-respCode 200-299 401',
      {
        codes: [
          { from: 200, to: 299 },
          { from: 401, to: 401 },
        ],
      },
    ],
    ['-respCode four', '?'],
    ['-respCode 401 -reverse YES', '?'],
  ])('of HTTP with %s', (option, expected) => expect(meaning(monitor(`add lb monitor m HTTP ${option}`).expects)).toEqual(expected));

  test.each([
    ['-send "GET /" -recv ok', 'in body'],
    ['-send "GET /" -recv ""', 'anything'],
    ['-send "GET /"', 'anything'],
  ])('of HTTP-ECV with %s', (option, expected) => expect(meaning(monitor(`add lb monitor m HTTP-ECV ${option}`).expects)).toBe(expected));

  test('of HTTP-ECV send a whole request', () => {
    const text = 'add lb monitor m HTTP-ECV -send "HEAD /a%7B/ HTTP/1.1\\r\\nHost: vpn.contoso.com\\r\\n\\r\\n" -recv ok';
    expect(meaning(monitor(text).request)).toEqual({ method: 'HEAD', path: '/a%7B/', version: '1.1', host: 'vpn.contoso.com', ended: '?' });
  });

  test('with a broken header', () => {
    expect(monitor('add lb monitor m HTTP -customHeaders "Host:r\\n"').request?.brokenHost).toBeDefined();
    expect(monitor('add lb monitor m HTTP -customHeaders "Host: r\\r\\n"').request?.brokenHost).toBeUndefined();
  });

  test('that come with the product and are changed', () => {
    expect(meaning(monitor('set lb monitor https HTTP -interval 9', 'https'))).toEqual({
      name: 'https',
      kind: 'https',
      port: 0,
      request: { method: 'HEAD', path: '/', version: '?', host: undefined, ended: true },
      expects: { codes: [{ from: 200, to: 200 }] },
      interval: 9,
      answerTimeout: 2,
      builtIn: true,
    });
  });

  test('have their kind where it is written: with the type, or with what makes it secure', () => {
    const kindAt = (text: string, name?: string): string | undefined => {
      const { kind } = monitor(text, name);
      return kind.state === 'stated' ? text.slice(kind.at.span.start, kind.at.span.end) : kind.state;
    };
    expect(kindAt('add lb monitor m TCP')).toBe('TCP');
    expect(kindAt('add lb monitor m HTTP')).toBe('HTTP');
    expect(kindAt('add lb monitor m HTTP -secure YES')).toBe('YES');
    expect(kindAt('add lb monitor m HTTP -secure NO')).toBe('NO');
    expect(kindAt('set lb monitor http -interval 9', 'http')).toBe('default');
    expect(meaning(monitor('set lb monitor http -secure YES', 'http').kind)).toBe('https');
    expect(meaning(monitor('set lb monitor http -secure perhaps', 'http').kind)).toBe('?');
    expect(meaning(monitor('set lb monitor http -interval 9', 'http').kind)).toBe('http');
  });

  test('that are only changed are unknown otherwise', () => {
    const { kind, interval, expects } = monitor('set lb monitor m HTTP -respCode 401');
    expect([kind, interval, expects].map(meaning)).toEqual(['?', '?', { codes: [{ from: 401, to: 401 }] }]);
  });
});
