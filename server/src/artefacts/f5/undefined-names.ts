import { builtInType, OTHER_BUILT_IN } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { Listener, Pool, UndefinedName } from '../../model/load-balancer/load-balancer.ts';
import { valueOf, type Reference } from '../../model/load-balancer/setting.ts';
import type { ObjectClass, F5Object } from './configuration.ts';
import { localName, partitionOf, wordSpan } from './names.ts';
import type { Reader } from './reader.ts';

/**
 * Names that are used and defined nowhere in the file. An excerpt names much that it does not hold: a name counts only where the file has
 * other objects of that kind in the same partition, and nothing whatever has the name.
 */
export function undefinedNames(reader: Reader, listeners: readonly Listener[], pools: readonly Pool[]): UndefinedName[] {
  const { configuration } = reader;
  const held = new Map<ObjectClass, ReadonlySet<string>>();
  const partitions = (kind: ObjectClass): ReadonlySet<string> => {
    const found =
      held.get(kind) ??
      new Set(
        configuration
          .all(kind)
          .filter(({ complete }) => complete)
          .map(({ name }) => partitionOf(name)),
      );
    held.set(kind, found);
    return found;
  };
  const isMissing = (kind: ObjectClass, name: string): boolean =>
    !configuration.names.has(name) && !name.includes('$') && partitions(kind).has(partitionOf(name)) && !isBuiltIn(kind, name);
  const missing = (kind: ObjectClass, references: readonly Reference[], usedBy: string): UndefinedName[] =>
    references.filter(({ name }) => isMissing(kind, name)).map(({ name, at }) => ({ kind, name, at, usedBy }));
  return [
    ...listeners.flatMap((listener) => {
      const object = configuration.find('virtual', listener.name);
      return [
        ...missing('pool', valueOf(listener.pools) ?? [], listener.key),
        ...missing('persistence', [...(valueOf(listener.persistence) ?? []), ...(valueOf(listener.fallback) ?? [])], listener.key),
        ...(object
          ? [...missing('profile', uses(reader, object, 'profiles'), listener.key), ...missing('rule', uses(reader, object, 'rules'), listener.key)]
          : []),
      ];
    }),
    ...pools.flatMap((pool) => missing('monitor', valueOf(pool.monitors) ?? [], pool.key)),
  ];
}

function isBuiltIn(kind: ObjectClass, name: string): boolean {
  const local = localName(name);
  if (OTHER_BUILT_IN.has(local) || local.startsWith('_sys_')) return true;
  return (kind === 'monitor' || kind === 'persistence' || kind === 'profile') && builtInType(kind, local) !== undefined;
}

function uses(reader: Reader, object: F5Object, key: string): Reference[] {
  return (object.list(key) ?? []).map(({ word, name, statement }) => {
    const full = reader.configuration.resolve(word, statement);
    return { name: full, at: reader.part(object, wordSpan(reader.text, name, statement.quoting), `uses/${full}`) };
  });
}
