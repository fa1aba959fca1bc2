/** A policy or a profile of a file by the name that survives edits of that file. */
export interface Ref {
  readonly uri: string;
  readonly key: string;
}

/** One text for each reference, to find it in a map. */
export function refKey({ uri, key }: Ref): string {
  return `${uri}#${key}`;
}

/** References by their texts: each once, in their order. */
export function byRefKey(refs: readonly Ref[]): Map<string, Ref> {
  return new Map(refs.map((ref) => [refKey(ref), ref]));
}
