import { Restarts } from '../../model/registry/restarts.ts';
import type { ScriptOrder, ServiceChange } from '../../model/registry/write.ts';
import { wrongRestarts } from '../registry/wrong-restarts.ts';
import { rule, type Fix } from '../rule.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'ps-restart-missing',
  on: 'script',
  severity: 'information',
  title: 'The script changes what a service reads when it starts, and does not restart it',
  why: 'RRAS goes on with the old settings until the RemoteAccess service starts again. The script has run, the new policy is shown, and clients still fail against the old one.',
  howToFix:
    'Restart the service at the end of the change, outside of working hours: it disconnects the clients. Silent where something may restart it, or tells the administrator to.',
  whenOff: 'Where the restart is left to another tool or to the next maintenance window, and somebody sees to it.',
  sources: [
    'Microsoft, Set-VpnAuthProtocol (the warning it prints)',
    'richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1',
    'the source of each registry value, shown on hover',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      '=== server.ps1\n⟦Set-VpnServerConfiguration⟧ -RevertToDefault\n',
      // A program that restarts nothing, and another method of WMI.
      "=== server.ps1\n⟦Set-VpnServerConfiguration⟧ -RevertToDefault\nStart-Process notepad.exe 'start.txt'\nInvoke-CimMethod -Query 'select * from Win32_Process' -MethodName Terminate\n",
      // The last of those that wait is the place.
      `=== server.ps1
Restart-Service RemoteAccess
Set-VpnServerConfiguration -EncryptionType MaximumEncryption
⟦New-ItemProperty⟧ -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force
`,
    ],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nRestart-Service RemoteAccess -Force\n',
      // In a condition, through a program, by display name, with the computer, or a service that is not known.
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nif ($Restart) { Restart-Service RemoteAccess }\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nnet stop RemoteAccess\nnet start RemoteAccess\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nsc.exe stop RemoteAccess\nsc.exe start RemoteAccess\n',
      "=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nRestart-Service -DisplayName 'Routing and Remote Access'\n",
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nshutdown /r /t 60\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nRestart-Computer -Force\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nRestart-Service $service\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nGet-Service RemoteAccess | Restart-Service\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\n(Get-Service RemoteAccess).Start()\n',
      // By a pattern, by WMI, and by a program that another one starts.
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nRestart-Service Remote* -Force\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nGet-CimInstance Win32_OperatingSystem | Invoke-CimMethod -MethodName Reboot\n',
      "=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nStart-Process net.exe 'start RemoteAccess' -Wait\n",
      // A function that restarts, the parameter of another script, an exit code that asks for a restart, and words for the administrator.
      '=== server.ps1\nfunction Update-Service { Restart-Service RemoteAccess }\nSet-VpnServerConfiguration -RevertToDefault\nUpdate-Service\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nEnable-VpnServerIKEv2Fragmentation -Restart\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nexit 3010\n',
      "=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\nWrite-Warning 'Restart the RemoteAccess service.'\n",
      // Its caller does it.
      '=== server.psm1\nfunction Reset-Policy { Set-VpnServerConfiguration -RevertToDefault }\n',
      // Only said, and another tunnel.
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault -WhatIf\nSet-VpnS2SInterface -Name Branch -EncryptionMethod AES256 -CustomPolicy\n',
      // The client's: it restarts by itself.
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force\n",
      // The other service that it restarts is what is wrong.
      `=== server.ps1
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force
Restart-Service ⟦RemoteAccess⟧{reg-restart-service} -Force
`,
    ],
  },
  check(script, report) {
    const { waiting: told } = wrongRestarts(script);
    const restarts = new Restarts(script.restarts);
    const open = (script.changes ?? []).filter((change) => !told.has(change.offset) && !mayRestart(script, restarts, change));
    for (const service of new Set(open.map((change) => change.service))) {
      const waiting = open.filter((change) => change.service === service);
      const last = waiting.at(-1);
      if (!last) continue;
      const what = [...new Set(waiting.map((change) => change.what))];
      report({
        at: last.at,
        message: `${listed(what)} ${what.length === 1 ? 'takes' : 'take'} effect when ${service} starts again, and nothing after this restarts it. Restart ${service} outside of working hours.`,
        fixes: () => fixesFor(service, last, waiting),
      });
    }
  },
});

/** A restart behind the last change, if whatever leads to one of the others leads there as well. */
function fixesFor(service: string, last: ServiceChange, waiting: readonly ServiceChange[]): Fix[] {
  const reachesAll = waiting.every((change) => last.branch.every((id, index) => change.branch[index] === id) && change.inFunction === last.inFunction);
  if (!reachesAll || waiting.some(({ elsewhere }) => elsewhere)) return [];
  return [{ title: `Restart ${service} after it`, safe: false, changes: [{ kind: 'restart-service', at: last.at, service }] }];
}

/** Whether something that runs after a change, or may run after it, may start the service. */
function mayRestart({ lastHint }: ScriptOrder, restarts: Restarts, { offset, service, inFunction }: ServiceChange): boolean {
  if (lastHint !== undefined && (lastHint > offset || inFunction)) return true;
  return restarts.isBehind(offset, [service]) || restarts.isInFunction(service) || (inFunction && restarts.isAnywhere(service));
}
