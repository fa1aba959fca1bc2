import { cmdletByName } from '../../knowledge/cmdlets.ts';
import { KEMP_CMDLETS } from '../../knowledge/cmdlets/kemp.ts';
import { KEMP_LATER_VALUES } from '../../knowledge/load-balancer/kemp.ts';
import type { ArgumentValue } from '../../model/cmdlet-call.ts';
import { nearest } from '../nearest.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

/** What people mean by words that look like none of the values. */
const MEANT: Readonly<Record<string, readonly string[]>> = { 'ssl-src': ['ssl', 'src'], 'source-ip': ['src'], sourceip: ['src'], ping: ['icmp'] };

export default rule({
  id: 'lb-kemp-param',
  on: 'cmdletCall',
  severity: 'error',
  title: 'A parameter of a Kemp cmdlet has a value that it does not know',
  why: 'The parameter takes a fixed list of values. Any other text stops the command before it reaches the LoadMaster, so the service is not made, or stays what it was.',
  howToFix:
    'Choose one of the values that the message lists. A LoadMaster has no persistence by TLS session with the source address as fallback: it is ssl or src.',
  whenOff: 'Where a newer version of the module takes the value. Never for the version that you have if it refuses it.',
  sources: ['Progress Kemp, PowerShell module Kemp.LoadBalancer.Powershell 7.2.60'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== vpn.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp -Nickname SSTP -Persist ⟦ssl-src⟧ -CheckType ⟦ping⟧\n',
      "=== vpn.ps1\n$ike = @{ VirtualService = '203.0.113.10'; Port = 500; Protocol = '⟦UDP/IP⟧'; Schedule = '⟦roundrobin⟧' }\nNew-VirtualService @ike\n",
      '=== vpn.ps1\nNew-AdcRealServer 203.0.113.10 4500 udp -RealServer 10.0.0.11 -RealServerPort 4500 -Forward ⟦dsr⟧\nSet-AdcVirtualService 203.0.113.10 4500 udp -CheckType ⟦imcp⟧\n',
    ],
    good: [
      // PowerShell takes any letter case.
      '=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 500 UDP -Persist SRC -CheckType Icmp -Schedule rr -CheckUse1_1 1\n',
      // Older modules take a Boolean, and the LoadMaster has values that a later module may take.
      '=== vpn.ps1\nNew-VirtualService 203.0.113.10 500 udp -CheckUse1_1 $true -Persist cookie-hash-src -CheckType bdata -Schedule uhash\n',
      // Not known before it runs.
      '=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 500 udp -Persist $persistence -CheckType (Get-CheckType)\n',
      // No VPN.
      '=== web.ps1\nNew-AdcVirtualService 203.0.113.20 443 tcp -Persist ssl-src\n',
      // A function of the script.
      '=== vpn.ps1\nfunction New-AdcVirtualService { param($Persist) }\nNew-AdcVirtualService -Persist ssl-src\n',
    ],
  },
  check({ call }, report) {
    const cmdlet = cmdletByName(call.cmdlet);
    if (!cmdlet || !KEMP_CMDLETS.has(cmdlet)) return;
    const given = [...call.arguments.values()].flatMap(({ value }) => (value ? [textOf(value)?.toLowerCase()] : []));
    for (const { name, value } of call.arguments.values()) {
      const values = cmdlet.parameters.find((parameter) => parameter.name === name)?.values;
      const written = value && textOf(value);
      if (!value || !values || written === undefined) continue;
      const word = written.toLowerCase();
      if ([...values, ...(KEMP_LATER_VALUES[name] ?? [])].some((each) => each.toLowerCase() === word)) continue;
      report({
        at: value.at,
        message: `-${name} has no value ${written}, so the command fails. It takes ${listed(values)}.`,
        fixes: () =>
          // UDP has no TLS session.
          (given.includes('udp') && word === 'ssl-src' ? ['src'] : (MEANT[word] ?? nearest(written, values))).map((each) => ({
            title: `Change to ${each}`,
            safe: false,
            changes: [{ kind: 'replace', at: value.at, text: each }],
          })),
      });
    }
  },
});

function textOf(value: ArgumentValue): string | undefined {
  return value.kind === 'text' || value.kind === 'number' ? value.text : undefined;
}
