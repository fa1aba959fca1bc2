import { describe, expect, test } from 'vitest';
import { diagnose, type CauseState } from '../../server/src/features/diagnose/diagnose.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { profile, serverScript } from '../cli/support.ts';

const event = (code: number, name = 'AOVPN'): string =>
  `The user CONTOSO\\max dialed a connection named ${name} which has failed. The error code returned on failure is ${code}.`;
const files = (text: string) => workspaceOf(parseFixture(text));
const states = (text: string, told: string): Record<string, CauseState> => {
  const [diagnosis] = diagnose(files(text), told).diagnoses;
  return Object.fromEntries((diagnosis?.causes ?? []).map(({ id, state }) => [id, state]));
};

test('what the policies make of it is told beside the causes', () => {
  const text = `=== client/AOVPN.xml\n${profile({ DHGroup: 'ECP384' })}=== server/rras.ps1\n${serverScript()}`;
  const [diagnosis] = diagnose(files(text), event(13868)).diagnoses;
  expect(diagnosis?.scope.how).toBe('The connection "AOVPN" was found by the name of the file AOVPN.xml.');
  expect(diagnosis?.policies).toEqual(['AOVPN.xml differs from rras.ps1 in 1: DHGroup. IKEv2 fails with 13868 (DHGroup in main mode; documented).']);
  expect(states(text, event(13868))).toMatchObject({ policiesDiffer: 'found', oneSided: 'ruled-out' });
});

test('files of another connection are left out', () => {
  const text = `=== a/AOVPN.xml\n${profile()}=== a/rras.ps1\n${serverScript()}=== b/Other.xml\n${profile({ DHGroup: 'ECP384' })}=== b/rras.ps1\n${serverScript()}`;
  expect(states(text, event(13868)).policiesDiffer).toBe('ruled-out');
  expect(states(text, event(13868, 'Other')).policiesDiffer).toBe('found');
  expect(diagnose(files(text), event(13868, 'Third')).diagnoses[0]?.scope.how).toBe(
    'No file here names the connection "Third". All 2 that are here are looked at.',
  );
});

describe('a method that the server refuses is found for the client that uses it', () => {
  const accepting = (methods: string): string => `=== rras.ps1\n${serverScript()}Set-VpnAuthProtocol -UserAuthProtocolAccepted ${methods}\n`;
  const device = `=== AOVPN.xml\n${profile().replace('<Authentication />', '<Authentication><MachineMethod>Certificate</MachineMethod></Authentication>')}`;

  test('in a profile', () => {
    expect(states(accepting('EAP') + device, event(812)).method).toBe('found');
    expect(states(accepting('EAP, Certificate') + device, event(812)).method).toBe('unknown');
  });

  test('in a script with two connections', () => {
    const connection = (name: string, method: string): string =>
      `Add-VpnConnection -Name ${name} -ServerAddress vpn.contoso.com -TunnelType Ikev2 -AuthenticationMethod ${method}\nSet-VpnConnectionIPsecConfiguration -ConnectionName ${name} -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256 -Force\n`;
    const text = `${accepting('EAP')}=== client.ps1\n${connection('Device', 'MachineCertificate')}${connection('User', 'Eap -EapConfigXmlStream $eap')}`;
    expect(states(text, event(812, 'Device')).method).toBe('found');
    expect(states(text, event(812, 'User')).method).toBe('unknown');
  });
});

test('what is not here is not ruled out', () => {
  expect(states(`=== AOVPN.xml\n${profile()}`, event(13868))).toMatchObject({ policiesDiffer: 'unknown', oneSided: 'unknown' });
  expect(states(`=== AOVPN.xml\n${profile()}`, event(809))).toMatchObject({
    portsApart: 'unknown',
    sourceNat: 'unknown',
    fragments: 'unknown',
    udpBlocked: 'unknown',
  });
});

describe('what is not to be reported is not ruled out', () => {
  const device = `=== AOVPN.xml\n${profile({}, 'SSTP').replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>')}`;

  test.each([
    ['by the project file', `=== aovpn.json\n{ "rules": { "device-protocol": "off" } }\n${device}`],
    ['by the project file, for this file', `=== aovpn.json\n{ "overrides": [{ "files": ["*.xml"], "rules": { "device-protocol": "off" } }] }\n${device}`],
    ['by a comment', device.replace('<NativeProfile>', '<!-- aovpn-disable device-protocol: a test -->\n<NativeProfile>')],
  ])('%s', (_, text) => {
    const [diagnosis] = diagnose(files(text), event(800)).diagnoses;
    expect(diagnosis?.causes.find(({ id }) => id === 'deviceProtocol')).toMatchObject({
      state: 'unknown',
      because: 'What device-protocol would say is not to be reported.',
    });
  });

  test('by the project file, which leaves the difference of two policies out', () => {
    const text = `=== aovpn.json\n{ "rules": { "policy-mismatch": "off" } }\n=== client/AOVPN.xml\n${profile({ DHGroup: 'ECP384' })}=== server/rras.ps1\n${serverScript()}`;
    expect(states(text, event(13868)).policiesDiffer).toBe('unknown');
  });
});

test('the answer does not depend on the order in which files arrive', () => {
  const { files: list } = parseFixture(`=== a/AOVPN.xml\n${profile()}=== a/rras.ps1\n${serverScript()}=== b/AOVPN.xml\n${profile()}`);
  const scope = (some: typeof list): unknown => diagnose(workspaceOf({ files: some }), event(13868)).diagnoses[0]?.scope.files;
  expect(scope([...list].reverse())).toEqual(scope(list));
});

test.each([
  [
    'server/fragmentation.cmd',
    'reg add HKLM\\<key> /v EnableServerFragmentation /t REG_DWORD /d 1 /f\nnet stop RemoteAccess /y\nnet start RemoteAccess\n',
    'ruled-out',
  ],
  [
    'server/fragmentation.reg',
    'Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\<key>]\n"EnableServerFragmentation"=dword:00000001\n',
    'ruled-out',
  ],
  // A value that exists may stay, nobody calls the function, the type is not the one that is read, and the key is gone again.
  ['server/fragmentation.cmd', 'reg add HKLM\\<key> /v EnableServerFragmentation /t REG_DWORD /d 1\n', 'suspected'],
  ['server/fragmentation.ps1', 'function Set-It { Set-ItemProperty HKLM:\\<key> EnableServerFragmentation 1 -Type DWord }\n', 'unknown'],
  ['server/fragmentation.cmd', 'reg add HKLM\\<key> /v EnableServerFragmentation /t REG_QWORD /d 1 /f\n', 'found'],
  ['server/fragmentation.cmd', 'reg add HKLM\\<key> /v EnableServerFragmentation /t REG_DWORD /d 1 /f\nreg delete HKLM\\<key> /f\n', 'suspected'],
] as const)('809 and fragments, with %s: %s', (file, text, expected) => {
  const written = text.replaceAll('<key>', 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2');
  const fixture = `=== client/AOVPN.xml\n${profile()}=== server/rras.ps1\n${serverScript()}=== ${file}\n${written}`;
  expect(states(fixture, event(809)).fragments).toBe(expected);
});
