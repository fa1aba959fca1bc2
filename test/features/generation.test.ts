import { describe, expect, test } from 'vitest';
import { generated, generationChoices } from '../../server/src/features/generation/generate.ts';
import { knownSuite, normalised } from '../../server/src/model/policy.ts';
import { verdictsOf } from '../../server/src/workspace/verdict.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { PROFILE_TEXTS, SERVER_TEXTS, walked } from '../support/authoring.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** The first file of a fixture, at its cursor or its beginning. */
function opened(text: string): { workspace: Workspace; uri: string; offset: number } {
  const fixture = parseFixture(text);
  const uri = fixture.cursor?.uri ?? fixture.files[0]?.uri ?? ROOT;
  return { workspace: workspaceOf(fixture), uri, offset: fixture.cursor?.offset ?? 0 };
}

/** What is offered, or why nothing is. */
function offered(text: string): string[] | string {
  const { workspace, uri, offset } = opened(text);
  const found = generationChoices(workspace, uri, offset);
  return 'reason' in found ? found.reason : found.choices.map(({ id }) => id);
}

function made(text: string, choice: string) {
  const { workspace, uri, offset } = opened(text);
  const result = generated(workspace, uri, offset, choice);
  return 'reason' in result ? expect.fail(result.reason) : result;
}

const device = profile().replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>');
const NO_NAME = '<name of the connection>';

describe('what is offered', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['of a profile', { 'p.xml': profile() }, ['server-cmdlet', 'client-cmdlet', 'azure', 'wmi-script', 'intune', 'verification']],
    ['of a server policy', { 'rras.ps1': server() }, ['client-cmdlet', 'profilexml', 'azure', 'verification']],
    ['of a client policy', { 'c.ps1': client() }, ['server-cmdlet', 'profilexml', 'azure', 'verification']],
    ['of a profile in a script', { 'd.ps1': `$x = @'\n${profile()}'@\n` }, ['server-cmdlet', 'client-cmdlet', 'azure', 'wmi-script', 'intune', 'verification']],
    ['of what Azure has no word for', { 'rras.ps1': server({ EncryptionMethod: 'DES3' }) }, ['client-cmdlet', 'profilexml', 'verification']],
    ['of what ProfileXML has no word for', { 'rras.ps1': server({ CipherTransformConstants: 'None' }) }, ['client-cmdlet', 'verification']],
    ['of a server without a policy', { 'rras.ps1': 'Set-VpnServerConfiguration -RevertToDefault\n' }, ['client-cmdlet', 'verification']],
    [
      'of a profile with SSTP',
      { 'p.xml': '<VPNProfile><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n' },
      ['wmi-script', 'intune'],
    ],
    ['of a policy that is not known', { 'rras.ps1': server({ DHGroup: '$group' }) }, ['verification']],
    [
      'of a profile that may be a device tunnel',
      { 'p.xml': profile().replace('<AlwaysOn>', '<DeviceTunnel>$Device</DeviceTunnel><AlwaysOn>') },
      ['server-cmdlet', 'client-cmdlet', 'azure', 'intune', 'verification'],
    ],
  ])('%s', (_, texts, expected) => {
    expect(offered(files(texts))).toEqual(expected);
  });

  test('nothing, and why', () => {
    expect(offered(files({ 'empty.ps1': 'Get-Date\n' }))).toBe(
      'There is no profile and no IPsec policy for IKEv2 in this document, so there is nothing to generate from.',
    );
    expect(offered(files({ 'two.ps1': `# Two connections.\n${client({}, 'A')}${client({ DHGroup: 'ECP384' }, 'B')}` }))).toBe(
      'This document states several policies or profiles. Put the cursor on the one that is meant.',
    );
  });
});

describe('of several, the one at the cursor', () => {
  const two = (first: string, second: string): string => `=== two.ps1\n${first}${second}`;

  test('policies', () => {
    const text = two(client({}, 'A'), client({ DHGroup: '⟦⟧ECP384' }, 'B'));
    expect(made(text, 'server-cmdlet').text).toContain("DHGroup = 'ECP384'");
  });

  test('profiles in a script', () => {
    const text = two(`$a = @'\n${profile({ DHGroup: 'ECP256' })}'@\n`, `$b = @'\n⟦⟧${profile({ DHGroup: 'ECP384' })}'@\n`);
    expect(made(text, 'azure').text).toContain("DhGroup = 'ECP384'");
  });

  test('a server script that also holds a client', () => {
    expect(made(two(server({ DHGroup: 'ECP256' }), client({ DHGroup: '⟦⟧ECP384' })), 'server-cmdlet').text).toContain("DHGroup = 'ECP384'");
  });
});

describe('what is generated states the same', () => {
  /** The policies that a text states. */
  const policiesIn = (text: string, fileName: string) => {
    const workspace = new Workspace();
    const uri = `${ROOT}/${fileName}`;
    workspace.setFile({ uri, text });
    return workspace.partsOf(uri).flatMap(({ analysis }) => analysis.reading.facts.policies);
  };
  const sources = ['user', 'device'].flatMap((tunnel) =>
    ['hicks-enhanced', 'microsoft-minimum', 'cnsa-1'].map((baseline): [string, string] => {
      const { ready } = walked('profile', { ...PROFILE_TEXTS, tunnel, policy: `baseline:${baseline}` });
      return [`${tunnel} ${baseline}`, `=== ${ready.fileName}\n${ready.text}`];
    }),
  );

  test.each(sources)('%s, and agrees with the profile', (_, text) => {
    const { workspace, uri } = opened(text);
    const [own] = workspace.partsOf(uri).flatMap(({ analysis }) => analysis.reading.facts.policies);
    const suite = own && knownSuite(own);
    expect(suite).toBeDefined();
    for (const choice of ['server-cmdlet', 'client-cmdlet', 'azure', 'wmi-script', 'intune']) {
      const result = made(text, choice);
      expect(policiesIn(result.text, result.fileName).map(knownSuite)).toEqual([suite]);
    }
    for (const choice of ['server-cmdlet', 'azure']) {
      const result = made(text, choice);
      const both = workspaceOf({
        files: [
          { uri: `${ROOT}/client/${uri.slice(ROOT.length + 1)}`, text: parseFixture(text).files[0]?.text ?? '' },
          { uri: `${ROOT}/server/${result.fileName}`, text: result.text },
        ],
      });
      expect(verdictsOf(both).map((verdict) => verdict.text)).toEqual(['project: 1 client, 1 server: agree']);
    }
  });

  test('a profile for Intune is the profile itself', () => {
    const { ready } = walked('profile', PROFILE_TEXTS);
    const result = made(`=== laptop.xml\n${ready.text}`, 'intune');
    expect([result.text, result.fileName, result.language]).toEqual([ready.text, 'laptop.xml', 'xml']);
  });

  test('from a server policy and back', () => {
    const { ready } = walked('server-policy', SERVER_TEXTS);
    const [own] = policiesIn(ready.text, 'rras.ps1');
    const clientText = made(`=== rras.ps1\n${ready.text}`, 'client-cmdlet').text;
    const [back] = policiesIn(made(`=== c.ps1\n${clientText}`, 'server-cmdlet').text, 'rras.ps1');
    expect(own && back && normalised(back)).toBe(own && normalised(own));
  });
});

describe('what nothing says is left open', () => {
  test('the name of a connection, and whose it is', () => {
    const result = made(files({ 'rras.ps1': server() }), 'client-cmdlet');
    expect(result.text).toContain(`-ConnectionName '${NO_NAME}' @policy -Force\n`);
    expect(result.notes).toEqual([
      `Write the connection's name for ${NO_NAME}: nothing here says it.`,
      'Add -AllUserConnection for a device tunnel and for any other connection of all users.',
    ]);
  });

  test('but not where the only client of the server says it', () => {
    const result = made(files({ 'rras.ps1': server(), 'c.ps1': client({}, "Contoso''s VPN").replace('-Force', '-AllUserConnection -Force') }), 'client-cmdlet');
    expect(result.text).toContain("-ConnectionName 'Contoso''s VPN' -AllUserConnection @policy -Force\n");
    expect(result.notes).toEqual([]);
  });

  test('a profile has no name in it, and says whose it is', () => {
    expect(made(files({ 'd.xml': device }), 'client-cmdlet')).toMatchObject({
      text: expect.stringContaining(`-ConnectionName '${NO_NAME}' -AllUserConnection @policy`) as string,
      notes: [`Write the connection's name for ${NO_NAME}: nothing here says it.`],
    });
  });

  test('a deployment script is named after the file, and says so', () => {
    const result = made(files({ 'laptop user.xml': profile() }), 'wmi-script');
    expect(result.fileName).toBe('deploy-laptop user.ps1');
    expect(result.text).toContain("$connection = 'laptop user'\n");
    expect(result.notes[0]).toBe('The connection is called laptop user, after the file. Write another name for $connection if you like.');
  });

  test('what a script fills into a profile', () => {
    const text = `=== d.ps1\n$x = @"\n${profile().replace('vpn.fabrikam.com', '$server')}"@\n`;
    expect(made(text, 'intune').notes).toContain('The script fills in one value of the profile: write what is meant in its place.');
  });
});

test('a choice that is not offered is answered with a sentence', () => {
  const { workspace, uri } = opened(files({ 'rras.ps1': server() }));
  for (const choice of ['intune', 'server-cmdlet', 'nothing'])
    expect(generated(workspace, uri, 0, choice)).toEqual({ reason: 'This cannot be generated here.' });
  const unknown = opened(files({ 'rras.ps1': server({ DHGroup: '$group' }) }));
  expect(generated(unknown.workspace, unknown.uri, 0, 'azure')).toEqual({
    reason: 'The policy does not say in a readable way what its DHGroup is. Write it out first.',
  });
});
