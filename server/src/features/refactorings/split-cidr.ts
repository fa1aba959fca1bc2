import type { Change } from '../../model/change.ts';
import { parsePrefix } from '../../model/profile/address.ts';
import { fieldText } from '../../model/profile/field.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { childNodes, nodeAt } from '../../model/profile/node.ts';
import { routesOf } from '../../model/profile/routes.ts';
import type { ProfilePlace, Refactoring } from './refactoring.ts';

/** Gives a route at the cursor whose Address is written `10.20.0.0/16` its two elements. Not where PrefixSize says something else. */
export function splitCidr({ profile, nodes }: ProfilePlace): Refactoring[] {
  const route = routesOf(profile).find(({ node }) => nodes.includes(node));
  const address = route && nodeAt(route.node, 'Address');
  const [first, size] = fieldText(route?.address ?? { state: 'absent' })?.split('/') ?? [];
  if (!route || !address || first === undefined || size === undefined || !parsePrefix(`${first}/${size}`)) return [];
  // Which of two counts is not for us to say.
  if (childNodes(route.node, 'Address').length > 1 || childNodes(route.node, 'PrefixSize').length > 1) return [];
  const changes: Change[] = [{ kind: 'set-value', at: address.at, text: first }];
  const prefixSize = nodeAt(route.node, 'PrefixSize');
  if (route.prefixSize.state === 'absent') changes.push({ kind: 'add-element', parent: route.node.at, element: leaf('PrefixSize', size) });
  else if (route.prefixSize.state === 'empty' && prefixSize) changes.push({ kind: 'set-value', at: prefixSize.at, text: size });
  else if (fieldText(route.prefixSize) !== size) return [];
  return [{ name: 'splitCidr', title: 'Split CIDR into Address and PrefixSize', changes }];
}
