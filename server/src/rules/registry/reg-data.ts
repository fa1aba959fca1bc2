import { cataloguedValue, writtenNumber } from '../../model/registry/file.ts';
import { rule } from '../rule.ts';
import { allowedText, isAllowed } from './allowed-data.ts';

const IKEV2 = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const NDISWAN = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\Ndiswan\\Parameters\\Protocols\\0';

export default rule({
  id: 'reg-data',
  on: 'registryWrite',
  severity: 'warning',
  title: 'A known registry value is given data that means nothing',
  why: 'Windows knows some data only and takes the rest for something else or for absent, without a word. The value is in the registry, and what it was to bring about does not happen.',
  howToFix: 'Write the data that the message names. What each means is shown on hover over the name of the value.',
  whenOff: 'Where you have seen that Windows takes the data, or a later release gives it a meaning that this product does not know yet.',
  sources: ['richardhicks/aovpn, the script of each value', 'the source of each value, shown on hover'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1\nNew-ItemProperty -Path '${IKEV2}' -Name CertAuthFlags -PropertyType DWord -Value ⟦1⟧ -Force\n`,
      `=== server.ps1\nSet-ItemProperty -Path '${IKEV2}' -Name EnableServerFragmentation -Type DWord -Value '⟦0x2⟧'\n`,
      '=== client.ps1\nNew-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value ⟦3⟧ -Force\n',
      `=== client.ps1\nNew-ItemProperty -Path ${NDISWAN} -Name TunnelMTU -PropertyType DWord -Value ⟦1500⟧ -Force\n`,
    ],
    good: [
      // What it should be, also in hexadecimal, and what undoes it.
      `=== server.ps1\nNew-ItemProperty -Path '${IKEV2}' -Name CertAuthFlags -PropertyType DWord -Value 0x4 -Force\nSet-ItemProperty -Path '${IKEV2}' -Name EnableServerFragmentation -Type DWord -Value 0\n`,
      `=== rollback.ps1\nSet-ItemProperty -Path '${IKEV2}' -Name CertAuthFlags -Type DWord -Value 0\n`,
      // Not known before it runs, and deleted.
      `=== server.ps1\nNew-ItemProperty -Path '${IKEV2}' -Name CertAuthFlags -PropertyType DWord -Value $flags -Force\nRemove-ItemProperty -Path '${IKEV2}' -Name EnableServerFragmentation\n`,
      // Data that differs from site to site, the ends of a range, and the same name elsewhere.
      `=== server.ps1\nNew-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 12345 -Force\nNew-ItemProperty -Path ${NDISWAN} -Name TunnelMTU -PropertyType DWord -Value 1400 -Force\nNew-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name UseHttps -PropertyType DWord -Value 7 -Force\n`,
      // Of the wrong type it is absent, whatever it says.
      `=== server.ps1\nNew-ItemProperty -Path '${IKEV2}' -Name CertAuthFlags -PropertyType ⟦String⟧{reg-type} -Value 1 -Force\n`,
    ],
  },
  check(write, report) {
    const row = cataloguedValue(write);
    const number = writtenNumber(write);
    if (!row?.allowed || number === undefined || isAllowed(row.allowed, number)) return;
    const { data, type } = row;
    report({
      at: write.dataAt ?? write.name.at,
      message: `${row.name} is ${number} here, and the data that it may have is ${allowedText(row.allowed)} (${row.dataMeaning}). Write one of these.`,
      fixes: () =>
        data !== undefined && type === 'DWord'
          ? [{ title: `Set ${row.name} to ${data}`, safe: false, changes: [{ kind: 'set-registry-content', write, content: { type, number: BigInt(data) } }] }]
          : [],
    });
  },
});
