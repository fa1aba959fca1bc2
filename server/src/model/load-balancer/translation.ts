import type { Location } from '../../core/source-file.ts';
import type { BalancedDeployment } from './context.ts';
import type { Listener, Pool } from './load-balancer.ts';
import type { Service } from './service.ts';
import { valueOf, type Setting } from './setting.ts';

/** What replaces the client's address: a listener, or a pool of it. */
export interface Translator {
  readonly object: Listener | Pool;
  readonly setting: Setting<boolean>;
}

/** Everything that certainly replaces the address of the clients of a listener. Empty where it is kept, and where that is not known. */
export function translatorsOf({ listener, pools = [] }: Service): Translator[] {
  const byPool = pools.filter(({ translation }) => valueOf(translation) === true);
  const forbidden = pools.length > 0 && pools.every(({ translation }) => translation?.state === 'stated' && !translation.value);
  return [
    ...(valueOf(listener.translation) === true && !forbidden ? [{ object: listener, setting: listener.translation }] : []),
    ...byPool.flatMap((pool) => (pool.translation ? { object: pool, setting: pool.translation } : [])),
  ];
}

/**
 * Where a server is told to take more clients from one address (IkeNumEstablishedForInitialQuery), by a value or by the published function.
 * Source: Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT".
 */
export function raisedLimit(deployment: BalancedDeployment | undefined): Location | undefined {
  const write = deployment?.registryWrites.find(({ action, name }) => action !== 'delete' && /^IkeNumEstablishedForInitialQuery$/iu.test(name.value));
  return write?.at ?? deployment?.calls.find(({ cmdlet }) => cmdlet === 'Set-IKEv2VPNLoadBalancingParameters')?.at;
}
