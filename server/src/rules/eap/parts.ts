import { eapMethodName } from '../../knowledge/profile-xml/eap-methods.ts';
import { thumbprintOf } from '../../knowledge/certificates.ts';
import type { Change } from '../../model/change.ts';
import { namedLike, type EapMethod } from '../../model/profile/eap.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import { nameList, type ServerValidation } from '../../model/profile/server-validation.ts';
import type { Related } from '../rule.ts';
import { listed } from '../wording.ts';

/** What a method is called: `PEAP`. */
export function methodName({ kind, type }: EapMethod): string {
  if (kind) return eapMethodName(kind);
  return type.state === 'known' ? `EAP type ${type.written.value}` : 'the EAP method';
}

/** Several parts in a sentence: `PEAP and EAP-TLS`. */
export function partNames(parts: readonly ServerValidation[]): string {
  return listed([...new Set(parts.map(({ method }) => methodName(method)))]);
}

/** The parts behind the first one as related places. */
export function alsoIn(parts: readonly ServerValidation[], placeOf: (part: ServerValidation) => Related['at']): Related[] {
  return parts.slice(1).map((part) => ({ at: placeOf(part), message: `Likewise in ${methodName(part.method)}.` }));
}

/** The element of a name in a ServerValidation, with the changes that make it say something. */
export function setInValidation({ node }: ServerValidation, name: string, text: string): Change[] {
  if (!node) return [];
  const present = nodeAt(node, name);
  return present ? [{ kind: 'set-value', at: present.at, text }] : [{ kind: 'add-element', parent: node.at, element: leaf(namedLike(node, name), text) }];
}

/** Whether the names of a part can be copied. */
export function hasNames({ names }: ServerValidation): boolean {
  return nameList(names).length > 0;
}

/** Takes the names of one part over into another. */
export function copyNames(from: ServerValidation, to: ServerValidation): Change[] {
  return from.names.state === 'known' ? setInValidation(to, 'ServerNames', from.names.written.value) : [];
}

/** Takes the roots of one part over into another: each element there takes the next one, and those too few or too many are added or removed. */
export function copyRoots(from: ServerValidation, to: ServerValidation): Change[] {
  const { node, roots } = to;
  if (!node) return [];
  const texts = rootTexts(from);
  const added = texts.slice(roots.length).map((text) => leaf(namedLike(node, 'TrustedRootCA'), text));
  return [
    ...roots.map(({ at }, index): Change => {
      const text = texts[index];
      return text === undefined ? { kind: 'remove-element', at } : { kind: 'set-value', at, text };
    }),
    ...added.map((element): Change => ({ kind: 'add-element', parent: node.at, element })),
  ];
}

/** The roots of a part in a comparable form; `undefined` unless all are readable thumbprints and there is at least one. */
export function rootSet({ node, roots }: ServerValidation): ReadonlySet<string> | undefined {
  const thumbprints = roots.map(thumbprintIn);
  return node?.complete && thumbprints.length > 0 && thumbprints.every((each) => each !== undefined) ? new Set(thumbprints) : undefined;
}

/** The thumbprint that an element holds, in a comparable form. */
export function thumbprintIn({ value }: ProfileNode): string | undefined {
  return value.state === 'known' ? thumbprintOf(value.written.value) : undefined;
}

function rootTexts({ roots }: ServerValidation): string[] {
  return roots.flatMap(({ value }) => (value.state === 'known' ? [value.written.value] : []));
}
