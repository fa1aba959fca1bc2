import { ATTRIBUTES } from '../knowledge/ipsec.ts';
import { oneSidedFailure, statedMeeting, surelyFails } from '../model/negotiation.ts';
import { knownSuite, placeOf, type IPsecPolicy } from '../model/policy.ts';
import type { ClientSettings } from '../model/offers.ts';
import { DecidingFindings, isFailing } from './deciding-findings.ts';
import type { Pairing } from './pairing.ts';
import type { Finding } from './settle.ts';
import type { Workspace } from './workspace.ts';

/** What will become of one client's connection, as far as the findings tell. */
export type Outcome =
  /** The negotiation fails; `condition` where IKEv2 may not be what connects. */
  | { readonly kind: 'fails'; readonly because: readonly string[]; readonly condition: boolean }
  | { readonly kind: 'drops'; readonly because: readonly string[]; readonly condition: boolean }
  /** Several servers could be meant. */
  | { readonly kind: 'ambiguous' }
  /** The folders do not tell whether the two belong together. */
  | { readonly kind: 'uncertain' }
  /** They differ, and somebody has said that this is not to be reported. */
  | { readonly kind: 'accepted' }
  /** One side leaves the policy to Windows, and what that comes to is not known. */
  | { readonly kind: 'open' }
  | { readonly kind: 'partly' }
  | { readonly kind: 'agrees' };

/**
 * The outcome of one client against its servers. It follows the settled findings, so that it never says anything else than
 * the list above it; only where they are silent are the policies themselves looked at.
 * @param deciding to be handed in where many are asked for
 */
export function outcomeOf(pairing: Pairing, workspace: Workspace, deciding = new DecidingFindings(workspace)): Outcome | undefined {
  const deployments = workspace.deployments();
  const client = deployments.resolve(pairing.client);
  const servers = pairing.servers.flatMap(([ref]) => (ref ? (deployments.resolve(ref) ?? []) : []));
  if (!client || servers.length === 0) return undefined;
  if (pairing.strength === 'ambiguous') return { kind: 'ambiguous' };
  if (pairing.strength === 'possible') return { kind: 'uncertain' };
  const files = new Set(pairing.servers.flat().map(({ uri }) => uri));
  const findings = deciding.on(pairing.client.uri, client).filter((finding) => concerns(finding, files) && isCertain(finding, client, servers));
  const condition = client.tunnel === 'maybe-ikev2';
  const failing = findings.filter(({ rule }) => isFailing(rule.id));
  if (failing.length > 0) return { kind: 'fails', because: reasons(failing, client), condition };
  const dropping = findings.filter(({ rule }) => !isFailing(rule.id));
  if (dropping.length > 0) return { kind: 'drops', because: reasons(dropping, client), condition };
  const minimumWindows = deployments.minimumWindows(pairing.client.uri);
  const settings = { ...(minimumWindows && { minimumWindows }) };
  const compared = servers.map((server) => compare(client, server, deployments.mayOfferMore(client), settings));
  return { kind: (['accepted', 'open', 'partly'] as const).find((kind) => compared.includes(kind)) ?? 'agrees' };
}

/** Whether a finding is about one of some files: a client may be compared with the servers of two deployments. */
function concerns({ related }: Finding, servers: ReadonlySet<string>): boolean {
  return related.some((place) => servers.has(place.at.file.uri));
}

/** Whether a finding says that the two differ, and not that they may. */
function isCertain({ rule, at }: Finding, client: IPsecPolicy, servers: readonly IPsecPolicy[]): boolean {
  if (rule.id === 'policy-one-sided') return !servers.some(isDoubtful);
  const about = ATTRIBUTES.filter((attribute) => placeOf(client.slots[attribute])?.span.start === at.span.start);
  return about.length === 0 || about.some((attribute) => servers.some((server) => statedMeeting(client, server, attribute) === 'fails'));
}

/** Whether a server may well have a custom policy that its script does not state. */
function isDoubtful({ defaultBy }: IPsecPolicy): boolean {
  return defaultBy === 'silence' || defaultBy === 'encryption-type';
}

/** The names of the values that findings stand on, in the order of comparison. */
function reasons(findings: readonly Finding[], client: IPsecPolicy): string[] {
  if (findings.some(({ rule }) => rule.id === 'policy-one-sided'))
    return [client.kind === 'custom' ? 'no custom policy on the server' : 'no custom policy on the client'];
  return ATTRIBUTES.filter((attribute) => {
    const span = placeOf(client.slots[attribute])?.span;
    return span !== undefined && findings.some(({ at }) => at.span.start === span.start && at.span.end === span.end);
  });
}

/** What can be said of two policies about which no finding is left. */
function compare(client: IPsecPolicy, server: IPsecPolicy, mayOfferMore: boolean, settings: ClientSettings): 'accepted' | 'open' | 'partly' | 'agrees' {
  if (client.kind === 'unread' || server.kind === 'unread') return 'partly';
  if (client.kind !== server.kind) {
    if (oneSidedFailure(client, server, settings).length === 0) return 'partly';
    // Where the rule has its reasons to be silent, or is not sure itself, there is nothing to accept.
    return mayOfferMore || client.tunnel !== 'ikev2' || isDoubtful(server) ? 'open' : 'accepted';
  }
  if (client.kind === 'system-default') return 'agrees';
  if (ATTRIBUTES.some((attribute) => surelyFails(client, server, attribute))) return 'accepted';
  if (server.proposals) return knownSuite(client) && knownSuite(server) ? 'agrees' : 'partly';
  return ATTRIBUTES.every((attribute) => statedMeeting(client, server, attribute) === 'agrees') ? 'agrees' : 'partly';
}
