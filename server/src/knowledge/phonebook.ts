import { IPSEC, algorithmById, type Algorithm, type AlgorithmId, type AttributeName } from './ipsec.ts';

/**
 * The six numbers of `CustomIPSecPolicies` in rasphone.pbk, in their order: 24 bytes as hexadecimal digits, six little-endian DWORDs.
 *
 * Sources, observed: three public projects that state the cmdlet's parameters beside the value that it left in the file (Windscribe, Brave,
 * and an installer whose AES256/SHA256/Group14/SHA256128 suite is stored as 02 04 03 05 02 00). Only the last one, and a published script for
 * Microsoft's example suite (02 02 03 03 02 03), tell the third from the fifth: the group of main mode comes before the two ESP values.
 */
export const POLICY_ORDER = [
  'IntegrityCheckMethod',
  'EncryptionMethod',
  'DHGroup',
  'CipherTransformConstants',
  'AuthenticationTransformConstants',
  'PfsGroup',
] as const satisfies readonly AttributeName[];

/** The settings of an entry that are explained. */
export type PhonebookSetting = 'CustomIPSecPolicies' | 'NumCustomPolicy' | 'VpnStrategy';

/** Hexadecimal digits of one number. */
export const DIGITS = 8;

/** The algorithm behind a number of the phone book; `undefined` for a number that is not known. */
export function algorithmByNumber(attribute: AttributeName, number: number): Algorithm | undefined {
  return IPSEC[attribute].algorithms.find((algorithm) => algorithm.number === number);
}

/** The number that eight digits state, the lowest byte first; `undefined` for any other text. */
export function numberOf(digits: string): number | undefined {
  if (!/^[0-9a-f]{8}$/i.test(digits)) return undefined;
  return Number.parseInt((digits.match(/../g) ?? []).reverse().join(''), 16);
}

/** The eight digits that state an algorithm; `undefined` where its number is not known. */
export function digitsOf(attribute: AttributeName, id: AlgorithmId): string | undefined {
  const number = algorithmById(attribute, id)?.number;
  if (number === undefined) return undefined;
  return (number.toString(16).padStart(DIGITS, '0').match(/../g) ?? []).reverse().join('');
}

/** What `VpnStrategy` says: which protocols are tried, and whether IKEv2 is among them. */
export interface VpnStrategy {
  readonly meaning: string;
  readonly ikev2: 'only' | 'perhaps' | 'never';
}

/** Values of `VpnStrategy`. Source: Microsoft, RASENTRY structure (dwVpnStrategy) and the header ras.h. */
export const VPN_STRATEGIES: Readonly<Record<string, VpnStrategy>> = {
  '0': { meaning: 'the default: IKEv2 first, then SSTP, PPTP and L2TP; Windows remembers what worked', ikev2: 'perhaps' },
  '1': { meaning: 'PPTP only', ikev2: 'never' },
  '2': { meaning: 'PPTP first, then the others', ikev2: 'perhaps' },
  '3': { meaning: 'L2TP only', ikev2: 'never' },
  '4': { meaning: 'L2TP first, then the others', ikev2: 'perhaps' },
  '5': { meaning: 'SSTP only', ikev2: 'never' },
  '6': { meaning: 'SSTP first, then the others', ikev2: 'perhaps' },
  '7': { meaning: 'IKEv2 only', ikev2: 'only' },
  '8': { meaning: 'IKEv2 first, then the others', ikev2: 'perhaps' },
  '9': { meaning: 'GRE only', ikev2: 'never' },
  '12': { meaning: 'PPTP, then SSTP', ikev2: 'never' },
  '13': { meaning: 'L2TP, then SSTP', ikev2: 'never' },
  '14': { meaning: 'IKEv2, then SSTP', ikev2: 'perhaps' },
  '15': { meaning: 'the protocols of ProtocolList, in its order (Windows 11)', ikev2: 'perhaps' },
};
