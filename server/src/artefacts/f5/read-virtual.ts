import { builtInType } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { Listener, PortRange, TlsHandling, Transport } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import { settingsIn, type F5Object } from './configuration.ts';
import { addressOf, localName, portOf, splitDestination, wordOf, wordSpan } from './names.ts';
import type { Reader } from './reader.ts';

/** Kinds of virtual servers that lead to no pool, whatever else they say. */
const LEADING_NOWHERE = ['ip-forward', 'l2-forward', 'reject', 'internal', 'dhcp-relay'];

/** Those among them that send packets on to where they are addressed. */
const FORWARDING = ['ip-forward', 'l2-forward', 'dhcp-relay'];

/** A virtual server. */
export function readVirtual(reader: Reader, object: F5Object): Listener {
  const destination = reader.setting(object, ['destination'], (word) => word, undefined);
  const profiles = profileTypes(reader, object);
  return {
    key: object.key,
    name: object.name,
    at: reader.at(object),
    whole: reader.whole(object),
    address: read(destination, (word) => addressOfVirtual(reader, object, word)),
    ports: object.last('traffic-matching-criteria') ? UNKNOWN : read(destination, portsOf),
    transport: transportOf(reader, object, profiles),
    tls: tlsOf(object, profiles),
    pools: poolsOf(reader, object),
    translation: translationOf(reader, object),
    persistence: reader.referenceList(object, 'persist'),
    fallback: single(reader, object, 'fallback-persistence'),
    enabled: isEnabled(reader, object),
    ...(FORWARDING.some((flag) => object.last(flag)) && { forwarding: true }),
    programmed: isUsed(object, 'rules') || isUsed(object, 'policies') || object.last('traffic-matching-criteria') !== undefined,
  };
}

function read<T>(setting: Setting<string>, by: (word: string) => T | undefined): Setting<T> {
  if (setting.state !== 'stated') return UNKNOWN;
  const value = by(setting.value);
  return value === undefined ? UNKNOWN : stated(value, setting.at);
}

function portsOf(destination: string): PortRange | undefined {
  const port = portOf(splitDestination(destination).port);
  if (port === undefined) return undefined;
  return port === 0 ? { from: 0, to: 65535 } : { from: port, to: port };
}

/** The address, or that of the virtual address with its name. One for a whole network is no single one. */
function addressOfVirtual(reader: Reader, object: F5Object, destination: string): string | undefined {
  const placed = object.last('mask');
  const mask = placed && reader.word(placed);
  const { host } = splitDestination(destination);
  const address = addressOf(host) ?? namedAddress(reader, object, destination);
  const isHost = mask === undefined || /^(255\.255\.255\.255|ffff(:ffff){7})$/i.test(mask);
  return isHost || address === 'any' ? address : undefined;
}

function namedAddress(reader: Reader, object: F5Object, destination: string): string | undefined {
  const placed = virtualAddress(reader, object, destination)?.last('address');
  const word = placed && reader.word(placed);
  return word === undefined ? undefined : addressOf(word);
}

/** The virtual address that a destination names. Most files have none: BIG-IP makes it with the first virtual server. */
function virtualAddress({ configuration }: Reader, object: F5Object, destination: string): F5Object | undefined {
  const folder = destination.slice(0, destination.length - localName(destination).length);
  const found = configuration.find('virtual-address', configuration.resolve(`${folder}${splitDestination(destination).host}`, object.definition));
  return found?.closed === true ? found : undefined;
}

/** Types of the profiles that a virtual server has, by name; `undefined` for one that is not known. Absent: not known which it has. */
type ProfileTypes = readonly { readonly type: string | undefined; readonly context: string | undefined }[] | undefined;

function profileTypes({ configuration, text }: Reader, object: F5Object): ProfileTypes {
  return object.list('profiles')?.map(({ word, statement, settings }) => {
    const name = configuration.resolve(word, statement);
    const defined = configuration.find('profile', name);
    const context = settingsIn(text, settings).find(({ key }) => key === 'context');
    const [value] = context?.values ?? [];
    return {
      type: defined?.type ?? (name === `/Common/${localName(name)}` ? builtInType('profile', localName(name)) : undefined),
      context: value && wordOf(text, value, statement.quoting),
    };
  });
}

function transportOf(reader: Reader, object: F5Object, profiles: ProfileTypes): Setting<Transport> {
  const setting = reader.setting<Transport>(
    object,
    ['ip-protocol'],
    (word) => TRANSPORTS[word.toLowerCase()] ?? (/^[\w-]+$/.test(word) ? 'other' : undefined),
    undefined,
  );
  if (setting.state !== 'unknown' || object.last('ip-protocol') || !object.closed) return setting;
  // Not written: the profile says it, as only one for the protocol goes with it.
  const types = new Set(profiles?.map(({ type }) => type));
  if (types.has('udp') && !types.has('tcp')) return byDefault('udp');
  return types.has('tcp') && !types.has('udp') ? byDefault('tcp') : UNKNOWN;
}

const TRANSPORTS: Readonly<Record<string, Transport>> = { tcp: 'tcp', udp: 'udp', any: 'any', '6': 'tcp', '17': 'udp' };

function tlsOf(object: F5Object, profiles: ProfileTypes): Setting<TlsHandling> {
  if (!profiles || !object.closed) return UNKNOWN;
  const ends = profiles.some(({ type }) => type === 'client-ssl');
  const begins = profiles.some(({ type }) => type === 'server-ssl');
  if (ends && begins) return byDefault('re-encrypt');
  // A profile that is not known may be one for TLS, unless it is for both sides.
  const others = profiles.filter(({ type, context }) => type === undefined && context !== 'all');
  if (ends) return others.some(({ context }) => context !== 'clientside') ? UNKNOWN : byDefault('offload');
  return begins || others.length > 0 ? UNKNOWN : byDefault('pass-through');
}

function poolsOf(reader: Reader, object: F5Object): Setting<readonly Reference[]> {
  if (LEADING_NOWHERE.some((flag) => object.last(flag))) return byDefault([]);
  return single(reader, object, 'pool');
}

/** A setting that names one object or none. */
function single(reader: Reader, object: F5Object, key: string): Setting<readonly Reference[]> {
  const setting = reader.setting<readonly Reference[]>(object, [key], () => [], []);
  if (setting.state !== 'stated') return setting;
  const items = object.list(key);
  return items ? stated(reader.references(object, items), setting.at) : UNKNOWN;
}

/** Whether servers see another address: as `source-address-translation` says, in older releases `snat` and `snatpool`. */
function translationOf(reader: Reader, object: F5Object): Setting<boolean> {
  if (!object.closed) return UNKNOWN;
  const placed = object.last('source-address-translation', 'snat', 'snatpool');
  if (!placed) return object.complete ? byDefault(false) : UNKNOWN;
  const { key, values } = placed.entry;
  if (key !== 'source-address-translation') {
    const word = reader.word(placed);
    return word === undefined ? UNKNOWN : stated(word !== 'none', reader.place(object, placed));
  }
  const settings = settingsIn(reader.text, values[0]);
  const type = settings.findLast((each) => each.key === 'type')?.values[0];
  const word = type && wordOf(reader.text, type, placed.statement.quoting);
  const at = type ? reader.part(object, wordSpan(reader.text, type, placed.statement.quoting), key) : reader.place(object, placed);
  if (word === undefined) return settings.some((each) => each.key === 'pool') ? stated(true, at) : UNKNOWN;
  if (word === 'none') return stated(false, at);
  return ['automap', 'snat', 'lsn'].includes(word) ? stated(true, at) : UNKNOWN;
}

/** Whether it answers: it is on, and so is its address, with which all of its virtual servers go off. */
function isEnabled(reader: Reader, object: F5Object): boolean {
  if (object.last('enabled', 'disabled')?.entry.key === 'disabled') return false;
  const destination = object.last('destination');
  const word = destination && reader.word(destination);
  const answers = word === undefined ? undefined : virtualAddress(reader, object, word)?.last('enabled');
  return answers === undefined || reader.word(answers) !== 'no';
}

function isUsed(object: F5Object, key: string): boolean {
  const items = object.list(key);
  // What only changes are known of may use some.
  return items === undefined ? object.last(key) !== undefined : items.length > 0;
}
