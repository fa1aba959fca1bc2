import { attributeFlag, type EapMethod } from './eap.ts';
import type { Field } from './field.ts';
import { childNodes, fieldAt, nodeAt, type ProfileNode } from './node.ts';

/** An EKU by name, by object identifier, or both. */
export interface NamedUsage {
  readonly node: ProfileNode;
  readonly name: Field;
  readonly oid: Field;
}

/** Which certificates of the client EAP-TLS considers. */
export interface CertificateFilter {
  /** The `FilteringInfo` element. */
  readonly node: ProfileNode;
  /** The list of CAs, where there is one. */
  readonly authorities?: { readonly node: ProfileNode; readonly isEnabled: boolean | undefined; readonly hashes: readonly ProfileNode[] };
  /** The EKUs that are given a name. */
  readonly mappings: readonly NamedUsage[];
  /** `ClientAuthEKUList` and `AnyPurposeEKUList`, as far as they are there. */
  readonly usages: readonly { readonly node: ProfileNode; readonly isEnabled: boolean | undefined; readonly entries: readonly NamedUsage[] }[];
}

/** The certificate filter of an EAP-TLS method; `undefined` where there is none that can be read. */
export function filterOf({ kind, settings }: EapMethod): CertificateFilter | undefined {
  const node = kind === 'tls' && settings ? nodeAt(settings, 'TLSExtensions/FilteringInfo') : undefined;
  if (!node) return undefined;
  const authorities = nodeAt(node, 'CAHashList');
  return {
    node,
    ...(authorities && {
      authorities: { node: authorities, isEnabled: attributeFlag(authorities, 'Enabled'), hashes: childNodes(authorities, 'IssuerHash') },
    }),
    mappings: childNodes(node, 'EKUMapping').flatMap((mapping) => childNodes(mapping, 'EKUMap').map(namedUsage)),
    usages: ['ClientAuthEKUList', 'AnyPurposeEKUList']
      .flatMap((name) => childNodes(node, name))
      .map((list) => ({ node: list, isEnabled: attributeFlag(list, 'Enabled'), entries: childNodes(list, 'EKUMapInList').map(namedUsage) })),
  };
}

function namedUsage(node: ProfileNode): NamedUsage {
  return { node, name: fieldAt(node, 'EKUName'), oid: fieldAt(node, 'EKUOID') };
}
