import type { RegistryPath } from '../../knowledge/registry-path.ts';
import { cataloguedValue, isCertain } from '../../model/registry/file.ts';
import { SameValue } from '../../model/registry/same-value.ts';
import type { RegistryKeyChange, RegistryWrite } from '../../model/registry/write.ts';
import { rule } from '../rule.ts';

const WRITE =
  "New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Value 1";

export default rule({
  id: 'reg-force',
  on: 'registryFile',
  severity: 'hint',
  title: 'A registry value is written only where it does not exist yet',
  why: 'Without force the statement fails, or stops to ask, where the value exists: at the second run of a script, and on every server where somebody has set another value before, which then stays.',
  howToFix:
    'Force the write, so that it has one result everywhere: -Force with New-ItemProperty, /f with reg add, the action Update in Group Policy Preferences.',
  whenOff: 'Where a value that is there already is to stay, and the script handles the failure.',
  sources: ['richardhicks/aovpn, the script of each value', 'Microsoft Learn, New-ItemProperty and reg add'],
  confidence: 'documented',
  examples: {
    bad: [`=== server.ps1\n⟦New-ItemProperty⟧${WRITE.slice('New-ItemProperty'.length)}\n`],
    good: [
      `=== server.ps1\n${WRITE} -Force\n`,
      // Set-ItemProperty overwrites in any case.
      `=== server.ps1\n${WRITE.replace('New-', 'Set-').replace('PropertyType', 'Type')}\n`,
      // Only where a condition allows it, and after the value has been removed.
      `=== server.ps1\nif (-not $exists) { ${WRITE} }\n`,
      `=== server.ps1\nRemove-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 -Name EnableServerFragmentation -ErrorAction SilentlyContinue\n${WRITE}\n`,
      `=== server.ps1\nNew-Item -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 -Force\n${WRITE}\n`,
      // Not known, and another value.
      `=== server.ps1\n$more = Get-More\n${WRITE} @more\nNew-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name Portal -PropertyType DWord -Value 1\n`,
    ],
  },
  check({ writes, keys }, report) {
    const removed = removals(writes, keys);
    for (const write of writes) {
      const row = cataloguedValue(write);
      if (!row || write.action !== 'create' || write.forced !== false || !isCertain(write)) continue;
      if (removed(write)) continue;
      report({
        at: write.at,
        message:
          write.notation === 'preferences'
            ? `This writes ${row.name} only where it does not exist: another value stays as it is. Choose the action Update.`
            : `This does not overwrite ${row.name} where it exists: at a second run it fails or asks. Force it.`,
        fixes: () => [{ title: 'Overwrite a value that exists', safe: false, changes: [{ kind: 'force-registry-write', write }] }],
      });
    }
  },
});

/** Tells whether a value is removed further up than it is written, by itself or with its key. */
function removals(writes: readonly RegistryWrite[], keys: readonly RegistryKeyChange[]): (write: RegistryWrite) => boolean {
  const firstDeletion = new Map<RegistryWrite, number>();
  for (const same of new SameValue(writes).all()) {
    const first = same.find(({ action }) => action === 'delete')?.offset;
    if (first !== undefined) for (const write of same) firstDeletion.set(write, first);
  }
  const firstOfKey = new Map<string, number>();
  for (const { action, path, offset } of keys) {
    const id = keyId(path.value);
    if (action !== 'create') firstOfKey.set(id, Math.min(firstOfKey.get(id) ?? Infinity, offset));
  }
  return (write) => (firstDeletion.get(write) ?? Infinity) < write.offset || (firstOfKey.get(keyId(write.path.value)) ?? Infinity) < write.offset;
}

function keyId({ hive, key }: RegistryPath): string {
  return `${hive}\\${key}`.toLowerCase();
}
