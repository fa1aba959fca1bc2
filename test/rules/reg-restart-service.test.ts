import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';
import { server } from '../support/policies.ts';

const RULE = 'reg-restart-service';
const value = (key: string, name: string): string =>
  `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\${key}' -Name ${name} -PropertyType DWord -Value 1 -Force`;
/** Read by IKEEXT, by RemoteAccess, at the next start of the computer, and by whom nobody says. */
const IKE = value('IKEEXT\\Parameters', 'IkeNumEstablishedForInitialQuery');
const RRAS = value('RemoteAccess\\Parameters\\Ikev2', 'EnableServerFragmentation');
const BOOT = value('PolicyAgent', 'AssumeUDPEncapsulationContextOnSendRule');
const UNSAID = value('RasMan\\Parameters', 'NegotiateDH2048_AES256');
const batch = (...lines: string[]): string =>
  `=== s.cmd\nreg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters /v IkeNumEstablishedForInitialQuery /t REG_DWORD /d 1 /f\n${lines.join('\n')}\n`;
const script = (...lines: string[]): string => `=== s.ps1\n${lines.join('\n')}\n`;

describe('reported', () => {
  test.each([
    ['the wrong service', script(IKE, 'Restart-Service ⟦RemoteAccess⟧ -Force')],
    ['the other way round', script(RRAS, 'Restart-Service ⟦IKEEXT⟧')],
    ['by the name on the console', script(IKE, "Restart-Service -DisplayName '⟦Routing and Remote Access⟧'")],
    ['by net', script(RRAS, 'net stop IKEEXT', 'net start ⟦IKEEXT⟧')],
    ['by sc.exe', script(RRAS, 'sc.exe start ⟦IKEEXT⟧')],
    ['by sc.exe on another computer', script(RRAS, 'sc.exe \\\\gw1 start ⟦IKEEXT⟧')],
    ['by sc on another computer', batch('sc \\\\gw1 start ⟦RemoteAccess⟧')],
    ['in any letter case', script(IKE, 'restart-service ⟦remoteaccess⟧')],
    ['the right one, but before the value was written', script('Restart-Service IKEEXT', IKE, 'Restart-Service ⟦RemoteAccess⟧')],
    ['each of several, when none is the right one', script(IKE, 'Restart-Service ⟦RemoteAccess⟧, ⟦RasMan⟧')],
    ['the wrong one for a setting of the network', script(IKE, 'netsh advfirewall set allprofiles state on', 'Restart-Service ⟦RemoteAccess⟧')],
    ['the wrong one, told so', script(IKE, 'Write-Host ras routing', 'Restart-Service ⟦RemoteAccess⟧')],
    ['in a batch file', batch('netsh interface set interface Ethernet enabled', 'net start ⟦RemoteAccess⟧')],
    ['a policy that comes only afterwards', script(IKE, 'Restart-Service ⟦RemoteAccess⟧', server().trim())],
  ])('%s', (_, text) => {
    for (const { severity } of findingsOf(expectFindings(RULE, text), RULE)) expect(severity).toBe('warning');
  });
});

test('what takes effect is counted', () => {
  const both = script(RRAS, value('RemoteAccess\\Parameters\\Ikev2', 'CertAuthFlags'), 'Restart-Service ⟦IKEEXT⟧');
  const message = (text: string): string | undefined => findingsOf(expectFindings(RULE, text), RULE)[0]?.message;
  expect(message(both)).toMatch(/^EnableServerFragmentation and CertAuthFlags take effect when RemoteAccess starts/);
  expect(message(script(RRAS, 'Restart-Service ⟦IKEEXT⟧'))).toMatch(/^EnableServerFragmentation takes effect when/);
});

describe('silent', () => {
  test.each([
    ['the right one', script(IKE, 'Restart-Service IKEEXT')],
    ['the right one among several', script(IKE, 'Restart-Service RemoteAccess, IKEEXT')],
    ['the right one further down', script(IKE, 'Restart-Service RemoteAccess', 'Restart-Service IKEEXT')],
    ['the right one for the policy', script(IKE, server().trim(), 'Restart-Service RemoteAccess')],
    ['the right one for netsh ras', script(IKE, 'netsh ras set authmode STANDARD', 'Restart-Service RemoteAccess')],
    ['the right one for netsh routing', script(IKE, 'NETSH.EXE Routing ip nat uninstall', 'Restart-Service RemoteAccess')],
    ['the right one for netsh by its path', script(IKE, '& C:\\Windows\\System32\\netsh.exe ras set authmode STANDARD', 'Restart-Service RemoteAccess')],
    ['the right one for netsh in a batch file', batch('%SystemRoot%\\System32\\netsh.exe ras set authmode STANDARD', 'net start RemoteAccess')],
    ['the right one for another value', script(IKE, RRAS, 'Restart-Service RemoteAccess')],
    ['the computer', script(IKE, 'Restart-Service RemoteAccess', 'Restart-Computer -Force')],
    ['the computer by shutdown', script(IKE, 'Restart-Service RemoteAccess', 'shutdown /r /t 0')],
    ['the computer with its programs', script(IKE, 'Restart-Service RemoteAccess', 'shutdown /g /t 0')],
    ['the right one by sc.exe on another computer', script(IKE, 'Restart-Service RemoteAccess', 'sc.exe \\\\gw1 start IKEEXT')],
    ['the right one by sc on another computer', batch('net start RemoteAccess', 'sc \\\\gw1 start IKEEXT')],
    ['the computer, before', script('Restart-Service RemoteAccess', IKE)],
    ['a service that is not known', script(IKE, 'Restart-Service RemoteAccess', 'Restart-Service $service')],
    ['a service from the pipeline', script(IKE, 'Restart-Service RemoteAccess', 'Get-Service IKEEXT | Restart-Service')],
    ['no restart at all', script(IKE)],
    ['another product\u2019s service', script(IKE, 'Restart-Service Spooler')],
    ['a value that waits for the computer', script(BOOT, 'Restart-Service RemoteAccess')],
    ['a value of which nobody says what it waits for', script(UNSAID, 'Restart-Service RemoteAccess')],
    ['a value of the same name elsewhere', script("New-ItemProperty -Path 'HKCU:\\SOFTWARE\\Fabrikam' -Name UseHttps -Value 1", 'Restart-Service IKEEXT')],
  ])('%s', (_, text) => void expectFindings(RULE, text));
});

test('says which value waits for which service', () => {
  const [finding] = findingsOf(expectFindings(RULE, script(IKE, 'Restart-Service ⟦RemoteAccess⟧')), RULE);
  expect(finding?.message).toBe('IkeNumEstablishedForInitialQuery takes effect when IKEEXT starts, not RemoteAccess. Restart IKEEXT instead.');
  expect(finding?.fixes().map(({ title }) => title)).toEqual(['Restart IKEEXT instead']);
});
