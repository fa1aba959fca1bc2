import { algorithmOf, type IPsecPolicy } from '../../model/policy.ts';
import { acceptedOf, takenFrom } from '../../model/accepted.ts';
import type { AlgorithmId, AttributeName } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { replacementFor } from './replacement.ts';

/** The changes that add the missing values: the server's where known, else the minimum's that goes with what is there. */
export function completed(policy: IPsecPolicy, missing: readonly AttributeName[], server: IPsecPolicy | undefined): Change[] {
  return missing.map((attribute) => ({
    kind: 'set-algorithm',
    policy,
    attribute,
    algorithm: (server && takenFrom(policy, server, attribute)) ?? replacementFor(policy, attribute),
  }));
}

/** The changes that add the missing values to a server: what its clients have where they all have the same, else the minimum's that goes with what is there. */
export function completedServer(policy: IPsecPolicy, missing: readonly AttributeName[], clients: readonly IPsecPolicy[]): Change[] {
  return missing.map((attribute) => ({
    kind: 'set-algorithm',
    policy,
    attribute,
    algorithm: commonTo(clients, attribute) ?? replacementFor(policy, attribute),
  }));
}

/** The algorithm of all clients; `undefined` where they differ or one does not say. */
export function commonTo(clients: readonly IPsecPolicy[], attribute: AttributeName): AlgorithmId | undefined {
  const [only, ...more] = new Set(clients.map((client) => algorithmOf(client, attribute)));
  return more.length === 0 ? only : undefined;
}

/** The title that is true: the server's values only where the server states every one that is missing. */
export function completionTitle(fromServer: string, fromMinimum: string, missing: readonly AttributeName[], server: IPsecPolicy | undefined): string {
  return server && missing.every((attribute) => (server.proposals ? acceptedOf(server.proposals, attribute) : algorithmOf(server, attribute)) !== undefined)
    ? fromServer
    : fromMinimum;
}
