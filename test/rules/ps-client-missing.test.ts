import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { client, files, server } from '../support/policies.ts';

const RULE = 'ps-client-missing';
const script = (...lines: string[]): string => `=== c.ps1\n${lines.join('\n')}\n`;
const FIVE =
  '-AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256';

describe('silent', () => {
  test.each([
    [
      'a table that comes from elsewhere',
      script('$policy = Import-PowerShellDataFile policy.psd1', 'Set-VpnConnectionIPsecConfiguration -ConnectionName A @policy'),
    ],
    ['a table that is a parameter', script('param($policy)', 'Set-VpnConnectionIPsecConfiguration -ConnectionName A -DHGroup Group14 @policy')],
    [
      'a table that is added to',
      script("$policy = @{ DHGroup = 'Group14' }", '$policy += Get-Rest', 'Set-VpnConnectionIPsecConfiguration -ConnectionName A @policy'),
    ],
    ['all arguments of a function', script('function f { Set-VpnConnectionIPsecConfiguration @args }')],
    ['an object from the pipeline', script('Get-Policy | Set-VpnConnectionIPsecConfiguration -ConnectionName A')],
    ['values that are not known', script('Set-VpnConnectionIPsecConfiguration -ConnectionName A $a $b $c $d $e $f')],
    [
      'abbreviated parameters',
      script('Set-VpnConnectionIPsecConfiguration -Conn A -Auth SHA256128 -Ciph AES128 -DH Group14 -Enc AES128 -Int SHA256 -Pfs PFS2048'),
    ],
    [
      'a table with all of them',
      script(
        "$policy = @{ AuthenticationTransformConstants = 'SHA256128'; CipherTransformConstants = 'AES128'; DHGroup = 'Group14' }",
        "$policy.EncryptionMethod = 'AES128'",
        "$policy['IntegrityCheckMethod'] = 'SHA256'",
        "$policy.PfsGroup = 'PFS2048'",
        'Set-VpnConnectionIPsecConfiguration -ConnectionName A @policy',
      ),
    ],
    ['a command that is being typed', script("Set-VpnConnectionIPsecConfiguration -ConnectionName 'A")],
    [
      'an unknown table beside a switch that is off',
      script('$policy = Get-Policy', 'Set-VpnConnectionIPsecConfiguration -ConnectionName A -RevertToDefault:$false @policy'),
    ],
    ['the default', script('Set-VpnConnectionIPsecConfiguration -ConnectionName A -RevertToDefault')],
    ['perhaps the default', script('Set-VpnConnectionIPsecConfiguration -ConnectionName A -RevertToDefault:$back')],
    ['the server, which fills in the rest', script('Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14')],
  ])('about %s', (_, text) => void expectFindings(RULE, text));
});

describe('reported', () => {
  test.each([
    [
      'one that is missing',
      script(`⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName A ${FIVE}`),
      /^PfsGroup is mandatory and missing, so the command asks for it/,
    ],
    [
      'all that are missing',
      script('⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName A -Force'),
      /^EncryptionMethod, IntegrityCheckMethod, DHGroup, CipherTransformConstants, AuthenticationTransformConstants and PfsGroup are mandatory/,
    ],
    ['a switch that is off', script('⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName A -RevertToDefault:$false'), /are mandatory/],
    [
      'a table that is known',
      script("$policy = @{ ConnectionName = 'A'; DHGroup = 'Group14' }", '⟦Set-VpnConnectionIPsecConfiguration⟧ @policy'),
      /are mandatory/,
    ],
    ['a value by position', script('⟦Set-VpnConnectionIPsecConfiguration⟧ A SHA256128 AES128 Group14 AES128 SHA256'), /^PfsGroup is mandatory/],
  ])('%s', (_, text, message) => {
    expect(findingsOf(expectFindings(RULE, text), RULE)[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(message) as string });
  });
});

test("the server's values are what is added, where there is one server", () => {
  const text = files({
    'client/c.ps1': `Set-VpnConnectionIPsecConfiguration -ConnectionName A ${FIVE} -Force\n`,
    'server/s.ps1': server({ PfsGroup: 'ECP384' }),
  });
  const workspace = workspaceOf(parseFixture(text));
  const [finding] = findingsOf(workspace, RULE);
  expect(printed(applied(workspace, finding ?? expect.fail('no finding'), "Add the server's values"))).toBe(text.replace('-Force', '-Force -PfsGroup ECP384'));
  const several = workspaceOf(parseFixture(`${text}=== server/t.ps1\n${server({ DHGroup: 'ECP384' })}`));
  expect(findingsOf(several, RULE)[0]?.fixes()[0]?.title).toBe("Add the server's values");
});

test('a whole one beside it is not touched', () =>
  expectFindings(RULE, script(client(), '⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName B -DHGroup Group14')));
