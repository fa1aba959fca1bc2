import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-csp-name';
const xml = (inside: string): string => `=== p.xml\n<VPNProfile>\n${inside}</VPNProfile>\n`;

function fixed(inside: string): string | undefined {
  const workspace = workspaceOf(parseFixture(xml(inside)));
  const [finding] = findingsOf(workspace, RULE);
  const [fix] = finding?.fixes() ?? [];
  return finding && fix && printed(applied(workspace, finding, fix.title));
}

const ROUTE = '  <Route>\n    <Address>10.20.0.0</Address>\n    <PrefixSize>16</PrefixSize>\n  </Route>\n';
const indented = (text: string): string => text.replace(/^/gm, '  ').replace(/ +$/, '');

test('the list goes, comments and routes stay', () => {
  expect(fixed(`  <AlwaysOn>true</AlwaysOn>\n  <RouteList>\n    <!-- data centre -->\n${indented(ROUTE)}${indented(ROUTE)}  </RouteList>\n`)).toBe(
    xml(`  <AlwaysOn>true</AlwaysOn>\n  <!-- data centre -->\n${ROUTE}${ROUTE}`),
  );
});

test('rows of any name become routes', () => {
  const rows = indented(ROUTE).replaceAll('Route>', 'Row1>') + indented(ROUTE).replaceAll('Route>', '_2>');
  expect(fixed(`  <routelist>\n${rows}  </routelist>\n`)).toBe(xml(ROUTE + ROUTE));
});

test('a list that holds the settings itself is a route', () => {
  expect(fixed(ROUTE.replaceAll('Route>', 'RouteList>'))).toBe(xml(ROUTE));
  expect(fixed('<AppTriggerList><App><Id>SYSTEM</Id></App></AppTriggerList>\n')).toBe(xml('<AppTrigger><App><Id>SYSTEM</Id></App></AppTrigger>\n'));
});

test.each([
  ['nothing', '<RouteList/>'],
  ['two routes without anything around them', '<RouteList><Address>10.0.0.0</Address><Address>10.1.0.0</Address></RouteList>'],
  ['rows with settings that a route has not', '<RouteList><Row1><Address>10.0.0.0</Address><Prefix>8</Prefix></Row1></RouteList>'],
  ['rows beside settings', '<RouteList><Row1><Address>10.0.0.0</Address></Row1><Metric>1</Metric></RouteList>'],
  ['text', '<RouteList>10.0.0.0/8</RouteList>'],
  ['routes, in the wrong place', '<NativeProfile><RouteList><Route/></RouteList></NativeProfile>'],
])('no fix for a list of %s', (_, inside) => {
  expect(findingsOf(workspaceOf(parseFixture(xml(inside))), RULE)).toHaveLength(1);
  expect(fixed(inside)).toBeUndefined();
});
