import { describe, expect, test } from 'vitest';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { BICEP_BALANCER } from '../support/azure-templates.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { shownBalancer } from '../support/shown-balancer.ts';

const balancer = (name: string, text: string): LoadBalancer | undefined =>
  workspaceOf(parseFixture(`=== ${name}\n${text}`)).analysisOf(`${ROOT}/${name}`)?.reading.facts.loadBalancer;
const read = (name: string, text: string): string[] => shownBalancer(balancer(name, text));

const EXPECTED = [
  'listener ike udp (any):500 (pass-through) snat (false) persistence POOL pools ike',
  'listener sstp tcp (any):443 (pass-through) snat (false) persistence (-) pools sstp',
  'listener all any (any):0-65535 (pass-through) snat (false) persistence ? pools all',
  'pool ike 10.0.0.11:500 monitors ?',
  'pool sstp ... - monitors sstp',
  'pool all ... - monitors ?',
  'monitor sstp https port 443 (GET) /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/? host ? expects (200) every ? waits ?',
  'persistence POOL source-address of (device) for (Infinity)',
];

/** Without what only makes names unique. */
const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/balancer\/\d+: /g, '').replace(/sourceip of \S+/, 'POOL'));

describe('rules of a load balancer', () => {
  test('in Bicep', () => expect(plain(read('lb.bicep', BICEP_BALANCER))).toEqual(EXPECTED));

  test('in a template', () => {
    const id = (kind: string, name: string) => ({ id: `[resourceId('Microsoft.Network/loadBalancers/${kind}', 'vpn', '${name}')]` });
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      resources: [
        {
          type: 'Microsoft.Network/loadBalancers',
          properties: {
            frontendIPConfigurations: [{ name: 'front' }],
            backendAddressPools: [{ name: 'rras', properties: { loadBalancerBackendAddresses: [{ properties: { ipAddress: '10.0.0.11' } }] } }],
            loadBalancingRules: [
              {
                name: 'ike',
                properties: {
                  backendAddressPool: id('backendAddressPools', 'rras'),
                  protocol: 'Udp',
                  frontendPort: 500,
                  backendPort: 500,
                  loadDistribution: 'SourceIP',
                },
              },
              { name: 'sstp', properties: { protocol: 'Tcp', frontendPort: 443, backendPort: "[variables('p')]", probe: id('probes', 'sstp') } },
              { name: 'all', properties: { protocol: 'All', frontendPort: 0, loadDistribution: "[parameters('mode')]" } },
            ],
            probes: [
              { name: 'rdp', properties: { protocol: 'Tcp', port: 3389 } },
              { name: 'sstp', properties: { protocol: 'Https', port: 443, requestPath: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' } },
            ],
          },
        },
      ],
    };
    expect(plain(read('lb.json', `${JSON.stringify(template, undefined, 2)}\n`))).toEqual(EXPECTED);
  });

  test('with several frontends, or a list that is not known, stay apart', () => {
    expect(read('lb.bicep', BICEP_BALANCER.replace("[ { name: 'front'", "[ { name: 'front' }, { name: 'second'"))[0]).toContain('udp ?:500');
    expect(read('lb.bicep', BICEP_BALANCER.replace(/loadBalancingRules: \[[^]*?\n {4}\]/, 'loadBalancingRules: rules'))).toEqual([]);
  });

  test('are all that are there where the template is whole and each rule can be read', () => {
    expect(balancer('lb.bicep', BICEP_BALANCER)).toMatchObject({ vendor: 'azure', undefinedNames: [] });
    expect(balancer('lb.bicep', BICEP_BALANCER)).not.toHaveProperty('broken');
    expect(balancer('lb.bicep', BICEP_BALANCER.trimEnd().replace(/\}$/, ''))).toHaveProperty('broken', true);
    expect(balancer('lb.bicep', BICEP_BALANCER.replace("properties: { protocol: 'All'", "...common, properties: { protocol: 'All'"))).toHaveProperty(
      'broken',
      true,
    );
    expect(balancer('lb.bicep', BICEP_BALANCER.replace(/properties: (\{ protocol: 'All'[^}]*\})/, 'properties: union(common, $1)'))).toHaveProperty(
      'broken',
      true,
    );
    const one = `${BICEP_BALANCER}${BICEP_BALANCER.replace('resource lb', 'resource second').replace(/properties: (\{ protocol: 'All'[^}]*\})/, 'properties: union(common, $1)')}`;
    expect(balancer('lb.bicep', one)).toHaveProperty('broken', true);
  });

  test('of another resource are none', () => {
    const other = BICEP_BALANCER.replace("'Microsoft.Network/loadBalancers@", "'Microsoft.Network/applicationGateways@");
    expect(other).toContain('Microsoft.Network/loadBalancers/');
    expect(balancer('lb.bicep', other)).toBeUndefined();
    expect(read('lb.bicep', `${BICEP_BALANCER}${other.replace('resource lb', 'resource gateway')}`)).toEqual(read('lb.bicep', BICEP_BALANCER));
  });
});
