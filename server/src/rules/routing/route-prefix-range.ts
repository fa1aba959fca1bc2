import {
  addressText,
  bitsOf,
  hasHostBits,
  isSamePrefix,
  maskSize,
  networkOf,
  parseAddress,
  parsePrefix,
  type IpAddress,
  type IpPrefix,
} from '../../model/profile/address.ts';
import type { Change } from '../../model/change.ts';
import { fieldText, type Field } from '../../model/profile/field.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { routesOf, type Route } from '../../model/profile/routes.ts';
import { rule, type Fix, type Report } from '../rule.ts';

export default rule({
  id: 'route-prefix-range',
  on: 'profile',
  severity: 'error',
  title: 'A route is not an address and a number of bits',
  why: 'Address takes one IP address and PrefixSize the number of leading bits. Any other form is no route, and traffic to that network does not enter the tunnel.',
  howToFix:
    'Write the address without a slash into Address, and 0 to 32 (IPv4) or 0 to 128 (IPv6) into PrefixSize. A mask such as 255.255.0.0 is written as 16.',
  whenOff: 'Never: Windows can make no route of such values.',
  sources: ['Microsoft VPNv2 CSP, RouteList (Address, PrefixSize)', 'Microsoft ProfileXML schema (PrefixSize is an unsignedByte)'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>⟦10.20.0.0/16⟧</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>⟦10.21.0.0/16⟧</Address></Route>
  <Route><Address>⟦10.22.0.0/16⟧</Address><PrefixSize></PrefixSize></Route>
  <Route><Address>⟦10.23.0.0/16⟧</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>⟦10.24.0.0/255.255.0.0⟧</Address><PrefixSize>32</PrefixSize></Route>
  <Route><Address>⟦10.25.30.40/24⟧</Address></Route>
  <Route><Address>⟦2001:db8:2112::/48⟧</Address></Route>
</VPNProfile>
`,
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>⟦255.0.0.0⟧</PrefixSize></Route>
  <Route><Address>10.0.0.0</Address><PrefixSize>⟦255.0.255.0⟧</PrefixSize></Route>
  <Route><Address>10.0.0.0</Address><PrefixSize>⟦/8⟧</PrefixSize></Route>
  <Route><Address>10.0.0.0</Address><PrefixSize>⟦33⟧</PrefixSize></Route>
  <Route><Address>10.0.0.0</Address><PrefixSize>⟦-1⟧</PrefixSize></Route>
  <Route><Address>2001:db8::</Address><PrefixSize>⟦129⟧</PrefixSize></Route>
</VPNProfile>
`,
      `=== profile.xml
<VPNProfile>
  <Route><Address>⟦files.fabrikam.com⟧</Address><PrefixSize>32</PrefixSize></Route>
  <Route><Address>⟦10.20.0⟧</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>⟦10.0.0.1,10.0.0.2⟧</Address><PrefixSize>300</PrefixSize></Route>
</VPNProfile>
`,
    ],
    good: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
  <Route><Address>2001:db8::1</Address><PrefixSize>128</PrefixSize></Route>
  <Route><Address> 10.1.2.3 </Address><PrefixSize> 32 </PrefixSize></Route>
</VPNProfile>
`,
      // Filled in later, not there, empty, or with zeros that one reader takes for octal and another does not.
      `=== profile.xml
<VPNProfile>
  <Route><Address>$Network</Address><PrefixSize>{{Bits}}</PrefixSize></Route>
  <Route><Address>10.0.0.0</Address></Route>
  <Route><Address></Address><PrefixSize></PrefixSize></Route>
  <Route><Address>010.000.000.000</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`,
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦Route⟧{xml-not-wellformed}><Address>10.0.0</Address>',
    ],
  },
  check(profile, report) {
    for (const route of routesOf(profile)) {
      const found = route.node.complete ? (badAddress(route) ?? badSize(route)) : undefined;
      if (found) report(found);
    }
  },
});

/** What is wrong with the text of Address. */
function badAddress({ node, address, prefixSize }: Route): Report | undefined {
  if (address.state !== 'known' || parseAddress(address.written.value)) return undefined;
  const { value, at } = address.written;
  if (isZeroPadded(value)) return undefined;
  const block = blockOf(value);
  if (!block) return { at, message: `Address is ${value}, which is not an IP address. Write one address here and the number of bits into PrefixSize.` };
  const [network, host] = [addressText(networkOf(block)), addressText(block.address)];
  const advice =
    network === host || block.size === 0
      ? `Write ${host} here and the number of bits into PrefixSize`
      : `Write ${network} here and ${block.size} into PrefixSize for the network, or ${host} and ${bitsOf(block.address)} for this one host`;
  const fixes = (): Fix[] => splits(block, fieldText(prefixSize)).flatMap((each) => splitInto(each, node, prefixSize) ?? []);
  return { at, message: `Address is ${value}, but it takes an address only. ${advice}.`, fixes };
}

/** The routes that a block in Address can mean, the likeliest first, beside what PrefixSize states. None that Windows would not use. */
function splits(block: IpPrefix, stated: string | undefined): IpPrefix[] {
  const { address, size } = block;
  const other = stated !== undefined && isSize(stated, address) ? [{ address, size: Number(stated) }] : [];
  // With bits behind its prefix, the network is meant or the one host.
  const own = !hasHostBits(block)
    ? [block]
    : size === 0
      ? []
      : [
          { address: networkOf(block), size },
          { address, size: bitsOf(address) },
        ];
  const all = [...own, ...other.filter((each) => !hasHostBits(each))];
  return all.filter((each, index) => all.findIndex((one) => isSamePrefix(one, each)) === index);
}

/** The fix that writes a route as its two elements; `undefined` where a deployment tool fills PrefixSize in, since what it will say is not known. */
function splitInto({ address, size }: IpPrefix, node: Route['node'], prefixSize: Field): Fix | undefined {
  const text = String(size);
  const changes: Change[] = [{ kind: 'set-value', at: addressElement(node), text: addressText(address) }];
  const sizeElement = node.children.find(({ name }) => name === 'PrefixSize');
  if (prefixSize.state === 'absent') changes.push({ kind: 'add-element', parent: node.at, element: leaf('PrefixSize', text) });
  else if (prefixSize.state === 'unread' || !sizeElement) return undefined;
  else if (fieldText(prefixSize) !== text) changes.push({ kind: 'set-value', at: sizeElement.at, text });
  return { title: `Split into Address ${addressText(address)} and PrefixSize ${text}`, safe: false, changes };
}

/** What is wrong with the text of PrefixSize beside an address. */
function badSize({ address, prefixSize }: Route): Report | undefined {
  const parsed = parseAddress(fieldText(address) ?? '');
  if (!parsed || prefixSize.state !== 'known') return undefined;
  const { value, at } = prefixSize.written;
  if (isSize(value, parsed)) return undefined;
  const range = `0 to ${bitsOf(parsed)} for IPv${parsed.version}`;
  const meant = parsed.version === 4 && value.includes('.') ? maskSize(value) : Number(/^\/(\d{1,3})$/.exec(value)?.[1] ?? NaN);
  const what = /^-?\d+$/.test(value) ? 'out of range' : parseAddress(value) ? 'a mask or an address' : 'not a number of bits';
  return {
    at,
    message: `PrefixSize is ${value}, which is ${what}. It takes ${range}.`,
    fixes: () =>
      meant !== undefined && isSize(String(meant), parsed)
        ? [{ title: `Change to ${meant}`, safe: false, changes: [{ kind: 'replace', at, text: String(meant) }] }]
        : [],
  };
}

function isSize(text: string, address: IpAddress): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= bitsOf(address);
}

/** A block that somebody wrote into Address: `10.0.0.0/8` or `10.0.0.0/255.0.0.0`. */
function blockOf(text: string): IpPrefix | undefined {
  const block = parsePrefix(text);
  if (block) return block;
  const [first = '', mask = '', ...more] = text.split('/');
  const address = parseAddress(first);
  const size = maskSize(mask);
  return address?.version === 4 && size !== undefined && more.length === 0 ? { address, size } : undefined;
}

/** `010.1.0.0`: whether the zeros make the number octal depends on who reads it. */
function isZeroPadded(text: string): boolean {
  return /(^|\.)0\d/.test(text) && parseAddress(text.replace(/(^|\.)0+(?=\d)/g, '$1')) !== undefined;
}

function addressElement(node: Route['node']) {
  return node.children.find(({ name }) => name === 'Address')?.at ?? node.at;
}
