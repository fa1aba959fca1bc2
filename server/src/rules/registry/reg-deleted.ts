import { cataloguedValue, isCertain } from '../../model/registry/file.ts';
import { Restarts } from '../../model/registry/restarts.ts';
import { SameValue } from '../../model/registry/same-value.ts';
import { rule } from '../rule.ts';

const KEY = "'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2'";
const IN_SET = "'⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\RemoteAccess\\Parameters\\Ikev2⟧{reg-path}'";
const SET = `New-ItemProperty -Path ${KEY} -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force`;
const DELETE = `Remove-ItemProperty -Path ${KEY} -Name EnableServerFragmentation`;

export default rule({
  id: 'reg-deleted',
  on: 'registryFile',
  severity: 'warning',
  title: 'A registry value is set and then deleted again',
  why: 'What counts is what is left at the end: no value, and the default in force. Mostly the two statements were copied together from different places.',
  howToFix: 'Drop the one of the two statements that is not meant. To start from nothing, delete first and set then.',
  whenOff: 'Where the value is to be in force for a moment only, as in a test that cleans up after itself.',
  sources: ['the order of the file itself'],
  confidence: 'inferred',
  restsOn: 'The order of the statements in the file, which is taken for the order in which they run.',
  examples: {
    bad: [`=== server.ps1\n${SET}\n⟦Remove-ItemProperty⟧${DELETE.slice('Remove-ItemProperty'.length)}\n`],
    good: [
      `=== server.ps1\n${DELETE}\n${SET}\n`,
      `=== server.ps1\n${SET}\n${DELETE}\n${SET}\n`,
      // A condition decides, or a function's caller, and a restart between the two has put it into force.
      `=== server.ps1\n${SET}\nif ($undo) { ${DELETE} }\n`,
      `=== server.ps1\nfunction Enable-It { ${SET} }\nfunction Disable-It { ${DELETE} }\n`,
      `=== server.ps1\n${SET}\nRestart-Service RemoteAccess -Force\nTest-It\n${DELETE}\n`,
      // In the control set of a number, which may be another one.
      `=== server.ps1\n${SET}\n${DELETE.replace('CurrentControlSet', 'ControlSet002')}\n`,
      `=== server.ps1\n${SET}\n${DELETE}\n${SET.replace(KEY, IN_SET)}\n`,
      // Another value, and another computer.
      `=== server.ps1\n${SET}\nRemove-ItemProperty -Path ${KEY} -Name CertAuthFlags\n`,
      `=== server.ps1\n${SET}\nInvoke-Command -ComputerName VPN2 { ${DELETE} }\n`,
    ],
  },
  check(file, report) {
    const { writes } = file;
    const restarts = new Restarts(file.restarts);
    for (const same of new SameValue(writes).all()) {
      const set = same.findLast(({ action }) => action !== 'delete');
      const row = set && cataloguedValue(set);
      if (!row || !isCertain(set) || same.some(({ action, apart }) => action !== 'delete' && apart)) continue;
      for (const deletion of same) {
        if (deletion.action !== 'delete' || !isCertain(deletion) || !cataloguedValue(deletion) || deletion.offset <= set.offset) continue;
        if (restarts.isBetween(set.offset, deletion.offset)) continue;
        report({
          at: deletion.at,
          message: `${row.name} is set further up and deleted here, so it is not there in the end. Drop one of the two.`,
          related: [{ at: set.at, message: 'It is set here' }],
        });
      }
    }
  },
});
