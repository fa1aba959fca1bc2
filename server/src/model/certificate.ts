/** The public key of a certificate: bits of an RSA modulus, or the name of a curve as OpenSSL has it. */
export type PublicKey =
  { readonly kind: 'rsa'; readonly bits: number } | { readonly kind: 'ec'; readonly curve: string } | { readonly kind: 'other'; readonly name: string };

/** What an X.509 certificate says, as far as a VPN asks. */
export interface Certificate {
  /** One attribute per line, as `CN=vpn.contoso.com`. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names of the subject alternative name, as written. */
  readonly dnsNames: readonly string[];
  /** Common names of the subject. */
  readonly commonNames: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Object identifiers of its extended key usages; empty where it has no such extension, which allows any. */
  readonly usages: readonly string[];
  readonly publicKey: PublicKey;
  /** Whether it may sign other certificates. */
  readonly isAuthority: boolean;
  /** Bytes of its DER form. */
  readonly size: number;
  /** Bytes of its SHA-256 hash. */
  readonly sha256: readonly number[];
}

/** What a file holds: its certificates in the order of the text, at least one; or why it has none, as the rest of a sentence that begins with its name. */
export type CertificateFile = { readonly certificates: readonly Certificate[] } | { readonly reason: string };

/** The certificate of a chain that a server shows: the one that no other of them is issued by, else the first. */
export function leafOf(certificates: readonly Certificate[]): Certificate | undefined {
  const issuers = new Set(certificates.filter(({ subject, issuer }) => subject !== issuer).map(({ issuer }) => issuer));
  const own = certificates.filter(({ subject, isAuthority }) => !isAuthority && !issuers.has(subject));
  return own[0] ?? certificates.find(({ subject }) => !issuers.has(subject)) ?? certificates[0];
}

/** The certificates from a leaf upwards, as far as they are there: each issued by the next, the root without any above it last. */
export function chainOf(leaf: Certificate, certificates: readonly Certificate[]): readonly Certificate[] {
  const chain = [leaf];
  for (let last = leaf; last.subject !== last.issuer;) {
    const next = certificates.find((each) => each.subject === last.issuer && !chain.includes(each));
    if (!next) break;
    chain.push(next);
    last = next;
  }
  return chain;
}

/** Whether a root: issued by itself. */
export function isRoot({ subject, issuer }: Certificate): boolean {
  return subject === issuer;
}
