import type { Facts } from '../../server/src/model/facts.ts';

/** What of a fact is no statement: places, texts as they are written, and what is worked out of all else. */
const SILENT: ReadonlySet<string> = new Set([
  'at',
  'nameAt',
  'dataAt',
  'whole',
  'file',
  'span',
  'offset',
  'key',
  'policyKey',
  'usedBy',
  'text',
  'written',
  'spelledAs',
  'parent',
  'element',
  'foreign',
  'problems',
  'typography',
  'escapedForm',
  'neighbours',
  'unread',
  'placeOf',
  'lastHint',
  'remoteAccess',
  'profiles',
]);

/**
 * What a file of any notation states but for its profiles, as lines: each is the path of a value and the value. Places, spelling and order make no difference.
 * Of profiles tells `meaningOf`.
 */
export function statedBy(facts: Facts): string[] {
  return tell(facts, '', []).sort();
}

function tell(value: unknown, path: string, above: readonly unknown[]): string[] {
  if (value === undefined || typeof value === 'function' || above.includes(value)) return [];
  if (value === null || typeof value !== 'object') return [`${path}=${spelled(value)}`];
  const inside = [...above, value];
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].flatMap(([name, each]) => tell(each, `${path}/${String(name)}`, inside));
  if (value instanceof Set) return [...(value as Set<unknown>)].flatMap((each) => tell(each, path, inside));
  if (Array.isArray(value)) return value.flatMap((each: unknown) => tell(each, `${path}[]`, inside));
  // A value of a policy is an algorithm, however it is spelled.
  if ('algorithm' in value) return [`${path}=${spelled(value.algorithm)}`];
  return Object.entries(value).flatMap(([name, each]) => (SILENT.has(name) ? writtenIn(name, each, path, inside) : tell(each, `${path}/${name}`, inside)));
}

/** The value of something that was written, without where and how. */
function writtenIn(name: string, each: unknown, path: string, above: readonly unknown[]): string[] {
  if (name === 'text' && above.length > 0 && isTextArgument(above.at(-1))) return [`${path}/text=${spelled(each)}`];
  const isWritten = name === 'written' && typeof each === 'object' && each !== null && 'value' in each;
  return isWritten ? tell(each.value, `${path}/value`, above) : [];
}

/** An argument that is a text says nothing but that text. */
function isTextArgument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'text';
}

function spelled(value: unknown): string {
  const text = String(value)
    .toLowerCase()
    .replace(/[\s;,\u200e]+/g, ' ')
    .trim();
  const digits = text.replace(/[ :-]/g, '');
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits) ? digits : text;
}
