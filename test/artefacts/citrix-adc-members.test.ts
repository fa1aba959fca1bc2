import { describe, expect, test } from 'vitest';
import { changed, shown, type Make } from '../support/citrix-changes.ts';

describe('a server is added', () => {
  /** Each first member of the first pool that the second one lacks. */
  const lacking =
    (pool: string, like: string): Make =>
    (at, { pools }) => [
      { kind: 'add-member', at: at(`pool/${pool}`), like: pools.find(({ name }) => name === like)?.members.at(-1) ?? expect.fail(), port: 4500 },
    ];
  const SERVICES = `add server vpn1 10.10.1.11
add server vpn2 10.10.1.12
add service svc_vpn1_500 vpn1 UDP 500 -usip YES -comment "first"
add service svc_vpn2_500 vpn2 UDP 500 -usip YES
add service svc_vpn1_4500 vpn1 UDP 4500 -usip YES -CustomServerID 11 -cltTimeout 120
add lb vserver vs500 UDP 203.0.113.10 500
add lb vserver vs4500 UDP 203.0.113.10 4500
bind lb vserver vs500 svc_vpn1_500
bind lb vserver vs500 svc_vpn2_500
bind lb vserver vs4500 svc_vpn1_4500 -weight 10
bind service svc_vpn1_4500 -monitorName ping
`;
  const missing = lacking('svc_vpn1_4500', 'svc_vpn2_500');

  test('as a service with the settings and the monitor of its neighbour', () =>
    expect(shown(SERVICES, missing)).toEqual([
      '+add service svc_vpn2_4500 vpn2 UDP 4500 -usip YES -cltTimeout 120',
      '+bind lb vserver vs4500 svc_vpn2_4500 -weight 10',
      '+bind service svc_vpn2_4500 -monitorName ping',
    ]));
  test('by its address, where it has no name', () =>
    expect(shown(SERVICES.replace(/add server.*\n/gu, '').replaceAll(/vpn([12]) UDP/gu, '10.10.1.1$1 UDP'), missing)).toEqual([
      '+add service svc_vpn2_4500 10.10.1.12 UDP 4500 -usip YES -cltTimeout 120',
      '+bind lb vserver vs4500 svc_vpn2_4500 -weight 10',
      '+bind service svc_vpn2_4500 -monitorName ping',
    ]));
  test('by the service that it has already', () =>
    expect(shown(SERVICES.replace('add lb', 'add service natt2 vpn2 UDP 4500 -usip YES\nadd lb'), missing)).toEqual([
      '+bind lb vserver vs4500 natt2 -weight 10',
    ]));
  test('by a service for every port', () =>
    expect(shown(SERVICES.replaceAll(/UDP 4?500 -/gu, 'UDP * -'), missing)).toEqual(['+bind lb vserver vs4500 svc_vpn2_500 -weight 10']));
  test('but not by one that is off', () =>
    expect(shown(SERVICES.replace('add lb', 'add service natt2 vpn2 UDP 4500 -usip YES -state DISABLED\nadd lb'), missing)).toEqual(['impossible']));
  test('where it is made late', () =>
    expect(shown(`${SERVICES.replace('add server vpn2 10.10.1.12\n', '')}add server vpn2 10.10.1.12\n`, missing)).toEqual([
      '+add service svc_vpn2_4500 vpn2 UDP 4500 -usip YES -cltTimeout 120',
      '+bind service svc_vpn2_4500 -monitorName ping',
      '+bind lb vserver vs4500 svc_vpn2_4500 -weight 10',
    ]));
  test.each([
    ['"rras 1"', '"rras 2"', '"rras 3"', '"rras 3_vpn2"'],
    ['ike1', 'ike-500', 'ike-4500', 'ike-4500-2'],
    ['ike1', 'ike2_500', 'nat', 'ike2_4500'],
  ])('under a name like the others: %s %s %s', (first, second, own, name) => {
    const text = SERVICES.replaceAll('svc_vpn1_500', first).replaceAll('svc_vpn2_500', second).replaceAll('svc_vpn1_4500', own);
    const plain = (quoted: string): string => quoted.replaceAll('"', '');
    expect(shown(text, lacking(plain(own), plain(second)))).toContain(`+bind service ${name} -monitorName ping`);
  });
  test('once, though two want it', () =>
    expect(shown(SERVICES, (at, balancer) => [...missing(at, balancer), ...missing(at, balancer)])).toEqual(shown(SERVICES, missing)));
  test('to no virtual server for another port', () => expect(shown(SERVICES.replace('10 4500', '10 4501'), missing)).toEqual(['impossible']));

  const GROUPS = `add server vpn1 10.10.1.11
add server vpn2 10.10.1.12
add serviceGroup g500 UDP
add serviceGroup g4500 UDP
bind serviceGroup g500 vpn2 500
bind serviceGroup g4500 vpn1 4500 -CustomServerID 11 -state DISABLED -weight 5
`;
  test('to a service group without what is about another server', () =>
    expect(shown(GROUPS, lacking('g4500', 'g500'))).toEqual(['+bind serviceGroup g4500 vpn2 4500 -weight 5']));
  test('for every port, as the others are', () =>
    expect(shown(GROUPS.replace('vpn1 4500', 'vpn1 *'), lacking('g4500', 'g500'))).toEqual(['+bind serviceGroup g4500 vpn2 * -weight 5']));
  test('by the name that its address has', () =>
    expect(shown(GROUPS.replace('g500 vpn2', 'g500 10.10.1.12'), lacking('g4500', 'g500'))).toEqual(['+bind serviceGroup g4500 10.10.1.12 4500 -weight 5']));
  test('by a bind that nothing undoes later', () => {
    const text = `${GROUPS}bind serviceGroup g4500 vpn2 4500\nunbind serviceGroup g4500 vpn2 4500\n`;
    expect(changed(text, lacking('g4500', 'g500'))).toBe(`${text}bind serviceGroup g4500 vpn2 4500 -weight 5\n`);
  });
  test('to none of several service groups', () => {
    const bound = `${GROUPS}add lb vserver vs4500 UDP 203.0.113.10 4500\nbind lb vserver vs4500 g4500\nbind lb vserver vs4500 g500\n`;
    expect(shown(bound, lacking('g4500', 'g500'))).toEqual(['impossible']);
  });
});
