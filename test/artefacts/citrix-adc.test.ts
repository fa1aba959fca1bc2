import { describe, expect, test } from 'vitest';
import { readCitrix } from '../../server/src/artefacts/citrix-adc/read.ts';
import type { Listener, LoadBalancer, Persistence, Pool } from '../../server/src/model/load-balancer/load-balancer.ts';
import { meaning, placesOf } from '../support/load-balancers.ts';
import { COMPLETE } from '../support/citrix.ts';

const URI = 'file:///project/ns.conf';

function balancerOf(text: string): LoadBalancer {
  return readCitrix({ uri: URI, text }).facts.loadBalancer ?? expect.fail('There is no load balancer');
}

const seen = (text: string): unknown => meaning(balancerOf(text));
const listener = (text: string, name = 'v'): Listener =>
  balancerOf(text).listeners.find((each) => each.name === name) ?? expect.fail(`There is no listener ${name}`);
const pool = (text: string, name = 'g'): Pool => balancerOf(text).pools.find((each) => each.name === name) ?? expect.fail(`There is no pool ${name}`);
const persistence = (text: string, name: string): Persistence =>
  balancerOf(text).persistences.find((each) => each.name === name) ?? expect.fail(`There is no persistence ${name}`);

test('a whole deployment is read as it is meant', () => {
  expect(seen(COMPLETE)).toEqual({
    vendor: 'citrix-adc',
    listeners: [
      {
        name: 'vs_ike500',
        address: '203.0.113.10',
        ports: { from: 500, to: 500 },
        transport: 'udp',
        tls: 'pass-through',
        pools: [{ name: 'sg_ike500' }],
        translation: false,
        persistence: [{ name: 'grp_ike' }],
        fallback: [],
        enabled: true,
        programmed: false,
      },
      {
        name: 'vs_ike4500',
        address: '203.0.113.10',
        ports: { from: 4500, to: 4500 },
        transport: 'udp',
        tls: 'pass-through',
        pools: [{ name: 'sg_ike4500' }],
        translation: false,
        persistence: [{ name: 'grp_ike' }],
        fallback: [],
        enabled: true,
        programmed: false,
      },
      {
        name: 'vs_sstp',
        address: '203.0.113.10',
        ports: { from: 443, to: 443 },
        transport: 'tcp',
        tls: 'pass-through',
        pools: [{ name: 'sg_sstp' }],
        translation: false,
        persistence: [{ name: 'vs_sstp' }],
        fallback: [],
        enabled: true,
        programmed: false,
      },
    ],
    pools: [
      {
        name: 'sg_ike500',
        members: [
          { address: '10.10.1.11', port: 500, server: { name: 'vpn1' } },
          { address: '10.10.1.12', port: 500, server: { name: 'vpn2' } },
        ],
        complete: true,
        monitors: [{ name: 'ping' }],
        translation: false,
      },
      {
        name: 'sg_ike4500',
        members: [
          { address: '10.10.1.11', port: 4500, server: { name: 'vpn1' } },
          { address: '10.10.1.12', port: 4500, server: { name: 'vpn2' } },
        ],
        complete: true,
        monitors: [{ name: 'ping' }],
        translation: false,
      },
      {
        name: 'sg_sstp',
        members: [
          { address: '10.10.1.11', port: 443, server: { name: 'vpn1' } },
          { address: '10.10.1.12', port: 443, server: { name: 'vpn2' } },
        ],
        complete: true,
        monitors: [{ name: 'mon_sstp' }],
        translation: true,
        speaksTls: true,
      },
    ],
    monitors: [
      {
        name: 'mon_sstp',
        kind: 'https',
        port: 0,
        request: { method: 'HEAD', path: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', version: '?', host: 'vpn.contoso.com', ended: true },
        expects: { codes: [{ from: 401, to: 401 }] },
        interval: 5,
        answerTimeout: 2,
      },
      { name: 'ping', kind: 'icmp', port: 0, expects: '?', interval: 5, answerTimeout: 2, builtIn: true },
    ],
    persistences: [
      { name: 'grp_ike', kind: 'source-address', scope: 'group', timeout: 3600, backup: 'none' },
      { name: 'vs_sstp', kind: 'tls-session', scope: 'listener', timeout: 120, backup: 'source-address' },
    ],
    undefinedNames: [],
    release: { version: '13.1', build: '48.47' },
  });
});

test('places are the words that decide', () => {
  const texts = new Map(placesOf(balancerOf(COMPLETE)).map(({ path, text }) => [path, text]));
  expect(texts.get('/listeners/0/address/at')).toBe('203.0.113.10');
  expect(texts.get('/listeners/0/transport/at')).toBe('UDP');
  expect(texts.get('/listeners/0/persistence/at')).toBe('vs_ike500');
  expect(texts.get('/pools/0/members/1/at')).toBe('vpn2 500');
  expect(texts.get('/pools/0/members/1/address/at')).toBe('10.10.1.12');
  expect(texts.get('/pools/0/translation/at')).toBe('YES');
  expect(texts.get('/monitors/0/request/path/at')).toBe('/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/');
  expect(texts.get('/monitors/0/expects/at')).toBe('401');
  expect(texts.get('/monitors/0/kind/at')).toBe('YES');
  expect(texts.get('/persistences/0/timeout/at')).toBe('60');
});

describe('what comes later counts', () => {
  const ADD = 'add lb vserver v UDP 203.0.113.10 500\n';
  const GROUP = 'add server s 10.0.0.1\nadd serviceGroup g UDP\nbind serviceGroup g s 500\n';

  test.each([
    ['set', `${ADD}set lb vserver v -persistenceType SOURCEIP -timeout 30`, 1800],
    ['a second set', `${ADD}set lb vserver v -persistenceType SOURCEIP -timeout 30\nset lb vserver v -timeout 5`, 300],
    ['unset', `${ADD}set lb vserver v -persistenceType SOURCEIP -timeout 30\nunset lb vserver v -timeout`, 120],
  ])('%s', (_, text, seconds) => expect(meaning(persistence(text, 'v').timeout)).toBe(seconds));

  test.each([
    ['disable lb vserver v', false],
    ['disable vserver v', false],
    ['disable lb vserver v\nenable lb vserver v', true],
    ['set lb vserver v -timeout 4', true],
  ])('%s', (more, enabled) => expect(listener(`${ADD}${more}`).enabled).toBe(enabled));

  test('-state DISABLED', () => expect(listener('add lb vserver v UDP 203.0.113.10 500 -state DISABLED').enabled).toBe(false));

  test.each([
    ['unbind serviceGroup g s 500', 0],
    ['unbind serviceGroup g s 500\nbind serviceGroup g s 4500', 1],
    ['disable serviceGroup g s 500', 0],
    ['disable serviceGroup g s 500\nenable serviceGroup g s 500', 1],
    ['disable server s', 0],
    ['rm server s', 0],
    ['set serviceGroup g s 500 -weight 10', 1],
  ])('%s', (more, members) => expect(pool(`${GROUP}${more}`).members).toHaveLength(members));

  test('rm leaves nothing, and what is added anew starts anew', () => {
    expect(balancerOf(`${ADD}rm lb vserver v`).listeners).toEqual([]);
    expect(meaning(persistence(`${ADD}set lb vserver v -timeout 30\nrm lb vserver v\n${ADD}set lb vserver v -persistenceType SOURCEIP`, 'v').timeout)).toBe(
      120,
    );
  });

  test('rename takes what is bound along', () => {
    const text = `${GROUP}${ADD}bind lb vserver v g\nrename serviceGroup g h\nrename lb vserver v w`;
    expect(meaning(listener(text, 'w').pools)).toEqual([{ name: 'h' }]);
    expect(pool(text, 'h').members).toHaveLength(1);
  });

  test('what is taken away was there, or nobody knows what was', () => {
    const bound = `${GROUP}add serviceGroup h UDP\n${ADD}bind lb vserver v g\nbind lb vserver v h\n`;
    expect(meaning(listener(bound).pools)).toEqual([{ name: 'g' }, { name: 'h' }]);
    expect(meaning(listener(`${bound}unbind lb vserver v G`).pools)).toEqual([{ name: 'h' }]);
    expect(meaning(listener(`${bound}unbind lb vserver v elsewhere`).pools)).toBe('?');
    expect(pool(`${GROUP}unbind serviceGroup g s`).members).toEqual([]);
    for (const [more, complete] of [
      ['', true],
      ['unbind serviceGroup g s 500', true],
      ['unbind serviceGroup g s 4500', false],
      ['unbind serviceGroup g 10.0.0.2 500', false],
    ] as const)
      expect(pool(GROUP + more).complete, more).toBe(complete);
  });

  test('a server that moves', () => expect(meaning(pool(`${GROUP}set server s -IPAddress 10.0.0.9`).members[0]?.address)).toBe('10.0.0.9'));

  test('what is bound before it is added is bound all the same', () => {
    expect(meaning(listener('bind lb vserver v g\nadd lb vserver v UDP 203.0.113.10 500\nadd serviceGroup g UDP').pools)).toEqual([{ name: 'g' }]);
  });
});

describe('what is not stated here is unknown', () => {
  test('of a virtual server that is only changed', () => {
    const { address, ports, transport, pools, persistence: kept } = listener('set lb vserver v -timeout 5\nbind lb vserver v g');
    expect([address, ports, transport, pools, kept].map(meaning)).toEqual(['?', '?', '?', '?', '?']);
  });

  test('of a group that is only bound to', () => {
    const { complete, monitors, translation } = pool('bind serviceGroup g 10.0.0.1 500\nbind serviceGroup g -monitorName tcp');
    expect([complete, monitors, translation].map(meaning)).toEqual([false, '?', '?']);
    expect(meaning(pool('set serviceGroup g -usip YES').translation)).toBe(false);
    // What first names it takes it for a service group.
    expect(pool('bind lb monitor tcp g\nbind serviceGroup g 10.0.0.1 500').members).toHaveLength(1);
    expect(pool('bind lb vserver v g\nbind serviceGroup g 10.0.0.1 500').members).toHaveLength(1);
  });

  test.each([
    ['added twice', 'add lb vserver v UDP 203.0.113.10 500\nadd lb vserver v UDP 203.0.113.11 500'],
    ['for several at once', 'add lb vserver v UDP 203.0.113.10 500\nset lb vserver v[1-3] -timeout 5'],
    ['broken off', 'add lb vserver v UDP 203.0.113.10 500 -comment "a'],
    ['a template', 'add lb vserver v UDP {{ vip }} 500'],
    ['a range', 'add lb vserver v UDP 203.0.113.10 500 -range 3'],
    ['a pattern', 'add lb vserver v UDP -IPPattern 203.0.113.0 -IPMask 255.255.255.0 500'],
  ])('address: %s', (_, text) => expect(meaning(listener(text).address)).toBe('?'));

  test('pools where none is bound', () => expect(meaning(listener('add lb vserver v UDP 203.0.113.10 500').pools)).toBe('?'));
});

describe('the release', () => {
  test.each([
    ['#NS13.1 Build 48.47\n', { version: '13.1', build: '48.47' }],
    ['\n  \r\n# ns12.1 build 55.18  \r\n', { version: '12.1', build: '55.18' }],
    // It must be the first comment, and say nothing else.
    ['# Saved by hand\n#NS13.1 Build 48.47\n', undefined],
    ['#NS13.1 Build 48.47, with patches\n', undefined],
    ['#NS13.1\n', undefined],
  ])('%j', (text, release) => {
    const found = balancerOf(`${text}add lb vserver v UDP 203.0.113.10 500\n`).release;
    expect(meaning(found)).toEqual(release);
    if (found) expect(text.slice(found.at.span.start, found.at.span.end)).toBe(text.trim());
  });
});

describe('virtual servers', () => {
  test.each([
    ['203.0.113.10', '203.0.113.10'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['*', 'any'],
    ['vpn', '?'],
  ])('at %s', (written, address) => expect(meaning(listener(`add lb vserver v UDP ${written} 500`).address)).toBe(address));

  test('in a traffic domain', () => expect(meaning(listener('add lb vserver v UDP 10.0.0.1 500 -td 7').address)).toBe('10.0.0.1%7'));
  test('for every port', () => expect(meaning(listener('add lb vserver v ANY 203.0.113.10 *').ports)).toEqual({ from: 0, to: 65_535 }));

  test('that no client can connect to are left out', () => {
    expect(balancerOf('add lb vserver v UDP 0.0.0.0 0\nadd lb vserver w UDP').listeners).toEqual([]);
  });

  test('of content switching are programmed', () => {
    const { programmed, pools, persistence: kept } = listener('add cs vserver v UDP 203.0.113.10 500');
    expect([programmed, meaning(pools), meaning(kept)]).toEqual([true, '?', '?']);
  });

  test.each([
    ['-lbMethod SOURCEIPHASH', true],
    ['-lbMethod LEASTCONNECTION', false],
    ['-Listenpolicy "CLIENT.UDP.DSTPORT.EQ(500)"', true],
    ['-Listenpolicy NONE', false],
    ['-sessionless ENABLED', true],
    ['-cltTimeout 120', false],
  ])('with %s', (option, programmed) => expect(listener(`add lb vserver v UDP 203.0.113.10 500 ${option}`).programmed).toBe(programmed));

  test.each([
    ['SSL', 'HTTP', 'offload'],
    ['SSL', 'TCP', 'offload'],
    ['SSL', 'SSL', 're-encrypt'],
    ['SSL', 'SSL_BRIDGE', '?'],
    ['SSL_BRIDGE', 'SSL_BRIDGE', 'pass-through'],
    ['TCP', 'TCP', 'pass-through'],
    ['HTTP', 'HTTP', '?'],
  ])('%s with %s behind', (front, back, tls) => {
    expect(meaning(listener(`add serviceGroup g ${back}\nadd lb vserver sstp ${front} 203.0.113.10 443\nbind lb vserver sstp g`, 'sstp').tls)).toBe(tls);
  });

  test('of TLS with something behind that is not known', () => {
    expect(meaning(listener('add lb vserver sstp SSL 203.0.113.10 443\nbind lb vserver sstp g', 'sstp').tls)).toBe('?');
  });
});

describe('the address of the client', () => {
  test.each([
    ['', true],
    ['-usip NO', true],
    ['-usip YES', false],
    ['-us YES', true],
    ['-usi yes', false],
    ['-usip YES -netProfile p', '?'],
    ['-usip perhaps', '?'],
  ])('with %s', (options, translated) => expect(meaning(pool(`add serviceGroup g UDP ${options}`).translation)).toBe(translated));

  test.each([
    ['enable ns mode FR L3 USIP\nadd serviceGroup g UDP', '?'],
    ['add serviceGroup g UDP\nenable ns mode UseSourceIP', '?'],
    ['enable ns mode USIP\ndisable ns mode USIP\nadd serviceGroup g UDP', '?'],
    ['enable ns mode USIP\nadd serviceGroup g UDP -usip NO', true],
    ['enable ns mode USNIP\nadd serviceGroup g UDP', true],
  ])('with %s', (text, translated) => expect(meaning(pool(text).translation)).toBe(translated));

  test('where packets are only redirected', () => {
    const text = 'add serviceGroup g UDP\nadd lb vserver v UDP 203.0.113.10 500 -m MAC\nbind lb vserver v g';
    expect([meaning(pool(text).translation), meaning(listener(text).translation)]).toEqual(['?', '?']);
  });

  test('the mode is told where it stands', () => {
    expect(balancerOf('enable ns mode FR USIP L3\n').keepsClientAddress?.span).toEqual({ start: 18, end: 22 });
    expect(balancerOf('enable ns mode USIP\ndisable ns mode USIP').keepsClientAddress).toBeUndefined();
  });
});

describe('services', () => {
  const SERVICE = 'add server s 10.0.0.1\nadd service g s UDP 500 -usip YES\n';

  test('are groups of one', () => {
    expect(meaning(pool(SERVICE))).toEqual({
      name: 'g',
      members: [{ address: '10.0.0.1', port: 500, server: { name: 's' } }],
      complete: true,
      monitors: [{ name: 'ping-default' }],
      translation: false,
    });
  });
  test('by their address', () =>
    expect(meaning(pool('add service g 10.0.0.1 UDP *').members)).toEqual([{ address: '10.0.0.1', port: 0, server: { name: '10.0.0.1' } }]));
  test('that are off have no members', () => expect(pool('add service g 10.0.0.1 UDP 500 -state DISABLED').members).toEqual([]));
  test('by host name', () =>
    expect(meaning(pool('add server s VPN1.corp.contoso.com\nadd service g s UDP 500').members[0]?.address)).toBe('vpn1.corp.contoso.com'));
});

describe('groups of virtual servers', () => {
  const ADD = 'add lb vserver v UDP 203.0.113.10 500 -persistenceType SOURCEIP\n';

  test.each([
    ['add lb group x -persistenceType SOURCEIP\nbind lb group x v', [{ name: 'x' }]],
    // Older releases know no `add lb group`.
    ['bind lb group x v -persistenceType SOURCEIP', [{ name: 'x' }]],
    ['bind lb group x v\nset lb group x -persistenceType SOURCEIP', [{ name: 'x' }]],
    ['add lb group x -persistenceType NONE\nbind lb group x v', [{ name: 'v' }]],
    ['add lb group x -persistenceType SOURCEIP -useVserverPersistency ENABLED\nbind lb group x v', '?'],
    ['bind lb group x v\nbind lb group y v', '?'],
    // Something else fills the name in.
    ['bind lb group x $other', '?'],
    ['bind lb group x <vserver>', '?'],
    ['bind lb group x other', [{ name: 'v' }]],
    ['bind lb group x v\nunbind lb group x v', [{ name: 'v' }]],
    ['bind lb group x v\nrm lb group x', [{ name: 'v' }]],
  ])('%s', (more, expected) => expect(meaning(listener(`${ADD}${more}`).persistence)).toEqual(expected));

  test('have the defaults of the product once their kind is known', () => {
    expect(meaning(persistence('bind lb group x v\nset lb group x -persistenceType SOURCEIP', 'x'))).toEqual({
      name: 'x',
      kind: 'source-address',
      scope: 'group',
      timeout: 120,
      backup: 'none',
    });
    expect(meaning(persistence('bind lb group x v', 'x').timeout)).toBe('?');
  });

  test.each([
    ['COOKIEINSERT', 'cookie'],
    ['RULE', '?'],
    ['SSLSESSION', 'tls-session'],
  ])('of kind %s', (written, kind) => expect(meaning(persistence(`add lb group x -persistenceType ${written}`, 'x').kind)).toBe(kind));
});

describe('what is no VPN', () => {
  const WEB =
    'add server web1 10.0.0.1\nadd serviceGroup sg_web HTTP\nbind serviceGroup sg_web web1 80\nbind serviceGroup sg_web -monitorName mon_web\nadd lb monitor mon_web HTTP\nadd lb vserver vs_web SSL 203.0.113.20 443\nbind lb vserver vs_web sg_web\n';
  const named = (text: string): string[][] => {
    const { listeners, pools, monitors } = balancerOf(text);
    return [listeners, pools, monitors].map((list) => list.map(({ name }) => name));
  };

  test('is left out', () => expect(named(WEB)).toEqual([[], [], []]));
  test('stays where it may be SSTP', () => {
    expect(named(WEB.replaceAll('vs_web', 'vs_sstp'))).toEqual([['vs_sstp'], ['sg_web'], ['mon_web']]);
    expect(named(WEB.replace('mon_web HTTP', 'mon_web HTTP -httpRequest "HEAD /sra_{BA195980"'))[0]).toEqual(['vs_web']);
    expect(named(`${WEB}add lb vserver vs_ike UDP 203.0.113.10 500\n`)[0]).toEqual(['vs_web', 'vs_ike']);
  });
  test('may be used by another file', () =>
    expect(named('add serviceGroup sg_a HTTP\nadd lb monitor mon_a HTTP')).toEqual([[], ['sg_a'], ['mon_a', 'tcp-default']]));
});
