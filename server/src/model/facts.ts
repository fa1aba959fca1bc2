import type { TooDeepAt } from '../core/nesting.ts';
import type { Location, SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import type { CmdletCall } from './cmdlet-call.ts';
import type { FirewallRule } from './firewall-rule.ts';
import type { LoadBalancer } from './load-balancer/load-balancer.ts';
import type { IPsecPolicy } from './policy.ts';
import type { PolicyCommand } from './policy-command.ts';
import type { VpnProfile } from './profile/profile.ts';
import type { RegistryKeyChange, RegistryWrite, ScriptOrder } from './registry/write.ts';
import type { ServerAuthentication } from './server-authentication.ts';
import type { ServerClaim } from './server-name.ts';
import type { Typography } from './typography.ts';

/** A defect of the notation itself, found by its parser. */
export interface SyntaxProblem {
  readonly at: Location;
  readonly message: string;
  /** The notation that it is a defect of; absent for XML. */
  readonly notation?: 'f5' | 'citrix-adc' | 'reg-file' | 'preferences';
  /** The one edit that most likely says what was meant; safe only if it concerns nothing but spelling. */
  readonly fix?: { readonly at: Location; readonly text: string; readonly title: string; readonly safe: boolean };
}

/**
 * A place behind which a file is not read, since it is nested deeper than anything that people write, or has more parts; and how many levels or
 * parts are read.
 */
export type TooDeep = { readonly at: Location } & ({ readonly levels: number } | { readonly parts: number });

/** A file that is a ProfileXML with its markup escaped. */
export interface EscapedForm {
  /** The start tag of its root, as it is written. */
  readonly at: Location;
  readonly whole: Location;
  /** The profile itself. */
  readonly unescaped: string;
}

/** Everything that one file states, in the words of the model. */
export interface Facts {
  readonly file: SourceFile;
  readonly problems: readonly SyntaxProblem[];
  readonly tooDeep?: TooDeep | undefined;
  readonly profiles: readonly VpnProfile[];
  /** Every place that states a policy, those of profiles included. */
  readonly policies: readonly IPsecPolicy[];
  readonly policyCommands: readonly PolicyCommand[];
  /** What a script leaves a server with that it sets up without stating a policy. In no list of what is stated. */
  readonly unstatedPolicy?: IPsecPolicy;
  /** Present on a script about a server that states no policy and has commands that are not known: it may set one all the same. */
  readonly maySetPolicy?: true;
  /** Present where a text that the file hands to another shell, or runs as code, sets the policy of a connection: which one, and to what, is not read. */
  readonly maySetClientPolicy?: true;
  readonly registryWrites: readonly RegistryWrite[];
  /** Every key that is made or deleted as a whole, in the order of the text. */
  readonly registryKeys?: readonly RegistryKeyChange[];
  /** Present where the file writes nothing to the registry but what is in these lists, so that a value that is not in them is not set. */
  readonly registryWhole?: true;
  /** Every place that says how clients authenticate to a server. */
  readonly serverAuthentications?: readonly ServerAuthentication[];
  /** The hosts that the file says it configures. */
  readonly claims?: readonly ServerClaim[];
  /** Every rule that the file adds to the firewall of its computer. */
  readonly firewallRules?: readonly FirewallRule[];
  readonly script?: ScriptOrder | undefined;
  /** Every call of a cmdlet of the catalogue, in the order of the text. */
  readonly calls?: readonly CmdletCall[];
  readonly typography?: Typography | undefined;
  readonly loadBalancer?: LoadBalancer;
  readonly escapedForm?: EscapedForm | undefined;
  /**
   * Places that are present but were not understood: a rule of the form "X is missing" stays silent about a scope that overlaps one.
   */
  readonly unread: readonly Span[];
  /** Where the place of a `Location`'s key stands now; `undefined` when it is gone. */
  readonly placeOf: (key: string) => Span | undefined;
}

/** Makes locations of one file and remembers where each key stands; of those with one key, the last. */
export class Anchors {
  readonly #places: (Location & { readonly key: string })[] = [];
  /** Made when somebody asks, since for most files nobody does. */
  #spans: Map<string, Span> | undefined;
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** The place of a span under a key that is unique in the file. */
  at(span: Span, key: string): Location {
    const place = { file: this.#file, span, key };
    this.#places.push(place);
    this.#spans = undefined;
    return place;
  }

  /** Where the place of a key is. */
  placeOf(key: string): Span | undefined {
    this.#spans ??= new Map(this.#places.map((place) => [place.key, place.span]));
    return this.#spans.get(key);
  }
}

/** What a reader says of the bracket, by its offset, behind which it has read nothing, as a fact. */
export function tooDeepIn(file: SourceFile, found: TooDeepAt | undefined): Pick<Facts, 'tooDeep'> {
  return found ? { tooDeep: { at: { file, span: { start: found.at, end: found.at + 1 } }, levels: found.levels } } : {};
}

/** Facts of a file that states nothing. */
export function emptyFacts(file: SourceFile): Facts {
  return { file, problems: [], profiles: [], policies: [], policyCommands: [], registryWrites: [], unread: [], placeOf: () => undefined };
}

/** The policies of a file, with what it leaves a server with by stating none. */
export function withUnstated({ policies, unstatedPolicy }: Pick<Facts, 'policies' | 'unstatedPolicy'>): readonly IPsecPolicy[] {
  return unstatedPolicy ? [...policies, unstatedPolicy] : policies;
}
