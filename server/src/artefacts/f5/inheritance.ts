import { builtInType, defaultParent } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { F5Object, Placed } from './configuration.ts';
import { localName } from './names.ts';
import type { Reader } from './reader.ts';

/** Where the value of a setting comes from: the object, one that it takes its values from, or a built-in one. */
export type Source =
  | { readonly from: 'own'; readonly placed: Placed }
  | { readonly from: 'parent'; readonly placed: Placed; readonly object: F5Object }
  | { readonly from: 'built-in'; readonly name: string; readonly type: string };

/** Where a setting of a monitor or persistence comes from; `undefined` where that is not known. */
export function sourceOf(reader: Reader, object: F5Object, key: string): Source | undefined {
  const seen = new Set<string>();
  let each = object;
  for (;;) {
    if (!each.closed || seen.has(each.name)) return undefined;
    seen.add(each.name);
    const placed = each.last(key);
    if (placed) return each === object ? { from: 'own', placed } : { from: 'parent', placed, object: each };
    if (!each.complete) return undefined;
    const parent = parentOf(reader, each);
    if (parent === undefined) return undefined;
    const defined = reader.configuration.find(object.class, parent);
    if (!defined || defined === each) return builtIn(each.class, parent);
    each = defined;
  }
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
