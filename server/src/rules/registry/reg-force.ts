import { cataloguedValue, isCertain, isSameKey, isSameValue } from '../../model/registry/file.ts';
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
    for (const write of writes) {
      const row = cataloguedValue(write);
      if (!row || write.action !== 'create' || write.forced !== false || !isCertain(write)) continue;
      const removed =
        writes.some((other) => other.action === 'delete' && other.offset < write.offset && isSameValue(other, write)) ||
        keys.some((change) => change.action !== 'create' && change.offset < write.offset && isSameKey(change, write));
      if (removed) continue;
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
