import type { ShownView, ViewPlace } from '../../../server/src/lsp/protocol.ts';

/** The files that a view leads to, by URI. A page can ask for these and for no others. */
export function shownFiles({ path, matrix, negotiations }: ShownView): ReadonlySet<string> {
  const places: readonly (ViewPlace | undefined)[] = [
    ...path.stages.flatMap(({ boxes }) => boxes.map(({ at }) => at)),
    ...matrix.columns.flatMap(({ members, cells }) => [...members, ...cells].map(({ at }) => at)),
    ...negotiations.flatMap(({ client, server }) => [client.at, server.at]),
  ];
  return new Set(places.flatMap((at) => at?.uri ?? []));
}
