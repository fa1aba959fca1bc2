import { SHA1_DIGITS, SHA256_DIGITS } from '../../knowledge/sstp.ts';
import { digitsOf, hashAsText } from '../../model/registry/sstp-hashes.ts';
import { rule, type Fix } from '../rule.ts';

const HASH = '8F434346648F6B96DF89DDA901C5176B10A6D83961DD3C1AC88B59B2DC327AA4';
const PATH = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';

export default rule({
  id: 'sstp-hash-binary',
  on: 'registryWrite',
  severity: 'error',
  title: 'The hash of the SSTP certificate is written as text',
  why: 'RRAS reads SHA256CertificateHash as 32 bytes and takes a text for absent, so clients connect over SSTP and are dropped at once (event 6 of RasSstp). PowerShell makes no bytes of the text either: with type Binary the command fails.',
  howToFix: 'Write the bytes of the hash with type Binary, or run Enable-SstpOffload, which does.',
  whenOff: 'Never: RRAS takes a text for absent.',
  sources: ['Richard Hicks, "Always On VPN SSTP Connects then Disconnects"', 'richardhicks/aovpn, Enable-SstpOffload.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1\nNew-ItemProperty -Path ${PATH} -Name SHA256CertificateHash -PropertyType String -Value '⟦${HASH}⟧' -Force\nRestart-Service RemoteAccess\n`,
      `=== server.ps1\nNew-ItemProperty -Path ${PATH} -Name SHA256CertificateHash -Value '⟦${HASH}⟧' -Force\nRestart-Service RemoteAccess\n`,
      `=== server.ps1\nSet-ItemProperty -Path ${PATH} -Name SHA256CertificateHash -Type Binary -Value ⟦${HASH.toLowerCase()}⟧\nRestart-Service RemoteAccess\n`,
      // Of the wrong kind besides.
      `=== server.ps1\nNew-ItemProperty -Path ${PATH} -Name SHA256CertificateHash -PropertyType String -Value '⟦${HASH.slice(0, 40)}⟧' -Force\n`,
    ],
    good: [
      `=== server.ps1\nNew-ItemProperty -Path ${PATH} -Name SHA256CertificateHash -PropertyType Binary -Value ([byte[]](${Array.from({ length: 32 }, (_, index) => index).join(',')})) -Force\n`,
      // Not known before it runs, deleted, and elsewhere.
      `=== server.ps1\nNew-ItemProperty -Path ${PATH} -Name SHA256CertificateHash -PropertyType Binary -Value $bytes -Force\nRemove-ItemProperty -Path ${PATH} -Name SHA256CertificateHash\nNew-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name SHA256CertificateHash -PropertyType String -Value ${HASH} -Force\n`,
      // Set-ItemProperty without a type keeps the type of a value that exists.
      `=== server.ps1\nSet-ItemProperty -Path ${PATH} -Name ⟦SHA256CertificateHash⟧{reg-type} -Value ${HASH}\n`,
    ],
  },
  check(write, report) {
    const text = hashAsText(write);
    if (text === undefined) return;
    const digits = digitsOf(text);
    const thumbprint = digits?.length === SHA1_DIGITS ? ', and this is a SHA-1 thumbprint of 40 digits' : '';
    report({
      at: write.dataAt ?? write.name.at,
      message: `SHA256CertificateHash must be the 32 bytes of a SHA-256 hash with type Binary${thumbprint}: a text is read as absent. Write its bytes.`,
      fixes: (): Fix[] => {
        if (digits?.length !== SHA256_DIGITS) return [];
        const bytes = (digits.match(/../gu) ?? []).map((byte) => Number.parseInt(byte, 16));
        return [{ title: 'Write the bytes of the hash', safe: false, changes: [{ kind: 'set-registry-content', write, content: { type: 'Binary', bytes } }] }];
      },
    });
  },
});
