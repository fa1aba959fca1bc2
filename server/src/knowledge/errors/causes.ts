import type { Cause } from './cause.ts';
import { CERTIFICATE_CAUSES } from './certificate-causes.ts';
import { NETWORK_CAUSES } from './network-causes.ts';
import { TUNNEL_CAUSES } from './tunnel-causes.ts';

const CAUSES = { ...NETWORK_CAUSES, ...TUNNEL_CAUSES, ...CERTIFICATE_CAUSES };

export type CauseId = keyof typeof CAUSES;

/** A cause by its id. */
export function causeOf(id: CauseId): Cause {
  return CAUSES[id];
}

/** All ids, those of the network first. */
export const CAUSE_IDS = Object.keys(CAUSES) as readonly CauseId[];
