import { largest } from '../core/lists.ts';
import { FORM_NAMES, IPSEC, spell, type AlgorithmId, type AttributeName, type PolicyForm } from '../knowledge/ipsec.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { Location } from '../core/source-file.ts';
import { uriName, uriSegments } from '../core/uri.ts';

/** A list in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** A choice in a sentence: `a`, `a or b`, `a, b or c`. */
export function alternatives(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} or ${items.at(-1) ?? ''}`;
}

/** An algorithm as a place spells it, with the other spelling where the two sides differ: `AES_GCM_128 (GCMAES128 in the server cmdlet)`. */
export function spelledFor(attribute: AttributeName, algorithm: AlgorithmId, own: PolicyForm, other: PolicyForm): string {
  const mine = spell(attribute, algorithm, own);
  const theirs = spell(attribute, algorithm, other);
  if (mine === undefined) return `${theirs ?? algorithm} (no such value in ${FORM_NAMES[own]})`;
  if (theirs === undefined || theirs === mine) return mine;
  return `${mine} (${theirs} in ${FORM_NAMES[other]})`;
}

/** An algorithm as a place spells it, or as the cmdlets do where that notation lacks it. */
export function spelled(attribute: AttributeName, algorithm: AlgorithmId, form: PolicyForm): string {
  return spell(attribute, algorithm, form) ?? spell(attribute, algorithm, 'server-cmdlet') ?? algorithm;
}

/** The last part of the path of the file that states a policy. */
export function fileName(policy: IPsecPolicy): string {
  return uriName(policy.at.file.uri);
}

/** Names of the files that state these policies or profiles, with as much of their folders as tells them apart. */
export function fileNames(stated: readonly { readonly at: Location }[]): string[] {
  const paths = stated.map(({ at }) => uriSegments(at.file.uri));
  const longest = largest([0, ...paths.map((path) => path.length)]);
  const shortened = (depth: number): string[] => paths.map((path) => path.slice(-depth).join('/'));
  let depth = 1;
  while (depth < longest && new Set(shortened(depth)).size < new Set(shortened(longest)).size) depth++;
  return shortened(depth);
}

/** What fails in IKEv2 when a value differs, and what the administrator sees of it. */
export function failureOf(attribute: AttributeName): string {
  return IPSEC[attribute].phase === 'main mode' ? 'IKEv2 main mode fails' : 'The first child SA (quick mode) fails';
}
