import type { Span } from '../core/span.ts';
import { uriName } from '../core/uri.ts';
import { withUnstated } from '../model/facts.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import { fileName } from '../rules/wording.ts';
import { refKey, type Ref } from '../workspace/ref.ts';
import type { Pairing } from '../workspace/pairing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { comparePolicies, type Compared } from './compare-policies.ts';
import { partsOf } from './place.ts';

/** A line above a policy that says how it goes with the other side. */
export interface PolicyLens {
  readonly span: Span;
  readonly title: string;
  /** The policy that it is about. */
  readonly policy: Ref;
}

/** One line for each policy of a file that is compared with another. Works out nothing but the comparison. */
export function policyLenses(workspace: Workspace, uri: string): PolicyLens[] {
  const deployments = workspace.deployments();
  return partsOf(workspace, uri).flatMap(({ analysis, toFile }) =>
    withUnstated(analysis.facts).flatMap((policy): PolicyLens[] => {
      const ref = { uri: analysis.file.uri, key: policy.key };
      const title = policy.side === 'client' ? ofClient(workspace, policy, deployments.ofClient(ref)) : ofServer(workspace, policy, deployments.ofServer(ref));
      const span = title === undefined ? undefined : toFile(policy.at.span);
      return span && title !== undefined ? [{ span, title, policy: ref }] : [];
    }),
  );
}

/** The pairings that name one server policy each: with several, nothing can be said about one. */
export function certainPairings(pairings: readonly Pairing[]): Pairing[] {
  return pairings.filter(({ strength }) => strength !== 'ambiguous');
}

function ofClient(workspace: Workspace, client: IPsecPolicy, pairings: readonly Pairing[]): string | undefined {
  const servers = certainPairings(pairings).flatMap((pairing) => pairing.servers.map((places) => ({ places, pairing })));
  const said = servers.flatMap(({ places: [first, ...more], pairing }) => {
    const server = first && workspace.deployments().resolve(first);
    if (!server) return [];
    const others = new Set(more.map(({ uri }) => uri).filter((each) => each !== first.uri)).size;
    const name = `${fileName(server)}${others > 0 ? ` and ${others} more` : ''}`;
    return [sentence(comparePolicies(client, server), client, server, name) + doubt(pairing)];
  });
  if (said.length > 0) return said.join('; ');
  const choice = pairings.flatMap(({ servers: groups }) => groups.flatMap(([first]) => first ?? []));
  const names = [...new Set(choice.map((each) => uriName(each.uri)))];
  return choice.length > 0 ? `has ${choice.length} server policies to choose from (${names.join(', ')})` : undefined;
}

function ofServer(workspace: Workspace, server: IPsecPolicy, pairings: readonly Pairing[]): string | undefined {
  const distinct = new Map(certainPairings(pairings).map((pairing) => [refKey(pairing.client), pairing]));
  const clients = [...distinct.values()].flatMap((pairing) => {
    const client = workspace.deployments().resolve(pairing.client);
    return client ? [{ client, pairing, compared: comparePolicies(client, server) }] : [];
  });
  const [only, ...more] = clients;
  if (!only) return undefined;
  if (more.length === 0) return sentence(only.compared, server, only.client, fileName(only.client)) + doubt(only.pairing);
  const count = (outcomes: readonly Compared['outcome'][]): number => clients.filter(({ compared }) => outcomes.includes(compared.outcome)).length;
  const clientsOf = (number: number): string => `${number} client${number === 1 ? '' : 's'}`;
  const [same, different, unknown] = [count(['same']), count(['different', 'kinds']), count(['unknown'])];
  const parts = [
    ...(same > 0 ? [`matches ${clientsOf(same)}`] : []),
    ...(different > 0 ? [`differs from ${same > 0 ? different : clientsOf(different)}`] : []),
    ...(unknown > 0 ? [`${unknown} cannot be told`] : []),
  ];
  return parts.join(', ');
}

/** What a policy is to one of the other side. */
export function sentence({ outcome, different, unknown }: Compared, own: IPsecPolicy, other: IPsecPolicy, name: string): string {
  switch (outcome) {
    case 'same':
      return `matches ${other.side} ${name}${own.kind === 'system-default' ? ': no custom policy on either side' : ''}`;
    case 'different':
      return `differs from ${name} in ${different.length}: ${different.join(', ')}`;
    case 'kinds':
      return own.kind === 'custom'
        ? `sets a policy, ${name} ${other.defaultBy ? 'states none' : 'has no custom policy'}`
        : `${own.defaultBy ? 'states no policy' : 'has no custom policy'}, ${name} sets one`;
    case 'unknown':
      return unknown.length === 0 ? `cannot be compared with ${name}` : `matches ${name} where it is known: not in ${unknown.join(', ')}`;
  }
}

function doubt({ strength }: Pairing): string {
  return strength === 'possible' ? ' (if they belong together)' : '';
}
