import { contentText } from '../../model/registry/content.ts';
import { cataloguedValue, isCertain, isSameValue, shownContent } from '../../model/registry/file.ts';
import { restartsBetween } from './between.ts';
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
    for (const later of file.writes) {
      const row = cataloguedValue(later);
      const { content } = later;
      if (!row || !content || !isCertain(later)) continue;
      const earlier = file.writes.findLast((each) => each.offset < later.offset && isSameValue(each, later));
      if (!earlier?.content || !isCertain(earlier) || contentText(earlier.content) === contentText(content) || restartsBetween(file, earlier, later)) continue;
      const [before, now] = [earlier.content, content];
      report({
        at: later.dataAt ?? later.name.at,
        message: `${row.name} is set to ${shownContent(before)} further up and to ${shownContent(now)} here, which is what stays. Keep the one that is meant.`,
        related: [{ at: earlier.dataAt ?? earlier.name.at, message: `It is set to ${shownContent(before)} here` }],
        fixes: () => [
          { title: `Set ${shownContent(now)} further up as well`, safe: false, changes: [{ kind: 'set-registry-content', write: earlier, content: now }] },
          { title: `Set ${shownContent(before)} here as well`, safe: false, changes: [{ kind: 'set-registry-content', write: later, content: before }] },
        ],
      });
    }
  },
});
