import type { Location } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';

/** A secret that stands in a file in clear text. Its text is never part of a message. */
export interface Secret {
  readonly at: Location;
  /** What it is, with its article: `a pre-shared key`. */
  readonly what: string;
}

interface Form {
  /** With the group `value` around the secret. None of them takes time that grows faster than the text. */
  readonly pattern: RegExp;
  readonly what: string;
  /** What the line has to have besides. */
  readonly with?: RegExp;
  /** Present where another rule says it. */
  readonly told?: true;
}

/** What stands for a secret that is filled in, or is kept in an encrypted form. */
const NO_SECRET = /^(?:$|[$@%[{<*(?!-]|none$|null$|prompt$|xxx|\.\.\.)|\{\{|\$\{|\}\}|<[^<>\r\n]*>/i;
/** A line of a load balancer that says that what it has is encrypted. */
const ENCRYPTED = /(?:^|\s)-encrypted\b/i;

const VALUE = String.raw`(?:'(?<single>[^'\r\n]{1,500})'|"(?<double>[^"\r\n]{1,500})"|(?<bare>[^\s'"\x60(){};,|&]{1,500}))`;

/** The ways in which the notations that we read write secrets. */
const FORMS: readonly Form[] = [
  { pattern: /-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----(?<bare>[A-Za-z0-9+/=\s\\]{0,20000})/g, what: 'a private key' },
  { pattern: /(?:<|&lt;)L2tpPsk(?:>|&gt;)(?<bare>[^<&]{1,500})/g, what: 'a pre-shared key', told: true },
  {
    pattern: new RegExp(String.raw`(?<![\w-])-(?:L2tpPsk|SharedSecret|SharedKey|PreSharedKey|psk|radKey)(?:[ \t]{1,20}|:[ \t]{0,20})${VALUE}`, 'gi'),
    what: 'a shared key',
  },
  {
    pattern: new RegExp(String.raw`(?<![\w-])-(?:ApiKey|Passw(?:or)?d|PassPhrase|ldapBindDnPassw(?:or)?d)(?:[ \t]{1,20}|:[ \t]{0,20})${VALUE}`, 'gi'),
    what: 'a password or key',
  },
  // Whichever way round the parameters stand.
  {
    pattern: new RegExp(
      String.raw`\bConvertTo-SecureString[ \t]{1,20}(?:-AsPlainText[ \t]{1,20})?(?:-Force[ \t]{1,20})?(?:-String[ \t]{1,20})?(?:'(?<single>[^'\r\n]{1,500})'|"(?<double>[^"\r\n]{1,500})")(?=[^\r\n]{0,80}|$)`,
      'gi',
    ),
    what: 'a password',
    with: /-AsPlainText/i,
  },
  // Of an object of BIG-IP, on a line of its own or in a command, where it is not encrypted by the unit key ($M$).
  {
    pattern: new RegExp(String.raw`^[ \t]{0,40}(?:passphrase|password|secret|psk|preshared-key|insecure-password)[ \t]{1,20}${VALUE}[ \t]{0,20}$`, 'gm'),
    what: 'a password or key',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:create|modify)[ \t]{1,20}(?:ltm|net|auth|sys|apm)[ \t][^\r\n#]{0,1000}?[ \t{](?:passphrase|password|secret|psk|preshared-key)[ \t]{1,20}${VALUE}`,
      'g',
    ),
    what: 'a password or key',
  },
  { pattern: /\bhttps?:\/\/[^\s/:@'"<>]{1,100}:(?<bare>[^\s/@'"<>]{1,200})@/gi, what: 'a password in an address' },
  { pattern: /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user)[ \t]{0,20}['"]?[^\s:'"]{1,100}:(?<bare>[^\s'"]{1,200})/g, what: 'a password' },
  { pattern: /[?&](?:apikey|sig)=(?<bare>[^\s&'"<>]{1,500})/gi, what: 'a key in an address' },
  {
    pattern:
      /["']?\b(?:apikey|apiuser_password|sharedKey|preSharedKey|radiusServerSecret|adminPassword|clientSecret)["']?[ \t]{0,20}:[ \t]{0,20}(?:"(?<double>[^"\r\n]{1,500})"|'(?<single>[^'\r\n]{1,500})')/gi,
    what: 'a key',
  },
  { pattern: /\b(?:AccountKey|SharedAccessKey)=(?<bare>[A-Za-z0-9+/=]{8,500})/g, what: 'a key of a connection string' },
  { pattern: /^"[^"\r\n]{0,100}(?:Password|PreSharedKey|Psk|SharedSecret)"[ \t]{0,20}=[ \t]{0,20}"(?<double>[^"\r\n]{1,500})"/gim, what: 'a password or key' },
  { pattern: /\bcmdkey\b[^\r\n]{0,200}?\/pass:(?<bare>[^\s"]{1,200})/gi, what: 'a password' },
  { pattern: /\bstats[ \t]{1,20}auth[ \t]{1,20}[^\s:]{1,100}:(?<bare>\S{1,200})/g, what: 'a password' },
  // Values of the registry by commands, and of Group Policy Preferences, whose own form everybody can decrypt.
  {
    pattern: new RegExp(String.raw`-Name[ \t]{1,20}['"]?\w{0,60}(?:Password|Psk|SharedSecret)\b['"]?[ \t][^\r\n]{0,200}?-Value[ \t]{1,20}${VALUE}`, 'gi'),
    what: 'a password or key',
  },
  {
    pattern: new RegExp(String.raw`/v[ \t]{1,20}"?\w{0,60}(?:Password|Psk|SharedSecret)\b"?[ \t][^\r\n]{0,200}?/d[ \t]{1,20}${VALUE}`, 'gi'),
    what: 'a password or key',
  },
  { pattern: /\bname="[^"\r\n]{0,60}(?:Password|Psk|SharedSecret)"[^>]{0,300}?\bvalue="(?<bare>[^"\r\n]{1,500})"/gi, what: 'a password or key' },
  { pattern: /\bcpassword="(?<bare>[^"\r\n]{1,500})"/gi, what: 'a password in a form that everybody can decrypt' },
];

/** A word without which no form is there, so that most files are asked one question only. */
const HINT = /PRIVATE KEY|psk|shared|secret|passw|passphrase|apikey|radkey|:\/\/|curl|AccountKey|sig=|SecureString|cmdkey|stats|preshared/i;

/** Where secrets stand in a text, in its order; those that `l2tp-psk-clear` tells of only if all are wanted. Never throws for any text. */
export function secretSpans(text: string, all = true): readonly (Span & { readonly what: string })[] {
  if (!HINT.test(text)) return [];
  const found = new Map<number, Span & { what: string }>();
  for (const { pattern, what, told, with: needed } of FORMS) {
    if (told && !all) continue;
    for (const match of text.matchAll(pattern)) {
      const { single, double, bare } = match.groups ?? {};
      const value = single ?? double ?? bare;
      if (value === undefined || NO_SECRET.test(value.trim())) continue;
      if (double !== undefined && /[$\x60]/.test(double)) continue;
      const line = lineAround(text, match.index);
      if (ENCRYPTED.test(line) || needed?.test(line) === false) continue;
      const start = match.index + match[0].lastIndexOf(value);
      if (!found.has(start)) found.set(start, { start, end: start + value.length, what });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Whether a name says that its value is a secret. */
export function namesSecret(name: string): boolean {
  return /(?:Password|PreSharedKey|Psk|SharedSecret)$/i.test(name);
}

/** A text in which each secret is as many asterisks, with its line ends. */
export function withoutSecrets(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of secretSpans(text)) {
    if (end <= at) continue;
    result += text.slice(at, start) + text.slice(Math.max(start, at), end).replace(/[^\r\n]/g, '*');
    at = end;
  }
  return result + text.slice(at);
}

const MOST_OF_LINE = 1000;

function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - MOST_OF_LINE), offset);
  const [after = ''] = text.slice(offset, offset + MOST_OF_LINE).split('\n', 1);
  return before.slice(before.lastIndexOf('\n') + 1) + after;
}
