import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const WEAK = 'crypto-weak';
const UNUSED = 'suppression-unused';
const UNKNOWN = 'suppression-unknown';

const weak = (group = 'Group2'): string => server({ DHGroup: group });

/** A script of these lines. */
const script = (...lines: string[]): string => `=== s.ps1\n${lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join('')}`;

const XML = `<VPNProfile>
  <NativeProfile>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <CryptographySuite>
      <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants>
      <CipherTransformConstants>AES128</CipherTransformConstants>
      <PfsGroup>PFS2048</PfsGroup>
      <DHGroup>Group2</DHGroup>
      <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
      <EncryptionMethod>AES128</EncryptionMethod>
    </CryptographySuite>
  </NativeProfile>
</VPNProfile>
`;
const MARKED = '⟦Group2⟧';

/** The profile with a comment on the line above the weak value, or behind it. */
const above = (comment: string, value = 'Group2'): string => `=== p.xml\n${XML.replace('      <DHGroup>Group2', `      ${comment}\n      <DHGroup>${value}`)}`;
const behind = (comment: string, value = 'Group2'): string => `=== p.xml\n${XML.replace('Group2</DHGroup>', `${value}</DHGroup> ${comment}`)}`;

describe('in PowerShell', () => {
  test.each([
    ['the next line', script('# aovpn-disable-next-line crypto-weak', weak())],
    ['without a blank behind the sign', script('#aovpn-disable-next-line crypto-weak', weak())],
    ['with more signs', script('### aovpn-disable-next-line crypto-weak', weak())],
    ['indented', script('if ($x) {', '    # aovpn-disable-next-line crypto-weak', `    ${weak()}`, '}')],
    ['with a reason', script('# aovpn-disable-next-line crypto-weak -- the gateway in Lisbon cannot do better', weak())],
    ['with a reason behind a dash', script('# aovpn-disable-next-line crypto-weak \u2013 the gateway', weak())],
    ['with a reason behind a colon', script('# aovpn-disable-next-line crypto-weak: the gateway', weak())],
    ['with a reason that names rules', script('# aovpn-disable-next-line crypto-weak -- not crypto-broken, and aovpn-disable is too much', weak())],
    ['a block comment', script('<# aovpn-disable-next-line crypto-weak #>', weak())],
    ['a block comment with a reason', script('<# aovpn-disable-next-line crypto-weak -- the gateway #>', weak())],
    ['a block comment of several lines', script('<#', '  aovpn-disable-next-line crypto-weak', '#>', weak())],
    ['its own line', script(weak().replace('\n', ' # aovpn-disable-line crypto-weak\n'))],
    ['its own line, in a block comment', script(weak().replace('\n', ' <# aovpn-disable-line crypto-weak #>\n'))],
    ['all that follows', script('# aovpn-disable crypto-weak', '', weak(), weak())],
    ['a part of the file', script('# aovpn-disable crypto-weak', weak(), '# aovpn-enable crypto-weak')],
    ['several rules at once', script('# aovpn-disable-next-line crypto-weak crypto-broken', server({ DHGroup: 'Group2', PfsGroup: 'PFS1' }))],
    ['several rules with commas', script('# aovpn-disable-next-line crypto-weak, crypto-broken -- old', server({ DHGroup: 'Group2', PfsGroup: 'PFS1' }))],
    ['the line breaks of Windows', script('# aovpn-disable-next-line crypto-weak', weak()).replaceAll('\n', '\r\n').replace('\r\n', '\n')],
    [
      'a command of several lines',
      script(
        '# aovpn-disable-next-line crypto-weak -- old',
        'Set-VpnServerConfiguration -CustomPolicy `',
        '  -EncryptionMethod AES128 `',
        '  -DHGroup Group2 `',
        '  -PfsGroup PFS2',
      ),
    ],
    [
      'an entry of a hashtable',
      script('$policy = @{', '  # aovpn-disable-next-line crypto-weak', "  DHGroup = 'Group2'", '}', 'Set-VpnServerConfiguration -CustomPolicy @policy'),
    ],
    [
      'an entry of a hashtable, on its line',
      script('$policy = @{', "  DHGroup = 'Group2' # aovpn-disable-line crypto-weak", '}', 'Set-VpnServerConfiguration -CustomPolicy @policy'),
    ],
    [
      'a hashtable on one line',
      script('# aovpn-disable-next-line crypto-weak', "$policy = @{ DHGroup = 'Group2' }", 'Set-VpnServerConfiguration -CustomPolicy @policy'),
    ],
  ])('%s', (_, text) => {
    expectFindings(WEAK, text);
  });

  test.each([
    ['the line after the next', script('# aovpn-disable-next-line ⟦crypto-weak⟧{suppression-unused}', '', weak('⟦Group2⟧'))],
    ['the line above', script(weak('⟦Group2⟧'), '# aovpn-disable-line ⟦crypto-weak⟧{suppression-unused}')],
    ['what stands before', script(client({ DHGroup: '⟦Group2⟧' }, 'A'), '# aovpn-disable crypto-weak', client({ DHGroup: 'Group2' }, 'B'))],
    [
      'what stands behind the end',
      script('# aovpn-disable crypto-weak', client({ DHGroup: 'Group2' }, 'A'), '# aovpn-enable crypto-weak', client({ DHGroup: '⟦Group2⟧' }, 'B')),
    ],
    ['another rule', script('# aovpn-disable-next-line ⟦crypto-broken⟧{suppression-unused}', weak('⟦Group2⟧'))],
    ['the end of another rule', script('# aovpn-disable crypto-weak', '# aovpn-enable crypto-broken', weak())],
    ['a text that is no comment', script("Write-Host '# aovpn-disable crypto-weak'", weak('⟦Group2⟧'))],
    ['a comment that speaks of it', script('# use aovpn-disable crypto-weak if you must', weak('⟦Group2⟧'))],
    ['a rule in capitals', script('# aovpn-disable-next-line ⟦Crypto-Weak⟧{suppression-unknown}', weak('⟦Group2⟧'))],
  ])('not %s', (_, text) => {
    expectFindings(WEAK, text);
  });

  test('what stands at the end of a command of several lines counts for that line', () => {
    expectFindings(WEAK, script('Set-VpnServerConfiguration -CustomPolicy `', '  -DHGroup ⟦Group2⟧ `', '  -PfsGroup PFS2 # aovpn-disable-line crypto-weak'));
  });
  test('a misspelt word suppresses nothing', () => {
    expect(findingsOf(workspaceOf(parseFixture(script('# aovpn-disable-nextline crypto-weak', 'Write-Host', weak()))), WEAK)).toHaveLength(1);
  });
  test('a misspelt end is reported', () => {
    expectFindings(UNKNOWN, script('# aovpn-disable crypto-weak', weak(), '# aovpn-enable ⟦crypto-week⟧'));
  });
});

test.each(['aovpn-disable-next-line', 'aovpn-disable', 'aovpn-enable'])('%s without a rule is told', (word) => {
  expectFindings(UNKNOWN, script(`# ⟦${word}⟧`, '', weak('⟦Group2⟧{crypto-weak}')));
});

describe('in XML', () => {
  test.each([
    ['the next line', above('<!-- aovpn-disable-next-line crypto-weak -->')],
    ['without blanks', above('<!--aovpn-disable-next-line crypto-weak-->')],
    ['with a reason', above('<!-- aovpn-disable-next-line crypto-weak: the gateway in Lisbon cannot do better -->')],
    ['with a reason of several lines', above('<!-- aovpn-disable-next-line crypto-weak: the gateway\n           in Lisbon -->')],
    ['its own line', behind('<!-- aovpn-disable-line crypto-weak: old -->')],
    ['all that follows', above('<!-- aovpn-disable crypto-weak -->')],
    ['from the first line', `=== p.xml\n<!-- aovpn-disable crypto-weak -->\n${XML}`],
    ['a part of the file', above('<!-- aovpn-disable crypto-weak -->').replace('</DHGroup>', '</DHGroup><!-- aovpn-enable crypto-weak -->')],
    ['several rules at once', above('<!-- aovpn-disable crypto-broken crypto-weak -->').replace('>SHA256<', '>MD5<')],
    ['the line breaks of Windows', above('<!-- aovpn-disable-next-line crypto-weak -->').replaceAll('\n', '\r\n').replace('\r\n', '\n')],
  ])('%s', (_, text) => {
    expectFindings(WEAK, text);
  });

  test.each([
    ['the line above', above('<!-- aovpn-disable-line ⟦crypto-weak⟧{suppression-unused} -->', MARKED)],
    ['what stands behind the end', above('<!-- aovpn-disable ⟦crypto-weak⟧{suppression-unused} --><!-- aovpn-enable crypto-weak -->', MARKED)],
    ['what an attribute says', `=== p.xml\n${XML.replace('<VPNProfile>', '<VPNProfile note="aovpn-disable crypto-weak">').replace('Group2', MARKED)}`],
  ])('not %s', (_, text) => {
    expectFindings(WEAK, text);
  });
});

describe('what suppresses nothing is reported', () => {
  test.each([
    ['nothing is found', UNUSED, script('# aovpn-disable-next-line ⟦crypto-weak⟧', server())],
    ['the same is suppressed already, which is no reason', UNUSED, script('# aovpn-disable crypto-weak', '# aovpn-disable-next-line crypto-weak', weak())],
    ['one of several', UNUSED, script('# aovpn-disable-next-line crypto-weak ⟦crypto-broken⟧', weak())],
    ['each of several', UNUSED, script('# aovpn-disable-next-line ⟦crypto-weak⟧ ⟦crypto-broken⟧', server())],
    ['in a script that states nothing', UNUSED, script('# aovpn-disable ⟦crypto-weak⟧', 'Write-Host')],
    ['a rule that does not exist', UNKNOWN, script('# aovpn-disable-next-line ⟦crypto-week⟧', weak('⟦Group2⟧{crypto-weak}'))],
    ['an unknown rule beside a known one', UNKNOWN, script('# aovpn-disable-next-line crypto-weak ⟦no-such-rule⟧', weak())],
    ['a reason without its sign', UNKNOWN, script('# aovpn-disable-next-line crypto-weak ⟦because⟧', weak())],
  ])('%s', (_, rule, text) => {
    expectFindings(rule, text);
  });

  test('an unknown rule is told with the nearest one, if there is one', () => {
    const workspace = workspaceOf(parseFixture(script('# aovpn-disable crypto-week no-such-rule')));
    expect(findingsOf(workspace, UNKNOWN).map(({ message, severity }) => `${severity}: ${message}`)).toEqual([
      'warning: There is no rule crypto-week. Did you mean crypto-weak?',
      'warning: There is no rule no-such-rule.',
    ]);
  });

  test('what a project file switches off is suppressed all the same', () => {
    expectFindings(UNUSED, files({ 'aovpn.json': '{ "rules": { "crypto-weak": "off" } }', 's.ps1': `# aovpn-disable-next-line crypto-weak\n${weak()}` }));
  });

  test('and can be suppressed itself', () => {
    expectFindings(UNUSED, script('# aovpn-disable suppression-unused', '# aovpn-disable-next-line crypto-weak -- comes back every winter', server()));
    expectFindings(UNUSED, script('# aovpn-disable-line crypto-weak suppression-unused', server()));
  });
  test.each([
    [UNUSED, script('# aovpn-disable-next-line suppression-unused', '# aovpn-disable-next-line crypto-weak', server())],
    [UNKNOWN, script('# aovpn-disable suppression-unknown', '# aovpn-disable-next-line of-a-newer-release', server())],
    [UNKNOWN, script('# aovpn-disable-next-line suppression-unknown', '# aovpn-disable-next-line of-a-newer-release', server())],
  ])('the line that suppresses %s is used', (_, text) => {
    expectFindings(UNUSED, text);
  });
});

describe('across files', () => {
  const strong = { DHGroup: 'ECP384' };

  test("the client's finding takes the server's with it", () => {
    expectFindings(
      'policy-mismatch',
      files({ 'client/p.xml': `<!-- aovpn-disable policy-mismatch: being replaced -->\n${profile(strong)}`, 'server/s.ps1': server() }),
    );
  });

  test("the server's finding goes alone", () => {
    const text = files({
      'client/p.xml': profile({ DHGroup: '⟦ECP384⟧' }),
      'server/s.ps1': `# aovpn-disable-next-line policy-mismatch -- one old client\n${server()}`,
    });
    expectFindings('policy-mismatch', text);
  });

  test("a suppression on the server's side is unused when the client's keeps the finding away", () => {
    const text = files({
      'client/p.xml': `<!-- aovpn-disable policy-mismatch -->\n${profile(strong)}`,
      'server/s.ps1': `# aovpn-disable-next-line ⟦policy-mismatch⟧\n${server()}`,
    });
    expectFindings(UNUSED, text);
  });

  test('of several clients the others are still told', () => {
    const clients = {
      'client/a.xml': profile({ DHGroup: '⟦ECP384⟧' }),
      'client/b.xml': `<!-- aovpn-disable policy-mismatch -->\n${profile(strong)}`,
      'client/c.xml': profile({ DHGroup: '⟦ECP384⟧' }),
    };
    const workspace = expectFindings('policy-mismatch', files({ ...clients, 'server/s.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
    const [mirror] = workspace.findings(`${ROOT}/server/s.ps1`);
    expect(mirror?.message).toContain('2 clients');
    expect(mirror?.related.map(({ at }) => at.file.uri)).toEqual([`${ROOT}/client/a.xml`, `${ROOT}/client/c.xml`]);
  });
});

describe('the fix', () => {
  /** The workspace after the only fix of the only finding of a rule. */
  function fixed(rule: string, text: string): string {
    const workspace = workspaceOf(parseFixture(text));
    const [finding, ...more] = findingsOf(workspace, rule);
    const [fix, ...others] = finding?.fixes() ?? [];
    if (!finding || !fix || more.length > 0 || others.length > 0) throw new Error('not exactly one finding with one fix');
    expect(fix.safe).toBe(false);
    return printed(applied(workspace, finding, fix.title));
  }

  test.each([
    ['the line that it has for itself', script('# first', '# aovpn-disable-next-line crypto-weak -- old', server()), script('# first', server())],
    ['the last line, without an end', '=== s.ps1\nWrite-Host\n# aovpn-disable crypto-weak', '=== s.ps1\nWrite-Host\n'],
    ['the comment behind a command', script('Write-Host # aovpn-disable-line crypto-weak'), script('Write-Host ')],
    ['a block comment before a command', script('<# aovpn-disable-line crypto-weak #> Write-Host'), script(' Write-Host')],
    ['a block comment of several lines', script('<#', 'aovpn-disable crypto-weak', '#>', server()), script(server())],
    [
      'one of two rules',
      script('# aovpn-disable-next-line crypto-weak crypto-broken -- old', weak()),
      script('# aovpn-disable-next-line crypto-weak -- old', weak()),
    ],
    [
      'the first of two rules',
      script('# aovpn-disable-next-line crypto-broken crypto-weak -- old', weak()),
      script('# aovpn-disable-next-line crypto-weak -- old', weak()),
    ],
    ['a comment in XML', above('<!-- aovpn-disable-next-line crypto-broken -->', 'Group14'), `=== p.xml\n${XML.replace('Group2', 'Group14')}`],
    [
      'one of two rules in XML',
      above('<!-- aovpn-disable-next-line crypto-weak crypto-broken: old -->'),
      above('<!-- aovpn-disable-next-line crypto-weak: old -->'),
    ],
  ])('deletes %s', (_, before, after) => {
    expect(fixed(UNUSED, before)).toBe(after);
  });
  test('deletes an indented line', () => {
    expect(fixed(UNUSED, script('if ($x) {', '  # aovpn-disable crypto-weak  ', server(), '}'))).toBe(script('if ($x) {', server(), '}'));
  });

  test('deletes a line with its CR LF', () => {
    const text = `Write-Host\r\n# aovpn-disable-next-line crypto-weak\r\n${server()}`;
    expect(fixed(UNUSED, `=== s.ps1\n${text}`)).toBe(`=== s.ps1\nWrite-Host\r\n${server()}`);
  });

  test('leaves a list with commas that works', () => {
    const left = fixed(UNUSED, script('# aovpn-disable-next-line crypto-broken, crypto-weak', weak()));
    expectFindings(WEAK, left);
  });

  test('writes the right name', () => {
    expect(fixed(UNKNOWN, script('# aovpn-disable-next-line crypto-week -- old', weak()))).toBe(script('# aovpn-disable-next-line crypto-weak -- old', weak()));
    expect(fixed(UNKNOWN, above('<!-- aovpn-disable-next-line crypto-week -->'))).toBe(above('<!-- aovpn-disable-next-line crypto-weak -->'));
  });
});
