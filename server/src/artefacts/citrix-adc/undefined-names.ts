import { builtInMonitor } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import type { UndefinedName } from '../../model/load-balancer/load-balancer.ts';
import { shortestAddress } from '../../model/profile/address.ts';
import type { Token } from '../../syntax/citrix-adc/tokens.ts';
import { isPlaceholder, type Appliance, type Item, type Space } from './appliance.ts';
import { listenerKey } from './read-listeners.ts';
import { groupKey } from './read-persistence.ts';
import { poolKey } from './read-pools.ts';
import type { Source } from './source.ts';

/** What objects of a name space are called. */
const WORDS: Readonly<Record<Space, string>> = {
  vserver: 'virtual server',
  pool: 'service or service group',
  server: 'server',
  monitor: 'monitor',
  group: 'group',
};

/**
 * Names that objects made here use and that nothing defines. A few commands that are to be pasted are no whole configuration: names of a kind that
 * they define none of may well be there already.
 * @param saved whether the file is a saved configuration, which has everything
 */
export function undefinedNames(appliance: Appliance, source: Source, saved: boolean): UndefinedName[] {
  const defined = (Object.keys(WORDS) as Space[]).filter((space) => saved || appliance.all(space).some(({ addedBy }) => addedBy !== undefined));
  const found: UndefinedName[] = [];
  const use = (user: Item, key: string, target: Item, token: Token): void => {
    if (
      !user.addedBy ||
      user.uncertain ||
      target.addedBy ||
      target.removed ||
      target.uncertain ||
      !defined.includes(target.space) ||
      isGiven(target) ||
      isPlaceholder(target)
    )
      return;
    found.push({ kind: WORDS[target.space], name: target.name, at: source.at(token, `${key}/uses/${target.name}`), usedBy: key });
  };
  for (const item of appliance.all('vserver')) for (const { target, token } of item.binds) use(item, listenerKey(item), target, token);
  for (const item of appliance.all('pool')) {
    for (const { target, token } of item.monitors) use(item, poolKey(item), target, token);
    for (const { server, serverToken } of item.members) use(item, poolKey(item), server, serverToken);
  }
  // To bind something to a group makes the group.
  for (const item of appliance.all('group'))
    for (const { target, token } of item.binds) use({ ...item, addedBy: item.addedBy ?? item.command }, groupKey(item), target, token);
  return found;
}

/** What needs no command of its own: built-in monitors, and servers that are named by their address. */
function isGiven({ space, name }: Item): boolean {
  return (space === 'monitor' && builtInMonitor(name) !== undefined) || (space === 'server' && shortestAddress(name) !== undefined);
}
