import { FORM_NAMES } from '../../knowledge/ipsec.ts';
import { negotiate, type Negotiation } from '../../model/negotiation.ts';
import type { ClientSettings } from '../../model/offers.ts';
import type { StatedPolicy } from './policies.ts';

/** One client against one server, with what the output shows of it. */
export interface Negotiated {
  readonly client: StatedPolicy;
  readonly server: StatedPolicy;
  readonly negotiation: Negotiation;
}

/** Every client against every server. */
export function negotiatedPairs(clients: readonly StatedPolicy[], servers: readonly StatedPolicy[], settings: ClientSettings): Negotiated[] {
  return clients.flatMap((client) => servers.map((server) => ({ client, server, negotiation: negotiate(client.policy, server.policy, settings) })));
}

/** What people call a policy's place: `clients/user.xml:9 (ProfileXML)`. */
export function placeName({ policy, file, line }: StatedPolicy): string {
  return `${file}:${line} (${FORM_NAMES[policy.form]}${policy.name === undefined ? '' : `, ${policy.name}`})`;
}
