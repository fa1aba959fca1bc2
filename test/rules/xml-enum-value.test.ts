import { expect, test } from 'vitest';
import { expectFindings, findingsOf, parseFixture, workspaceOf } from '../support/fixture.ts';
import { profile } from '../support/policies.ts';

const RULE = 'xml-enum-value';
const xml = (inside: string): string => `=== p.xml\n<VPNProfile>${inside}</VPNProfile>\n`;

test.each([
  ['in another letter case', '<NativeProfile><RoutingPolicyType>FORCETUNNEL</RoutingPolicyType></NativeProfile>'],
  ['with blanks around it', '<NativeProfile><NativeProtocolType>\n  SSTP\n</NativeProtocolType></NativeProfile>'],
  [
    'that is filled in later',
    '<NativeProfile><NativeProtocolType>{{Protocol}}</NativeProtocolType><RoutingPolicyType>%ROUTE%</RoutingPolicyType></NativeProfile>',
  ],
  ['that is empty', '<NativeProfile><NativeProtocolType></NativeProtocolType></NativeProfile>'],
  ['that is not closed', '<NativeProfile><⟦NativeProtocolType⟧{xml-not-wellformed}>IK</NativeProfile>'],
  ['of an element of the same name elsewhere', '<Other><NativeProtocolType>IKE2</NativeProtocolType></Other>'],
  [
    'in the configuration of EAP',
    '<NativeProfile><Authentication><Eap><Configuration><UserMethod>x</UserMethod></Configuration></Eap></Authentication></NativeProfile>',
  ],
])('silent about a value %s', (_, inside) => void expectFindings(RULE, xml(inside)));

test.each([
  ['TrafficFilter', '<NativeProfile/><TrafficFilter><RoutingPolicyType>⟦Split⟧</RoutingPolicyType><Direction>⟦Both⟧</Direction></TrafficFilter>'],
  [
    'every TrafficFilter',
    '<NativeProfile/><TrafficFilter><Direction>⟦In⟧</Direction></TrafficFilter><TrafficFilter><Direction>⟦Out⟧</Direction></TrafficFilter>',
  ],
  ['Authentication', '<NativeProfile><Authentication><UserMethod>⟦PEAP⟧</UserMethod><MachineMethod>⟦Cert⟧</MachineMethod></Authentication></NativeProfile>'],
  ['DataEncryption', '<NativeProfile/><DataEncryption>⟦Required⟧</DataEncryption>'],
])('an error in %s', (_, inside) => {
  for (const { severity } of findingsOf(expectFindings(RULE, xml(inside)), RULE)) expect(severity).toBe('error');
});

test('an error in a profile of another client', () => {
  expectFindings(RULE, xml('<PluginProfile/><TrafficFilter><Direction>⟦Both⟧</Direction></TrafficFilter>'));
});

test('a value of the suite that PowerShell has and ProfileXML has not', () => {
  expectFindings(RULE, `=== p.xml\n${profile({ CipherTransformConstants: '⟦None⟧' })}`);
});

test('the fixes name what is near', () => {
  const titles = (value: string): string[] =>
    findingsOf(workspaceOf(parseFixture(xml(`<NativeProfile><NativeProtocolType>${value}</NativeProtocolType></NativeProfile>`))), RULE).flatMap((finding) =>
      finding.fixes().map(({ title }) => title),
    );
  expect(titles('IKE2')).toEqual(['Change to IKEv2']);
  expect(titles('Automatik')).toEqual(['Change to Automatic']);
  expect(titles('OpenVPN')).toEqual([]);
});
