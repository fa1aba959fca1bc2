import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { isSameWork, refactorings } from '../../server/src/features/refactorings.ts';
import { sortRoutes } from '../../server/src/features/refactorings/sort-routes.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** What is offered at the cursor. */
function offered(text: string) {
  const fixture = parseFixture(`=== p.xml\n${text}`);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const source = fixture.files[0]?.text ?? '';
  const workspace = workspaceOf(fixture);
  return refactorings(workspace, uri, { start: offset, end: offset }).map((each) => ({ ...each, after: applyEdits(source, each.edits) }));
}

const titles = (text: string): string[] => offered(text).map(({ title }) => title);

/** The whole text after the one refactoring whose title begins like this. */
const after = (text: string, title: string): string | undefined => offered(text).find((each) => each.title.startsWith(title))?.after;

const SPLIT = 'Split CIDR into Address and PrefixSize';
const SORT = 'Sort routes';
const ROUTE = 'Add exclusion for the VPN server: route';
const NAME = 'Add exclusion for the VPN server: name';

describe(SPLIT, () => {
  test('adds the PrefixSize where it is missing', () => {
    expect(
      after(
        '<VPNProfile>\n  <Route>\n    <Address>10.20.0.0/16⟦⟧</Address>\n    <Metric>1</Metric>\n  </Route>\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n',
        SPLIT,
      ),
    ).toBe(
      '<VPNProfile>\n  <Route>\n    <Address>10.20.0.0</Address>\n    <PrefixSize>16</PrefixSize>\n    <Metric>1</Metric>\n  </Route>\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n',
    );
  });

  test('fills an empty PrefixSize, and leaves one that says the same', () => {
    const split = '<VPNProfile><Route><Address>2001:db8::</Address><PrefixSize>64</PrefixSize></Route></VPNProfile>';
    expect(after('<VPNProfile><Ro⟦⟧ute><Address>2001:db8::/64</Address><PrefixSize></PrefixSize></Route></VPNProfile>', SPLIT)).toBe(split);
    expect(after('<VPNProfile><Route><Address>2001:db8::/64</Address>⟦⟧<PrefixSize>64</PrefixSize></Route></VPNProfile>', SPLIT)).toBe(split);
  });

  test.each([
    ['PrefixSize says something else', '<Address>10.20⟦⟧.0.0/16</Address><PrefixSize>24</PrefixSize>'],
    ['PrefixSize is a placeholder', '<Address>10.20⟦⟧.0.0/16</Address><PrefixSize>{{size}}</PrefixSize>'],
    ['PrefixSize stands there twice', '<Address>10.20⟦⟧.0.0/16</Address><PrefixSize/><PrefixSize/>'],
    ['there is no size', '<Address>10.20⟦⟧.0.0</Address>'],
    ['it is a mask', '<Address>10.20⟦⟧.0.0/255.255.0.0</Address>'],
    ['the size is too large', '<Address>10.20⟦⟧.0.0/33</Address>'],
    ['the route is being typed', '<Address>10.20⟦⟧.0.0/16</Address><Pre'],
  ])('not where %s', (_, route) => {
    expect(titles(`<VPNProfile><Route>${route}</Route></VPNProfile>`)).not.toContain(SPLIT);
  });

  test('not in another route, nor beside it', () => {
    expect(titles('<VPNProfile><Route><Address>10.0.0.0/8</Address></Route><Rou⟦⟧te><Address>10.0.0.0</Address></Route></VPNProfile>')).not.toContain(SPLIT);
    expect(titles('<VPNProfile><Route><Address>10.0.0.0/8</Address></Route>⟦⟧</VPNProfile>')).toEqual([]);
  });
});

describe(SORT, () => {
  const route = (address: string, size: number, more = ''): string => `<Route><Address>${address}</Address><PrefixSize>${size}</PrefixSize>${more}</Route>`;
  const EXCLUSION = '<ExclusionRoute>true</ExclusionRoute>';

  test('by version, address and size, each with its comments; all else stays where it is', () => {
    expect(
      after(
        `<VPNProfile>
  <!-- branch office -->
  ${route('192.168.10.0', 24)} <!-- Lyon -->
  <AlwaysOn>true</AlwaysOn>
  ${route('2001:db8::', 32)}
  ${route('10.20.30.0', 24, EXCLUSION)}
  ${route('10.20.30.0', 24)}
  <!-- as it is deployed -->
  ${route('$Network', 8)}

  ${route('10.3.0.0', 16)}
  <!-- all of it -->
  <Route⟦⟧>
      <Address>10.0.0.0</Address>
      <PrefixSize>8</PrefixSize>
  </Route>
  <!-- end -->
</VPNProfile>
`,
        SORT,
      ),
    ).toBe(`<VPNProfile>
  <!-- all of it -->
  <Route>
      <Address>10.0.0.0</Address>
      <PrefixSize>8</PrefixSize>
  </Route>
  <AlwaysOn>true</AlwaysOn>
  ${route('10.3.0.0', 16)}
  ${route('10.20.30.0', 24)}
  ${route('10.20.30.0', 24, EXCLUSION)}
  <!-- as it is deployed -->
  ${route('$Network', 8)}

  <!-- branch office -->
  ${route('192.168.10.0', 24)} <!-- Lyon -->
  ${route('2001:db8::', 32)}
  <!-- end -->
</VPNProfile>
`);
  });

  test('keeps line ends whole', () => {
    const [a, b] = [route('10.2.0.0', 16), route('10.1.0.0', 16)];
    const text = (first: string, second: string): string => `<VPNProfile>\r\n${first}\r\n${second}\n</VPNProfile>\r\n`;
    const [found] = offered(text(a.replace('<Route', '<Rou⟦⟧te'), b));
    expect(found?.after).toBe(text(b, a));
    const source = text(a, b);
    for (const { span } of found?.edits ?? []) for (const at of [span.start, span.end]) expect(source.slice(at - 1, at + 1)).not.toBe('\r\n');
  });

  test('is made where the routes stand now, and not once one of them is gone', () => {
    const text = `<VPNProfile>\n${route('10.2.0.0', 16)}\n${route('10.1.0.0', 16)}\n</VPNProfile>\n`;
    const uri = 'file:///project/p.xml';
    const workspace = workspaceOf(parseFixture(`=== p.xml\n${text}`));
    const [profile] = workspace.analysisOf(uri)?.reading.facts.profiles ?? [];
    const [fix] = profile ? sortRoutes({ profile, nodes: profile.root.children }) : [];
    const edited = (now: string): string | undefined => {
      workspace.setFile({ uri, text: now });
      const edits = fix && workspace.edits({ ...fix, safe: false });
      return edits && applyEdits(now, edits);
    };
    expect(edited(`<!-- moved -->\n${text}`)).toBe(`<!-- moved -->\n<VPNProfile>\n${route('10.1.0.0', 16)}\n${route('10.2.0.0', 16)}\n</VPNProfile>\n`);
    expect(edited(text.replace(route('10.1.0.0', 16), ''))).toBeUndefined();
  });

  test.each([
    ['they are sorted', `${route('10.0.0.0', 8)}${route('10.20.0.0', 16).replace('<Route', '<Rou⟦⟧te')}`],
    ['there is but one', route('10.0.0.0', 8).replace('10', '1⟦⟧0')],
    ['the cursor is elsewhere', `${route('10.20.0.0', 16)}${route('10.0.0.0', 8)}<Always⟦⟧On/>`],
    ['text stands between them', `text${route('10.20.0.0', 16)}${route('10.0.0.0', 8).replace('<Route', '<Rou⟦⟧te')}`],
  ])('not where %s', (_, routes) => {
    expect(titles(`<VPNProfile>${routes}</VPNProfile>`)).not.toContain(SORT);
  });
});

describe('Add exclusion for the VPN server', () => {
  const profile = (servers: string, rest: string): string =>
    `<VPNProfile>\n  <NativeProfile>\n    <Servers>${servers}</Servers>\n  </NativeProfile>\n${rest}</VPNProfile>\n`;
  const TEN = '  <Route>\n    <Address>10.0.0.0</Address>\n    <PrefixSize>8</PrefixSize>\n  </Route>\n';
  const ZONE = '  <DomainNameInformation>\n    <DomainName>.fabrikam.com</DomainName>\n    <DnsServers>10.0.0.10</DnsServers>\n  </DomainNameInformation>\n';

  test('an address within a route gets a route of its own', () => {
    expect(after(profile('10.1.2.3⟦⟧', TEN), ROUTE)).toBe(
      profile(
        '10.1.2.3',
        `${TEN}  <Route>\n    <Address>10.1.2.3</Address>\n    <PrefixSize>32</PrefixSize>\n    <ExclusionRoute>true</ExclusionRoute>\n  </Route>\n`,
      ),
    );
  });

  test('from the route as well, and for each of several servers', () => {
    expect(titles(profile('10.1.2.3;Lyon, 10.1.2.4,192.0.2.1', TEN.replace('10.0', '10⟦⟧.0')))).toEqual([`${ROUTE} 10.1.2.3/32`, `${ROUTE} 10.1.2.4/32`]);
    expect(titles(profile('2001:db8::1⟦⟧', TEN.replace('10.0.0.0', '2001:db8::').replace('>8<', '>32<')))).toEqual([`${ROUTE} 2001:db8::1/128`]);
  });

  test('a name within a zone becomes exempt', () => {
    expect(after(profile('vpn.fabrikam.com;vpn.fabrikam.com⟦⟧', ZONE), NAME)).toBe(
      profile(
        'vpn.fabrikam.com;vpn.fabrikam.com',
        `${ZONE}  <DomainNameInformation>\n    <DomainName>vpn.fabrikam.com</DomainName>\n  </DomainNameInformation>\n`,
      ),
    );
    expect(titles(profile('vpn.fabrikam.com', ZONE.replace('.fab', '⟦⟧.fab')))).toEqual([`${NAME} vpn.fabrikam.com`]);
    expect(titles(profile('VPN.Fabrikam.com⟦⟧', ZONE.replace('.fabrikam.com', '.')))).toEqual([`${NAME} VPN.Fabrikam.com`]);
    expect(titles(profile('vpn.fabrikam.com⟦⟧', ZONE.replace('10.0.0.10', '$DnsServers')))).toEqual([`${NAME} vpn.fabrikam.com`]);
  });

  test.each([
    ['an address outside of every route', profile('192.0.2.1⟦⟧', TEN)],
    [
      'an address that is excluded',
      profile(
        '10.1.2.3⟦⟧',
        TEN + TEN.replace('10.0.0.0', '10.1.0.0').replace('>8<', '>16<').replace('  </Route>', '<ExclusionRoute>1</ExclusionRoute></Route>'),
      ),
    ],
    ['an address that may be excluded', profile('10.1.2.3⟦⟧', TEN + TEN.replace('  </Route>', '<ExclusionRoute>$x</ExclusionRoute></Route>'))],
    ['an address with a route for itself', profile('10.1.2.3⟦⟧', TEN + TEN.replace('10.0.0.0', '10.1.2.3').replace('>8<', '>32<'))],
    ['a name outside of every zone', profile('vpn.contoso.com⟦⟧', ZONE)],
    ['the name of a zone itself', profile('fabrikam.com⟦⟧', ZONE)],
    ['a name that is exempt', profile('vpn.fabrikam.com⟦⟧', ZONE + '<DomainNameInformation><DomainName>VPN.fabrikam.com</DomainName></DomainNameInformation>')],
    [
      'a name in a smaller zone that is exempt',
      profile('vpn.dmz.fabrikam.com⟦⟧', ZONE + '<DomainNameInformation><DomainName>.dmz.fabrikam.com</DomainName></DomainNameInformation>'),
    ],
    ['a placeholder', profile('{{Server}}⟦⟧', TEN + ZONE)],
    ['a URL', profile('https://vpn.fabrikam.com⟦⟧', ZONE)],
    ['a cursor elsewhere', profile('10.1.2.3,vpn.fabrikam.com', `${TEN}${ZONE}<Always⟦⟧On/>`)],
  ])('not for %s', (_, text) => {
    expect(titles(text)).toEqual([]);
  });
});

test('nothing in a file without profiles, nor outside of one', () => {
  const fixture = parseFixture('=== s.ps1\nSet-VpnServer⟦⟧Configuration -CustomPolicy\n');
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  expect(refactorings(workspaceOf(fixture), uri, { start: offset, end: offset })).toEqual([]);
  expect(titles('⟦⟧<VPNProfile/>')).toEqual([]);
});

test('work that a fix offers already is known to be the same', () => {
  const [found] = offered('<VPNProfile><Route><Address>10.0.0.0/8⟦⟧</Address></Route></VPNProfile>');
  const edits = found?.edits ?? [];
  expect(isSameWork(edits, [...edits])).toBe(true);
  expect(isSameWork(edits, edits.slice(1))).toBe(false);
});
