import type { Location } from '../../core/source-file.ts';
import { PERSISTENCE_TIMEOUTS } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { Persistence, PersistenceKind, PersistenceScope } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import type { F5Object } from './configuration.ts';
import { sourceOf } from './inheritance.ts';
import type { Reader } from './reader.ts';

const KINDS: Readonly<Record<string, PersistenceKind>> = { 'source-addr': 'source-address', ssl: 'tls-session', cookie: 'cookie' };

/** A persistence profile. */
export function readPersistence(reader: Reader, object: F5Object): Persistence {
  const at = reader.at(object);
  return {
    key: object.key,
    name: object.name,
    at,
    whole: reader.whole(object),
    // Made by a change, its type is written all the same.
    kind: object.type === '' ? UNKNOWN : stated(KINDS[object.type] ?? 'other', at),
    scope: scopeOf(reader, object),
    timeout: timeoutOf(reader, object),
  };
}

/** One that comes with the product. */
export function builtInPersistence(name: string, type: string, at: Location): Persistence {
  const timeout = PERSISTENCE_TIMEOUTS[type];
  return {
    key: `persistence/${name}`,
    name,
    at,
    whole: at,
    kind: byDefault(KINDS[type] ?? 'other'),
    scope: byDefault('listener'),
    timeout: timeout === undefined ? UNKNOWN : byDefault(timeout),
    builtIn: true,
  };
}

function scopeOf(reader: Reader, object: F5Object): Setting<PersistenceScope> {
  const virtuals = isOn(reader, object, 'match-across-virtuals');
  const services = isOn(reader, object, 'match-across-services');
  if (virtuals.state === 'unknown' || services.state === 'unknown') return UNKNOWN;
  if (virtuals.value) return virtuals.state === 'stated' ? stated('device', virtuals.at) : byDefault('device');
  if (services.value) return services.state === 'stated' ? stated('address', services.at) : byDefault('address');
  if (services.state === 'stated') return stated('listener', services.at);
  return virtuals.state === 'stated' ? stated('listener', virtuals.at) : byDefault('listener');
}

function isOn(reader: Reader, object: F5Object, key: string): Setting<boolean> {
  const source = sourceOf(reader, object, key);
  if (!source) return UNKNOWN;
  if (source.from === 'built-in') return byDefault(false);
  const word = reader.word(source.placed);
  if (word !== 'enabled' && word !== 'disabled') return UNKNOWN;
  const value = word === 'enabled';
  return source.from === 'own' ? stated(value, reader.place(object, source.placed)) : byDefault(value);
}

function timeoutOf(reader: Reader, object: F5Object): Setting<number> {
  const source = sourceOf(reader, object, 'timeout');
  if (!source) return UNKNOWN;
  if (source.from === 'built-in') {
    const value = PERSISTENCE_TIMEOUTS[source.type];
    return value === undefined ? UNKNOWN : byDefault(value);
  }
  const word = reader.word(source.placed) ?? '';
  const value = word === 'indefinite' ? Infinity : /^\d+$/.test(word) ? Number(word) : undefined;
  if (value === undefined) return UNKNOWN;
  return source.from === 'own' ? stated(value, reader.place(object, source.placed)) : byDefault(value);
}
