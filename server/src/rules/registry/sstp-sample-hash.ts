import { SAMPLE_HASHES } from '../../knowledge/sstp.ts';
import { digitsOf, hashAsText, statedHashes } from '../../model/registry/sstp-hashes.ts';
import { rule } from '../rule.ts';

const [FIRST = '', SECOND = ''] = [...SAMPLE_HASHES];
const PATH = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const bytes = (hash: string): string => (hash.match(/../gu) ?? []).map((each) => `0x${each}`).join(',');

export default rule({
  id: 'sstp-sample-hash',
  on: 'registryFile',
  severity: 'warning',
  title: 'The hash of the SSTP certificate is that of a published example',
  why: 'It is the hash of no certificate of yours, so RRAS drops each SSTP connection right after it was made (event 6 of RasSstp on the client).',
  howToFix: 'Give the SHA-256 hash of the public certificate on your load balancer: openssl x509 -noout -fingerprint -sha256 -in FILE, without the colons.',
  whenOff: 'In documentation and examples, for their folder. Never for a script that runs on a server.',
  sources: ['Richard Hicks, "Always On VPN SSTP Connects then Disconnects"', 'richardhicks/aovpn, Enable-SstpOffload.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1\nEnable-SstpOffload -CertificateHash "⟦${FIRST.toUpperCase()}⟧" -Restart\n`,
      `=== server.ps1\n.\\Enable-SstpOffload.ps1 -Computername VPN1 -CertificateHash '⟦${SECOND}⟧'\n`,
      `=== server.ps1\nNew-ItemProperty -Path ${PATH} -Name ⟦SHA256CertificateHash⟧ -PropertyType Binary -Value ([byte[]](${bytes(SECOND)})) -Force\n`,
    ],
    good: [
      `=== server.ps1\nEnable-SstpOffload -CertificateHash 8F434346648F6B96DF89DDA901C5176B10A6D83961DD3C1AC88B59B2DC327AA4 -Restart\n`,
      // In a comment, and one that only begins in the same way.
      `=== server.ps1\n# Enable-SstpOffload -CertificateHash ${FIRST}\nEnable-SstpOffload -CertificateHash ${FIRST.slice(0, 60)}0000 -Restart\n`,
      // Elsewhere.
      `=== server.ps1\nNew-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name SHA256CertificateHash -PropertyType String -Value ${FIRST} -Force\n`,
    ],
  },
  check(file, report) {
    const asText = file.writes.flatMap((write) => {
      const text = hashAsText(write);
      return text === undefined ? [] : [{ at: write.dataAt ?? write.name.at, text }];
    });
    for (const { at, text } of [...statedHashes(file), ...asText])
      if (SAMPLE_HASHES.has(digitsOf(text)?.toLowerCase() ?? ''))
        report({
          at,
          message:
            'This is the hash of a published example and of no certificate of yours. Give the SHA-256 hash of the public certificate on the load balancer.',
        });
  },
});
