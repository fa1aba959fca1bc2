import type { Span } from '../../core/span.ts';
import type { TunnelKind } from '../../model/policy.ts';

/** A command behind a prompt. */
export interface Command {
  readonly text: string;
  /** The cmdlet that prints a policy, else the whole first line. */
  readonly at: Span;
  readonly host: string;
  /**
   * What its output is: a policy of one side, the configuration of something else that has rows of the same names (a site-to-site interface,
   * a routing domain), or nothing that is known.
   */
  readonly prints: 'server' | 'client' | 'other' | undefined;
  /** Whether no output at all means that the connection has no custom policy. */
  readonly silenceTells: boolean;
  /** The connection that is named. */
  readonly name?: string;
  /** Whether it asks another computer, so that two outputs may be of two servers. */
  readonly remote: boolean;
}

const SERVER = /\b(?:Get-VpnServer(?:IPsec)?Configuration|Set-VpnServer(?:IPsec)?Configuration)\b/i;
const CLIENT = /\bGet-VpnConnection\b(?=[^;]*\bIPsecCustomPolicy\b)|\bSet-VpnConnectionIPsecConfiguration\b/i;
const OTHER = /\b\w+-(?:VpnS2SInterface|RemoteAccessRoutingDomain|VpnSitetoSite\w*)\b/i;
const NAME = /'(?:[^']|'')*'|"[^"]*"|[^\s'"|;,()$`-][^\s'"|;,()$`]*/.source;
const NAMED = new RegExp(`\\s-(?:Connection)?Name(?:\\s+|:)(${NAME})(?!\\s*,)`, 'i');
const FIRST = new RegExp(`\\bGet-VpnConnection\\s+(${NAME})(?!\\s*,)`, 'i');

/** The command that was typed, and nothing that would take its output elsewhere or keep an error quiet. */
const ASKS_CLIENT =
  /^\(?\s*Get-VpnConnection\s[^|;>=]*(?:\)\s*\.\s*IPsecCustomPolicy|\|\s*Select(?:-Object)?\s+-Exp\w*\s+IPsecCustomPolicy)(?:\s*\|\s*(?:fl|ft|Format-List|Format-Table)(?:\s+\*)?)?\s*$/i;
const QUIET = /\s-(?:ErrorAction|EA)\b/i;

/** What a command line asks for. `start` is where its text begins. */
export function commandOf(text: string, start: number, host: string): Command {
  const server = SERVER.exec(text);
  const client = CLIENT.exec(text);
  const prints = OTHER.test(text) ? 'other' : server ? 'server' : client ? 'client' : undefined;
  const found = prints === 'server' ? server : prints === 'client' ? client : null;
  const name = nameIn(text);
  return {
    text,
    at: found ? { start: start + found.index, end: start + found.index + found[0].length } : { start, end: start + text.length },
    host: host.toLowerCase(),
    prints,
    silenceTells: prints === 'client' && ASKS_CLIENT.test(text) && !QUIET.test(text) && (name !== undefined || /\s-Name\s+\$\w+\s/i.test(text)),
    ...(name !== undefined && { name }),
    remote: /\s-(?:CimSession|ComputerName|Session)\b|\bInvoke-Command\b|\bicm\b/i.test(text),
  };
}

function nameIn(text: string): string | undefined {
  const word = (NAMED.exec(text) ?? FIRST.exec(text))?.[1];
  if (word === undefined) return undefined;
  if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
  const plain = word.startsWith('"') ? word.slice(1, -1) : word;
  // A variable in quotes is not known, and a placeholder of an article is no name.
  return /[$`<[]/.test(plain) || plain === '' ? undefined : plain;
}

/** The tunnel types of connections, as commands set them and Get-VpnConnection prints them. */
export class TunnelTypes {
  readonly #types: { readonly name: string | undefined; readonly type: string }[] = [];

  add(name: string | undefined, type: string): void {
    this.#types.push({ name: name?.toLowerCase(), type: type.toLowerCase() });
  }

  addCommand({ text, name }: Command): void {
    const match = /\b(?:Add|Set)-VpnConnection\s.*?\s-TunnelType(?:\s+|:)["']?(\w+)/i.exec(text);
    if (match?.[1] !== undefined) this.add(name, match[1]);
  }

  /** The tunnel of a connection; `otherwise` where nothing says which one it is. */
  of(name: string | undefined, otherwise: TunnelKind): TunnelKind {
    const wanted = name?.toLowerCase();
    const kinds = new Set(this.#types.filter((each) => wanted === undefined || each.name === undefined || each.name === wanted).map(({ type }) => type));
    const [only] = kinds;
    if (only === undefined) return otherwise;
    if (kinds.size > 1) return 'maybe-ikev2';
    if (only === 'ikev2') return 'ikev2';
    return ['l2tp', 'sstp', 'pptp'].includes(only) ? 'other' : 'maybe-ikev2';
  }
}
