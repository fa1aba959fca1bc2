import { registryValue, type RegistryType } from '../../knowledge/registry.ts';
import { hashAsText } from '../../model/registry/sstp-hashes.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { rule, type Fix } from '../rule.ts';

export default rule({
  id: 'reg-type',
  on: 'registryWrite',
  severity: 'error',
  title: 'A known registry value is written with the wrong type',
  why: 'Windows reads the value with one type and takes any other for absent, so the setting is in the registry and not in force.',
  howToFix: 'State the type that the message names.',
  whenOff: 'Where a later step writes the value again with the right type. Windows does not read it as it is here.',
  lowered:
    'A hint where the type is left out and the right one is chosen for the data, and where Set-ItemProperty leaves it out, because it keeps the type of a value that exists.',
  sources: ['richardhicks/aovpn, the script of each value', 'Microsoft, about_Registry_Provider'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType ⟦String⟧ -Value 1 -Force\n",
      // Without a type a quoted text becomes a String.
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name ⟦EnableServerFragmentation⟧ -Value '1' -Force\n",
      '=== server.cmd\nreg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 /v ⟦EnableServerFragmentation⟧ /d 1 /f\n',
    ],
    good: [
      // A quoted number with the type stated is converted.
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWORD -Value '1' -Force\n",
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType $type -Value '1' -Force\n",
      '=== server.cmd\nreg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 /v EnableServerFragmentation /t reg_dword /d 1 /f\n',
    ],
  },
  check(write, report) {
    const row = write.path.value.hive === 'HKEY_LOCAL_MACHINE' ? registryValue(write.path.value.key, write.name.value) : undefined;
    // A hash that is written as text is `sstp-hash-binary`.
    if (!row || write.action === 'delete' || hashAsText(write) !== undefined) return;
    // Another type helps only where the data can be of it.
    const fixes = (): Fix[] =>
      converts(write, row.type) ? [{ title: `Set the type to ${row.type}`, safe: false, changes: [{ kind: 'set-registry-type', write, type: row.type }] }] : [];
    const { type } = write;
    if (type.state === 'invalid') {
      const failure = isData(write) ? '' : ', so the command fails';
      report({ at: type.written.at, message: `There is no type ${type.written.value}${failure}; ${row.name} must be of type ${row.type}.`, fixes });
    }
    if (type.state === 'known' && type.type !== row.type) {
      report({ at: type.written.at, message: `${row.name} must be of type ${row.type}; as ${type.written.value} it is read as absent.`, fixes });
    }
    if (type.state !== 'absent' || row.type === 'String') return;
    if (write.data === 'text' || write.notation === 'reg-exe') {
      const keeps = write.action === 'set' && write.notation === 'powershell';
      report({
        at: write.name.at,
        message: keeps
          ? `${row.name} must be of type ${row.type}: without a type, Set-ItemProperty writes a text as String unless the value exists already.`
          : `${row.name} must be of type ${row.type}: without a type it is written as String, which is read as absent.`,
        ...(keeps && { severity: 'hint' }),
        fixes,
      });
    }
    if (write.data === 'number' && write.action === 'create' && row.type === 'DWord') {
      report({ at: write.name.at, message: `${row.name} gets its type ${row.type} only because the data is a number: state it.`, severity: 'hint', fixes });
    }
  },
});

/** Whether a write is an entry of a file rather than a command. */
function isData({ notation }: RegistryWrite): boolean {
  return notation === 'reg-file' || notation === 'preferences';
}

/** Whether the data of a write can become data of a type. What is not known is trusted. */
function converts({ data, dataText }: RegistryWrite, type: RegistryType): boolean {
  if (data !== 'text') return data !== 'number' || type === 'DWord' || type === 'QWord' || type === 'String';
  if (type === 'DWord' || type === 'QWord') return /^\s*(0x[\da-f]+|\d+)\s*$/i.test(dataText ?? '');
  return type !== 'Binary';
}
