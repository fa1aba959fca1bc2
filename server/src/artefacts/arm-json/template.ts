import type { Node } from 'jsonc-parser';
import type { Span } from '../../core/span.ts';
import type { Definition, Template, TemplateEntry, TemplateResource, TemplateValue } from '../../syntax/template/value.ts';
import { jsonComments, parseJson } from '../json.ts';

/** Reads the resources of a template in JSON with what is literal in it. Never throws for any text. */
export function parseArm(text: string): Template {
  const comments = jsonComments(text);
  const { root, problems, tooDeep } = parseJson(text);
  const resources = root ? resourcesOf(root, text, definitionsOf(root, text), 0) : [];
  return { resources, comments, ...(problems.length > 0 && { broken: true }), ...(tooDeep && { tooDeep }) };
}

/** Deployments within deployments. */
const MOST_NESTED = 10;

function resourcesOf(template: Node, text: string, definitions: ReadonlyMap<string, Definition>, depth: number): TemplateResource[] {
  const list = propertyOf(template, 'resources');
  // By name since version 2.0 of the language, a list before.
  const nodes = (list?.children ?? []).flatMap((child) => (child.type === 'property' ? (child.children?.slice(1) ?? []) : [child]));
  return nodes.flatMap((node): TemplateResource[] => {
    const type = propertyOf(node, 'type');
    const properties = propertyOf(node, 'properties');
    const nested = properties && propertyOf(properties, 'template');
    // Whose names a nested template can use depends on its deployment.
    const inner = nested && depth < MOST_NESTED ? resourcesOf(nested, text, new Map(), depth + 1) : [];
    return type?.type === 'string' ? [{ type: String(type.value), body: valueOf(node, text), definitions }, ...inner] : inner;
  });
}

function definitionsOf(root: Node, text: string): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const [name, node] of propertiesOf(propertyOf(root, 'variables')))
    definitions.set(`variables.${name}`, { kind: 'variable', value: valueOf(node, text) });
  for (const [name, node] of propertiesOf(propertyOf(root, 'parameters'))) {
    const allowed = propertyOf(node, 'allowedValues');
    definitions.set(`parameters.${name}`, { kind: 'parameter', ...(allowed && { allowed: valueOf(allowed, text) }) });
  }
  return definitions;
}

function valueOf(node: Node, text: string): TemplateValue {
  const span = spanOf(node);
  const children = node.children ?? [];
  switch (node.type) {
    case 'string':
      return stringValue(node, text);
    case 'array':
      return isClosed(node, text, ']') ? { kind: 'list', items: children.map((child) => valueOf(child, text)), span } : { kind: 'unread', span };
    case 'object': {
      const entries = children.flatMap((property): TemplateEntry[] => {
        const [key, value] = property.children ?? [];
        // What is null is not there.
        if (!key || value?.type === 'null') return [];
        const nameSpan = { start: key.offset + 1, end: key.offset + key.length - 1 };
        // A name alone is being typed.
        const stated: TemplateValue = value ? valueOf(value, text) : { kind: 'unread', span: spanOf(key) };
        return [{ name: String(key.value), nameSpan, value: stated, span: { start: key.offset, end: Math.max(stated.span.end, endOf(value ?? key)) } }];
      });
      const copies = entries.some(({ name }) => name.toLowerCase() === 'copy');
      return { kind: 'object', entries, span, partial: copies || !isClosed(node, text, '}') };
    }
    default:
      return { kind: 'unread', span };
  }
}

/** A text in brackets is an expression; two brackets at its start stand for one that is none. */
function stringValue(node: Node, source: string): TemplateValue {
  const text = String(node.value);
  const span = { start: node.offset + 1, end: endOf(node) - 1 };
  if (!isClosed(node, source, '"')) return { kind: 'unread', span: spanOf(node) };
  if (!text.startsWith('[') || text.startsWith('[[')) return { kind: 'text', text, span };
  const name = /^\[\s*(parameters|variables)\(\s*'([^']+)'\s*\)\s*\]$/i.exec(text);
  return name ? { kind: 'reference', key: `${name[1] ?? ''}.${name[2] ?? ''}`.toLowerCase(), span } : { kind: 'unread', span };
}

function propertiesOf(node: Node | undefined): [name: string, value: Node][] {
  return (node?.type === 'object' ? (node.children ?? []) : []).flatMap(({ children }): [string, Node][] => {
    const [key, value] = children ?? [];
    return key && value ? [[String(key.value).toLowerCase(), value]] : [];
  });
}

function propertyOf(node: Node, name: string): Node | undefined {
  return propertiesOf(node).find(([each]) => each === name.toLowerCase())?.[1];
}

function isClosed(node: Node, text: string, mark: string): boolean {
  return node.length > 1 && text[endOf(node) - 1] === mark;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: endOf(node) };
}
