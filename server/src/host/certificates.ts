import { X509Certificate } from 'node:crypto';
import { decode } from '../core/encoding.ts';
import type { Certificate, CertificateFile, PublicKey } from '../model/certificate.ts';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/gu;
const CERTIFICATE = /^(?:X509 |TRUSTED )?CERTIFICATE$/u;

/** What is in a file without a certificate, by the label of a PEM block. */
const LABELS: readonly (readonly [RegExp, string])[] = [
  [/REQUEST$/u, 'holds a request for a certificate, not the certificate that was issued'],
  [/PRIVATE KEY$/u, 'holds a private key and no certificate. Choose the file with the public certificate'],
  [/^PKCS ?#?7$|^CMS$/u, 'holds a bundle of certificates (PKCS #7). Export the certificate as DER or Base64 (.cer)'],
  [/CRL$/u, 'holds a revocation list, not a certificate'],
];

/** DER object identifiers of signedData, and of data as a PKCS #12 file begins with behind its version. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
const PLAIN_DATA = Buffer.from('06092a864886f70d010701', 'hex');

/** The certificates of a `.cer`, `.crt`, `.pem` or `.der` file: DER, or PEM with one or a chain. Never throws: what cannot be read says why. */
export function readCertificates(bytes: Uint8Array): CertificateFile {
  if (bytes.length === 0) return { reason: 'is empty' };
  if (bytes[0] === 0x30) return readDer(Buffer.from(bytes));
  const decoded = decode(bytes, 'certificate.pem');
  return 'text' in decoded ? readPem(decoded.text) : { reason: 'is neither DER nor PEM, the two forms of a certificate' };
}

function readDer(bytes: Buffer): CertificateFile {
  const certificate = parsed(bytes);
  if (certificate) return { certificates: [certificate] };
  const start = bytes.subarray(0, 40);
  if (start.includes(SIGNED_DATA)) return { reason: 'holds a bundle of certificates (PKCS #7). Export the certificate as DER or Base64 (.cer)' };
  if (start.includes(PLAIN_DATA)) return { reason: 'holds a certificate with its private key (PKCS #12). Export the certificate without the key as .cer' };
  return { reason: 'begins like a DER certificate but cannot be read to its end: it is damaged or something else' };
}

function readPem(text: string): CertificateFile {
  const blocks = [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => ({ label, body }));
  const wanted = blocks.filter(({ label }) => CERTIFICATE.test(label));
  if (wanted.length === 0) {
    const reason = blocks.flatMap(({ label }) => LABELS.find(([pattern]) => pattern.test(label))?.[1] ?? [])[0];
    if (reason !== undefined) return { reason };
    const bare = base64(text);
    const alone = bare && parsed(bare);
    if (alone) return { certificates: [alone] };
    return {
      reason: text.includes('-----BEGIN ')
        ? 'holds a PEM block that is cut off or is no certificate'
        : 'is neither DER nor PEM, the two forms of a certificate',
    };
  }
  const certificates: Certificate[] = [];
  for (const [index, { body }] of wanted.entries()) {
    const bytes = base64(body);
    const certificate = bytes && parsed(bytes);
    if (!certificate) return { reason: `holds a damaged certificate${wanted.length > 1 ? ` (number ${index + 1} of ${wanted.length})` : ''}` };
    certificates.push(certificate);
  }
  return { certificates };
}

/** The bytes of a Base64 text with white space; `undefined` for any other text. */
function base64(text: string): Buffer | undefined {
  const digits = text.replace(/\s+/gu, '');
  return digits.length > 0 && /^[A-Za-z0-9+/]+={0,2}$/u.test(digits) ? Buffer.from(digits, 'base64') : undefined;
}

function parsed(bytes: Buffer): Certificate | undefined {
  try {
    const certificate = new X509Certificate(bytes);
    const [notBefore, notAfter] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
    if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime())) return undefined;
    return {
      subject: certificate.subject,
      issuer: certificate.issuer,
      dnsNames: [...(certificate.subjectAltName ?? '').matchAll(/(?:^|, )DNS:("(?:[^"\\]|\\.)*"|[^,]*)/gu)].map(([, name = '']) => name),
      commonNames: certificate.subject.split('\n').flatMap((line) => /^CN=(.*)$/u.exec(line)?.[1] ?? []),
      notBefore,
      notAfter,
      usages: usagesOf(certificate),
      publicKey: publicKeyOf(certificate),
      isAuthority: certificate.ca,
      size: certificate.raw.length,
      sha256: certificate.fingerprint256.split(':').map((byte) => Number.parseInt(byte, 16)),
    };
  } catch {
    // OpenSSL's words for what is wrong mean nothing to an administrator.
    return undefined;
  }
}

/** What Node calls the key usage is the extended one. Without the extension it is absent, whatever its types say. */
function usagesOf({ keyUsage }: { readonly keyUsage?: readonly string[] }): readonly string[] {
  return keyUsage ?? [];
}

function publicKeyOf(certificate: X509Certificate): PublicKey {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if ((type === 'rsa' || type === 'rsa-pss') && details?.modulusLength !== undefined) return { kind: 'rsa', bits: details.modulusLength };
  if (type === 'ec' && details?.namedCurve !== undefined) return { kind: 'ec', curve: details.namedCurve };
  return { kind: 'other', name: type ?? 'unknown' };
}
