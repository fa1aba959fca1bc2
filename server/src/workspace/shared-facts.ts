import type { Location, SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import type { CmdletCall } from '../model/cmdlet-call.ts';
import type { EscapedForm, Facts, SyntaxProblem, TooDeep } from '../model/facts.ts';
import type { FirewallRule } from '../model/firewall-rule.ts';
import type { LoadBalancer } from '../model/load-balancer/load-balancer.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { PolicyCommand } from '../model/policy-command.ts';
import type { ProfileDeployment } from '../model/profile/deployment.ts';
import type { ProfileNode } from '../model/profile/node.ts';
import { briefOf } from '../model/profile-brief.ts';
import type { NativeProfile, ProfileBrief, VpnProfile } from '../model/profile/profile.ts';
import type { RegistryKeyChange, RegistryWrite, ScriptOrder } from '../model/registry/write.ts';
import type { ServerClaim } from '../model/server-name.ts';
import type { ServerAuthentication } from '../model/server-authentication.ts';
import type { Typography } from '../model/typography.ts';

/** Where the facts are read, as often as somebody asks for what is not held. */
interface Source {
  readonly reading: { readonly facts: Facts };
}

/** What is held besides the lists that every file has, where a file has it. */
const HELD = [
  'unstatedPolicy',
  'maySetPolicy',
  'maySetClientPolicy',
  'registryKeys',
  'registryWhole',
  'serverAuthentications',
  'claims',
  'firewallRules',
  'calls',
  'loadBalancer',
] as const;

/**
 * The facts of a file as other files see them. What is asked of every file whenever files are compared is held; all else is looked up in
 * the facts as they are read when somebody asks, so that the tree of a file that nobody looks at need not be kept.
 */
export class SharedFacts implements Facts {
  declare readonly unstatedPolicy?: IPsecPolicy;
  declare readonly maySetPolicy?: true;
  declare readonly maySetClientPolicy?: true;
  declare readonly registryKeys?: readonly RegistryKeyChange[];
  declare readonly registryWhole?: true;
  declare readonly serverAuthentications?: readonly ServerAuthentication[];
  declare readonly claims?: readonly ServerClaim[];
  declare readonly firewallRules?: readonly FirewallRule[];
  declare readonly calls?: readonly CmdletCall[];
  declare readonly loadBalancer?: LoadBalancer;
  readonly file: SourceFile;
  readonly profiles: readonly SharedProfile[];
  readonly policies: readonly IPsecPolicy[];
  readonly policyCommands: readonly PolicyCommand[];
  readonly registryWrites: readonly RegistryWrite[];
  readonly #source: Source;

  constructor(first: Held, source: Source) {
    this.#source = source;
    this.file = first.file;
    this.policies = first.policies;
    this.policyCommands = first.policyCommands;
    this.registryWrites = first.registryWrites;
    for (const name of HELD) if (first[name] !== undefined) Object.assign(this, { [name]: first[name] });
    this.profiles = first.profiles.map((profile) => new SharedProfile(profile, source));
  }

  get problems(): readonly SyntaxProblem[] {
    return this.#source.reading.facts.problems;
  }

  get tooDeep(): TooDeep | undefined {
    return this.#source.reading.facts.tooDeep;
  }

  get script(): ScriptOrder | undefined {
    return this.#source.reading.facts.script;
  }

  get typography(): Typography | undefined {
    return this.#source.reading.facts.typography;
  }

  get escapedForm(): EscapedForm | undefined {
    return this.#source.reading.facts.escapedForm;
  }

  get unread(): readonly Span[] {
    return this.#source.reading.facts.unread;
  }

  get placeOf(): (key: string) => Span | undefined {
    return (key) => this.#source.reading.facts.placeOf(key);
  }

  /** Works out what is to be at hand later without the file being read again. */
  remember(): void {
    for (const profile of this.profiles) profile.remember();
  }
}

/** What is held of a profile. */
type Shared = Pick<VpnProfile, 'key' | 'at' | 'whole' | 'policyKey' | 'deployedTo' | 'brief'>;

/** What is held of facts. */
type Held = Omit<Facts, 'profiles' | 'problems' | 'unread' | 'placeOf'> & { readonly profiles: readonly Shared[] };

/** A profile as other files see it: what it is, and the rest when somebody asks. */
class SharedProfile implements VpnProfile {
  declare readonly policyKey?: string;
  declare readonly deployedTo?: ProfileDeployment;
  readonly key: string;
  readonly at: Location;
  readonly whole: boolean;
  readonly #source: Source;
  #brief: ProfileBrief | undefined;

  constructor({ key, at, whole, policyKey, deployedTo, brief }: Shared, source: Source) {
    this.key = key;
    this.at = at;
    this.whole = whole;
    if (policyKey !== undefined) this.policyKey = policyKey;
    if (deployedTo) this.deployedTo = deployedTo;
    this.#brief = brief;
    this.#source = source;
  }

  get root(): ProfileNode {
    return this.#whole().root;
  }

  get native(): NativeProfile | undefined {
    return this.#whole().native;
  }

  get remembered(): Map<unknown, unknown> {
    return this.#whole().remembered;
  }

  get brief(): ProfileBrief {
    return this.remember();
  }

  remember(): ProfileBrief {
    this.#brief ??= briefOf(this.#whole());
    return this.#brief;
  }

  #whole(): VpnProfile {
    const found = this.#source.reading.facts.profiles.find(({ key }) => key === this.key);
    if (!found) throw new Error(`The same text has lost ${this.key}.`);
    return found;
  }
}
