import { REGISTRY } from '../../knowledge/registry.ts';
import { isOneEditAway } from '../nearest.ts';
import { rule } from '../rule.ts';

const SERVICES = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services';

export default rule({
  id: 'reg-unknown',
  on: 'registryWrite',
  severity: 'hint',
  title: 'The name of a registry value is one letter away from a known one',
  why: 'The registry takes any name. A value with a misspelt one is there for everyone to see, and no service ever reads it.',
  howToFix: 'Correct the name, and delete the misspelt value where the script has run already.',
  whenOff: 'Where the value is one of a program of your own, whose name is close to that of a known one by chance.',
  sources: ['the source of each value, shown on hover'],
  confidence: 'inferred',
  restsOn: 'The likeness of two names. That it is a slip is a guess.',
  examples: {
    bad: [
      `=== server.ps1\nNew-ItemProperty -Path '${SERVICES}\\RemoteAccess\\Parameters\\Ikev2' -Name ⟦EnableServerFragmentaton⟧ -PropertyType DWord -Value 1 -Force\nRestart-Service RemoteAccess\n`,
      `=== server.ps1\nNew-ItemProperty -Path '${SERVICES}\\RemoteAccess\\Parameters\\Ikev2' -Name '⟦CertAuthFalgs⟧' -PropertyType DWord -Value 4 -Force\nRestart-Service RemoteAccess\n`,
    ],
    good: [
      // Letter case does not matter, and two letters may be another name.
      `=== server.ps1\nNew-ItemProperty -Path '${SERVICES}\\RemoteAccess\\Parameters\\Ikev2' -Name enableserverfragmentation -PropertyType DWord -Value 1 -Force\nNew-ItemProperty -Path '${SERVICES}\\RemoteAccess\\Parameters\\Ikev2' -Name EnableClientFragmentation -PropertyType DWord -Value 1 -Force\n`,
      // Another key, and the misspelt value being removed.
      `=== server.ps1\nNew-ItemProperty -Path '${SERVICES}\\W3SVC\\Parameters' -Name UseHttp -PropertyType DWord -Value 0 -Force\nRemove-ItemProperty -Path '${SERVICES}\\SstpSvc\\Parameters' -Name UseHttp\n`,
    ],
  },
  check(write, report) {
    const { hive, key } = write.path.value;
    if (hive !== 'HKEY_LOCAL_MACHINE' || write.action === 'delete') return;
    const here = REGISTRY.filter((row) => row.key.toLowerCase() === key.toLowerCase());
    const name = write.name.value;
    if (here.some((row) => row.name.toLowerCase() === name.toLowerCase())) return;
    const meant = here.filter((row) => row.name.length > 4 && isOneEditAway(name, row.name));
    const [row] = meant;
    if (!row || meant.length > 1) return;
    report({
      at: write.name.at,
      message: `Nothing reads a value ${name} under this key, and ${row.name} is one letter away. Correct the name if that is meant.`,
      fixes: () => [{ title: `Rename to ${row.name}`, safe: false, changes: [{ kind: 'replace', at: write.name.at, text: row.name }] }],
    });
  },
});
