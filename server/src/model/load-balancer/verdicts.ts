import type { Service, Services } from './service.ts';
import { valueOf } from './setting.ts';
import { tieOf } from './tie.ts';
import { tlsOf } from './tls.ts';
import { translatorsOf } from './translation.ts';

/*
 * Whether something that breaks a VPN is certainly not the case. Each is false where anything that bears on it is unknown: it answers another
 * question than the rules, which are silent there.
 */

/** Whether both ports of IKE certainly send a client to one server. */
export function isAllTied(services: readonly Service[], all: Services): boolean {
  const first = services.filter(({ role }) => role === 'ike');
  if (first.length === 0 || services.some(({ listener }) => listener.programmed)) return false;
  return first.every((ike) => {
    const twin = all.twinOf(ike);
    if (typeof twin !== 'object') return false;
    const { state } = tieOf({ ike, natTraversal: twin.service });
    return state === 'tied' || state === 'not needed';
  });
}

/** Whether servers certainly see the addresses of clients. */
export function isAllKept(services: readonly Service[]): boolean {
  return services.every((service) => {
    const { listener, pools } = service;
    if (listener.programmed || pools === undefined || pools.length === 0 || translatorsOf(service).length > 0) return false;
    const byPool = pools.map(({ translation }) => translation && valueOf(translation));
    if (byPool.every((each) => each === false)) return true;
    return valueOf(listener.translation) === false && pools.every(({ translation }) => translation === undefined || valueOf(translation) !== undefined);
  });
}

/** Whether TLS certainly ends on the servers. */
export function isPassedThrough(services: readonly Service[]): boolean {
  return services.every((service) => !service.listener.programmed && tlsOf(service) === 'pass-through');
}

/** Whether something tests all servers. Whether it tests them well is for the rules to say. */
export function isAllTested(services: readonly Service[]): boolean {
  return services.every(({ pools, monitors }) => {
    if (pools === undefined || pools.length === 0 || monitors === undefined || monitors.length === 0) return false;
    return pools.every((pool) => (valueOf(pool.monitors)?.length ?? 0) > 0) && monitors.every(({ kind }) => valueOf(kind) !== undefined);
  });
}
