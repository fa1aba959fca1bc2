import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'ps-client-positional',
  on: 'cmdletCall',
  severity: 'hint',
  title: 'The client cmdlet gets algorithms by position',
  why: 'By position DHGroup comes before EncryptionMethod, though the syntax line of the reference prints them in another order. A policy whose values nobody can tell apart is compared wrongly with that of the server.',
  howToFix: 'Name the parameters. The fix writes the name in front of each value, as PowerShell takes it now.',
  whenOff: 'Where a project has settled on calls by position and all of its readers know the order.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: ["=== client.ps1\nSet-VpnConnectionIPsecConfiguration 'Fabrikam VPN' ⟦SHA256128⟧ AES128 Group14 AES128 SHA256 PFS2048 -Force\n"],
    good: [
      // The name of the connection says itself what it is.
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration 'Fabrikam VPN' -RevertToDefault -Force\n",
      "=== client.ps1\n$policy = @{ ConnectionName = 'Fabrikam VPN'; DHGroup = 'Group14'; PfsGroup = 'PFS2048' }\nSet-VpnConnectionIPsecConfiguration @policy\n",
      // Other cmdlets have few positions, and everybody knows them.
      "=== client.ps1\nAdd-VpnConnectionRoute 'Fabrikam VPN' 10.20.0.0/16\n",
    ],
  },
  check({ call }, report) {
    if (call.cmdlet !== 'Set-VpnConnectionIPsecConfiguration') return;
    const unnamed = [...call.arguments.values()].filter(({ name, via }) => via === 'positional' && name !== 'ConnectionName');
    const at = unnamed[0]?.value?.at;
    if (!at) return;
    const names = unnamed.map(({ name }) => name);
    report({
      at,
      message: `${listed(names)} ${names.length === 1 ? 'is' : 'are'} given by position, where DHGroup comes before EncryptionMethod. Name ${names.length === 1 ? 'the parameter' : 'the parameters'}.`,
      fixes: () => [{ title: 'Name the parameters', safe: false, changes: [{ kind: 'name-arguments', call, names }] }],
    });
  },
});
