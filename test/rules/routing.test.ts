import { describe, expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';

const URI = `${ROOT}/profile.xml`;

/** The findings of a profile as `rule text`. */
function found(text: string, only?: (rule: string) => boolean): string[] {
  const workspace = workspaceOf({ files: [{ uri: URI, text }] });
  return workspace
    .findings(URI)
    .filter(({ rule }) => only?.(rule.id) ?? true)
    .map(({ rule, at }) => `${rule.id} ${at.span.start} ${text.slice(at.span.start, at.span.end)}`);
}

/** A profile after a fix of the finding of a rule on a text. */
function fixed(ruleId: string, on: string, text: string, title: string | RegExp): string {
  const workspace = workspaceOf({ files: [{ uri: URI, text }] });
  const finding = findingsOf(workspace, ruleId).find(({ at }) => text.slice(at.span.start, at.span.end) === on);
  if (!finding) throw new Error(`No finding of ${ruleId} on ${on}`);
  return printed(applied(workspace, finding, title)).replace('=== profile.xml\n', '');
}

const PROFILE = `<?xml version="1.0" encoding="utf-8"?>
<!-- Berlin -->
<VPNProfile>
\t<Proxy>
\t\t<AutoConfigUrl>proxy.fabrikam.com/proxy.pac</AutoConfigUrl>
\t\t<Manual><Server>http://proxy.fabrikam.com:8080</Server></Manual>
\t</Proxy>
\t<NativeProfile>
\t\t<Servers>203.0.113.10</Servers>
\t\t<RoutingPolicyType>SplitTunnel</RoutingPolicyType>
\t\t<NativeProtocolType>IKEv2</NativeProtocolType>
\t</NativeProfile>
\t<Route>
\t\t<!-- offices -->
\t\t<Address>10.20.30.0/24</Address>
\t</Route>
\t<Route><Address>172.21.12.0</Address><PrefixSize>21</PrefixSize></Route>
\t<Route><Address>203.0.113.0</Address><PrefixSize>24</PrefixSize><Metric>1</Metric></Route>
\t<Route><Address>10.64.0.0</Address><PrefixSize>255.192.0.0</PrefixSize></Route>
\t<Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
\t<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
\t<Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize></Route>
\t<Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize></Route>
\t<Route><Address>2001:db8:1::</Address><PrefixSize>48</PrefixSize></Route>
\t<Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize></Route>
\t<IPv4InterfaceMetric>0</IPv4InterfaceMetric>
\t<NetworkOutageTime>90</NetworkOutageTime>
\t<DataEncryption>Optional</DataEncryption>
\t<DisableIKEv2Fragmentation>true</DisableIKEv2Fragmentation>
</VPNProfile>
`;
const FORCE = PROFILE.replace('SplitTunnel', 'ForceTunnel').replace(
  '<NativeProtocolType>',
  '<DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>\n\t\t<NativeProtocolType>',
);
const RULES =
  /^(routing-missing|split-no-routes|force-with-routes|proxy-(split|both|form)|route-[a-z-]+|metric-range|outage-nonstandard|ikev2-frag-disabled|data-encryption-none)$/;

describe('the rest of the text stays as it is', () => {
  test.each([
    ['route-prefix-range', '10.20.30.0/24', /^Split/, '10.20.30.0/24</Address>', '10.20.30.0</Address>\n\t\t<PrefixSize>24</PrefixSize>'],
    ['route-prefix-range', '255.192.0.0', 'Change to 10', '255.192.0.0', '10'],
    ['route-host-bits', '172.21.12.0', 'Route the network 172.21.8.0/21', '172.21.12.0', '172.21.8.0'],
    ['route-host-bits', '172.21.12.0', /^Route only this host/, '<PrefixSize>21<', '<PrefixSize>32<'],
    [
      'route-covers-server',
      '203.0.113.0',
      /^Add an exclusion/,
      '\t<IPv4InterfaceMetric>',
      '\t<Route>\n\t\t<Address>203.0.113.10</Address>\n\t\t<PrefixSize>32</PrefixSize>\n\t\t<ExclusionRoute>true</ExclusionRoute>\n\t</Route>\n\t<IPv4InterfaceMetric>',
    ],
    ['route-shadowed', '2001:db8:1::', 'Remove this route', '\t<Route><Address>2001:db8:1::</Address><PrefixSize>48</PrefixSize></Route>\n', ''],
    ['proxy-both', 'proxy.fabrikam.com/proxy.pac', 'Remove Manual', '\t\t<Manual><Server>http://proxy.fabrikam.com:8080</Server></Manual>\n', ''],
    ['proxy-form', 'http://proxy.fabrikam.com:8080', 'Write proxy.fabrikam.com:8080', 'http://proxy', 'proxy'],
    ['proxy-form', 'proxy.fabrikam.com/proxy.pac', 'Add https://', 'proxy.fabrikam.com/', 'https://proxy.fabrikam.com/'],
    ['metric-range', '0', 'Change to 1', '<IPv4InterfaceMetric>0', '<IPv4InterfaceMetric>1'],
    ['metric-range', '0', /^Remove/, '\t<IPv4InterfaceMetric>0</IPv4InterfaceMetric>\n', ''],
    ['data-encryption-none', 'Optional', 'Change to Require', 'Optional', 'Require'],
    ['ikev2-frag-disabled', 'true', 'Change to false', '>true<', '>false<'],
  ] as const)('%s on %s: %s', (rule, on, title, before, after) => {
    const text = fixed(rule, on, PROFILE, title);
    expect(text).toBe(PROFILE.replace(before, after));
    expect(found(text, (id) => id === rule).length).toBeLessThan(found(PROFILE, (id) => id === rule).length);
  });

  test('a copy of a route goes by a safe fix, the second one of the two', () => {
    const copy = '\t<Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize></Route>\n';
    expect(fixed('route-duplicate', '10.1.0.0', PROFILE, 'Remove the second one')).toBe(PROFILE.replace(copy, ''));
    const [finding] = findingsOf(workspaceOf({ files: [{ uri: URI, text: PROFILE }] }), 'route-duplicate');
    expect(finding?.fixes().map(({ safe }) => safe)).toEqual([true]);
    expect(finding?.at.span.start).toBe(PROFILE.lastIndexOf('10.1.0.0'));
  });

  test('copies with different metrics are no safe fix', () => {
    const text = PROFILE.replace('<PrefixSize>16</PrefixSize>', '<PrefixSize>16</PrefixSize><Metric>5</Metric>');
    const [finding] = findingsOf(workspaceOf({ files: [{ uri: URI, text }] }), 'route-duplicate');
    expect(finding?.fixes().map(({ safe }) => safe)).toEqual([false]);
  });

  test('the routing is written where the schema has it', () => {
    const line = '\t\t<RoutingPolicyType>SplitTunnel</RoutingPolicyType>\n';
    expect(fixed('routing-missing', 'NativeProfile', PROFILE.replace(line, ''), 'Add RoutingPolicyType SplitTunnel')).toBe(PROFILE);
  });

  test('everything that contradicts a force tunnel goes at once', () => {
    const left = FORCE.split('\n').filter((line) => !/^\t<Route><|DisableClassBased/.test(line));
    const without = left.join('\n').replace(/\t<Route>\n[^]*?<\/Route>\n/, '');
    expect(fixed('force-with-routes', '10.20.30.0/24', FORCE, /^Remove all 11/)).toBe(without);
    expect(fixed('force-with-routes', 'true', FORCE, 'Remove DisableClassBasedDefaultRoute')).toBe(
      FORCE.replace('\t\t<DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>\n', ''),
    );
  });
});

test.each([
  ['<Address>10.20.30.40/24</Address>', ['10.20.30.0 and PrefixSize 24', '10.20.30.40 and PrefixSize 32']],
  ['<Address>10.20.30.40/24</Address><PrefixSize>32</PrefixSize>', ['10.20.30.0 and PrefixSize 24', '10.20.30.40 and PrefixSize 32']],
  ['<Address>10.20.0.0/16</Address><PrefixSize>24</PrefixSize>', ['10.20.0.0 and PrefixSize 16', '10.20.0.0 and PrefixSize 24']],
  ['<Address>10.20.0.0/24</Address><PrefixSize>8</PrefixSize>', ['10.20.0.0 and PrefixSize 24']],
  ['<Address>10.20.0.0/16</Address><PrefixSize>$Bits</PrefixSize>', []],
  ['<Address>10.0.0.1/0</Address>', []],
])('a block in Address is split into routes that Windows takes: %s', (route, expected) => {
  const text = `<VPNProfile><Route>${route}</Route></VPNProfile>`;
  const workspace = workspaceOf({ files: [{ uri: URI, text }] });
  const [finding] = findingsOf(workspace, 'route-prefix-range');
  const titles = finding?.fixes().map(({ title }) => title) ?? [];
  expect(titles).toEqual(expected.map((each) => `Split into Address ${each}`));
  for (const title of titles) {
    const after = finding && printed(applied(workspace, finding, title)).replace('=== profile.xml\n', '');
    expect(found(after ?? '', (rule) => /^(route-(prefix-range|host-bits)|xml-missing-required)$/.test(rule))).toEqual([]);
  }
});

test('a force tunnel is not offered where something speaks for a split one', () => {
  const titles = (inside: string): string[] => {
    const text = `<VPNProfile>${inside}</VPNProfile>`;
    return findingsOf(workspaceOf({ files: [{ uri: URI, text }] }), 'routing-missing').flatMap((finding) => finding.fixes().map(({ title }) => title));
  };
  const both = ['Add RoutingPolicyType SplitTunnel', 'Add RoutingPolicyType ForceTunnel'];
  expect(titles('<NativeProfile/>')).toEqual(both);
  expect(titles('<NativeProfile/><Route><Address>10.0.0.5</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>')).toEqual(both);
  expect(titles('<DeviceTunnel>true</DeviceTunnel><NativeProfile/>')).toEqual(both.slice(0, 1));
  expect(titles('<NativeProfile/><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>')).toEqual(both.slice(0, 1));
  expect(titles('<NativeProfile><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile>')).toEqual(both.slice(0, 1));
});

test.each([
  ['SplitTunnel', PROFILE],
  ['ForceTunnel', FORCE],
  ['no routing', PROFILE.replace(/.*RoutingPolicyType.*\n/, '')],
  ['a second routing', PROFILE.replace('</NativeProfile>', '\t<RoutingPolicyType>ForceTunnel</RoutingPolicyType>\n\t</NativeProfile>')],
  ['a device tunnel', PROFILE.replace('</VPNProfile>', '\t<DeviceTunnel>true</DeviceTunnel>\n</VPNProfile>')],
])('a document that is cut off has no finding that the whole one has not: %s', (_, text) => {
  const mine = (id: string): boolean => RULES.test(id);
  const whole = new Set(found(text, mine));
  expect(whole.size).toBeGreaterThan(5);
  // Behind a start tag's name, or behind a tag.
  const cuts = [...text.matchAll(/[<>]/g)].map(({ index }) => index + 1).filter((_, index) => index % 3 !== 0);
  for (const cut of cuts) expect(found(text.slice(0, cut), mine).filter((each) => !whole.has(each))).toEqual([]);
});

test('thousands of routes are compared', () => {
  const route = (index: number): string => `<Route><Address>10.${index >> 8}.${index & 255}.0</Address><PrefixSize>24</PrefixSize></Route>`;
  const routes = Array.from({ length: 2000 }, (_, index) => route(index)).join('');
  const { files } = parseFixture(
    `=== user.xml\n<VPNProfile>${routes}<Route><Address>10.7.0.0</Address><PrefixSize>16</PrefixSize></Route></VPNProfile>\n` +
      `=== device.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel>${routes.replaceAll('.0</Address><PrefixSize>24<', '.9</Address><PrefixSize>32<')}</VPNProfile>\n`,
  );
  const workspace = workspaceOf({ files });
  expect(findingsOf(workspace, 'route-shadowed')).toHaveLength(0);
  expect(findingsOf(workspace, 'device-route-specificity')).toHaveLength(2000);
}, 30_000);
