import { inCurrentSet, numberedSet } from '../../knowledge/registry-path.ts';
import { registryValue, registryValuesNamed } from '../../knowledge/registry.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'reg-path',
  on: 'registryWrite',
  severity: 'error',
  title: 'A known registry value is written under the wrong key',
  why: 'Windows reads the value from one key only. Under another it has no effect, and nothing says so.',
  howToFix: 'Write it under the key that the message names. CurrentControlSet is a link to the control set in use, ControlSet001 on most computers.',
  whenOff: 'Where a program of your own reads the value under that key. Windows does not.',
  lowered:
    'Information where the key is right but for a control set by its number, ControlSet001: that is the one in use on most computers, and on some it is not.',
  sources: [
    'Richard Hicks, "Always On VPN and IKEv2 Fragmentation" and "Always On VPN IKEv2 Load Balancing and NAT"',
    'the source of each value, shown on hover',
    'Microsoft, "What are Control Sets? What is CurrentControlSet?" (Q100010)',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      "=== server.ps1\nNew-ItemProperty -Path '⟦HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters⟧' -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force\n",
      '=== server.ps1\nNew-ItemProperty -Path ⟦HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2⟧ -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force\n',
      // Wrong in any control set.
      "=== server.ps1\nNew-ItemProperty -Path '⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\IKEEXT\\Parameters⟧' -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force\n",
      // Right, where that is the one in use.
      "=== server.ps1\nNew-ItemProperty -Path '⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\RemoteAccess\\Parameters\\Ikev2⟧' -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force\n",
    ],
    good: [
      // Another letter case and a backslash at the end are the same key.
      "=== server.ps1\nNew-ItemProperty -Path 'hklm:\\system\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\ikev2\\' -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force\n",
      // Value names that other keys have as well.
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SOFTWARE\\Fabrikam\\Portal' -Name UseHttps -PropertyType DWord -Value 1 -Force\n",
      // An offline image and an inventory are other places on purpose.
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\OFFLINE\\ControlSet001\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Value 1\nNew-ItemProperty -Path 'HKLM:\\SOFTWARE\\Fabrikam\\Baseline' -Name EnableServerFragmentation -PropertyType DWord -Value 1\n",
      // Names that are no control set, and a value in one that is not ours.
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\ControlSet01\\Services\\SstpSvc\\Parameters' -Name UseHttps -PropertyType DWord -Value 1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\ControlSet001\\Services\\Fabrikam' -Name UseHttps -PropertyType DWord -Value 1\nNew-ItemProperty -Path 'HKCU:\\SYSTEM\\ControlSet001\\Services\\SstpSvc\\Parameters' -Name UseHttps -PropertyType DWord -Value 1\n",
      // A key that is not known before it runs.
      '=== server.ps1\nNew-ItemProperty -Path "$base\\Parameters" -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force\n',
      // What is deleted there was in the wrong place already.
      "=== server.ps1\nRemove-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name EnableServerFragmentation\n",
    ],
  },
  check(write, report) {
    const { hive, key } = write.path.value;
    if (write.action === 'delete' || !/^(HKEY_LOCAL_MACHINE|HKEY_CURRENT_USER)$/.test(hive)) return;
    const rows = registryValuesNamed(write.name.value).filter((row) => row.distinctive);
    const current = inCurrentSet(key);
    const set = numberedSet(key);
    const inSet = set === undefined || hive !== 'HKEY_LOCAL_MACHINE' ? undefined : registryValue(current, write.name.value);
    if (set !== undefined && inSet) {
      report({
        at: write.path.at,
        severity: 'information',
        message: `${inSet.name} has an effect here only where ${set} is the control set in use, which SYSTEM\\Select says on each computer. Write it under CurrentControlSet, which always leads there.`,
        fixes: () => [{ title: 'Write it under CurrentControlSet', safe: false, changes: [{ kind: 'set-registry-key', write, registryKey: inSet.key }] }],
      });
      return;
    }
    // Elsewhere it may be an offline image, an inventory or a backup of the value.
    if (rows.length === 0 || !/^SYSTEM\\CurrentControlSet\\(Services|Control)\\/i.test(current)) return;
    if (hive === 'HKEY_LOCAL_MACHINE' && rows.some((row) => row.key.toLowerCase() === key.toLowerCase())) return;
    // Only PowerShell has a drive.
    const drive = write.notation === 'powershell' ? 'HKLM:' : 'HKLM';
    const right = rows.map((row) => `${drive}\\${row.key}`);
    report({
      at: write.path.at,
      message: `${rows[0]?.name ?? write.name.value} has no effect under this key: Windows reads it from ${listed(right)}.`,
      fixes: () =>
        rows.map((row) => ({
          title: `Write it under ${drive}\\${shortened(row.key)}`,
          safe: false,
          changes: [{ kind: 'set-registry-key', write, registryKey: row.key }],
        })),
    });
  },
});

/** A key without the part that all services share: a title has one line. */
function shortened(key: string): string {
  return key.replace(/^SYSTEM\\CurrentControlSet\\Services\\/i, '…\\');
}
