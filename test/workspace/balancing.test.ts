import { describe, expect, test } from 'vitest';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

/** A virtual server for one port of IKE and its pool, with nothing that ties it to the other one's. */
const listener = (port: number, more = ''): string => `ltm pool /Common/pool_${port} {
    members { /Common/10.10.1.11:${port} { address 10.10.1.11 } }
    monitor /Common/gateway_icmp
}
ltm virtual /Common/vs_${port} {
    destination /Common/203.0.113.10:${port}
    ip-protocol udp
    pool /Common/pool_${port}
    profiles { /Common/udp { } }
${more}}
`;
const SNAT = '    source-address-translation { type automap }\n';
const MANY = `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force\n`;

/** Every finding about a load balancer as `path rule severity`. */
function found(text: string | Workspace): string[] {
  const workspace = typeof text === 'string' ? workspaceOf(parseFixture(text)) : text;
  return workspace.uris().flatMap((uri) =>
    workspace
      .findings(uri)
      .filter(({ rule }) => rule.id.startsWith('lb-'))
      .map(({ rule, severity }) => `${uri.slice(ROOT.length + 1)} ${rule.id} ${severity}`),
  );
}

describe('files of one load balancer', () => {
  test('lie in one folder: the other port may be in the other file', () => {
    expect(found(files({ 'lb/a.conf': listener(500), 'lb/b.conf': listener(4500) }))).toEqual([]);
    expect(found(files({ 'lb1/a.conf': listener(500), 'lb2/b.conf': listener(4500) }))).toEqual([
      'lb1/a.conf lb-ikev2-pair error',
      'lb2/b.conf lb-ikev2-pair error',
    ]);
  });
  test('may each have an object of the same name: what one does not use is not judged for the other', () => {
    const unused = `ltm monitor https /Common/mon { }\nltm pool /Common/pool_500 {\n    monitor /Common/mon_missing\n}\n`;
    const missing = listener(500).replace('/Common/gateway_icmp', '/Common/mon_missing');
    expect(found(files({ 'lb/a.conf': unused, 'lb/b.conf': listener(500) + listener(4500) }))).toEqual([]);
    expect(found(files({ 'lb/a.conf': `ltm monitor https /Common/mon { }\n${missing}`, 'lb/b.conf': listener(4500) }))).toEqual([
      'lb/a.conf lb-undefined-ref warning',
    ]);
  });
  test('lie in the folders of partitions', () => {
    expect(found(files({ 'config/bigip.conf': listener(500), 'config/partitions/vpn/bigip.conf': listener(4500) }))).toEqual([]);
  });
  test('are those that the project file names together', () => {
    const project = '{ "deployments": [{ "name": "x", "loadBalancers": ["lb1/*", "lb2/*"] }] }';
    expect(found(files({ 'aovpn.json': project, 'lb1/a.conf': listener(500), 'lb2/b.conf': listener(4500) }))).toEqual([]);
  });
  test('are not compared before all of them have been read', () => {
    const workspace = new Workspace();
    workspace.setRoots([ROOT]);
    workspace.setComplete(false);
    const [a, b] = parseFixture(files({ 'lb/a.conf': listener(500), 'lb/b.conf': listener(4500) })).files;
    if (a) workspace.setFile(a);
    expect(found(workspace)).toEqual([]);
    if (b) workspace.setFile(b);
    workspace.setComplete(true);
    expect(found(workspace)).toEqual([]);
    workspace.removeFile(`${ROOT}/lb/b.conf`);
    expect(found(workspace)).toEqual(['lb/a.conf lb-ikev2-pair error']);
  });
});

describe('the deployment that a load balancer serves', () => {
  const both = listener(500, SNAT) + listener(4500, SNAT);

  test('is that of the folder around it', () => {
    expect(found(files({ 'lb/bigip.conf': both, 'server/registry.ps1': MANY }))).toEqual([
      'lb/bigip.conf lb-ikev2-snat information',
      'lb/bigip.conf lb-ikev2-snat information',
    ]);
  });
  test('is another one where the names of folders say so', () => {
    expect(found(files({ 'berlin/lb/bigip.conf': both, 'lisbon/server/registry.ps1': MANY }))).toEqual([
      'berlin/lb/bigip.conf lb-ikev2-snat error',
      'berlin/lb/bigip.conf lb-ikev2-snat error',
    ]);
  });
  test('is the one that the project file names', () => {
    const project = '{ "deployments": [{ "name": "x", "servers": ["lisbon/**"], "loadBalancers": ["berlin/**"] }] }';
    expect(found(files({ 'aovpn.json': project, 'berlin/bigip.conf': both, 'lisbon/registry.ps1': MANY }))).toEqual([
      'berlin/bigip.conf lb-ikev2-snat information',
      'berlin/bigip.conf lb-ikev2-snat information',
    ]);
  });
  test('is looked at again when what it says changes, and only then', () => {
    const workspace = workspaceOf(parseFixture(files({ 'lb/bigip.conf': both, 'server/rras.ps1': server(), 'client/p.xml': profile() })));
    expect(found(workspace)).toEqual(['lb/bigip.conf lb-ikev2-snat error', 'lb/bigip.conf lb-ikev2-snat error']);
    const before = workspace.contextChecks;
    workspace.setFile({ uri: `${ROOT}/server/rras.ps1`, text: `# reviewed\n${server()}` });
    found(workspace);
    expect(workspace.contextChecks - before).toBe(1);
    workspace.setFile({ uri: `${ROOT}/server/rras.ps1`, text: `${MANY}${server()}` });
    expect(found(workspace)).toEqual(['lb/bigip.conf lb-ikev2-snat information', 'lb/bigip.conf lb-ikev2-snat information']);
  });
  test('has globs that select something', () => {
    const project = '{ "deployments": [{ "name": "x", "loadBalancers": ["lb/*", "none/*"] }] }';
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': project, 'lb/bigip.conf': both })));
    expect(workspace.findings(`${ROOT}/aovpn.json`).map(({ rule, message }) => [rule.id, message.includes('none/*')])).toEqual([['config-glob-empty', true]]);
  });
});

describe('the clients that name it', () => {
  const to = (host: string): string => profile().replace(/<Servers>[^<]*/, `<Servers>${host}`);
  const conf = listener(500) + listener(4500);
  /** Clients and servers of the deployment of `lb/a.conf`, and how it was found. */
  const deployment = (texts: Record<string, string>, roots = [ROOT]): unknown => {
    const found = workspaceOf(parseFixture(files(texts)), roots)
      .deployments()
      .balancingOf(`${ROOT}/lb/a.conf`)?.deployment;
    return (
      found && [
        found.profiles.map(({ at }) => at.file.uri.slice(ROOT.length + 1)),
        found.policies.map(({ at }) => at.file.uri.slice(ROOT.length + 1)),
        found.how,
      ]
    );
  };
  const others = { 'lb/near.xml': to('vpn.adatum.com'), 'lb/near.ps1': server() };

  test('connect to its address', () => {
    expect(deployment({ 'lb/a.conf': conf, 'x/p.xml': to('203.0.113.10'), ...others })).toEqual([['x/p.xml'], ['lb/near.ps1'], 'both name 203.0.113.10']);
  });

  test('connect to the host that a comment names, as the servers do', () => {
    const claim = '# aovpn-server: vpn.fabrikam.com\n';
    expect(deployment({ 'lb/a.conf': claim + conf, 'x/p.xml': to('vpn.fabrikam.com'), 'y/s.ps1': claim + server(), ...others })).toEqual([
      ['x/p.xml'],
      ['y/s.ps1'],
      'both name vpn.fabrikam.com',
    ]);
  });

  test.each([
    ['another host', { 'x/p.xml': to('vpn.fabrikam.org') }],
    ['another address', { 'x/p.xml': to('203.0.113.1') }],
  ])('none of %s', (_, texts) => {
    expect(deployment({ 'lb/a.conf': conf, ...texts, ...others })).toEqual([['lb/near.xml'], ['lb/near.ps1'], 'in lb']);
  });

  test('are others when one is moved to its address, and back', () => {
    const workspace = workspaceOf(parseFixture(files({ 'lb/a.conf': conf, 'x/p.xml': to('203.0.113.1'), ...others })));
    const how = (): unknown => workspace.deployments().balancingOf(`${ROOT}/lb/a.conf`)?.deployment?.how;
    const move = (host: string): unknown => {
      workspace.setFile({ uri: `${ROOT}/x/p.xml`, text: to(host) });
      return how();
    };
    expect([how(), move('203.0.113.10'), move('vpn.fabrikam.com')]).toEqual(['in lb', 'both name 203.0.113.10', 'in lb']);
  });

  test('none of another workspace folder', () => {
    expect(deployment({ 'lb/a.conf': conf, 'x/p.xml': to('203.0.113.10') }, [`${ROOT}/lb`, `${ROOT}/x`])).toBeUndefined();
  });
});
