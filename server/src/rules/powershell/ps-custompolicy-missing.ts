import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'ps-custompolicy-missing',
  on: 'policyCommand',
  severity: 'error',
  title: 'The server cmdlet has algorithm values but no -CustomPolicy',
  why: 'The six algorithm parameters belong to the parameter set of -CustomPolicy. Without the switch PowerShell cannot tell which set is meant, the command fails, and the server keeps its policy.',
  howToFix: 'Add -CustomPolicy.',
  whenOff: 'Never: the command fails.',
  sources: ['Microsoft, Set-VpnServerConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== server.ps1\n⟦Set-VpnServerConfiguration⟧ -DHGroup Group14 -EncryptionMethod AES256\n',
      '=== server.ps1\n⟦Set-VpnServerConfiguration⟧ -EncryptionType MaximumEncryption -DHGroup Group14\n',
    ],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -EncryptionMethod AES256\n',
      // The switch may be in there.
      '=== server.ps1\n$policy = Get-Policy\nSet-VpnServerConfiguration -DHGroup Group14 @policy\n',
      // Nothing that needs the switch.
      '=== server.ps1\nSet-VpnServerConfiguration -Ikev2Ports 500 -PassThru\n',
    ],
  },
  check({ command }, report) {
    if (command.cmdlet !== 'server' || !command.complete || command.stated.length === 0 || command.switches.customPolicy !== 'off') return;
    const names = `${listed(command.stated)} ${command.stated.length === 1 ? 'binds' : 'bind'} only together with -CustomPolicy`;
    const other = command.encryptionType ? '-EncryptionType' : command.switches.revertToDefault === 'on' ? '-RevertToDefault' : undefined;
    if (other !== undefined) {
      report({ at: command.at, message: `${names}, which cannot stand beside ${other}, so the command fails. Decide for one of the two.` });
      return;
    }
    report({
      at: command.at,
      message: `${names}, so the command fails. Add the switch.`,
      fixes: () => [{ title: 'Add -CustomPolicy', safe: false, changes: [{ kind: 'add-switch', command, name: 'CustomPolicy' }] }],
    });
  },
});
