import { SHA1_DIGITS, SHA256_DIGITS } from '../../knowledge/sstp.ts';
import { digitsOf, statedHashes, type StatedHash } from '../../model/registry/sstp-hashes.ts';
import { rule, type Fix } from '../rule.ts';

const SHA256 = '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4';
const SHA1 = SHA256.slice(0, 40);
const bytes = (count: number): string => Array.from({ length: count }, (_, index) => index).join(',');
const WRITE =
  'New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters -Name ⟦SHA256CertificateHash⟧ -PropertyType Binary -Force -Value';

export default rule({
  id: 'sstp-hash-length',
  on: 'registryFile',
  severity: 'error',
  title: 'The hash of the SSTP certificate is no SHA-256 hash',
  why: 'RRAS compares the SHA-256 hash of the certificate that clients see: 32 bytes, 64 digits. The thumbprint that Windows shows is SHA-1 and has 40. Enable-SstpOffload refuses it; written to the registry it matches nothing, so clients connect and are dropped at once (event 6 of RasSstp).',
  howToFix:
    'Take the SHA-256 hash of the public certificate on the load balancer: openssl x509 -noout -fingerprint -sha256 -in FILE, without the colons. Thumbprint in the details of a certificate is the other one.',
  whenOff: 'Never: a hash of another length matches no certificate.',
  sources: ['richardhicks/aovpn, Enable-SstpOffload.ps1', 'Richard Hicks, "Always On VPN SSTP Connects then Disconnects"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1\nEnable-SstpOffload -CertificateHash ⟦${SHA1}⟧ -Restart\n`,
      `=== server.ps1\n.\\Enable-SstpOffload.ps1 -CertificateHash '⟦${SHA256.slice(1)}⟧'\n`,
      // With the colons of OpenSSL.
      `=== server.ps1\nEnable-SstpOffload -CertificateHash '⟦${SHA256.match(/../gu)?.join(':') ?? ''}⟧' -Restart\n`,
      `=== server.ps1\n${WRITE} ([byte[]](${bytes(20)}))\n`,
    ],
    good: [
      `=== server.ps1\nEnable-SstpOffload -CertificateHash '${SHA256.toUpperCase()}' -Restart\n`,
      // Not known before it runs.
      '=== server.ps1\nEnable-SstpOffload -CertificateHash $hash -Restart\nEnable-SstpOffload -CertificateHash (Get-Content hash.txt)\n',
      `=== server.ps1\n${WRITE.replace(/[⟦⟧]/gu, '')} ([byte[]](${bytes(32)}))\n`,
      `=== server.ps1\n${WRITE.replace(/[⟦⟧]/gu, '')} $bytes\n`,
      // The other value, and another key.
      `=== server.ps1\n${WRITE.replace('⟦SHA256CertificateHash⟧', 'SHA1CertificateHash')} ([byte[]](${bytes(20)}))\n`,
      `=== server.ps1\n${WRITE.replace('SstpSvc\\Parameters', 'W3SVC').replace(/[⟦⟧]/gu, '')} ([byte[]](${bytes(20)}))\n`,
      // A text that is no bytes is something else.
      `=== server.ps1\n${WRITE.replace('⟦', '').replace('⟧', '').replace('Binary', 'String')} '⟦${SHA1}⟧{sstp-hash-binary}'\n`,
    ],
  },
  check(file, report) {
    for (const hash of statedHashes(file)) {
      const { at, text } = hash;
      if (text === '' || (text.length === SHA256_DIGITS && digitsOf(text) === text)) continue;
      report({ at, message: `${said(hash)} Give the SHA-256 hash of the public certificate, ${SHA256_DIGITS} digits.`, fixes: () => fixesFor(hash) });
    }
  },
});

function said({ text, by }: StatedHash): string {
  const digits = digitsOf(text);
  const length = digits === undefined ? undefined : digits.length;
  if (length === SHA1_DIGITS) return `This is a SHA-1 thumbprint of ${by === 'bytes' ? '20 bytes' : '40 digits'}, which RRAS does not compare.`;
  if (length === SHA256_DIGITS) return 'Enable-SstpOffload refuses a hash with anything between its digits.';
  if (length === undefined) return 'This is no hash: it has other signs than hexadecimal digits.';
  return by === 'bytes'
    ? `A hash of ${length / 2} bytes is no SHA-256 hash.`
    : `A hash of ${length} digits is no SHA-256 hash, and Enable-SstpOffload refuses it.`;
}

/** A hash that is complete but for what stands between its digits. */
function fixesFor({ at, text, by }: StatedHash): Fix[] {
  const digits = digitsOf(text);
  if (by !== 'function' || digits?.length !== SHA256_DIGITS) return [];
  return [{ title: 'Remove what stands between the digits', safe: true, changes: [{ kind: 'replace', at, text: digits.toUpperCase() }] }];
}
