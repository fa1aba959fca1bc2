import { keyUsage } from '../../knowledge/certificates.ts';
import { isRoot, type Certificate } from '../../model/certificate.ts';

/** Whether a certificate does on a VPN server. `note` is worth knowing and no obstacle. */
export interface Judgement {
  readonly verdict: 'fits' | 'problem' | 'note';
  readonly text: string;
}

/** A name that clients connect to, and the files that say so. */
export interface ServerName {
  readonly host: string;
  readonly files: readonly string[];
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const IKE_INTERMEDIATE = '1.3.6.1.5.5.8.2.2';
const DAY = 24 * 60 * 60 * 1000;
/** Less time than this is worth a word: the hash of the next certificate has to be written in good time. */
const SOON = 30 * DAY;
/** Curves of ECDSA keys that IKEv2 of Windows takes, as OpenSSL names them. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
]);

/**
 * Whether a certificate does for an RRAS server that clients reach under these names.
 * Source: Richard Hicks, "Always On VPN Certificate Requirements for IKEv2"; strongSwan documentation, "Windows clients".
 */
export function judge(certificate: Certificate, names: readonly ServerName[], now: Date): Judgement[] {
  return [authority(certificate), validity(certificate, now), usage(certificate), ...serverNames(certificate, names), key(certificate)].flatMap(
    (each) => each ?? [],
  );
}

/** Whether a certificate is for a host: by its alternative names, or by its common name where it has none. A wildcard stands for one label (RFC 6125). */
export function isFor({ dnsNames, commonNames }: Certificate, host: string): boolean {
  const wanted = host.toLowerCase();
  return (dnsNames.length > 0 ? dnsNames : commonNames).some((name) => {
    const own = name.toLowerCase();
    return own === wanted || (own.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === own.slice(1) && wanted.includes('.') && !wanted.startsWith('.'));
  });
}

/** A date as year, month and day. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function authority(certificate: Certificate): Judgement | undefined {
  if (certificate.isAuthority)
    return { verdict: 'problem', text: 'It is the certificate of a certification authority, not of a server. Choose the one that was issued to the server.' };
  return isRoot(certificate) ? { verdict: 'note', text: 'It is signed by itself, so that every client needs it among its trusted roots.' } : undefined;
}

function validity({ notBefore, notAfter }: Certificate, now: Date): Judgement {
  if (now < notBefore) return { verdict: 'problem', text: `It is not valid before ${day(notBefore)}.` };
  if (now > notAfter) return { verdict: 'problem', text: `It expired on ${day(notAfter)}.` };
  const days = Math.floor((notAfter.getTime() - now.getTime()) / DAY);
  const until = `It is valid until ${day(notAfter)}`;
  return notAfter.getTime() - now.getTime() < SOON
    ? { verdict: 'note', text: `${until}, ${days === 1 ? '1 day' : `${days} days`} from now. The hash changes with every new certificate.` }
    : { verdict: 'fits', text: `${until}.` };
}

function usage({ usages }: Certificate): Judgement {
  if (usages.length === 0) return { verdict: 'note', text: 'It has no extended key usage. IKEv2 and SSTP of RRAS ask for Server Authentication.' };
  const has = usages.map((oid) => keyUsage(oid)?.name ?? oid).join(', ');
  if (!usages.includes(SERVER_AUTHENTICATION))
    return { verdict: 'problem', text: `It lacks the extended key usage Server Authentication (${SERVER_AUTHENTICATION}); it has ${has}.` };
  return usages.includes(IKE_INTERMEDIATE)
    ? { verdict: 'fits', text: `Its extended key usages are ${has}.` }
    : {
        verdict: 'fits',
        text: `It has the extended key usage Server Authentication. IP security IKE intermediate (${IKE_INTERMEDIATE}) is recommended for IKEv2, not required.`,
      };
}

function serverNames(certificate: Certificate, names: readonly ServerName[]): Judgement[] {
  const own = certificate.dnsNames.length > 0 ? certificate.dnsNames : certificate.commonNames;
  const stated = own.length === 0 ? 'no name' : own.join(', ');
  if (names.length === 0) return [{ verdict: 'note', text: `It is for ${stated}. No profile here says under which name clients connect.` }];
  const someFit = names.some(({ host }) => isFor(certificate, host));
  return names.map(({ host, files }): Judgement => {
    const where = `${host} (Servers in ${files.join(', ')})`;
    if (isFor(certificate, host)) return { verdict: 'fits', text: `It is for ${where}.` };
    // Where it fits some profiles, the others may belong to another server.
    return { verdict: someFit ? 'note' : 'problem', text: `It is for ${stated}, not for ${where}.` };
  });
}

function key({ publicKey }: Certificate): Judgement {
  if (publicKey.kind === 'ec') {
    const curve = CURVES.get(publicKey.curve);
    return curve === undefined
      ? { verdict: 'problem', text: `Its key is on the curve ${publicKey.curve}. IKEv2 of Windows takes P-256 and P-384 only.` }
      : { verdict: 'fits', text: `Its key is on the curve ${curve}, which keeps IKE_AUTH small.` };
  }
  if (publicKey.kind === 'other') return { verdict: 'problem', text: `Its key is of the kind ${publicKey.name}. IKEv2 of Windows takes RSA and ECDSA only.` };
  if (publicKey.bits < 2048) return { verdict: 'problem', text: `Its RSA key has ${publicKey.bits} bits; less than 2048 is refused or weak.` };
  return publicKey.bits > 2048
    ? {
        verdict: 'note',
        text: `Its RSA key has ${publicKey.bits} bits. Keys of more than 2048 make IKE_AUTH messages larger, which IKEv2 fragmentation has to carry.`,
      }
    : { verdict: 'fits', text: `Its RSA key has ${publicKey.bits} bits.` };
}
