import { compareTexts } from '../../core/texts.ts';
import { SSTP_STATUS } from '../../knowledge/sstp.ts';
import { memberPort } from './health.ts';
import type { LoadBalancer, Persistence } from './load-balancer.ts';
import { accepts, type Monitor } from './monitor.ts';
import { Services, type Service } from './service.ts';
import { valueOf, type Setting } from './setting.ts';
import { tieOf } from './tie.ts';
import { tlsOf } from './tls.ts';
import { translatorsOf } from './translation.ts';

/**
 * What a load balancer does for VPNs, without names, places and what only one make can say, so that the same deployment written for two makes is
 * equal. A value that is not known is `null`. What takes over where persistence by TLS session fails is left out: not every make has it.
 */
export function normalisedBalancer(balancer: LoadBalancer, siblings: readonly LoadBalancer[] = []): unknown {
  const services = new Services(balancer, siblings);
  return services.services.map((service) => normalised(service, services)).sort((a, b) => compareTexts(JSON.stringify(a), JSON.stringify(b)));
}

function normalised(service: Service, services: Services): unknown {
  const { role, listener, pools, monitors, persistences } = service;
  return {
    role,
    address: known(listener.address),
    ports: known(listener.ports),
    transport: known(listener.transport),
    tls: tlsOf(service) ?? null,
    servers:
      pools?.flatMap(({ members }) => members.map((member) => `${valueOf(member.address) ?? '?'} ${memberPort(member, listener) ?? '?'}`)).sort(compareTexts) ??
      null,
    complete: pools?.every(({ complete }) => complete) ?? null,
    monitors: monitors?.map(normalisedMonitor) ?? null,
    translated: translatorsOf(service).length > 0,
    persistence: persistences?.map(normalisedPersistence) ?? null,
    tie: role === 'sstp' ? null : tieBeside(service, services),
  };
}

function tieBeside(service: Service, services: Services): string {
  const twin = services.twinOf(service);
  if (typeof twin !== 'object') return twin;
  const [ike, natTraversal] = service.role === 'ike' ? [service, twin.service] : [twin.service, service];
  return tieOf({ ike, natTraversal }).state;
}

function normalisedMonitor({ kind, port, request, expects }: Monitor): unknown {
  const expected = valueOf(expects);
  return {
    kind: known(kind),
    port: known(port),
    ...(request && { method: known(request.method), path: known(request.path), host: known(request.host) }),
    // One make always takes success for good besides what it is told.
    ...(request && expected !== undefined && { takesSstp: accepts(expected, SSTP_STATUS), takesMissing: accepts(expected, 404) }),
  };
}

function normalisedPersistence({ kind, timeout }: Persistence): unknown {
  return { kind: known(kind), timeout: known(timeout) };
}

function known<T>(setting: Setting<T>): T | null {
  return valueOf(setting) ?? null;
}
