import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import profilexml from '../../server/src/artefacts/profilexml/artefact.ts';
import { fieldText } from '../../server/src/model/profile/field.ts';
import { isDeviceTunnel, profileField, protocolOf, routingOf } from '../../server/src/model/profile/profile.ts';

const read = (text: string) => profilexml.read({ uri: 'file:///project/profile.xml', text }).facts;

const slots = (text: string): string[] =>
  read(text).policies.map(
    (policy) =>
      `${policy.kind} ${policy.tunnel}: ${ATTRIBUTES.map((attribute) => {
        const slot = policy.slots[attribute];
        return slot.state === 'known' ? slot.algorithm : slot.state;
      }).join(' ')}`,
  );

const inSuite = (xml: string): string =>
  `<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>${xml}</CryptographySuite></NativeProfile></VPNProfile>`;

describe('the CryptographySuite', () => {
  test.each([
    ['values and blanks around them', '<DHGroup>\r\n  Group14\t</DHGroup>', 'absent absent dh14 absent absent absent'],
    ['any letter case', '<DHGroup>GROUP14</DHGroup>', 'absent absent dh14 absent absent absent'],
    ['the spelling of the cmdlets', '<EncryptionMethod>GCMAES128</EncryptionMethod>', 'AES128-GCM absent absent absent absent absent'],
    ['a CDATA section', '<DHGroup><![CDATA[Group14]]></DHGroup>', 'absent absent dh14 absent absent absent'],
    ['a character reference', '<DHGroup>Group&#49;4</DHGroup>', 'absent absent dh14 absent absent absent'],
    ['a value that does not exist', '<DHGroup>Group15</DHGroup>', 'absent absent invalid absent absent absent'],
    ['an empty element', '<DHGroup/>', 'absent absent unread absent absent absent'],
    ['a placeholder', '<DHGroup>$($Group)</DHGroup>', 'absent absent unread absent absent absent'],
    ['a value given twice', '<DHGroup>Group14</DHGroup><DHGroup>Group2</DHGroup>', 'absent absent unread absent absent absent'],
    ["PowerShell's None, which ProfileXML lacks", '<CipherTransformConstants>None</CipherTransformConstants>', 'absent absent absent invalid absent absent'],
    ['a child that may be a misspelt value', '<DHgroup>Group14</DHgroup>', 'unread unread unread unread unread unread'],
    ['a child that is not closed', '<DHGroup>Group14', 'unread unread unread unread unread unread'],
  ])('%s', (_, xml, expected) => {
    expect(slots(inSuite(xml))).toEqual([`custom ikev2: ${expected}`]);
  });

  test('is read under a prefix too', () => {
    expect(slots(inSuite('<DHGroup>Group14</DHGroup>').replace(/<(\/?)/g, '<$1v:'))).toEqual(['custom ikev2: absent absent dh14 absent absent absent']);
  });

  test('one in the wrong place is not missing', () => {
    expect(
      read(
        '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><CryptographySuite/></Authentication></NativeProfile></VPNProfile>',
      ).policies[0]?.kind,
    ).toBe('unread');
  });
});

describe('what an element says', () => {
  const states = (text: string, ...paths: string[]): string[] => {
    const [profile] = read(text).profiles;
    return profile ? paths.map((path) => ((field) => fieldText(field) ?? field.state)(profileField(profile, path))) : [];
  };

  test('is found by its path', () => {
    const text =
      '<VPNProfile><AlwaysOn>true</AlwaysOn><NativeProfile><Servers> vpn.fabrikam.com </Servers><Authentication><Eap/></Authentication></NativeProfile></VPNProfile>';
    expect(states(text, 'AlwaysOn', 'NativeProfile/Servers', 'NativeProfile/Authentication/Eap', 'NativeProfile/L2tpPsk', 'Proxy/Manual/Server')).toEqual([
      'true',
      'vpn.fabrikam.com',
      'empty',
      'absent',
      'absent',
    ]);
  });

  test.each([
    ['a placeholder', '<AlwaysOn>$on</AlwaysOn>'],
    ...['{0}', '#ON#', '!ON!', '«on»', '|on|', '~on~', 'YOUR-SETTING', 'REPLACE_ME', 'ON_PLACEHOLDER'].map((text) => [text, `<AlwaysOn>${text}</AlwaysOn>`]),
    ['one with a comment inside', '<AlwaysOn>tr<!-- -->ue</AlwaysOn>'],
    ['one with something broken inside', '<AlwaysOn>true & </AlwaysOn>'],
    ['one whose end tag is being typed', '<AlwaysOn>tru</'],
  ])('is not known of %s', (_, inside) => {
    expect(states(`<VPNProfile>${inside}</VPNProfile>`, 'AlwaysOn')).toEqual(['unread']);
  });

  test.each(['#', '!', 'your-server', 'YOURS.fabrikam.com', 'vpn.change-it.com', 'INSERTION'])(
    'is known of %s, which only looks like a placeholder',
    (text) => {
      expect(states(`<VPNProfile><DnsSuffix>${text}</DnsSuffix></VPNProfile>`, 'DnsSuffix')).toEqual([text]);
    },
  );

  test('is that of the first, where one is written twice', () => {
    expect(states('<VPNProfile><AlwaysOn>true</AlwaysOn><AlwaysOn>false</AlwaysOn></VPNProfile>', 'AlwaysOn')).toEqual(['true']);
  });

  test('may be on its way where something is broken, and only there', () => {
    expect(states('<VPNProfile><Route><Address>10.0.0.0</Address></Route><Prox', 'AlwaysOn', 'Route/PrefixSize')).toEqual(['unread', 'absent']);
    expect(states('<VPNProfile><Route><Address>10.0.0', 'Route/Address', 'Route/PrefixSize')).toEqual(['unread', 'unread']);
  });

  test('decides the kind of tunnel', () => {
    const [profile] = read(
      '<VPNProfile><DeviceTunnel>True</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>',
    ).profiles;
    expect(profile && [isDeviceTunnel(profile), routingOf(profile), protocolOf(profile)]).toEqual([true, 'splittunnel', 'ikev2']);
    const [silent] = read('<VPNProfile/>').profiles;
    expect(silent && [isDeviceTunnel(silent), routingOf(silent)]).toEqual([false, undefined]);
  });
});

test.each([
  ['NativeProfile/CryptographySuite', 'DHGroup', 'algorithm'],
  ['NativeProfile/CryptographySuite', 'Unknown', undefined],
  ['NativeProfile', 'DHGroup', undefined],
  ['Other/CryptographySuite', 'DHGroup', undefined],
  ['NativeProfile/Other', 'DHGroup', undefined],
  ['NativeProfile/CryptographySuite/More', 'DHGroup', undefined],
])('below %s the value of %s is one of: %s', (path, name, kind) => {
  const names = [...path.split('/'), name];
  const text = `<VPNProfile>${names.map((each) => `<${each}>`).join('')}Group14${names
    .reverse()
    .map((each) => `</${each}>`)
    .join('')}</VPNProfile>`;
  const at = text.indexOf('Group14') + 2;
  const reading = profilexml.read({ uri: 'file:///project/profile.xml', text });
  expect(profilexml.slotAt(reading, at)?.kind).toBe(kind);
  const subject = profilexml.subjectAt(reading, at);
  expect(subject?.kind === 'algorithm').toBe(kind === 'algorithm');
});

test.each([
  ['<?xml version="1.0"?><!-- x --><VPNProfile/>', true],
  ['<VPNProfile><NativeProf', true],
  ['<VpnProfile/>', false],
  // What else is called so has neither of these two.
  ['<VpnProfile><!-- <NativeProfile/> --><Name>NativeProfile</Name></VpnProfile>', false],
  ['<VpnProfile>\n<NativeProf', false],
  ['<VpnProfile>\n<AlwaysOn/><NativeProfile><Serv', true],
  ['<vpnprofile><PluginProfile/></vpnprofile>', true],
  ['<v:VPNProfile xmlns:v="urn:x"><v:NativeProfile/></v:VPNProfile>', true],
  ['<v:VPNProfile xmlns:v="urn:x"/>', false],
  ['<VPNProfile xmlns="urn:x"/>', true],
  ['<VPNProfiles><NativeProfile/></VPNProfiles>', false],
  ['<html><VPNProfile/></html>', false],
  ['&lt;VPNProfile&gt;', false],
  ['', false],
])('%s is recognised: %s', (text, expected) => {
  expect(profilexml.recognises({ uri: 'file:///project/x.xml', text })).toBe(expected);
});
