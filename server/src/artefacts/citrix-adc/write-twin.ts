import type { Span } from '../../core/span.ts';
import { spelled } from '../../syntax/citrix-adc/tokens.ts';
import type { Item } from './appliance.ts';
import { copyRuns } from './copies.ts';
import { separatorOf, withPort } from './names.ts';
import { Impossible, type Script, type Substitution } from './script.ts';
import { bindBeside } from './write-group.ts';

/** How long the record of a client lasts in a new group, in seconds. */
const RECORD_SECONDS = 3600;

/** Adds a virtual server for another port beside one, with the same servers in service groups of its own, bound to the first. */
export function addTwin(script: Script, vserver: Item, port: number): void {
  const portToken = vserver.args[2];
  if (!vserver.addedBy || !portToken || vserver.binds.length === 0) throw new Impossible();
  const old = script.word(portToken);
  const twin = script.freshName('vserver', twinName(vserver.name, old, port));
  const targets = new Map(vserver.binds.map(({ target }) => [target, poolFor(script, target, old, port)] as const));
  copyRuns(script, vserver, (command) => {
    const [name] = command.args;
    if (command.verb === 'enable' || command.verb === 'disable') return undefined;
    const bound = vserver.binds.find((bind) => bind.command === command);
    return [
      ...(name ? [{ token: name, text: spelled(twin) }] : []),
      ...(command.verb === 'add' ? [{ token: portToken, text: String(port) }] : []),
      ...(bound ? [{ token: bound.token, text: spelled(targets.get(bound.target) ?? '') }] : []),
    ];
  });
  bindBeside(script, vserver, twin, RECORD_SECONDS);
}

/** A service group with the same servers at another port: one that is there, else a copy. */
function poolFor(script: Script, pool: Item, old: string, port: number): string {
  const { appliance } = script.tree;
  if (!pool.addedBy || pool.uncertain || pool.members.length === 0) throw new Impossible();
  // Servers that take every port take the other one as well.
  if (pool.members.every(({ portToken }) => portToken && script.word(portToken) === '*')) return pool.name;
  const same = appliance.all('pool').find((other) => other !== pool && isSame(script, pool, other, port));
  if (same) return same.name;
  const name = script.freshName('pool', twinName(pool.name, old, port));
  copyRuns(script, pool, (command) => {
    const older = command.kind === 'lb monitor';
    const own = older ? command.args[1] : command.args[0];
    const member = pool.members.find((each) => each.command === command);
    return [...(own ? [{ token: own, text: spelled(name) }] : []), ...portSubstitution(script, member?.portToken, port)];
  });
  return name;
}

function portSubstitution(script: Script, token: (Span & { readonly quote: unknown }) | undefined, port: number): Substitution[] {
  if (!token || script.file.text.slice(token.start, token.end) === '*') return [];
  return [{ token, text: String(port) }];
}

/** Whether a service group has the same type and servers, at another port, and nothing uses it yet. */
function isSame(script: Script, pool: Item, other: Item, port: number): boolean {
  const type = (item: Item): string => {
    const token = item.kind === 'service' ? item.args[1] : item.args[0];
    return token ? script.word(token).toUpperCase() : '';
  };
  const servers = (item: Item): string => JSON.stringify(item.members.map(({ server }) => server.name.toLowerCase()).sort());
  const used = script.tree.appliance.all('vserver').some(({ binds }) => binds.some(({ target }) => target === other));
  return (
    other.addedBy !== undefined &&
    !other.uncertain &&
    !other.disabledBy &&
    !used &&
    type(other) === type(pool) &&
    servers(other) === servers(pool) &&
    other.members.every(({ portToken, enabled }) => enabled && portToken !== undefined && script.word(portToken) === String(port))
  );
}

/** The name with the other port instead of its own, or behind it. */
function twinName(name: string, old: string, port: number): string {
  return withPort(name, old, port) ?? `${name}${separatorOf(name)}${port}`;
}
