/** An extended key usage. */
export interface KeyUsage {
  readonly oid: string;
  /** As Windows shows it. */
  readonly name: string;
}

/** The EKU of the certificates that Microsoft Entra issues for Conditional Access, under the name that it has in published profiles. */
export const CONDITIONAL_ACCESS: KeyUsage = { oid: '1.3.6.1.4.1.311.87', name: 'AAD Conditional Access' };

/** What a certificate is for that a user or a computer authenticates with. */
export const CLIENT_AUTHENTICATION: KeyUsage = { oid: '1.3.6.1.5.5.7.3.2', name: 'Client Authentication' };

/** EKUs that are met in VPN deployments. */
export const KEY_USAGES: readonly KeyUsage[] = [
  CONDITIONAL_ACCESS,
  { oid: '1.3.6.1.5.5.7.3.1', name: 'Server Authentication' },
  CLIENT_AUTHENTICATION,
  { oid: '1.3.6.1.5.5.8.2.2', name: 'IP security IKE intermediate' },
  { oid: '1.3.6.1.4.1.311.20.2.2', name: 'Smart Card Logon' },
  { oid: '1.3.6.1.4.1.311.10.12.1', name: 'Any Purpose' },
];

/** The usage of an object identifier, or of a name in any letter case. */
export function keyUsage(text: string): KeyUsage | undefined {
  return KEY_USAGES.find(({ oid, name }) => oid === text || name.toLowerCase() === text.toLowerCase());
}

/** Whether a text is an object identifier: numbers with dots between them, at least two. */
export function isObjectIdentifier(text: string): boolean {
  return /^[0-2](\.(0|[1-9]\d*))+$/.test(text);
}

/** What is wrong with the text of a thumbprint. */
export interface ThumbprintProblem {
  readonly kind: 'hidden-character' | 'lost-character' | 'separator' | 'sha-256' | 'words' | 'no-thumbprint';
  /** The first character that does not belong there, as people name it. */
  readonly culprit?: string;
  /** How many hexadecimal digits there are. */
  readonly digits: number;
  /** The 40 digits, where what surrounds them is all that is wrong. */
  readonly thumbprint?: string;
}

const HIDDEN = /[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;
const HIDDEN_NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u200b': 'zero-width space',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\ufeff': 'byte order mark',
};

/** The 40 digits of a SHA-1 thumbprint in lower case, with or without blanks in the text; `undefined` for everything else. */
export function thumbprintOf(text: string): string | undefined {
  if (!/^[ \t\r\n]*(?:[0-9a-f][ \t\r\n]*){40}$/i.test(text)) return undefined;
  return text.replace(/[ \t\r\n]+/g, '').toLowerCase();
}

/** What keeps a text from being a SHA-1 thumbprint; `undefined` for one. */
export function thumbprintProblem(text: string): ThumbprintProblem | undefined {
  if (thumbprintOf(text) !== undefined) return undefined;
  const digits = text.replace(/[^0-9a-f]/gi, '').length;
  const visible = text.replace(new RegExp(HIDDEN, 'gu'), '');
  const thumbprint = thumbprintOf(visible.replace(/[:-]/g, ''));
  const hidden = HIDDEN.exec(text)?.[0];
  if (hidden !== undefined) return { kind: 'hidden-character', culprit: hiddenName(hidden), digits, ...(thumbprint !== undefined && { thumbprint }) };
  if (thumbprint !== undefined) return { kind: 'separator', culprit: /[:-]/.exec(text)?.[0] ?? '', digits, thumbprint };
  // What an editor without Unicode leaves of a hidden character.
  const lost = text.startsWith('?') ? thumbprintOf(text.slice(1)) : undefined;
  if (lost !== undefined) return { kind: 'lost-character', culprit: '?', digits, thumbprint: lost };
  if (/^[0-9a-f]{64}$/i.test(visible.replace(/[ \t\r\n:-]/g, ''))) return { kind: 'sha-256', digits };
  const isText = /[g-z]{2}/i.test(text) && !/([0-9a-f]{2}[ :-]?){20}/i.test(text);
  return { kind: isText ? 'words' : 'no-thumbprint', digits };
}

/** A thumbprint as Windows' dialogs show it: pairs of digits with blanks between. */
export function spacedThumbprint(thumbprint: string): string {
  return thumbprint.replace(/..(?=.)/g, '$& ');
}

function hiddenName(hidden: string): string {
  const code = `U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = HIDDEN_NAMES[hidden];
  return name === undefined ? code : `${name} (${code})`;
}
