import { lazy } from '../core/lazy.ts';
import { NamedParts } from './template-names.ts';
import { textOf, type Span } from '../core/span.ts';
import { AZURE_BALANCER, AZURE_BALANCER_RULES } from '../knowledge/azure-resources.ts';
import type { Anchors } from '../model/facts.ts';
import type { Listener, LoadBalancer, Member, Persistence, Pool, PortRange, Transport } from '../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../model/load-balancer/setting.ts';
import { shortestAddress } from '../model/profile/address.ts';
import {
  behindVariables,
  entriesOf,
  type Template,
  type TemplateEntry,
  type TemplateObject,
  type TemplateResource,
  type TemplateValue,
} from '../syntax/template/value.ts';

/** Sign of a template that has load balancers with rules. */
export function hasBalancer(text: string): boolean {
  return text.includes(AZURE_BALANCER_RULES) && text.toLowerCase().includes(AZURE_BALANCER.toLowerCase());
}

/** The rules of a template's Azure load balancers, as far as VPNs go; `undefined` where there are none. */
export function readTemplateBalancer(template: Template, text: string, anchors: Anchors): LoadBalancer | undefined {
  const parts = template.resources.flatMap((resource, index) =>
    resource.type.toLowerCase() === AZURE_BALANCER.toLowerCase() ? [new BalancerReader(resource, text, anchors, `balancer/${index}`).read()] : [],
  );
  if (parts.length === 0) return undefined;
  return {
    vendor: 'azure',
    listeners: parts.flatMap(({ listeners }) => listeners),
    pools: parts.flatMap(({ pools }) => pools),
    monitors: parts.flatMap(({ monitors }) => monitors),
    persistences: parts.flatMap(({ persistences }) => persistences),
    undefinedNames: [],
    ...((template.broken ?? parts.some(({ partial }) => partial)) && { broken: true }),
  };
}

/** How rules keep a client with its server: by its address in both. Source: Azure Load Balancer, "Distribution modes". */
const BY_SOURCE: readonly string[] = ['sourceip', 'sourceipprotocol'];

class BalancerReader {
  readonly #text: string;
  readonly #anchors: Anchors;
  readonly #key: string;
  readonly #resource: TemplateResource;
  readonly #properties: TemplateObject | undefined;
  readonly #persistences = new Map<string, Persistence>();
  readonly #pools = lazy(() => this.#named('backendAddressPools'));
  readonly #probes = lazy(() => this.#named('probes'));

  constructor(resource: TemplateResource, text: string, anchors: Anchors, key: string) {
    this.#text = text;
    this.#anchors = anchors;
    this.#key = key;
    this.#resource = resource;
    this.#properties = this.#object(this.#resource.body, 'properties');
  }

  /** `partial`: whether there may be rules that could not be read. */
  read(): { listeners: Listener[]; pools: Pool[]; monitors: Monitor[]; persistences: Persistence[]; partial: boolean } {
    const rules = this.#list('loadBalancingRules') ?? [];
    const read = rules.flatMap((rule, index) => this.#rule(rule, `${this.#key}/rule/${index}`));
    return {
      listeners: read.map(({ listener }) => listener),
      pools: read.map(({ pool }) => pool),
      monitors: read.flatMap(({ monitor }) => monitor ?? []),
      persistences: [...this.#persistences.values()],
      partial: rules.some((rule) => rule.partial || !this.#object(rule, 'properties')),
    };
  }

  #rule(rule: TemplateObject, key: string): { listener: Listener; pool: Pool; monitor?: Monitor }[] {
    const properties = this.#object(rule, 'properties');
    if (!properties) return [];
    const name = this.#word(rule, 'name');
    const at = this.#anchors.at(name?.span ?? rule.span, key);
    const label = `${this.#key}: ${name?.text ?? key}`;
    const whole = this.#anchors.at(rule.span, `${key}/whole`);
    const transport = this.#setting(properties, 'protocol', key, (text): Transport | undefined => {
      const word = text.toLowerCase();
      return word === 'udp' || word === 'tcp' ? word : word === 'all' ? 'any' : undefined;
    });
    const monitor = this.#probe(properties, label, key);
    const ports = this.#setting(properties, 'frontendPort', key, (text): PortRange | undefined => portsIn(text));
    const isUdp = transport.state !== 'unknown' && transport.value === 'udp';
    const pool: Pool = {
      key: `${key}/pool`,
      name: label,
      at,
      whole,
      ...this.#members(properties, key),
      // UDP cannot be tested, and its rules must have a probe over TCP or HTTP.
      monitors: isUdp || !monitor ? UNKNOWN : stated([{ name: label, at: monitor.at }], monitor.at),
    };
    const listener: Listener = {
      key: `${key}/listener`,
      name: name?.text ?? 'rule',
      at,
      whole,
      // Which address a frontend has stands elsewhere; with one of them all rules have the same.
      address: this.#list('frontendIPConfigurations')?.length === 1 ? byDefault('any') : UNKNOWN,
      ports,
      transport,
      tls: byDefault('pass-through'),
      pools: stated([{ name: label, at }], at),
      translation: byDefault(false),
      persistence: this.#persistence(properties, key),
      fallback: byDefault([]),
      enabled: true,
      programmed: false,
    };
    return [{ listener, pool, ...(monitor && !isUdp && { monitor }) }];
  }

  #persistence(properties: TemplateObject, key: string): Setting<readonly Reference[]> {
    const mode = this.#setting(properties, 'loadDistribution', key, (text) => text.toLowerCase());
    const entries = entriesOf(properties, 'loadDistribution');
    if (mode.state === 'unknown') return entries.length > 0 || properties.partial ? UNKNOWN : byDefault([]);
    if (mode.state !== 'stated' || !BY_SOURCE.includes(mode.value)) return { ...mode, value: [] };
    // The same servers for the same client, in all rules of a pool.
    const pool = this.#reference(properties, 'backendAddressPool');
    if (pool === undefined) return UNKNOWN;
    const name = `${mode.value} of ${pool}`;
    if (!this.#persistences.has(name)) {
      this.#persistences.set(name, {
        key: `${key}/persistence`,
        name,
        at: mode.at,
        whole: mode.at,
        kind: { state: 'stated', value: 'source-address', at: mode.at },
        scope: byDefault('device'),
        timeout: byDefault(Infinity),
      });
    }
    return stated([{ name, at: mode.at }], mode.at);
  }

  /** The servers of a pool stand with their network cards, but for those that are given by address. */
  #members(properties: TemplateObject, key: string): Pick<Pool, 'members' | 'complete'> {
    const id = this.#reference(properties, 'backendAddressPool');
    const pools = this.#pools().endOf(id);
    const port = this.#setting(properties, 'backendPort', key, (text) => portsIn(text)?.from);
    const [pool] = pools;
    const own = pool && this.#object(pool, 'properties');
    const list = own && this.#listOf(own, 'loadBalancerBackendAddresses');
    const members = (list ?? []).map((each, index): Member => {
      const inner = this.#object(each, 'properties') ?? each;
      const memberKey = `${key}/member/${index}`;
      const address = this.#setting(inner, 'ipAddress', memberKey, (text) => shortestAddress(text.trim()));
      return { key: memberKey, at: this.#anchors.at(each.span, memberKey), address, port };
    });
    return { members, complete: pools.length === 1 && members.length > 0 };
  }

  /** The probe of a rule. HTTP and HTTPS probes send GET and take status 200 alone. Source: Azure Load Balancer health probes. */
  #probe(properties: TemplateObject, label: string, key: string): Monitor | undefined {
    const id = this.#reference(properties, 'probe');
    const probes = this.#probes().endOf(id);
    const [probe] = probes;
    const own = probe && this.#object(probe, 'properties');
    if (!own || probes.length > 1) return undefined;
    const name = this.#word(probe, 'name');
    const at = this.#anchors.at(name?.span ?? probe.span, `${key}/probe`);
    const kind = this.#setting(own, 'protocol', `${key}/probe`, (text) => {
      const word = text.toLowerCase();
      return word === 'tcp' || word === 'http' || word === 'https' ? word : undefined;
    });
    const isHttp = kind.state === 'stated' && kind.value !== 'tcp';
    return {
      key: `${key}/probe`,
      name: label,
      at,
      whole: this.#anchors.at(probe.span, `${key}/probe/whole`),
      kind,
      port: this.#setting(own, 'port', `${key}/probe`, (text) => portsIn(text)?.from),
      ...(isHttp && {
        request: {
          method: byDefault('GET'),
          path: this.#setting(own, 'requestPath', `${key}/probe`, (text) => text),
          version: UNKNOWN,
          host: UNKNOWN,
          ended: byDefault(true),
        },
      }),
      expects: isHttp ? byDefault({ codes: [{ from: 200, to: 200 }] }) : UNKNOWN,
      interval: UNKNOWN,
    };
  }

  /** What an `id` says, without blanks: two that are written alike mean one thing. */
  #reference(properties: TemplateObject, name: string): string | undefined {
    const id = this.#value(this.#object(properties, name), 'id');
    return id && textOf(this.#text, id.span).replace(/\s/g, '').toLowerCase();
  }

  #setting<T>(object: TemplateObject, name: string, key: string, read: (text: string) => T | undefined): Setting<T> {
    const word = this.#word(object, name);
    const value = word && read(word.text);
    return word && value !== undefined ? stated(value, this.#anchors.at(word.span, `${key}/${name}`)) : UNKNOWN;
  }

  /** A text or a number that is written out. */
  #word(object: TemplateObject, name: string): { readonly text: string; readonly span: Span } | undefined {
    const value = this.#value(object, name);
    if (value?.kind === 'text') return value;
    const text = value?.kind === 'unread' ? textOf(this.#text, value.span) : undefined;
    return value && text !== undefined && /^\d+$/.test(text) ? { text, span: value.span } : undefined;
  }

  #value(object: TemplateObject | undefined, name: string): TemplateValue | undefined {
    const found: readonly TemplateEntry[] = object ? entriesOf(object, name) : [];
    return found.length === 1 && found[0] ? behindVariables(found[0].value, this.#resource.definitions) : undefined;
  }

  #object(value: TemplateValue, name: string): TemplateObject | undefined {
    const found = value.kind === 'object' ? this.#value(value, name) : undefined;
    return found?.kind === 'object' ? found : undefined;
  }

  #named(name: string): NamedParts<TemplateObject> {
    return new NamedParts(this.#list(name) ?? [], (each) => this.#word(each, 'name')?.text);
  }

  #list(name: string): readonly TemplateObject[] | undefined {
    return this.#properties && this.#listOf(this.#properties, name);
  }

  /** The objects of a list; `undefined` where one of them is not known. */
  #listOf(object: TemplateObject, name: string): readonly TemplateObject[] | undefined {
    const value = this.#value(object, name);
    const items = value?.kind === 'list' ? value.items.map((item) => behindVariables(item, this.#resource.definitions)) : undefined;
    return items?.every((item) => item.kind === 'object') ? items : undefined;
  }
}

/** A port; 0 stands for all. */
function portsIn(text: string): PortRange | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port === 0 ? { from: 0, to: 65_535 } : { from: port, to: port };
}
