import { upTo } from '../../core/up-to.ts';
import { parseAddress } from '../profile/address.ts';
import type { Member, Pool } from './load-balancer.ts';
import type { Service } from './service.ts';
import { valueOf } from './setting.ts';

/** To how many servers the traffic of some listeners may go; `presumed`: no file says, and a load balancer has several. */
export type Choice = 'several' | 'single' | 'presumed' | 'unknown';

/** Whether any of these listeners has a choice of servers: with one server alone, nothing needs to keep a client with it. */
export function choiceOf(services: readonly Service[]): Choice {
  const each = services.map(choice);
  if (each.includes('several')) return 'several';
  if (each.every((found) => found === 'single')) return 'single';
  // Where some servers are known and others are not, there may well be one.
  return services.some(({ pools }) => pools?.some(({ members }) => members.length > 0)) ? 'unknown' : 'presumed';
}

function choice({ pools }: Service): Exclude<Choice, 'presumed'> {
  const sets = (pools ?? []).map(serversOf);
  if (new Set(sets.flatMap(({ known }) => known)).size > 1) return 'several';
  return pools && sets.every(({ all }) => all) ? 'single' : 'unknown';
}

/** The servers of a pool as far as they are known, and whether that is certainly all of them. */
function serversOf({ members, complete }: Pool): { readonly known: readonly string[]; readonly all: boolean } {
  const known = members.flatMap(({ address }) => withoutDomain(valueOf(address)) ?? []);
  return { known, all: complete && known.length === members.length };
}

/** Servers that one listener certainly lacks and another one has. */
export interface Lack {
  /** The pools of the one that lacks them. */
  readonly pools: readonly Pool[];
  /** The members of the other one. */
  readonly missing: readonly { readonly member: Member; readonly address: string }[];
}

/**
 * What a listener lacks of another listener's servers; `undefined` where it lacks nothing or that cannot be told: servers that are not known,
 * and names on one side where the other has addresses.
 */
export function lackOf({ pools }: Service, other: Service): Lack | undefined {
  if (!pools || pools.length === 0 || !other.pools) return undefined;
  const mine = pools.map(serversOf);
  const known = mine.flatMap((each) => each.known);
  const missing = other.pools
    .flatMap(({ members }) => members)
    .flatMap((member) => {
      const address = withoutDomain(valueOf(member.address));
      return address !== undefined && !known.includes(address) ? { member, address } : [];
    });
  // A server under its name and under its address is one server.
  const forms = new Set([...known, ...missing.map(({ address }) => address)].map((text) => parseAddress(text) !== undefined));
  return mine.every(({ all }) => all) && missing.length > 0 && forms.size === 1 ? { pools, missing } : undefined;
}

/** An address without its route domain: one side may state the domain that the other has by default. */
export function withoutDomain(address: string | undefined): string | undefined {
  return address === undefined ? undefined : upTo(address, '%').toLowerCase();
}
