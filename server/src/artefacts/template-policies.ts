import { append } from '../core/lists.ts';
import { AZURE_POLICIES, azureGateway, attributeOfProperty, propertyName, type AzureGateway } from '../knowledge/azure-resources.ts';
import { byAttribute, type AttributeName } from '../knowledge/ipsec.ts';
import type { SourceFile } from '../core/source-file.ts';
import { Anchors, emptyFacts, tooDeepIn, type Facts } from '../model/facts.ts';
import type { IPsecPolicy, PossibleValue, Slot, TunnelKind } from '../model/policy.ts';
import { withProposals } from '../model/accepted.ts';
import {
  behindVariables,
  entriesOf,
  type Definition,
  type Template,
  type TemplateEntry,
  type TemplateObject,
  type TemplateResource,
  type TemplateValue,
} from '../syntax/template/value.ts';
import { azureSlot } from './azure-values.ts';
import { hasBalancer, readTemplateBalancer } from './template-balancer.ts';

/** A template with the objects that state its policies, by the policy's key. */
export interface TemplateTree {
  readonly template: Template;
  readonly objects: ReadonlyMap<string, TemplateObject>;
}

type Definitions = ReadonlyMap<string, Definition>;

/** Every policy that the gateways of a template have for their point-to-site clients, and its load balancers. A gateway takes any policy of its list. */
export function readTemplate(file: SourceFile, template: Template): { tree: TemplateTree; facts: Facts } {
  const anchors = new Anchors(file);
  const objects = new Map<string, TemplateObject>();
  const policies: IPsecPolicy[] = [];
  for (const resource of template.resources) {
    const gateway = azureGateway(resource.type);
    const holder = gateway && objectAt(resource, gateway.path);
    const list = holder && only(entriesOf(holder, AZURE_POLICIES));
    if (!list) continue;
    const tunnel = tunnelOf(gateway, holder, resource.definitions);
    const stated = behindVariables(list.value, resource.definitions);
    const items = stated.kind === 'list' ? stated.items : [stated];
    const own = items.map((item, index): IPsecPolicy => {
      const key = `policy/${policies.length + index}`;
      const object = behindVariables(item, resource.definitions);
      if (object.kind === 'object') objects.set(key, object);
      return policyOf(key, list, object.kind === 'object' ? object : undefined, tunnel, resource.definitions, anchors);
    });
    append(policies, withProposals(own));
  }
  const loadBalancer = hasBalancer(file.text) ? readTemplateBalancer(template, file.text, anchors) : undefined;
  return {
    tree: { template, objects },
    facts: {
      ...emptyFacts(file),
      ...tooDeepIn(file, template.tooDeep),
      policies,
      ...(loadBalancer && { loadBalancer }),
      placeOf: (key) => anchors.placeOf(key),
    },
  };
}

function policyOf(
  key: string,
  list: TemplateEntry,
  object: TemplateObject | undefined,
  tunnel: TunnelKind,
  definitions: Definitions,
  anchors: Anchors,
): IPsecPolicy {
  const slot = (attribute: AttributeName): Slot => (object ? slotOf(`${key}/${attribute}`, object, attribute, definitions, anchors) : { state: 'unread' });
  return {
    key,
    side: 'server',
    form: 'azure',
    kind: object ? 'custom' : 'unread',
    slots: byAttribute((attribute) => slot(attribute)),
    at: anchors.at(list.nameSpan, key),
    tunnel,
    superseded: false,
    writable: object !== undefined,
  };
}

function slotOf(key: string, object: TemplateObject, attribute: AttributeName, definitions: Definitions, anchors: Anchors): Slot {
  const entries = entriesOf(object, propertyName(attribute));
  const entry = only(entries);
  if (!entry) return entries.length > 0 || object.partial ? { state: 'unread' } : { state: 'absent' };
  const literal = behindVariables(entry.value, definitions);
  if (literal.kind === 'text') return textSlot(key, attribute, literal, anchors);
  const at = anchors.at(entry.nameSpan, key);
  const parameter = literal.kind === 'reference' ? definitions.get(literal.key) : undefined;
  // Who deploys gives a parameter its value, mostly in a file beside the template: only the list of all that it takes says something.
  if (parameter?.kind !== 'parameter' || parameter.allowed?.kind !== 'list') return { state: 'unread', at };
  const possible = parameter.allowed.items;
  const values = possible.map((value, index) => possibleValue(`${key}/${index}`, attribute, value, anchors));
  return values.length > 0 && values.every((value) => value !== undefined) ? { state: 'possible', values, why: 'parameter', at } : { state: 'unread', at };
}

function possibleValue(key: string, attribute: AttributeName, value: TemplateValue | undefined, anchors: Anchors): PossibleValue | undefined {
  const slot = value?.kind === 'text' ? textSlot(key, attribute, value, anchors) : undefined;
  return slot?.state === 'known' ? { algorithm: slot.algorithm, written: slot.written } : undefined;
}

function textSlot(key: string, attribute: AttributeName, { text, span }: Extract<TemplateValue, { kind: 'text' }>, anchors: Anchors): Slot {
  const at = anchors.at(span, key);
  const value = text.trim();
  // Being typed, or to be filled in by a program that makes templates.
  return /^[A-Za-z][A-Za-z\d-]*$/.test(value) ? azureSlot(attribute, { value, text, at }) : { state: 'unread', at };
}

function tunnelOf({ protocols }: AzureGateway, holder: TemplateObject, definitions: Definitions): TunnelKind {
  const entry = only(entriesOf(holder, protocols));
  const list = entry && behindVariables(entry.value, definitions);
  if (list?.kind !== 'list' || list.items.length === 0) return 'maybe-ikev2';
  const names = list.items.map((item) => behindVariables(item, definitions)).map((item) => (item.kind === 'text' ? item.text.toLowerCase() : undefined));
  if (names.includes('ikev2')) return 'ikev2';
  return names.includes(undefined) ? 'maybe-ikev2' : 'other';
}

function objectAt({ body, definitions }: TemplateResource, path: readonly string[]): TemplateObject | undefined {
  let value: TemplateValue | undefined = body;
  for (const name of path) {
    const object: TemplateValue = behindVariables(value, definitions);
    const entry: TemplateEntry | undefined = object.kind === 'object' ? only(entriesOf(object, name)) : undefined;
    if (!entry) return undefined;
    value = entry.value;
  }
  const object = behindVariables(value, definitions);
  return object.kind === 'object' ? object : undefined;
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** The value of a policy that an offset is in, with the attribute that it is of. */
export function valueAt({ objects }: TemplateTree, offset: number): { attribute: AttributeName; value: Extract<TemplateValue, { kind: 'text' }> } | undefined {
  for (const { entries } of objects.values()) {
    for (const { name, value } of entries) {
      const attribute = attributeOfProperty(name);
      if (attribute && value.kind === 'text' && value.span.start <= offset && offset <= value.span.end) return { attribute, value };
    }
  }
  return undefined;
}
