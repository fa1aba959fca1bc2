import { expect, test } from 'vitest';
import { listener, virtual } from '../support/f5-listener.ts';
import { meaning } from '../support/load-balancers.ts';

test.each([
  ['/Common/203.0.113.10:isakmp', '203.0.113.10', 500],
  ['203.0.113.10%2:ipsec-nat-t', '203.0.113.10%2', 4500],
  ['203.0.113.10%0:https', '203.0.113.10', 443],
  ['/Common/2001:db8:0:0::1.4500', '2001:db8::1', 4500],
  ['/Common/2001:db8::1%3.500', '2001:db8::1%3', 500],
  ['any6.500', 'any', 500],
  ['/Common/0.0.0.0:500', 'any', 500],
  ['[2001:db8::1]:500', '2001:db8::1', 500],
])('destination %s', (destination, address, port) => {
  const found = meaning(virtual(`destination ${destination}`));
  expect(found).toMatchObject({ address, ports: { from: port, to: port } });
});

test('every port, and names that are not known', () => {
  expect(meaning(virtual('destination /Common/203.0.113.10:any'))).toMatchObject({ ports: { from: 0, to: 65535 } });
  expect(meaning(virtual('destination /Common/203.0.113.10:0'))).toMatchObject({ ports: { from: 0, to: 65535 } });
  expect(meaning(virtual('destination /Common/203.0.113.10:afs3-rmtsys'))).toMatchObject({ address: '203.0.113.10', ports: '?' });
  expect(meaning(virtual('destination /Common/vip_vpn:500'))).toMatchObject({ address: '?' });
  const named = 'ltm virtual-address /Common/vip_vpn {\n address 203.0.113.10\n}\nltm virtual /Common/v {\n destination /Common/vip_vpn:500\n}\n';
  expect(meaning(listener(named))).toMatchObject({ address: '203.0.113.10' });
});

test.each([
  ['203.0.113.10:500', '255.255.255.255', '203.0.113.10'],
  ['2001:db8::1.500', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::1'],
  ['0.0.0.0:500', 'any', 'any'],
  ['any6.500', 'any6', 'any'],
  // A whole network is no single address.
  ['203.0.113.0:500', '255.255.255.0', '?'],
  ['2001:db8::.500', 'ffff:ffff:ffff::', '?'],
])('destination %s with the mask %s', (destination, mask, address) =>
  expect(meaning(virtual(`destination /Common/${destination}\nmask ${mask}`))).toMatchObject({ address }),
);

test.each([
  ['ip-protocol udp', 'udp'],
  ['ip-protocol TCP', 'tcp'],
  ['ip-protocol 17', 'udp'],
  ['ip-protocol any', 'any'],
  ['ip-protocol ipv6-icmp', 'other'],
  ['ip-protocol $PROTOCOL', '?'],
  ['ip-protocol $PROTOCOL\nprofiles { /Common/udp { } }', '?'],
  // Each profile is for one protocol.
  ['profiles { /Common/udp { } }', 'udp'],
  ['profiles { /Common/http { } /Common/tcp-wan-optimized { context clientside } /Common/tcp-lan-optimized { context serverside } }', 'tcp'],
  ['profiles { /Common/tcp { } /Common/udp { } }', '?'],
  ['profiles { /Common/fastL4 { } }', '?'],
  ['', '?'],
])('protocol: %s', (settings, transport) => expect(meaning(virtual(settings))).toMatchObject({ transport }));

test('a virtual server whose brace is missing says nothing, whatever stands in it', () => {
  const open = 'ltm virtual /Common/v {\n destination /Common/203.0.113.10:500\n profiles { /Common/udp { } }\n pool /Common/p\n';
  expect(meaning(listener(open))).toMatchObject({
    address: '?',
    ports: '?',
    transport: '?',
    tls: '?',
    pools: '?',
    translation: '?',
    persistence: '?',
    fallback: '?',
  });
  expect(meaning(listener(`${open}}\n`))).toMatchObject({ address: '203.0.113.10', transport: 'udp', pools: [{ name: '/Common/p' }], fallback: [] });
});

test.each([
  ['', false],
  ['source-address-translation { type automap }', true],
  ['source-address-translation {\n pool /Common/s\n type snat\n}', true],
  ['source-address-translation { type none }', false],
  ['source-address-translation { type lsn }', true],
  ['source-address-translation { pool /Common/s }', true],
  ['source-address-translation { type $TYPE }', '?'],
  ['source-address-translation { }', '?'],
  ['snat automap', true],
  ['snat none', false],
  ['snatpool /Common/s', true],
])('translation: %s', (settings, expected) => expect(meaning(virtual(settings))).toMatchObject({ translation: expected }));

test.each([
  ['profiles { /Common/tcp { } }', 'pass-through'],
  ['profiles { /Common/tcp { } /Common/clientssl { context clientside } }', 'offload'],
  ['profiles { /Common/tcp { } /Common/clientssl { context clientside } /Common/serverssl { context serverside } }', 're-encrypt'],
  ['profiles { /Common/tcp { } /Common/vpn { context clientside } }', '?'],
  ['profiles { /Common/tcp { } /Common/vpn }', '?'],
  ['profiles { /Common/tcp { } /Common/serverssl { context serverside } }', '?'],
  ['profiles { /Common/tcp { } /Fabrikam/clientssl { context clientside } }', '?'],
  // A profile for one side alone may be one for TLS there; one for both sides is none.
  ['profiles { /Common/tcp { } /Common/vpn { context serverside } }', '?'],
  ['profiles { /Common/tcp { } /Common/vpn { context all } }', 'pass-through'],
  ['profiles { /Common/clientssl { context clientside } /Common/vpn { context serverside } }', '?'],
  ['profiles { /Common/clientssl { context clientside } /Common/vpn { } }', '?'],
  ['profiles { /Common/clientssl { context clientside } /Common/vpn { context clientside } }', 'offload'],
  ['profiles { /Common/clientssl { context clientside } /Common/vpn { context all } }', 'offload'],
])('TLS: %s', (settings, expected) => expect(meaning(virtual(settings))).toMatchObject({ tls: expected }));

test('a profile of the file says what it is', () => {
  const text =
    'ltm profile client-ssl /Common/vpn {\n cert /Common/vpn.crt\n}\nltm virtual /Common/v {\n profiles { /Common/tcp { } /Common/vpn { context clientside } }\n}\n';
  expect(meaning(listener(text))).toMatchObject({ tls: 'offload' });
});

test('what is switched off, forwards or has a program', () => {
  expect(virtual('disabled').enabled).toBe(false);
  expect(listener('create ltm virtual v disabled\nmodify ltm virtual v enabled\n').enabled).toBe(true);
  expect(virtual('rules { /Common/r }').programmed).toBe(true);
  expect(virtual('rules none').programmed).toBe(false);
  expect(virtual('policies { /Common/p { } }').programmed).toBe(true);
  expect(meaning(virtual('ip-forward\npool /Common/p'))).toMatchObject({ pools: [] });
  expect(meaning(virtual('pool none\npersist none'))).toMatchObject({ pools: [], persistence: [] });
});

test.each([
  ['ltm virtual-address /Common/203.0.113.10 {\n    address 203.0.113.10\n    enabled no\n}\n', '/Common/203.0.113.10:500', false],
  ['ltm virtual-address /Common/203.0.113.10 {\n    address 203.0.113.10\n    arp disabled\n    enabled yes\n}\n', '/Common/203.0.113.10:500', true],
  ['ltm virtual-address /Common/203.0.113.11 {\n    enabled no\n}\n', '/Common/203.0.113.10:500', true],
  ['ltm virtual-address /Fabrikam/vip_vpn {\n    address 203.0.113.10\n    enabled no\n}\n', '/Fabrikam/vip_vpn:500', false],
  ['ltm virtual-address /Fabrikam/vip_vpn {\n    address 203.0.113.10\n    enabled no\n}\n', '/Common/vip_vpn:500', true],
  ['modify ltm virtual-address 203.0.113.10 enabled no\n', '203.0.113.10:500', false],
  ['modify ltm virtual-address 203.0.113.10 { arp disabled enabled no icmp-echo disabled }\n', '203.0.113.10:500', false],
])('an address that is switched off takes its virtual servers with it: %j, %s', (address, destination, enabled) => {
  const virtual = `ltm virtual v {\n    destination ${destination}\n}\n`;
  const text = address.startsWith('modify') ? `create ltm virtual v destination ${destination}\n${address}` : address + virtual;
  expect(listener(text).enabled).toBe(enabled);
});

test('what a change adds is there, whatever else the virtual server may have', () => {
  expect(listener('modify ltm virtual v rules add { r }\n').programmed).toBe(true);
  expect(listener('modify ltm virtual v pool p\n').programmed).toBe(false);
});
