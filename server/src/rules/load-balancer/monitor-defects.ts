import type { Location } from '../../core/source-file.ts';
import { isSstpPath, SSTP_PATH, SSTP_PORT, SSTP_STATUS } from '../../knowledge/sstp.ts';
import type { MonitorCorrection } from '../../model/load-balancer/change.ts';
import type { MonitorInContext } from '../../model/load-balancer/context.ts';
import { serverPorts } from '../../model/load-balancer/health.ts';
import { accepts } from '../../model/load-balancer/monitor.ts';
import { testsSstp, type Service } from '../../model/load-balancer/service.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { schemeOf } from '../../model/load-balancer/tls.ts';
import { hostFor, hostNote } from './monitor-host.ts';

/** Something wrong with a monitor, and what sets it right. */
export interface Defect {
  readonly at: Location;
  /** What the fix that corrects only this is called. */
  readonly title: string;
  readonly safe?: boolean;
  readonly correction: MonitorCorrection;
}

const HTTP_PORT = 80;

type Scheme = 'http' | 'https';

/** A path that was meant to be the one of SSTP and is not. */
export function wrongPath({ monitor }: MonitorInContext): Defect | undefined {
  const path = valueOf(monitor.request?.path);
  if (!testsSstp(monitor) || path === undefined || isSstpPath(path)) return undefined;
  return { at: placeOf(monitor.request?.path, monitor.at), title: 'Ask for the path of SSTP', correction: { path: SSTP_PATH } };
}

/** An answer of a healthy server that does not count as good. */
export function wrongCode({ monitor }: MonitorInContext): Defect | undefined {
  const expected = valueOf(monitor.expects);
  if (!testsSstp(monitor) || expected === undefined || accepts(expected, SSTP_STATUS)) return undefined;
  return { at: placeOf(monitor.expects, monitor.at), title: `Expect status ${SSTP_STATUS}`, correction: { code: SSTP_STATUS } };
}

export function wrongMethod({ monitor }: MonitorInContext): Defect | undefined {
  const method = valueOf(monitor.request?.method);
  if (!testsSstp(monitor) || method === undefined || method.toUpperCase() === 'HEAD') return undefined;
  return { at: placeOf(monitor.request?.method, placeOf(monitor.request?.path, monitor.at)), title: 'Send HEAD', correction: { method: 'HEAD' } };
}

/** A request of HTTP/1.1 that does not name its host, and one of any version in which that is broken. */
export function wrongHost({ monitor, balancer, services, deployment }: MonitorInContext): Defect | undefined {
  const { request } = monitor;
  if (!request || !testsSstp(monitor)) return undefined;
  const lacks = valueOf(request.version) === '1.1' && request.host.state !== 'unknown' && !request.host.value;
  if (!request.brokenHost && !lacks) return undefined;
  const { host } = hostFor(balancer, services, deployment);
  return {
    at: request.brokenHost ?? placeOf(request.host, placeOf(request.version, placeOf(request.path, monitor.at))),
    title: `Send "Host: ${host}"`,
    correction: { host },
  };
}

/** A request whose end or whose line ends do not reach the server as such. */
export function wrongLineEnds({ monitor }: MonitorInContext): Defect | undefined {
  const { request } = monitor;
  if (!request || !testsSstp(monitor)) return undefined;
  const correction = { lineEnds: true } as const;
  // Only the spelling changes where the request is whole.
  if (request.wrongEscapes)
    return { at: request.wrongEscapes, title: 'Write its line ends as this notation wants them', safe: valueOf(request.ended) !== false, correction };
  if (valueOf(request.ended) !== false) return undefined;
  return { at: placeOf(request.ended, monitor.at), title: 'End the request with an empty line', correction };
}

/** A type that is not the one of the parent, or that tests a port at which no server takes SSTP. */
export function wrongType(context: MonitorInContext): Defect | undefined {
  const { monitor, balancer } = context;
  const [kind, parent] = [valueOf(monitor.kind), valueOf(monitor.parentKind)];
  if (balancer.vendor !== 'f5') return undefined;
  if (isScheme(kind) && isScheme(parent) && kind !== parent) {
    const scheme = rightScheme(context);
    return { at: placeOf(monitor.parentKind, monitor.at), title: `Make type, parent and port ${scheme}`, correction: correctionTo(context, scheme) };
  }
  return isScheme(kind) ? wrongPort(context, kind) : undefined;
}

/** A protocol, or outside of BIG-IP a port, in which the servers do not take SSTP. */
export function wrongScheme(context: MonitorInContext): (Defect & { readonly expected?: Scheme }) | undefined {
  const { monitor, balancer } = context;
  const kind = valueOf(monitor.kind);
  const parent = valueOf(monitor.parentKind);
  if (!isScheme(kind) || !testsSstp(monitor) || (isScheme(parent) && parent !== kind)) return undefined;
  const scheme = schemeOf(sstpServices(context));
  if (scheme !== undefined && scheme !== kind)
    return { at: placeOf(monitor.kind, monitor.at), title: `Test over ${scheme.toUpperCase()}`, correction: correctionTo(context, scheme), expected: scheme };
  return balancer.vendor === 'f5' ? undefined : wrongPort(context, kind);
}

/** An explicit port that no server of SSTP has. */
function wrongPort(context: MonitorInContext, kind: Scheme): Defect | undefined {
  const { monitor } = context;
  const port = valueOf(monitor.port);
  const ports = serverPorts(sstpServices(context));
  if (!testsSstp(monitor) || !port || !ports || ports.has(port)) return undefined;
  const scheme = schemeOf(sstpServices(context)) ?? kind;
  const isOfOther = port === (scheme === 'https' ? HTTP_PORT : SSTP_PORT);
  return { at: placeOf(monitor.port, monitor.at), title: 'Test the port of the servers', correction: isOfOther ? { scheme } : { memberPort: true } };
}

/** Another protocol, at a port that has it. */
function correctionTo(context: MonitorInContext, scheme: Scheme): MonitorCorrection {
  return { scheme, ...wrongPort(context, scheme)?.correction };
}

/** What the services say, else what goes with the port; SSTP is HTTPS unless something says otherwise. */
function rightScheme(context: MonitorInContext): Scheme {
  return schemeOf(sstpServices(context)) ?? (valueOf(context.monitor.port) === HTTP_PORT ? 'http' : 'https');
}

function isScheme(kind: string | undefined): kind is Scheme {
  return kind === 'http' || kind === 'https';
}

function sstpServices({ services }: MonitorInContext): readonly Service[] {
  return services.filter(({ role }) => role === 'sstp');
}

/** A timeout that leaves too few tests. Hard: that leaves none. */
export function wrongTiming({ monitor, balancer }: MonitorInContext): (Defect & { readonly hard: boolean; readonly wanted: number }) | undefined {
  const [interval, timeout] = [valueOf(monitor.interval), valueOf(monitor.timeout)];
  if (balancer.vendor !== 'f5' || interval === undefined || timeout === undefined || interval === 0 || timeout >= 3 * interval + 1) return undefined;
  const wanted = 3 * interval + 1;
  const at = placeOf(monitor.timeout, placeOf(monitor.interval, monitor.at));
  return { at, title: `Set timeout to ${wanted}`, correction: { timeout: wanted }, hard: timeout <= interval, wanted };
}

/** What the fix that repairs all is called where the host is not given by anyone. */
export function repairNote({ balancer, services, deployment }: MonitorInContext): string {
  return hostNote(hostFor(balancer, services, deployment));
}
