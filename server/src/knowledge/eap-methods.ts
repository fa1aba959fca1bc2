/** Names of EAP methods by their number, as IANA has them; 26 under the name that everyone uses. */
const METHODS: Readonly<Record<string, string>> = {
  13: 'EAP-TLS',
  18: 'EAP-SIM',
  21: 'EAP-TTLS',
  23: 'EAP-AKA',
  25: 'PEAP',
  26: 'EAP-MSCHAPv2',
  43: 'EAP-FAST',
  50: "EAP-AKA'",
  55: 'TEAP',
};

/** What people call an EAP method; `undefined` for a number without a common name. */
export function eapMethodName(type: string): string | undefined {
  return Object.hasOwn(METHODS, type) ? METHODS[type] : undefined;
}
