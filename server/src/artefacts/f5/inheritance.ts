import { builtInType, defaultParent } from '../../knowledge/load-balancer/f5-built-in.ts';
import { once } from '../../core/once.ts';
import { F5Object, type Placed } from './configuration.ts';
import { localName } from './names.ts';
import type { Reader } from './reader.ts';

/** Where the value of a setting comes from: the object, one that it takes its values from, or a built-in one. */
export type Source =
  | { readonly from: 'own'; readonly placed: Placed }
  | { readonly from: 'parent'; readonly placed: Placed; readonly object: F5Object }
  | { readonly from: 'built-in'; readonly name: string; readonly type: string };

/** Where a setting of a monitor or persistence comes from; `undefined` where that is not known, or the objects take their values from each other. */
export function sourceOf(reader: Reader, object: F5Object, key: string): Source | undefined {
  const known = once(reader, noSources);
  const sources = known.get(key) ?? new Map<F5Object, Source | undefined>();
  known.set(key, sources);
  const passed: F5Object[] = [];
  let each = object;
  while (!sources.has(each)) {
    // Whoever comes here again has gone in a circle.
    sources.set(each, undefined);
    passed.push(each);
    const next = ownSource(reader, each, key);
    if (!(next instanceof F5Object)) {
      sources.set(each, next);
      break;
    }
    each = next;
  }
  const found = sources.get(each);
  const inherited: Source | undefined = found?.from === 'own' ? { from: 'parent', placed: found.placed, object: each } : found;
  for (const heir of passed) if (heir !== each) sources.set(heir, inherited);
  return sources.get(object);
}

/** The sources that are known of each setting: of thousands of objects, each of which takes its values from the next, each is looked at once. */
function noSources(): Map<string, Map<F5Object, Source | undefined>> {
  return new Map();
}

/** Where a setting comes from by what one object says; the object to ask instead where it takes its values from one of the file. */
function ownSource(reader: Reader, object: F5Object, key: string): Source | F5Object | undefined {
  if (!object.closed) return undefined;
  const placed = object.last(key);
  if (placed) return { from: 'own', placed };
  const parent = object.complete ? parentOf(reader, object) : undefined;
  if (parent === undefined) return undefined;
  const defined = reader.configuration.find(object.class, parent);
  return defined && defined !== object ? defined : builtIn(object.class, parent);
}

/** The full name of what an object takes its values from. */
export function parentOf(reader: Reader, object: F5Object): string | undefined {
  const placed = object.last('defaults-from');
  const word = placed && reader.word(placed);
  if (placed && word === undefined) return undefined;
  if (word !== undefined && word !== 'none' && placed) return reader.configuration.resolve(word, placed.statement);
  const name = object.class === 'monitor' || object.class === 'persistence' ? defaultParent(object.class, object.type) : undefined;
  return name === undefined ? undefined : `/Common/${name}`;
}

function builtIn(kind: F5Object['class'], name: string): Source | undefined {
  if (kind !== 'monitor' && kind !== 'persistence') return undefined;
  const local = localName(name);
  const type = name === `/Common/${local}` ? builtInType(kind, local) : undefined;
  return type === undefined ? undefined : { from: 'built-in', name: local, type };
}
