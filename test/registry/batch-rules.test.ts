import { expect, test } from 'vitest';
import batch from '../../server/src/artefacts/batch/artefact.ts';
import { applied, expectFindings, findingsOf } from '../support/fixture.ts';

const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const RESTART = 'net stop RemoteAccess /y\nnet start RemoteAccess\n';

/** What the first fix makes of a batch file with one finding of a rule, and what marks other rules have in it. */
function fixed(rule: string, text: string): string | undefined {
  const workspace = expectFindings(rule, `=== server.cmd\n${text}`);
  const [finding] = findingsOf(workspace, rule);
  const [fix] = finding?.fixes() ?? [];
  return finding && fix && applied(workspace, finding, fix.title)[0]?.text;
}

test.each([
  ['reg-type', `reg add ${KEY} /v ⟦CertAuthFlags⟧ /d 4 /f\n${RESTART}`, `reg add ${KEY} /v CertAuthFlags /d 4 /f /t REG_DWORD\n${RESTART}`],
  ['reg-type', `reg add ${KEY} /v CertAuthFlags /t ⟦DWORD⟧ /d 4 /f\n`, `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n`],
  ['reg-data', `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d "⟦1⟧" /f\n`, `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d "4" /f\n`],
  ['reg-force', `⟦reg⟧ add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4\n`, `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n`],
  [
    'reg-path',
    `reg add "⟦${KEY.replace('RemoteAccess', 'RasMan')}⟧" /v CertAuthFlags /t REG_DWORD /d 4 /f\n`,
    `reg add "${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f\n`,
  ],
  // On another computer, which stays named.
  [
    'reg-path',
    `reg add ⟦\\\\vpn1\\${KEY.replace('RemoteAccess', 'RasMan')}⟧ /v CertAuthFlags /t REG_DWORD /d 4 /f\n`,
    `reg add \\\\vpn1\\${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n`,
  ],
  [
    'reg-path',
    `reg add "⟦\\\\vpn1\\${KEY.replace('RemoteAccess', 'RasMan').replace('HKLM', 'HKEY_LOCAL_MACHINE')}⟧" /v CertAuthFlags /t REG_DWORD /d 4 /f\n`,
    `reg add "\\\\vpn1\\${KEY.replace('HKLM', 'HKEY_LOCAL_MACHINE')}" /v CertAuthFlags /t REG_DWORD /d 4 /f\n`,
  ],
  ['reg-deleted', `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n⟦reg⟧ delete ${KEY} /v CertAuthFlags /f\n`, undefined],
  ['reg-key-emptied', `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d %1 /f\n⟦reg⟧ delete ${KEY} /f\n`, undefined],
  [
    'reg-contradictory',
    `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\nreg add ${KEY} /v CertAuthFlags /t REG_DWORD /d ⟦0x0⟧ /f\n`,
    `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 0 /f\nreg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 0x0 /f\n`,
  ],
  ['ps-restart-missing', `⟦reg⟧ add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n`, `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n${RESTART}`],
])('%s in %s', (rule, text, expected) => {
  expect(fixed(rule, text)).toBe(expected);
});

test.each([
  // Two computers, of which none restarts with this one.
  ['reg-contradictory', `reg add \\\\vpn1\\${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\nreg add \\\\vpn2\\${KEY} /v CertAuthFlags /t REG_DWORD /d 0 /f`],
  ['ps-restart-missing', `reg add \\\\vpn1\\${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f`],
  ['reg-restart-service', `reg add \\\\vpn1\\${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\nnet stop IKEEXT\nnet start IKEEXT`],
  // A condition decides, and who calls a label.
  ['reg-contradictory', `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\nif exist x reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 0 /f`],
  ['reg-deleted', `call :on\nexit /b\n:on\nreg add ${KEY} /v CertAuthFlags /d 4 /f\n:off\nreg delete ${KEY} /v CertAuthFlags /f`],
  ['reg-force', `reg delete ${KEY} /v CertAuthFlags /f\nreg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4`],
])('%s does not say anything of %s', (rule, text) => {
  expectFindings(rule, `=== server.cmd\n${text}\n`);
});

test.each([
  [`echo on\nset x=1\nreg query HKLM\\SOFTWARE\ncall :go\nnetsh ras show\n${RESTART}exit /b 0\n:go\ngoto :eof`, true],
  ['call other.cmd', undefined],
  ['regedit /s values.reg', undefined],
  ['reg import values.reg', undefined],
  ['%windir%\\SysWOW64\\reg.exe add HKLM\\SOFTWARE\\X /v Y /d 4 /f', undefined],
  ['powershell -File set.ps1', undefined],
  ['Fabrikam.Setup.exe /quiet', undefined],
])('whether nothing else writes: %s', (text, expected) => {
  const { facts } = batch.read({ uri: 'file:///project/server.cmd', text: `reg add ${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f\n${text}` });
  expect(facts.registryWhole).toBe(expected);
});
