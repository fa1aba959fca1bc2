import { describe, expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const DEVICE = `<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <RegisterDNS>true</RegisterDNS>
  <DomainNameInformation><DomainName>.corp.contoso.com</DomainName><DnsServers>10.21.12.100</DnsServers></DomainNameInformation>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize><Metric>1</Metric></Route>
  <Route><Address>10.21.12.101</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
`;
const USER = `<VPNProfile>
\t<RegisterDNS>
\t\ttrue
\t</RegisterDNS>
\t<Route>
\t\t<Address>10.0.0.0</Address>
\t\t<PrefixSize>8</PrefixSize>
\t</Route>
</VPNProfile>
`;
const RULES = ['registerdns-both', 'device-nrpt', 'device-route-specificity'];

const found = (text: string): string[] => {
  const workspace = workspaceOf(parseFixture(text));
  return RULES.flatMap((id) => findingsOf(workspace, id).map(({ rule, at }) => `${at.file.uri.slice('file:///project/'.length)} ${rule.id}`));
};

function fixed(ruleId: string, text: string, title: string | RegExp): string {
  const workspace = workspaceOf(parseFixture(text));
  const [finding] = findingsOf(workspace, ruleId);
  if (!finding) throw new Error(`No finding of ${ruleId}`);
  return printed(applied(workspace, finding, title));
}

describe('fixes', () => {
  const text = `=== contoso/device.xml\n${DEVICE}=== contoso/user.xml\n${USER}`;
  const copy = (last: string, metric = ''): string =>
    `\t<Route>\n\t\t<Address>10.21.12.${last}</Address>\n\t\t<PrefixSize>32</PrefixSize>\n${metric}\t</Route>\n`;
  const added = (routes: string): string => `=== contoso/device.xml\n${DEVICE}=== contoso/user.xml\n${USER.replace('</VPNProfile>', `${routes}</VPNProfile>`)}`;

  test('one tunnel registers', () => {
    expect(fixed('registerdns-both', text, 'Register from the user tunnel only')).toBe(text.replace('>true</RegisterDNS>', '>false</RegisterDNS>'));
    expect(fixed('registerdns-both', text, 'Register from the device tunnel only (changes user.xml)')).toBe(text.replace('\t\ttrue\n', '\t\tfalse\n'));
  });

  test('a route is copied in the layout of the user profile', () => {
    expect(fixed('device-route-specificity', text, 'Add this route to user.xml')).toBe(added(copy('100', '\t\t<Metric>1</Metric>\n')));
  });

  test('all routes are copied at once, and then nothing is redundant', () => {
    const after = fixed('device-route-specificity', text, 'Add all 2 such routes');
    expect(after).toBe(added(copy('100', '\t\t<Metric>1</Metric>\n') + copy('101')));
    expect(found(after)).toEqual(['contoso/device.xml registerdns-both', 'contoso/device.xml device-nrpt']);
    expect(findingsOf(workspaceOf(parseFixture(after)), 'route-shadowed')).toEqual([]);
  });

  test('the user profile is named, and how it was found', () => {
    const [finding] = findingsOf(workspaceOf(parseFixture(text)), 'registerdns-both');
    expect(finding?.message).toBe(
      'RegisterDNS is true here and in user.xml, so a client registers the addresses of both tunnels. Set it to true in one of them only. They are the only device tunnel and the only user tunnel in contoso.',
    );
    expect(finding?.related.map(({ at }) => at.file.uri)).toEqual(['file:///project/contoso/user.xml']);
  });
});

describe('profiles belong together', () => {
  const both = (device: string, user: string, more = ''): string[] => found(`${more}=== ${device}\n${DEVICE}=== ${user}\n${USER}`);
  const ALL = (file: string): string[] =>
    ['registerdns-both', 'device-nrpt', 'device-route-specificity', 'device-route-specificity'].map((rule) => `${file} ${rule}`);
  const project = (...deployments: string[]): string => `=== aovpn.json\n{ "deployments": [${deployments.join(', ')}] }\n`;
  const deployment = (name: string, ...clients: string[]): string => JSON.stringify({ name, clients });

  test('in one folder', () => expect(both('a/device.xml', 'a/user.xml')).toEqual(ALL('a/device.xml')));
  test('not in two folders', () => expect(both('a/device.xml', 'b/user.xml')).toEqual([]));
  test('not in a folder and the one above', () => expect(both('a/b/device.xml', 'a/user.xml')).toEqual([]));
  test('not beside a second user tunnel', () => expect(both('a/device.xml', 'a/user.xml', `=== a/other.xml\n${USER}`)).toEqual([]));
  test('not beside a second device tunnel', () => expect(both('a/device.xml', 'a/user.xml', `=== a/other.xml\n${DEVICE}`)).toEqual([]));
  test('not beside one that is being typed', () => expect(both('a/device.xml', 'a/user.xml', '=== a/other.xml\n<VPNProfile><AlwaysOn>')).toEqual([]));
  test('not beside one that may be either', () =>
    expect(both('a/device.xml', 'a/user.xml', '=== a/other.xml\n<VPNProfile><DeviceTunnel>$Device</DeviceTunnel></VPNProfile>\n')).toEqual([]));
  test('beside one that is excluded', () =>
    expect(both('a/device.xml', 'a/user.xml', `=== aovpn.json\n{ "exclude": ["a/old.xml"] }\n=== a/old.xml\n${USER}`)).toEqual(ALL('a/device.xml')));
  test('in one deployment, wherever they lie', () =>
    expect(both('a/device.xml', 'b/user.xml', project(deployment('europe', '*/*.xml')))).toEqual(ALL('a/device.xml')));
  test('not in two deployments, even in one folder', () =>
    expect(both('a/device.xml', 'a/user.xml', project(deployment('one', 'a/device.xml'), deployment('two', 'a/user.xml')))).toEqual([]));
  test('in two deployments at once, only once', () =>
    expect(both('a/device.xml', 'b/user.xml', project(deployment('one', '*/*.xml'), deployment('two', '*/*.xml')))).toEqual(ALL('a/device.xml')));

  test('in two workspace folders only where a project file puts them together', () => {
    const roots = ['file:///project', 'file:///project/a', 'file:///project/b'];
    const found = (text: string): unknown => {
      const workspace = workspaceOf({ files: parseFixture(`${text}=== a/device.xml\n${DEVICE}=== b/user.xml\n${USER}`).files }, roots);
      return RULES.flatMap((id) => findingsOf(workspace, id)).length;
    };
    expect(found('')).toBe(0);
    expect(found(project(deployment('europe', '**/*.xml')))).toBe(ALL('a/device.xml').length);
  });

  test('never without a file', () => {
    const workspace = workspaceOf({
      files: [
        { uri: 'untitled:Untitled-1', text: DEVICE },
        { uri: 'untitled:Untitled-2', text: USER },
      ],
    });
    expect(RULES.flatMap((id) => findingsOf(workspace, id))).toEqual([]);
  });
});

test('a suppression in the device profile keeps a finding about both away', () => {
  const suppressed = DEVICE.replace('  <RegisterDNS>', '  <!-- aovpn-disable-next-line registerdns-both: the pilot needs it -->\n  <RegisterDNS>');
  const workspace = workspaceOf(parseFixture(`=== device.xml\n${suppressed}=== user.xml\n${USER}`));
  expect(findingsOf(workspace, 'registerdns-both')).toEqual([]);
  expect(findingsOf(workspace, 'suppression-unused')).toEqual([]);
});
