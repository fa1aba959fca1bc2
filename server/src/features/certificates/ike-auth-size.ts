import { isRoot, type Certificate } from '../../model/certificate.ts';

/** One part of a message. */
export interface Part {
  readonly what: string;
  readonly bytes: number;
}

/** How large the answer of a server in IKE_AUTH is likely to be. */
export interface Estimate {
  readonly parts: readonly Part[];
  /** Bytes of the IP packet, were it not split. */
  readonly total: number;
}

/** What an Ethernet frame carries. Behind PPPoE and tunnels it is less. */
export const ETHERNET_MTU = 1500;

/**
 * An estimate of the packet in which a server shows its certificate over IPv4, with the whole chain that is given but for the root. What depends on
 * the connection and is small beside the certificates counts as nothing: SA, TSi, TSr and the configuration come in a later message with EAP.
 * Sources: RFC 7296 (3.1 header, 3.2 generic header, 3.5 IDr, 3.6 CERT, 3.8 AUTH, 3.14 encrypted payload), RFC 3948 (marker on port 4500), RFC 4754 (ECDSA).
 */
export function estimateIkeAuth(chain: readonly Certificate[]): Estimate {
  const sent = chain.filter((certificate, index) => index === 0 || !isRoot(certificate));
  const [leaf] = sent;
  const parts: Part[] = [
    { what: 'IP, UDP and the marker of port 4500 (20 + 8 + 4)', bytes: 32 },
    { what: 'IKE header', bytes: 28 },
    { what: 'Encrypted payload: header, initialization vector, padding and checksum (4 + 16 + 16 + 16 at most)', bytes: 52 },
    ...(leaf ? [{ what: 'IDr: header and the subject of the certificate (8 + about its length)', bytes: 8 + subjectSize(leaf) }] : []),
    ...sent.map((certificate, index) => ({
      what: `CERT${index === 0 ? '' : ` of the issuer above (${index})`}: header and certificate (5 + ${certificate.size})`,
      bytes: 5 + certificate.size,
    })),
    ...(leaf ? [signature(leaf)] : []),
  ];
  return { parts, total: parts.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Bytes of a subject in DER: a set, a sequence, an identifier and two headers for each attribute. */
function subjectSize({ subject }: Certificate): number {
  const attributes = subject.split('\n').filter((line) => line !== '');
  return 2 + attributes.reduce((sum, line) => sum + 11 + (line.startsWith('DC=') ? 7 : 0) + line.slice(line.indexOf('=') + 1).length, 0);
}

function signature({ publicKey }: Certificate): Part {
  if (publicKey.kind === 'rsa')
    return { what: `AUTH: header and a signature as long as the RSA key (8 + ${publicKey.bits / 8})`, bytes: 8 + publicKey.bits / 8 };
  const bytes = publicKey.kind === 'ec' && publicKey.curve === 'secp384r1' ? 96 : 64;
  return { what: `AUTH: header and an ECDSA signature (8 + ${bytes})`, bytes: 8 + bytes };
}
