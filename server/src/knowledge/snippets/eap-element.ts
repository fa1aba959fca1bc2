import { eapChildren, eapName, type EapElement } from '../profile-xml/eap.ts';
import { UNFILLED } from '../profile-xml/eap-templates.ts';
import type { EapKind } from '../profile-xml/eap-methods.ts';
import { knownValues } from '../profile-xml/values.ts';
import { choice, line, linked, placeholder, type Syntax } from './snippet.ts';

/** What stands for a text that only the administrator knows, as in the whole configurations. */
const TEXTS: Readonly<Record<string, string>> = {
  ServerNames: UNFILLED.serverNames,
  TrustedRootCA: UNFILLED.rootCa,
  IssuerHash: UNFILLED.chosenBy,
  EKUName: '{{name of the EKU}}',
  AnonymousUserName: '{{name to tell}}',
};

/** Namespaces by the prefix that they can be named with; empty for the one that needs none. */
type Prefixes = ReadonlyMap<string, string>;

/** The name that an element has where these prefixes are declared. */
export function qualifiedName(element: EapElement, prefixes: Prefixes): string {
  const prefix = prefixes.get(element.namespace) ?? '';
  return prefix === '' ? eapName(element) : `${prefix}:${eapName(element)}`;
}

/**
 * An element of EAP with what normally stands in it, as lines of a snippet's body; one level of indentation is a tab.
 * @param names local names below the root of the element that it goes into.
 */
export function eapElementBody(element: EapElement, names: readonly string[], method: EapKind | undefined, prefixes: Prefixes): string[] {
  return linked(new Writer(method).body(element, names, prefixes));
}

/** The start tag alone. */
export function eapStartTag(element: EapElement, prefixes: Prefixes): string {
  return line`<${tagOf(element, prefixes)}>`;
}

class Writer {
  readonly #method: EapKind | undefined;
  #last = 0;

  constructor(method: EapKind | undefined) {
    this.#method = method;
  }

  body(element: EapElement, names: readonly string[], prefixes: Prefixes): string[] {
    const tag = tagOf(element, prefixes);
    const end = qualifiedName(element, prefixes);
    const path = [...names, eapName(element)];
    if (element.type !== 'container') return [line`<${tag}>${this.#value(element, path)}</${end}>`];
    const below = prefixes.has(element.namespace) ? prefixes : withDefault(prefixes, element.namespace);
    // A method that is still to be chosen has settings that nobody knows yet.
    const method = eapName(element) === 'Eap' ? undefined : this.#method;
    const all = eapChildren(path, method);
    const normal = all.filter((child) => child.normal);
    const children = normal.flatMap((child) => this.body(child, path, below)).map((each) => `\t${each}`);
    if (all.length === 0 && eapName(element) !== 'EapType') return [line`<${tag} />`];
    return [line`<${tag}>`, ...(children.length > 0 ? children : [`\t$${++this.#last}`]), line`</${end}>`];
  }

  #value({ type, usual }: EapElement, path: readonly string[]): string | Syntax {
    const values = knownValues(path).map(({ value }) => value);
    if (values.length === 1) return values[0] ?? '';
    const [first = '', ...others] = usual === undefined ? values : [usual, ...values.filter((value) => value !== usual)];
    const stop = ++this.#last;
    if (type === 'oid') return placeholder(stop, '{{object identifier}}');
    if (others.length > 0) return choice(stop, [first, ...others]);
    return placeholder(stop, TEXTS[path.at(-1) ?? ''] ?? `{{${path.at(-1) ?? ''}}}`);
  }
}

/** What stands in the start tag: the namespace only where it is not declared around it. */
function tagOf(element: EapElement, prefixes: Prefixes): string {
  const space = prefixes.has(element.namespace) ? '' : ` xmlns="${element.namespace}"`;
  return `${qualifiedName(element, prefixes)}${space}${element.enabled ? ' Enabled="true"' : ''}`;
}

/** The namespace without a prefix is another one below an element that says so. */
function withDefault(prefixes: Prefixes, namespace: string): Prefixes {
  return new Map([...[...prefixes].filter(([, prefix]) => prefix !== ''), [namespace, '']]);
}
