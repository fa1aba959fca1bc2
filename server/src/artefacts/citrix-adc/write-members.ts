import type { LoadBalancerChange } from '../../model/load-balancer/change.ts';
import type { Member } from '../../model/load-balancer/load-balancer.ts';
import { shortestAddress } from '../../model/profile/address.ts';
import type { Command } from '../../syntax/citrix-adc/command.ts';
import { spelled, type Token } from '../../syntax/citrix-adc/tokens.ts';
import type { Bind, Item } from './appliance.ts';
import { copyRuns, later } from './copies.ts';
import { separatorOf, withPort } from './names.ts';
import { Impossible, type Script, type Substitution } from './script.ts';

/** Options that are about one server alone, and must not be said of a second one. */
const OWN_OPTIONS: ReadonlySet<string> = new Set(['state', 'hashId', 'CustomServerID', 'comment']);

/** A server as commands name it, and the command that makes it where there is one. */
interface Named {
  readonly name: string;
  readonly address: string | undefined;
  readonly addedBy: Command | undefined;
}

/** Adds a server to a service group; beside a service, which is one server, another service. */
export function addMember(script: Script, pool: Item, { like, port }: Extract<LoadBalancerChange, { kind: 'add-member' }>): void {
  const server = serverOf(script, like);
  if (!script.isFirst(`${pool.name} ${server.name}`)) return;
  if (pool.kind === 'serviceGroup') addToGroup(script, pool, server, port);
  else if (pool.kind === 'service') addBeside(script, pool, server, like, port);
  else throw new Impossible();
}

/** The object that another member has, or the one with its address; else the address itself, which needs no object. */
function serverOf(script: Script, like: Member): Named {
  const { appliance } = script.tree;
  const address = like.address.state === 'unknown' ? undefined : like.address.value;
  const isSame = ({ addedBy, args: [first] }: Item): boolean => addedBy !== undefined && first !== undefined && shortestAddress(script.word(first)) === address;
  const found = (like.server && appliance.find('server', like.server.name)) ?? appliance.all('server').find((each) => address !== undefined && isSame(each));
  const name = found?.name ?? address;
  if (name === undefined) throw new Impossible();
  return { name, address, addedBy: found?.addedBy };
}

function addToGroup(script: Script, pool: Item, server: Named, port: number): void {
  // Which one of several groups takes it, nobody can tell.
  if (bindsOf(script, pool).some(({ vserver }) => vserver.binds.length > 1)) throw new Impossible();
  const last = pool.members.at(-1);
  const behind = script.behindUnbinding(pool, later(last?.command ?? pool.command, server.addedBy));
  const text = last
    ? script.copy(last.command, [
        { token: last.serverToken, text: spelled(server.name) },
        ...portIn(script, last.portToken, port),
        ...withoutOwn(script, last.command),
      ])
    : `${script.opening(behind, 'bind', 'serviceGroup')} ${spelled(pool.name)} ${spelled(server.name)} ${port}`;
  script.addAfter(behind, [text]);
}

/** Gives the virtual servers of a service one for another server too: one that is there, else a copy of this one. */
function addBeside(script: Script, service: Item, server: Named, like: Member, port: number): void {
  const isOfServer = ({ members }: Item): boolean => members.some((each) => each.server.name.toLowerCase() === server.name.toLowerCase());
  const lacking = bindsOf(script, service).filter(({ vserver }) => isAt(script, vserver, port) && !vserver.binds.some(({ target }) => isOfServer(target)));
  if (!service.addedBy || lacking.length === 0) throw new Impossible();
  const present = script.tree.appliance.all('pool').find((other) => isOfServer(other) && isSameBut(script, other, service, port));
  // Two services of one server, type and port are refused.
  if (present && (present.uncertain || present.disabledBy || usipOf(script, present) !== usipOf(script, service))) throw new Impossible();
  const name = present?.name ?? script.freshName('pool', serviceName(script, service, server, like, port));
  if (!present) copyService(script, service, name, server, port);
  const made = later(present?.addedBy ?? service.addedBy, server.addedBy);
  for (const { vserver, bind } of lacking)
    script.addAfter(script.behindUnbinding(vserver, later(bind.command, made)), [script.copy(bind.command, [{ token: bind.token, text: spelled(name) }])]);
}

function copyService(script: Script, service: Item, name: string, server: Named, port: number): void {
  const copy = (command: Command): Substitution[] | undefined => {
    if (command.verb === 'enable' || command.verb === 'disable') return undefined;
    const own = command.kind === 'lb monitor' ? command.args[1] : command.args[0];
    const adds = command === service.addedBy;
    return [
      ...(own ? [{ token: own, text: spelled(name) }] : []),
      ...(adds && service.args[0] ? [{ token: service.args[0], text: spelled(server.name) }] : []),
      ...(adds ? portIn(script, service.args[2], port) : []),
      ...withoutOwn(script, command),
    ];
  };
  copyRuns(script, service, copy, server.addedBy);
}

/** The virtual servers that a service or service group is bound to. */
function bindsOf(script: Script, pool: Item): { readonly vserver: Item; readonly bind: Bind }[] {
  return script.tree.appliance.all('vserver').flatMap((vserver) => vserver.binds.filter(({ target }) => target === pool).map((bind) => ({ vserver, bind })));
}

function isAt(script: Script, { addedBy, uncertain, args }: Item, port: number): boolean {
  return addedBy !== undefined && !uncertain && args[2] !== undefined && script.word(args[2]) === String(port);
}

/** Whether two services, whatever their servers, have one type, and the same port or the wanted one. */
function isSameBut(script: Script, other: Item, service: Item, port: number): boolean {
  const word = (item: Item, index: number): string => (item.args[index] ? script.word(item.args[index]).toUpperCase() : '');
  if (other.kind !== 'service' || !other.addedBy || word(other, 1) !== word(service, 1)) return false;
  return [word(service, 2), String(port), '*'].includes(word(other, 2));
}

function usipOf(script: Script, item: Item): string | undefined {
  const found = item.settings.get('usip');
  const value = found === 'default' ? undefined : found?.option.values[0];
  return value && script.word(value).toUpperCase();
}

/** The port of a copy: this one, but every port stays every port. */
function portIn(script: Script, token: Token | undefined, port: number): Substitution[] {
  return token && script.word(token) !== '*' ? [{ token, text: String(port) }] : [];
}

/** A command without what it says of its one server. */
function withoutOwn(script: Script, { options }: Command): Substitution[] {
  return options
    .filter(({ name }) => name !== undefined && OWN_OPTIONS.has(name))
    .map(({ token, values }) => ({ token: { start: script.blanksBefore(token.start), end: (values.at(-1) ?? token).end }, text: '' }));
}

/** What a service is called after its server, or after the one that it is made for; else its name with the server behind it. */
function serviceName(script: Script, service: Item, server: Named, like: Member, port: number): string {
  const [member] = service.members;
  const own = [member?.server.name, member?.server.args[0] && script.word(member.server.args[0])];
  for (const [index, text] of [server.name, server.address].entries()) {
    const old = own[index];
    const at = old === undefined ? -1 : service.name.toLowerCase().indexOf(old.toLowerCase());
    if (old !== undefined && text !== undefined && at >= 0) return service.name.slice(0, at) + text + service.name.slice(at + old.length);
  }
  const model = script.tree.appliance.all('pool').find(({ kind, name }) => kind === 'service' && like.key.startsWith(`pool/${name}/member/`));
  const portToken = model?.args[2];
  const renamed = model && portToken && withPort(model.name, script.word(portToken), port);
  return renamed ?? `${service.name}${separatorOf(service.name)}${server.name}`;
}
