import { push } from '../../core/groups.ts';
import type { SourceFile } from '../../core/source-file.ts';
import { Anchors, emptyFacts, tooDeepIn } from '../../model/facts.ts';
import type { Listener, LoadBalancer, Member, Persistence, Pool, PortRange, TlsHandling } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import { shortestHost } from '../../model/profile/address.ts';
import { parseNginx, type NginxConfig, type NginxDirective, type NginxWord } from '../../syntax/nginx/config.ts';
import type { Reading } from '../artefact.ts';

/** Reads a configuration of NGINX as far as VPNs go: what it passes on as TCP or UDP. Web servers are left out. */
export function readNginx(file: SourceFile): Reading<NginxConfig> {
  const tree = parseNginx(file.text);
  const anchors = new Anchors(file);
  const read = new Reader(streamOf(tree.directives), anchors).read();
  const loadBalancer: LoadBalancer = tree.broken ? { ...read, broken: true } : read;
  return { file, tree, facts: { ...emptyFacts(file), ...tooDeepIn(file, tree.tooDeep), loadBalancer, placeOf: (key) => anchors.placeOf(key) } };
}

/** What stands in `stream { … }`; of a file that is included somewhere, all of it, if it has a server for UDP or one that only passes on. */
function streamOf(directives: readonly NginxDirective[]): readonly NginxDirective[] {
  const blocks = directives.filter(({ name, block }) => name === 'stream' && block);
  if (blocks.length > 0) return blocks.flatMap(({ block }) => block ?? []);
  const servers = directives.filter(({ name }) => name === 'server');
  const isStream =
    servers.length > 0 && servers.every(({ block = [] }) => block.some(({ name }) => name === 'proxy_pass') && !block.some(({ name }) => name === 'location'));
  return isStream ? directives : [];
}

class Reader {
  readonly #stream: readonly NginxDirective[];
  readonly #anchors: Anchors;
  /** By their names. */
  readonly #upstreams = new Map<string, NginxDirective[]>();
  readonly #persistences = new Map<string, Persistence>();
  readonly #ownPools = new Map<string, Pool>();
  /** How many upstreams place their clients by a ring of their own. */
  readonly #consistent: number;
  /** What holds for servers that say nothing else. */
  readonly #bind: NginxDirective | undefined;

  constructor(stream: readonly NginxDirective[], anchors: Anchors) {
    this.#stream = stream;
    this.#anchors = anchors;
    this.#bind = stream.find(({ name }) => name === 'proxy_bind');
    this.#consistent = stream.filter(({ name, block = [] }) => name === 'upstream' && block.some(isConsistent)).length;
    for (const each of stream) if (each.name === 'upstream') push(this.#upstreams, each.words[0]?.text ?? '', each);
  }

  read(): LoadBalancer {
    const listeners = this.#stream.flatMap((each, index) => (each.name === 'server' && !each.open ? this.#listeners(each, `server/${index}`) : []));
    const pools = this.#stream.flatMap((each, index) =>
      each.name === 'upstream' && each.words[0] ? [this.#pool(each, each.words[0], `upstream/${index}`)] : [],
    );
    return {
      vendor: 'nginx',
      listeners,
      pools: [...pools, ...this.#ownPools.values()],
      monitors: [],
      persistences: [...this.#persistences.values()],
      undefinedNames: [],
    };
  }

  #listeners(server: NginxDirective, key: string): Listener[] {
    const { block = [] } = server;
    const target = this.#targetOf(server, key);
    return block.flatMap((listen, number): Listener[] => {
      const [word, ...options] = listen.words;
      if (listen.name !== 'listen' || !word) return [];
      const own = `${key}/listen/${number}`;
      const at = this.#anchors.at(word.span, own);
      const endpoint = endpointOf(word.text);
      const has = (option: string): boolean => options.some(({ text }) => text === option);
      return [
        {
          key: own,
          name: `${has('udp') ? 'udp' : 'tcp'}/${word.text}`,
          at,
          whole: this.#anchors.at(server.span, `${key}/whole`),
          address: endpoint ? stated(endpoint.address, at) : UNKNOWN,
          ports: endpoint ? stated(endpoint.ports, at) : UNKNOWN,
          transport: has('udp') ? stated('udp', at) : byDefault('tcp'),
          tls: this.#tlsOf(block, has('ssl')),
          pools: target,
          translation: this.#translationOf(block, key),
          persistence: this.#persistenceOf(target),
          fallback: byDefault([]),
          enabled: true,
          // Other directives that choose servers by something, such as ssl_preread with a map, name a variable.
          programmed: false,
        },
      ];
    });
  }

  /** The upstream that is named, or the one server. */
  #targetOf({ block = [] }: NginxDirective, key: string): Setting<readonly Reference[]> {
    const passes = block.filter(({ name }) => name === 'proxy_pass');
    const word = passes[0]?.words[0];
    if (!word || passes.length > 1 || word.text.includes('$')) return UNKNOWN;
    const at = this.#anchors.at(word.span, `${key}/proxy_pass`);
    if (!this.#upstream(word.text)) {
      const member = memberOf(word, `${key}/proxy_pass`, this.#anchors);
      const pool: Pool = { key: `${key}/pool`, name: word.text, at, whole: at, members: [member], complete: true, monitors: UNKNOWN, speaksTls: UNKNOWN };
      // A name without a port is an upstream of another file.
      if (member.port.state === 'unknown') return UNKNOWN;
      if (!this.#ownPools.has(pool.name)) this.#ownPools.set(pool.name, pool);
    }
    return stated([{ name: word.text, at }], at);
  }

  #upstream(name: string): NginxDirective | undefined {
    const found = this.#upstreams.get(name);
    return found?.length === 1 ? found[0] : undefined;
  }

  #tlsOf(block: readonly NginxDirective[], isSecure: boolean): Setting<TlsHandling> {
    if (!isSecure) return byDefault('pass-through');
    return byDefault((flagOf(block, 'proxy_ssl') ?? flagOf(this.#stream, 'proxy_ssl')) === true ? 're-encrypt' : 'offload');
  }

  /** Servers see NGINX unless it is told to go on with the address of the client. */
  #translationOf(block: readonly NginxDirective[], key: string): Setting<boolean> {
    const bind = block.find(({ name }) => name === 'proxy_bind') ?? this.#bind;
    if (!bind) return byDefault(true);
    const [address, mode] = bind.words;
    if (!address) return UNKNOWN;
    const at = this.#anchors.at(bind.span, `${key}/proxy_bind`);
    if (/^\$(?:binary_)?remote_addr(?::\$remote_port)?$/.test(address.text)) return mode?.text === 'transparent' ? stated(false, at) : UNKNOWN;
    return address.text.includes('$') ? UNKNOWN : stated(true, at);
  }

  /**
   * `hash $remote_addr` gives a client the same place in each list of servers. With `consistent` the place follows from addresses and ports
   * of the servers, so that it is not known whether two lists that both do so agree. One that does so alone agrees with none.
   */
  #persistenceOf(target: Setting<readonly Reference[]>): Setting<readonly Reference[]> {
    const name = target.state === 'unknown' ? undefined : target.value[0]?.name;
    const block = name === undefined ? undefined : (this.#upstream(name)?.block ?? []);
    if (!block) return UNKNOWN;
    const hash = block.find((each) => each.name === 'hash');
    if (!hash) return block.some((each) => /^(?:sticky|least_time|zone_sync|include)$/.test(each.name)) ? UNKNOWN : byDefault([]);
    const [by] = hash.words;
    if (!by || !/^\$(?:binary_)?remote_addr$/.test(by.text)) return UNKNOWN;
    const isOpen = isConsistent(hash);
    const own = `hash ${by.text}${isOpen ? ` consistent of ${name ?? ''}` : ''}`;
    const at = this.#anchors.at(hash.span, `hash/${hash.span.start}`);
    if (!this.#persistences.has(own)) {
      this.#persistences.set(own, {
        key: `hash/${hash.span.start}`,
        name: own,
        at,
        whole: at,
        kind: stated('source-address', at),
        scope: isOpen && this.#consistent > 1 ? UNKNOWN : byDefault('device'),
        timeout: byDefault(Infinity),
      });
    }
    return stated([{ name: own, at }], at);
  }

  #pool({ block = [], span, open }: NginxDirective, name: NginxWord, key: string): Pool {
    const at = this.#anchors.at(name.span, key);
    const servers = block.flatMap(({ name: kind, words }) => (kind === 'server' ? [words] : []));
    const isUsed = (words: readonly NginxWord[]): boolean => !words.some(({ text }) => text === 'down' || text === 'backup');
    return {
      key,
      name: name.text,
      at,
      whole: this.#anchors.at(span, `${key}/whole`),
      members: servers.filter(isUsed).flatMap(([address], index) => (address ? [memberOf(address, `${key}/${index}`, this.#anchors)] : [])),
      complete: !open && servers.every(isUsed) && !block.some((each) => each.name === 'include'),
      // Active tests are those of NGINX Plus, in another place.
      monitors: UNKNOWN,
    };
  }
}

function isConsistent({ name, words }: NginxDirective): boolean {
  return name === 'hash' && words[1]?.text === 'consistent';
}

/** What the last directive of a name says; `undefined` where there is none. */
function flagOf(directives: readonly NginxDirective[], name: string): boolean | undefined {
  const last = directives.findLast((each) => each.name === name);
  return last && last.words[0]?.text === 'on';
}

function memberOf(word: NginxWord, key: string, anchors: Anchors): Member {
  const at = anchors.at(word.span, `${key}/member`);
  const match = /^\[?([^[\]$]+?)\]?(?::(\d{1,5}))?$/.exec(word.text);
  const [, host, port] = match ?? [];
  return {
    key: `${key}/member`,
    at,
    address: host === undefined ? UNKNOWN : stated(shortestHost(host), at),
    port: port === undefined ? UNKNOWN : stated(Number(port), at),
  };
}

/** `443`, `203.0.113.10:443`, `[::]:443`, `*:500-600`; `undefined` for sockets and what is not understood. */
function endpointOf(text: string): { readonly address: string; readonly ports: PortRange } | undefined {
  const match = /^(?:(\*|[\w.-]+|\[[\da-f:.]+\]):)?(\d{1,5})(?:-(\d{1,5}))?$/i.exec(text);
  if (!match) return undefined;
  const [, host = '*', from = '', to = from] = match;
  const bare = host.replace(/^\[|\]$/g, '');
  return { address: ['*', '0.0.0.0', '::'].includes(bare) ? 'any' : shortestHost(bare), ports: { from: Number(from), to: Number(to) } };
}
