import { append } from '../../core/lists.ts';
import type { KindName } from '../../knowledge/load-balancer/citrix-adc.ts';
import type { Command, Option } from '../../syntax/citrix-adc/command.ts';
import { wordOf, type Token } from '../../syntax/citrix-adc/tokens.ts';
import { Appliance, type Item, type Space } from './appliance.ts';

/** Which name space the objects of a kind are in. */
const SPACES: Readonly<Record<Exclude<KindName, 'ns mode'>, Space>> = {
  'lb vserver': 'vserver',
  'cs vserver': 'vserver',
  vserver: 'vserver',
  service: 'pool',
  serviceGroup: 'pool',
  server: 'server',
  'lb monitor': 'monitor',
  'lb group': 'group',
};

/** The name space of a kind. */
export function spaceOf(kind: Exclude<KindName, 'ns mode'>): Space {
  return SPACES[kind];
}

/** Long forms of the mode that lets servers see the address of the client. */
const USIP = new Set(['usip', 'usesourceip']);

/** `name[1-3]`: one command for several objects. */
const SEVERAL = /\[\d+-\d+\]/u;

/**
 * Carries commands out in their order, as the appliance does: what comes later changes what came before. A command about an object that
 * nothing has added is carried out all the same, and the rest of the object stays unknown.
 */
export function execute(text: string, commands: readonly Command[]): Appliance {
  const appliance = new Appliance();
  const several: string[] = [];
  for (const command of commands) {
    const severalAt = command.args.find((token) => SEVERAL.test(text.slice(token.start, token.end)));
    if (severalAt) append(several, beginningsOf(text, command.args));
    else new Execution(text, appliance, command).run();
  }
  for (const space of Object.values(SPACES)) {
    for (const item of several.length > 0 ? appliance.all(space) : []) {
      if (several.some((beginning) => item.name.toLowerCase().startsWith(beginning))) item.uncertain = true;
    }
  }
  return appliance;
}

function beginningsOf(text: string, tokens: readonly Token[]): string[] {
  return tokens.map((token) => (text.slice(token.start, token.end).split('[')[0] ?? '').toLowerCase());
}

class Execution {
  readonly #text: string;
  readonly #appliance: Appliance;
  readonly #command: Command;

  constructor(text: string, appliance: Appliance, command: Command) {
    this.#text = text;
    this.#appliance = appliance;
    this.#command = command;
  }

  run(): void {
    const { kind, verb } = this.#command;
    if (kind === 'ns mode') this.#mode();
    else if (kind === 'lb monitor' && (verb === 'bind' || verb === 'unbind' || verb === 'enable' || verb === 'disable')) this.#monitorCommand();
    else this.#object(kind);
  }

  #mode(): void {
    const { verb, args } = this.#command;
    const token = args.find((each) => USIP.has(this.#word(each).toLowerCase()));
    if (!token || (verb !== 'enable' && verb !== 'disable')) return;
    this.#appliance.usipTouched = true;
    this.#appliance.usip = verb === 'enable' ? { command: this.#command, token } : undefined;
  }

  #object(kind: Exclude<KindName, 'ns mode'>): void {
    const { verb, args, options } = this.#command;
    const [token, ...rest] = args;
    if (!token) return;
    const space = SPACES[kind];
    const name = this.#word(token);
    const known = this.#appliance.find(space, name);
    if (kind === 'vserver' && !known) return;
    const item = known ?? this.#appliance.findOrAssume(space, kind, name, token, this.#command);
    // Nobody knows what the rest of the command would have said.
    if (this.#command.broken) item.uncertain = true;
    switch (verb) {
      case 'add': {
        this.#add(item, kind, token, rest);
        return;
      }
      case 'set': {
        this.#set(item, rest);
        return;
      }
      case 'unset':
        if (rest.length === 0) for (const { name: option } of options) if (option !== undefined) item.settings.set(option, 'default');
        return;
      case 'rm':
        // With status codes, only these are taken away from a monitor.
        if (options.some((option) => option.name === 'respCode')) item.uncertain = true;
        else this.#appliance.remove(item);
        return;
      case 'rename':
        if (rest[0]) this.#appliance.rename(item, this.#word(rest[0]), rest[0]);
        return;
      case 'enable':
      case 'disable': {
        this.#switch(item, rest, verb === 'enable');
        return;
      }
      case 'bind': {
        this.#bind(item, rest);
        return;
      }
      case 'unbind': {
        this.#unbind(item, rest);
        return;
      }
    }
  }

  #add(item: Item, kind: KindName, token: Token, args: readonly Token[]): void {
    if (item.addedBy) {
      // The appliance refuses the second one, but nobody can tell which one is meant.
      item.uncertain = true;
      return;
    }
    item.kind = kind;
    item.token = token;
    item.command = this.#command;
    item.addedBy = this.#command;
    item.args = args;
    for (const option of this.#command.options) this.#take(item, option);
    if (kind === 'service' && args[0]) {
      const server = this.#appliance.findOrAssume('server', 'server', this.#word(args[0]), args[0], this.#command);
      item.members.push({ command: this.#command, server, serverToken: args[0], portToken: args[2], enabled: true });
    }
  }

  #set(item: Item, args: readonly Token[]): void {
    // Behind the name of a group, a server and its port: the options are that server's. A monitor's type is repeated there.
    if (args.length > 0 && item.kind !== 'lb monitor') return;
    if (item.kind === 'lb monitor' && item.args.length === 0) item.args = args;
    for (const option of this.#command.options) this.#take(item, option);
  }

  #take(item: Item, option: Option): void {
    if (option.name === undefined) return;
    const twice = this.#command.options.filter((each) => each.name === option.name).length > 1;
    if (twice) item.uncertain = true;
    item.settings.set(option.name, { command: this.#command, option });
    if (option.name === 'state') item.disabledBy = this.#isDisabled(option) ? { command: this.#command, option } : undefined;
  }

  #isDisabled(option: Option | undefined): boolean {
    return option?.values[0] !== undefined && this.#word(option.values[0]).toUpperCase() === 'DISABLED';
  }

  #switch(item: Item, args: readonly Token[], on: boolean): void {
    const [server, port] = args;
    if (item.space === 'pool' && server && port) {
      for (const member of item.members) if (this.#isMember(member, server, port)) member.enabled = on;
      return;
    }
    item.disabledBy = on ? undefined : { command: this.#command };
    if (on) item.settings.delete('state');
  }

  #isMember(member: { readonly server: Item; readonly portToken: Token | undefined }, server: Token, port: Token | undefined): boolean {
    if (this.#word(server).toLowerCase() !== member.server.name.toLowerCase()) return false;
    return port === undefined || (member.portToken !== undefined && this.#word(port) === this.#word(member.portToken));
  }

  #bind(item: Item, args: readonly Token[]): void {
    const [first, second] = args;
    if (item.space === 'group') {
      this.#makesGroup(item);
      for (const token of args) {
        const target = this.#appliance.findOrAssume('vserver', 'lb vserver', this.#word(token), token, this.#command);
        item.binds.push({ command: this.#command, target, token, enabled: true });
      }
    } else if (item.space === 'vserver' && item.kind === 'lb vserver' && first) {
      const target = this.#appliance.findOrAssume('pool', 'serviceGroup', this.#word(first), first, this.#command);
      item.binds.push({ command: this.#command, target, token: first, enabled: true });
    } else if (item.space === 'pool') {
      const monitor = this.#option('monitorName')?.values[0];
      if (monitor) this.#bindMonitor(item, monitor, !this.#isDisabled(this.#option('monState')));
      else if (first && item.kind === 'serviceGroup') {
        const server = this.#appliance.findOrAssume('server', 'server', this.#word(first), first, this.#command);
        item.members.push({ command: this.#command, server, serverToken: first, portToken: second, enabled: !this.#isDisabled(this.#option('state')) });
      }
    }
  }

  /** Binding to a group makes it, and older releases take its settings there as well. */
  #makesGroup(item: Item): void {
    for (const option of this.#command.options) this.#take(item, option);
  }

  #bindMonitor(pool: Item, token: Token, enabled: boolean): void {
    const target = this.#appliance.findOrAssume('monitor', 'lb monitor', this.#word(token), token, this.#command);
    pool.monitors.push({ command: this.#command, target, token, enabled });
  }

  #unbind(item: Item, args: readonly Token[]): void {
    const monitor = this.#option('monitorName')?.values[0];
    const drop = (list: { readonly target: Item }[], token: Token): void => {
      const at = list.findIndex(({ target }) => target.name.toLowerCase() === this.#word(token).toLowerCase());
      if (at >= 0) list.splice(at, 1);
      else item.uncertain = true;
    };
    if (item.space === 'pool' && monitor) {
      drop(item.monitors, monitor);
      return;
    }
    if (item.space === 'pool' && args[0]) {
      const [server, port] = args;
      const at = item.members.findIndex((member) => this.#isMember(member, server, port));
      if (at >= 0) item.members.splice(at, 1);
      else item.uncertain = true;
      return;
    }
    for (const token of args) drop(item.binds, token);
  }

  /** `bind lb monitor NAME SERVICE`, the older form, and `enable lb monitor SERVICE [NAME]`. */
  #monitorCommand(): void {
    const { verb, args } = this.#command;
    const [first, second] = args;
    if (!first) return;
    if (verb === 'bind' || verb === 'unbind') {
      if (!second) return;
      const pool = this.#appliance.findOrAssume('pool', 'serviceGroup', this.#word(second), second, this.#command);
      if (verb === 'bind') {
        this.#bindMonitor(pool, first, !this.#isDisabled(this.#option('state')));
        return;
      }
      const at = pool.monitors.findIndex(({ target }) => target.name.toLowerCase() === this.#word(first).toLowerCase());
      if (at >= 0) pool.monitors.splice(at, 1);
      else pool.uncertain = true;
      return;
    }
    // What tests it then depends on what was bound by whom.
    const pool = this.#appliance.find('pool', this.#word(first));
    if (pool) pool.uncertain = true;
  }

  #option(name: string): Option | undefined {
    return this.#command.options.find((option) => option.name === name);
  }

  #word(token: Token): string {
    return wordOf(this.#text, token);
  }
}
