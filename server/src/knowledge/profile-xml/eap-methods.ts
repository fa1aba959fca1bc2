/** The methods of Windows whose settings are known element by element. */
export type EapKind = 'peap' | 'tls' | 'mschapv2';

/** One EAP method. */
export interface EapMethodType {
  /** Its number in the registry of EAP methods. */
  readonly number: number;
  readonly name: string;
  readonly kind?: EapKind;
}

/** The methods that Windows has or that are met on it. A vendor's own may have any other number. */
export const EAP_METHOD_TYPES: readonly EapMethodType[] = [
  { number: 4, name: 'EAP-MD5' },
  { number: 6, name: 'EAP-GTC' },
  { number: 13, name: 'EAP-TLS', kind: 'tls' },
  { number: 17, name: 'LEAP' },
  { number: 18, name: 'EAP-SIM' },
  { number: 21, name: 'EAP-TTLS' },
  { number: 23, name: 'EAP-AKA' },
  { number: 25, name: 'PEAP', kind: 'peap' },
  { number: 26, name: 'EAP-MSCHAPv2', kind: 'mschapv2' },
  { number: 43, name: 'EAP-FAST' },
  { number: 50, name: "EAP-AKA'" },
  { number: 55, name: 'TEAP' },
  { number: 254, name: 'an expanded type' },
];

/** The method of a number as it is written; `undefined` for one that is not in the table and for what is no number. */
export function eapMethodType(text: string): EapMethodType | undefined {
  return /^\d+$/.test(text) ? EAP_METHOD_TYPES.find(({ number }) => number === Number(text)) : undefined;
}

/** What a method is called. */
export function eapMethodName(kind: EapKind): string {
  return EAP_METHOD_TYPES.find((each) => each.kind === kind)?.name ?? kind;
}
