import type { AnyArtefact, Reading } from '../artefacts/artefact.ts';
import { ARTEFACTS } from '../artefacts/index.ts';
import type { Embedded } from '../artefacts/embedded.ts';
import { fingerprint } from '../core/fingerprint.ts';
import type { SourceFile } from '../core/source-file.ts';
import { observedCall } from '../model/cmdlet-call.ts';
import { withUnstated } from '../model/facts.ts';
import { bearingOnBalancer } from '../model/load-balancer/server-calls.ts';
import { observed } from '../model/observed.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import { normalised } from '../model/policy.ts';
import { observedAuthentication } from '../model/server-authentication.ts';
import { observedProfile } from '../model/profile/observed.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import { registryFileOf } from '../model/registry/of-facts.ts';
import { observedRegistry } from '../model/registry/observed.ts';
import { hostsOf } from '../model/server-name.ts';
import { claimsInComments } from './server-names.ts';
import { suppressionsOf, type Suppression } from './suppressions.ts';

/** What is known of one file from its own text. Made anew for each version; a version never changes. */
export interface Analysis {
  readonly file: SourceFile;
  readonly artefact: AnyArtefact;
  readonly reading: Reading;
  readonly suppressions: readonly Suppression[];
  /** The documents inside it. They have analyses of their own. */
  readonly embedded: readonly Embedded[];
  /** Everything that other files can observe of this one, without positions. Equal summaries: no other file needs a second look. */
  readonly summary: string;
  /** Stands for the summary where those of many files are compared. */
  readonly fingerprint: string;
}

/** Reads a file; `undefined` when no artefact recognises it. Never throws for any text. */
export function analyse(file: SourceFile): Analysis | undefined {
  const artefact = ARTEFACTS.find((candidate) => candidate.recognises(file));
  if (!artefact) return undefined;
  return analysisOf(artefact, artefact.read(file));
}

/** Reads a document inside a file, under a URI of its own. What the file says about it is part of its facts. */
export function analyseEmbedded(uri: string, { content, languageId, partial, deployedTo }: Embedded): Analysis | undefined {
  const file: SourceFile = { uri, text: content.text, languageId };
  // Its name is that of the file around it, which says nothing of what it is.
  const artefact = ARTEFACTS.find((candidate) => candidate.languageIds.includes(languageId) && candidate.recognises(file));
  if (!artefact) return undefined;
  const reading = artefact.read(file);
  const { facts } = reading;
  const profiles = deployedTo ? facts.profiles.map((profile) => ({ ...profile, deployedTo })) : facts.profiles;
  return analysisOf(artefact, { ...reading, facts: { ...facts, profiles, problems: partial ? [] : facts.problems } });
}

function analysisOf(artefact: AnyArtefact, read: Reading): Analysis {
  const { file } = read;
  const claims = file.text.includes('aovpn-server') ? claimsInComments(file, artefact.comments(read)) : [];
  const reading = claims.length > 0 ? { ...read, facts: { ...read.facts, claims: [...claims, ...(read.facts.claims ?? [])] } } : read;
  const suppressions = suppressionsOf(file.text, artefact, reading);
  return new FileAnalysis(artefact, reading, suppressions, artefact.embedded?.(reading) ?? []);
}

/** A class, because a getter of an object of its own would keep every version alive until the memory is cleaned up as a whole. */
class FileAnalysis implements Analysis {
  readonly file: SourceFile;
  readonly artefact: AnyArtefact;
  readonly reading: Reading;
  readonly suppressions: readonly Suppression[];
  readonly embedded: readonly Embedded[];
  #summary: string | undefined;
  #fingerprint: string | undefined;

  constructor(artefact: AnyArtefact, reading: Reading, suppressions: readonly Suppression[], embedded: readonly Embedded[]) {
    this.file = reading.file;
    this.artefact = artefact;
    this.reading = reading;
    this.suppressions = suppressions;
    this.embedded = embedded;
  }

  /** A file that nothing is compared with is never asked. */
  get summary(): string {
    this.#summary ??= summaryOf(this.reading);
    return this.#summary;
  }

  get fingerprint(): string {
    this.#fingerprint ??= fingerprint(this.summary);
    return this.#fingerprint;
  }
}

/** The policy of this key in the file as it is now, the one that it does not state included. */
export function policyOf(analysis: Analysis, key: string): IPsecPolicy | undefined {
  return withUnstated(analysis.reading.facts).find((policy) => policy.key === key);
}

/** The profile of this key in the file as it is now. */
export function profileOf(analysis: Analysis, key: string): VpnProfile | undefined {
  return analysis.reading.facts.profiles.find((profile) => profile.key === key);
}

function summaryOf({ facts }: Reading): string {
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
    [facts.unstatedPolicy?.key, facts.unstatedPolicy?.defaultBy, facts.maySetPolicy],
    facts.profiles.map((profile) => [profile.key, profile.whole, observedProfile(profile)]),
    observedRegistry(registryFileOf(facts) ?? { writes: [], calls: [] }),
    facts.registryWhole,
    facts.serverAuthentications?.map(observedAuthentication),
    observed(facts.loadBalancer),
    bearingOnBalancer(facts.calls ?? []).map(observedCall),
    facts.claims?.map(({ host, by }) => [host, by]),
    facts.policies.map((policy) => hostsOf(policy, facts)),
  ]);
}
