import { getNodeValue, type Node } from 'jsonc-parser';
import { NAMED_BASELINES, type NamedBaseline } from '../knowledge/baselines.ts';
import { algorithmFor, ATTRIBUTES, spellings, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import { nearest } from '../rules/nearest.ts';

/** What is needed of the reader of a project file. */
interface Reader {
  fail(node: { offset: number; length: number }, message: string): void;
  properties(node: Node | undefined, what: string, known: readonly string[]): { key: { text: string }; value: Node }[];
}

/** The baselines that a project file adds: an object of names, each with six values as the cmdlets spell them. What is wrong is told to the reader. */
export function readBaselines(node: Node | undefined, reader: Reader): NamedBaseline[] {
  if (node && node.type !== 'object') reader.fail(node, 'baselines must be an object of names and values.');
  return (node?.type === 'object' ? (node.children ?? []) : []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    const id = String(getNodeValue(key));
    if (NAMED_BASELINES.some((each) => each.id === id)) reader.fail(key, `${id} is a published baseline. Choose another name.`);
    const values = readValues(key, value, reader);
    return values ? [{ id, title: 'The baseline of this project', values, exact: false, source: 'The project file', confidence: 'documented' }] : [];
  });
}

/** The baseline of a name: one of this product's or of the project's own. */
export function chosenBaseline(node: Node | undefined, own: readonly NamedBaseline[], reader: Reader): NamedBaseline | undefined {
  if (!node) return undefined;
  const all = [...NAMED_BASELINES, ...own];
  const name: unknown = node.type === 'string' ? getNodeValue(node) : undefined;
  const found = all.find(({ id }) => id === name);
  if (found) return found;
  const ids = all.map(({ id }) => id);
  const [near] = typeof name === 'string' ? nearest(name, ids, 1) : [];
  reader.fail(node, near === undefined ? `A baseline is one of ${ids.join(', ')}.` : `There is no baseline ${String(name)}. Did you mean ${near}?`);
  return undefined;
}

function readValues(key: Node, node: Node, reader: Reader): Record<AttributeName, AlgorithmId> | undefined {
  const values: Partial<Record<AttributeName, AlgorithmId>> = {};
  const stated = reader.properties(node, 'A baseline', ATTRIBUTES);
  for (const entry of stated) {
    const attribute = ATTRIBUTES.find((each) => each === entry.key.text);
    if (!attribute) continue;
    const text: unknown = getNodeValue(entry.value);
    const algorithm = typeof text === 'string' ? algorithmFor(attribute, text, 'server-cmdlet') : undefined;
    if (algorithm) values[attribute] = algorithm.id;
    else reader.fail(entry.value, `${attribute} is one of ${spellings(attribute, 'server-cmdlet').join(', ')}.`);
  }
  const missing = ATTRIBUTES.filter((attribute) => !stated.some((entry) => entry.key.text === attribute));
  if (node.type === 'object' && missing.length > 0)
    reader.fail(key, `A baseline states six values. ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`);
  return ATTRIBUTES.every((attribute) => values[attribute] !== undefined) ? (values as Record<AttributeName, AlgorithmId>) : undefined;
}
