import { push } from '../../core/groups.ts';
import { lazy } from '../../core/lazy.ts';
import type { SourceFile, Location } from '../../core/source-file.ts';
import { Anchors, emptyFacts } from '../../model/facts.ts';
import type { Listener, LoadBalancer, Member, Persistence, Pool, PortRange } from '../../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import { shortestHost } from '../../model/profile/address.ts';
import { parseHaproxy, type HaproxyConfig, type HaproxyLine, type HaproxySection, type HaproxyWord } from '../../syntax/haproxy/config.ts';
import type { Reading } from '../artefact.ts';
import { isSaid, monitorOf } from './read-monitor.ts';

/** One persistence stands for all that goes by a hash of the source address: the same client gets the same place in each list of servers. */
const BY_SOURCE = 'balance source';

/** Ports on which only IKE is of interest here. */
const IKE_PORTS: readonly number[] = [500, 4500];

/** Reads a configuration of HAProxy as far as VPNs go. */
export function readHaproxy(file: SourceFile): Reading<HaproxyConfig> {
  const tree = parseHaproxy(file.text);
  const anchors = new Anchors(file);
  const loadBalancer = new Reader(tree, anchors).read();
  return { file, tree, facts: { ...emptyFacts(file), loadBalancer, placeOf: (key) => anchors.placeOf(key) } };
}

/** A section with what the defaults before it add. */
interface Proxy {
  readonly section: HaproxySection;
  readonly defaults: readonly HaproxyLine[];
  readonly key: string;
  readonly name: string;
}

class Reader {
  readonly #anchors: Anchors;
  readonly #proxies: readonly Proxy[];
  /** Those that have servers, by their names. */
  readonly #holders = new Map<string, Proxy[]>();
  #bySource: Persistence | undefined;

  constructor({ sections }: HaproxyConfig, anchors: Anchors) {
    this.#anchors = anchors;
    let defaults: readonly HaproxyLine[] = [];
    this.#proxies = sections.flatMap((section, index): Proxy[] => {
      if (section.kind === 'defaults') defaults = section.lines;
      return ['frontend', 'backend', 'listen', 'udp-lb'].includes(section.kind) && section.name
        ? [{ section, defaults, key: `proxy/${index}`, name: section.name.text }]
        : [];
    });
    for (const proxy of this.#proxies) if (proxy.section.kind !== 'frontend') push(this.#holders, proxy.name, proxy);
  }

  read(): LoadBalancer {
    const pools = this.#proxies.flatMap((proxy) => (proxy.section.kind === 'frontend' ? [] : [this.#pool(proxy)]));
    const listeners = this.#proxies.flatMap((proxy) => (proxy.section.kind === 'backend' ? [] : this.#listeners(proxy)));
    return {
      vendor: 'haproxy',
      listeners,
      pools: pools.map(({ pool }) => pool),
      monitors: pools.flatMap(({ monitor }) => (monitor ? [monitor] : [])),
      persistences: this.#bySource ? [this.#bySource] : [],
      undefinedNames: [],
    };
  }

  #listeners(proxy: Proxy): Listener[] {
    const { section, key, name } = proxy;
    const isUdp = section.kind === 'udp-lb';
    const isOnly = linesOf(section, 'bind', 'dgram-bind').length === 1;
    // The same for thousands of addresses.
    const pools = lazy(() => this.#poolsOf(proxy));
    const persistence = lazy(() => this.#persistenceOf(proxy));
    const enabled = linesOf(section, 'disabled').length === 0;
    const programmed = linesOf(section, 'use_backend', 'use-server').length > 0;
    return linesOf(section, isUdp ? 'dgram-bind' : 'bind').flatMap((line, number) => {
      const [, word] = line.words;
      if (!word) return [];
      return word.text.split(',').map((address, part): Listener => {
        const own = `${key}/bind/${number}/${part}`;
        const at = this.#anchors.at(word.span, own);
        const endpoint = word.filledIn ? undefined : endpointOf(address);
        const isIke = endpoint !== undefined && IKE_PORTS.includes(endpoint.ports.from) && endpoint.ports.from === endpoint.ports.to;
        return {
          key: own,
          name: isOnly && !word.text.includes(',') ? name : `${name} (${address})`,
          at,
          whole: this.#anchors.at(section.span, `${key}/whole`),
          address: endpoint ? stated(endpoint.address, at) : UNKNOWN,
          ports: endpoint ? stated(endpoint.ports, at) : UNKNOWN,
          transport: endpoint?.quic === true ? byDefault('other') : byDefault(isUdp ? 'udp' : 'tcp'),
          tls: line.words.some(({ text }) => text === 'ssl') ? stated('offload', at) : byDefault('pass-through'),
          // All that can be said of TCP on the ports of IKE is that it is none.
          pools: isIke && !isUdp ? UNKNOWN : pools(),
          translation: UNKNOWN,
          persistence: isIke && !isUdp ? UNKNOWN : persistence(),
          fallback: byDefault([]),
          enabled,
          programmed,
        };
      });
    });
  }

  #poolsOf({ section, defaults, key }: Proxy): Setting<readonly Reference[]> {
    if (section.kind !== 'frontend') {
      const at = this.#anchors.at(section.name?.span ?? section.head.span, `${key}/own pool`);
      return stated([{ name: section.name?.text ?? '', at }], at);
    }
    const name = (linesOf(section, 'default_backend').at(-1) ?? defaults.findLast((line) => isSaid(line, 'default_backend')))?.words[1];
    if (!name || name.filledIn) return UNKNOWN;
    const at = this.#anchors.at(name.span, `${key}/default_backend`);
    return stated([{ name: name.text, at }], at);
  }

  /** What keeps a client with its server is said where the servers are. */
  #persistenceOf(proxy: Proxy): Setting<readonly Reference[]> {
    const { section } = proxy;
    const name = section.kind === 'frontend' ? linesOf(section, 'default_backend').at(-1)?.words[1]?.text : section.name?.text;
    const holders = name === undefined ? [] : (this.#holders.get(name) ?? []);
    const [holder] = holders;
    if (!holder || holders.length > 1) return UNKNOWN;
    const all = [...holder.defaults, ...holder.section.lines];
    // Tables, cookies and rules are not read.
    if (all.some(({ words }) => /^(?:stick|cookie|stick-table|persist|appsession|force-persist)$/.test(words[0]?.text ?? ''))) return UNKNOWN;
    const balance = all.findLast((line) => isSaid(line, 'balance'));
    const [, kind] = balance?.words ?? [];
    if (!balance || !kind) return byDefault([]);
    if (kind.text !== 'source') return /^(?:roundrobin|static-rr|leastconn|first|random.*)$/.test(kind.text) ? byDefault([]) : UNKNOWN;
    const at = this.#anchors.at(kind.span, `${holder.key}/balance`);
    this.#bySource ??= {
      key: `${holder.key}/balance`,
      name: BY_SOURCE,
      at,
      whole: at,
      kind: stated('source-address', at),
      scope: byDefault('device'),
      timeout: byDefault(Infinity),
    };
    return stated([{ name: BY_SOURCE, at }], at);
  }

  #pool({ section, defaults, key, name }: Proxy): { readonly pool: Pool; readonly monitor?: Monitor } {
    const at = this.#anchors.at(section.name?.span ?? section.head.span, `${key}/pool`);
    const whole = this.#anchors.at(section.span, `${key}/pool/whole`);
    const servers = linesOf(section, 'server');
    const lines = [...defaults, ...section.lines];
    const place = (word: HaproxyWord, what: string): Location => this.#anchors.at(word.span, `${key}/${what}`);
    // The form of checks that the UDP module has is not read.
    const monitor = section.kind === 'udp-lb' ? 'unknown' : monitorOf({ key, name, at, whole, lines, servers, place });
    const secure = servers.map(({ words }) => words.some(({ text }) => text === 'ssl'));
    const isKnown = !lines.some((line) => isSaid(line, 'default-server') && line.words.some(({ text }) => /^(?:no-)?ssl$/.test(text)));
    return {
      pool: {
        key: `${key}/pool`,
        name,
        at,
        whole,
        members: servers.flatMap((line, index) => this.#member(line, `${key}/server/${index}`)),
        complete: linesOf(section, 'server-template').length === 0,
        monitors: monitor === 'unknown' ? UNKNOWN : monitor ? stated([{ name: monitor.name, at: monitor.at }], monitor.at) : byDefault([]),
        speaksTls: isKnown && new Set(secure).size === 1 ? byDefault(secure[0] === true) : UNKNOWN,
      },
      ...(monitor !== undefined && monitor !== 'unknown' && { monitor }),
    };
  }

  #member({ words }: HaproxyLine, key: string): Member[] {
    const [, , address] = words;
    if (!address || words.some(({ text }) => text === 'disabled')) return [];
    const at = this.#anchors.at(address.span, key);
    const endpoint = address.filledIn ? undefined : serverEndpoint(address.text);
    return [{ key, at, address: endpoint ? stated(endpoint.address, at) : UNKNOWN, port: endpoint ? stated(endpoint.port, at) : UNKNOWN }];
  }
}

/** Lines of a section that begin with one of these words. */
function linesOf({ lines }: HaproxySection, ...keywords: readonly string[]): HaproxyLine[] {
  return lines.filter(({ words }) => keywords.includes(words[0]?.text ?? ''));
}

/** An address and its ports; `undefined` for sockets and what is not understood. */
function endpointOf(text: string): { readonly address: string; readonly ports: PortRange; readonly quic: boolean } | undefined {
  const match = /^(?:(ipv4|ipv6|udp4?|udp6|quic4|quic6|tcp4?|tcp6|ipv4v6)@)?\[?(.*?)\]?:(\d{1,5})(?:-(\d{1,5}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, family = '', host = '', from = '', to = from] = match;
  const address = host === '' || host === '*' || host === '0.0.0.0' || host === '::' ? 'any' : shortestHost(host);
  return { address, ports: { from: Number(from), to: Number(to) }, quic: family.startsWith('quic') };
}

function serverEndpoint(text: string): { readonly address: string; readonly port: number } | undefined {
  const match = /^(?:ipv4@|ipv6@)?\[?([^@[\]/]+?)\]?(?::(\d{1,5}))?$/.exec(text);
  return match?.[1] === undefined ? undefined : { address: shortestHost(match[1]), port: Number(match[2] ?? 0) };
}
