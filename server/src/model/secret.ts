import type { Location } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { isStandIn } from './stand-in.ts';

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
  /** A program with its arguments, without which its name is a word of a sentence as well. */
  readonly command?: true;
}

/** What stands for a secret that is filled in, or is kept in an encrypted form. */
const NO_SECRET =
  /^(?:$|[$@%[\]{<*(?!-]|none$|default$|null$|prompt$|true$|false$|yes$|no$|enabled$|disabled$|xxx|encrypted|\/\w[\w.-]*\/|[a-z]:\\|\.\.\.)|\{\{|\$\{|\}\}|<[^<>\r\n]*>/i;
/** A line of a load balancer that says that what it has is encrypted. */
const ENCRYPTED = /(?:^|\s)-encrypted\b/i;

/** How the names of values end that are secrets, whatever stands before. */
const NAMED = '(?:Password|Passwd|PassPhrase|PreSharedKey|Psk|SharedSecret|SharedKey|ApiKey|ApiPass|RadiusServerSecret|ClientSecret|RadiusSecret)';

/** What stands between a parameter of PowerShell and its value: blanks, and the backticks that let a command go on in the next line. */
const GAP = String.raw`(?:[ \t]|\x60\r?\n){1,40}`;

/** Names of BIG-IP for a secret, as its configuration and `tmsh` have them. */
const F5_NAMED =
  '(?:(?:[a-z0-9-]{1,40}-)?passphrase|(?:(?:admin|administrator|account|machine-account|auth|privacy|challenge)-)?password|(?:(?:client|shared|resource-server)-)?secret|psk|preshared-key|bind-pw)';

const VALUE = String.raw`(?:'(?<single>[^'\r\n]{1,500})'|"(?<double>[^"\r\n]{1,500})"|(?<bare>(?!-)[^\s'"\x60(){};,|&]{1,500}))`;

/** The ways in which the notations that we read write secrets. */
const FORMS: readonly Form[] = [
  { pattern: /-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----(?<bare>[A-Za-z0-9+/=\s\\]{0,20000})/g, what: 'a private key' },
  { pattern: /(?:<|&(?:amp;)?lt;)L2tpPsk(?:>|&(?:amp;)?gt;)(?:<!\[CDATA\[)?(?<bare>[^<&\]]{1,500})/g, what: 'a pre-shared key', told: true },
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])-(?:L2tpPsk|SharedSecret|SharedKey|PreSharedKey|psk|radKey|RadiusServerSecret)(?:${GAP}|:[ \t]{0,20})${VALUE}`,
      'gi',
    ),
    what: 'a shared key',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])-(?:Api(?:Key|Pass)|(?:Pfx|Key|Login|Admin|Certificate|secondary|ldapBindDn)?Passw(?:or)?d|PassPhrase|passplain|ClientSecret)(?:${GAP}|:[ \t]{0,20})${VALUE}`,
      'gi',
    ),
    what: 'a password or key',
  },
  // Whichever way round the parameters stand.
  {
    pattern: new RegExp(String.raw`\bConvertTo-SecureString${GAP}(?:-(?:AsPlainText|Force|String)(?:${GAP}|:[ \t]{0,20})){0,3}${VALUE}`, 'gi'),
    what: 'a password',
    with: /-AsPlainText/i,
  },
  {
    pattern: /(?:'(?<single>[^'\r\n]{1,500})'|"(?<double>[^"\r\n]{1,500})")[ \t]{0,20}\|\s{0,40}ConvertTo-SecureString\b/gi,
    what: 'a password',
    with: /-AsPlainText/i,
  },
  {
    pattern: new RegExp(
      String.raw`\bNetworkCredential\]?(?:::new)?[ \t]{0,20}\([ \t]{0,20}(?:'[^'\r\n]{0,200}'|"[^"\r\n]{0,200}"|\$[\w:.]{1,100})[ \t]{0,20},[ \t]{0,20}${VALUE}`,
      'gi',
    ),
    what: 'a password',
  },
  // What a header for Basic authentication is made of.
  {
    pattern: /\bGetBytes\([ \t]{0,20}(?:'[^'\r\n:]{1,100}:(?!\/)(?<single>[^'\r\n]{1,300})'|"[^"\r\n:]{1,100}:(?!\/)(?<double>[^"\r\n]{1,300})")/gi,
    what: 'a password',
    with: /ToBase64String/i,
  },
  // A variable, an entry of a hashtable, a parameter of netsh or of a template, a variable of a shell or of cmd.
  {
    pattern: new RegExp(
      String.raw`(?<![\w"-])[$"]?[\w:.-]{0,60}?${NAMED}"?(?:[ \t]{1,20}string\b)?(?:[ \t]{0,20}=[ \t]{1,20}|=)(?:'(?<single>[^'\r\n]{1,500})'|"(?<double>[^"\r\n]{1,500})")`,
      'gi',
    ),
    what: 'a password or key',
  },
  {
    pattern: new RegExp(
      String.raw`^[ \t]{0,40}(?:@?set[ \t]{1,20}"?|export[ \t]{1,20})?\w{0,60}?${NAMED}=(?<bare>[^\s'"\x60(){};,|&]{1,500})"?[ \t]{0,20}$`,
      'gim',
    ),
    what: 'a password or key',
  },
  {
    pattern: new RegExp(String.raw`(?<=[ \t])(?:sharedsecret|secret|auth[12]psk|psk|presharedkey|password)=${VALUE}`, 'gi'),
    what: 'a shared key',
    with: /\bnetsh\b/i,
  },
  // Microsoft: netsh ras aaaa add authserver [name=]server [secret=]secret …, and set ipsecpolicy [psk=]ENABLED|DISABLED [secret=]key.
  {
    pattern: new RegExp(
      String.raw`\bnetsh(?:\.exe)?[ \t]{1,20}ras[ \t]{1,20}aaaa[ \t]{1,20}(?:add|set)[ \t]{1,20}(?:(?:auth|acct)server|ipsecpolicy)[ \t]{1,20}[^\s'"]{1,200}[ \t]{1,20}(?![\w-]{1,20}=)${VALUE}`,
      'gi',
    ),
    what: 'a shared key',
  },
  // Of an object of BIG-IP, on a line of its own or in a command, where it is not encrypted by the unit key ($M$).
  {
    pattern: new RegExp(String.raw`^[ \t]{0,40}${F5_NAMED}[ \t]{1,20}${VALUE}[ \t]{0,20}\\?$`, 'gm'),
    what: 'a password or key',
  },
  {
    pattern: new RegExp(String.raw`(?<=[ \t{])${F5_NAMED}[ \t]{1,20}${VALUE}`, 'g'),
    what: 'a password or key',
    with: /\b(?:create|modify)[ \t]{1,20}\/?(?:ltm|net|auth|sys|apm)[ \t]/,
  },
  { pattern: /\bhttps?:\/\/[^\s/:@'"<>]{1,100}:(?<bare>[^\s/@'"<>]{1,200})@/gi, what: 'a password in an address' },
  { pattern: /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user)[ \t]{0,20}['"]?[^\s:'"]{1,100}:(?<bare>[^\s'"]{1,200})/g, what: 'a password' },
  {
    pattern: /\bAuthorization\b["']?[ \t]{0,20}[:,=]?[ \t]{0,20}["']?(?:Basic|Bearer)[ \t]{1,20}(?<bare>[A-Za-z0-9+/=._~-]{6,2000})/gi,
    what: 'a password or key of a header',
  },
  { pattern: /[?&](?:api_?key|sig|\w{0,40}(?:password|passwd|apipass|shared_secret))=(?<bare>[^\s&'"<>]{1,500})/gi, what: 'a key in an address' },
  {
    pattern:
      /["']?\b(?:api_?key|apipass|apiuser_password|sharedKey|preSharedKey|sharedSecret|radiusServerSecret|\w{0,40}Password|clientSecret|authorizationKey)["']?[ \t]{0,20}:[ \t]{0,20}(?:"(?<double>[^"\r\n]{1,500})"|'(?<single>[^'\r\n]{1,500})')/gi,
    what: 'a key',
  },
  // Of wget, and of the command line of Azure.
  {
    pattern: new RegExp(String.raw`(?<![\w-])--(?:(?:http-|admin-)?password|shared-key|radius-secret|client-secret)(?:[ \t]{1,20}|=)${VALUE}`, 'gi'),
    what: 'a password or key',
  },
  // A parameter of a template, or in a file of parameters.
  {
    pattern: new RegExp(
      String.raw`"\w{0,60}?${NAMED}"[ \t]{0,20}:[ \t]{0,20}\{[^{}]{0,400}?"(?:value|defaultValue)"[ \t]{0,20}:[ \t]{0,20}"(?<double>[^"\r\n]{1,500})"`,
      'gi',
    ),
    what: 'a key',
  },
  { pattern: /\b(?:AccountKey|SharedAccessKey)=(?<bare>[A-Za-z0-9+/=]{8,500})/g, what: 'a key of a connection string' },
  { pattern: /^"[^"\r\n]{0,100}(?:Password|PreSharedKey|Psk|SharedSecret)"[ \t]{0,20}=[ \t]{0,20}"(?<double>[^"\r\n]{1,500})"/gim, what: 'a password or key' },
  // Of cmdkey, netdom, wmic and others. An asterisk asks for it.
  { pattern: new RegExp(String.raw`(?<=\s)/pass(?:word[do]?)?:${VALUE}`, 'gi'), what: 'a password' },
  // Microsoft: rasdial ConnectionName [UserName [Password | *]] [/option].
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])rasdial(?:\.exe)?["']?[ \t]{1,20}(?:"[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|(?![/#])[^\s"']{1,200})[ \t]{1,20}(?:"[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|(?![/#])[^\s"'|&;]{1,200})[ \t]{1,20}(?!/)${VALUE}`,
      'gi',
    ),
    what: 'a password',
    command: true,
  },
  // Microsoft: net use [{DeviceName | *}] [\\ComputerName\ShareName] [{Password | *}] [/user:…], and net user UserName {Password | *}.
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])net(?:\.exe)?[ \t]{1,20}use[ \t]{1,20}(?:(?:[a-z]:|\*)[ \t]{1,20})?["']?\\\\[^\s"']{1,300}["']?[ \t]{1,20}(?!/)${VALUE}`,
      'gi',
    ),
    what: 'a password',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])net(?:\.exe)?[ \t]{1,20}use[ \t][^\r\n]{0,300}?/user:(?:"[^"\r\n]{1,200}"|\S{1,200})[ \t]{1,20}(?!/)${VALUE}`,
      'gi',
    ),
    what: 'a password',
  },
  {
    pattern: new RegExp(String.raw`(?<![\w-])net(?:\.exe)?[ \t]{1,20}user[ \t]{1,20}(?:"[^"\r\n]{1,200}"|(?!/)[^\s"']{1,200})[ \t]{1,20}(?!/)${VALUE}`, 'gi'),
    what: 'a password',
    command: true,
  },
  // The password of a file of keys, and those of the tools that reach an appliance.
  { pattern: new RegExp(String.raw`(?<![\w-])certutil(?:\.exe)?[ \t][^\r\n]{0,300}?[ \t]-p[ \t]{1,20}${VALUE}`, 'gi'), what: 'a password' },
  {
    pattern: new RegExp(String.raw`(?<![\w-])(?:(?:plink|pscp)(?:\.exe)?[ \t][^\r\n]{0,300}?[ \t]?-pw|sshpass[ \t]{1,20}-p)[ \t]{0,20}${VALUE}`, 'gi'),
    what: 'a password',
  },
  { pattern: new RegExp(String.raw`(?<![\w-])schtasks(?:\.exe)?[ \t][^\r\n]{0,400}?/rp[ \t]{1,20}${VALUE}`, 'gi'), what: 'a password' },
  // Citrix ADC: add system user NAME PASSWORD.
  {
    pattern: new RegExp(String.raw`^[ \t]{0,40}(?:add|set)[ \t]{1,20}system[ \t]{1,20}user[ \t]{1,20}[^\s"-]{1,200}[ \t]{1,20}${VALUE}`, 'gim'),
    what: 'a password',
  },
  // Hexadecimal digits alone may be what an appliance has encrypted: of these a saved configuration does not always say so.
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])-(?:tacacsSecret|(?:kcd|auth|priv)Passw(?:or)?d)[ \t]{1,20}(?!["']?(?:[0-9a-f]{2}){4,250}(?:["'\s]|$))${VALUE}`,
      'gi',
    ),
    what: 'a password or key',
  },
  // Without -encrypted it is the key itself with which an appliance encrypts all others.
  { pattern: new RegExp(String.raw`\bns[ \t]{1,20}encryptionParams[ \t][^\r\n]{0,200}?-keyValue[ \t]{1,20}${VALUE}`, 'gi'), what: 'a key' },
  { pattern: new RegExp(String.raw`\binsecure-password[ \t]{1,20}${VALUE}`, 'g'), what: 'a password' },
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

/** A word without which no form is there, so that most files are asked one question only. By first letters, which makes it twice as fast. */
const HINT =
  /p(?:rivate key|sk|ass(?:w|phrase|plain)|reshared|link|scp)|s(?:hared|ecret|ig=|ecurestring|tats|ystem[ \t]+user)|a(?:pi_?key|pipass|ccountkey|uthorization)|r(?:adkey|asdial)|bind-pw|encryptionparams|tobase64string|n(?:etsh(?:\.exe)?[ \t]+ras|et(?:\.exe)?[ \t]+use|etworkcredential)|:\/\/[^\s/:@'"<>]{1,100}:[^\s/@'"<>]{1,200}@|c(?:url|ertutil)|\/(?:pass|rp\b)/i;

/** Whether there can be a secret in a text, which is little to ask. A profile without one has none of these words. */
export function mayHoldSecret(text: string): boolean {
  return HINT.test(text);
}

/**
 * Where secrets stand in a text, in its order. Never throws for any text.
 * @param all whether what is hidden for safety's sake counts as well; without it, what a finding is to tell of: no text that only stands for
 * a secret, no sentence about a command, and none that `l2tp-psk-clear` tells of
 */
export function secretSpans(text: string, all = true): readonly (Span & { readonly what: string })[] {
  if (!mayHoldSecret(text)) return [];
  const found = new Map<number, Span & { what: string }>();
  for (const { pattern, what, told, command, with: needed } of FORMS) {
    if (told && !all) continue;
    for (const match of text.matchAll(pattern)) {
      const { single, double, bare } = match.groups ?? {};
      const value = single ?? double ?? bare;
      if (value === undefined || NO_SECRET.test(value.trim())) continue;
      if (double !== undefined && /[$\x60]/.test(double)) continue;
      const line = lineAround(text, match.index);
      if (ENCRYPTED.test(line) || needed?.test(line) === false) continue;
      if (!all && (isStandIn(value.trim()) || (command && !isCommand(text, match)))) continue;
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

/** The secrets of a text themselves, to see whether another text repeats one: a line of each that has several. */
export function secretLines(text: string): string[] {
  const lines = secretSpans(text).flatMap(({ start, end }) => text.slice(start, end).split(/[\r\n]+/));
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))];
}

/** A text with something else in the place of each secret, and how many of them there are. */
export function withPlaceholders(text: string, placeholder: string): { readonly text: string; readonly count: number } {
  const secrets = apart(secretSpans(text));
  return { text: replaced(text, secrets, () => placeholder), count: secrets.length };
}

/** A text in which each secret is as many asterisks, with its line ends. */
export function withoutSecrets(text: string): string {
  return replaced(text, apart(secretSpans(text)), (secret) => secret.replace(/[^\r\n]/g, '*'));
}

function replaced(text: string, spans: readonly Span[], instead: (secret: string) => string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + instead(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}

/** What overlaps as one, so that nothing of it stays. */
function apart(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (!last || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { start: last.start, end: span.end };
  }
  return result;
}

const MOST_OF_LINE = 1000;

/** What stands before a command: nothing, the sign of a comment or a prompt, what it is part of, or a word that runs it. */
const LEADS_IN = /(?:^|[;|&({"'\x60=@>:#\\]|^[ \t]{0,40}@?if\b.*|(?:^|\s)(?:-\w+|\/\w+|[\w-]*exec|start|call|else|do|then|rem|cmd(?:\.exe)?))$/i;

/** What stands behind its last argument. A sentence goes on with words. */
const ENDS = /^["'\x60]?[ \t]{0,20}(?:[\r\n/|;&)}>#,"'\x60]|\d>|$)/;

/** Whether the name of a program in a text is run there, with no more arguments than it takes. */
function isCommand(text: string, { index, 0: found }: RegExpExecArray): boolean {
  const end = index + found.length;
  const before = text.slice(Math.max(0, index - MOST_OF_LINE), index);
  return LEADS_IN.test(before.slice(before.lastIndexOf('\n') + 1).trimEnd()) && ENDS.test(text.slice(end, end + 30));
}

/** The line of an offset, with those that a backtick or a bar at the end of a line makes one command of. */
function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - MOST_OF_LINE), offset).split('\n');
  const after = text.slice(offset, offset + MOST_OF_LINE).split('\n');
  const goesOn = (line: string | undefined): boolean => line !== undefined && /(?:\x60|\|[ \t]{0,20})\r?$/.test(line);
  let first = before.length - 1;
  while (first > 0 && goesOn(before[first - 1])) first--;
  let last = 0;
  while (last < after.length - 1 && goesOn(after[last])) last++;
  return [...before.slice(first, -1), (before.at(-1) ?? '') + (after[0] ?? ''), ...after.slice(1, last + 1)].join('\n');
}
