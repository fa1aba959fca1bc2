import { ATTRIBUTES } from '../../knowledge/ipsec.ts';
import type { CmdletCall } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

/** By cmdlet, groups of parameters of which a call takes one group only. What stands further to the left is what was probably meant. */
const EXCLUSIVE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'Set-VpnServerConfiguration': [['CustomPolicy'], ['RevertToDefault'], ['EncryptionType']],
  'Set-VpnConnectionIPsecConfiguration': [ATTRIBUTES, ['RevertToDefault']],
};

export default rule({
  id: 'ps-parameter-set',
  on: 'cmdletCall',
  severity: 'error',
  title: 'The cmdlet has parameters that exclude each other',
  why: 'A custom policy, -RevertToDefault and -EncryptionType are three parameter sets. PowerShell cannot tell which one is meant, so the command fails and the old policy stays.',
  howToFix: 'Decide for one of them. To go back to the default and then set a policy takes two commands.',
  whenOff: 'Never: the command fails.',
  sources: ['Microsoft, Set-VpnServerConfiguration and Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -⟦EncryptionType⟧ MaximumEncryption\n',
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -⟦RevertToDefault⟧\n',
      // Through a hashtable, and switched off: PowerShell only asks whether it is given.
      "=== server.ps1\n$policy = @{ CustomPolicy = $true; DHGroup = 'Group14' }\nSet-VpnServerConfiguration @policy -⟦RevertToDefault⟧:$false\n",
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -⟦RevertToDefault⟧ -DHGroup Group14 -Force\n",
    ],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -EncryptionType MaximumEncryption -Ikev2Ports 500\n',
      '=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault -TunnelType IKEV2\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n',
      // ps-custompolicy-missing tells what is wrong here.
      '=== server.ps1\n⟦Set-VpnServerConfiguration⟧{ps-custompolicy-missing} -EncryptionType MaximumEncryption -DHGroup Group14\n',
      // What the hashtable holds is not known.
      '=== server.ps1\n$policy = Get-Policy\nSet-VpnServerConfiguration -CustomPolicy @policy\n',
      // A function of the script.
      '=== server.ps1\nfunction Set-VpnServerConfiguration { param([switch] $CustomPolicy, [switch] $RevertToDefault) }\nSet-VpnServerConfiguration -CustomPolicy -RevertToDefault\n',
    ],
  },
  check({ call }, report) {
    const given = givenOf(call);
    const [first, second] = given;
    if (!first || !second) return;
    const at = call.arguments.get(second)?.nameAt ?? call.at;
    const other = call.arguments.get(first)?.nameAt ?? call.at;
    report({
      at,
      message: `-${second} cannot stand beside -${first}, so the command fails and the policy stays as it is. Decide for one of the two.`,
      related: [{ at: other, message: `-${first} is given here` }],
    });
  },
});

/** The first parameter of each group that a call gives. */
function givenOf(call: CmdletCall): string[] {
  return (EXCLUSIVE[call.cmdlet] ?? []).flatMap((group) => group.find((name) => call.arguments.has(name)) ?? []);
}
