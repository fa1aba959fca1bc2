import { describe, expect, test } from 'vitest';
import { accepted, labels, offered } from '../support/completions.ts';

/** A text that stands in a profile, with its indentation. */
const root = (inside: string): string => `=== p.xml\n<VPNProfile>\n${inside}</VPNProfile>\n`;
const native = (inside: string): string => root(`  <NativeProfile>\n${inside}  </NativeProfile>\n`);
const authentication = (inside: string): string => native(`    <Authentication>\n${inside}    </Authentication>\n`);

/** What is offered but for the snippets, which are the same everywhere. */
const names = (text: string): string[] => labels(text, { withSnippets: false });
const inNative = (text: string): string => /<NativeProfile>\n([^]*) {2}<\/NativeProfile>/.exec(text)?.[1] ?? text;

const CHILDREN = [
  'Servers',
  'Authentication',
  'RoutingPolicyType',
  'NativeProtocolType',
  'ProtocolList',
  'L2tpPsk',
  'DisableClassBasedDefaultRoute',
  'PlumbIKEv2TSAsRoutes',
  'CryptographySuite',
];
const without = (...used: string[]): string[] => CHILDREN.filter((name) => !used.includes(name));

describe('which elements', () => {
  test.each([
    ['on a blank line', native('    ⟦⟧\n')],
    ['between two tags', '=== p.xml\n<VPNProfile><NativeProfile>⟦⟧</NativeProfile></VPNProfile>\n'],
    ['behind a bracket', native('    <⟦⟧\n')],
    ['in a name', native('    <Ser⟦⟧\n')],
    ['in a name that has its bracket', native('    <Ser⟦⟧>\n')],
    ['in a pair of brackets', native('    <⟦⟧>\n')],
    ['in a word', native('    Ser⟦⟧\n')],
  ])('required ones first, each group in the order of the schema: %s', (_, text) => {
    expect(names(text)).toEqual(CHILDREN);
  });

  test.each([
    ['before', native('    <Servers>a</Servers>\n    <⟦⟧\n')],
    ['behind', native('    <⟦⟧\n    <Servers>a</Servers>\n')],
    ['without its end tag', native('    <Servers>a\n    <⟦⟧\n')],
    ['without its bracket', native('    <⟦⟧\n    <Servers\n')],
    ['in another letter case', native('    <servers>a</servers>\n    <⟦⟧\n')],
  ])('none that is there: %s', (_, text) => {
    expect(names(text)).toEqual(without('Servers'));
  });

  test('several where several may be', () => {
    expect(names(root('  <Route></Route>\n  <⟦⟧\n'))).toContain('Route');
    expect(names(root('  <AlwaysOn>true</AlwaysOn>\n  <⟦⟧\n'))).not.toContain('AlwaysOn');
  });

  test('the other way of authentication last', () => {
    expect(names(authentication('      <⟦⟧\n')).filter((name) => !name.includes(':'))).toEqual(['UserMethod', 'Eap', 'MachineMethod']);
    expect(names(authentication('      <MachineMethod>EAP</MachineMethod>\n      <⟦⟧\n')).slice(0, 2)).toEqual(['UserMethod', 'Eap']);
    expect(names(authentication('      <UserMethod>EAP</UserMethod>\n      <⟦⟧\n'))[0]).toBe('Eap');
    expect(names(authentication('      <UserMethod>EAP</UserMethod>\n      <⟦⟧\n')).at(-1)).toBe('MachineMethod');
    expect(names(root('  <NativeProfile></NativeProfile>\n  <⟦⟧\n')).at(-1)).toBe('PluginProfile');
  });

  test('behind a value on an earlier line that lacks its end tag', () => {
    expect(names(root('  <AlwaysOn>\n  <Dns⟦⟧\n'))).toContain('DnsSuffix');
  });

  test('with what they are', () => {
    const { items } = offered(native('    <⟦⟧\n'));
    const detail = (name: string): string | undefined => items.find(({ label }) => label === name)?.detail;
    expect(detail('Servers')).toBe('required; text');
    expect(detail('PlumbIKEv2TSAsRoutes')).toBe('true or false');
    expect(detail('RoutingPolicyType')).toBe('SplitTunnel, ForceTunnel');
    expect(detail('Authentication')).toBe('required; elements');
    expect(items[0]?.documentation).toMatch(/^\*\*Servers\*\*: /);
  });

  test('found by what is typed, the bracket included', () => {
    expect(offered(native('    <⟦⟧\n')).items[0]?.filterText).toBe('<Servers');
    expect(offered(native('    Se⟦⟧\n')).items[0]?.filterText).toBe('Servers');
  });
});

describe('nothing', () => {
  test.each([
    ['in a comment', native('    <!-- <⟦⟧ -->\n')],
    ['in a comment without end', native('    <!-- <⟦⟧\n')],
    ['in a CDATA section', native('    <![CDATA[ <⟦⟧ ]]>\n')],
    ['in a processing instruction', native('    <?x <⟦⟧ ?>\n')],
    ['in the value of an attribute', native('    <Servers x="<⟦⟧"></Servers>\n')],
    ['where an attribute may stand', native('    <Servers ⟦⟧></Servers>\n')],
    ['where an attribute may stand in a tag without bracket', native('    <Servers ⟦⟧\n')],
    ['in a tag that closes itself', native('    <Servers ⟦⟧/>\n')],
    ['in the name of a tag that closes itself', native('    <Ser⟦⟧/>\n')],
    ['in the name of an element that is there', native('    <Ser⟦⟧vers>a</Servers>\n')],
    ['in its end tag', native('    <Servers>a</Ser⟦⟧vers>\n')],
    ['before an end tag', native('    <Servers>a<⟦⟧/Servers>\n')],
    ['in a value', native('    <Servers><⟦⟧</Servers>\n')],
    ['in the middle of a text', native('    some;text⟦⟧\n')],
    ['in an element that is not known', native('    <Unknown>\n    <⟦⟧\n    </Unknown>\n')],
    ['in another schema', root('  <PluginProfile>\n<CustomConfiguration><⟦⟧</CustomConfiguration>  </PluginProfile>\n')],
    ['below another schema', root('  <PluginProfile>\n<CustomConfiguration><NativeProfile>⟦⟧</NativeProfile></CustomConfiguration>  </PluginProfile>\n')],
    ['before the profile', '=== p.xml\n⟦⟧<VPNProfile></VPNProfile>'],
    ['behind the profile', '=== p.xml\n<VPNProfile></VPNProfile>\n<⟦⟧'],
  ])('%s', (_, text) => {
    expect(labels(text)).toEqual([]);
  });
});

describe('what an element is inserted with', () => {
  test.each([
    ['a text', 'Servers', '<Servers>${1:{{DNS name of the VPN server\\}\\}}</Servers>', '<Servers></Servers>'],
    [
      'a boolean, other than by itself',
      'DisableClassBasedDefaultRoute',
      '<DisableClassBasedDefaultRoute>${1|true,false|}</DisableClassBasedDefaultRoute>',
      undefined,
    ],
    [
      'one of several values',
      'RoutingPolicyType',
      '<RoutingPolicyType>${1|SplitTunnel,ForceTunnel|}</RoutingPolicyType>',
      '<RoutingPolicyType></RoutingPolicyType>',
    ],
    ['the usual one first', 'NativeProtocolType', '<NativeProtocolType>${1|IKEv2,PPTP,L2TP,Automatic,SSTP,ProtocolList|}</NativeProtocolType>', undefined],
    [
      'what it must have',
      'ProtocolList',
      '<ProtocolList>\n      <NativeProtocol>\n        <Type>${1|IKEv2,PPTP,L2TP,SSTP|}</Type>\n      </NativeProtocol>\n    </ProtocolList>',
      undefined,
    ],
    ['a place for more', 'Authentication', '<Authentication>\n      $1\n    </Authentication>', '<Authentication>\n    </Authentication>'],
  ])('%s', (_, name, snippet, plain) => {
    const text = native('    <⟦⟧\n');
    expect(accepted(text, name)).toBe(`<VPNProfile>\n  <NativeProfile>\n    ${snippet}\n  </NativeProfile>\n</VPNProfile>\n`);
    if (plain !== undefined) expect(accepted(text, name, 'plain')).toBe(`<VPNProfile>\n  <NativeProfile>\n    ${plain}\n  </NativeProfile>\n</VPNProfile>\n`);
  });

  test('the six values of a suite, of which two stay alike', () => {
    expect(inNative(accepted(native('    Cry⟦⟧\n'), 'CryptographySuite'))).toBe(
      `    <CryptographySuite>
      <AuthenticationTransformConstants>\${1|GCMAES128,GCMAES192,GCMAES256|}</AuthenticationTransformConstants>
      <CipherTransformConstants>\${1}</CipherTransformConstants>
      <PfsGroup>\${3|ECP256,PFS2048,ECP384|}</PfsGroup>
      <DHGroup>\${4|Group14,ECP256,ECP384|}</DHGroup>
      <IntegrityCheckMethod>\${5|SHA256,SHA384|}</IntegrityCheckMethod>
      <EncryptionMethod>\${6|AES_GCM_128,AES128,AES192,AES256,AES_GCM_256|}</EncryptionMethod>
    </CryptographySuite>
`,
    );
  });
  test('nothing weak', () => {
    const suite = native('    <CryptographySuite>\n      <⟦⟧\n    </CryptographySuite>\n');
    expect(accepted(suite, 'DHGroup')).toContain('<DHGroup>${1|Group14,ECP256,ECP384|}</DHGroup>');
  });
  test('a number, with its range', () => {
    expect(accepted(root('  <Route>\n    <⟦⟧\n  </Route>\n'), 'Metric')).toContain('<Metric>${1:{{0 to 4294967295\\}\\}}</Metric>');
  });
});

describe('where an element is inserted', () => {
  const route = (indent: string, step: string, eol = '\n'): string =>
    [`<Route>`, `${indent}${step}<Address></Address>`, `${indent}${step}<PrefixSize></PrefixSize>`, `${indent}</Route>`].join(eol);

  test.each([
    [
      'with tabs',
      '=== p.xml\n<VPNProfile>\n\t<AlwaysOn>true</AlwaysOn>\n\t<⟦⟧\n</VPNProfile>\n',
      `<VPNProfile>\n\t<AlwaysOn>true</AlwaysOn>\n\t${route('\t', '\t')}\n</VPNProfile>\n`,
    ],
    [
      'with four blanks and carriage returns',
      '=== p.xml\n<VPNProfile>\r\n    <AlwaysOn>true</AlwaysOn>\r\n    <⟦⟧\r\n</VPNProfile>\r\n',
      `<VPNProfile>\r\n    <AlwaysOn>true</AlwaysOn>\r\n    ${route('    ', '    ', '\r\n')}\r\n</VPNProfile>\r\n`,
    ],
    [
      'on one line',
      '=== p.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn><⟦⟧</VPNProfile>',
      '<VPNProfile><AlwaysOn>true</AlwaysOn><Route><Address></Address><PrefixSize></PrefixSize></Route></VPNProfile>',
    ],
    ['between two tags on a line', '=== p.xml\n<VPNProfile>⟦⟧</VPNProfile>', `<VPNProfile>\n  ${route('  ', '  ')}\n</VPNProfile>`],
    ['behind the start tag', '=== p.xml\n<VPNProfile><⟦⟧\n</VPNProfile>', `<VPNProfile>\n  ${route('  ', '  ')}\n</VPNProfile>`],
    [
      'behind another one on its line',
      '=== p.xml\n<VPNProfile>\n  <AlwaysOn>true</AlwaysOn><⟦⟧\n</VPNProfile>\n',
      `<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>${route('  ', '  ')}\n</VPNProfile>\n`,
    ],
    [
      'on a line of its own below others that have none',
      '=== p.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn>\n  <⟦⟧\n</VPNProfile>\n',
      `<VPNProfile><AlwaysOn>true</AlwaysOn>\n  ${route('  ', '  ')}\n</VPNProfile>\n`,
    ],
    ['in the first column of what is still open', '=== p.xml\n<VPNProfile>\n⟦⟧', `<VPNProfile>\n  ${route('  ', '  ')}`],
    ['at the end of the text', '=== p.xml\n<VPNProfile>\n  <Rou⟦⟧', `<VPNProfile>\n  ${route('  ', '  ')}`],
  ])('%s', (_, text, after) => {
    expect(accepted(text, 'Route', 'plain')).toBe(after);
  });

  test.each([
    ['a whole name', '<AlwaysOn⟦⟧', '<AlwaysOn></AlwaysOn>'],
    ['the rest of a name', '<Al⟦⟧waysOn', '<AlwaysOn></AlwaysOn>'],
    ['a bracket', '<Al⟦⟧>', '<AlwaysOn></AlwaysOn>'],
    ['the rest of a name and a bracket', '<Al⟦⟧ways>', '<AlwaysOn></AlwaysOn>'],
    ['a word', 'Al⟦⟧', '<AlwaysOn></AlwaysOn>'],
  ])('in the place of %s', (_, typed, after) => {
    expect(accepted(root(`  ${typed}\n  <DeviceTunnel>true</DeviceTunnel>\n`), 'AlwaysOn', 'plain')).toBe(
      `<VPNProfile>\n  ${after}\n  <DeviceTunnel>true</DeviceTunnel>\n</VPNProfile>\n`,
    );
  });

  test.each([
    ['directly', '  <Al⟦⟧</AlwaysOn>\n', '  <AlwaysOn></AlwaysOn>\n'],
    ['behind its text', '  <Al⟦⟧true</AlwaysOn>\n', '  <AlwaysOn>true</AlwaysOn>\n'],
    [
      'behind its children',
      '  <NativePro⟦⟧\n    <Servers>a</Servers>\n  </NativeProfile>\n',
      '  <NativeProfile>\n    <Servers>a</Servers>\n  </NativeProfile>\n',
    ],
  ])('as a start tag only, where the end tag follows: %s', (_, typed, after) => {
    const [name = ''] = names(root(typed));
    expect(accepted(root(typed), name)).toBe(`<VPNProfile>\n${after}</VPNProfile>\n`);
  });
});

describe('end tags', () => {
  test.each([
    ['of a value', native('    <Servers>a</⟦⟧\n    <L2tpPsk>b</L2tpPsk>\n'), '    <Servers>a</Servers>\n    <L2tpPsk>b</L2tpPsk>\n'],
    ['of an empty value', native('    <Servers></⟦⟧\n'), '    <Servers></Servers>\n'],
    ['with a part of the name', native('    <Servers>a</Ser⟦⟧\n'), '    <Servers>a</Servers>\n'],
    ['with the rest of the name', native('    <Servers>a</Ser⟦⟧vers\n'), '    <Servers>a</Servers>\n'],
    ['with another name', native('    <Servers>a</Srvers⟦⟧>\n'), '    <Servers>a</Servers>\n'],
    ['with its bracket', native('    <Servers>a</⟦⟧>\n'), '    <Servers>a</Servers>\n'],
    ['with a blank before it', native('    <Servers>a </⟦⟧\n'), '    <Servers>a </Servers>\n'],
    [
      'of elements, below their start tag',
      native('    <Authentication>\n      <MachineMethod>EAP</MachineMethod>\n      </⟦⟧\n'),
      '    <Authentication>\n      <MachineMethod>EAP</MachineMethod>\n    </Authentication>\n',
    ],
    [
      'without a bracket yet',
      native('    <Authentication>\n      <MachineMethod>EAP</MachineMethod>\n      ⟦⟧\n'),
      '    <Authentication>\n      <MachineMethod>EAP</MachineMethod>\n    </Authentication>\n',
    ],
    [
      'behind a bracket',
      native('    <Authentication>\n      <MachineMethod>EAP</MachineMethod>\n    <⟦⟧\n'),
      '    <Authentication>\n      <MachineMethod>EAP</MachineMethod>\n    </Authentication>\n',
    ],
    ['right behind the start tag', native('    <Servers>⟦⟧\n'), '    <Servers>$0</Servers>\n'],
    ['in an element that is not known', native('    <Unknown>\n    </⟦⟧\n'), '    <Unknown>\n    </Unknown>\n'],
    [
      'in another schema',
      native('    <Authentication><Eap><Configuration><EapHostConfig><x></⟦⟧</EapHostConfig></Configuration></Eap></Authentication>\n'),
      '    <Authentication><Eap><Configuration><EapHostConfig><x></x></EapHostConfig></Configuration></Eap></Authentication>\n',
    ],
  ])('%s', (_, text, after) => {
    const tag = names(text).filter((label) => label.startsWith('</'));
    expect(tag).toHaveLength(1);
    expect(names(text).at(-1)).toBe(tag[0]);
    expect(inNative(accepted(text, tag[0] ?? ''))).toBe(after);
  });

  test('of the innermost of elements that are open', () => {
    expect(names('=== p.xml\n<VPNProfile>\n  <NativeProfile>\n    <Servers>a</Servers>\n  </⟦⟧')).toEqual(['</NativeProfile>']);
    expect(names('=== p.xml\n<VPNProfile>\n  <NativeProfile>\n    <Servers>a</Servers>\n  </NativeProfile>\n</⟦⟧')).toEqual(['</VPNProfile>']);
  });
  test('behind a blank on the line of its value, but not below it', () => {
    expect(names('=== p.xml\n<VPNProfile>\n  <DnsSuffix>a ⟦⟧')).toEqual(['</DnsSuffix>']);
    expect(names('=== p.xml\n<VPNProfile>\n  <DnsSuffix>a\n  ⟦⟧').filter((label) => label.startsWith('</'))).toEqual([]);
  });
  test('none where all have theirs', () => {
    expect(names(native('    </⟦⟧\n'))).toEqual([]);
  });
});

describe('a block of addresses in a Route', () => {
  const inRoute = (text: string): string => root(`  <Route>${text}</Route>\n`);
  test.each([
    ['between the tags', inRoute('10.20.0.0/16⟦⟧'), '10.20.0.0', '16'],
    ['with host bits, which stay', inRoute('10.20.0.1/16⟦⟧'), '10.20.0.1', '16'],
    ['of IPv6', inRoute('2001:db8::/32⟦⟧'), '2001:db8::', '32'],
    ['on its own line', inRoute('\n    10.20.0.0/16⟦⟧\n  '), '10.20.0.0', '16'],
  ])('becomes its two elements: %s', (_, text, address, size) => {
    expect(labels(text)).toEqual([`${address}/${size}`]);
    expect(accepted(text, `${address}/${size}`)).toBe(
      `<VPNProfile>\n  <Route>\n    <Address>${address}</Address>\n    <PrefixSize>${size}</PrefixSize>\n  </Route>\n</VPNProfile>\n`,
    );
  });

  test('on one line with everything else', () => {
    expect(accepted('=== p.xml\n<VPNProfile><Route>10.0.0.0/8⟦⟧</Route></VPNProfile>', '10.0.0.0/8')).toBe(
      '<VPNProfile><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route></VPNProfile>',
    );
  });
  test('before its end tag is there', () => {
    expect(accepted(root('  <Route>10.0.0.0/8⟦⟧\n'), '10.0.0.0/8')).toBe(
      '<VPNProfile>\n  <Route>\n    <Address>10.0.0.0</Address>\n    <PrefixSize>8</PrefixSize>\n</VPNProfile>\n',
    );
  });
  test('can get one of the usual numbers', () => {
    expect(labels(inRoute('10.0.0.0/⟦⟧'), { typed: '/' })).toEqual(['10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.0.0/32']);
    expect(labels(inRoute('2001:db8::/⟦⟧'))).toEqual(['2001:db8::/32', '2001:db8::/48', '2001:db8::/64', '2001:db8::/128']);
  });
  test('is asked for again with each character', () => {
    expect(offered(inRoute('10.0.0.0/1⟦⟧')).items.map(({ changesWithTyping }) => changesWithTyping)).toEqual([true]);
  });
  test.each([
    ['a number that no address has', inRoute('10.0.0.0/33⟦⟧')],
    ['a name', inRoute('fabrikam/16⟦⟧')],
    ['an address alone', inRoute('10.0.0.0⟦⟧')],
    ['two of them', inRoute('10.0.0.0/8 11.0.0.0/8⟦⟧')],
    ['a placeholder', inRoute('$net/8⟦⟧')],
    ['elsewhere', root('  <DnsSuffix>10.0.0.0/8⟦⟧</DnsSuffix>\n')],
  ])('is not made of %s', (_, text) => {
    expect(labels(text).filter((label) => label.includes('/'))).toEqual([]);
  });
});

describe('what a character that is typed asks for', () => {
  test.each([
    ['<', native('    <⟦⟧\n'), CHILDREN],
    ['/', native('    <Servers>a</⟦⟧\n'), ['</Servers>']],
    ['/', '=== s.ps1\nSet-VpnServerConfiguration -CustomPolicy\n/⟦⟧', []],
    ['<', '=== s.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup <⟦⟧', []],
    ['>', native('    <Servers>⟦⟧\n'), ['</Servers>']],
    ['>', native('    <Authentication>⟦⟧\n'), ['</Authentication>']],
    ['>', native('    <Servers>a</Servers>⟦⟧\n'), []],
    ['>', native('    <Authentication>⟦⟧</Authentication>\n'), []],
    ['>', native('    <RoutingPolicyType>⟦⟧\n'), ['SplitTunnel', 'ForceTunnel']],
    [' ', native('     ⟦⟧\n'), []],
    [' ', native('    <RoutingPolicyType> ⟦⟧\n'), ['SplitTunnel', 'ForceTunnel']],
  ])('%s', (typed, text, expected) => {
    expect(labels(text, { typed })).toEqual(expected);
  });
});
