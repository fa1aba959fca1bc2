import type { AnyArtefact, Reading } from '../artefacts/artefact.ts';
import { crowded } from '../artefacts/crowded.ts';
import { ARTEFACTS } from '../artefacts/index.ts';
import type { Embedded } from '../artefacts/embedded.ts';
import { fingerprint } from '../core/fingerprint.ts';
import { KeptFile, type Pack } from '../core/kept-file.ts';
import { Lookup } from '../core/lookup.ts';
import type { SourceFile } from '../core/source-file.ts';
import { observedCall } from '../model/cmdlet-call.ts';
import { withUnstated, type Facts } from '../model/facts.ts';
import { bearingOnBalancer } from '../model/load-balancer/server-calls.ts';
import { observed } from '../model/observed.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import { normalised } from '../model/policy.ts';
import { observedAuthentication } from '../model/server-authentication.ts';
import { observedProfile } from '../model/profile/observed.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import { registryFileOf } from '../model/registry/of-facts.ts';
import { observedRegistry } from '../model/registry/observed.ts';
import type { Unprepared } from './prepared.ts';
import { SharedFacts } from './shared-facts.ts';
import { ClientHosts } from '../model/server-name.ts';
import { claimsInComments } from './server-names.ts';
import { suppressionsOf, type Suppression } from './suppressions.ts';

/** What is known of one file from its own text. Made anew for each version; a version never changes. */
export interface Analysis {
  readonly file: SourceFile;
  readonly artefact: AnyArtefact;
  /** Tree and facts. Made once more from the text if they have been put away. */
  readonly reading: Reading;
  /** The same facts for whoever compares files: what such a comparison asks of every file is at hand even while the reading is put away. */
  readonly facts: Facts;
  /** The policies of `facts` by key, the one that it does not state included. */
  readonly policies: Lookup<IPsecPolicy>;
  /** The profiles of `facts` by key. */
  readonly profiles: Lookup<VpnProfile>;
  /** The hosts that its clients connect to. */
  readonly hosts: ClientHosts;
  /** Whether it states profiles and the policies of clients, and nothing that another file could rest on: what most files of a large folder do. */
  readonly isPlain: boolean;
  readonly suppressions: readonly Suppression[];
  /** The documents inside it. They have analyses of their own. */
  readonly embedded: readonly Embedded[];
  /** Stands for everything that other files can observe of this one, without positions. Equal: no other file needs a second look. */
  readonly summary: string;
}

/** An analysis that can be put away: what follows from the text alone is dropped, and made again when somebody asks. */
export interface RestingAnalysis extends Analysis {
  /** Length of the text, in UTF-16 units. */
  readonly size: number;
  rest(pack: Pack): void;
  /** Lets go of what follows from the text, for a version that another one has taken the place of: whatever still holds on to it holds little. */
  letGo(): void;
}

/** Is told of each analysis whose reading has been made. */
export type OnWake = (analysis: RestingAnalysis) => void;

/** Reads a file; `undefined` when no artefact recognises it. Never throws for any text. */
export function analyse(given: SourceFile, onWake: OnWake = () => undefined): RestingAnalysis | undefined {
  const artefact = ARTEFACTS.find((candidate) => candidate.recognises(given));
  if (!artefact) return undefined;
  return new FileAnalysis(new KeptFile(given), artefact, onWake);
}

/** The analysis of a file for whose text everything has been worked out before, put away; `undefined` when no artefact recognises it. */
export function analysisFrom(file: KeptFile, known: Unprepared, onWake: OnWake): RestingAnalysis | undefined {
  const artefact = ARTEFACTS.find((candidate) => candidate.recognises(file));
  return artefact && new FileAnalysis(file, artefact, onWake, undefined, known);
}

/** Reads a document inside a file, under a URI of its own. What the file says about it is part of its facts. */
export function analyseEmbedded(uri: string, { content, languageId, partial, deployedTo }: Embedded, onWake: OnWake): RestingAnalysis | undefined {
  const file = new KeptFile({ uri, text: content.text, languageId });
  // Its name is that of the file around it, which says nothing of what it is.
  const artefact = ARTEFACTS.find((candidate) => candidate.languageIds.includes(languageId) && candidate.recognises(file));
  if (!artefact) return undefined;
  return new FileAnalysis(file, artefact, onWake, { partial, ...(deployedTo && { deployedTo }) });
}

/** A reading with the hosts that the comments of the file name. */
function withClaims(reading: Reading, artefact: AnyArtefact): Reading {
  const { file, facts } = reading;
  const claims = file.text.includes('aovpn-server') ? claimsInComments(file, artefact.comments(reading)) : [];
  return claims.length > 0 ? { ...reading, facts: { ...facts, claims: [...claims, ...(facts.claims ?? [])] } } : reading;
}

class FileAnalysis implements RestingAnalysis {
  readonly file: KeptFile;
  readonly artefact: AnyArtefact;
  readonly facts: SharedFacts;
  readonly isPlain: boolean;
  readonly suppressions: readonly Suppression[];
  readonly embedded: readonly Embedded[];
  readonly size: number;
  readonly #within: Pick<Embedded, 'partial' | 'deployedTo'> | undefined;
  readonly #onWake: OnWake;
  #reading: Reading | undefined;
  #policies: Lookup<IPsecPolicy> | undefined;
  #profiles: Lookup<VpnProfile> | undefined;
  #hosts: ClientHosts | undefined;
  #summary: string | undefined;

  /**
   * @param within what the file around it says of a document
   * @param known what has been worked out for the same text before
   */
  constructor(file: KeptFile, recognised: AnyArtefact, onWake: OnWake, within?: Pick<Embedded, 'partial' | 'deployedTo'>, known?: Unprepared) {
    const artefact = crowded(recognised, file) ?? recognised;
    this.file = file;
    this.artefact = artefact;
    this.size = file.text.length;
    this.#within = within;
    this.#onWake = onWake;
    if (known) {
      this.suppressions = [];
      this.embedded = [];
      this.isPlain = true;
      this.facts = new SharedFacts({ file, policies: known.policies, profiles: known.profiles, policyCommands: [], registryWrites: [] }, this);
      return;
    }
    const { reading } = this;
    this.suppressions = suppressionsOf(file.text, artefact, reading);
    this.embedded = artefact.embedded?.(reading) ?? [];
    this.facts = new SharedFacts(reading.facts, this);
    this.isPlain = isPlain(reading.facts);
  }

  get reading(): Reading {
    if (!this.#reading) {
      this.file.unpack();
      this.#reading = this.#read();
      this.#onWake(this);
    }
    return this.#reading;
  }

  #read(): Reading {
    const reading = withClaims(this.artefact.read(this.file), this.artefact);
    if (!this.#within) return reading;
    const { partial, deployedTo } = this.#within;
    const { facts } = reading;
    const profiles = deployedTo ? facts.profiles.map((profile) => ({ ...profile, deployedTo })) : facts.profiles;
    return { ...reading, facts: { ...facts, profiles, problems: partial ? [] : facts.problems } };
  }

  get policies(): Lookup<IPsecPolicy> {
    this.#policies ??= new Lookup(withUnstated(this.facts), ({ key }) => key);
    return this.#policies;
  }

  get profiles(): Lookup<VpnProfile> {
    this.#profiles ??= new Lookup<VpnProfile>(this.facts.profiles, ({ key }) => key);
    return this.#profiles;
  }

  get hosts(): ClientHosts {
    this.#hosts ??= new ClientHosts(this.facts);
    return this.#hosts;
  }

  get summary(): string {
    this.#summary ??= fingerprint(summaryOf(this.facts));
    return this.#summary;
  }

  letGo(): void {
    this.#reading = undefined;
  }

  rest(pack: Pack): void {
    this.facts.remember();
    this.#reading = undefined;
    this.file.pack(pack);
  }
}

/** The policy of this key in the file as it is now, the one that it does not state included. */
export function policyOf(analysis: Analysis, key: string): IPsecPolicy | undefined {
  return analysis.policies.get(key);
}

/** The profile of this key in the file as it is now. */
export function profileOf(analysis: Analysis, key: string): VpnProfile | undefined {
  return analysis.profiles.get(key);
}

function summaryOf(facts: Facts): string {
  const hosts = new ClientHosts(facts);
  return JSON.stringify([
    facts.policies.map((policy) => [
      policy.key,
      policy.side,
      policy.tunnel,
      policy.superseded,
      policy.printed,
      policy.writable,
      policy.defaultBy,
      normalised(policy),
    ]),
    [facts.unstatedPolicy?.key, facts.unstatedPolicy?.defaultBy, facts.maySetPolicy, facts.maySetClientPolicy],
    facts.profiles.map((profile) => [profile.key, profile.whole, observedProfile(profile)]),
    observedRegistry(registryFileOf(facts) ?? { writes: [], calls: [] }),
    facts.registryWhole,
    facts.serverAuthentications?.map(observedAuthentication),
    observed(facts.loadBalancer),
    bearingOnBalancer(facts.calls ?? []).map(observedCall),
    facts.claims?.map(({ host, by }) => [host, by]),
    facts.policies.map((policy) => hosts.of(policy)),
  ]);
}

function isPlain(facts: Facts): boolean {
  const { policies, unstatedPolicy, registryWrites, registryKeys, serverAuthentications, claims, firewallRules, calls, loadBalancer } = facts;
  const lists = [registryWrites, registryKeys, serverAuthentications, claims, firewallRules, calls];
  if (lists.some((list) => list !== undefined && list.length > 0) || unstatedPolicy || loadBalancer) return false;
  if (facts.maySetPolicy || facts.maySetClientPolicy) return false;
  return policies.every(({ side, printed, superseded }) => side === 'client' && !printed && !superseded);
}
