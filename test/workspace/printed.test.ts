import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';
import { clientRows, DEFAULT_ROWS, formatList, phonebookEntry, serverRows } from '../support/printed.ts';

const MISMATCH = 'policy-mismatch';
const DRIFT = 'policy-server-drift';
type Values = Parameters<typeof serverRows>[0];

const serverOutput = (values: Values = {}): string => `PS C:\\> Get-VpnServerIPsecConfiguration\n\n${formatList(serverRows(values))}`;
const clientOutput = (values: Values = {}): string =>
  `PS C:\\> Get-VpnConnection -Name 'Fabrikam' | Select-Object -ExpandProperty IPsecCustomPolicy\n\n${formatList(clientRows(values))}`;
const EMPTY = "PS C:\\> ⟦Get-VpnConnection⟧ -Name 'Fabrikam' | Select-Object -ExpandProperty IPsecCustomPolicy\n\nPS C:\\>\n";
/** AES128, SHA256, Group14, AES128, SHA256128, PFS2048, each digit group with room for a mark. */
const entry = (group = '03000000', strategy = '7'): string =>
  phonebookEntry('Fabrikam', ['NumCustomPolicy=1', `CustomIPSecPolicies=0200000002000000${group}030000000200000003000000`], strategy);
const titles = (text: string, rule: string): string[][] => {
  const workspace = workspaceOf(parseFixture(text));
  return findingsOf(workspace, rule).map((finding) => workspace.fixesOf(finding).map(({ fix }) => fix.title));
};

describe('a script beside output that differs', () => {
  const script = server();
  const output = serverOutput({ DHGroup: 'ECP384' });

  test('the client is compared with the script, and the output tells that it has drifted', () => {
    const set = { 'client/profile.xml': profile(), 'server/rras.ps1': script, 'server/output.txt': serverOutput({ DHGroup: '⟦ECP384⟧' }) };
    expectFindings(MISMATCH, files({ ...set, 'server/output.txt': output }));
    expectFindings(DRIFT, files(set));
  });

  test('a client that agrees with the output differs from the script', () => {
    expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }), 'server/output.txt': output }),
    );
  });

  test.each(['captures/server.txt', 'server/logs/rras1.log', 'client/server.txt', 'output.txt'])('also where the output lies in %s', (path) => {
    expectFindings(
      MISMATCH,
      files({ 'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }), [path]: output }),
    );
    expectFindings(DRIFT, files({ 'client/profile.xml': profile(), 'server/rras.ps1': script, [path]: serverOutput({ DHGroup: '⟦ECP384⟧' }) }));
  });

  test('the client’s own output beside the server’s is compared with the script as well', () => {
    const set = { 'client/profile.xml': profile(), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }), 'captures/server.txt': output };
    expectFindings(MISMATCH, files({ ...set, 'captures/client.txt': clientOutput({ DHGroup: '⟦ECP384⟧' }) }));
  });

  test('no client is needed to see the drift', () => {
    expectFindings(DRIFT, files({ 'rras.ps1': script, 'output.txt': serverOutput({ DHGroup: '⟦ECP384⟧', PfsGroup: '⟦ECP384⟧' }) }));
  });

  test('a deployment of the project file decides whose output it is', () => {
    const project = JSON.stringify({ deployments: [{ name: 'berlin', clients: ['a/*.xml'], servers: ['b/**', 'c/**'] }] });
    const set = { 'aovpn.json': project, 'a/profile.xml': profile(), 'b/rras.ps1': script, 'c/output.txt': serverOutput({ DHGroup: '⟦ECP384⟧' }) };
    expectFindings(DRIFT, files(set));
    expectFindings(MISMATCH, files({ ...set, 'c/output.txt': output }));
    expectFindings('config-servers-differ', files({ ...set, 'c/output.txt': output }));
  });

  test.each([
    ['folders of two deployments', { 'berlin/rras.ps1': script, 'lisbon/output.txt': output }],
    ['two scripts that differ', { 'one.ps1': script, 'two.ps1': server({ DHGroup: 'ECP256' }), 'output.txt': output }],
    ['a policy for L2TP', { 'rras.ps1': server({}, ' -TunnelType L2TP'), 'output.txt': output }],
    ['values that are not known', { 'rras.ps1': server({ DHGroup: '$group' }), 'output.txt': output }],
    ['output of a client', { 'connection.ps1': client(), 'output.txt': clientOutput({ DHGroup: 'ECP384' }) }],
  ])('%s say nothing', (_, set) => {
    expectFindings(DRIFT, files(set));
  });

  test('the printed value can be taken over into the script, and never the other way', () => {
    const workspace = workspaceOf(parseFixture(files({ 'rras.ps1': script, 'output.txt': output })));
    const [finding = expect.fail('no finding')] = findingsOf(workspace, DRIFT);
    expect(finding.fixes().map(({ title }) => title)).toEqual(['Use ECP384 in rras.ps1']);
    expect(printed(applied(workspace, finding, /^Use ECP384 in/))).toBe(files({ 'rras.ps1': server({ DHGroup: 'ECP384' }), 'output.txt': output }));
  });

  test('both values of AES-GCM move together', () => {
    const gcm = serverOutput({ CipherTransformConstants: 'GCMAES256', AuthenticationTransformConstants: 'GCMAES256' });
    const workspace = workspaceOf(parseFixture(files({ 'rras.ps1': script, 'output.txt': gcm })));
    const [finding = expect.fail('no finding')] = findingsOf(workspace, DRIFT);
    const after = workspaceOf({ files: applied(workspace, finding, /Use GCMAES256 in rras.ps1 with the other ESP value/) });
    expect([DRIFT, 'crypto-gcm-pair'].flatMap((rule) => findingsOf(after, rule))).toEqual([]);
  });

  test('output that changes is looked at again, and so is what a script that changes says about it', () => {
    const workspace = workspaceOf(parseFixture(files({ 'rras.ps1': script, 'output.txt': serverOutput() })));
    expect(findingsOf(workspace, DRIFT)).toEqual([]);
    workspace.setFile({ uri: `${ROOT}/rras.ps1`, text: server({ DHGroup: 'ECP256' }) });
    expect(findingsOf(workspace, DRIFT).map(({ message }) => message)).toEqual([
      'DHGroup is Group14 in this output, but rras.ps1 sets ECP256. Run the script on the server and restart RemoteAccess, or take the printed value over. Clients are compared with the script (the only server policy that a script sets in project).',
    ]);
    workspace.removeFile(`${ROOT}/rras.ps1`);
    expect(findingsOf(workspace, DRIFT)).toEqual([]);
  });
});

describe('output alone', () => {
  test('of a server is what clients are compared with', () => {
    expectFindings(MISMATCH, files({ 'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/output.txt': serverOutput({ DHGroup: '⟦Group14⟧' }) }));
    expect(titles(files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/output.txt': serverOutput() }), MISMATCH)).toEqual([
      ["Use the server's value here (Group14)", 'Align all six values with the server'],
      ["Use the server's value on every client listed here (Group14)", 'Align all six values of every client listed here with the server'],
    ]);
  });

  test('of a client is compared like any client; only the server’s side can be changed', () => {
    const text = files({ 'client/output.txt': clientOutput({ DHGroup: 'ECP384' }), 'server/rras.ps1': server() });
    expectFindings(MISMATCH, files({ 'client/output.txt': clientOutput({ DHGroup: '⟦ECP384⟧' }), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
    expect(titles(text, MISMATCH)).toEqual([["Use the client's value on the server (ECP384)"], ["Use the client's value here (ECP384)"]]);
  });

  test('of both, side by side', () => {
    expectFindings(MISMATCH, files({ 'client.txt': clientOutput({ DHGroup: '⟦ECP384⟧' }), 'server.txt': serverOutput({ DHGroup: '⟦Group14⟧' }) }));
    expectFindings(MISMATCH, files({ 'both.txt': serverOutput({ DHGroup: '⟦Group14⟧' }) + clientOutput({ DHGroup: '⟦ECP384⟧' }) }));
    expect(titles(files({ 'both.txt': serverOutput() + clientOutput({ DHGroup: 'ECP384' }) }), MISMATCH)).toEqual([[], []]);
  });

  test('an empty answer against a custom policy', () => {
    const asIkev2 = `PS C:\\> Add-VpnConnection -Name 'Fabrikam' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2\n${EMPTY}`;
    expectFindings('policy-one-sided', files({ 'client.txt': asIkev2, 'rras.ps1': server().replace('Set-VpnServerConfiguration', '⟦$&⟧') }));
    // It may be an SSTP connection.
    expectFindings('policy-one-sided', files({ 'client.txt': EMPTY.replace(/[⟦⟧]/g, ''), 'rras.ps1': server() }));
  });

  test('a server without a custom policy', () => {
    expectFindings(
      'policy-one-sided',
      files({
        'profile.xml': profile().replace('CryptographySuite', '⟦CryptographySuite⟧'),
        'server.txt': `PS C:\\> ⟦Get-VpnServerConfiguration⟧\n${formatList(DEFAULT_ROWS)}`,
      }),
    );
  });

  test('is told about weak values where they stand, and nothing is rewritten', () => {
    const weak = files({ 'server.txt': serverOutput({ DHGroup: '⟦Group2⟧' }), 'other/client.txt': clientOutput({ DHGroup: '⟦Group2⟧' }) });
    expectFindings('crypto-weak', weak);
    expect(titles(weak.replaceAll(/[⟦⟧]/g, ''), 'crypto-weak')).toEqual([[], []]);
  });

  test('a fix of the script leaves output alone', () => {
    const text = files({
      'client.txt': clientOutput({ DHGroup: 'Group2' }),
      'profile.xml': profile({ DHGroup: 'Group2' }),
      'rras.ps1': server({ DHGroup: 'Group2' }),
    });
    const workspace = workspaceOf(parseFixture(text));
    const finding = findingsOf(workspace, 'crypto-weak').find(({ at }) => at.file.uri.endsWith('rras.ps1')) ?? expect.fail('no finding');
    expect(printed(applied(workspace, finding, 'Use Group14 here and in the one other place that must agree'))).toBe(
      files({ 'client.txt': clientOutput({ DHGroup: 'Group2' }), 'profile.xml': profile(), 'rras.ps1': server() }),
    );
  });
});

test('what was printed is nobody’s spelling', () => {
  const odd = { EncryptionMethod: 'GCMAES192', DHGroup: 'Group99' };
  const text = files({ 'server.txt': serverOutput(odd), 'elsewhere.log': clientOutput(odd), 'rasphone.pbk': entry('09000000') });
  const workspace = workspaceOf(parseFixture(text));
  expect(
    workspace
      .uris()
      .flatMap((uri) => workspace.findings(uri))
      .map(({ rule }) => rule.id),
  ).toEqual([]);
});

describe('a client that is written and printed', () => {
  test('equal ones are told once each', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'client/output.txt': clientOutput({ DHGroup: '⟦ECP384⟧' }),
        'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
  });

  test('a fix on the server’s side says that output stays as it is', () => {
    const text = files({
      'client/profile.xml': profile({ DHGroup: 'ECP384' }),
      'client/output.txt': clientOutput({ DHGroup: 'ECP384' }),
      'server/rras.ps1': server(),
    });
    const workspace = workspaceOf(parseFixture(text));
    const mirror = findingsOf(workspace, MISMATCH).find(({ at }) => at.file.uri.endsWith('rras.ps1')) ?? expect.fail('no finding');
    expect(mirror.fixes().map(({ title }) => title)).toEqual([
      "Use the client's value here (ECP384)",
      "Use the server's value on the clients listed here that can be changed (Group14)",
      'Align all six values of the clients listed here that can be changed with the server',
    ]);
  });

  test('output beside the script does not take the script away from clients elsewhere', () => {
    expectFindings(
      MISMATCH,
      files({
        'client/profile.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'server/client-output.txt': clientOutput(),
        'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }),
      }),
    );
  });

  test("a customer's folder with nothing but output is compared within itself", () => {
    const set = {
      'adatum/client.txt': clientOutput(),
      'adatum/server.txt': serverOutput(),
      'fabrikam/profile.xml': profile({ DHGroup: 'ECP384' }),
      'server/rras.ps1': server({ DHGroup: 'ECP384' }),
    };
    expectFindings(MISMATCH, files(set));
  });
});

describe('the phone book', () => {
  test('is a client, and both sides can be changed', () => {
    const text = files({ 'client/rasphone.pbk': entry('05000000'), 'server/rras.ps1': server() });
    expectFindings(MISMATCH, files({ 'client/rasphone.pbk': entry('⟦05000000⟧'), 'server/rras.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
    const workspace = workspaceOf(parseFixture(text));
    const finding = findingsOf(workspace, MISMATCH).find(({ at }) => at.file.uri.endsWith('.pbk')) ?? expect.fail('no finding');
    expect(finding.message).toContain('DHGroup is 5 (ECP384 in the server cmdlet) here but Group14 (3 in the phone book) on the server (rras.ps1).');
    expect(printed(applied(workspace, finding, /server's value here/))).toBe(files({ 'client/rasphone.pbk': entry(), 'server/rras.ps1': server() }));
    expect(printed(applied(workspace, finding, /client's value on the server/))).toBe(
      files({ 'client/rasphone.pbk': entry('05000000'), 'server/rras.ps1': server({ DHGroup: 'ECP384' }) }),
    );
  });

  test('an SSTP connection is no side of it', () => {
    expectFindings(MISMATCH, files({ 'client/rasphone.pbk': entry('05000000', '5'), 'server/rras.ps1': server() }));
  });

  test('an IKEv2 connection without a custom policy', () => {
    const book = phonebookEntry('Fabrikam', ['NumCustomPolicy=0']).replace('Fabrikam', '⟦Fabrikam⟧');
    expectFindings('policy-one-sided', files({ 'rasphone.pbk': book, 'rras.ps1': server().replace('Set-VpnServerConfiguration', '⟦$&⟧') }));
  });

  test('weak values are named as the cmdlets name them', () => {
    const workspace = expectFindings('crypto-weak', files({ 'rasphone.pbk': entry('⟦02000000⟧') }));
    expect(findingsOf(workspace, 'crypto-weak')[0]?.message).toMatch(/^DHGroup Group2 is group 2/);
  });
});
