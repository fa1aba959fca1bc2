import { algorithmById, ATTRIBUTES, isGcm, type AlgorithmId, type AttributeName, type Strength } from '../knowledge/ipsec.ts';
import type { Change } from '../model/change.ts';
import { failingValues } from '../model/negotiation.ts';
import { algorithmOf, unpairedGcm, type IPsecPolicy, type Slot } from '../model/policy.ts';
import { lowerOf, type Fix, type Severity } from '../rules/rule.ts';
import { policyOf, type Analysis } from './analysis.ts';
import type { Deployments } from './deployments.ts';
import { isCertain } from './pairing.ts';
import { refKey, type Ref } from './ref.ts';
import type { Finding } from './settle.ts';

/** What judging a fix needs of the workspace. */
export interface AgreementContext {
  analysisOf(uri: string): Analysis | undefined;
  deployments(): Deployments;
}

/** Values that a policy would have. */
type Values = Partial<Record<AttributeName, AlgorithmId>>;

/**
 * Whether a fix of a finding would have a client and a server disagree in a value in which they do not disagree now, leave a policy with AES-GCM in
 * one of its two ESP values, or carry a value further that is as bad as what it mends. Such a fix locks people out or makes them less safe, whatever
 * else it does. Only pairs that are certain count: of others nothing is an error.
 */
export function spoils({ changes }: Fix, { severity }: Pick<Finding, 'severity'>, context: AgreementContext): boolean {
  const wanted = wantedValues(changes, context);
  if (wanted.size === 0) return false;
  const deployments = context.deployments();
  const after = (policy: IPsecPolicy): IPsecPolicy => {
    const values = wanted.get(refKey({ uri: policy.at.file.uri, key: policy.key }))?.values;
    return values ? withValues(policy, values) : policy;
  };
  return [...wanted.values()].some(({ ref, policy, values }) => {
    if (!unpairedGcm(policy) && unpairedGcm(after(policy))) return true;
    if (severity !== 'error' && !lacksIntegrity(policy) && lacksIntegrity(after(policy))) return true;
    if (ATTRIBUTES.some((attribute) => isAsBad(policy, attribute, values[attribute], severity))) return true;
    return pairsOf(ref, deployments, (other) => wanted.has(refKey(other))).some(([client, server]) => {
      const mayOfferMore = deployments.mayOfferMore(client);
      const before = new Set(failing(client, server, mayOfferMore));
      return failing(after(client), after(server), mayOfferMore).some((attribute) => !before.has(attribute));
    });
  });
}

/** How severe the findings about algorithms are that are rated so; absent for those without one. */
const SEVERITY_OF: Readonly<Partial<Record<Strength, Severity>>> = { broken: 'error', weak: 'warning', none: 'warning', discouraged: 'hint' };

/** Whether a value would have a finding of its own that is at least so severe, and the policy has none of that kind now. */
function isAsBad(policy: IPsecPolicy, attribute: AttributeName, wanted: AlgorithmId | undefined, severity: Severity): boolean {
  const strength = wanted === undefined ? undefined : algorithmById(attribute, wanted)?.strength;
  const told = strength && SEVERITY_OF[strength];
  if (told === undefined || lowerOf(told, severity) !== severity) return false;
  const now = algorithmOf(policy, attribute);
  return now === undefined || algorithmById(attribute, now)?.strength !== strength;
}

/** Whether nothing checks the traffic in the tunnel: only AES-GCM does so by itself (`crypto-no-esp-auth`, a warning). */
function lacksIntegrity(policy: IPsecPolicy): boolean {
  const cipher = algorithmOf(policy, 'CipherTransformConstants');
  return algorithmOf(policy, 'AuthenticationTransformConstants') === 'none' && cipher !== undefined && cipher !== 'none' && !isGcm(cipher);
}

/** The values that the changes give to policies, by the policies. */
function wantedValues(changes: readonly Change[], context: AgreementContext): Map<string, { ref: Ref; policy: IPsecPolicy; values: Values }> {
  const wanted = new Map<string, { ref: Ref; policy: IPsecPolicy; values: Values }>();
  const want = (policy: IPsecPolicy | undefined, values: Values): void => {
    if (!policy) return;
    const ref = { uri: policy.at.file.uri, key: policy.key };
    wanted.set(refKey(ref), { ref, policy, values: { ...wanted.get(refKey(ref))?.values, ...values } });
  };
  for (const change of changes)
    switch (change.kind) {
      case 'set-algorithm':
        want(change.policy, { [change.attribute]: change.algorithm });
        break;
      case 'add-suite': {
        const analysis = context.analysisOf(change.native.at.file.uri);
        const key = analysis?.reading.facts.profiles.find(({ native }) => native?.at.key === change.native.at.key)?.policyKey;
        want(key === undefined ? undefined : analysis && policyOf(analysis, key), change.suite);
        break;
      }
      case 'state-policy':
        want(context.analysisOf(change.at.file.uri)?.reading.facts.unstatedPolicy, change.suite);
        break;
      default:
    }
  return wanted;
}

/**
 * Clients and servers that certainly meet, of which this is one: all that it meets as a client, and as a server one of those that say the same. A pair of
 * which the client is changed as well is among those of the client.
 */
function pairsOf(ref: Ref, deployments: Deployments, isChanged: (ref: Ref) => boolean): (readonly [client: IPsecPolicy, server: IPsecPolicy])[] {
  const own = deployments.resolve(ref);
  if (!own) return [];
  const servers = deployments.ofClient(ref).flatMap((pairing) => (isCertain(pairing) ? pairing.servers.flat() : []));
  const clients = deployments.kindsOfClients(ref).flatMap((kind) => kind.find((client) => !isChanged(client)) ?? []);
  return [
    ...servers.flatMap((server) => deployments.resolve(server) ?? []).map((server) => [own, server] as const),
    ...clients.flatMap((client) => deployments.resolve(client) ?? []).map((client) => [client, own] as const),
  ];
}

/** Where a script has clients offer more than they would by themselves, one side's having no policy proves nothing. */
function failing(client: IPsecPolicy, server: IPsecPolicy, mayOfferMore: boolean): readonly AttributeName[] {
  return mayOfferMore && client.kind !== server.kind ? [] : failingValues(client, server);
}

function withValues(policy: IPsecPolicy, values: Values): IPsecPolicy {
  const slots = ATTRIBUTES.map((attribute): [AttributeName, Slot] => {
    const algorithm = values[attribute];
    const written = { value: algorithm ?? '', at: policy.at, text: algorithm ?? '' };
    return [attribute, algorithm === undefined ? policy.slots[attribute] : { state: 'known', algorithm, written, spelledAs: policy.form }];
  });
  return { ...policy, kind: 'custom', slots: Object.fromEntries(slots) as Record<AttributeName, Slot> };
}
