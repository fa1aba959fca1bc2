import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { accepted, labels } from '../support/completions.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** A policy's property, at its place in a file of each notation. */
const PLACES = [
  ['PowerShell', (_: string, parameter: string, value: string) => `=== gateway.ps1\nNew-AzVpnClientIpsecPolicy -${parameter} ${value}\n`],
  [
    'Bicep',
    (property: string, _: string, value: string) =>
      `=== gateway.bicep\nresource gw 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = { properties: { vpnClientConfiguration: { vpnClientIpsecPolicies: [ { ${property}: '${value}' } ] } } }\n`,
  ],
  [
    'JSON',
    (property: string, _: string, value: string) =>
      `=== gateway.json\n{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [{ "type": "Microsoft.Network/virtualNetworkGateways", "properties": { "vpnClientConfiguration": { "vpnClientIpsecPolicies": [{ "${property}": "${value}" }] } } }] }\n`,
  ],
] as const;

function hovered(text: string): string {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return hover(workspaceOf(fixture), uri, offset)?.markdown ?? 'nothing';
}

describe.each(PLACES)('the policy of an Azure gateway in %s', (_, at) => {
  test('is completed with what clients can use', () => {
    expect(labels(at('dhGroup', 'DhGroup', 'DH⟦⟧'))).toEqual(['DHGroup14', 'ECP256', 'ECP384', 'DHGroup2', 'DHGroup24']);
    expect(labels(at('pfsGroup', 'PfsGroup', 'P⟦⟧')).slice(0, 4)).toEqual(['PFS14', 'ECP256', 'ECP384', 'PFSMM']);
    expect(accepted(at('dhGroup', 'DhGroup', 'DH⟦⟧'), 'ECP256')).toBe(at('dhGroup', 'DhGroup', 'ECP256').replace(/^.*\n/, ''));
  });

  test('says what a value is, under the names of Azure', () => {
    expect(hovered(at('dhGroup', 'DhGroup', 'DHGro⟦⟧up2'))).toMatch(/^\*\*DhGroup DHGroup2\*\*: group 2, 1024-bit MODP\n\nStrength: \*\*weak/);
    expect(hovered(at('pfsGroup', 'PfsGroup', 'PFS2⟦⟧048'))).toMatch(/^\*\*PfsGroup PFS14\*\*/);
    expect(hovered(at('ikeIntegrity', 'IkeIntegrity', 'GCM⟦⟧AES256'))).toMatch(
      /^\*\*IkeIntegrity GCMAES256\*\*: AES-GCM, which Azure can name here and Windows cannot\./,
    );
  });
});
