import { registryValue, type RegistryValue } from '../../knowledge/registry.ts';
import { SERVICES, serviceByName } from '../../knowledge/services.ts';
import type { RegistryWrite, ScriptOrder } from '../../model/registry-write.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'reg-restart-service',
  on: 'script',
  severity: 'warning',
  title: 'The script restarts another service than the one that reads the value',
  why: 'A service reads its registry values when it starts. Restarting another one leaves the old value in force until the next reboot, when nobody remembers the change.',
  howToFix: 'Restart the service that the message names, after the value has been written.',
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
    const known = script.writes.flatMap((write) => {
      const row = write.path.value.hive === 'HKEY_LOCAL_MACHINE' ? registryValue(write.path.value.key, write.name.value) : undefined;
      return row ? [{ write, row }] : [];
    });
    for (const restart of script.restarts) {
      if (typeof restart.service === 'string') continue;
      const { at } = restart.service;
      const service = serviceByName(restart.service.value);
      if (!service) continue;
      const before = known.filter(({ write }) => write.offset < restart.offset);
      // A restart that anything before it needs is the right one for that.
      if (
        before.some(({ row }) => row.restart.includes(service.name)) ||
        (service === SERVICES.remoteAccess && script.remoteAccess.some((offset) => offset < restart.offset))
      )
        continue;
      const waiting = before.filter(({ write, row }) => needsService(row) && !restartedAfter(script, write, row));
      const wanted = [...new Set(waiting.flatMap(({ row }) => row.restart))];
      const right = wanted[0];
      if (right === undefined) continue;
      report({
        at,
        message: `${listed([...new Set(waiting.map(({ row }) => row.name))])} takes effect when ${listed(wanted)} starts, not ${service.name}. Restart ${listed(wanted)} instead.`,
        fixes: () => (wanted.length === 1 ? [{ title: `Restart ${right} instead`, safe: false, changes: [{ kind: 'replace', at, text: right }] }] : []),
      });
    }
  },
});

function needsService(row: RegistryValue): boolean {
  return row.restart.some((restart) => restart !== 'reboot');
}

/** Whether a service that the value waits for, the computer, or a service that is not known is restarted after the write. */
function restartedAfter({ restarts }: ScriptOrder, write: RegistryWrite, row: RegistryValue): boolean {
  return restarts.some(({ service, offset }) => {
    if (offset < write.offset) return false;
    if (typeof service === 'string') return true;
    const known = serviceByName(service.value);
    return known !== undefined && row.restart.includes(known.name);
  });
}
