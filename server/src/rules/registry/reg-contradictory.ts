import { contentText } from '../../model/registry/content.ts';
import { cataloguedValue, isCertain, shownContent } from '../../model/registry/file.ts';
import { Restarts } from '../../model/registry/restarts.ts';
import { SameValue } from '../../model/registry/same-value.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { rule } from '../rule.ts';

const write = (data: string, name = 'EnableServerFragmentation'): string =>
  `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name ${name} -PropertyType DWord -Value ${data} -Force`;

export default rule({
  id: 'reg-contradictory',
  on: 'registryFile',
  severity: 'warning',
  title: 'A registry value is set twice, to different data',
  why: 'The last one stays, whatever the first was meant for. Mostly the two come from different articles, and whoever reads the first believes it.',
  howToFix: 'Keep the one that is meant.',
  sources: ['the order of the file itself'],
  confidence: 'inferred',
  examples: {
    bad: [`=== server.ps1\n${write('1')}\n${write('⟦0⟧')}\n`],
    good: [
      // The same twice, spelled differently.
      `=== server.ps1\n${write('1')}\n${write("'0x1'")}\n`,
      // A condition decides, or who calls a function; not known; another value; another computer.
      `=== server.ps1\nif ($on) { ${write('1')} } else { ${write('0')} }\n`,
      `=== server.ps1\n${write('0')}\nif ($on) { ${write('1')} }\n`,
      `=== server.ps1\nfunction Enable-It { ${write('1')} }\nfunction Disable-It { ${write('0')} }\n`,
      `=== server.ps1\n${write('1')}\n${write('$data')}\n`,
      `=== server.ps1\n${write('1')}\n${write('4', 'CertAuthFlags')}\n`,
      `=== server.ps1\n${write('1')}\nInvoke-Command -ComputerName VPN2 { ${write('0')} }\n`,
      // In force between the two.
      `=== server.ps1\n${write('1')}\nRestart-Service RemoteAccess -Force\nTest-It\n${write('0')}\n`,
    ],
  },
  check(file, report) {
    const before = previousWrites(file.writes);
    const restarts = new Restarts(file.restarts);
    for (const later of file.writes) {
      const row = cataloguedValue(later);
      const { content } = later;
      if (!row || !content || !isCertain(later)) continue;
      const earlier = before.get(later);
      if (!earlier?.content || !isCertain(earlier) || contentText(earlier.content) === contentText(content)) continue;
      if (restarts.isBetween(earlier.offset, later.offset)) continue;
      const [then, now] = [earlier.content, content];
      report({
        at: later.dataAt ?? later.name.at,
        message: `${row.name} is set to ${shownContent(then)} further up and to ${shownContent(now)} here, which is what stays. Keep the one that is meant.`,
        related: [{ at: earlier.dataAt ?? earlier.name.at, message: `It is set to ${shownContent(then)} here` }],
        fixes: () => [
          { title: `Set ${shownContent(now)} further up as well`, safe: false, changes: [{ kind: 'set-registry-content', write: earlier, content: now }] },
          { title: `Set ${shownContent(then)} here as well`, safe: false, changes: [{ kind: 'set-registry-content', write: later, content: then }] },
        ],
      });
    }
  },
});

/** To each write the last one of its value that stands before it. What one statement writes has no order. */
function previousWrites(writes: readonly RegistryWrite[]): ReadonlyMap<RegistryWrite, RegistryWrite> {
  const before = new Map<RegistryWrite, RegistryWrite>();
  for (const same of new SameValue(writes).all()) {
    let previous: RegistryWrite | undefined;
    let current: RegistryWrite | undefined;
    for (const write of same) {
      if (current && current.offset < write.offset) previous = current;
      if (previous) before.set(write, previous);
      current = write;
    }
  }
  return before;
}
