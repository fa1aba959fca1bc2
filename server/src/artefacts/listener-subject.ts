import { touches } from '../core/span.ts';
import type { Reading, Subject } from './artefact.ts';

/** The listener whose name an offset is on, where findings about it stand. */
export function listenerAt({ facts }: Reading, offset: number): Subject | undefined {
  const listener = facts.loadBalancer?.listeners.find(({ at }) => touches(at.span, offset));
  return listener && { kind: 'listener', key: listener.key, span: listener.at.span };
}
