import { describe, expect, test } from 'vitest';
import profilexml from '../../server/src/artefacts/profilexml/artefact.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Location } from '../../server/src/core/source-file.ts';
import type { Change } from '../../server/src/model/change.ts';
import { branch, leaf } from '../../server/src/model/profile/new-element.ts';
import { ownNodes } from '../../server/src/model/profile/node.ts';

type At = (path: string, index?: number) => Location;

/** A profile after changes, which name the elements by their paths. */
function changed(text: string, changes: (at: At) => readonly Change[]): string | undefined {
  const reading = profilexml.read({ uri: 'file:///project/profile.xml', text });
  const [profile] = reading.facts.profiles;
  const nodes = profile ? [...ownNodes(profile.root)] : [];
  const at: At = (path, index = 0) => {
    const node = nodes.filter((each) => each.path === path)[index];
    if (!node) throw new Error(`No element ${path}`);
    return node.at;
  };
  const edits = profilexml.write(reading, changes(at));
  return edits && applyEdits(text, edits);
}

describe('an element is taken out of around its children', () => {
  const unwrap = (at: At): Change[] => [{ kind: 'unwrap-element', at: at('List') }];

  test.each([
    [
      'and they take its indentation, comments too',
      '<VPNProfile>\n  <List>\n    <!-- one -->\n    <Route>\n      <Metric>1</Metric>\n\n    </Route> <!-- end -->\n    <Route/>\n  </List>\n  <AlwaysOn/>\n</VPNProfile>\n',
      '<VPNProfile>\n  <!-- one -->\n  <Route>\n    <Metric>1</Metric>\n\n  </Route> <!-- end -->\n  <Route/>\n  <AlwaysOn/>\n</VPNProfile>\n',
    ],
    [
      'with CR LF and tabs',
      '<VPNProfile>\r\n\t<List>\r\n\t\t<A/>\r\n\t\t<B/>\r\n\t</List>\r\n</VPNProfile>',
      '<VPNProfile>\r\n\t<A/>\r\n\t<B/>\r\n</VPNProfile>',
    ],
    ['with CR', '<VPNProfile>\r <List>\r  <A/>\r  <B/>\r </List>\r</VPNProfile>', '<VPNProfile>\r <A/>\r <B/>\r</VPNProfile>'],
    ['on one line', '<VPNProfile><List><A/><B/></List></VPNProfile>', '<VPNProfile><A/><B/></VPNProfile>'],
    ['which are none', '<VPNProfile>\n  <List>\n  </List>\n</VPNProfile>', '<VPNProfile>\n</VPNProfile>'],
  ])('%s', (_, before, after) => {
    expect(changed(before, unwrap)).toBe(after);
  });

  test('while they get other names', () => {
    const before = '<VPNProfile>\n  <List>\n    <Row1>\n      <A/>\n    </Row1>\n    <Row2/>\n  </List>\n</VPNProfile>';
    const renamed = (at: At): Change[] => [
      ...unwrap(at),
      ...['List/Row1', 'List/Row2'].map((path): Change => ({ kind: 'rename-element', at: at(path), name: 'Route' })),
    ];
    expect(changed(before, renamed)).toBe('<VPNProfile>\n  <Route>\n    <A/>\n  </Route>\n  <Route/>\n</VPNProfile>');
  });

  test('not where a text would be lost', () => {
    expect(changed('<VPNProfile><List>text<A/></List></VPNProfile>', unwrap)).toBeUndefined();
  });
});

describe('an element is moved', () => {
  test.each([
    [
      'to where the schema has it, in the indentation there',
      '<VPNProfile>\n  <NativeProfile>\n    <Servers>x</Servers>\n    <Authentication>\n      <MachineMethod>Certificate</MachineMethod>\n      <CryptographySuite>\n        <DHGroup>Group14</DHGroup>\n      </CryptographySuite>\n    </Authentication>\n  </NativeProfile>\n</VPNProfile>\n',
      'NativeProfile/Authentication/CryptographySuite',
      'NativeProfile',
      '<VPNProfile>\n  <NativeProfile>\n    <Servers>x</Servers>\n    <CryptographySuite>\n      <DHGroup>Group14</DHGroup>\n    </CryptographySuite>\n    <Authentication>\n      <MachineMethod>Certificate</MachineMethod>\n    </Authentication>\n  </NativeProfile>\n</VPNProfile>\n',
    ],
    [
      'out of the last element',
      '<VPNProfile>\r\n\t<NativeProfile>\r\n\t\t<Servers>x</Servers>\r\n\t\t<Route>\r\n\t\t\t<Metric>1</Metric>\r\n\t\t</Route>\r\n\t</NativeProfile>\r\n</VPNProfile>',
      'NativeProfile/Route',
      '',
      '<VPNProfile>\r\n\t<NativeProfile>\r\n\t\t<Servers>x</Servers>\r\n\t</NativeProfile>\r\n\t<Route>\r\n\t\t<Metric>1</Metric>\r\n\t</Route>\r\n</VPNProfile>',
    ],
    [
      'on one line',
      '<VPNProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProfile/></VPNProfile>',
      'RoutingPolicyType',
      'NativeProfile',
      '<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>',
    ],
  ])('%s', (_, before, path, to, after) => {
    expect(changed(before, (at) => [{ kind: 'move-element', at: at(path), to: at(to) }])).toBe(after);
  });
});

describe('all elements are put into order', () => {
  const reorder = (at: At): Change[] => [{ kind: 'reorder-elements', at: at('') }];

  test('of the schema; what it lacks goes where profiles have it, or stays behind what it follows', () => {
    expect(
      changed(
        '<VPNProfile><DataEncryption>Max</DataEncryption><Route/><Own/><NativeProfile><Authentication/><NativeProtocolType/><ProtocolList/><Servers/></NativeProfile><AlwaysOn/></VPNProfile>',
        reorder,
      ),
    ).toBe(
      '<VPNProfile><AlwaysOn/><NativeProfile><Servers/><NativeProtocolType/><ProtocolList/><Authentication/></NativeProfile><Route/><Own/><DataEncryption>Max</DataEncryption></VPNProfile>',
    );
  });

  test('but not what has another schema', () => {
    const text =
      '<VPNProfile><NativeProfile><Authentication><Eap><Configuration><EapHostConfig><Route/><AlwaysOn/></EapHostConfig></Configuration></Eap></Authentication></NativeProfile></VPNProfile>';
    expect(changed(text, reorder)).toBe(text);
  });

  test.each([
    ['CR and LF', '<VPNProfile>\r<Route/>\r\n<AlwaysOn/>\n</VPNProfile>', '<VPNProfile>\r<AlwaysOn/>\r\n<Route/>\n</VPNProfile>'],
    [
      'the halves of a character',
      '<VPNProfile><Route/><!--\u{1F600}--><AlwaysOn/><!--\u{1F601}--></VPNProfile>',
      '<VPNProfile><!--\u{1F600}--><AlwaysOn/><Route/><!--\u{1F601}--></VPNProfile>',
    ],
  ])('without parting %s', (_, text, after) => {
    const reading = profilexml.read({ uri: 'file:///project/profile.xml', text });
    const root = reading.facts.profiles[0]?.root;
    const edits = root && profilexml.write(reading, [{ kind: 'reorder-elements', at: root.at }]);
    expect(edits && applyEdits(text, edits)).toBe(after);
    for (const { span, newText } of edits ?? []) {
      for (const part of [text.slice(0, span.start), newText, text.slice(span.end)]) expect(part).not.toMatch(/^[\n\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
    }
  });

  test('not where text stands between elements', () => {
    expect(changed('<VPNProfile><NativeProfile><Route/>text<Servers/></NativeProfile></VPNProfile>', reorder)).toBeUndefined();
  });
});

test('a value and an attribute are written and removed', () => {
  expect(
    changed('<VPNProfile\n  xmlns="urn:x" a="1"><AlwaysOn /></VPNProfile>', (at) => [
      { kind: 'set-attribute', at: at(''), name: 'xmlns' },
      { kind: 'set-value', at: at('AlwaysOn'), text: 'true' },
    ]),
  ).toBe('<VPNProfile a="1"><AlwaysOn>true</AlwaysOn></VPNProfile>');
});

describe('what is removed or replaced takes nothing with it', () => {
  const SUITE = 'NativeProfile/CryptographySuite';
  const misplaced =
    '<VPNProfile><NativeProfile><CryptographySuite><DHGroup>Group14</DHGroup><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></CryptographySuite></NativeProfile></VPNProfile>';

  test('that belongs elsewhere', () => {
    expect(changed(misplaced, (at) => [{ kind: 'remove-element', at: at(SUITE) }])).toBeUndefined();
    expect(changed(misplaced, (at) => [{ kind: 'replace-element', at: at(SUITE), by: [] }])).toBeUndefined();
    // An element that nobody knows belongs nowhere.
    expect(changed(misplaced.replaceAll('DisableClassBasedDefaultRoute', 'Other'), (at) => [{ kind: 'remove-element', at: at(SUITE) }])).toBe(
      '<VPNProfile><NativeProfile></NativeProfile></VPNProfile>',
    );
  });

  test('that is a comment, where something else takes its place', () => {
    const before = '<VPNProfile>\n  <TrafficFilter>\n    <App>SYSTEM<!-- the kernel --></App>\n  </TrafficFilter>\n</VPNProfile>\n';
    const by = [branch('App', leaf('Id', 'SYSTEM'))];
    expect(changed(before, (at) => [{ kind: 'replace-element', at: at('TrafficFilter/App'), by }])).toBe(
      '<VPNProfile>\n  <TrafficFilter>\n    <!-- the kernel -->\n    <App>\n      <Id>SYSTEM</Id>\n    </App>\n  </TrafficFilter>\n</VPNProfile>\n',
    );
  });
});
