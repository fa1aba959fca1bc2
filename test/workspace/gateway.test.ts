import { describe, expect, test } from 'vitest';
import type { AttributeName } from '../../server/src/knowledge/ipsec.ts';
import { acceptedOf, judged } from '../../server/src/model/accepted.ts';
import { gatewayPolicy } from '../../server/src/workspace/gateway.ts';
import { readProject } from '../../server/src/workspace/project-file.ts';
import { verdictsOf } from '../../server/src/workspace/verdict.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

type Values = Partial<Record<AttributeName, string | readonly string[]>>;

/** What the helpers' standard suite is accepted by. */
const STANDARD: Values = {
  AuthenticationTransformConstants: 'SHA256128',
  CipherTransformConstants: 'AES128',
  DHGroup: 'Group14',
  EncryptionMethod: 'AES128',
  IntegrityCheckMethod: 'SHA256',
  PfsGroup: 'PFS2048',
};

function project(proposals: readonly Values[], more = ''): string {
  return `{ "deployments": [{ "name": "lisbon", "clients": ["clients"], ${more}"serverPolicy": ${JSON.stringify(proposals)} }] }\n`;
}

const gateway = (...proposals: Values[]): string => project(proposals.map((proposal) => ({ ...STANDARD, ...proposal })));
const read = (text: string) => readProject({ uri: `${ROOT}/aovpn.json`, text });

describe('what a project file says of a gateway', () => {
  test('is a list of proposals in the spelling of the cmdlets, each value one or several', () => {
    const text = gateway({ DHGroup: ['Group14', 'ecp256'] }, { EncryptionMethod: 'GCMAES256' });
    const { deployments, errors, file } = read(text);
    expect(errors).toEqual([]);
    const [deployment] = deployments;
    if (!deployment?.gateway) throw new Error('no gateway');
    const policy = gatewayPolicy(file, 'gateway/0', deployment.gateway);
    expect(policy).toMatchObject({ side: 'server', form: 'gateway', kind: 'custom', writable: false });
    expect(acceptedOf(policy.proposals ?? [], 'DHGroup')).toEqual(['dh14', 'dh19']);
    expect(policy.slots.DHGroup.state).toBe('unread');
    expect(policy.slots.PfsGroup).toMatchObject({ state: 'known', algorithm: 'dh14', written: { value: 'PFS2048' } });
    const at = policy.proposals?.[0]?.accepts.DHGroup?.at.span;
    expect(at && text.slice(at.start, at.end)).toBe('["Group14","ecp256"]');
  });

  test.each([
    ['{}', 'serverPolicy must be a list.'],
    ['["AES256"]', 'A proposal must be an object.'],
    ['[{ "DhGroup": "Group14" }]', 'A proposal has no property "DhGroup". It takes EncryptionMethod, IntegrityCheckMethod, DHGroup'],
    ['[{ "DHGroup": "DHGroup14" }]', 'DHGroup takes None, Group1, Group2, Group14'],
    ['[{ "EncryptionMethod": "AES_GCM_256" }]', 'EncryptionMethod takes DES'],
    ['[{ "DHGroup": ["Group14", 14] }]', 'DHGroup takes None'],
    ['[{ "DHGroup": [] }]', 'DHGroup must name at least one value.'],
    ['[{ "DHGroup": null }]', 'DHGroup takes None'],
  ])('%s is a mistake, and no gateway', (value, message) => {
    const { deployments, errors } = read(`{ "deployments": [{ "name": "lisbon", "serverPolicy": ${value} }] }`);
    expect(errors.map((error) => error.message)).toEqual([expect.stringContaining(message)]);
    expect(deployments[0]?.gateway).toBeUndefined();
  });

  test('is nothing in an empty list', () => {
    expect(read('{ "deployments": [{ "name": "lisbon", "serverPolicy": [] }] }')).toMatchObject({ errors: [] });
    expectFindings('policy-mismatch', files({ 'aovpn.json': project([]), 'clients/p.xml': profile() }));
  });
});

describe('a client of a gateway', () => {
  test.each([
    ['the one proposal', [{}]],
    ['any of several values', [{ DHGroup: ['ECP384', 'Group14'] }]],
    ['any of several proposals', [{ DHGroup: 'ECP384' }, {}]],
  ] as const)('agrees with %s', (_, proposals) => {
    const workspace = expectFindings('policy-mismatch', files({ 'aovpn.json': gateway(...proposals), 'clients/p.xml': profile(), 'clients/c.ps1': client() }));
    expect(findingsOf(workspace, 'policy-pfs-mismatch')).toEqual([]);
    expect(verdictsOf(workspace).map(({ text }) => text)).toEqual([expect.stringContaining('agree')]);
  });

  test('hears what the closest proposal accepts, and where it says so', () => {
    const workspace = expectFindings(
      'policy-mismatch',
      files({
        'aovpn.json': gateway({ DHGroup: ['Group14', 'ECP256'] }, { DHGroup: 'ECP384', EncryptionMethod: 'AES256' }),
        'clients/p.xml': profile({ DHGroup: '⟦Group2⟧' }),
      }),
    );
    const [finding] = findingsOf(workspace, 'policy-mismatch');
    expect(finding?.message).toBe(
      'DHGroup is Group2 here but the gateway (aovpn.json) accepts Group14 or ECP256 in the proposal that comes closest. IKEv2 main mode fails and the client shows error 13868: use one value on both sides. Compared with aovpn.json: deployment lisbon says what its gateway accepts.',
    );
    expect(finding?.related.map(({ at, message }) => [at.file.text.slice(at.span.start, at.span.end), message])).toEqual([
      ['["Group14","ECP256"]', 'The gateway accepts Group14 or ECP256 as DHGroup'],
    ]);
    // Two values would do: nobody can say which.
    expect(finding?.fixes()).toEqual([]);
    expect(workspace.findings(`${ROOT}/aovpn.json`)).toEqual([]);
    expect(verdictsOf(workspace).map(({ text }) => text)).toEqual([expect.stringContaining('will fail with 13868 (DHGroup)')]);
  });

  test('takes the one value that is accepted', () => {
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': gateway({}), 'clients/p.xml': profile({ DHGroup: 'ECP384' }) })));
    const [finding] = findingsOf(workspace, 'policy-mismatch');
    if (!finding) throw new Error('nothing found');
    expect(finding.fixes().map(({ title }) => title)).toEqual(["Use the gateway's value here (Group14)", 'Align all six values with the gateway']);
    expect(printed(applied(workspace, finding, /gateway's value/))).toBe(files({ 'clients/p.xml': profile(), 'aovpn.json': gateway({}) }));
  });

  test('takes AES-GCM for both values of ESP', () => {
    const gcm = { CipherTransformConstants: 'GCMAES256', AuthenticationTransformConstants: 'GCMAES256' };
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': gateway(gcm), 'clients/p.xml': profile() })));
    const [finding] = findingsOf(workspace, 'policy-mismatch');
    if (!finding) throw new Error('nothing found');
    expect(printed(applied(workspace, finding, /gateway's value/))).toContain(profile(gcm));
  });

  test('is judged on its group for rekeys among the proposals that let it in', () => {
    const text = files({ 'aovpn.json': gateway({ PfsGroup: ['None', 'ECP384'] }, { DHGroup: 'ECP384' }), 'clients/p.xml': profile({ PfsGroup: '⟦PFS2048⟧' }) });
    const workspace = expectFindings('policy-pfs-mismatch', text);
    expect(findingsOf(workspace, 'policy-mismatch')).toEqual([]);
    expect(findingsOf(workspace, 'policy-pfs-mismatch')[0]?.message).toContain('accepts None or ECP384');
  });

  test('may name the group of main mode once more', () => {
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': gateway({}), 'clients/p.xml': profile({ PfsGroup: 'PFSMM' }) })));
    expect(findingsOf(workspace, 'policy-pfs-mismatch')).toEqual([]);
  });

  test('without a suite gets one that the gateway accepts', () => {
    const bare = profile().replace(/<CryptographySuite>.*<\/CryptographySuite>/, '');
    const text = files({ 'aovpn.json': gateway({ DHGroup: ['ECP384', 'Group14'] }), 'clients/p.xml': bare });
    const workspace = workspaceOf(parseFixture(text));
    const [finding] = findingsOf(workspace, 'policy-one-sided');
    expect(finding?.message).toContain('DHGroup ECP384 or Group14');
    if (!finding) throw new Error('nothing found');
    const after = workspaceOf({ files: applied(workspace, finding, "Add the server's suite") });
    expect(findingsOf(after, 'policy-mismatch')).toEqual([]);
    expect(findingsOf(after, 'policy-one-sided')).toEqual([]);
  });

  test('without a suite agrees with a gateway that takes group 2', () => {
    const bare = profile().replace(/<CryptographySuite>.*<\/CryptographySuite>/, '');
    const weak = { DHGroup: ['Group14', 'Group2'], AuthenticationTransformConstants: ['SHA196', 'SHA256128'] };
    expectFindings('policy-one-sided', files({ 'aovpn.json': gateway(weak), 'clients/p.xml': bare }));
  });

  test('is raised only to what the gateway accepts', () => {
    const weak = files({ 'aovpn.json': gateway({ DHGroup: ['Group2', 'ECP384'] }), 'clients/p.xml': profile({ DHGroup: 'Group2' }) });
    expect(findingsOf(workspaceOf(parseFixture(weak)), 'crypto-weak')[0]?.fixes()).toEqual([]);
  });

  test('of a gateway and a server must agree with both', () => {
    const contents = {
      'aovpn.json': project([{ ...STANDARD, DHGroup: 'ECP256' }], '"servers": ["rras.ps1"], '),
      'rras.ps1': server({ DHGroup: 'ECP384' }),
      'clients/p.xml': profile(),
    };
    const workspace = workspaceOf(parseFixture(files(contents)));
    expect(findingsOf(workspace, 'policy-mismatch').filter(({ at }) => at.file.uri.endsWith('p.xml'))).toHaveLength(2);
    expect(findingsOf(workspace, 'config-servers-differ')).toEqual([]);
  });
});

describe('a change of the project file', () => {
  const start = files({ 'aovpn.json': gateway({}), 'clients/p.xml': profile({ DHGroup: 'ECP384' }), 'other/q.xml': profile() });

  test('checks the clients of the gateway again, and nobody else', () => {
    const workspace = workspaceOf(parseFixture(start));
    expect(findingsOf(workspace, 'policy-mismatch')).toHaveLength(1);
    const before = workspace.contextChecks;
    workspace.setFile({ uri: `${ROOT}/aovpn.json`, text: gateway({ DHGroup: ['Group14', 'ECP384'] }) });
    expect(findingsOf(workspace, 'policy-mismatch')).toEqual([]);
    expect(workspace.contextChecks - before).toBe(1);
    workspace.setFile({ uri: `${ROOT}/aovpn.json`, text: '{}' });
    expect(findingsOf(workspace, 'policy-mismatch')).toEqual([]);
  });

  test('that only moves the gateway moves what findings refer to', () => {
    const workspace = workspaceOf(parseFixture(start));
    findingsOf(workspace, 'policy-mismatch');
    workspace.setFile({ uri: `${ROOT}/aovpn.json`, text: `// lisbon\n${gateway({})}` });
    const [related] = findingsOf(workspace, 'policy-mismatch')[0]?.related ?? [];
    expect(related && [related.at.file.text.slice(related.at.span.start, related.at.span.end), related.at.file.text.startsWith('//')]).toEqual([
      'Group14',
      true,
    ]);
    workspace.removeFile(`${ROOT}/aovpn.json`);
    expect(findingsOf(workspace, 'policy-mismatch')).toEqual([]);
  });
});

describe('several policies of one Azure gateway', () => {
  const policy = (group: string): string =>
    `{ ipsecEncryption: 'AES128', ipsecIntegrity: 'SHA256', ikeEncryption: 'AES128', ikeIntegrity: 'SHA256', dhGroup: '${group}', pfsGroup: 'PFS14' }`;
  const bicep = (...groups: string[]): string =>
    `resource gw 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = { properties: { vpnClientConfiguration: { vpnClientProtocols: [ 'IkeV2' ], vpnClientIpsecPolicies: [ ${groups.map(policy).join(', ')} ] } } }\n`;

  test('are one server that accepts any of them', () => {
    for (const group of ['Group14', 'ECP256'])
      expectFindings('policy-mismatch', files({ 'gateway.bicep': bicep('DHGroup14', 'ECP256'), 'p.xml': profile({ DHGroup: group }) }));
    const workspace = expectFindings('policy-mismatch', files({ 'gateway.bicep': bicep('DHGroup14', 'ECP256'), 'p.xml': profile({ DHGroup: '⟦ECP384⟧' }) }));
    expect(findingsOf(workspace, 'policy-mismatch')[0]?.message).toContain('the gateway (gateway.bicep) accepts DHGroup14 (Group14 in ProfileXML)');
  });

  test('one alone is compared and changed like any server', () => {
    const text = files({ 'gateway.bicep': bicep('⟦ECP256⟧'), 'p.xml': profile({ DHGroup: '⟦Group14⟧' }) });
    const workspace = expectFindings('policy-mismatch', text);
    const finding = findingsOf(workspace, 'policy-mismatch').find(({ at }) => at.file.uri.endsWith('p.xml'));
    if (!finding) throw new Error('nothing found');
    expect(printed(applied(workspace, finding, /on the (?:server|gateway)/))).toBe(files({ 'gateway.bicep': bicep('DHGroup14'), 'p.xml': profile() }));
  });

  test('that offers no IKEv2 is nobody’s', () => {
    expectFindings('policy-mismatch', files({ 'gateway.bicep': bicep('ECP256').replace('IkeV2', 'OpenVPN'), 'p.xml': profile() }));
  });
});

test('a client is judged by no proposals in no way', () => {
  const [policy] = workspaceOf(parseFixture(files({ 'p.xml': profile() }))).analysisOf(`${ROOT}/p.xml`)?.reading.facts.policies ?? [];
  expect(policy && judged(policy, [])).toBeUndefined();
});
