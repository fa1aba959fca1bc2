import { expect, test } from 'vitest';
import { NamedParts } from '../../server/src/artefacts/template-names.ts';

/** What an id names among some parts, as a template writes it: without blanks, in lower case. */
function named(id: string | undefined, ...parts: readonly (string | undefined)[]): string[] {
  const all = parts.map((name, index) => ({ name, index }));
  return new NamedParts(all, ({ name }) => name).endOf(id).map(({ name, index }) => `${index} ${name}`);
}

test.each([
  ['by resourceId', `resourceid('microsoft.network/loadbalancers/probes','vpn','sstp')`],
  ['by resourceId in JSON', `"[resourceid('microsoft.network/loadbalancers/probes','vpn','sstp')]"`],
  ['behind the balancer', `'\${lb.id}/probes/sstp'`],
  ['in JSON behind the balancer', `"[concat(variables('lbid'),'/probes/sstp')]"`],
  ['in braces', `{'/probes/sstp'}`],
])('a part is found %s', (_, id) => expect(named(id, 'rdp', undefined, 'SSTP', 'tp', 'vpn')).toEqual(['2 SSTP']));

test.each([
  ['all of a name', `resourceid('probes','vpn','sstp')`, ['1 sstp', '3 sstp']],
  ['a name with what closes an id', `'\${lb.id}/probes/ike(500)'`, ['2 ike(500)']],
  ['a name behind a slash of another one', `'\${lb.id}/probes/vpn/rdp'`, ['0 vpn/rdp', '4 rdp']],
  ['no longer text than a name', `'\${lb.id}/probes/not-sstp'`, []],
  ['nothing without a sign before it', 'sstp', []],
  ['nothing by its place', 'lb.properties.probes[0].id', []],
  ['nothing in the middle', `'\${lb.id}/probes/sstp/more'`, []],
  ['nothing without an id', undefined, []],
])('an id names %s', (_, id, expected) => expect(named(id, 'vpn/rdp', 'sstp', 'ike(500)', 'sstp', 'rdp')).toEqual(expected));

test('an id names nothing where no part has a name', () => expect(named(`resourceid('probes','vpn','sstp')`, undefined)).toEqual([]));
