import { describe, expect, test } from 'vitest';
import { configuredSeverity, resolveProject, type Base, type Project } from '../../server/src/workspace/project-extends.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { expectFindings, findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

/** The project file of a folder with those of these paths to extend. */
function project(text: string, bases: Readonly<Record<string, string>> = {}, path = 'repo/aovpn.json'): Project {
  const find = (uri: string): Base => {
    const base = bases[uri.slice(ROOT.length + 1)];
    return base === undefined ? { reason: 'does not exist' } : { uri, text: base };
  };
  return resolveProject({ uri: `${ROOT}/${path}`, text }, find);
}

const messages = ({ errors }: Project): string[] =>
  errors.map(({ file, span, message }) => `${file.uri.slice(ROOT.length + 1)} ⟦${file.text.slice(span.start, span.end)}⟧ ${message}`);

const severity = (found: Project, path: string, rule = 'crypto-weak'): string | undefined => configuredSeverity(found, `${ROOT}/${path}`, rule);

describe('what is in force', () => {
  test('a path, or a list of them, relative to the folder of the file', () => {
    const bases = { 'company.json': '{ "minimumWindows": "Windows 10 1809" }', 'repo/sub/b.json': '{ "target": "intune" }' };
    expect(project('{ "extends": "../company.json" }', bases)).toMatchObject({ errors: [], minimumWindows: { build: 17763 } });
    const both = project('{ "extends": ["../company.json", "./sub/b.json"] }', bases);
    expect(both).toMatchObject({ errors: [], minimumWindows: { build: 17763 }, target: 'intune' });
    expect(both.layers.map(({ file }) => file.uri.slice(ROOT.length + 1))).toEqual(['company.json', 'repo/sub/b.json', 'repo/aovpn.json']);
  });

  test('what the file says itself wins, and of what it extends the last', () => {
    const bases = { 'a.json': '{ "baseline": "cnsa-1", "target": "intune" }', 'b.json': '{ "baseline": "windows-default", "target": "powershell" }' };
    expect(project('{ "extends": ["../a.json", "../b.json"] }', bases)).toMatchObject({ baseline: { id: 'windows-default' }, target: 'powershell' });
    expect(project('{ "extends": ["../b.json", "../a.json"], "target": "configmgr" }', bases)).toMatchObject({
      baseline: { id: 'cnsa-1' },
      target: 'configmgr',
    });
  });

  test('a rule of the file wins over a rule and over an override of what it extends', () => {
    const bases = {
      'a.json': '{ "rules": { "crypto-weak": "off", "crypto-broken": "hint" }, "overrides": [{ "files": ["repo/lab"], "rules": { "crypto-weak": "hint" } }] }',
    };
    const inherited = project('{ "extends": "../a.json" }', bases);
    expect([severity(inherited, 'repo/s.ps1'), severity(inherited, 'repo/lab/s.ps1')]).toEqual(['off', 'hint']);
    const own = project('{ "extends": "../a.json", "rules": { "crypto-weak": "error" } }', bases);
    expect([severity(own, 'repo/s.ps1'), severity(own, 'repo/lab/s.ps1'), severity(own, 'repo/s.ps1', 'crypto-broken')]).toEqual(['error', 'error', 'hint']);
  });

  test('lists are added, the ones of what it extends first; globs are relative to the folder of their own file', () => {
    const found = project('{ "extends": "../a.json", "exclude": ["old"], "deployments": [{ "name": "own" }] }', {
      'a.json': '{ "exclude": ["repo/archive", "old"], "deployments": [{ "name": "base" }] }',
    });
    expect(found.deployments.map(({ name }) => name.text)).toEqual(['base', 'own']);
    const excluded = (path: string): boolean => found.exclude.some((glob) => glob.matches(`${ROOT}/${path}`));
    expect(['repo/old/s.ps1', 'repo/archive/s.ps1', 'old/s.ps1', 'archive/s.ps1'].map(excluded)).toEqual([true, true, true, false]);
  });

  const OWN =
    '{ "AuthenticationTransformConstants": "GCMAES256", "CipherTransformConstants": "GCMAES256", "DHGroup": "ECP384", "EncryptionMethod": "AES256", "IntegrityCheckMethod": "SHA384", "PfsGroup": "ECP384" }';

  test('a baseline of what is extended can be chosen, over several files, and replaced', () => {
    const bases = { 'a.json': `{ "baselines": { "company": ${OWN} } }`, 'b.json': '{ "extends": "a.json" }' };
    expect(project('{ "extends": "../b.json", "baseline": "company" }', bases)).toMatchObject({ errors: [], baseline: { values: { DHGroup: 'dh20' } } });
    const replaced = `{ "extends": "../b.json", "baseline": "company", "baselines": { "company": ${OWN.replace('ECP384', 'ECP256')} } }`;
    expect(project(replaced, bases)).toMatchObject({ errors: [], baseline: { values: { DHGroup: 'dh19' } } });
    expect(messages(project('{ "extends": "../b.json", "baseline": "compani" }', bases))).toEqual([
      'repo/aovpn.json ⟦"compani"⟧ There is no baseline compani. Did you mean company?',
    ]);
  });

  test('what is extended over two ways counts once', () => {
    const bases = { 'a.json': '{ "deployments": [{ "name": "x" }] }', 'b.json': '{ "extends": "a.json" }', 'c.json': '{ "extends": "a.json" }' };
    expect(project('{ "extends": ["../b.json", "../c.json"] }', bases).deployments).toHaveLength(1);
  });

  test('one that nobody has looked for yet says nothing', () => {
    expect(resolveProject({ uri: `${ROOT}/aovpn.json`, text: '{ "extends": "a.json", "rules": { "reg-path": "off" } }' }, () => undefined)).toMatchObject({
      errors: [],
      own: { rules: [{ severity: 'off' }] },
    });
  });
});

describe('what is wrong', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['{ "extends": "../none.json" }', {}, ['repo/aovpn.json ⟦../none.json⟧ ../none.json does not exist.']],
    ['{ "extends": "aovpn.json" }', {}, ['repo/aovpn.json ⟦aovpn.json⟧ A project file cannot extend itself.']],
    [
      '{ "extends": "../a.json" }',
      { 'a.json': '{ "extends": "b.json" }', 'b.json': '{ "extends": ["repo/aovpn.json"] }' },
      ['b.json ⟦repo/aovpn.json⟧ repo/aovpn.json extends this file in its turn, so neither of them can come first.'],
    ],
    [
      '{ "extends": "../a.json" }',
      { 'a.json': '{ "rule": {} }' },
      [expect.stringMatching(/^a\.json ⟦"rule"⟧ The project file has no property "rule"/) as string],
    ],
    ['{ "extends": 1 }', {}, ['repo/aovpn.json ⟦1⟧ extends must be a list.']],
    ['{ "extends": [{}] }', {}, ['repo/aovpn.json ⟦{}⟧ extends must list texts.']],
    ...['/etc/aovpn.json', 'C:/a.json', '..\\\\a.json', 'https://fabrikam.com/a.json', ''].map(
      (path) =>
        [
          `{ "extends": "${path}" }`,
          {},
          [expect.stringContaining('extends takes paths relative to the folder of this file, with forward slashes.') as string],
        ] as const,
    ),
  ])('%s', (text, bases, expected) => {
    expect(messages(project(text, bases))).toEqual(expected);
  });

  test.each([
    ['{ "target": ⟦"gpo"⟧ }', 'target is one of intune, powershell, configmgr.'],
    ['{ "deployments": [{ "name": "x", "target": ⟦["intune"]⟧ }] }', 'target is one of intune, powershell, configmgr.'],
  ])('%s', (marked, message) => {
    const fixture = parseFixture(`=== aovpn.json\n${marked}`);
    const [file] = fixture.files;
    expect(resolveProject(file ?? expect.fail('no file')).errors).toMatchObject([{ span: { start: fixture.marks[0]?.start }, message }]);
  });
});

/** A workspace whose project files extend these, by paths below its folder. */
function extending(text: string, bases: Readonly<Record<string, string | undefined>>): Workspace {
  const workspace = workspaceOf(parseFixture(text));
  for (const uri of workspace.named.missing()) {
    const base = bases[uri.slice(ROOT.length + 1)];
    workspace.setBase(uri, base === undefined ? { reason: 'does not exist' } : { uri, text: base });
  }
  expect(workspace.named.missing()).toEqual([]);
  return workspace;
}

const told = (workspace: Workspace): string[] =>
  workspace
    .uris()
    .flatMap((uri) => workspace.findings(uri).map(({ rule, at, severity: each }) => `${uri.slice(ROOT.length + 1)}:${rule.id} ${each} ${at.span.start}`));

describe('in a workspace', () => {
  const weak = server({ DHGroup: 'Group2' });

  test('what it asks for, and what comes of it', () => {
    const workspace = workspaceOf(parseFixture(files({ 'repo/aovpn.json': '{ "extends": ["../company.json"] }', 'repo/s.ps1': weak })));
    expect([...workspace.named.all()]).toEqual([`${ROOT}/company.json`]);
    expect(workspace.named.missing()).toEqual([`${ROOT}/company.json`]);
    expect(findingsOf(workspace, 'crypto-weak')).toHaveLength(1);
    const base = (text: string): boolean => workspace.setFile({ uri: `${ROOT}/company.json`, text });
    expect(base('{ "rules": { "crypto-weak": "off" } }')).toBe(true);
    expect(findingsOf(workspace, 'crypto-weak')).toHaveLength(0);
    expect(base('{ "rules": { "crypto-weak": "off" } }')).toBe(false);
    expect(base('{ "rules": { "crypto-weak": "hint" } }')).toBe(true);
    expect(findingsOf(workspace, 'crypto-weak')[0]?.severity).toBe('hint');
    workspace.removeFile(`${ROOT}/company.json`);
    expect(workspace.named.missing()).toEqual([`${ROOT}/company.json`]);
  });

  test('mistakes of a file that is extended stand in it, if it lies in the workspace', () => {
    const text = files({ 'repo/aovpn.json': '{ "extends": "../company.json" }' });
    expect(told(extending(text, { 'company.json': '{ "rules": { "crypto-week": "off" }, "extra": 1 }' })).sort()).toEqual([
      'company.json:config-broken error 37',
      'company.json:config-unknown-rule warning 14',
    ]);
  });

  test('else where it is extended', () => {
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': '{ "extends": "../company.json" }' })));
    // The command line, in a repository around the folder.
    workspace.setRoots([ROOT], ['file:///']);
    workspace.setBase('file:///company.json', { uri: 'file:///company.json', text: '{ "extra": 1, "rules": { "crypto-week": "off" } }' });
    expect(workspace.uris()).toEqual([`${ROOT}/aovpn.json`]);
    expect(workspace.findings(`${ROOT}/aovpn.json`).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^\.\.\/company\.json cannot be understood\. The project file has no property "extra"/),
    ]);
  });

  test('one that is a project file itself governs its own folder, and is told about once', () => {
    const workspace = workspaceOf(
      parseFixture(
        files({
          'aovpn.json': '{ "rules": { "crypto-week": "off", "crypto-weak": "hint" } }',
          'a/aovpn.json': '{ "extends": "../aovpn.json" }',
          'a/s.ps1': weak,
        }),
      ),
    );
    expect(workspace.named.missing()).toEqual([]);
    expect(told(workspace).sort()).toEqual([expect.stringMatching('^a/s.ps1:crypto-weak hint'), expect.stringMatching('^aovpn.json:config-unknown-rule')]);
  });

  test('hundreds may extend one, and its globs select among the files of all of them', () => {
    const workspace = extending(
      files({
        'clients/aovpn.json': '{ "extends": "../bank.json" }',
        'clients/p.xml': profile({ DHGroup: 'ECP384' }),
        'servers/aovpn.json': '{ "extends": "../bank.json" }',
        'servers/old/s.ps1': server(),
        'other/p.xml': profile({ DHGroup: 'ECP256' }),
      }),
      { 'bank.json': '{ "deployments": [{ "name": "bank", "clients": ["*/p.xml"], "servers": ["servers/**"] }] }' },
    );
    const found = findingsOf(workspace, 'policy-mismatch').filter(({ at }) => at.file.uri.startsWith(`${ROOT}/clients`));
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('pinned by deployment bank in bank.json')]);
    expect(findingsOf(workspace, 'config-glob-empty')).toEqual([]);
  });

  test('the name of a deployment may not be that of one that is extended', () => {
    const workspace = extending(files({ 'aovpn.json': '{ "extends": "a.json", "deployments": [{ "name": "Berlin" }] }' }), {
      'a.json': '{ "deployments": [{ "name": "berlin" }] }',
    });
    expect(findingsOf(workspace, 'config-name-twice').map(({ at, related }) => [at.file.uri, related[0]?.at.file.uri])).toEqual([
      [`${ROOT}/aovpn.json`, `${ROOT}/a.json`],
    ]);
  });

  test('what is shared need not concern everyone', () => {
    const workspace = extending(files({ 'aovpn.json': '{ "extends": "a.json" }', 's.ps1': server() }), {
      'a.json': '{ "overrides": [{ "files": ["lab"], "rules": { "crypto-weak": "off" } }] }',
    });
    expect(findingsOf(workspace, 'config-glob-empty')).toEqual([]);
  });
});

describe('over several workspace folders', () => {
  const two = (text: string): Workspace => workspaceOf(parseFixture(text), [`${ROOT}/one`, `${ROOT}/two`]);
  const strong = profile({ DHGroup: 'ECP384' });

  test('each has its own project file', () => {
    const weak = server({ DHGroup: 'Group2' });
    const workspace = two(
      files({
        'one/aovpn.json': '{ "rules": { "crypto-weak": "off" } }',
        'one/s.ps1': weak,
        'two/aovpn.json': '{ "rules": { "crypto-weak": "error" } }',
        'two/s.ps1': weak,
      }),
    );
    expect(findingsOf(workspace, 'crypto-weak').map(({ at, severity: each }) => [at.file.uri, each])).toEqual([[`${ROOT}/two/s.ps1`, 'error']]);
  });

  test('a glob may reach into another one, and only what it pins is compared', () => {
    const workspace = two(
      files({
        'one/aovpn.json': '{ "deployments": [{ "name": "bank", "clients": ["a.xml"], "servers": ["../two/*.ps1"] }] }',
        'one/a.xml': strong,
        'one/b.xml': profile({ DHGroup: 'ECP256' }),
        'two/s.ps1': server(),
      }),
    );
    const found = findingsOf(workspace, 'policy-mismatch');
    expect(found.map(({ at }) => at.file.uri.slice(ROOT.length)).sort()).toEqual(['/one/a.xml', '/two/s.ps1']);
    expect(found[0]?.message).toContain('pinned by deployment bank in aovpn.json');
  });

  test('also where the other one has a project file of its own', () => {
    const workspace = two(
      files({
        'one/aovpn.json': '{ "deployments": [{ "name": "bank", "clients": ["../two/clients"], "servers": ["s.ps1"] }] }',
        'one/s.ps1': server(),
        'two/aovpn.json': '{}',
        'two/clients/a.xml': strong,
      }),
    );
    expect(findingsOf(workspace, 'policy-mismatch')).toHaveLength(2);
  });

  test('a device tunnel and a user tunnel of one deployment are so in any folders', () => {
    const device = profile({}, 'IKEv2').replace('<VPNProfile>', '<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS>');
    const user = profile().replace('<VPNProfile>', '<VPNProfile><RegisterDNS>true</RegisterDNS>');
    const text = (globs: string): string =>
      files({ 'one/aovpn.json': `{ "deployments": [{ "name": "bank", "clients": ["d.xml", "${globs}"] }] }`, 'one/d.xml': device, 'two/u.xml': user });
    expect(findingsOf(two(text('../two/u.xml')), 'registerdns-both')).not.toEqual([]);
    expect(findingsOf(two(text('d.xml')), 'registerdns-both')).toEqual([]);
  });

  test('a glob that leads out of the workspace may select what is there', () => {
    const workspace = two(files({ 'one/aovpn.json': '{ "deployments": [{ "name": "bank", "servers": ["../three/*.ps1", "../two/*.ps1"] }] }' }));
    expect(findingsOf(workspace, 'config-glob-empty').map(({ message }) => message.split(' ')[0])).toEqual(['../two/*.ps1']);
  });
});

describe('a file in more than one deployment', () => {
  const clients = { 'a.xml': profile({ DHGroup: 'ECP384' }), 'b.xml': profile({ DHGroup: 'ECP384' }) };
  const config = (more = ''): string =>
    `{ "deployments": [{ "name": "berlin", "clients": ["a.xml", "b.xml"], "servers": ["berlin.ps1"] }, { "name": "lisbon", "clients": ["a.xml"], "servers": ["lisbon.ps1"${more}] }] }`;

  test('is compared in each of them', () => {
    const workspace = workspaceOf(
      parseFixture(files({ 'aovpn.json': config(), ...clients, 'berlin.ps1': server(), 'lisbon.ps1': server({ DHGroup: 'ECP256' }) })),
    );
    const about = (path: string): string[] =>
      workspace.findings(`${ROOT}/${path}`).flatMap(({ rule, message }) => (rule.id === 'policy-mismatch' ? [message] : []));
    expect(about('a.xml').map((message) => /deployment (\w+)/.exec(message)?.[1])).toEqual(['berlin', 'lisbon']);
    expect(about('b.xml').map((message) => /deployment (\w+)/.exec(message)?.[1])).toEqual(['berlin']);
    expect(about('berlin.ps1')).toEqual([expect.stringContaining('2 clients')]);
    expect(about('lisbon.ps1')).toHaveLength(1);
    expect(about('lisbon.ps1')[0]).not.toContain('2 clients');
  });

  test('a server in two of them is told once of each client', () => {
    const text = files({ 'aovpn.json': config(', "berlin.ps1"'), ...clients, 'berlin.ps1': server(), 'lisbon.ps1': server() });
    const [mirror, ...more] = findingsOf(workspaceOf(parseFixture(text)), 'policy-mismatch').filter(({ at }) => at.file.uri.endsWith('berlin.ps1'));
    expect(more).toEqual([]);
    expect(mirror?.message).toContain('2 clients');
    expect(mirror?.related).toHaveLength(2);
  });
});

describe('the target', () => {
  const outOfOrder = '<VPNProfile><NativeProfile><Servers>a</Servers></NativeProfile><⟦AlwaysOn⟧>true</AlwaysOn></VPNProfile>\n';
  const severities = (config: string): string[] =>
    findingsOf(workspaceOf(parseFixture(files({ 'aovpn.json': config, 'a.xml': outOfOrder }))), 'xml-order').map((finding) => finding.severity);
  const deployment = (...targets: (string | undefined)[]): string =>
    JSON.stringify({ target: 'configmgr', deployments: targets.map((target, index) => ({ name: String(index), clients: ['*.xml'], target })) });

  test.each([
    ['unknown', '{}', ['hint']],
    ['Intune', '{ "target": "intune" }', ['information']],
    ['PowerShell', '{ "target": "powershell" }', []],
    ['that of the deployment counts', deployment('intune'), ['information']],
    ['else that of the project', deployment(undefined), []],
    ['of two, the one that is stricter', deployment('powershell', 'intune'), ['information']],
  ])('%s', (_, config, expected) => {
    expect(severities(config)).toEqual(expected);
  });

  test('of a deployment of which it is not known', () => {
    expect(severities('{ "deployments": [{ "name": "a", "clients": ["*.xml"], "target": "powershell" }, { "name": "b", "clients": ["*.xml"] }] }')).toEqual([
      'hint',
    ]);
  });
});

test('an override that selects nothing is told', () => {
  expectFindings('config-glob-empty', files({ 'aovpn.json': '{ "overrides": [{ "files": ["*.ps1", "⟦lab⟧"], "rules": {} }] }', 's.ps1': server() }));
});
