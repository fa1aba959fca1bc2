import { ATTRIBUTES, espPartner, isGcm, type AttributeName } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { algorithmOf, type IPsecPolicy } from '../../model/policy.ts';
import type { Tunnel } from '../../model/tunnel.ts';
import type { Fix } from '../rule.ts';
import { fileName, spelled } from '../wording.ts';

/** Whether both sides state this value and name different algorithms. */
export function differs({ client, server }: Tunnel, attribute: AttributeName): boolean {
  const mine = algorithmOf(client, attribute);
  const theirs = algorithmOf(server, attribute);
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}

/** The fix that takes over the server's value on the client. */
export function serverValueHere(tunnel: Tunnel, attribute: AttributeName): Fix[] {
  const value = algorithmOf(tunnel.server, attribute);
  if (value === undefined || !tunnel.client.writable) return [];
  return [
    {
      title: `Use the server's value here (${spelled(attribute, value, tunnel.client.form)})`,
      safe: false,
      changes: moved(tunnel.server, tunnel.client, attribute),
    },
  ];
}

/** The fix that takes over the client's value at every place that states the server's policy. */
export function valueOnServer(tunnel: Tunnel, attribute: AttributeName): Fix[] {
  const value = algorithmOf(tunnel.client, attribute);
  if (value === undefined) return [];
  const changes = tunnel.serverPlaces.filter(({ writable }) => writable).flatMap((place) => moved(tunnel.client, place, attribute));
  if (changes.length === 0) return [];
  return [{ title: `Use the client's value on the server (${spelled(attribute, value, tunnel.server.form)})`, safe: false, changes }];
}

/** The fix that gives the client the server's whole suite; none while a value of the server's is not known. */
export function alignAll({ client, server }: Tunnel): Fix[] {
  const changes: Change[] = [];
  if (!client.writable) return [];
  for (const attribute of ATTRIBUTES) {
    const algorithm = algorithmOf(server, attribute);
    if (algorithm === undefined) return [];
    if (algorithmOf(client, attribute) !== algorithm) changes.push({ kind: 'set-algorithm', policy: client, attribute, algorithm });
  }
  return [{ title: 'Align all six values with the server', safe: false, changes }];
}

/** The fix that says in the project file that the two belong together, for a pair of which that is not certain. */
export function pin({ client, server, strength }: Tunnel): Fix[] {
  if (strength !== 'possible') return [];
  return [{ title: `Pin to ${fileName(server)} in aovpn.json`, safe: false, changes: [{ kind: 'pin', client: client.at, server: server.at }] }];
}

/**
 * The changes that give `to` the value that `from` has. The two ESP values move together where one of them is AES-GCM,
 * because AES-GCM in one of them only is no valid pair.
 */
export function moved(from: IPsecPolicy, to: IPsecPolicy, attribute: AttributeName): Change[] {
  const algorithm = algorithmOf(from, attribute);
  if (algorithm === undefined) return [];
  const changes: Change[] = [{ kind: 'set-algorithm', policy: to, attribute, algorithm }];
  const partner = espPartner(attribute);
  const theirs = partner && algorithmOf(from, partner);
  const mine = partner && algorithmOf(to, partner);
  if (partner && theirs !== undefined && mine !== theirs && (isGcm(algorithm) || isGcm(mine ?? '')))
    changes.push({ kind: 'set-algorithm', policy: to, attribute: partner, algorithm: theirs });
  return changes;
}
