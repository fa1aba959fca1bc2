import { cataloguedValue, writtenNumber } from '../../model/registry/file.ts';
import { rule } from '../rule.ts';

const WRITE =
  "New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Force -Value 1";
const project = (windows: string): string => `=== aovpn.json\n{ "minimumWindows": "${windows}" }\n=== server.ps1\n`;

export default rule({
  id: 'reg-os',
  on: 'registryInContext',
  severity: 'warning',
  title: 'A registry value needs a newer Windows Server',
  why: 'An older server does not know the value and ignores it: what it was to bring about does not happen, and nothing says so. Windows Server 2016 has no IKEv2 fragmentation.',
  howToFix: 'Bring the server up to the release that the message names, or drop the value. Correct minimumWindows in aovpn.json if no server is that old.',
  whenOff: 'Where the value is written to servers of several releases and only the newer ones need it.',
  sources: ['Richard Hicks, "Always On VPN and IKEv2 Fragmentation"', 'the source of each value, shown on hover'],
  confidence: 'documented',
  examples: {
    bad: [`${project('Windows Server 2016')}${WRITE.replace('EnableServerFragmentation', '⟦EnableServerFragmentation⟧')}\n`],
    good: [
      // New enough, and not known.
      `${project('Windows Server 2019')}${WRITE}\n`,
      `=== server.ps1\n${WRITE}\n`,
      // A release for clients says nothing of servers.
      `${project('Windows 10 1607')}${WRITE}\n`,
      // Taken back, and what all releases read.
      `${project('Windows Server 2016')}${WRITE.replace('-Value 1', '-Value 0')}\n`,
      `${project('Windows Server 2016')}New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters -Name UseHttps -PropertyType DWord -Value 1 -Force\n`,
      // Under a condition, which may ask for the release.
      `${project('Windows Server 2016')}if ($build -ge 17763) { ${WRITE} }\n`,
    ],
  },
  check({ file, minimumWindows }, report) {
    const server = minimumWindows?.server;
    if (!minimumWindows || server === undefined) return;
    for (const write of file.writes) {
      const row = cataloguedValue(write);
      if (row?.minimumBuild === undefined || row.side !== 'server' || minimumWindows.build >= row.minimumBuild) continue;
      if (write.action === 'delete' || write.conditional || writtenNumber(write) === 0n) continue;
      report({
        at: write.name.at,
        message: `${row.name} needs ${row.minimumWindows ?? `build ${row.minimumBuild}`}, and aovpn.json says that servers may be as old as ${server}, which ignores it. Update the servers, or drop the value.`,
      });
    }
  },
});
