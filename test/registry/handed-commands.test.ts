import { beforeAll, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { applied, expectFindings, findingsOf, parseFixture, workspaceOf } from '../support/fixture.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';

/** What the first fix makes of a file with one finding of a rule; `undefined` where it has none that can be written. */
function fixed(rule: string, file: string, text: string): string | undefined {
  const workspace = expectFindings(rule, `=== ${file}\n${text}\n`);
  const [finding] = findingsOf(workspace, rule);
  const [fix] = finding?.fixes() ?? [];
  return finding && fix && workspace.edits(fix) && applied(workspace, finding, fix.title)[0]?.text.trimEnd();
}

// What a script or a batch file has cmd run is judged at its place, and changed in its quotes.
test.each([
  [
    'reg-type',
    'server.ps1',
    `cmd /c "reg add \`"${KEY}\`" /v CertAuthFlags /t ⟦REG_SZ⟧ /d 4 /f"`,
    `cmd /c "reg add \`"${KEY}\`" /v CertAuthFlags /t REG_DWORD /d 4 /f"`,
  ],
  ['reg-type', 'server.ps1', `cmd /c "reg add ${KEY} /v ⟦CertAuthFlags⟧ /d 4 /f"`, `cmd /c "reg add ${KEY} /v CertAuthFlags /d 4 /f /t REG_DWORD"`],
  [
    'reg-data',
    'server.ps1',
    `cmd.exe /c reg add '${KEY}' /v CertAuthFlags /t REG_DWORD /d '⟦1⟧' /f`,
    `cmd.exe /c reg add '${KEY}' /v CertAuthFlags /t REG_DWORD /d '4' /f`,
  ],
  [
    'reg-force',
    'server.ps1',
    `Start-Process reg -ArgumentList 'add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4'`.replace('reg ', '⟦reg⟧ '),
    `Start-Process reg -ArgumentList 'add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f'`,
  ],
  ['reg-type', 'server.ps1', `Start-Process reg -Args 'add', '${KEY}', '/v', '⟦CertAuthFlags⟧', '/d', '4', '/f'`, undefined],
  [
    'reg-path',
    'server.ps1',
    `Start-Process reg 'add', '⟦${KEY.replace('RemoteAccess', 'RasMan')}⟧', '/v CertAuthFlags /t REG_DWORD /d 4'`,
    `Start-Process reg 'add', '${KEY}', '/v CertAuthFlags /t REG_DWORD /d 4'`,
  ],
  [
    'reg-type',
    'server.cmd',
    `cmd /c "reg add "${KEY}" /v CertAuthFlags /t ⟦REG_SZ⟧ /d 4 /f"`,
    `cmd /c "reg add "${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f"`,
  ],
  [
    'ps-restart-missing',
    'server.ps1',
    `cmd /c "⟦reg⟧ add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f"`,
    `cmd /c "reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f"\nRestart-Service RemoteAccess -Force`,
  ],
  [
    'reg-contradictory',
    'server.ps1',
    `cmd /c "reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f"\nreg add ${KEY} /v CertAuthFlags /t REG_DWORD /d ⟦0x0⟧ /f`,
    `cmd /c "reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 0 /f"\nreg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 0x0 /f`,
  ],
])('%s in %s: %s', (rule, file, text, expected) => {
  expect(fixed(rule, file, text)).toBe(expected);
});

test.each([
  ['reg-type', `cmd /c "reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f"`],
  ['reg-type', `cmd /c "echo reg add ${KEY} /v CertAuthFlags /t REG_SZ /d 4 /f"`],
  ['reg-type', `Start-Process reg -ArgumentList "add ${KEY} /v CertAuthFlags /t $type /d 4 /f"`],
  // Which of the two runs last is not known.
  [
    'reg-contradictory',
    `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\ncmd /c "ver | find ""10"" && reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 0 /f"`,
  ],
  // What another shell is told may be the restart.
  ['ps-restart-missing', `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\ncmd /c net start RemoteAccess`],
  ['ps-restart-missing', `cmd /c "reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f & net stop RemoteAccess & net start RemoteAccess"`],
])('%s does not say anything of %s', (rule, text) => {
  expectFindings(rule, `=== server.ps1\n${text}\n`);
});

test.each(['server.ps1', 'server.cmd'])('the value is explained where it stands in %s', (file) => {
  const fixture = parseFixture(`=== ${file}\ncmd /c "reg add ${KEY} /v CertAuth⟦⟧Flags /t REG_DWORD /d 4 /f"\n`);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  expect(hover(workspaceOf(fixture), uri, offset)?.markdown).toMatch(/^\*\*CertAuthFlags\*\*: /);
});
