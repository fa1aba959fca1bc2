import { describe, expect, test } from 'vitest';
import { governing } from '../../server/src/workspace/project-extends.ts';
import { Glob } from '../../server/src/workspace/glob.ts';
import { readProject, type StatedProject } from '../../server/src/workspace/project-file.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

const projectAt = (folder: string, text = '{}'): StatedProject => readProject({ uri: `${ROOT}${folder}/aovpn.json`, text });
const read = (text: string): StatedProject => projectAt('', text);
const texts = (list: readonly { text: string }[]): string[] => list.map(({ text }) => text);

describe('what is read', () => {
  test('comments, trailing commas and the schema are allowed', () => {
    const project = read(`// of the network team
{
  "$schema": "./schema.json", /* not needed */
  "deployments": [{ "name": "berlin", "clients": ["a/*.xml", "b"], "servers": ["s.ps1",], "loadBalancers": ["f5"], "baseline": "hicks-enhanced", }],
  "rules": { "crypto-weak": "off", },
  "baseline": "microsoft-minimum",
  "minimumWindows": "Windows 10 1809",
  "exclude": ["old"],
  "overrides": [{ "files": ["lab/**"], "rules": { "reg-path": "hint" } }],
}
`);
    expect(project.errors).toEqual([]);
    expect(project.deployments.map(({ name, clients, servers, loadBalancers }) => [name.text, texts(clients), texts(servers), texts(loadBalancers)])).toEqual([
      ['berlin', ['a/*.xml', 'b'], ['s.ps1'], ['f5']],
    ]);
    expect(project.rules.map(({ id, severity }) => [id.text, severity])).toEqual([['crypto-weak', 'off']]);
    expect(texts(project.exclude)).toEqual(['old']);
    expect(project.overrides.map((override) => [texts(override.files), override.rules.map(({ id, severity }) => [id.text, severity])])).toEqual([
      [['lab/**'], [['reg-path', 'hint']]],
    ]);
  });

  const NOTHING = { errors: [], deployments: [], rules: [], exclude: [], overrides: [] };

  test.each(['{}', '// later\n{}\n'])('%j says nothing', (text) => {
    expect(read(text)).toMatchObject(NOTHING);
  });
  test.each(['', ' \r\n'])('%j says nothing', (text) => {
    expect(read(text)).toMatchObject(NOTHING);
  });

  test('a pin can be written into an empty file', () => {
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': '\n', 'adatum/p.xml': profile({ DHGroup: 'ECP384' }), 'scripts/s.ps1': server() })));
    const [finding] = findingsOf(workspace, 'policy-mismatch');
    expect(printed(applied(workspace, finding ?? expect.fail('no finding'), /^Pin/))).toContain('"clients": [');
  });

  test('a place is the text between the quotes', () => {
    const text = '{ "exclude": ["a\\u0062c"], "rules": { "crypto-weak": "off" } }';
    const { exclude, rules } = read(text);
    const [glob] = exclude;
    expect(glob?.text).toBe('abc');
    expect(text.slice(glob?.span.start, glob?.span.end)).toBe('a\\u0062c');
    expect(text.slice(rules[0]?.id.span.start, rules[0]?.id.span.end)).toBe('crypto-weak');
  });
});

/** A baseline as a project file states it. */
const OWN =
  '{ "AuthenticationTransformConstants": "GCMAES256", "CipherTransformConstants": "gcmaes256", "DHGroup": "Group14", "EncryptionMethod": "AES256", "IntegrityCheckMethod": "SHA384", "PfsGroup": "ECP256" }';

test('a baseline of its own can be chosen, in any letter case of the values', () => {
  const project = read(`{ "baseline": "own", "baselines": { "own": ${OWN} }, "deployments": [{ "name": "x", "baseline": "cnsa-1" }, { "name": "y" }] }`);
  expect(project.errors).toEqual([]);
  expect(project.baseline).toMatchObject({ id: 'own', exact: false, values: { CipherTransformConstants: 'AES256-GCM', DHGroup: 'dh14' } });
  expect(project.deployments.map(({ baseline }) => baseline?.id)).toEqual(['cnsa-1', undefined]);
});

describe('what is wrong', () => {
  const TOP = 'It takes extends, deployments, target, rules, baseline, baselines, baselineFile, minimumWindows, exclude, overrides.';
  const SEVERITY = 'A severity is one of error, warning, information, hint and off.';

  test.each([
    ['⟦[]⟧', 'The project file must be an object.'],
    ['⟦"x"⟧', 'The project file must be an object.'],
    ['{ ⟦"deployment"⟧: [] }', `The project file has no property "deployment". ${TOP}`],
    ['{ ⟦"Rules"⟧: {} }', `The project file has no property "Rules". ${TOP}`],
    ['{ "deployments": ⟦{}⟧ }', 'deployments must be a list.'],
    ['{ "deployments": [⟦"berlin"⟧] }', 'A deployment must be an object.'],
    ['{ "deployments": [⟦{}⟧] }', 'A deployment needs a name.'],
    ['{ "deployments": [{ "name": ⟦1⟧ }] }', 'A deployment needs a name.'],
    [
      '{ "deployments": [{ "name": "x", ⟦"client"⟧: [] }] }',
      'A deployment has no property "client". It takes name, clients, servers, loadBalancers, serverPolicy, target, baseline.',
    ],
    ['{ "deployments": [{ "name": "x", "clients": ⟦"a.xml"⟧ }] }', 'clients must be a list.'],
    ['{ "deployments": [{ "name": "x", "servers": ["a.ps1", ⟦2⟧] }] }', 'servers must list texts.'],
    ['{ "deployments": [{ "name": "x", "loadBalancers": [⟦null⟧] }] }', 'loadBalancers must list texts.'],
    ['{ "baseline": ⟦"hicks-enhance"⟧ }', 'There is no baseline hicks-enhance. Did you mean hicks-enhanced?'],
    ['{ "baseline": ⟦true⟧ }', 'A baseline is one of windows-default, microsoft-minimum, hicks-enhanced, cnsa-1.'],
    ['{ "deployments": [{ "name": "x", "baseline": ⟦"none at all"⟧ }] }', 'A baseline is one of windows-default, microsoft-minimum, hicks-enhanced, cnsa-1.'],
    ['{ "baselines": ⟦[]⟧ }', 'baselines must be an object of names and values.'],
    ['{ "baselines": { "own": ⟦1⟧ } }', 'A baseline must be an object.'],
    [`{ "baselines": { ⟦"cnsa-1"⟧: ${OWN} } }`, 'cnsa-1 is a published baseline. Choose another name.'],
    [`{ "baselines": { "own": ${OWN.replace('"Group14"', '⟦"PFS2048"⟧')} } }`, 'DHGroup is one of None, Group1, Group2, Group14, ECP256, ECP384, Group24.'],
    [`{ "baselines": { ⟦"own"⟧: ${OWN.replace('"DHGroup": "Group14", ', '')} } }`, 'A baseline states six values. DHGroup is missing.'],
    [
      `{ "baselines": { "own": ${OWN.replace('{ ', '{ ⟦"Lifetime"⟧: 1, ')} } }`,
      'A baseline has no property "Lifetime". It takes EncryptionMethod, IntegrityCheckMethod, DHGroup, CipherTransformConstants, AuthenticationTransformConstants, PfsGroup.',
    ],
    ['{ "exclude": ⟦"old"⟧ }', 'exclude must be a list.'],
    ['{ "exclude": [⟦["old"]⟧] }', 'exclude must list texts.'],
    ['{ "rules": ⟦["crypto-weak"]⟧ }', 'rules must be an object of rule ids and severities.'],
    ['{ "rules": { "crypto-weak": ⟦"warn"⟧ } }', SEVERITY],
    ['{ "rules": { "crypto-weak": ⟦"Off"⟧ } }', SEVERITY],
    ['{ "rules": { "crypto-weak": ⟦false⟧ } }', SEVERITY],
    ['{ "overrides": ⟦{}⟧ }', 'overrides must be a list.'],
    ['{ "overrides": [⟦"lab"⟧] }', 'An override must be an object.'],
    ['{ "overrides": [{ ⟦"exclude"⟧: [] }] }', 'An override has no property "exclude". It takes files, rules.'],
    ['{ "overrides": [{ "files": ⟦"lab"⟧ }] }', 'files must be a list.'],
    ['{ "overrides": [{ "rules": { "crypto-weak": ⟦0⟧ } }] }', SEVERITY],
    ['{ "rules": { "crypto-weak" ⟦"⟧off" } }', 'This is not valid JSON (colon expected).'],
    ['{ "rules": {} ⟦"⟧exclude": [] }', 'This is not valid JSON (comma expected).'],
    ['{ "exclude": [⟦o⟧ld] }', 'This is not valid JSON (invalid symbol).'],
  ])('%s', (marked, message) => {
    const {
      files: [file],
      marks: [mark],
    } = parseFixture(`=== aovpn.json\n${marked}`);
    const { errors } = readProject(file ?? expect.fail('no file'));
    expect(errors.map((error) => [error.span.start, error.message])).toContainEqual([mark?.start, message]);
    // A place that is not valid JSON may be one character or the rest of a token.
    if (!message.startsWith('This is not')) expect(errors).toEqual([{ span: { start: mark?.start, end: mark?.end }, message }]);
  });

  test('a text that ends early has its error where it ends, with a place that can be shown', () => {
    const text = '{ "exclude": ["old"';
    for (const { span, message } of read(text).errors) {
      expect(message).toMatch(/^This is not valid JSON \([a-z ]+\)\.$/);
      expect(span.end).toBeGreaterThan(span.start);
      expect(span.start).toBeLessThanOrEqual(text.length);
    }
    expect(read(text).errors).not.toEqual([]);
  });

  test('nothing of a text that is not JSON is in force', () => {
    expect(read('{ "exclude": ["old"], "rules": { "crypto-weak": "off" }')).toMatchObject({ rules: [], exclude: [], deployments: [], overrides: [] });
  });

  test('what is right beside what is wrong is in force', () => {
    const project = read('{ "exclude": ["old", 1], "rules": { "crypto-weak": "off", "reg-path": "none" }, "deployment": 1 }');
    expect(project.errors).toHaveLength(3);
    expect(texts(project.exclude)).toEqual(['old']);
    expect(project.rules.map(({ id }) => id.text)).toEqual(['crypto-weak']);
  });
});

describe('globs', () => {
  const matches = (pattern: string, path: string, folder = ''): boolean =>
    new Glob(pattern, { start: 0, end: 0 }, `${ROOT}${folder}`).matches(`${ROOT}/${path}`);

  test.each([
    ['a.xml', 'a.xml', true],
    ['a.xml', 'sub/a.xml', false],
    ['*.xml', 'a.xml', true],
    ['*.xml', 'sub/a.xml', false],
    ['**/*.xml', 'a.xml', true],
    ['**/*.xml', 'sub/deep/a.xml', true],
    ['./sub/*.xml', 'sub/a.xml', true],
    ['sub', 'sub/a.xml', true],
    ['sub', 'sub/deep/a.xml', true],
    ['sub', 'subway/a.xml', false],
    ['sub', 'other/sub/a.xml', false],
    ['sub/', 'sub/deep/a.xml', true],
    ['sub/**', 'sub/deep/a.xml', true],
    ['s*', 'sub/deep/a.xml', true],
    ['{a,b}.xml', 'b.xml', true],
    ['SUB/A.XML', 'sub/a.xml', true],
    ['sub/a.xml', 'Sub/A.xml', true],
    ['*', '.hidden/a.xml', true],
    ['**/*.xml', '.hidden/a.xml', true],
    ['r\u00e4ume/*.xml', 'r%C3%A4ume/a.xml', true],
    ['with blank/*.xml', 'with%20blank/a.xml', true],
    ['[', 'a.xml', false],
    ['/a.xml', 'a.xml', false],
    ['sub\\a.xml', 'sub/a.xml', false],
  ])('%s selects %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  test('are relative to the folder of the project file', () => {
    expect(matches('a.xml', 'berlin/a.xml', '/berlin')).toBe(true);
    expect(matches('berlin/a.xml', 'berlin/a.xml', '/berlin')).toBe(false);
    expect(matches('../a.xml', 'a.xml', '/berlin')).toBe(true);
    expect(matches('**', 'lisbon/a.xml', '/berlin')).toBe(false);
  });

  test('never reach into another scheme', () => {
    expect(new Glob('**', { start: 0, end: 0 }, ROOT).matches('vscode-vfs:///project/a.xml')).toBe(false);
  });
  test.each(['', './'])('%j selects nothing or all, and does no harm', (pattern) => {
    expect(() => matches(pattern, 'a.xml')).not.toThrow();
  });
});

describe('the nearest project file governs', () => {
  const projects = [projectAt(''), projectAt('/berlin'), projectAt('/berlin/old')];
  const folderOf = (path: string): string | undefined => governing(`${ROOT}${path}`, projects)?.file.uri.slice(ROOT.length);

  test.each([
    ['/a.xml', '/aovpn.json'],
    ['/berlin/a.xml', '/berlin/aovpn.json'],
    ['/berlin/sub/a.xml', '/berlin/aovpn.json'],
    ['/berlin/old/a.xml', '/berlin/old/aovpn.json'],
    ['/berlin2/a.xml', '/aovpn.json'],
  ])('%s', (path, project) => {
    expect(folderOf(path)).toBe(project);
  });

  test('and none governs what lies beside it', () => {
    expect(governing('file:///elsewhere/a.xml', projects)).toBeUndefined();
  });

  const weak = (group = '⟦Group2⟧'): string => server({ DHGroup: group });
  const off = '{ "rules": { "crypto-weak": "off" } }';

  test('for severities: what the outer one says is not inherited', () => {
    expectFindings('crypto-weak', files({ 'aovpn.json': off, 'a.ps1': weak('Group2'), 'berlin/aovpn.json': '{}', 'berlin/b.ps1': weak() }));
    expectFindings('crypto-weak', files({ 'aovpn.json': '{}', 'a.ps1': weak(), 'berlin/aovpn.json': off, 'berlin/b.ps1': weak('Group2') }));
  });

  test('for exclusions', () => {
    expectFindings(
      'crypto-weak',
      files({ 'aovpn.json': '{ "exclude": ["**/*.ps1"] }', 'a.ps1': weak('Group2'), 'berlin/aovpn.json': '{}', 'berlin/b.ps1': weak() }),
    );
  });
  test('for deployments', () => {
    const outer = '{ "deployments": [{ "name": "outer", "clients": ["**/*.xml"], "servers": ["s.ps1"] }] }';
    const text = files({
      'aovpn.json': outer,
      's.ps1': server(),
      'a.xml': profile(),
      'berlin/aovpn.json': '{}',
      'berlin/b.xml': profile({ DHGroup: 'ECP384' }),
      'berlin/s.ps1': server({ DHGroup: 'ECP384' }),
    });
    expectFindings('policy-mismatch', text);
  });
});

describe('severities', () => {
  const severities = (config: string, path = 's.ps1'): string[] => {
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': config, [path]: server({ DHGroup: 'Group2', PfsGroup: 'PFS1' }) })));
    return workspace.findings(`${ROOT}/${path}`).map(({ rule, severity }) => `${rule.id} ${severity}`);
  };

  test('are the defaults where nothing is said', () => {
    expect(severities('{}')).toEqual(['crypto-weak warning', 'crypto-broken error']);
  });

  test('can be raised and lowered, even beyond what the sources warrant', () => {
    expect(severities('{ "rules": { "crypto-weak": "error", "crypto-broken": "hint" } }')).toEqual(['crypto-weak error', 'crypto-broken hint']);
  });

  test('the last override that matches the file and names the rule wins, and it wins over the rules', () => {
    const config = JSON.stringify({
      rules: { 'crypto-weak': 'off', 'crypto-broken': 'off' },
      overrides: [
        { files: ['lab'], rules: { 'crypto-weak': 'error' } },
        { files: ['**/*.ps1'], rules: { 'crypto-weak': 'hint' } },
        { files: ['lab/*.ps1'], rules: { 'crypto-broken': 'information' } },
        { files: ['other'], rules: { 'crypto-weak': 'off' } },
      ],
    });
    expect(severities(config, 'lab/s.ps1')).toEqual(['crypto-weak hint', 'crypto-broken information']);
    expect(severities(config, 's.ps1')).toEqual(['crypto-weak hint']);
  });

  test('of the findings in the project file itself', () => {
    expectFindings('config-unknown-rule', '=== aovpn.json\n{ "rules": { "crypto-week": "off", "config-unknown-rule": "off" } }\n');
  });
});

describe('exclusions', () => {
  const config = '{ "exclude": ["old"] }';

  test('leave out every finding of the file', () => {
    const text = files({
      'aovpn.json': config,
      'old/s.ps1': `# aovpn-disable crypto-week\n${server({ DHGroup: 'Group2' })}`,
      'old/p.xml': '<VPNProfile><NativeProfile>',
    });
    expectFindings('crypto-weak', text);
  });

  test('an excluded server is compared with nobody, and makes nobody doubt', () => {
    expectFindings('policy-mismatch', files({ 'aovpn.json': config, 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'old/s.ps1': server() }));
    const two = files({
      'aovpn.json': config,
      'client/p.xml': profile({ DHGroup: '⟦ECP384⟧' }),
      'old/s.ps1': server({ DHGroup: 'ECP256' }),
      'server/s.ps1': server({ DHGroup: '⟦Group14⟧' }),
    });
    expectFindings('policy-mismatch', two);
  });

  test('an excluded client is not told on the server', () => {
    expectFindings('policy-mismatch', files({ 'aovpn.json': config, 'old/p.xml': profile({ DHGroup: 'ECP384' }), 'server/s.ps1': server() }));
  });

  test('come into force and go with the project file', () => {
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'old/s.ps1': server() })));
    const count = (): number => findingsOf(workspace, 'policy-mismatch').length;
    expect(count()).toBe(2);
    const uri = `${ROOT}/aovpn.json`;
    workspace.setFile({ uri, text: config });
    expect(count()).toBe(0);
    workspace.setFile({ uri, text: '{}' });
    expect(count()).toBe(2);
    workspace.setFile({ uri, text: config });
    workspace.removeFile(uri);
    expect(count()).toBe(2);
  });
});

describe('what the rules say about a project file', () => {
  test('an unknown rule, in the rules and in an override', () => {
    const text =
      '=== aovpn.json\n{ "rules": { "⟦crypto-week⟧": "off" }, "overrides": [{ "files": [], "rules": { "⟦no-such-rule⟧": "off", "crypto-weak": "off" } }] }\n';
    const workspace = expectFindings('config-unknown-rule', text);
    expect(findingsOf(workspace, 'config-unknown-rule').map(({ message }) => message)).toEqual([
      'There is no rule crypto-week. Did you mean crypto-weak?',
      'There is no rule no-such-rule.',
    ]);
    const [finding] = findingsOf(workspace, 'config-unknown-rule');
    const plain = text.replace(/[⟦⟧]/g, '');
    expect(printed(applied(workspace, finding ?? expect.fail('no finding'), 'Change to crypto-weak'))).toBe(plain.replace('crypto-week', 'crypto-weak'));
  });

  test('an empty glob for clients and for servers', () => {
    const config = '{ "deployments": [{ "name": "x", "clients": ["⟦a/*.xml⟧"], "servers": ["s.ps1", "⟦t.ps1⟧"] }] }';
    expectFindings('config-glob-empty', files({ 'aovpn.json': config, 's.ps1': server() }));
  });

  test('a glob in another letter case, and one for a folder, are not empty', () => {
    expectFindings(
      'config-glob-empty',
      files({ 'aovpn.json': '{ "deployments": [{ "name": "x", "servers": ["S.PS1", "sub"] }] }', 's.ps1': server(), 'sub/t.ps1': server() }),
    );
  });

  test('servers that differ, once for each deployment and with all their places', () => {
    const config = '{ "deployments": [{ "name": "⟦one⟧", "servers": ["*.ps1"] }, { "name": "two", "servers": ["a.ps1"] }] }';
    const workspace = expectFindings(
      'config-servers-differ',
      files({ 'aovpn.json': config, 'a.ps1': server(), 'b.ps1': server({ DHGroup: 'ECP384' }), 'c.ps1': server() }),
    );
    const [finding] = findingsOf(workspace, 'config-servers-differ');
    expect(finding).toMatchObject({
      severity: 'warning',
      message: 'The servers of one state different policies (a.ps1, b.ps1 and c.ps1). A client can match only one of them.',
    });
    expect(finding?.related.map(({ at }) => at.file.uri)).toEqual(['a', 'b', 'c'].map((name) => `${ROOT}/${name}.ps1`));
  });

  test.each([
    ['an L2TP policy', server({ DHGroup: 'ECP384' }, ' -TunnelType L2TP')],
    ['a script that goes back to the default', 'Set-VpnServerConfiguration -RevertToDefault\n'],
    ['a policy that a later one replaces', server({ DHGroup: 'ECP384' }) + server()],
    ['a client', 'Set-VpnConnectionIPsecConfiguration -ConnectionName A -RevertToDefault -Force\n'],
  ])('%s is no other policy', (_, text) => {
    const workspace = workspaceOf(
      parseFixture(files({ 'aovpn.json': '{ "deployments": [{ "name": "x", "servers": ["*.ps1"] }] }', 'a.ps1': server(), 'b.ps1': text })),
    );
    expect(findingsOf(workspace, 'config-servers-differ')).toEqual([]);
  });
});
