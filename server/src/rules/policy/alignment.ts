import { ATTRIBUTES, espPartner, isGcm, type AlgorithmId, type AttributeName } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { statedMeeting, surelyFails } from '../../model/negotiation.ts';
import { algorithmOf, type AcceptedProposal, type IPsecPolicy, type Slot } from '../../model/policy.ts';
import { judged } from '../../model/accepted.ts';
import type { Tunnel } from '../../model/tunnel.ts';
import type { Fix } from '../rule.ts';
import { fileName, spelled } from '../wording.ts';

/**
 * Whether nothing that the two sides state for this value can be the same, whatever conditions decide; of several proposals the closest one
 * counts. What neither states is left alone.
 */
export function differs({ client, server }: Tunnel, attribute: AttributeName): boolean {
  return surelyFails(client, server, attribute);
}

/** Whether the two sides may differ in this value, and a condition or a caller decides. */
export function mayDiffer({ client, server }: Tunnel, attribute: AttributeName): boolean {
  const [mine, theirs] = [client.slots[attribute], server.slots[attribute]];
  if (server.proposals) return mayBeRejected(client, attribute, server.proposals);
  if (mine.state !== 'possible' && theirs.state !== 'possible') return false;
  const found = statedMeeting(client, server, attribute);
  // A default that differs is told; one that matches is not, since it is what mostly runs.
  if (byDefault(mine) || byDefault(theirs)) return found === 'open' && stated(mine) && stated(theirs);
  return found === 'depends';
}

/** Whether a server that accepts several policies takes some of the values that a client may have, and not others; of a default: not even that. */
function mayBeRejected(client: IPsecPolicy, attribute: AttributeName, proposals: readonly AcceptedProposal[]): boolean {
  const slot = client.slots[attribute];
  if (slot.state !== 'possible') return false;
  const rejected = slot.values.filter(({ algorithm, written }) => {
    const known: Slot = { state: 'known', algorithm, written, spelledAs: client.form };
    return judged({ ...client, slots: { ...client.slots, [attribute]: known } }, proposals)?.failing.includes(attribute) === true;
  });
  return slot.why === 'default' ? rejected.length === slot.values.length : rejected.length > 0 && rejected.length < slot.values.length;
}

/** Whether a value is what a parameter is unless its caller says otherwise. */
export function byDefault(slot: Slot): boolean {
  return slot.state === 'possible' && slot.why === 'default';
}

function stated({ state }: Slot): boolean {
  return state === 'known' || state === 'possible';
}

/** The fix that takes over the server's value on the client. */
export function serverValueHere(tunnel: Tunnel, attribute: AttributeName): Fix[] {
  const value = wanted(tunnel, attribute);
  if (value === undefined || !tunnel.client.writable) return [];
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
  const changes = tunnel.serverPlaces
    .filter(({ writable }) => writable)
    .flatMap((place) => moved((each) => algorithmOf(tunnel.client, each), place, attribute));
  if (changes.length === 0) return [];
  return [{ title: `Use the client's value on the server (${spelled(attribute, value, tunnel.server.form)})`, safe: false, changes }];
}

/** The fix that gives the client the server's whole suite; none while a value of the server's is not known. */
export function alignAll(tunnel: Tunnel): Fix[] {
  const { client, server } = tunnel;
  const changes: Change[] = [];
  if (!client.writable) return [];
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
export function moved(from: (attribute: AttributeName) => AlgorithmId | undefined, to: IPsecPolicy, attribute: AttributeName): Change[] {
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
