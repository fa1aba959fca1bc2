import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf, parseFixture, workspaceOf, ROOT } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'policy-one-sided';

/** A profile without a suite, with the marks of both rules that see it. */
const bare = (protocol = '⟦IKEv2⟧', native = '⟦NativeProfile⟧{crypto-missing}'): string =>
  `<VPNProfile><${native}><NativeProtocolType>${protocol}</NativeProtocolType></NativeProfile></VPNProfile>\n`;
/** The standard server command with its name marked. */
const named = (text: string): string => text.replace(/^Set-\w+/, '⟦$&⟧');

describe('a custom policy on the server alone', () => {
  test('a warning on the protocol, information on the command', () => {
    const workspace = expectFindings(RULE, files({ 'client/p.xml': bare(), 'server/s.ps1': named(server()) }));
    const [mine, theirs] = findingsOf(workspace, RULE);
    expect(mine).toMatchObject({ severity: 'warning' });
    expect(mine?.message).toContain('(DHGroup Group14 and AuthenticationTransformConstants SHA256128)');
    expect(mine?.fixes().map(({ title }) => title)).toEqual(["Add the server's suite"]);
    expect(theirs).toMatchObject({ severity: 'information', message: 'One client has no custom policy and would fail with error 13868 against this one.' });
  });

  test('all clients are told together on the server, and one fix serves them', () => {
    const workspace = expectFindings(RULE, files({ 'client/a.xml': bare(), 'client/b.xml': bare(), 'server/s.ps1': named(server()) }));
    const mirror = findingsOf(workspace, RULE).find(({ severity }) => severity === 'information');
    expect(mirror?.message).toMatch(/^2 clients have no custom policy/);
    const [fix, ...others] = mirror ? workspace.fixesOf(mirror) : [];
    expect(others).toEqual([]);
    expect(fix?.fix.title).toBe('Add this suite to every client listed here');
    expect(fix?.edits).toHaveLength(2);
  });

  test('no fix while a value of the server is not known', () => {
    const workspace = expectFindings(RULE, files({ 'client/p.xml': bare(), 'server/s.ps1': named(server({ PfsGroup: '$group' })) }));
    expect(findingsOf(workspace, RULE).flatMap((finding) => finding.fixes())).toEqual([]);
  });

  test('one value outside of what Windows offers is enough, and PFS is none', () => {
    const old = { AuthenticationTransformConstants: '⟦SHA196⟧{crypto-weak}', DHGroup: '⟦Group2⟧{crypto-weak}' };
    expectFindings(RULE, files({ 'client/p.xml': bare(), 'server/s.ps1': named(server({ ...old, CipherTransformConstants: 'AES192' })) }));
    expectFindings(RULE, files({ 'client/p.xml': bare('IKEv2'), 'server/s.ps1': server({ ...old, PfsGroup: 'ECP384' }) }));
  });

  test.each(['Automatic', 'ProtocolList', 'L2TP', 'SSTP'])('silent for %s', (protocol) => {
    expectFindings(RULE, files({ 'client/p.xml': bare(protocol, 'NativeProfile'), 'server/s.ps1': server() }));
  });

  test.each([
    ['a profile that is being typed', '<VPNProfile><⟦NativeProfile⟧{xml-not-wellformed}><NativeProtocolType>IKEv2</NativeProtocolType>'],
    [
      'a suite in the wrong place',
      '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile><CryptographySuite/></VPNProfile>',
    ],
    [
      'a suite in another letter case',
      '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><cryptographySuite/></NativeProfile></VPNProfile>',
    ],
    [
      'an empty suite',
      '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><⟦CryptographySuite⟧{crypto-incomplete}/></NativeProfile></VPNProfile>',
    ],
    ['no NativeProfile', '<VPNProfile><PluginProfile/></VPNProfile>'],
  ])('silent for %s', (_, text) => {
    expectFindings(RULE, files({ 'client/p.xml': text, 'server/s.ps1': server() }));
  });

  test('information where the folders do not tell, with the pin', () => {
    const workspace = workspaceOf(
      parseFixture(files({ 'adatum/p.xml': profile().replace(/<CryptographySuite>.*<\/CryptographySuite>/, ''), 'scripts/s.ps1': server() })),
    );
    const [mine] = findingsOf(workspace, RULE);
    expect(mine?.severity).toBe('information');
    expect(mine?.fixes().map(({ title }) => title)).toEqual(["Add the server's suite", 'Pin to s.ps1 in aovpn.json']);
  });
  test('the server is told of a condition where the folders do not tell', () => {
    const workspace = expectFindings(RULE, files({ 'adatum/p.xml': bare(), 'scripts/s.ps1': named(server()) }));
    expect(workspace.findings(`${ROOT}/scripts/s.ps1`)[0]?.message).toMatch(/against this one if they belong together\.$/);
  });

  test('a client that goes back to the default is one without a policy', () => {
    expectFindings(
      RULE,
      files({ 'client/c.ps1': named('Set-VpnConnectionIPsecConfiguration -ConnectionName A -RevertToDefault -Force\n'), 'server/s.ps1': named(server()) }),
    );
  });
});

describe('a custom policy on the client alone', () => {
  const back = 'Set-VpnServerConfiguration -RevertToDefault\n';

  test('a profile and a client cmdlet', () => {
    const marked = profile().replace('<CryptographySuite', '<⟦CryptographySuite⟧');
    const workspace = expectFindings(RULE, files({ 'client/p.xml': marked, 'server/s.ps1': named(back) }));
    expect(findingsOf(workspace, RULE).map(({ severity }) => severity)).toEqual(['warning', 'information']);
    expectFindings(RULE, files({ 'client/c.ps1': named(client()), 'server/s.ps1': named(back) }));
  });

  test('silent when the default offers it', () => {
    const old = { AuthenticationTransformConstants: '⟦SHA196⟧{crypto-weak}', DHGroup: '⟦Group2⟧{crypto-weak}' };
    expectFindings(RULE, files({ 'client/p.xml': profile(old), 'server/s.ps1': back }));
  });

  test('silent when another script states a policy', () => {
    expectFindings(RULE, files({ 'client/p.xml': profile(), 'server/rollback.ps1': back, 'server/s.ps1': server() }));
  });

  test('silent when nobody can tell whether it goes back', () => {
    expectFindings(RULE, files({ 'client/p.xml': profile(), 'server/s.ps1': 'Set-VpnServerConfiguration -RevertToDefault:$back\n' }));
  });
});

describe('clients that offer group 14 by registry', () => {
  const offer = (value: string): string =>
    `New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value ${value} -Force\n`;
  const silent = { 'client/p.xml': bare('IKEv2', 'NativeProfile'), 'server/s.ps1': server() };
  const loud = { 'client/p.xml': bare(), 'server/s.ps1': named(server()) };

  test.each(['1', '2', '$value'])('%s: silent', (value) => void expectFindings(RULE, files({ ...silent, 'client/registry.ps1': offer(value) })));
  test('0 is off', () => expectFindings(RULE, files({ ...loud, 'client/registry.ps1': offer('0') })));
  test('a value that is deleted is off', () => {
    const path = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters';
    expectFindings(RULE, files({ ...loud, 'client/registry.ps1': `Remove-ItemProperty -Path ${path} -Name NegotiateDH2048_AES256\n` }));
  });
  test('one folder away', () => expectFindings(RULE, files({ ...silent, 'scripts/registry.ps1': offer('1') })));
});
