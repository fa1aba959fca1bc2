import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import profilexml from '../../server/src/artefacts/profilexml/artefact.ts';
import { fieldText } from '../../server/src/model/profile.ts';

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

  test('one in the wrong place is not missing', () => {
    expect(
      read(
        '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><CryptographySuite/></Authentication></NativeProfile></VPNProfile>',
      ).policies[0]?.kind,
    ).toBe('unread');
  });
});

test('the whole NativeProfile', () => {
  const [profile] = read(`<VPNProfile><AlwaysOn>true</AlwaysOn><DeviceTunnel>true</DeviceTunnel><NativeProfile>
    <Servers>vpn.fabrikam.com</Servers><RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProtocolType>IKEv2</NativeProtocolType><L2tpPsk>x</L2tpPsk>
    <DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute><PlumbIKEv2TSAsRoutes>false</PlumbIKEv2TSAsRoutes>
    <Authentication><UserMethod>Eap</UserMethod><MachineMethod>Certificate</MachineMethod><Eap/></Authentication></NativeProfile></VPNProfile>`).profiles;
  const native = profile?.native;
  expect([profile?.alwaysOn, profile?.deviceTunnel].map((field) => field && fieldText(field))).toEqual(['true', 'true']);
  const { suite, hasEapConfiguration, ...others } = native ?? ({} as never);
  const fields = Object.entries(others).flatMap(([name, field]) => ('state' in field ? [[name, fieldText(field)] as const] : []));
  expect(Object.fromEntries(fields)).toEqual({
    servers: 'vpn.fabrikam.com',
    routingPolicy: 'SplitTunnel',
    protocol: 'IKEv2',
    l2tpPsk: 'x',
    disableClassBasedDefaultRoute: 'true',
    plumbIkev2TsAsRoutes: 'false',
    userMethod: 'Eap',
    machineMethod: 'Certificate',
  });
  expect({ suite, hasEapConfiguration }).toEqual({ suite: undefined, hasEapConfiguration: true });
});

test.each([
  ['<?xml version="1.0"?><!-- x --><VPNProfile/>', true],
  ['<VPNProfile><NativeProf', true],
  ['<VpnProfile/>', false],
  ['<html><VPNProfile/></html>', false],
  ['&lt;VPNProfile&gt;', false],
  ['', false],
])('%s is recognised: %s', (text, expected) => {
  expect(profilexml.recognises({ uri: 'file:///project/x.xml', text })).toBe(expected);
});
