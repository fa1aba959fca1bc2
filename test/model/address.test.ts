import { describe, expect, test } from 'vitest';
import {
  addressText,
  compareAddresses,
  containsAddress,
  containsPrefix,
  hasHostBits,
  isSamePrefix,
  maskSize,
  networkOf,
  parseAddress,
  parsePrefix,
  prefixText,
  shortestAddress,
  shortestHost,
  type IpPrefix,
  visitNested,
} from '../../server/src/model/profile/address.ts';
import { fc } from '../support/properties.ts';

const block = (text: string): IpPrefix => parsePrefix(text) ?? expect.fail(text);

describe('an address', () => {
  test('is written in its shortest form, and a host name in lower case', () => {
    expect(['2001:DB8:0::1', '10.0.0.1', 'VPN', '10.0.0'].map(shortestAddress)).toEqual(['2001:db8::1', '10.0.0.1', undefined, undefined]);
    expect(['2001:DB8:0::1', 'VPN01.corp'].map(shortestHost)).toEqual(['2001:db8::1', 'vpn01.corp']);
  });

  test.each([
    ['10.20.30.40', '10.20.30.40'],
    ['0.0.0.0', '0.0.0.0'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::', '::'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
  ])('%s is read', (text, expected) => {
    const address = parseAddress(text);
    expect(address && addressText(address)).toBe(expected);
  });

  test.each(['', '10.0.0', '10.0.0.256', '10.0.0.1.2', '010.0.0.1', '10.00.0.1', '0x0a.0.0.1', '10', ' 10.0.0.1', '10.0.0.1/32', '10.0.0.1,10.0.0.2'])(
    '%j is none',
    (text) => expect(parseAddress(text)).toBeUndefined(),
  );
  test.each(['fe80::1%12', '[::1]', '2001:db8::1::2', '2001:db8', 'vpn.fabrikam.com', '2001:db8::/32', '12345::'])('%j is none', (text) =>
    expect(parseAddress(text)).toBeUndefined(),
  );

  test('IPv4 comes before IPv6, and each goes by its bytes', () => {
    const texts = ['2001:db8::', '10.0.0.1', '9.255.255.255', '::1'];
    const addresses = texts.map((text) => parseAddress(text) ?? expect.fail(text));
    expect(addresses.sort(compareAddresses).map(addressText)).toEqual(['9.255.255.255', '10.0.0.1', '::1', '2001:db8::']);
  });
});

describe('a block', () => {
  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/8.0', '2001:db8::/129', '/8'])('%j is none', (text) =>
    expect(parsePrefix(text)).toBeUndefined(),
  );

  test.each([
    ['172.21.12.0/21', '172.21.8.0', true],
    ['172.16.0.0/12', '172.16.0.0', false],
    ['10.1.2.3/32', '10.1.2.3', false],
    ['10.1.2.3/0', '0.0.0.0', true],
    ['2001:db8:2112::1/48', '2001:db8:2112::', true],
    ['2001:db8:2112::/47', '2001:db8:2112::', false],
    ['2001:db8:2113::/47', '2001:db8:2112::', true],
    ['::1/128', '::1', false],
  ])('%s begins at %s', (text, network, has) => {
    expect(addressText(networkOf(block(text)))).toBe(network);
    expect(hasHostBits(block(text))).toBe(has);
  });

  test.each([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/9', '10.128.0.0/9', false],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['0.0.0.0/0', '2001:db8::/32', false],
    ['::/0', '10.0.0.0/8', false],
    ['2001:db8::/33', '2001:db8:8000::/33', false],
  ])('%s holds %s: %s', (outer, inner, expected) => expect(containsPrefix(block(outer), block(inner))).toBe(expected));

  test('holds an address, and is the same whatever its host bits', () => {
    const address = parseAddress('203.0.113.255') ?? expect.fail();
    expect([containsAddress(block('203.0.113.0/24'), address), containsAddress(block('203.0.113.0/25'), address)]).toEqual([true, false]);
    expect([isSamePrefix(block('10.1.0.0/8'), block('10.0.0.0/8')), isSamePrefix(block('10.0.0.0/8'), block('10.0.0.0/9'))]).toEqual([true, false]);
  });
});

test.each([
  ['255.255.0.0', 16],
  ['255.255.240.0', 20],
  ['255.255.255.255', 32],
  ['0.0.0.0', 0],
  ['255.0.255.0', undefined],
  ['0.0.255.255', undefined],
  ['24', undefined],
  ['ffff::', undefined],
])('the mask %s has %s bits', (mask, size) => expect(maskSize(mask)).toBe(size));

describe('nested blocks', () => {
  const octet = fc.integer({ min: 0, max: 3 }).map((value) => value * 64);
  const four = fc.tuple(octet, octet, fc.integer({ min: 0, max: 17 })).map(([a, b, size]) => `${a}.${b}.0.0/${size}`);
  const six = fc.tuple(fc.constantFrom('2001:db8::', '2001:db8:8000::', 'fd00::'), fc.integer({ min: 0, max: 64 })).map(([a, size]) => `${a}/${size}`);

  test('are found like by comparing each with each', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(four, six), { maxLength: 20 }), (texts) => {
        const items = texts.map((text, index) => ({ text, index }));
        const found = new Map<number, number[]>();
        visitNested(
          items,
          ({ text }) => block(text),
          ({ index }, around) => found.set(index, around.map((each) => each.index).sort()),
        );
        const expected = items.map(({ text, index }) =>
          items
            .filter((other) => {
              if (!containsPrefix(block(other.text), block(text))) return false;
              return !isSamePrefix(block(other.text), block(text)) || other.index < index;
            })
            .map((other) => other.index)
            .sort(),
        );
        expect(items.map(({ index }) => found.get(index))).toEqual(expected);
      }),
    );
  });

  test('come in order, the outer ones first', () => {
    const items = ['10.1.0.0/16', '2001:db8::/32', '10.0.0.0/8', '9.0.0.0/8'];
    const visited: string[] = [];
    visitNested(items, block, (item) => visited.push(prefixText(block(item))));
    expect(visited).toEqual(['9.0.0.0/8', '10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32']);
  });
});
