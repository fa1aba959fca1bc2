import { upTo } from '../../core/up-to.ts';
import type { BalancedDeployment } from '../../model/load-balancer/context.ts';
import type { LoadBalancer } from '../../model/load-balancer/load-balancer.ts';
import { testsSstp, type Service } from '../../model/load-balancer/service.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { fieldText } from '../../model/profile/field.ts';
import { profileField } from '../../model/profile/profile.ts';
import { isAddress, serverEntries } from '../profile/server-list.ts';

/** What a monitor may send as the name of the host, and whether an administrator gave that name. */
export interface MonitorHost {
  readonly host: string;
  readonly given: boolean;
}

/** The hosts that the profiles of a deployment connect to, in lower case. */
export function clientHosts(deployment: BalancedDeployment | undefined): string[] {
  const values = (deployment?.profiles ?? []).flatMap((profile) => fieldText(profileField(profile, 'NativeProfile/Servers')) ?? []);
  return [...new Set(values.flatMap(serverEntries).map(({ host }) => host.toLowerCase()))].filter((host) => host !== '');
}

/**
 * The host that a monitor of SSTP should send: the one name of the profiles, else the one of the other monitors, else the address that clients
 * connect to, else `localhost`. RRAS takes SSTP under every host name (its URL begins with `https://+:443/`), so each of them is answered;
 * whoever offers one that is not `given` says which it is.
 */
export function hostFor(balancer: LoadBalancer, services: readonly Service[], deployment: BalancedDeployment | undefined): MonitorHost {
  const names = clientHosts(deployment).filter((host) => !isAddress(host));
  const sent = balancer.monitors.filter(testsSstp).flatMap(({ request }) => valueOf(request?.host) ?? []);
  for (const candidates of [names, [...new Set(sent)]]) {
    const [only, ...more] = candidates;
    if (only !== undefined && only !== '' && more.length === 0) return { host: only, given: true };
  }
  const addresses = new Set(services.map(({ listener }) => upTo(valueOf(listener.address) ?? '', '%')).filter(isAddress));
  const [address, ...more] = addresses;
  if (address === undefined || more.length > 0) return { host: 'localhost', given: false };
  return { host: address.includes(':') ? `[${address}]` : address, given: false };
}

/** For the end of a title: the host that is written without anyone having given it. */
export function hostNote({ host, given }: MonitorHost): string {
  return given ? '' : ` (Host: ${host})`;
}
