import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { wrongRestarts } from './wrong-restarts.ts';

export default rule({
  id: 'reg-restart-service',
  on: 'script',
  severity: 'warning',
  title: 'The script restarts another service than the one that reads the value',
  why: 'A service reads its registry values when it starts. Restarting another one leaves the old value in force until the next reboot, when nobody remembers the change.',
  howToFix: 'Restart the service that the message names, after the value has been written.',
  whenOff: 'Where the service that reads the value is restarted by something that is not in this file.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"', 'richardhicks/aovpn, the script of each value'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force
Restart-Service ⟦RemoteAccess⟧ -Force
`,
    ],
    good: [
      `=== server.ps1
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force
Restart-Service IKEEXT -Force -PassThru
`,
      // RemoteAccess is restarted for the other value; the restart of IKEEXT may be anywhere.
      `=== server.ps1
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force
Restart-Service RemoteAccess -Force
`,
      // RemoteAccess is restarted for what the script does besides.
      `=== server.ps1
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP,Certificate -RootCertificateNameToAccept $root
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force
Restart-Service RemoteAccess -Force
`,
      // A reboot restarts everything, and so may a service whose name is not known.
      `=== server.ps1
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force
Restart-Service RemoteAccess -Force
Restart-Computer -Force
`,
    ],
  },
  check(script, report) {
    for (const { at, service, waiting } of wrongRestarts(script).restarts) {
      const wanted = [...new Set(waiting.flatMap((row) => row.restart))];
      const right = wanted[0];
      if (right === undefined) continue;
      const names = [...new Set(waiting.map((row) => row.name))];
      report({
        at,
        message: `${listed(names)} ${names.length === 1 ? 'takes' : 'take'} effect when ${listed(wanted)} starts, not ${service.name}. Restart ${listed(wanted)} instead.`,
        fixes: () => (wanted.length === 1 ? [{ title: `Restart ${right} instead`, safe: false, changes: [{ kind: 'replace', at, text: right }] }] : []),
      });
    }
  },
});
