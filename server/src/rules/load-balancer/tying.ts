import { idleOf } from '../../model/load-balancer/idle.ts';
import type { IkePair, ServiceInContext } from '../../model/load-balancer/context.ts';
import type { Fix } from '../rule.ts';

/** How long a record should last unless clients may be silent for longer, in seconds. */
export const RECORD_SECONDS = 3600;

/** The fix that makes both ports of IKE lead to one server. */
export function tieBoth({ ike, natTraversal, deployment }: IkePair): Fix {
  const idle = idleOf(deployment);
  const seconds = Math.max(RECORD_SECONDS, typeof idle === 'object' ? idle.number : 0);
  return {
    title: 'Tie both ports to one server',
    safe: false,
    changes: [{ kind: 'tie-listeners', at: ike.listener.at, other: natTraversal.listener.at, seconds }],
  };
}

/** A listener of IKE with its twin, where it has one of its own. */
export function pairOf({ service, twin, deployment }: ServiceInContext): IkePair | undefined {
  if (typeof twin !== 'object') return undefined;
  const [ike, natTraversal] = service.role === 'ike' ? [service, twin.service] : [twin.service, service];
  return { ike, natTraversal, ...(deployment && { deployment }) };
}

/** Why reports about ports that nothing ties are lowered, for the pages of the rules. */
export const LOWERED_PRESUMED = 'Warning where no file says which servers there are: with one alone nothing needs to tie the ports.';
