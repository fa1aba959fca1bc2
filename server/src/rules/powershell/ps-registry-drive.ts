import { rule } from '../rule.ts';

export default rule({
  id: 'ps-registry-drive',
  on: 'registryWrite',
  severity: 'hint',
  title: 'A registry path has no backslash behind its drive',
  why: 'HKLM:SYSTEM is relative to where the drive was last set to, as C:folder is. That is its root unless somebody went elsewhere in the same session; then the value is written to a key that nobody reads.',
  howToFix: 'Write a backslash behind the colon.',
  whenOff: 'Where nothing in the session changes its place on the drive, so that the path begins at the root in any case.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT" (where the path stands without one)', 'Microsoft, about_Registry_Provider'],
  confidence: 'inferred',
  restsOn: 'How PowerShell resolves a path without a backslash behind the drive. The published example works as long as nobody has changed the place.',
  examples: {
    bad: [
      '=== server.ps1\nNew-ItemProperty -Path ‘⟦HKLM:SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\\⟧’ -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000 -Force\n',
      "=== client.ps1\nSet-ItemProperty '⟦hkcu:Software\\Fabrikam⟧' -Name Tunnel -Value 1\n",
    ],
    good: [
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000 -Force\n",
      "=== server.ps1\nNew-ItemProperty -Path 'HKLM:/SYSTEM/CurrentControlSet/Services/IKEEXT/Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000\n",
      "=== server.ps1\nNew-ItemProperty -Path 'Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000\n",
      // The script has gone there before, so that it is meant.
      '=== server.ps1\nSet-Location HKLM:\\SYSTEM\\CurrentControlSet\nNew-ItemProperty -Path HKLM:Services\\IKEEXT\\Parameters -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000\n',
      '=== server.ps1\nNew-ItemProperty -Path "HKLM:$key" -Name UseHttps -PropertyType DWord -Value 0\n',
    ],
  },
  check({ path }, report) {
    const match = /^(\s*HK[A-Z]+:)(?=[^\\/\s])/i.exec(path.text);
    const drive = match?.[1];
    if (drive === undefined) return;
    report({
      at: path.at,
      message: `Without a backslash behind ${drive.trim()} the path depends on where the drive was last set to. Write ${drive.trim()}\\.`,
      fixes: () => [
        {
          title: 'Write a backslash behind the drive',
          safe: false,
          changes: [{ kind: 'replace', at: path.at, text: `${drive}\\${path.text.slice(drive.length)}` }],
        },
      ],
    });
  },
});
