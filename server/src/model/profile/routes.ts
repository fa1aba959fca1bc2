import type { Location } from '../../core/source-file.ts';
import { hasHostBits, prefixOf, type IpPrefix } from './address.ts';
import { fieldFlag, fieldPlace, fieldText, isNotTrue, type Field } from './field.ts';
import { childNodes, fieldAt, type ProfileNode } from './node.ts';
import { once } from '../../core/once.ts';
import type { VpnProfile } from './profile.ts';

/** One route of a profile. */
export interface Route {
  readonly node: ProfileNode;
  readonly address: Field;
  readonly prefixSize: Field;
  readonly metric: Field;
  /** Whether traffic to it stays out of the tunnel; `undefined` where that cannot be read. */
  readonly isExclusion: boolean | undefined;
  /** The block of addresses, host bits included; absent unless both values are readable and go together. */
  readonly prefix?: IpPrefix;
}

/** The routes of a profile, in order. */
export function routesOf(profile: VpnProfile): readonly Route[] {
  return once(profile, readRoutes);
}

function readRoutes({ root }: VpnProfile): readonly Route[] {
  return childNodes(root, 'Route').map(routeOf);
}

/** A route that Windows can add to its routing table: its block is known and has no host bits, and whether it is an exclusion is known. */
export type UsableRoute = Route & { readonly prefix: IpPrefix; readonly isExclusion: boolean };

/** The routes of a profile that Windows can add to its routing table, in order. */
export function usableRoutes(profile: VpnProfile): readonly UsableRoute[] {
  return routesOf(profile).filter(isUsable);
}

function isUsable(route: Route): route is UsableRoute {
  return route.node.complete && route.isExclusion !== undefined && route.prefix !== undefined && !hasHostBits(route.prefix);
}

/** Whether something about a route is there and cannot be read, so that it may be any route. */
export function isUnreadRoute({ node, address, prefixSize, isExclusion }: Route): boolean {
  return !node.complete || isExclusion === undefined || address.state === 'unread' || prefixSize.state === 'unread';
}

/** Where a finding about a route stands: its address, else the element's name. */
export function routePlace({ node, address }: Route): Location {
  return fieldPlace(address) ?? node.at;
}

/** Whether two routes certainly have the same metric: both none, or the same number. */
export function isSameMetric(a: Route, b: Route): boolean {
  if (a.metric.state === 'absent' || b.metric.state === 'absent') return a.metric.state === b.metric.state;
  const metric = fieldText(a.metric);
  return metric !== undefined && metric === fieldText(b.metric);
}

function routeOf(node: ProfileNode): Route {
  const address = fieldAt(node, 'Address');
  const prefixSize = fieldAt(node, 'PrefixSize');
  const exclusion = fieldAt(node, 'ExclusionRoute');
  const prefix = prefixOf(fieldText(address) ?? '', fieldText(prefixSize) ?? '');
  return {
    node,
    address,
    prefixSize,
    metric: fieldAt(node, 'Metric'),
    isExclusion: isNotTrue(exclusion) ? false : fieldFlag(exclusion),
    ...(prefix && { prefix }),
  };
}
