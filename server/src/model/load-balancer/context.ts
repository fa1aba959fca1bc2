import type { CmdletCall } from '../cmdlet-call.ts';
import type { IPsecPolicy } from '../policy.ts';
import type { VpnProfile } from '../profile/profile.ts';
import type { RegistryWrite } from '../registry/write.ts';
import type { LoadBalancer, UndefinedName } from './load-balancer.ts';
import type { Monitor } from './monitor.ts';
import type { Service, Twin } from './service.ts';

/** What else is known of the deployment that a load balancer belongs to. Each list holds everything that its files state; empty: nothing does. */
export interface BalancedDeployment {
  /** One clause that says how the files were found to belong together, for the end of a message. */
  readonly how: string;
  /** Whether the project file says that they belong together. */
  readonly pinned: boolean;
  /** The profiles of its clients. */
  readonly profiles: readonly VpnProfile[];
  /** What its servers are set to. None is superseded. */
  readonly policies: readonly IPsecPolicy[];
  /** What its servers' scripts write to the registry. */
  readonly registryWrites: readonly RegistryWrite[];
  /** What its servers' scripts call, as far as `server-calls.ts` names it. */
  readonly calls: readonly CmdletCall[];
}

/** A listener of a VPN in its deployment. */
export interface ServiceInContext {
  readonly service: Service;
  /** For the ports of IKE: the other one. */
  readonly twin: Twin;
  /** All services of the same file. */
  readonly services: readonly Service[];
  readonly deployment?: BalancedDeployment;
}

/** Both ports of IKE at one address. */
export interface IkePair {
  readonly ike: Service;
  readonly natTraversal: Service;
  readonly deployment?: BalancedDeployment;
}

/** A monitor that tests servers of a VPN, or that sends what only SSTP answers. */
export interface MonitorInContext {
  readonly monitor: Monitor;
  readonly balancer: LoadBalancer;
  /** The services whose servers it tests; empty where none is known. */
  readonly services: readonly Service[];
  readonly deployment?: BalancedDeployment;
}

/** A load balancer that has a listener of a VPN. */
export interface BalancerInContext {
  readonly balancer: LoadBalancer;
  readonly services: readonly Service[];
  readonly deployment?: BalancedDeployment;
}

/** A name that a VPN's objects use and no file of the load balancer defines. */
export interface NameInContext {
  readonly undefinedName: UndefinedName;
  readonly balancer: LoadBalancer;
}
