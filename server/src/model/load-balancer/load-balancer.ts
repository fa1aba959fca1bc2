import type { Location } from '../../core/source-file.ts';
import type { Monitor } from './monitor.ts';
import type { Reference, Setting } from './setting.ts';

/** The makes of load balancer that can be read. */
export type Vendor = 'f5' | 'citrix-adc' | 'kemp' | 'haproxy' | 'nginx' | 'azure';

/** First and last port, 0 to 65535, both included. Every port: 0 and 65535. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** `any` listens to every protocol; `other` is known to be none of these. */
export type Transport = 'udp' | 'tcp' | 'any' | 'other';

/**
 * What becomes of TLS.
 * - `pass-through`: it ends on the servers
 * - `offload`: it ends here, the servers get plain HTTP
 * - `re-encrypt`: it ends here, a second connection goes on to the servers
 */
export type TlsHandling = 'pass-through' | 'offload' | 're-encrypt';

/** What clients connect to: a virtual server or virtual service with its address and ports. */
export interface Listener {
  /** Unique in the file. */
  readonly key: string;
  /** Its full name; for a product whose services have none, protocol, address and port. */
  readonly name: string;
  /** Where it is named: findings about it stand here. */
  readonly at: Location;
  /** Everything that defines it in one piece. */
  readonly whole: Location;
  /** IPv4 or IPv6 in its shortest form, with the route domain behind `%` where it has one; `any` for all of them. */
  readonly address: Setting<string>;
  readonly ports: Setting<PortRange>;
  readonly transport: Setting<Transport>;
  readonly tls: Setting<TlsHandling>;
  /** The pools that traffic goes to. None: it goes nowhere. */
  readonly pools: Setting<readonly Reference[]>;
  /** Whether servers see an address of the load balancer instead of the client's, as far as that is decided here and not by the pool. */
  readonly translation: Setting<boolean>;
  /** What keeps a client with its server, by name. Empty: nothing. */
  readonly persistence: Setting<readonly Reference[]>;
  /** What does so where the first cannot. Empty: nothing. */
  readonly fallback: Setting<readonly Reference[]>;
  /**
   * Whether it takes connections. One that is switched off is no concern of any rule. `undefined` where that is not known: no rule judges it, and
   * its port counts as perhaps taken.
   */
  readonly enabled: boolean | undefined;
  /** Whether something that cannot be judged takes part in choosing servers, such as an iRule or a policy. */
  readonly programmed: boolean;
  /** Whether it only routes packets on to where they are addressed: no listener for a VPN, and none for the other port of one. */
  readonly forwarding?: true;
}

/** Servers that share the traffic of a listener: a pool or service group. */
export interface Pool {
  readonly key: string;
  readonly name: string;
  readonly at: Location;
  readonly whole: Location;
  readonly members: readonly Member[];
  /** Whether `members` is certainly all of them. */
  readonly complete: boolean;
  /** What tests its members, by name. Empty: nothing does. */
  readonly monitors: Setting<readonly Reference[]>;
  /** As in `Listener`; absent where the product decides it at the listener alone. */
  readonly translation?: Setting<boolean>;
  /** Whether TLS is spoken to the members; absent where the product decides it at the listener alone. */
  readonly speaksTls?: Setting<boolean>;
}

export interface Member {
  readonly key: string;
  readonly at: Location;
  /** The address of the server, or its host name where it has none. */
  readonly address: Setting<string>;
  /** 0: the port of the listener. */
  readonly port: Setting<number>;
  /** The object that stands for the server, where the product has those. */
  readonly server?: Reference;
}

export type PersistenceKind = 'source-address' | 'tls-session' | 'cookie' | 'none' | 'other';

/**
 * For which connections of a client one record holds.
 * - `listener`: those to one listener
 * - `address`: those to any port of one address
 * - `device`: those to any listener that uses it
 * - `group`: those to the listeners that name it in `persistence`, which are bound together
 */
export type PersistenceScope = 'listener' | 'address' | 'device' | 'group';

/** What makes all connections of a client go to one server. */
export interface Persistence {
  readonly key: string;
  readonly name: string;
  readonly at: Location;
  readonly whole: Location;
  readonly kind: Setting<PersistenceKind>;
  readonly scope: Setting<PersistenceScope>;
  /** Seconds without traffic after which a record is dropped; Infinity: never. */
  readonly timeout: Setting<number>;
  /** What takes over where the kind cannot be used; absent where the product states that at the listener. */
  readonly backup?: Setting<PersistenceKind>;
  /** Whether it comes with the product and stands in no file. */
  readonly builtIn?: true;
}

/** Everything that one file says of load balancing, in the words of every vendor. */
export interface LoadBalancer {
  readonly vendor: Vendor;
  readonly listeners: readonly Listener[];
  readonly pools: readonly Pool[];
  readonly monitors: readonly Monitor[];
  readonly persistences: readonly Persistence[];
  /** Names that its objects use and that neither this file nor the product defines. Those of one kind and name once for each use. */
  readonly undefinedNames: readonly UndefinedName[];
  /** Kind and name, with a blank between them, of every object that this file makes, where other files may use it. */
  readonly definedNames?: readonly string[];
  /** Where a new service is told to keep the client's address unless it says otherwise (Citrix ADC: mode USIP). */
  readonly keepsClientAddress?: Location;
  /** The release that wrote the file, where it says so. */
  readonly release?: Release;
  /** Services that share the records of one that cannot be: itself, or one of another transport (Kemp: FollowVSID). */
  readonly impossibleFollowing?: readonly ImpossibleFollowing[];
  /** Whether some of the file could not be read: what seems to be missing may stand there. */
  readonly broken?: true;
}

export interface UndefinedName {
  /** `pool`, `monitor`, `persistence`, `profile`, `server`, `service group` …: the vendor's own word. */
  readonly kind: string;
  readonly name: string;
  readonly at: Location;
  /** Key of the object that uses it. */
  readonly usedBy: string;
}

/** Such as 13.0 build 47.22. */
export interface Release {
  readonly at: Location;
  readonly version: string;
  readonly build: string;
}

export interface ImpossibleFollowing {
  readonly at: Location;
  readonly because: 'itself' | 'transport';
}
