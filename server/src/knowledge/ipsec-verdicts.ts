/**
 * - `broken`: practical attacks, or forbidden by the standards body responsible
 * - `weak`: Microsoft calls it not secure
 * - `discouraged`: standards advise against it without a known break
 * - `none`: no protection of this kind at all
 * - `acceptable`, `strong`: fine
 */
export type Strength = 'broken' | 'weak' | 'discouraged' | 'none' | 'acceptable' | 'strong';

/** How an algorithm is rated, and who says so. */
interface Rating {
  readonly strength: Strength;
  readonly verdict: string;
}

/*
 * Every level word (MUST, SHOULD NOT, ...) below was read in the text of the RFC itself, in the copies html/rfc8247.html, html/rfc8221.html and
 * html/rfc9206.html of github.com/tex2e/rfc-translater, which print the original beside a translation:
 * - RFC 8247, IKEv2: the tables and remarks of sections 2.1 (ciphers), 2.2 (pseudo-random functions), 2.3 (integrity) and 2.4 (groups)
 * - RFC 8221, ESP: the tables and remarks of sections 5 (ciphers) and 6 (integrity)
 * - RFC 9206, CNSA: sections 5.1 (the suite with P-384) and 8 (SHA-384)
 * The levels speak of 128-bit and 256-bit keys; both tables have MAY for 192 bits. RFC 8247 has no row for SHA-384 and group 20.
 * NIST SP 800-77 Rev. 1 could not be read, so nothing cites it.
 * That Microsoft calls something not secure: "How to configure Diffie-Hellman protocol over IKEv2 VPN connections".
 */

const ike = (strength: Strength, section: string, level: string): Rating => ({ strength, verdict: `RFC 8247 section ${section} says ${level}.` });
const esp = (strength: Strength, section: string, level: string): Rating => ({ strength, verdict: `RFC 8221 section ${section} says ${level}.` });
const CNSA = 'RFC 9206 section 5.1 (CNSA) asks for it.';

/** Ratings of the main mode cipher. */
export const IKE_CIPHER = {
  des: { strength: 'broken', verdict: 'A 56-bit key can be found by trying; RFC 8247 section 2.1 says MUST NOT.' },
  tripleDes: { strength: 'weak', verdict: 'Microsoft calls 3DES not secure; RFC 8247 section 2.1 has lowered it to MAY.' },
  aes: ike('acceptable', '2.1', 'MUST'),
  aes192: ike('acceptable', '2.1', 'MAY'),
  gcm128: ike('strong', '2.1', 'SHOULD'),
  gcm256: { strength: 'strong', verdict: `RFC 8247 section 2.1 says SHOULD; ${CNSA}` },
} as const satisfies Record<string, Rating>;

/** Ratings of the main mode hash, which is integrity check and pseudo-random function at once. */
export const IKE_HASH = {
  md5: { strength: 'broken', verdict: 'RFC 8247 sections 2.2 and 2.3 say MUST NOT.' },
  sha1: { strength: 'weak', verdict: 'Microsoft calls SHA-1 not secure; RFC 8247 sections 2.2 and 2.3 have lowered it to MUST-, which announces its removal.' },
  sha256: { strength: 'acceptable', verdict: 'RFC 8247 sections 2.2 and 2.3 say MUST.' },
  sha384: { strength: 'strong', verdict: 'RFC 9206 section 8 (CNSA) allows it.' },
} as const satisfies Record<string, Rating>;

/** Ratings of the groups, in main mode and at rekey. */
export const GROUP = {
  modp768: { strength: 'broken', verdict: 'Cheap hardware breaks 768-bit MODP within hours; RFC 8247 section 2.4 says MUST NOT.' },
  modp1024: { strength: 'weak', verdict: 'Microsoft calls 1024-bit MODP not secure; RFC 8247 section 2.4 says SHOULD NOT and expects MUST NOT to follow.' },
  modp2048: ike('acceptable', '2.4', 'MUST'),
  modp2048s256: { strength: 'discouraged', verdict: 'Nobody has published how its parameters were chosen; RFC 8247 section 2.4 says SHOULD NOT.' },
  p256: ike('strong', '2.4', 'SHOULD'),
  p384: { strength: 'strong', verdict: CNSA },
} as const satisfies Record<string, Rating>;

/** Ratings of the ESP cipher. */
export const ESP_CIPHER = {
  none: {
    strength: 'none',
    verdict: 'The traffic in the tunnel would not be encrypted; RFC 8221 section 5 keeps ESP without encryption for integrity alone.',
  },
  des: { strength: 'broken', verdict: 'A 56-bit key can be found by trying; RFC 8221 section 5 says MUST NOT.' },
  tripleDes: { strength: 'weak', verdict: 'Microsoft calls 3DES not secure; RFC 8221 section 5 says SHOULD NOT.' },
  aes: esp('acceptable', '5', 'MUST'),
  aes192: esp('acceptable', '5', 'MAY'),
  gcm128: esp('strong', '5', 'MUST'),
  gcm192: esp('strong', '5', 'MAY'),
  gcm256: { strength: 'strong', verdict: `RFC 8221 section 5 says MUST; ${CNSA}` },
} as const satisfies Record<string, Rating>;

/** Ratings of the ESP integrity check. */
export const ESP_HASH = {
  none: { strength: 'none', verdict: 'Without an AES-GCM cipher the traffic could be altered unnoticed: RFC 8221 section 6 says MUST NOT.' },
  md5: { strength: 'broken', verdict: 'RFC 8221 section 6 says MUST NOT.' },
  sha1: { strength: 'weak', verdict: 'Microsoft calls SHA-1 not secure; RFC 8221 section 6 has lowered it to MUST-, which announces its removal.' },
  sha256: esp('acceptable', '6', 'MUST'),
} as const satisfies Record<string, Rating>;
