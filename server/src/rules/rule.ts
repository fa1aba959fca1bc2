import type { Location } from '../core/source-file.ts';
import type { Confidence } from '../knowledge/confidence.ts';
import type { Change } from '../model/change.ts';
import type { OfferChange } from '../model/client-registry.ts';
import type { CmdletCall } from '../model/cmdlet-call.ts';
import type { ScriptCalls } from '../model/script-calls.ts';
import type { EscapedForm, SyntaxProblem, TooDeep } from '../model/facts.ts';
import type { BalancerInContext, IkePair, MonitorInContext, NameInContext, ServiceInContext } from '../model/load-balancer/context.ts';
import type { MisleadingText } from '../model/misleading-text.ts';
import type { ProfileNode } from '../model/profile/node.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import type { RegistryInContext } from '../model/registry/context.ts';
import type { RegistryFile } from '../model/registry/file.ts';
import type { RegistryWrite, ScriptOrder } from '../model/registry/write.ts';
import type { ProjectFile } from '../model/project.ts';
import type { Secret } from '../model/secret.ts';
import type { InternalError, SuppressedRule } from '../model/suppression.ts';
import type { Typography } from '../model/typography.ts';
import type {
  AmbiguousPairing,
  AuthenticatedTunnel,
  CommandInContext,
  PolicyInContext,
  ProfileInContext,
  ProfilePair,
  ServerDrift,
  Tunnel,
} from '../model/tunnel.ts';

/** What a rule can subscribe to. Its check runs once for each fact of the kind. */
export interface FactKinds {
  /** A defect of the notation itself. */
  readonly problem: SyntaxProblem;
  readonly tooDeep: TooDeep;
  /** A file that is a profile in escaped form. The profile in it is a fact as well. */
  readonly escapedForm: EscapedForm;
  /** A profile by itself. */
  readonly profile: VpnProfile;
  /** Every element of a profile, the root first. Content with another schema is left out. */
  readonly element: ProfileNode;
  /** A profile in its deployment. */
  readonly clientProfile: ProfileInContext;
  /** A device tunnel and the user tunnels beside it. Findings stand in the device's file. */
  readonly profilePair: ProfilePair;
  readonly policy: PolicyInContext;
  readonly policyCommand: CommandInContext;
  readonly registryWrite: RegistryWrite;
  /** All that one file does to the registry. */
  readonly registryFile: RegistryFile;
  /** The same with what else is known of the computers, also for a file that sets up a server and writes nothing to the registry. */
  readonly registryInContext: RegistryInContext;
  readonly script: ScriptOrder;
  /** A registry write that changes what clients offer, and the clients that it reaches. */
  readonly offerChange: OfferChange;
  /** A call of a cmdlet of the catalogue, and all calls of its script. The same call comes once for each value that its splatted hashtable may have. */
  readonly cmdletCall: { readonly call: CmdletCall; readonly calls: ScriptCalls };
  readonly typography: Typography;
  /** Characters of one line that mislead whoever reads it, in a file of any kind. */
  readonly misleadingText: MisleadingText;
  /** A secret in clear text, in a file of any kind. */
  readonly secret: Secret;
  /** A client and the server policy that it is compared with. */
  readonly tunnel: Tunnel;
  /** The same where something is said of how the server authenticates clients. */
  readonly authentication: AuthenticatedTunnel;
  readonly ambiguousPairing: AmbiguousPairing;
  /** Output of a server and the script that says something else. */
  readonly serverDrift: ServerDrift;
  /** A load balancer's listener for IKE or SSTP, with everything that it leads to. */
  readonly vpnService: ServiceInContext;
  /** The listeners for both ports of IKE at one address, once for the two. */
  readonly ikePair: IkePair;
  /** A monitor that tests servers of a VPN. */
  readonly vpnMonitor: MonitorInContext;
  /** A load balancer as a whole. Only those that have a listener for IKE or SSTP. */
  readonly vpnBalancer: BalancerInContext;
  /** A name that the objects of such a listener use and nothing defines. */
  readonly undefinedName: NameInContext;
  readonly projectFile: ProjectFile;
  readonly suppression: SuppressedRule;
  readonly internalError: InternalError;
}
export type FactKind = keyof FactKinds;

export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A change that removes a finding. */
export interface Fix {
  /** What the light bulb says: an imperative of a few words. */
  readonly title: string;
  /** Whether only spelling, case, blanks, quoting, escaping or order change. Everything else is unsafe and never applied in bulk. */
  readonly safe: boolean;
  readonly changes: readonly Change[];
}

export interface Related {
  readonly at: Location;
  readonly message: string;
}

/** One finding, as a rule reports it. */
export interface Report {
  readonly at: Location;
  /** What is, then what to do. One sentence each. */
  readonly message: string;
  /** Lower than the rule's default, for a reason given on its page; a higher one is ignored. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /** The best one first. Worked out only when someone asks for them. */
  readonly fixes?: () => readonly Fix[];
  /** The same disagreement seen from the server's side: all mirrors at one place become one finding of severity information there. */
  readonly mirrors?: readonly Mirror[];
}

export interface Mirror {
  readonly at: Location;
  /** The message for `count` clients. */
  readonly message: (count: number) => string;
  /** What the client's place says, for the related location. */
  readonly relatedMessage: string;
  /** Fixes of the same title at one place are merged into one that does it for every client. */
  readonly fixes?: () => readonly MirrorFix[];
}

export interface MirrorFix extends Fix {
  /** What the merged fix is called where some of the clients cannot be changed: what was printed stays as it is. */
  readonly partialTitle?: string;
}

export interface Rule<K extends FactKind = FactKind> {
  /** Kebab-case; names the bad pattern; never changes, since suppressions and project files refer to it. */
  readonly id: string;
  readonly on: K;
  /** For a rule about elements: the paths of those that it is about. Absent: all. */
  readonly elements?: K extends 'element' ? readonly string[] : never;
  readonly severity: Severity;
  /** One line without a full stop. */
  readonly title: string;
  /** Why it matters in the field. */
  readonly why: string;
  /** How it is fixed, for the rule's page. */
  readonly howToFix: string;
  /** In which circumstances somebody does well to switch the rule off or to suppress a finding; `Never: …`, with the reason, where there are none. */
  readonly whenOff: string;
  /** Why and when a report is less severe than the default. */
  readonly lowered?: string;
  /** Where the fact comes from. */
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  /** What a fact that is inferred or recalled rests on, and what nobody has tested. All others rest on their sources. */
  readonly restsOn?: string;
  /** Set where its messages name characters that cannot be seen, so that no other rule has to. */
  readonly namesCharacters?: true;
  /** Workspaces in the language of `test/support/fixture.ts`: each bad one has exactly the marked findings, each good one none. */
  readonly examples: { readonly bad: readonly string[]; readonly good: readonly string[] };
  readonly check: (fact: FactKinds[K], report: (report: Report) => void) => void;
}

/** A rule of any kind, still knowing its own. */
export type AnyRule = { [K in FactKind]: Rule<K> }[FactKind];

/** Ties a rule's `check` to the kind of fact it subscribes to. */
export function rule<K extends FactKind>(definition: Rule<K>): Rule<K> {
  return definition;
}

/** Whether a rule compares a client with its server. */
export function isOfTunnel({ on }: Pick<AnyRule, 'on'>): boolean {
  return on === 'tunnel' || on === 'authentication';
}

/** The most severe that a fact of this confidence may be. */
export function ceiling(confidence: Confidence): Severity {
  if (confidence === 'inferred') return 'warning';
  return confidence === 'recalled' ? 'information' : 'error';
}

/** The less severe of two. */
export function lowerOf(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}
