import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Change } from '../../server/src/model/change.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import { applied, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** The whole workspace after the fix of the only finding of a rule that is more than information. */
function fixed(ruleId: string, text: string, title: string | RegExp): string {
  const workspace = workspaceOf(parseFixture(text));
  const finding = findingsOf(workspace, ruleId).find(({ severity, fixes }) => severity !== 'information' || fixes().some((fix) => fix.title.startsWith('Pin')));
  if (!finding) throw new Error(`No finding of ${ruleId}`);
  return printed(applied(workspace, finding, title));
}

describe('policy-mismatch', () => {
  const text = files({ 'client/profile.xml': profile({ EncryptionMethod: 'AES_GCM_256' }), 'server/rras.ps1': server({ EncryptionMethod: 'GCMAES128' }) });

  test("takes the server's value over, spelled as ProfileXML does", () => {
    expect(fixed('policy-mismatch', text, /^Use the server's value here/)).toBe(text.replace('AES_GCM_256', 'AES_GCM_128'));
  });

  test("takes the client's value over, spelled as the cmdlet does", () => {
    expect(fixed('policy-mismatch', text, /^Use the client's value on the server/)).toBe(
      text.replace('-EncryptionMethod GCMAES128', '-EncryptionMethod GCMAES256'),
    );
  });

  test('aligns the whole suite', () => {
    const both = files({ 'client/profile.xml': profile({ DHGroup: 'ECP384', PfsGroup: 'ECP384' }), 'server/rras.ps1': server() });
    expect(fixed('policy-mismatch', both, 'Align all six values with the server')).toBe(
      files({ 'client/profile.xml': profile(), 'server/rras.ps1': server() }),
    );
  });

  test('moves both ESP values where one is AES-GCM', () => {
    const gcm = files({
      'client/profile.xml': profile(),
      'server/rras.ps1': server({ CipherTransformConstants: 'GCMAES256', AuthenticationTransformConstants: 'GCMAES256' }),
    });
    const expected = profile({ CipherTransformConstants: 'GCMAES256', AuthenticationTransformConstants: 'GCMAES256' });
    expect(fixed('policy-mismatch', gcm, /^Use the server's value here/)).toContain(expected);
  });

  test('writes into the hashtable that the command is given, in its quotes', () => {
    const splat = `$policy = @{\n    DHGroup  = "Group14"\n    PfsGroup = "PFS2048"\n}\nSet-VpnServerConfiguration -CustomPolicy @policy\n`;
    const before = files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': splat });
    expect(fixed('policy-mismatch', before, /^Use the client's value on the server/)).toBe(before.replace('"Group14"', '"ECP384"'));
  });

  test('writes where the variable is assigned', () => {
    const before = files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': `$group = 'Group14'\n${server({ DHGroup: '$group' })}` });
    expect(fixed('policy-mismatch', before, /^Use the client's value on the server/)).toBe(before.replace("'Group14'", "'ECP384'"));
  });

  test('leaves a variable alone that other parameters use for something else', () => {
    const before = files({
      'client/profile.xml': profile({ DHGroup: 'Group14' }),
      'server/rras.ps1': `$group = 'ECP384'\n${server({ DHGroup: '$group', PfsGroup: '$group' })}`,
    });
    expect(fixed('policy-mismatch', before, /^Use the client's value on the server/)).toBe(before.replace('-DHGroup $group', '-DHGroup Group14'));
  });

  test('is not offered where the value is put together', () => {
    const before = files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': `$bits = '14'\n${server({ DHGroup: '"Group$bits"' })}` });
    expect(() => fixed('policy-mismatch', before, /^Use the client's value on the server/)).toThrow('could not be written');
  });

  test('pins a doubtful pair in a new project file', () => {
    const before = files({ 'adatum/profile.xml': profile({ DHGroup: 'ECP384' }), 'scripts/rras.ps1': server() });
    expect(fixed('policy-mismatch', before, 'Pin to rras.ps1 in aovpn.json')).toBe(`${before}=== aovpn.json
{
  "deployments": [
    {
      "name": "project",
      "clients": [
        "adatum/profile.xml"
      ],
      "servers": [
        "scripts/rras.ps1"
      ]
    }
  ]
}
`);
  });

  test('adds the pin to a project file, and changes nothing else in it', () => {
    const config = `{\r\n\t// Weak values are known.\r\n\t"rules": { "crypto-weak": "off" }\r\n}\r\n`;
    const before = files({ 'aovpn.json': config, 'adatum/profile.xml': profile({ DHGroup: 'ECP384' }), 'scripts/rras.ps1': server() });
    expect(fixed('policy-mismatch', before, 'Pin to rras.ps1 in aovpn.json')).toContain(
      '{\r\n\t// Weak values are known.\r\n\t"rules": { "crypto-weak": "off" },\r\n\t"deployments": [\r\n\t\t{\r\n\t\t\t"name": "project",\r\n\t\t\t"clients": [\r\n\t\t\t\t"adatum/profile.xml"\r\n\t\t\t],\r\n\t\t\t"servers": [\r\n\t\t\t\t"scripts/rras.ps1"\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}\r\n',
    );
  });
});

describe('a suite that is added', () => {
  const bare = (eol: string): string =>
    [
      '<VPNProfile>',
      '\t<NativeProfile>',
      '\t\t<Servers>vpn.fabrikam.com</Servers>',
      '\t\t<NativeProtocolType>IKEv2</NativeProtocolType>',
      '\t\t<Authentication><MachineMethod>Certificate</MachineMethod></Authentication>',
      '\t</NativeProfile>',
      '</VPNProfile>',
      '',
    ].join(eol);

  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
  ])("takes the server's values, the indentation and the line ends (%s) of the profile", (_, eol) => {
    const before = files({ 'client/profile.xml': bare(eol), 'server/rras.ps1': server({ EncryptionMethod: 'GCMAES256' }) });
    const suite = [
      '\t\t<CryptographySuite>',
      '\t\t\t<AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants>',
      '\t\t\t<CipherTransformConstants>AES128</CipherTransformConstants>',
      '\t\t\t<PfsGroup>PFS2048</PfsGroup>',
      '\t\t\t<DHGroup>Group14</DHGroup>',
      '\t\t\t<IntegrityCheckMethod>SHA256</IntegrityCheckMethod>',
      '\t\t\t<EncryptionMethod>AES_GCM_256</EncryptionMethod>',
      '\t\t</CryptographySuite>',
    ];
    const line = `</NativeProtocolType>${eol}`;
    expect(fixed('policy-one-sided', before, "Add the server's suite")).toBe(before.replace(line, line + suite.map((each) => each + eol).join('')));
  });

  test('fits into one line', () => {
    const before = '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n';
    expect(fixed('crypto-missing', before, /published minimum/)).toContain(
      '</NativeProtocolType><CryptographySuite><AuthenticationTransformConstants>SHA256128<',
    );
  });

  test('completes one in the order of the schema', () => {
    const before = `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <CryptographySuite>
      <!-- agreed with the network team -->
      <DHGroup>Group14</DHGroup> <!-- not 2 -->
      <EncryptionMethod>AES256</EncryptionMethod>
    </CryptographySuite>
  </NativeProfile>
</VPNProfile>
`;
    expect(fixed('crypto-incomplete', before, 'Complete with the published minimum')).toBe(`=== profile.xml
<VPNProfile>
  <NativeProfile>
    <CryptographySuite>
      <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants>
      <CipherTransformConstants>AES128</CipherTransformConstants>
      <PfsGroup>PFS2048</PfsGroup>
      <!-- agreed with the network team -->
      <DHGroup>Group14</DHGroup>
      <IntegrityCheckMethod>SHA256</IntegrityCheckMethod> <!-- not 2 -->
      <EncryptionMethod>AES256</EncryptionMethod>
    </CryptographySuite>
  </NativeProfile>
</VPNProfile>
`);
  });
});

test('a weak value is raised everywhere at once', () => {
  const text = files({
    'client/user.xml': profile({ DHGroup: 'Group2' }),
    'client/device.xml': profile({ DHGroup: 'group2' }),
    'client/vpn.ps1': client({ DHGroup: "'Group2'" }),
    'server/rras.ps1': server({ DHGroup: 'Group2' }),
  });
  const after = fixed('crypto-weak', text, /^Use Group14 here and in the 3 other places/);
  expect(after).toBe(text.replaceAll(/group2/gi, 'Group14'));
});

test('parameters are added behind the last one, before a pipe and a comment', () => {
  const text = "=== c.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'X' -DHGroup Group14 `\n  -EncryptionMethod AES256 -Force | Out-Null # done\n";
  expect(fixed('ps-client-missing', text, 'Add the values of the published minimum')).toBe(
    text.replace(
      '-Force |',
      '-Force -IntegrityCheckMethod SHA256 -CipherTransformConstants AES128 -AuthenticationTransformConstants SHA256128 -PfsGroup PFS2048 |',
    ),
  );
});

test('entries are added to an aligned hashtable', () => {
  const text =
    "=== c.ps1\n$p = @{\n    ConnectionName   = 'X'\n    DHGroup          = 'Group14'\n    EncryptionMethod = 'AES256'\n}\nSet-VpnConnectionIPsecConfiguration @p -Force\n";
  expect(fixed('ps-client-missing', text, 'Add the values of the published minimum')).toBe(`=== c.ps1
$p = @{
    ConnectionName   = 'X'
    DHGroup          = 'Group14'
    EncryptionMethod = 'AES256'
    IntegrityCheckMethod = 'SHA256'
    CipherTransformConstants = 'AES128'
    AuthenticationTransformConstants = 'SHA256128'
    PfsGroup         = 'PFS2048'
}
Set-VpnConnectionIPsecConfiguration @p -Force
`);
});

test('a switch is added behind the name', () => {
  expect(fixed('ps-custompolicy-missing', '=== s.ps1\nset-vpnserverconfiguration -dhgroup group14\n', 'Add -CustomPolicy')).toBe(
    '=== s.ps1\nset-vpnserverconfiguration -CustomPolicy -dhgroup group14\n',
  );
});

describe('registry', () => {
  test('the key is replaced in the notation and with the ending that it had', () => {
    const text =
      '=== s.ps1\nNew-ItemProperty -Path “Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\\” -Name EnableServerFragmentation -PropertyType DWORD -Value 1 -Force\n';
    expect(fixed('reg-path', text, /^Write it under/)).toBe(text.replace('IKEEXT\\Parameters\\', 'RemoteAccess\\Parameters\\Ikev2\\'));
  });

  test('a path that another command shares is replaced where it is used', () => {
    const set = (name: string, path: string): string => `New-ItemProperty -Path ${path} -Name ${name} -PropertyType DWord -Value 1 -Force\n`;
    const text = `=== s.ps1\n$key = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters'\n${set('IkeNumEstablishedForInitialQuery', '$key')}${set('EnableServerFragmentation', '$key')}`;
    const right = "'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2'";
    expect(fixed('reg-path', text, /^Write it under/)).toBe(text.replace(set('EnableServerFragmentation', '$key'), set('EnableServerFragmentation', right)));
  });

  test('a missing type is added', () => {
    const text =
      "=== s.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -Value '50000' -Force\n";
    expect(fixed('reg-type', text, 'Set the type to DWord')).toBe(text.replace('-Force', '-Force -PropertyType DWord'));
  });

  test('the right service takes the place of the wrong one', () => {
    const text =
      '=== s.ps1\nNew-ItemProperty -Path \'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force\nRestart-Service "RemoteAccess" -Force\n';
    expect(fixed('reg-restart-service', text, 'Restart IKEEXT instead')).toBe(text.replace('"RemoteAccess"', '"IKEEXT"'));
  });
});

describe('a fix whose other file has been edited since', () => {
  const text = files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': server() });

  /** Finds the fix, edits the server's script, and writes the fix then. */
  function after(edit: (script: string) => string): string | undefined {
    const workspace = workspaceOf(parseFixture(text));
    const [finding] = workspace.findings(`${ROOT}/client/profile.xml`);
    const fix = finding?.fixes().find(({ title }) => title.startsWith("Use the client's value"));
    if (!fix) throw new Error('no fix');
    const uri = `${ROOT}/server/rras.ps1`;
    workspace.setFile({ uri, text: edit(server()) });
    // The finding is the same one as before: what the script says has not changed.
    workspace.findings(uri);
    const edits = workspace.edits(fix);
    return edits && applyEdits(edit(server()), edits);
  }

  test('is written where its place is now', () => {
    expect(after((script) => `# reviewed\n${script}`)).toBe(`# reviewed\n${server({ DHGroup: 'ECP384' })}`);
  });

  test('is not written over a value that somebody else has changed', () => {
    expect(after(() => server({ DHGroup: 'ECP256' }))).toBeUndefined();
  });

  test('is not written when the command is gone', () => {
    expect(after(() => '# nothing\n')).toBeUndefined();
  });
});

test.each([
  [
    'an empty object',
    '{}\n',
    '{\n  "deployments": [\n    {\n      "name": "project",\n      "clients": [\n        "adatum/profile.xml"\n      ],\n      "servers": [\n        "scripts/rras.ps1"\n      ]\n    }\n  ]\n}\n',
  ],
  [
    'an empty list',
    '{ "deployments": [] }\n',
    '{ "deployments": [\n    {\n      "name": "project",\n      "clients": [\n        "adatum/profile.xml"\n      ],\n      "servers": [\n        "scripts/rras.ps1"\n      ]\n    }\n  ] }\n',
  ],
  [
    'a deployment with that server',
    '{\n  "deployments": [\n    {\n      "name": "x",\n      "clients": ["other.xml"],\n      "servers": ["scripts/rras.ps1"]\n    }\n  ]\n}\n',
    '{\n  "deployments": [\n    {\n      "name": "x",\n      "clients": ["other.xml",\n        "adatum/profile.xml"],\n      "servers": ["scripts/rras.ps1"]\n    }\n  ]\n}\n',
  ],
])('a pin goes into %s', (_, config, expected) => {
  const text = files({ 'aovpn.json': config, 'adatum/profile.xml': profile({ DHGroup: 'ECP384' }), 'scripts/rras.ps1': server() });
  expect(fixed('policy-mismatch', text, 'Pin to rras.ps1 in aovpn.json')).toContain(`=== aovpn.json\n${expected}`);
});

describe('a pin', () => {
  const strong = profile({ DHGroup: 'ECP384' });
  const clientsAndServers = (text: string): unknown =>
    (JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as { deployments: unknown[] }).deployments.at(-1);

  /** The project files of a workspace after the pin, by their paths. */
  function pinned(texts: Record<string, string>, roots = [ROOT]): Record<string, string> {
    const workspace = workspaceOf(parseFixture(files(texts)), roots);
    const finding = findingsOf(workspace, 'policy-mismatch').find(({ at }) => at.file.uri.endsWith('.xml')) ?? expect.fail('no finding');
    const after = applied(workspace, finding, /^Pin/);
    for (const file of after) workspace.setFile(file);
    const severities = findingsOf(workspace, 'policy-mismatch').filter(({ at }) => at.file.uri === finding.at.file.uri);
    expect(severities.map(({ severity, message }) => `${severity} ${message.includes('pinned by')}`)).toEqual(['error true']);
    for (const rule of ['config-glob-empty', 'config-name-twice', 'config-broken']) expect(findingsOf(workspace, rule)).toEqual([]);
    return Object.fromEntries(after.filter(({ uri }) => uri.endsWith('aovpn.json')).map(({ uri, text }) => [uri.slice(ROOT.length + 1), text]));
  }

  test('goes into a new file of the workspace folder that holds both', () => {
    const found = pinned({ 'one/adatum/p.xml': strong, 'one/scripts/s.ps1': server(), 'two/x.ps1': '' }, [`${ROOT}/one`, `${ROOT}/two`]);
    expect(Object.keys(found)).toEqual(['one/aovpn.json']);
  });

  test('gets a name that no other deployment has', () => {
    const found = pinned({
      'aovpn.json': '{ "deployments": [{ "name": "Project", "servers": ["scripts"] }] }',
      'adatum/p.xml': strong,
      'scripts/s.ps1': server(),
    });
    expect(clientsAndServers(found['aovpn.json'] ?? '')).toMatchObject({ name: 'project s' });
  });

  test('names files whose names look like globs', () => {
    const found = pinned({ 'adatum/p [new] (1).xml': strong, 'scripts/{lisbon}!.ps1': server() });
    expect(clientsAndServers(found['aovpn.json'] ?? '')).toMatchObject({
      clients: ['adatum/p \\[new\\] \\(1\\).xml'],
      servers: ['scripts/\\{lisbon\\}\\!.ps1'],
    });
  });

  test("goes into the client's project file, and names a server beside its folder", () => {
    const found = pinned({ 'adatum/aovpn.json': '{}', 'adatum/p.xml': strong, 'scripts/s.ps1': server() });
    expect(clientsAndServers(found['adatum/aovpn.json'] ?? '')).toMatchObject({ clients: ['p.xml'], servers: ['../scripts/s.ps1'] });
  });
});

test('a fix that would insert into what it replaces is not written', () => {
  const text = '<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>\n';
  const workspace = workspaceOf({ files: [{ uri: `${ROOT}/p.xml`, text }] });
  const root = workspace.analysisOf(`${ROOT}/p.xml`)?.reading.facts.profiles[0]?.root;
  const alwaysOn = root?.children[0]?.at;
  if (!alwaysOn) throw new Error('No AlwaysOn');
  const inside = { kind: 'set-attribute', at: alwaysOn, name: 'a', value: '1' } as const;
  const fix = (first: Change): Fix => ({ title: 'Both', safe: false, changes: [first, inside] });
  expect(workspace.edits(fix({ kind: 'remove-element', at: alwaysOn }))).toBeUndefined();
  expect(workspace.edits(fix({ kind: 'set-value', at: alwaysOn, text: 'false' }))).toHaveLength(2);
});
