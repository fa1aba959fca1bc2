import { eapElement, type EapElement } from '../../knowledge/profile-xml/eap.ts';
import { EAP_METHOD_TYPES, eapMethodType, type EapKind } from '../../knowledge/profile-xml/eap-methods.ts';
import { fieldText, type Field } from './field.ts';
import { fieldAt, nodeAt, type ProfileNode } from './node.ts';
import { once, type Remembering } from '../../core/once.ts';
import type { VpnProfile } from './profile.ts';

/** A method of an EAP configuration: the outer one, or one inside its tunnel. */
export interface EapMethod {
  /** Its `Eap` element. */
  readonly node: ProfileNode;
  readonly type: Field;
  /**
   * Which of the methods that are known element by element it is. The namespace of the settings tells where the number is
   * that of no method. Absent for another method, and where number and namespace contradict each other.
   */
  readonly kind?: EapKind;
  /** Its `EapType` element, whose content depends on the method. */
  readonly settings?: ProfileNode;
  /** The method around it. */
  readonly outer?: EapMethod;
}

/** An element that the table of EAP knows. */
export interface EapNode {
  readonly node: ProfileNode;
  readonly element: EapElement;
}

/** What a profile says about EAP. */
export interface EapConfiguration extends Remembering {
  /** The `EapHostConfig` element. */
  readonly host: ProfileNode;
  /** `EapMethod/Type` and `EapMethod/VendorId`. */
  readonly hostType: Field;
  readonly vendor: Field;
  /** Every method that is reached through methods of a known kind, each before those inside it. */
  readonly methods: readonly EapMethod[];
  /** Every element that the table knows, in the order of the document. */
  readonly nodes: readonly EapNode[];
}

const EAP_HOST_CONFIG = 'NativeProfile/Authentication/Eap/Configuration/EapHostConfig';

/** The EAP configuration of a profile; `undefined` for a profile without one. */
export function eapOf(profile: VpnProfile): EapConfiguration | undefined {
  return once(profile, readEap);
}

function readEap({ root }: VpnProfile): EapConfiguration | undefined {
  const host = nodeAt(root, EAP_HOST_CONFIG);
  return host && new EapReader().read(host);
}

/** The methods of a kind, with their settings. */
export function methodsOf(eap: EapConfiguration | undefined, kind: EapKind): readonly (EapMethod & { readonly settings: ProfileNode })[] {
  return (eap?.methods ?? []).filter((method): method is EapMethod & { settings: ProfileNode } => method.kind === kind && method.settings !== undefined);
}

/** A name for an element in the namespace of another one: with the same prefix. */
export function namedLike(sibling: ProfileNode, name: string): string {
  const { file, span } = sibling.at;
  const written = file.text.slice(span.start, span.end);
  return written.slice(0, written.indexOf(':') + 1) + name;
}

/** Whether an attribute says true; `undefined` where it says something else than true or false. Absent is false. */
export function attributeFlag(node: ProfileNode, name: string): boolean | undefined {
  const text = node.attributes.find((attribute) => attribute.name === name)?.written.value.toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === undefined || text === 'false' || text === '0' ? false : undefined;
}

class EapReader {
  readonly #methods: EapMethod[] = [];
  readonly #nodes: EapNode[] = [];

  read(host: ProfileNode): EapConfiguration {
    this.#host(host, '');
    return {
      host,
      hostType: fieldAt(host, 'EapMethod/Type'),
      vendor: fieldAt(host, 'EapMethod/VendorId'),
      methods: this.#methods,
      nodes: this.#nodes,
      remembered: new Map(),
    };
  }

  #host(node: ProfileNode, path: string): void {
    this.#known(node, eapElement('host', path));
    for (const child of node.children) {
      if (path === 'Config' && child.name === 'Eap') this.#method(child, undefined);
      else this.#host(child, below(path, child));
    }
  }

  #method(node: ProfileNode, outer: EapMethod | undefined): void {
    this.#known(node, eapElement('choice', ''));
    const type = fieldAt(node, 'Type');
    const settings = nodeAt(node, 'EapType');
    const listed = eapMethodType(fieldText(type) ?? '');
    const byType = listed?.kind;
    const bySpace = settings && EAP_METHOD_TYPES.find(({ kind }) => kind && eapElement(kind, '')?.namespace === settings.namespace)?.kind;
    const kind = bySpace === undefined || bySpace === byType ? byType : type.state === 'known' && !listed ? bySpace : undefined;
    const method: EapMethod = { node, type, ...(kind && { kind }), ...(settings && { settings }), ...(outer && { outer }) };
    this.#methods.push(method);
    for (const child of node.children) {
      if (child === settings && kind) this.#settings(child, '', method, kind);
      else this.#known(child, child === settings && byType ? eapElement(byType, '') : eapElement('choice', child.name));
    }
  }

  #settings(node: ProfileNode, path: string, method: EapMethod, kind: EapKind): void {
    this.#known(node, eapElement(kind, path));
    for (const child of node.children) {
      if (kind === 'peap' && path === '' && child.name === 'Eap') this.#method(child, method);
      else this.#settings(child, below(path, child), method, kind);
    }
  }

  #known(node: ProfileNode, element: EapElement | undefined): void {
    if (element) this.#nodes.push({ node, element });
  }
}

function below(path: string, { name }: ProfileNode): string {
  return path === '' ? name : `${path}/${name}`;
}
