import type { AlgorithmId, AttributeName } from './ipsec.ts';

/**
 * Which algorithm is at least as strong as which: each line rises, and what stands on no common line cannot be compared, such as AES-CBC with a
 * longer key and AES-GCM with a shorter one.
 *
 * Ciphers by key length within a mode, AES-GCM over AES-CBC of the same key length; hashes by length; groups by the comparable strengths of
 * NIST SP 800-57 Part 1 (2048-bit MODP 112 bits, P-256 128, P-384 192), with group 24 below group 14 because standards advise against it.
 */
const CIPHERS: readonly (readonly AlgorithmId[])[] = [
  ['none', 'DES', '3DES', 'AES128', 'AES192', 'AES256', 'AES256-GCM'],
  ['none', 'DES', '3DES', 'AES128', 'AES128-GCM', 'AES192-GCM', 'AES256-GCM'],
  ['AES192', 'AES192-GCM'],
];
const GROUPS: readonly (readonly AlgorithmId[])[] = [['none', 'dh1', 'dh2', 'dh24', 'dh14', 'dh19', 'dh20']];

const ORDER: Readonly<Record<AttributeName, readonly (readonly AlgorithmId[])[]>> = {
  EncryptionMethod: CIPHERS,
  IntegrityCheckMethod: [['MD5', 'SHA1', 'SHA256', 'SHA384']],
  DHGroup: GROUPS,
  CipherTransformConstants: CIPHERS,
  // The tag of AES-GCM is as long as what HMAC-SHA-256-128 leaves of its hash.
  AuthenticationTransformConstants: [['none', 'MD5', 'SHA1', 'SHA256', 'AES128-GCM', 'AES192-GCM', 'AES256-GCM']],
  PfsGroup: GROUPS,
};

/** Whether an algorithm is the same as another of the attribute, or stronger by the order above. False for two that cannot be compared. */
export function isAtLeast(attribute: AttributeName, algorithm: AlgorithmId, least: AlgorithmId): boolean {
  if (algorithm === least) return true;
  return ORDER[attribute].some((line) => line.includes(least) && line.indexOf(algorithm) > line.indexOf(least));
}
