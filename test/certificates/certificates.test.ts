import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { estimateIkeAuth } from '../../server/src/features/certificates/ike-auth-size.ts';
import { isFor, judge, type ServerName } from '../../server/src/features/certificates/fit.ts';
import { certificateReport } from '../../server/src/features/certificates/report.ts';
import { readCertificates } from '../../server/src/host/certificates.ts';
import { chainOf, leafOf, type Certificate } from '../../server/src/model/certificate.ts';
import { fc } from '../support/properties.ts';

function bytesOf(name: string): Uint8Array {
  return readFileSync(new URL(`files/${name}`, import.meta.url));
}

function read(name: string): readonly Certificate[] {
  const found = readCertificates(bytesOf(name));
  if ('reason' in found) throw new Error(`${name} ${found.reason}`);
  return found.certificates;
}

function leaf(name: string): Certificate {
  const found = leafOf(read(name));
  if (!found) throw new Error(`${name} has no certificate`);
  return found;
}

function problem(bytes: Uint8Array | string): string {
  const found = readCertificates(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return 'reason' in found ? found.reason : 'is a certificate';
}

const NAMES: readonly ServerName[] = [{ host: 'vpn.contoso.com', files: ['user.xml'] }];
const whileValid = ({ notBefore }: Certificate): Date => new Date(notBefore.getTime() + 24 * 3600 * 1000);
const texts = (certificate: Certificate, names: readonly ServerName[] = NAMES, now = whileValid(certificate)): string[] =>
  judge(certificate, names, now).map(({ verdict, text }) => `${verdict}: ${text}`);

describe('reading', () => {
  test('DER and PEM are the same certificate', () => {
    expect(read('vpn.der')).toEqual(read('vpn.pem'));
    const [certificate] = read('vpn.der');
    expect(certificate).toMatchObject({
      subject: 'C=US\nO=Contoso\nCN=vpn.contoso.com',
      commonNames: ['vpn.contoso.com'],
      dnsNames: ['vpn.contoso.com', 'VPN2.contoso.com'],
      usages: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.8.2.2'],
      publicKey: { kind: 'rsa', bits: 2048 },
      isAuthority: false,
      size: 1059,
    });
    expect(certificate?.sha256.map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(
      '22e0fbafe9bc5c11f147df2083ddc27f704e8cf445891b7c8611121b6c1a6059',
    );
  });

  test('the certificate of a server is found wherever in the chain it stands', () => {
    const chain = read('chain-upside-down.pem');
    expect(leafOf(chain)?.commonNames).toEqual(['vpn.contoso.com']);
    expect(chainOf(leaf('chain-upside-down.pem'), chain).map(({ commonNames }) => commonNames[0])).toEqual(['vpn.contoso.com', 'Contoso Issuing CA']);
  });

  test.each(['\r\n', '\n'])('text around the blocks and other line ends do not matter (%j)', (eol) => {
    const text = `Bag Attributes\n    friendlyName: VPN\n${Buffer.from(bytesOf('vpn.pem')).toString('latin1')}`.replaceAll('\n', eol);
    expect(readCertificates(Buffer.from(text))).toEqual(readCertificates(bytesOf('vpn.pem')));
    expect(readCertificates(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(readCertificates(bytesOf('vpn.pem')));
    const bare = Buffer.from(bytesOf('vpn.der')).toString('base64');
    expect(readCertificates(Buffer.from(bare))).toEqual(readCertificates(bytesOf('vpn.pem')));
  });

  test('what holds no certificate says what it holds instead', () => {
    const pem = (label: string): string => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----\n`;
    expect(problem('')).toBe('is empty');
    expect(problem(bytesOf('request.pem'))).toBe('holds a request for a certificate, not the certificate that was issued');
    expect(problem(bytesOf('bundle.der'))).toBe('holds a bundle of certificates (PKCS #7). Export the certificate as DER or Base64 (.cer)');
    expect(problem(pem('PKCS7'))).toBe('holds a bundle of certificates (PKCS #7). Export the certificate as DER or Base64 (.cer)');
    expect(problem(Buffer.from('30820aef02010330820aa506092a864886f70d010701a0820a96', 'hex'))).toBe(
      'holds a certificate with its private key (PKCS #12). Export the certificate without the key as .cer',
    );
    expect(problem(pem('ENCRYPTED PRIVATE KEY'))).toBe('holds a private key and no certificate. Choose the file with the public certificate');
    expect(problem(pem('RSA PRIVATE KEY'))).toBe('holds a private key and no certificate. Choose the file with the public certificate');
    expect(problem(pem('X509 CRL'))).toBe('holds a revocation list, not a certificate');
    expect(problem(pem('CERTIFICATE'))).toBe('holds a damaged certificate');
    expect(problem('-----BEGIN CERTIFICATE-----\nMIIB')).toBe('holds a PEM block that is cut off or is no certificate');
    expect(problem('Notes about the certificate')).toBe('is neither DER nor PEM, the two forms of a certificate');
    expect(problem(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toBe('is neither DER nor PEM, the two forms of a certificate');
    expect(problem(bytesOf('vpn.der').slice(0, 500))).toBe('begins like a DER certificate but cannot be read to its end: it is damaged or something else');
    const [first, second] = [Buffer.from(bytesOf('vpn.pem')).toString(), Buffer.from(bytesOf('ca.pem')).toString()];
    expect(problem(first + second.replace(/\n[^\n]{64}\n/u, '\n'))).toBe('holds a damaged certificate (number 2 of 2)');
  });

  test('no bytes make it throw', () => {
    const whole = Buffer.from(bytesOf('chain-upside-down.pem'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (place, byte, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        if (place < bytes.length) bytes[place] = byte;
        const found = readCertificates(bytes);
        expect('reason' in found || found.certificates.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whether it does on a VPN server', () => {
  test('one that does', () => {
    const certificate = leaf('vpn.pem');
    expect(texts(certificate)).toEqual([
      `fits: It is valid until ${certificate.notAfter.toISOString().slice(0, 10)}.`,
      'fits: Its extended key usages are Server Authentication, IP security IKE intermediate.',
      'fits: It is for vpn.contoso.com (Servers in user.xml).',
      'fits: Its RSA key has 2048 bits.',
    ]);
  });

  test('a wildcard, a curve, and several names', () => {
    const names = [...NAMES, { host: 'a.b.contoso.com', files: ['device.xml', 'user.xml'] }];
    expect(texts(leaf('wildcard.pem'), names).slice(1)).toEqual([
      'fits: It has the extended key usage Server Authentication. IP security IKE intermediate (1.3.6.1.5.5.8.2.2) is recommended for IKEv2, not required.',
      'fits: It is for vpn.contoso.com (Servers in user.xml).',
      'note: It is for *.contoso.com, not for a.b.contoso.com (Servers in device.xml, user.xml).',
      'fits: Its key is on the curve P-384, which keeps IKE_AUTH small.',
    ]);
  });

  test('a certificate of a client', () => {
    expect(texts(leaf('client.pem')).slice(1)).toEqual([
      'problem: It lacks the extended key usage Server Authentication (1.3.6.1.5.5.7.3.1); it has Client Authentication.',
      'problem: It is for laptop1.corp.contoso.com, not for vpn.contoso.com (Servers in user.xml).',
      'note: Its RSA key has 4096 bits. Keys of more than 2048 make IKE_AUTH messages larger, which IKEv2 fragmentation has to carry.',
    ]);
  });

  test('a curve that IKEv2 of Windows does not take, and no usage', () => {
    expect(texts(leaf('p521.pem'), []).slice(1)).toEqual([
      'note: It has no extended key usage. IKEv2 and SSTP of RRAS ask for Server Authentication.',
      'note: It is for vpn.contoso.com. No profile here says under which name clients connect.',
      'problem: Its key is on the curve secp521r1. IKEv2 of Windows takes P-256 and P-384 only.',
    ]);
  });

  test('an authority', () => {
    expect(texts(leaf('ca.pem'))[0]).toBe(
      'problem: It is the certificate of a certification authority, not of a server. Choose the one that was issued to the server.',
    );
  });

  test('its time', () => {
    const certificate = leaf('vpn.pem');
    const at = (date: Date, days: number): string | undefined => texts(certificate, NAMES, new Date(date.getTime() + days * 24 * 3600 * 1000))[0];
    const [from, until] = [certificate.notBefore, certificate.notAfter].map((date) => date.toISOString().slice(0, 10));
    expect(at(certificate.notBefore, -1)).toBe(`problem: It is not valid before ${from}.`);
    expect(at(certificate.notAfter, 1)).toBe(`problem: It expired on ${until}.`);
    expect(at(certificate.notAfter, -10)).toBe(`note: It is valid until ${until}, 10 days from now. The hash changes with every new certificate.`);
    expect(at(certificate.notAfter, -31)).toBe(`fits: It is valid until ${until}.`);
  });

  test('names', () => {
    const certificate = leaf('wildcard.pem');
    expect(['vpn.contoso.com', 'VPN.Contoso.COM', '*.contoso.com'].map((host) => isFor(certificate, host))).toEqual([true, true, true]);
    expect(['contoso.com', 'a.vpn.contoso.com', '.contoso.com', 'vpn.contoso.com.evil', 'contoso'].map((host) => isFor(certificate, host))).toEqual(
      Array(5).fill(false),
    );
    // With alternative names the common name counts no more.
    expect(isFor({ ...certificate, dnsNames: ['a.fabrikam.com'] }, 'vpn.contoso.com')).toBe(false);
  });
});

test('how large IKE_AUTH is likely to be, with its arithmetic', () => {
  const chain = chainOf(leaf('chain-upside-down.pem'), read('chain-upside-down.pem'));
  // The root is not sent.
  expect(estimateIkeAuth(chain)).toEqual(estimateIkeAuth([leaf('vpn.pem')]));
  const { parts, total } = estimateIkeAuth(chain);
  expect(parts.map(({ bytes }) => bytes)).toEqual([32, 28, 52, 67, 1064, 264]);
  expect(total).toBe(1507);
});

test('the report', () => {
  const certificates = read('wildcard.pem');
  const [certificate] = certificates;
  if (!certificate) throw new Error('no certificate');
  const report = certificateReport('wildcard.pem', certificates, NAMES, whileValid(certificate));
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  expect(report?.summary).toBe('*.contoso.com: It does on a VPN server, as far as can be seen.');
  expect(report?.text).toBe(`*.contoso.com, from wildcard.pem
Issued by C=US, O=Contoso, CN=Contoso Issuing CA; valid from ${day(certificate.notBefore)} to ${day(certificate.notAfter)}

SHA-256 hash
  ${certificate.sha256.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('')}

Does it do on a VPN server?
  ok       It is valid until ${day(certificate.notAfter)}.
  ok       It has the extended key usage Server Authentication. IP security IKE intermediate (1.3.6.1.5.5.8.2.2) is recommended for IKEv2, not required.
  ok       It is for vpn.contoso.com (Servers in user.xml).
  ok       Its key is on the curve P-384, which keeps IKE_AUTH small.

How large the answer of the server in IKE_AUTH is likely to be (an estimate, for information)
      32  IP, UDP and the marker of port 4500 (20 + 8 + 4)
      28  IKE header
      52  Encrypted payload: header, initialization vector, padding and checksum (4 + 16 + 16 + 16 at most)
      34  IDr: header and the subject of the certificate (8 + about its length)
     ${certificate.size + 5}  CERT: header and certificate (5 + ${certificate.size})
     104  AUTH: header and an ECDSA signature (8 + 96)
    ${certificate.size + 5 + 250}  bytes, not more than the 1500 of an Ethernet frame

It fits into one packet where the path carries 1500 bytes. PPPoE, mobile networks and tunnels carry less.
Certificates of issuers that are not in the file and that the server sends along would add their size.
Messages of the client are not in it: with machine certificates they hold a certificate of their own, and 20 bytes for each root that is asked for (RFC 7296, 3.7).
`);
});
