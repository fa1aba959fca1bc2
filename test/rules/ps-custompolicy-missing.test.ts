import { expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';

const RULE = 'ps-custompolicy-missing';

test.each([
  ['abbreviated', 'Set-VpnServerConfiguration -Cus -DHGroup Group14'],
  ['switched on', 'Set-VpnServerConfiguration -CustomPolicy:$true -DHGroup Group14'],
  ['switched on by a variable', 'Set-VpnServerConfiguration -CustomPolicy:$custom -DHGroup Group14'],
  ['in a table', "$p = @{ CustomPolicy = $true; DHGroup = 'Group14' }\nSet-VpnServerConfiguration @p"],
  ['perhaps in a table', 'Set-VpnServerConfiguration @PSBoundParameters -DHGroup Group14'],
  ['not needed by the client', "$p = @{ ConnectionName = 'A' }\nSet-VpnConnectionIPsecConfiguration @p -RevertToDefault"],
  ['not needed to go back', 'Set-VpnServerConfiguration -RevertToDefault'],
])('silent where the switch is %s', (_, line) => void expectFindings(RULE, `=== s.ps1\n${line}\n`));

test.each([
  ['switched off', '⟦Set-VpnServerConfiguration⟧ -CustomPolicy:$false -DHGroup Group14', /^DHGroup binds only together/],
  ['missing in a table', "$p = @{ DHGroup = 'Group14'; PfsGroup = 'PFS2048' }\n⟦Set-VpnServerConfiguration⟧ @p", /^DHGroup and PfsGroup bind only together/],
  ['missing under the old name of the cmdlet', '⟦Set-VpnServerIPsecConfiguration⟧ -DHGroup Group14', /^DHGroup binds/],
])('an error where it is %s', (_, line, message) => {
  expect(findingsOf(expectFindings(RULE, `=== s.ps1\n${line}\n`), RULE)).toMatchObject([
    { severity: 'error', message: expect.stringMatching(message) as string },
  ]);
});

test('there is no fix that would give the switch twice', () => {
  const workspace = expectFindings(RULE, '=== s.ps1\n⟦Set-VpnServerConfiguration⟧ -CustomPolicy:$false -DHGroup Group14\n');
  expect(findingsOf(workspace, RULE).flatMap((finding) => workspace.fixesOf(finding))).toEqual([]);
});
