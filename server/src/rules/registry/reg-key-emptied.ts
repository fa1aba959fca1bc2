import { cataloguedValue, entryOf, isCertain } from '../../model/registry/file.ts';
import { Restarts } from '../../model/registry/restarts.ts';
import { SameValue } from '../../model/registry/same-value.ts';
import type { RegistryKeyChange, RegistryWrite } from '../../model/registry/write.ts';
import { rule } from '../rule.ts';
import { isRight } from './allowed-data.ts';
import { listed } from '../wording.ts';

const KEY = "'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2'";
const WRITE = `New-ItemProperty -Path ${KEY} -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force`;

export default rule({
  id: 'reg-key-emptied',
  on: 'registryFile',
  severity: 'warning',
  title: 'A registry key is made anew or deleted after values have been written to it',
  why: 'In Windows PowerShell, New-Item -Force on a key that exists deletes it with all its values and makes an empty one. What the file has written before is gone, and nothing says so.',
  howToFix: 'Make the key first, only where Test-Path says that it is missing, and write the values then.',
  whenOff: 'Where the values are written again later by something that is not in this file.',
  sources: ['Microsoft Learn, New-Item, "-Force", and about_Registry_Provider'],
  confidence: 'inferred',
  restsOn: 'What the reference says of New-Item, and the order of the statements in the file.',
  examples: {
    bad: [`=== server.ps1\n${WRITE}\n⟦New-Item⟧ -Path ${KEY} -Force\n`, `=== server.ps1\n${WRITE}\n⟦Remove-Item⟧ -Path ${KEY}\n`],
    good: [
      `=== server.ps1\nNew-Item -Path ${KEY} -Force\n${WRITE}\n`,
      // Without force it fails and empties nothing; under a condition the key is missing; afterwards it is written again.
      `=== server.ps1\n${WRITE}\nNew-Item -Path ${KEY}\n`,
      `=== server.ps1\n${WRITE}\nif (-not (Test-Path ${KEY})) { New-Item -Path ${KEY} -Force }\n`,
      `=== server.ps1\n${WRITE}\nNew-Item -Path ${KEY} -Force\n${WRITE}\n`,
      // Another key, and functions that somebody else calls.
      `=== server.ps1\n${WRITE}\nNew-Item -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2\\Fabrikam -Force\n`,
      `=== server.ps1\nfunction Add-It { ${WRITE} }\nfunction Remove-It { Remove-Item -Path ${KEY} }\n`,
    ],
  },
  check(file, report) {
    const values = new SameValue(file.writes);
    const restarts = new Restarts(file.restarts);
    // Values that are not written again, and by no function.
    const last = [...values.all()]
      .flatMap((same) => {
        const [write] = same.slice(-1);
        if (!write || write.action === 'delete' || !isCertain(write) || !cataloguedValue(write)) return [];
        return same.every((other) => other === write || (other.offset < write.offset && !other.apart)) ? [write] : [];
      })
      .sort((a, b) => a.offset - b.offset);
    for (const change of file.keys) {
      if (change.action === 'create' || !isCertain(change)) continue;
      const lost = last.filter((write) => isLost(write, change) && !restarts.isBetween(write.offset, change.offset));
      if (lost.length === 0) continue;
      const names = [...new Set(lost.map((write) => cataloguedValue(write)?.name ?? write.name.value))];
      const entries = lost.flatMap((write) =>
        write.content && isRight(cataloguedValue(write), write.content) ? [entryOf({ key: write.path.value.key, name: write.name.value }, write.content)] : [],
      );
      report({
        at: change.at,
        message: `This empties the key to which ${listed(names)} ${names.length === 1 ? 'was' : 'were'} written further up. Make the key first, only where it is missing, and write the values then.`,
        related: lost.map((write) => ({ at: write.at, message: `${write.name.value} is written here` })),
        fixes: () =>
          entries.length === lost.length
            ? [{ title: `Write ${listed(names)} behind it`, safe: false, changes: [{ kind: 'add-registry-values', at: change.at, entries }] }]
            : [],
      });
    }
  },
});

/** Whether a write comes before a change that takes its value away. A key that is made anew is emptied; what becomes of the keys below it is not documented. */
function isLost(write: RegistryWrite, { action, path, offset }: RegistryKeyChange): boolean {
  if (write.offset > offset) return false;
  const [own, key] = [write.path.value.key.toLowerCase(), path.value.key.toLowerCase()];
  return path.value.hive === write.path.value.hive && (own === key || (action === 'delete' && own.startsWith(`${key}\\`)));
}
