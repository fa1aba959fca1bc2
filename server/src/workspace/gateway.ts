import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { byAttribute, ATTRIBUTES, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import type { Accepted, IPsecPolicy, AcceptedProposal, Slot } from '../model/policy.ts';
import { agreedOf } from '../model/accepted.ts';

/** What a project file states of a gateway of another make: the proposals that it accepts, each with any of the values listed. */
export interface StatedGateway {
  /** The name of the property. */
  readonly span: Span;
  readonly proposals: readonly StatedProposal[];
}

export type StatedProposal = Readonly<Partial<Record<AttributeName, { readonly span: Span; readonly algorithms: readonly AlgorithmId[] }>>>;

/**
 * The server side that a stated gateway is. What every proposal has in common counts as its value; what differs between them is
 * told by the proposals alone.
 * @param key unique in the project file
 */
export function gatewayPolicy(file: SourceFile, key: string, { span, proposals }: StatedGateway): IPsecPolicy {
  const accepting = proposals.map((stated): AcceptedProposal => {
    const accepts: Partial<Record<AttributeName, Accepted>> = {};
    for (const attribute of ATTRIBUTES) {
      const value = stated[attribute];
      if (value) accepts[attribute] = { algorithms: value.algorithms, at: { file, span: value.span } };
    }
    return { accepts };
  });
  const slotOf = (attribute: AttributeName): Slot => {
    const algorithm = agreedOf(accepting, attribute);
    const at = accepting[0]?.accepts[attribute]?.at;
    if (algorithm === undefined || !at) return { state: 'unread' };
    const text = file.text.slice(at.span.start, at.span.end);
    return { state: 'known', algorithm, written: { value: text, text, at }, spelledAs: 'gateway' };
  };
  return {
    key,
    side: 'server',
    form: 'gateway',
    kind: 'custom',
    slots: byAttribute((attribute) => slotOf(attribute)),
    at: { file, span },
    tunnel: 'ikev2',
    superseded: false,
    proposals: accepting,
    writable: false,
  };
}
