import { ATTRIBUTES, type AttributeName } from '../../knowledge/ipsec.ts';
import { CMDLET_DEFAULTS } from '../../knowledge/baselines.ts';
import { commonTo, completedServer } from '../crypto/completion.ts';
import { rule } from '../rule.ts';
import { listed, spelled } from '../wording.ts';

export default rule({
  id: 'ps-server-partial',
  on: 'policyCommand',
  severity: 'warning',
  title: 'The custom policy of the server lacks some of its six values',
  why: 'What is left out gets a default that nobody sees: for DHGroup it is group 2, the weak one. Inferred from the default values in the reference of Windows Server 2012 R2, which later ones no longer list.',
  howToFix: 'State all six values. The fix adds those of the clients where these are known, else those of the published minimum that go with what is there.',
  whenOff: 'Where the defaults of the rest are known on every release of the server in use, and wanted.',
  lowered: 'Information where -DHGroup is stated, so that the known weak default plays no part.',
  sources: ['Microsoft, Set-VpnServerIPsecConfiguration (Windows Server 2012 R2), column "Default value"', 'Microsoft, Set-VpnServerConfiguration'],
  confidence: 'inferred',
  restsOn: 'The default values in the reference of Windows Server 2012 R2. Later ones list none.',
  examples: {
    bad: [
      '=== server.ps1\n⟦Set-VpnServerConfiguration⟧ -CustomPolicy -EncryptionMethod AES256 -IntegrityCheckMethod SHA384\n',
      // The name of 2012, and a hashtable.
      "=== server.ps1\n$policy = @{\n    DHGroup          = 'Group14'\n    EncryptionMethod = 'AES256'\n}\n⟦Set-VpnServerIPsecConfiguration⟧ -CustomPolicy @policy\n",
    ],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048\n',
      // All of them by property name, and some that are not known.
      "=== server.ps1\n[pscustomobject]@{ AuthenticationTransformConstants = 'SHA256128'; CipherTransformConstants = 'AES128'; DHGroup = 'Group14'; EncryptionMethod = 'AES128'; IntegrityCheckMethod = 'SHA256'; PfsGroup = $pfs } | Set-VpnServerConfiguration -CustomPolicy\n",
      '=== server.ps1\n$policy = Import-PowerShellDataFile policy.psd1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14 @policy\n',
      // Given by default.
      "=== server.ps1\n$PSDefaultParameterValues['Set-VpnServerConfiguration:DHGroup'] = 'Group14'\nSet-VpnServerConfiguration -CustomPolicy -EncryptionMethod AES256\n",
      // Neither binds at all.
      '=== server.ps1\n⟦Set-VpnServerConfiguration⟧{ps-custompolicy-missing} -DHGroup Group14\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -⟦RevertToDefault⟧{ps-parameter-set}\n',
      // Another cmdlet, for site-to-site, where these names mean the same.
      '=== server.ps1\nSet-VpnS2SInterface -Name Branch -CustomPolicy -EncryptionMethod AES256\n',
    ],
  },
  check({ command, clients }, report) {
    const { policy, switches } = command;
    if (command.cmdlet !== 'server' || !command.complete || policy.superseded) return;
    if (switches.customPolicy !== 'on' || switches.revertToDefault !== 'off' || command.encryptionType) return;
    const missing = ATTRIBUTES.filter((attribute) => !command.stated.includes(attribute));
    if (missing.length === 0) return;
    const known = missing.flatMap((attribute) => described(attribute) ?? []);
    report({
      at: command.at,
      message: `-CustomPolicy comes with ${6 - missing.length} of six values${known.length === 0 ? '' : `, and what is left out is probably ${listed(known)} (inferred from the reference of 2012 R2)`}. State ${listed(missing)} as well.`,
      ...(!missing.includes('DHGroup') && { severity: 'information' }),
      fixes: () => {
        const met = clients();
        const title = missing.every((attribute) => commonTo(met, attribute) !== undefined)
          ? "Add the clients' values"
          : 'Add the values of the published minimum';
        return [{ title, safe: false, changes: completedServer(policy, missing, met) }];
      },
    });
  },
});

function described(attribute: AttributeName): string | undefined {
  const algorithm = CMDLET_DEFAULTS[attribute];
  return algorithm && `${attribute} ${spelled(attribute, algorithm, 'server-cmdlet')}`;
}
