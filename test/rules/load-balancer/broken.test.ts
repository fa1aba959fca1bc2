import { expect, test } from 'vitest';
import { edited, IKE } from '../../../server/src/rules/load-balancer/examples.ts';
import { parseFixture, workspaceOf } from '../../support/fixture.ts';

/** The rules that report something, in the order of their places. */
const found = (text: string): string[] => {
  const workspace = workspaceOf(parseFixture(text));
  return workspace.uris().flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule.id));
};

const AZURE_RULE = (name: string, port: number): string =>
  `{ "name": "${name}", "properties": { "protocol": "Udp", "frontendPort": ${port}, "backendPort": ${port}, "loadDistribution": "SourceIP", "backendAddressPool": { "id": "be" } } }`;
const AZURE = `=== lb.json
{ "resources": [{ "type": "Microsoft.Network/loadBalancers", "properties": {
  "frontendIPConfigurations": [{ "name": "fe" }],
  "loadBalancingRules": [
    ${AZURE_RULE('ike', 500)},
    ${AZURE_RULE('natt', 4500)}
  ] } }] }
`;
const BICEP_RULE = (name: string, port: number): string =>
  `      { name: '${name}', properties: { protocol: 'Udp', frontendPort: ${port}, backendPort: ${port}, loadDistribution: 'SourceIP', backendAddressPool: { id: be } } }\n`;
const BICEP = `=== lb.bicep
resource lb 'Microsoft.Network/loadBalancers@2023-04-01' = {
  properties: {
    frontendIPConfigurations: [ { name: 'fe' } ]
    loadBalancingRules: [
${BICEP_RULE('ike', 500)}${BICEP_RULE('natt', 4500)}    ]
  }
}
`;
const NGINX = `=== nginx.conf
stream {
    upstream ike { hash $remote_addr; server 10.10.1.11:500; server 10.10.1.12:500; }
    upstream natt { hash $remote_addr; server 10.10.1.11:4500; server 10.10.1.12:4500; }
    server { listen 500 udp; proxy_pass ike; proxy_bind $remote_addr transparent; }
    server { listen 4500 udp; proxy_pass natt; proxy_bind $remote_addr transparent; }
}
`;
const body = (command: string, port: number, more = ''): string => `  {"cmd": "${command}", "vs": "203.0.113.10", "port": "${port}", "prot": "udp"${more}}`;
const service = (port: number, more = ''): string[] => [
  body('addvs', port, `, "persist": "src", "persisttimeout": 3600, "transparent": true, "checktype": "icmp"${more}`),
  body('addrs', port, `, "rs": "10.10.1.11", "rsport": "${port}"`),
  body('addrs', port, `, "rs": "10.10.1.12", "rsport": "${port}"`),
];
const JSON_BODIES = `=== kemp.json\n[\n${[...service(500), ...service(4500, ', "followvsid": 1')].join(',\n')}\n]\n`;

test.each([
  ['BIG-IP, a head without its brace', IKE.f5, ['virtual /Common/vs4500 {', 'virtual /Common/vs4500'], ['lb-syntax']],
  ['BIG-IP, a list without its brace', IKE.f5, [/(vs4500 \{[^]*?persist) \{/, '$1'], ['lb-syntax']],
  ['BIG-IP, a pool without its head', IKE.f5, ['ltm pool /Common/pool4500 {', ''], ['lb-syntax']],
  ['commands of BIG-IP', IKE.tmsh, ['add { 10.10.1.11:4500', 'add 10.10.1.11:4500'], ['lb-syntax']],
  ['a template, a brace too few', AZURE, ['"id": "be" } } },', '"id": "be" } },'], []],
  ['a template, a brace too many', AZURE, ['    { "name": "natt"', '    } "name": "natt"'], []],
  ['Bicep', BICEP, ["      { name: 'natt'", "       name: 'natt'"], []],
  ['NGINX, a brace too few', NGINX, ['server { listen 4500', 'server listen 4500'], []],
  ['NGINX, cut in the middle', NGINX, [/transparent; \}\n {4}server \{ listen 4500[^]*/, 'trans'], []],
  [
    'NGINX, a certificate inside',
    NGINX,
    ['    server { listen 4500', '-----BEGIN CERTIFICATE-----\nMIIDdzCC\n-----END CERTIFICATE-----\n    server { listen 4500'],
    [],
  ],
  ['bodies for a LoadMaster, a service', JSON_BODIES, [/\{("cmd": "addvs", "vs": "203.0.113.10", "port": "4500")/, '$1'], []],
  ['bodies for a LoadMaster, a server', JSON_BODIES, [/\{("cmd": "addrs", "vs": "203.0.113.10", "port": "4500")/, '$1'], []],
  [
    'bodies for a LoadMaster, cut in the middle',
    JSON_BODIES,
    [/^ {2}\{"cmd": "addvs", "vs": "203.0.113.10", "port": "500", [^]*?"checktype"/m, '  "checktype"'],
    [],
  ],
] as const)('nothing is called missing that may stand in what cannot be read: %s', (_, whole, [from, to], expected) => {
  expect(found(whole)).toEqual([]);
  expect(found(edited(whole, [from, to]))).toEqual(expected);
});

test('nor in another file of the same load balancer', () => {
  const [, , cut = ''] = IKE.f5.split(/(?=ltm virtual )/);
  const rest = IKE.f5.replace(cut, '');
  expect(found(rest)).toEqual(['lb-ikev2-pair']);
  expect(found(`${rest}=== other.conf\n${cut.replace(' {', '')}ltm pool /Common/other {\n}\n`)).not.toContain('lb-ikev2-pair');
});
