import { describe, expect, test } from 'vitest';
import { isReversed, parseAddressRange, parsePortRange } from '../../server/src/model/profile/filters.ts';
import { applied, expectFindings, findingsOf, printed, workspaceOf } from '../support/fixture.ts';

/** A profile with two filters, the second of them with the given content. */
function profile(content: string, around: 'TrafficFilter' | '⟦TrafficFilter⟧' = 'TrafficFilter'): string {
  return `=== profile.xml
<VPNProfile>
\t<TrafficFilter><!-- ping --><Protocol>1</Protocol></TrafficFilter>
\t<${around}>
${content}
\t</TrafficFilter>
\t<!-- routes -->
\t<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`;
}

const WEB = '\t\t<RemotePortRanges>443</RemotePortRanges>';

describe('the whole text after a fix', () => {
  test.each([
    ['filter-ports-protocol', 'Add Protocol 6 (TCP)', false, WEB.replace('RemotePortRanges', '⟦RemotePortRanges⟧'), `\t\t<Protocol>6</Protocol>\n${WEB}`],
    ['filter-ports-protocol', 'Add Protocol 17 (UDP)', false, WEB.replace('RemotePortRanges', '⟦RemotePortRanges⟧'), `\t\t<Protocol>17</Protocol>\n${WEB}`],
    ['filter-ports-protocol', 'Change to Protocol 17 (UDP)', false, `\t\t<Protocol>⟦Udp⟧</Protocol>\n${WEB}`, `\t\t<Protocol>17</Protocol>\n${WEB}`],
    [
      'filter-ports-protocol',
      'Change to Protocol 6 (TCP)',
      false,
      `\t\t<Protocol>⟦⟧{filter-ports-protocol}</Protocol>\n${WEB}`,
      `\t\t<Protocol>6</Protocol>\n${WEB}`,
    ],
    [
      'filter-port-range',
      'Separate by commas alone',
      true,
      '\t\t<Protocol>6</Protocol>\n\t\t<RemotePortRanges>⟦80, 5000 - 5100 ,443⟧</RemotePortRanges>',
      '\t\t<Protocol>6</Protocol>\n\t\t<RemotePortRanges>80,5000-5100,443</RemotePortRanges>',
    ],
    [
      'filter-port-range',
      'Change to 5000-5100',
      false,
      '\t\t<Protocol>6</Protocol>\n\t\t<RemotePortRanges>80,⟦5100-5000⟧,443</RemotePortRanges>',
      '\t\t<Protocol>6</Protocol>\n\t\t<RemotePortRanges>80,5000-5100,443</RemotePortRanges>',
    ],
    [
      'filter-address-form',
      'Change to 172.16.0.0/24',
      false,
      '\t\t<RemoteAddressRanges>10.0.0.1,⟦172.16.0.0.24⟧</RemoteAddressRanges>',
      '\t\t<RemoteAddressRanges>10.0.0.1,172.16.0.0/24</RemoteAddressRanges>',
    ],
    [
      'filter-address-form',
      'Separate by commas alone',
      true,
      '\t\t<RemoteAddressRanges>⟦10.10.0.2, 10.10.0.3⟧</RemoteAddressRanges>',
      '\t\t<RemoteAddressRanges>10.10.0.2,10.10.0.3</RemoteAddressRanges>',
    ],
    [
      'filter-address-form',
      'Separate by commas alone',
      true,
      '\t\t<RemoteAddressRanges>⟦10.10.0.2;10.10.0.0/24⟧</RemoteAddressRanges>',
      '\t\t<RemoteAddressRanges>10.10.0.2,10.10.0.0/24</RemoteAddressRanges>',
    ],
    [
      'filter-policy-without-app',
      'Remove RoutingPolicyType from the filter',
      false,
      '\t\t<Protocol>6</Protocol>\n\t\t<⟦RoutingPolicyType⟧>ForceTunnel</RoutingPolicyType>',
      '\t\t<Protocol>6</Protocol>',
    ],
    [
      'filter-local-port-service',
      'Change to RemotePortRanges',
      false,
      '\t\t<Protocol>6</Protocol>\n\t\t<⟦LocalPortRanges⟧>3389</LocalPortRanges>',
      '\t\t<Protocol>6</Protocol>\n\t\t<RemotePortRanges>3389</RemotePortRanges>',
    ],
  ])('%s: %s', (id, title, safe, before, after) => {
    const workspace = expectFindings(id, profile(before));
    const [finding] = findingsOf(workspace, id);
    if (!finding) throw new Error('no finding');
    expect(finding.fixes().find((fix) => fix.title === title)?.safe).toBe(safe);
    const files = applied(workspace, finding, title);
    expect(printed(files)).toBe(profile(after));
    expect(findingsOf(workspaceOf({ files }), id)).toEqual([]);
  });

  test('filter-empty: Remove the filter', () => {
    const workspace = expectFindings('filter-empty', profile('\t\t<Direction>Outbound</Direction>', '⟦TrafficFilter⟧'));
    const [finding] = findingsOf(workspace, 'filter-empty');
    if (!finding) throw new Error('no finding');
    const files = applied(workspace, finding, 'Remove the filter');
    expect(printed(files)).toBe(`=== profile.xml
<VPNProfile>
\t<TrafficFilter><!-- ping --><Protocol>1</Protocol></TrafficFilter>
\t<!-- routes -->
\t<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`);
    expect(findingsOf(workspaceOf({ files }), 'filter-empty')).toEqual([]);
  });
});

test('blanks are less severe than what is no list', () => {
  const severities = (id: string, content: string) => findingsOf(expectFindings(id, profile(content)), id).map(({ severity }) => severity);
  expect(severities('filter-port-range', '\t\t<RemotePortRanges>⟦80, 443⟧</RemotePortRanges>')).toEqual(['information']);
  expect(severities('filter-port-range', '\t\t<RemotePortRanges>⟦80,443,⟧</RemotePortRanges>')).toEqual(['information']);
  expect(severities('filter-port-range', '\t\t<RemotePortRanges>80,⟦all⟧</RemotePortRanges>')).toEqual(['error']);
  expect(severities('filter-address-form', '\t\t<RemoteAddressRanges>⟦10.0.0.1, 10.0.0.2⟧</RemoteAddressRanges>')).toEqual(['warning']);
  expect(severities('filter-address-form', '\t\t<RemoteAddressRanges>10.0.0.1,⟦10.0.0⟧</RemoteAddressRanges>')).toEqual(['error']);
});

describe('filter-port-range', () => {
  const said = (list: string): string[] =>
    findingsOf(
      expectFindings('filter-port-range', profile(`\t\t<Protocol>6</Protocol>\n\t\t<RemotePortRanges>${list}</RemotePortRanges>`)),
      'filter-port-range',
    ).map(({ severity, message, fixes }) => [severity, message, ...fixes().map(({ title, safe }) => `${title} (${safe ? 'safe' : 'unsafe'})`)].join(' | '));
  const NO_PORT = 'is neither a port nor a range of ports. Write numbers, such as 443 or 5000-5100.';
  const BEYOND = 'is beyond the last port, 65535. Write ports from 0 to 65535.';
  const COMMAS = 'Separate by commas alone (safe)';

  test.each([
    ['⟦80,,443⟧', [`information | RemotePortRanges has an empty entry. Take the surplus comma away. | ${COMMAS}`]],
    ['⟦,⟧', ['information | RemotePortRanges has an empty entry. Take the surplus comma away.']],
    [
      '⟦80, 443⟧',
      [
        `information | RemotePortRanges has blanks in it, and filters could not handle blanks where DPC tried; Microsoft's example has them. Separate the ports by commas alone. | ${COMMAS}`,
      ],
    ],
    ['⟦80;443⟧', [`error | 80;443 ${NO_PORT} | ${COMMAS}`]],
    ['⟦80;all⟧', [`error | 80;all ${NO_PORT}`]],
    ['0,65535,1-65535', []],
    ['⟦65536⟧', [`error | 65536 ${BEYOND}`]],
    ['⟦70000-80⟧', [`error | 70000-80 ${BEYOND}`]],
    ['⟦80-70000⟧', [`error | 80-70000 ${BEYOND}`]],
    ['⟦90-80⟧', ['error | The range 90-80 ends before it begins. Write the smaller port first. | Change to 80-90 (unsafe)']],
    // What is written in another way than it reads has no place of its own.
    ['⟦443,9&#48;-80⟧', ['error | The range 90-80 ends before it begins. Write the smaller port first.']],
    ['443,⟦90-80⟧', ['error | The range 90-80 ends before it begins. Write the smaller port first. | Change to 80-90 (unsafe)']],
  ])('%s', (list, expected) => expect(said(list)).toEqual(expected));
});

test('filter-ipv6 points at the route', () => {
  const text = profile('\t\t<Protocol>6</Protocol>').replace('<Route>', '<Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize></Route>\n\t<Route>');
  const [finding, ...more] = findingsOf(expectFindings('filter-ipv6', text.replace('TrafficFilter', '⟦TrafficFilter⟧')), 'filter-ipv6');
  expect(more).toEqual([]);
  expect(finding?.related.map(({ at }) => at.key)).toEqual(['VPNProfile/Route']);
});

describe('what a list holds', () => {
  test.each(['10.0.0.1', '10.0.0.0/8', '10.0.0.0/255.0.0.0', '10.0.0.1 - 10.0.0.9', '2001:db8::/32', 'fd00::1-fd00::9', '0.0.0.0/0'])(
    '%s is addresses',
    (text) => expect(parseAddressRange(text)).toBeDefined(),
  );
  test.each(['', '10.0.0', '10.0.0.1/', '10.0.0.0/33', '10.0.0.0/255.0.255.0', '10.0.0.1-', '10.0.0.1-10.0.0.2-10.0.0.3', '10.0.0.1-fd00::1', 'fabrikam'])(
    '%s is no addresses',
    (text) => expect(parseAddressRange(text)).toBeUndefined(),
  );
  test.each([
    ['10.0.0.9-10.0.0.10', false],
    ['10.0.0.10-10.0.0.9', true],
    ['10.0.0.0/24', false],
  ])('%s is the wrong way round: %s', (text, reversed) => {
    const range = parseAddressRange(text);
    expect(range && isReversed(range)).toBe(reversed);
  });
  test.each([
    ['443', { first: 443, last: 443 }],
    ['5000 - 5100', { first: 5000, last: 5100 }],
    ['-5', undefined],
    ['0x50', undefined],
    ['', undefined],
  ])('%s as ports', (text, range) => expect(parsePortRange(text)).toEqual(range));
});
