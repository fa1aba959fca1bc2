import { windowsRelease } from '../../knowledge/windows.ts';
import { cataloguedValue, isCertain, writtenNumber } from '../../model/registry/file.ts';
import { rule } from '../rule.ts';

const FIRST = windowsRelease('Windows 10 1803');
const write = (data: string): string =>
  `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Force -Value ${data}`;
const project = (windows: string): string => `=== aovpn.json\n{ "minimumWindows": "${windows}" }\n=== server.ps1\n`;

export default rule({
  id: 'ikev2-frag-old-clients',
  on: 'registryInContext',
  severity: 'information',
  title: 'Fragmentation of IKEv2 is switched on, and some clients are too old for it',
  why: 'Both ends must offer IKEv2 fragmentation, and Windows clients do so from Windows 10 1803. Messages of an older client are still split by IP, and error 809 stays where firewalls drop what is split.',
  howToFix: 'Update those clients. Correct minimumWindows in aovpn.json if none is that old.',
  whenOff: 'Where `minimumWindows` names an old release for other reasons and no VPN client has it.',
  sources: ['Richard Hicks, "Always On VPN and IKEv2 Fragmentation"'],
  confidence: 'documented',
  examples: {
    bad: [`${project('Windows 10 1607')}${write('1').replace('EnableServerFragmentation', '⟦EnableServerFragmentation⟧')}\n`],
    good: [
      // New enough, a release for servers, and not known.
      `${project('Windows 10 1803')}${write('1')}\n`,
      `${project('Windows Server 2019')}${write('1')}\n`,
      `=== server.ps1\n${write('1')}\n`,
      // Switched off, or under a condition.
      `${project('Windows 10 1607')}${write('0')}\n`,
      `${project('Windows 10 1607')}if ($modern) { ${write('1')} }\n`,
    ],
  },
  check({ file, minimumWindows }, report) {
    if (!minimumWindows || minimumWindows.server !== undefined || minimumWindows.build >= FIRST.build) return;
    for (const each of file.writes) {
      if (cataloguedValue(each)?.name !== 'EnableServerFragmentation' || !isCertain(each) || each.action === 'delete' || writtenNumber(each) !== 1n) continue;
      report({
        at: each.name.at,
        message: `Clients may be as old as ${minimumWindows.name}, says aovpn.json, and offer IKEv2 fragmentation from ${FIRST.name}: for the older ones nothing changes. Update them.`,
      });
    }
  },
});
