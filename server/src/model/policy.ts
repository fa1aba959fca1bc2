import type { Location, Written } from '../core/source-file.ts';
import type { AcceptedMethod } from '../knowledge/cmdlets/vpn-auth.ts';
import { ATTRIBUTES, isGcm, type AlgorithmId, type AttributeName, type PolicyForm } from '../knowledge/ipsec.ts';

/**
 * One of the six values of a policy, as far as its text tells.
 * - `known`: the text names an algorithm; `spelledAs` is the notation whose spelling it uses, which differs from the
 *   policy's own notation when an administrator mixed the two up
 * - `possible`: one of several algorithms, and certainly no other: `branches` of conditions decide, or the caller of a `parameter` that takes
 *   these only. `default` is what a parameter is unless its caller says otherwise: then there may be others.
 * - `invalid`: a literal text that no notation knows
 * - `unread`: something is there, or may be there, whose value cannot be known without running it
 * - `absent`: certainly not there
 */
export type Slot =
  | { readonly state: 'known'; readonly algorithm: AlgorithmId; readonly written: Written<string>; readonly spelledAs: PolicyForm }
  | { readonly state: 'possible'; readonly values: readonly PossibleValue[]; readonly why: 'branches' | 'parameter' | 'default'; readonly at?: Location }
  | { readonly state: 'invalid'; readonly written: Written<string> }
  | { readonly state: 'unread'; readonly at?: Location }
  | { readonly state: 'absent' };

/** One of the algorithms that a value may be. */
export interface PossibleValue {
  readonly algorithm: AlgorithmId;
  readonly written: Written<string>;
}

/** What a server accepts of one value: one of these is enough. */
export interface Accepted {
  readonly algorithms: readonly AlgorithmId[];
  readonly at: Location;
}

/** One of several policies that a server accepts. A value that it does not name may be anything. */
export interface AcceptedProposal {
  readonly accepts: Readonly<Partial<Record<AttributeName, Accepted>>>;
}

/** Which tunnel a policy is for. `other` is one that is never compared with an IKEv2 client: L2TP, PPTP, SSTP, site-to-site. */
export type TunnelKind = 'ikev2' | 'maybe-ikev2' | 'other';

/** One place that states what one side proposes or accepts. */
export interface IPsecPolicy {
  /** Stable name within its file: `policy/0`. */
  readonly key: string;
  readonly side: 'client' | 'server';
  readonly form: PolicyForm;
  /** `custom`: six values; `system-default`: the place says that there is no custom policy; `unread`: it says either, unknown which. */
  readonly kind: 'custom' | 'system-default' | 'unread';
  readonly slots: Readonly<Record<AttributeName, Slot>>;
  /** The name of the thing that states the policy: the cmdlet, the `CryptographySuite`, or what stands for it where there is none. */
  readonly at: Location;
  readonly tunnel: TunnelKind;
  /** What people call it: the profile's or connection's name, else nothing. */
  readonly name?: string;
  /** Present where the connection is stated to be in the phone book of all users. */
  readonly allUsers?: true;
  /** How a client authenticates, where the place that states its policy says so as well. What a profile says is in the profile. */
  readonly authentication?: ClientAuthentication;
  /** Whether a later place in the same file replaces this one whenever it is reached. Only the others count for pairing. */
  readonly superseded: boolean;
  /** Present on what a computer printed or stored, and nobody wrote: a script beside it says what is meant. */
  readonly printed?: true;
  /** How long keys live, where the place says so. Each side decides for itself: never compared. */
  readonly lifetimes?: Readonly<Partial<Record<LifetimeName, Written<number>>>>;
  /** Present where this is one of several that the server accepts, or stands for all of them: one that accepts a client is enough. */
  readonly proposals?: readonly AcceptedProposal[];
  /**
   * By what a server is known to have no custom policy, where no command goes back to the default.
   * - `installation`: the script sets the server up, and states none
   * - `silence`: the script changes a server and states none; another one may have set it before
   * - `encryption-type`: -EncryptionType asks for what is the default
   */
  readonly defaultBy?: 'installation' | 'silence' | 'encryption-type';
  /** Whether fixes can write into it. False where its values come from somewhere that cannot be edited in place. */
  readonly writable: boolean;
}

/** How a connection authenticates: by the one method that a server must then accept. */
export interface ClientAuthentication {
  readonly method: AcceptedMethod;
  readonly at: Location;
}

/** The lifetimes that a server policy can state, under the names of the cmdlet's parameters. */
export const LIFETIMES = ['SALifeTimeSeconds', 'MMSALifeTimeSeconds', 'SADataSizeForRenegotiationKilobytes'] as const;
export type LifetimeName = (typeof LIFETIMES)[number];

/** The algorithm of a slot; `undefined` unless it is known. */
export function algorithmOf(policy: IPsecPolicy, attribute: AttributeName): AlgorithmId | undefined {
  const slot = policy.slots[attribute];
  return slot.state === 'known' ? slot.algorithm : undefined;
}

/** The algorithm that counts for a value of a policy: `PFSMM` is the group of its main mode. `undefined` where that is not known. */
export function countedAlgorithm(policy: IPsecPolicy, attribute: AttributeName, algorithm = algorithmOf(policy, attribute)): AlgorithmId | undefined {
  return attribute === 'PfsGroup' && algorithm === 'mm' ? algorithmOf(policy, 'DHGroup') : algorithm;
}

/** The two ESP values of a policy that is known to name AES-GCM in one of them only, which is no valid pair. Without a cipher it is legal. */
export function unpairedGcm(policy: IPsecPolicy): { readonly cipher: AlgorithmId; readonly hash: AlgorithmId } | undefined {
  const cipher = algorithmOf(policy, 'CipherTransformConstants');
  const hash = algorithmOf(policy, 'AuthenticationTransformConstants');
  if (cipher === undefined || hash === undefined || cipher === hash || cipher === 'none') return undefined;
  return isGcm(cipher) || isGcm(hash) ? { cipher, hash } : undefined;
}

/** The place of a slot's text, or of the first of those that it may be; `undefined` when it has none. */
export function placeOf(slot: Slot): Location | undefined {
  if (slot.state === 'known' || slot.state === 'invalid') return slot.written.at;
  if (slot.state === 'possible') return slot.at ?? slot.values[0]?.written.at;
  return slot.state === 'unread' ? slot.at : undefined;
}

/** Names of the slots that are certainly not there. */
export function absentAttributes(policy: IPsecPolicy): AttributeName[] {
  return ATTRIBUTES.filter((name) => policy.slots[name].state === 'absent');
}

/**
 * What other files can observe of a policy, without positions: equal texts, equal consequences.
 * Two policies with the same text are one policy as far as pairing is concerned.
 */
export function normalised(policy: IPsecPolicy): string {
  if (policy.proposals) return normalisedProposals(policy.proposals);
  if (policy.kind !== 'custom') return policy.kind;
  return ATTRIBUTES.map((name) => {
    const slot = policy.slots[name];
    if (slot.state === 'known') return slot.algorithm;
    if (slot.state === 'possible') return `${slot.why}:${slot.values.map(({ algorithm }) => algorithm).join('|')}`;
    return slot.state === 'invalid' ? `!${slot.written.value}` : slot.state;
  }).join(' ');
}

/** The six algorithms of a policy, for a server that accepts several the first it names; `undefined` unless all are known. */
export function knownSuite(policy: IPsecPolicy): Record<AttributeName, AlgorithmId> | undefined {
  const suite: Partial<Record<AttributeName, AlgorithmId>> = {};
  for (const attribute of ATTRIBUTES) {
    const algorithm = policy.proposals ? policy.proposals[0]?.accepts[attribute]?.algorithms[0] : algorithmOf(policy, attribute);
    if (algorithm === undefined) return undefined;
    suite[attribute] = algorithm;
  }
  return suite as Record<AttributeName, AlgorithmId>;
}

function normalisedProposals(proposals: readonly AcceptedProposal[]): string {
  const one = ({ accepts }: AcceptedProposal): string => ATTRIBUTES.map((name) => [...(accepts[name]?.algorithms ?? ['?'])].sort().join('|')).join(' ');
  return `any of ${proposals.map(one).sort().join(', ')}`;
}
