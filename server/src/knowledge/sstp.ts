import { percentDecoded } from '../core/uri.ts';

/**
 * The path that SSTP clients ask for; RRAS answers 401 to a HEAD request for it without credentials.
 * Source: [MS-SSTP] 3.2.4.1; Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP".
 */
export const SSTP_PATH = '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/';

/** The status code of that answer. */
export const SSTP_STATUS = 401;

/** UDP ports of IKE: the first, and the one that it moves to where an address is translated on the way. Source: RFC 7296 section 2.23. */
export const IKE_PORT = 500;
export const NAT_TRAVERSAL_PORT = 4500;

/** The TCP port that SSTP uses unless someone changed it. */
export const SSTP_PORT = 443;

/** Hexadecimal digits of a SHA-256 hash, which RRAS knows a certificate by, and of the SHA-1 thumbprint that Windows shows of one. */
export const SHA256_DIGITS = 64;
export const SHA1_DIGITS = 40;

/**
 * Hashes that stand in published examples, in lower case. The first is the SHA-256 hash of the text "foobar".
 * Source: Richard Hicks, "Always On VPN SSTP Connects then Disconnects"; richardhicks/aovpn, Enable-SstpOffload.ps1.
 */
export const SAMPLE_HASHES: ReadonlySet<string> = new Set([
  'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2',
  '5ce8598eeae7416264f33808a47d676d4e12bf0740143d4ff1c8904d83ca3946',
]);

/** Whether a path of a request is the one of SSTP. Percent-encoding does not matter, letter case of the identifier neither: HTTP.SYS compares without. */
export function isSstpPath(path: string): boolean {
  return percentDecoded(path).toLowerCase() === SSTP_PATH.toLowerCase();
}

/** Whether a path was meant to be it: a text that begins in the same way, or holds a part of the identifier. */
export function resemblesSstpPath(path: string): boolean {
  const text = percentDecoded(path).toLowerCase();
  return /^\/?sra_/u.test(text) || text.includes('ba195980-cd49');
}
