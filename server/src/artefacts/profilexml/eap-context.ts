import { eapElement } from '../../knowledge/profile-xml/eap.ts';
import { EAP_METHOD_TYPES, eapMethodType, type EapKind } from '../../knowledge/profile-xml/eap-methods.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { childElements, localName } from '../../syntax/xml/navigate.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { EapContext } from '../artefact.ts';

/** What is known inside an element of an EAP configuration. */
export function eapContextOf(element: XmlElement): EapContext {
  const method = methodAt(element);
  return { ...(method && { method }), prefixes: new Map([...namespacesAt(element)].map(([prefix, namespace]) => [namespace, prefix])) };
}

/**
 * The method whose settings an element is in, or that it chooses; `undefined` for one that is not known element by element,
 * and where number and namespace contradict each other.
 */
export function methodAt(element: XmlElement): EapKind | undefined {
  let settings: XmlElement | undefined;
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const name = localName(at.name);
    if (name === 'EapHostConfig') return undefined;
    if (name === 'EapType') settings = at;
    if (name === 'Eap') return kindOf(at, settings);
  }
  return undefined;
}

function kindOf(choice: XmlElement, settings: XmlElement | undefined): EapKind | undefined {
  const type = childElements(choice).find(({ name }) => localName(name) === 'Type');
  const listed = type && eapMethodType(leafText(type)?.value ?? '');
  const namespace = settings && namespaceOf(settings);
  const bySpace = EAP_METHOD_TYPES.find(({ kind }) => kind && eapElement(kind, '')?.namespace === namespace)?.kind;
  if (!listed || !bySpace) return listed?.kind ?? bySpace;
  return listed.kind === bySpace ? bySpace : undefined;
}

function namespaceOf(element: XmlElement): string | undefined {
  return namespacesAt(element).get(element.name.includes(':') ? element.name.slice(0, element.name.indexOf(':')) : '');
}

/** The namespaces that an element and its children can name, by prefix; that without one comes last. */
function namespacesAt(element: XmlElement): Map<string, string> {
  const found = new Map<string, string>();
  for (let at: XmlElement | undefined = element; at; at = at.parent)
    for (const { name, value } of at.attributes) {
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice('xmlns:'.length) : undefined;
      if (prefix !== undefined && !found.has(prefix)) found.set(prefix, value);
    }
  const unprefixed = found.get('') ?? '';
  found.delete('');
  return found.set('', unprefixed);
}
