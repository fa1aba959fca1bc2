import { ATTRIBUTES, espPartner, isGcm, type AlgorithmId, type AttributeName } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { algorithmOf, type IPsecPolicy } from '../../model/policy.ts';
import { judged } from '../../model/proposals.ts';
import type { Tunnel } from '../../model/tunnel.ts';
import type { Fix } from '../rule.ts';
import { fileName, spelled } from '../wording.ts';

/** Whether both sides state this value and name different algorithms; of several proposals the closest one counts. */
export function differs({ client, server }: Tunnel, attribute: AttributeName): boolean {
  if (server.proposals) return judged(client, server.proposals)?.failing.includes(attribute) ?? false;
  const mine = algorithmOf(client, attribute);
  const theirs = algorithmOf(server, attribute);
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}

/** The fix that takes over the server's value on the client. */
export function serverValueHere(tunnel: Tunnel, attribute: AttributeName): Fix[] {
  const value = wanted(tunnel, attribute);
  if (value === undefined) return [];
  return [
    {
      title: `Use the ${serverWord(tunnel.server)}'s value here (${spelled(attribute, value, tunnel.client.form)})`,
      safe: false,
      changes: moved((each) => wanted(tunnel, each), tunnel.client, attribute),
    },
  ];
}

/** The fix that takes over the client's value at every place that states the server's policy; none where the server accepts several. */
export function valueOnServer(tunnel: Tunnel, attribute: AttributeName): Fix[] {
  const value = algorithmOf(tunnel.client, attribute);
  if (value === undefined || tunnel.server.proposals) return [];
  const changes = tunnel.serverPlaces.flatMap((place) => moved((each) => algorithmOf(tunnel.client, each), place, attribute));
  return [{ title: `Use the client's value on the server (${spelled(attribute, value, tunnel.server.form)})`, safe: false, changes }];
}

/** The fix that gives the client the server's whole suite; none while a value of the server's is not known. */
export function alignAll(tunnel: Tunnel): Fix[] {
  const { client, server } = tunnel;
  const changes: Change[] = [];
  for (const attribute of ATTRIBUTES) {
    const algorithm = wanted(tunnel, attribute);
    if (algorithm === undefined) return [];
    if (algorithmOf(client, attribute) !== algorithm) changes.push({ kind: 'set-algorithm', policy: client, attribute, algorithm });
  }
  return [{ title: `Align all six values with the ${serverWord(server)}`, safe: false, changes }];
}

/** The fix that says in the project file that the two belong together, for a pair of which that is not certain. */
export function pin({ client, server, strength }: Tunnel): Fix[] {
  if (strength !== 'possible') return [];
  return [{ title: `Pin to ${fileName(server)} in aovpn.json`, safe: false, changes: [{ kind: 'pin', client: client.at, server: server.at }] }];
}

/** What people call the server's side. */
export function serverWord({ form }: IPsecPolicy): 'server' | 'gateway' {
  return form === 'gateway' || form === 'azure' ? 'gateway' : 'server';
}

/** The one algorithm that the server accepts here: of several proposals the one of the closest, where that names one only. */
function wanted({ client, server }: Tunnel, attribute: AttributeName): AlgorithmId | undefined {
  if (!server.proposals) return algorithmOf(server, attribute);
  const [only, ...more] = judged(client, server.proposals)?.proposal.accepts[attribute]?.algorithms ?? [];
  return more.length === 0 ? only : undefined;
}

/**
 * The changes that give `to` the value that `from` has. The two ESP values move together where one of them is AES-GCM,
 * because AES-GCM in one of them only is no valid pair.
 */
function moved(from: (attribute: AttributeName) => AlgorithmId | undefined, to: IPsecPolicy, attribute: AttributeName): Change[] {
  const algorithm = from(attribute);
  if (algorithm === undefined) return [];
  const changes: Change[] = [{ kind: 'set-algorithm', policy: to, attribute, algorithm }];
  const partner = espPartner(attribute);
  const theirs = partner && from(partner);
  const mine = partner && algorithmOf(to, partner);
  if (partner && theirs !== undefined && mine !== theirs && (isGcm(algorithm) || isGcm(mine ?? '')))
    changes.push({ kind: 'set-algorithm', policy: to, attribute: partner, algorithm: theirs });
  return changes;
}
