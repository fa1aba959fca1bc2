import { chainOf, leafOf, type Certificate, type CertificateFile } from '../../model/certificate.ts';
import { day, judge, type Judgement, type ServerName } from './fit.ts';
import { hashText } from './hash-edits.ts';
import { ETHERNET_MTU, estimateIkeAuth } from './ike-auth-size.ts';

/** Reads the certificates of a file. Never throws: what cannot be read says why. */
export type CertificateReader = (bytes: Uint8Array) => CertificateFile;

/** What is to be known of a certificate for a VPN server: a sentence, and the whole of it as plain text, which reads the same in any editor. */
export interface CertificateReport {
  readonly certificate: Certificate;
  readonly summary: string;
  readonly text: string;
}

const VERDICTS: Readonly<Record<Judgement['verdict'], string>> = { problem: 'PROBLEM', note: 'note', fits: 'ok' };

/**
 * @param fileName name of the file that the certificates are from
 * @param certificates at least one
 * @param names under which clients connect
 */
export function certificateReport(
  fileName: string,
  certificates: readonly Certificate[],
  names: readonly ServerName[],
  now: Date,
): CertificateReport | undefined {
  const certificate = leafOf(certificates);
  if (!certificate) return undefined;
  const judgements = judge(certificate, names, now);
  const problems = judgements.filter(({ verdict }) => verdict === 'problem');
  const chain = chainOf(certificate, certificates);
  const title = nameOf(certificate);
  const text = [
    `${title}, from ${fileName}${certificates.length > 1 ? `, which holds ${certificates.length} certificates` : ''}`,
    `Issued by ${oneLine(certificate.issuer)}; valid from ${day(certificate.notBefore)} to ${day(certificate.notAfter)}`,
    '',
    'SHA-256 hash',
    `  ${hashText(certificate)}`,
    '',
    'Does it do on a VPN server?',
    ...judgements.map((each) => `  ${VERDICTS[each.verdict].padEnd(8)} ${each.text}`),
    '',
    ...fragmentation(chain),
  ].join('\n');
  const [problem, ...more] = problems;
  const verdict = problem ? `${problem.text}${more.length > 0 ? ` (and ${more.length} more)` : ''}` : 'It does on a VPN server, as far as can be seen.';
  return { certificate, summary: `${title}: ${verdict}`, text: `${text}\n` };
}

/** The estimate with its arithmetic. */
function fragmentation(chain: readonly Certificate[]): string[] {
  const { parts, total } = estimateIkeAuth(chain);
  const fits = total <= ETHERNET_MTU;
  const verdict = fits
    ? 'It fits into one packet where the path carries 1500 bytes. PPPoE, mobile networks and tunnels carry less.'
    : 'IP has to split it, and firewalls often drop what is split: error 809. IKEv2 fragmentation avoids that; the server offers it with EnableServerFragmentation = 1.';
  return [
    'How large the answer of the server in IKE_AUTH is likely to be (an estimate, for information)',
    ...parts.map(({ what, bytes }) => `  ${String(bytes).padStart(6)}  ${what}`),
    `  ${String(total).padStart(6)}  bytes, ${fits ? 'not more' : 'more'} than the ${ETHERNET_MTU} of an Ethernet frame`,
    '',
    verdict,
    ...(chain.length === 1 && !fits
      ? []
      : chain.length === 1
        ? ['Certificates of issuers that are not in the file and that the server sends along would add their size.']
        : []),
    'Messages of the client are not in it: with machine certificates they hold a certificate of their own, and 20 bytes for each root that is asked for (RFC 7296, 3.7).',
  ];
}

function nameOf({ commonNames, dnsNames, subject }: Certificate): string {
  return commonNames[0] ?? dnsNames[0] ?? (oneLine(subject) || 'A certificate without a name');
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
