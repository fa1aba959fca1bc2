import { describe, expect, test, vi } from 'vitest';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import profilexml from '../../server/src/artefacts/profilexml/artefact.ts';
import { ARTEFACTS } from '../../server/src/artefacts/index.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { fixAll } from '../../server/src/features/code-actions.ts';
import { diagnose } from '../../server/src/features/diagnose/diagnose.ts';
import { rendered } from '../../server/src/features/diagnose/render.ts';
import { policyLenses } from '../../server/src/features/code-lens.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { deploymentsOf } from '../../server/src/workspace/deployment-members.ts';
import { fileDeployments } from '../../server/src/workspace/file-deployments.ts';
import { suppressionsOf } from '../../server/src/workspace/suppressions.ts';
import { verdictsOf } from '../../server/src/workspace/verdict.ts';
import { findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { profile, server } from '../support/policies.ts';

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

test('the statements of a file are gone through once, however many suppressions it has', () => {
  const text = `Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\IKEv2]\n${many(500, (index) => `; aovpn-disable-next-line reg-type\n"a${index}"="x\\\n"\n`).join('')}`;
  const file = { uri: `${ROOT}/a.reg`, text };
  const artefact = ARTEFACTS.find((each) => each.recognises(file));
  if (!artefact) throw new Error('It is not recognised');
  let asked = 0;
  const counting = {
    ...artefact,
    statements: (...args: Parameters<typeof artefact.statements>) => {
      asked++;
      return artefact.statements(...args);
    },
  };
  expect(suppressionsOf(text, counting, artefact.read(file))).toHaveLength(500);
  expect(asked).toBe(1);
});

test('thousands of equal routes are each told of, and a fix of all leaves one', () => {
  const route = '<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>\n';
  const workspace = workspaceOf(parseFixture(`=== profile.xml\n<VPNProfile>\n${route.repeat(3000)}</VPNProfile>\n`));
  expect(findingsOf(workspace, 'route-duplicate')).toHaveLength(2999);
  const uri = `${ROOT}/profile.xml`;
  const text = workspace.analysisOf(uri)?.file.text ?? '';
  expect(applyEdits(text, fixAll(workspace, uri)).split('<Route>')).toHaveLength(2);
});

test('thousands of misspelt elements are each told of, with what is meant', () => {
  const workspace = workspaceOf(parseFixture(`=== profile.xml\n<VPNProfile>${'<NativeProfil/>'.repeat(3000)}</VPNProfile>\n`));
  const found = findingsOf(workspace, 'xml-unknown-element');
  expect(found).toHaveLength(3000);
  expect(new Set(found.map(({ message }) => message)).size).toBe(1);
  expect(found[2999]?.message).toContain('Perhaps NativeProfile is meant');
});

test('scripts of one folder that bear on each other are read as often as few of them', () => {
  const readings = (count: number): number => {
    const read = vi.spyOn(powershell, 'read');
    const workspace = workspaceOf(parseFixture(many(count, (index) => `=== server-${index}.ps1\n${server()}Restart-Service RemoteAccess\n`).join('')));
    expect(workspace.uris().flatMap((uri) => workspace.findings(uri))).toEqual([]);
    const { length } = read.mock.calls;
    read.mockRestore();
    return length / count;
  };
  expect(readings(200)).toBeLessThan(readings(50) * 1.5);
});

test('a thousand documents in one file are all read', () => {
  const item = (index: number): string =>
    `<Add><CmdID>${index}</CmdID><Item><Target><LocURI>./User/Vendor/MSFT/VPNv2/A${index}/ProfileXML</LocURI></Target><Data>&lt;VPNProfile&gt;&lt;x/&gt;&lt;/VPNProfile&gt;</Data></Item></Add>\n`;
  const workspace = workspaceOf(parseFixture(`=== many.xml\n<SyncML><SyncBody>${many(1000, item).join('')}</SyncBody></SyncML>\n`));
  expect(findingsOf(workspace, 'xml-unknown-element')).toHaveLength(1000);
});

test('a thousand services of one address have no twin, each for itself', () => {
  const text = `add lb group g -persistenceType SOURCEIP\n${many(1000, (index) => `add lb vserver v${index} UDP 10.0.0.1 500\nbind lb group g v${index}\n`).join('')}`;
  expect(findingsOf(workspaceOf(parseFixture(`=== ns.conf\n${text}`)), 'lb-ikev2-pair')).toHaveLength(1000);
});

test('a request of SSTP is inherited through a chain of monitors, in whichever order they stand', () => {
  const chain = many(60, (index) => `ltm monitor https /Common/m${index} {\n    defaults-from /Common/m${index + 1}\n}\n`).join('');
  const text = `${chain}ltm monitor https /Common/m60 {\n    defaults-from /Common/https\n    send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.0\\r\\n\\r\\n"\n}
ltm pool /Common/p {\n    members {\n        /Common/10.0.0.1:443 {\n            address 10.0.0.1\n        }\n    }\n    monitor /Common/m0\n}
ltm virtual /Common/v {\n    destination /Common/203.0.113.10:443\n    ip-protocol tcp\n    pool /Common/p\n}\n`;
  // So many statements that only what a VPN needs is read.
  const filler = many(2000, (index) => `ltm node /Common/n${index} {\n    address 10.9.0.1\n}\n`).join('');
  const workspace = workspaceOf(parseFixture(`=== bigip.conf\n${filler}${text}`));
  expect(workspace.analysisOf(`${ROOT}/bigip.conf`)?.reading.facts.loadBalancer?.monitors.map(({ name }) => name)).toContain('/Common/m0');
});

describe('ten thousand objects of BIG-IP, each of which takes its values from the next', () => {
  const COUNT = 10_000;
  const SENT = 'send "HEAD /x HTTP/1.0\\r\\n\\r\\n"';
  const settingsOf = (text: string, name: string): unknown[] => {
    const workspace = workspaceOf(parseFixture(`=== ${name}\n${text}`));
    const uri = `${ROOT}/${name}`;
    const shown = (): unknown[] => {
      const { monitors = [], persistences = [] } = workspace.analysisOf(uri)?.reading.facts.loadBalancer ?? {};
      const values = [...monitors.map(({ request }) => request?.path), ...persistences.map(({ timeout }) => timeout)];
      return [values.length, new Set(values.map((value) => JSON.stringify(value))).size, values[0]];
    };
    const first = shown();
    // Somebody types: all that follows is worked out anew.
    workspace.setFile({ uri, text: `${text} ` });
    expect(shown()).toEqual(first);
    return first;
  };

  test('as they are stored', () => {
    const text = `${many(COUNT, (index) => `ltm monitor https /Common/m${index} {\n    defaults-from /Common/m${index + 1}\n}\n`).join('')}ltm monitor https /Common/m${COUNT} {\n    ${SENT}\n}\n`;
    // All say the same, but for the last one, in which it stands.
    expect(settingsOf(text, 'bigip.conf')).toEqual([COUNT + 1, 2, { state: 'default', value: '/x' }]);
  });

  test('as tmsh lists them', () => {
    const text = `${many(COUNT, (index) => `ltm persistence source-addr c${index} {\n    defaults-from c${index + 1}\n}\n`).join('')}ltm persistence source-addr c${COUNT} {\n    timeout 999\n}\n`;
    expect(settingsOf(text, 'list.txt')).toEqual([COUNT + 1, 2, { state: 'default', value: 999 }]);
  });

  test('as commands make them', () => {
    const text = `${many(COUNT, (index) => `tmsh create ltm persistence ssl c${index} defaults-from c${index + 1}\n`).join('')}tmsh create ltm persistence ssl c${COUNT} timeout 999\n`;
    expect(settingsOf(text, 'lb.tmsh')).toEqual([COUNT + 1, 2, { state: 'default', value: 999 }]);
  });

  test('in a circle nothing is known of any', () => {
    const text = many(COUNT, (index) => `ltm monitor https /Common/m${index} {\n    defaults-from /Common/m${(index + 1) % COUNT}\n}\n`).join('');
    expect(settingsOf(text, 'bigip.conf')).toEqual([COUNT, 1, { state: 'unknown' }]);
  });
});

test('ten thousand members are put into a pool and taken out again, one command each', () => {
  const members = (verb: string): string => many(10_000, (index) => `tmsh modify ltm pool p members ${verb} { n${index}:500 }\n`).join('');
  const text = `tmsh create ltm pool p\n${members('add')}tmsh modify ltm pool p members add { 10.0.0.1:500 }\n${members('delete')}`;
  const pool = workspaceOf(parseFixture(`=== lb.tmsh\n${text}`)).analysisOf(`${ROOT}/lb.tmsh`)?.reading.facts.loadBalancer?.pools[0];
  expect(pool?.members).toHaveLength(1);
});

test('thousands of clients of one script are each compared with the server, and summed up', () => {
  const server = 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -PfsGroup PFS2048\n';
  const client = (index: number): string =>
    `function Set-Client${index} {\n    param([string] $Group)\n    $Group = 'Group${index === 4999 ? 2 : 14}'\n    Set-VpnConnectionIPsecConfiguration -ConnectionName 'c${index}' -DHGroup $Group -PfsGroup PFS2048 -Force\n}\n`;
  const workspace = workspaceOf(parseFixture(`=== all.ps1\n${server}${many(5000, client).join('')}`));
  // At the client, and at the server.
  expect(findingsOf(workspace, 'policy-mismatch')).toHaveLength(2);
  const [verdict] = verdictsOf(workspace);
  expect(verdict?.outcomes.map(({ outcome, clients }) => [outcome.kind, clients])).toEqual([
    ['fails', 1],
    ['partly', 4999],
  ]);
  expect(fileDeployments(workspace, `${ROOT}/all.ps1`).map(({ pairs }) => pairs)).toEqual([5000]);
});

test('thousands of connections of one script are each judged by what creates them', () => {
  const connection = (index: number): string =>
    `Add-VpnConnection -Name 'c${index}' -ServerAddress vpn.fabrikam.com -TunnelType ${index % 2 === 0 ? 'Sstp' : 'Ikev2'}\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'c${index}' -RevertToDefault -Force\n`;
  const workspace = workspaceOf(parseFixture(`=== clients.ps1\n${many(4000, connection).join('')}`));
  expect(findingsOf(workspace, 'ps-wrong-tunnel')).toHaveLength(2000);
});

test('thousands of profiles in one script are each asked about by themselves', () => {
  const profile = (index: number): string =>
    `$p${index} = @'\n<VPNProfile><NativeProfile><Servers>a.fabrikam.com</Servers><x${index}/></NativeProfile></VPNProfile>\n'@\n`;
  const workspace = workspaceOf(parseFixture(`=== profiles.ps1\n${many(3000, profile).join('')}`));
  const inner = workspace.partsOf(`${ROOT}/profiles.ps1`).slice(1);
  expect(inner.flatMap(({ analysis }) => workspace.findings(analysis.file.uri).filter(({ rule }) => rule.id === 'xml-unknown-element'))).toHaveLength(3000);
});

describe('what thousands have in common is worked out once', () => {
  const balancerOf = (text: string, name: string): LoadBalancer | undefined =>
    workspaceOf(parseFixture(`=== ${name}\n${text}`)).analysisOf(`${ROOT}/${name}`)?.reading.facts.loadBalancer;

  test('of the addresses of a frontend of HAProxy', () => {
    const binds = many(10_000, (index) => `    bind 10.0.${index >> 8}.${index & 255}:443\n`).join('');
    const text = `defaults\n    mode tcp\nfrontend f\n${binds}    default_backend b\nbackend b\n    balance source\n    server rras 10.9.0.1:443 check\n`;
    const listeners = balancerOf(text, 'haproxy.cfg')?.listeners ?? [];
    expect(listeners).toHaveLength(10_000);
    expect(
      new Set(listeners.map(({ persistence, pools }) => JSON.stringify([persistence.state, pools.state, pools.state !== 'unknown' && pools.value]))),
    ).toHaveLength(1);
  });

  test('of the probes of an Azure load balancer', () => {
    const rules = many(5000, (index) => ({
      name: `r${index}`,
      properties: {
        protocol: 'Tcp',
        frontendPort: 443,
        backendPort: 443,
        probe: { id: `[resourceId('Microsoft.Network/loadBalancers/probes', 'vpn', 'p${index}')]` },
      },
    }));
    const probes = many(5000, (index) => ({ name: `p${index}`, properties: { protocol: 'Https', port: 443, requestPath: `/${index}` } }));
    const lists = { frontendIPConfigurations: [{ name: 'front' }], loadBalancingRules: rules, probes };
    const resources = [{ type: 'Microsoft.Network/loadBalancers', properties: lists }];
    const text = JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', resources });
    const paths = balancerOf(text, 'lb.json')?.monitors.map(({ request }) => (request?.path.state === 'stated' ? request.path.value : undefined));
    expect(paths).toEqual(many(5000, (index) => `/${index}`));
  });
});

test('of thousands of answers to one question the last one counts', () => {
  const answer = 'PS C:\\> Get-VpnServerConfiguration | fl\n\nTunnelType : IKEv2\nCustomPolicy : True\nDHGroup : Group14\nEncryptionMethod : AES256\n\n';
  const workspace = workspaceOf(parseFixture(`=== out.txt\n${answer.repeat(5000)}`));
  const policies = workspace.analysisOf(`${ROOT}/out.txt`)?.facts.policies ?? [];
  expect(policies).toHaveLength(5000);
  expect(policies.findIndex(({ superseded }) => !superseded)).toBe(4999);
});

test('of the documents in an export only those are read again that an editor shows', () => {
  const profile = '<VPNProfile><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route></VPNProfile>';
  const settings = many(1000, (index) => ({ omaUri: `./User/Vendor/MSFT/VPNv2/A${index}/ProfileXML`, value: profile }));
  const workspace = workspaceOf(parseFixture(`=== export.json\n${JSON.stringify({ omaSettings: settings })}`));
  const uri = `${ROOT}/export.json`;
  workspace.findings(uri);
  const read = vi.spyOn(profilexml, 'read');
  expect(policyLenses(workspace, uri)).toEqual([]);
  const wanted = { prefixSize: true, algorithmStrength: false, algorithmName: false };
  expect(inlayHints(workspace, uri, { start: 0, end: 200 }, wanted)).toHaveLength(1);
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
});

test('thousands of deployments of one name are each told of, but for the first', () => {
  const deployments = many(5000, (index) => ({ name: index % 2 === 0 ? 'Berlin' : 'berlin ', clients: ['client.xml'], servers: ['server.ps1'] }));
  const workspace = workspaceOf(parseFixture(`=== aovpn.json\n${JSON.stringify({ deployments })}`));
  expect(findingsOf(workspace, 'config-name-twice')).toHaveLength(4999);
});

test('of many clients of a server, those that say the same are compared with a fix of it once', () => {
  const clients = many(60, (index) => `=== client/p${index}.xml\n${profile({ DHGroup: index % 3 === 0 ? 'ECP384' : 'ECP256' })}`);
  const workspace = workspaceOf(parseFixture(`=== server/s.ps1\n${server()}${clients.join('')}`));
  const uri = `${ROOT}/server/s.ps1`;
  const [policy] = workspace.analysisOf(uri)?.facts.policies ?? [];
  const kinds = workspace.deployments().kindsOfClients({ uri, key: policy?.key ?? '' });
  expect(kinds.map(({ length }) => length)).toEqual([20, 40]);
});

test('of a server with many clients, these are looked up a few times, however many they are', () => {
  const clients = (count: number): string[] => many(count, (index) => `=== client/p${index}.xml\n${profile()}`);
  const asked = [5, 50].map((count) => {
    const workspace = workspaceOf(parseFixture(`=== server/s.ps1\n${server()}${clients(count).join('')}`));
    const ofServer = vi.spyOn(workspace.deployments(), 'ofServer');
    expect(deploymentsOf(workspace, `${ROOT}/server/s.ps1`).map((each) => each.clients.length)).toEqual([count]);
    return ofServer.mock.calls.length;
  });
  expect(asked[1]).toBe(asked[0]);
});

test('a diagnosis looks for what lies around clients once for all that lie together', () => {
  const names = many(60, (index) => `client/p${index}.xml`);
  const workspace = workspaceOf(parseFixture(`=== server/s.ps1\n${server({ DHGroup: 'ECP384' })}${names.map((name) => `=== ${name}\n${profile()}`).join('')}`));
  const uris = vi.spyOn(workspace, 'uris');
  const { diagnoses } = diagnose(workspace, 'error 13868');
  expect(uris.mock.calls.length).toBeLessThan(10);
  const text = rendered({ diagnoses, left: 0 }, { form: 'text', place: ({ file }) => file.uri, file: (uri) => uri, apply: () => 'Apply it' });
  expect(text.match(/policy-mismatch/g)).toHaveLength(20);
  expect(text).toContain('And 40 more of that kind.');
});
