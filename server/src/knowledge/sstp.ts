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

/** Whether a path of a request is the one of SSTP. Percent-encoding does not matter, letter case of the identifier neither: HTTP.SYS compares without. */
export function isSstpPath(path: string): boolean {
  return decoded(path).toLowerCase() === SSTP_PATH.toLowerCase();
}

/** Whether a path was meant to be it: a text that begins in the same way, or holds a part of the identifier. */
export function resemblesSstpPath(path: string): boolean {
  const text = decoded(path).toLowerCase();
  return /^\/?sra_/u.test(text) || text.includes('ba195980-cd49');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
