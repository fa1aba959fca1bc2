import { push } from '../core/groups.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { hostUri } from '../core/uri.ts';
import { normalisedHost, type ServerClaim } from '../model/server-name.ts';
import type { Analysis } from './analysis.ts';
import type { Placed } from './pairing.ts';

/** A line of a comment that says which host a file configures. */
const CLAIM = /^(?:[^\S\r\n\u2028\u2029]|[#;<!:*/-]|rem(?=\s))*aovpn-server\s*[:=]\s*([^\r\n]*)/gim;

/** The hosts that the comments of a file say it configures: `aovpn-server: vpn.fabrikam.com`, several with commas between them. */
export function claimsInComments(file: SourceFile, comments: readonly Span[]): ServerClaim[] {
  return comments.flatMap((comment) =>
    [...file.text.slice(comment.start, comment.end).matchAll(CLAIM)].flatMap((match) => {
      const list = match[1] ?? '';
      const start = comment.start + match.index + match[0].length - list.length;
      // What stands behind a blank is said to people, or ends the comment.
      const hosts = /^[^\s,]+(?:\s*,\s*[^\s,]+)*/.exec(list)?.[0] ?? '';
      return [...hosts.matchAll(/[^\s,]+/g)].flatMap(({ 0: text, index }): ServerClaim[] => {
        const host = normalisedHost(text.replace(/(?:-->|#>|\*\/)$/, ''));
        return host === undefined ? [] : [{ host, by: 'comment', at: { file, span: { start: start + index, end: start + index + text.length } } }];
      });
    }),
  );
}

/** Which hosts clients name and server files say they configure. */
export class ServerNames {
  /** By the URI of the file. */
  readonly #claims: ReadonlyMap<string, readonly ServerClaim[]>;
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  /** Of each client, as they were last asked for. */
  readonly #hosts = new Map<string, readonly string[]>();

  private constructor(claims: ReadonlyMap<string, readonly ServerClaim[]>, analysisOf: (uri: string) => Analysis | undefined) {
    this.#claims = claims;
    this.#analysisOf = analysisOf;
  }

  /** `undefined` where no file says which host it configures. */
  static of(analyses: readonly Analysis[], analysisOf: (uri: string) => Analysis | undefined): ServerNames | undefined {
    const claims = new Map<string, readonly ServerClaim[]>();
    for (const { file, facts } of analyses) if (facts.claims) claims.set(file.uri, facts.claims);
    if (claims.size === 0) return undefined;
    return new ServerNames(claims, analysisOf);
  }

  /** Servers by their workspace folder and each host that they are said to be. */
  byHost(servers: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
    const found = new Map<string, Placed[]>();
    for (const server of servers) for (const host of new Set(this.#claimsOf(server).map((claim) => claim.host))) push(found, keyOf(server.root, host), server);
    return found;
  }

  /** Those of them that a client connects to, each once. */
  namedBy(client: Placed, byHost: ReadonlyMap<string, readonly Placed[]>): Placed[] {
    return [...new Set(this.#hostsOf(client).flatMap((host) => byHost.get(keyOf(client.root, host)) ?? []))];
  }

  /** The hosts that a client and a server both name. */
  shared(client: Placed, server: Placed): string[] {
    if (client.root !== server.root) return [];
    const claimed = this.#claimsOf(server);
    return this.#hostsOf(client).filter((host) => claimed.some((claim) => claim.host === host));
  }

  /** Whether the server is said to be another one than those that the client connects to. */
  excludes(client: Placed, server: Placed): boolean {
    const stated = this.#claimsOf(server).filter(({ by }) => by === 'comment');
    const hosts = this.#hostsOf(client);
    return stated.length > 0 && hosts.length > 0 && this.shared(client, server).length === 0;
  }

  #claimsOf({ uri }: Placed): readonly ServerClaim[] {
    return this.#claims.get(hostUri(uri)) ?? [];
  }

  #hostsOf({ policy, uri }: Placed): readonly string[] {
    const key = `${uri}\n${policy.key}`;
    const known = this.#hosts.get(key);
    if (known) return known;
    const hosts = this.#analysisOf(uri)?.hosts.of(policy) ?? [];
    this.#hosts.set(key, hosts);
    return hosts;
  }
}

function keyOf(root: string, host: string): string {
  return `${root}\n${host}`;
}
