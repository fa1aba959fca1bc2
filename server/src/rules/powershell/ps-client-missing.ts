import { ATTRIBUTES } from '../../knowledge/ipsec.ts';
import { completed, completionTitle } from '../crypto/completion.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'ps-client-missing',
  on: 'policyCommand',
  severity: 'error',
  title: 'The client cmdlet lacks some of its six values',
  why: 'All six are mandatory. In a script that nobody watches, PowerShell asks for the missing one and waits, or fails.',
  howToFix: "State all six values, or use -RevertToDefault alone. The fix adds the server's where its script is in the folder, else the published minimum.",
  whenOff: 'Where somebody runs the script by hand and is to type the missing values when PowerShell asks.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: ["=== client.ps1\n⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName 'Fabrikam VPN' -DHGroup Group14 -EncryptionMethod AES256 -Force\n"],
    good: [
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force\n",
      // By position, and through a hashtable that is not known here.
      "=== client.ps1\nSet-VpnConnectionIPsecConfiguration 'Fabrikam VPN' SHA256128 AES128 Group14 AES128 SHA256 PFS2048\n$policy = Import-PowerShellDataFile policy.psd1\nSet-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' @policy\n",
    ],
  },
  check({ command, server }, report) {
    if (command.cmdlet !== 'client' || !command.complete || command.switches.revertToDefault !== 'off') return;
    const missing = ATTRIBUTES.filter((attribute) => !command.stated.includes(attribute));
    if (missing.length === 0) return;
    report({
      at: command.at,
      message: `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} mandatory and missing, so the command asks for ${missing.length === 1 ? 'it' : 'them'} or fails. State all six values.`,
      fixes: () => [
        {
          title: completionTitle("Add the server's values", 'Add the values of the published minimum', missing, server()),
          safe: false,
          changes: completed(command.policy, missing, server()),
        },
      ],
    });
  },
});
