import type { TlsHandling } from './load-balancer.ts';
import type { Service } from './service.ts';
import { valueOf } from './setting.ts';

/** What becomes of TLS between clients and servers; `undefined` where it is not known. */
export function tlsOf({ listener, pools }: Service): TlsHandling | undefined {
  const handling = valueOf(listener.tls);
  if (handling === undefined || handling === 'pass-through') return handling;
  const toServers = (pools ?? []).flatMap(({ speaksTls }) => (speaksTls ? [valueOf(speaksTls)] : []));
  if (toServers.length === 0) return handling;
  const [first] = toServers;
  if (first === undefined || toServers.some((each) => each !== first)) return undefined;
  return first ? 're-encrypt' : 'offload';
}

/** The protocol in which the servers take SSTP; `undefined` where it is not known, or differs among the services. */
export function schemeOf(services: readonly Service[]): 'http' | 'https' | undefined {
  const schemes = new Set(services.map((service) => SCHEMES[tlsOf(service) ?? 'unknown']));
  const [only] = schemes;
  return schemes.size === 1 ? only : undefined;
}

const SCHEMES = { 'pass-through': 'https', offload: 'http', 're-encrypt': 'https', unknown: undefined } as const;
