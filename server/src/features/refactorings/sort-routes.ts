import { compareAddresses } from '../../model/profile/address.ts';
import { routesOf, type Route } from '../../model/profile/routes.ts';
import type { ProfilePlace, Refactoring } from './refactoring.ts';

/**
 * With the cursor in a route, puts all routes in the order of their addresses: IPv4 first, the larger block before the
 * smaller one, an inclusion before its exclusion. A route that cannot be read stays where it is.
 */
export function sortRoutes({ profile, nodes }: ProfilePlace): Refactoring[] {
  const routes = routesOf(profile);
  if (!routes.some(({ node }) => nodes.includes(node))) return [];
  const readable = routes.filter(({ prefix }) => prefix);
  const sorted = [...readable].sort(compareRoutes);
  if (sorted.every((route, index) => route === readable[index])) return [];
  return [{ name: 'sortRoutes', title: 'Sort routes', changes: [{ kind: 'sort-elements', at: profile.root.at, order: sorted.map(({ node }) => node.at) }] }];
}

function compareRoutes(a: Route, b: Route): number {
  if (!a.prefix || !b.prefix) return 0;
  const exclusion = (route: Route): number => (route.isExclusion === true ? 1 : 0);
  return compareAddresses(a.prefix.address, b.prefix.address) || a.prefix.size - b.prefix.size || exclusion(a) - exclusion(b);
}
