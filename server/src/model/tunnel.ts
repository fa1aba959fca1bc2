import type { NamedBaseline } from '../knowledge/baselines.ts';
import type { DeploymentTarget } from '../knowledge/deployment-targets.ts';
import type { WindowsRelease } from '../knowledge/windows.ts';
import type { IPsecPolicy } from './policy.ts';
import type { PolicyCommand } from './policy-command.ts';
import type { VpnProfile } from './profile/profile.ts';
import type { ServerAuthentication } from './server-authentication.ts';

/**
 * How certain it is that a client connects to a server.
 * - `pinned`: the project file says so
 * - `full`: their places in the folder tree say so
 * - `possible`: they share a folder tree whose names do not tell; findings are at most information
 */
export type PairingStrength = 'pinned' | 'full' | 'possible';

/** A client and the one server policy that it is compared with. Pairing is done by `workspace/`; a rule sees the result. */
export interface Tunnel {
  readonly client: IPsecPolicy;
  /** The profile that holds the client's policy; absent for a client cmdlet. */
  readonly profile?: VpnProfile;
  readonly server: IPsecPolicy;
  /** Every place that states the same server policy, the one in `server` first. */
  readonly serverPlaces: readonly IPsecPolicy[];
  readonly strength: PairingStrength;
  /** One clause that says how the pair was chosen, for the end of a message. */
  readonly how: string;
  /**
   * Whether a client that states no policy may offer more than Windows does by itself: its deployment sets NegotiateDH2048_AES256 to anything
   * but 0, or, of a profile, a script sets policies by cmdlet for connections that may be those of its file.
   */
  readonly mayOfferMore: boolean;
  /** The oldest Windows that the deployment has, where the project file says so. */
  readonly minimumWindows?: WindowsRelease;
}

/** The same with what is said of the server's authentication by the files that are known to be about this server. */
export interface AuthenticatedTunnel extends Tunnel {
  /** At least one; none is superseded. */
  readonly authentications: readonly ServerAuthentication[];
}

/** A client with several distinct server policies to choose from, none of which it matches. */
export interface AmbiguousPairing {
  readonly client: IPsecPolicy;
  readonly servers: readonly IPsecPolicy[];
}

/** A server policy that was printed and says something else than the script that it belongs to. */
export interface ServerDrift {
  readonly printed: IPsecPolicy;
  readonly written: IPsecPolicy;
  /** Every place that writes the same policy, the one in `written` first. */
  readonly places: readonly IPsecPolicy[];
  /** One clause that says how the two were found to belong together, for the end of a message. */
  readonly how: string;
}

/** A policy together with those that it must agree with. */
export interface PolicyInContext {
  readonly policy: IPsecPolicy;
  /** The server policy that it will meet, if it is a client's. */
  readonly server?: IPsecPolicy;
  /** What the project measures it against, where it says so. */
  readonly baseline?: NamedBaseline;
  /**
   * The other ends of its tunnels and, for a client, the other clients of the same server: a fix moves all that hold the same value.
   * `undefined` for a client among so many that the server's place is the one to change them from: there it is one fix,
   * here it would be one of that size for each of them. Worked out only for a fix.
   */
  readonly peers: () => readonly IPsecPolicy[] | undefined;
  /** The oldest Windows that the deployment has, where the project file says so. One that names a server release speaks of servers only. */
  readonly minimumWindows?: WindowsRelease;
}

/** A profile together with the server policy that it will meet, and what its project says of its deployment. */
export interface ProfileInContext {
  readonly profile: VpnProfile;
  /** The server policy that it will meet, if it is certain. Worked out only for a fix. */
  readonly server: () => IPsecPolicy | undefined;
  /** As in `Tunnel`. */
  readonly mayOfferMore: boolean;
  /** The device tunnels that ship together with it, if it is a user tunnel. */
  readonly devices: readonly VpnProfile[];
  /** The deployment of the project file in which it is the only kind of tunnel, if it is a device tunnel. */
  readonly deviceOnlyIn?: string;
  /** The oldest Windows that the deployment has, where the project file says so. */
  readonly minimumWindows?: WindowsRelease;
  /** By what it reaches the clients, where the project file says so; empty where that is not known. */
  readonly targets: readonly DeploymentTarget[];
}

/** A device tunnel and the user tunnels that ship together with it. */
export interface ProfilePair {
  readonly device: VpnProfile;
  readonly users: readonly VpnProfile[];
  /** One clause that says how they were found to belong together, for the end of a message. */
  readonly how: string;
}

/** A cmdlet call together with the server policy that it will meet, if it is a client's. */
export interface CommandInContext {
  readonly command: PolicyCommand;
  /** Worked out only for a fix. */
  readonly server: () => IPsecPolicy | undefined;
  /** The clients that will meet it, if it is a server's and they are certain. Worked out only for a fix. */
  readonly clients: () => readonly IPsecPolicy[];
}
