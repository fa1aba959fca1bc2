import { push } from '../../core/groups.ts';
import type { KindName } from '../../knowledge/load-balancer/citrix-adc.ts';
import type { Command, Option } from '../../syntax/citrix-adc/command.ts';
import type { Token } from '../../syntax/citrix-adc/tokens.ts';

/** The name spaces: services and service groups share one, and so do virtual servers of all kinds. */
export type Space = 'vserver' | 'pool' | 'server' | 'monitor' | 'group';

/** An option as the last command left it. */
export interface Stated {
  readonly command: Command;
  readonly option: Option;
}

/** A server that is bound to a service group. */
export interface MemberBind {
  readonly command: Command;
  readonly server: Item;
  readonly serverToken: Token;
  readonly portToken: Token | undefined;
  enabled: boolean;
}

/** A name that one object gives another: a monitor of a service, a service of a virtual server, a virtual server of a group. */
export interface Bind {
  readonly command: Command;
  readonly target: Item;
  readonly token: Token;
  readonly enabled: boolean;
}

/** An object as it is after all commands. */
export interface Item {
  readonly space: Space;
  kind: KindName;
  name: string;
  /** Where it was named first: by the command that adds it, where there is one. */
  token: Token;
  /** The command that adds it; else the first one that changes it, or uses it. */
  command: Command;
  /** The command that made it; absent for one that is only changed or used here. */
  addedBy: Command | undefined;
  /** What the command that makes it says of it behind the name. */
  args: readonly Token[];
  /** By full name; `default` where an `unset` made it so. */
  readonly settings: Map<string, Stated | 'default'>;
  /** The words that say that it takes no part; absent if it does. */
  disabledBy: { readonly command: Command; readonly option?: Option } | undefined;
  readonly members: MemberBind[];
  readonly binds: Bind[];
  readonly monitors: Bind[];
  /** Whether commands may have done more to it than is understood. */
  uncertain: boolean;
  removed: boolean;
}

/** What an option of an object is: stated, left to the appliance, or not known. */
export function settingOf(item: Item, name: string): Stated | 'default' | 'unknown' {
  const found = item.settings.get(name);
  if (item.uncertain) return 'unknown';
  return found ?? (item.addedBy ? 'default' : 'unknown');
}

/** Signs that a name may have. Source: NetScaler command reference, "add lb vserver". */
export const NAME = /^\w[\w#. :@=-]*$/u;

/** Whether a name stands for another one that something else fills in, so that nobody can tell which object it is. */
export function isPlaceholder({ name, addedBy }: Item): boolean {
  return !addedBy && !NAME.test(name);
}

/** What commands have made of an appliance that nothing is known of. */
export class Appliance {
  readonly #items: Readonly<Record<Space, Map<string, Item>>> = {
    vserver: new Map(),
    pool: new Map(),
    server: new Map(),
    monitor: new Map(),
    group: new Map(),
  };
  /** The words that switch on the mode USIP, as long as it is on. */
  usip: { readonly command: Command; readonly token: Token } | undefined;
  /** Whether the mode has ever been changed. */
  usipTouched = false;
  #bindsPlaceholder: boolean | undefined;
  #groups: Map<Item, { item: Item; token: Token }[]> | undefined;

  /** The object of a name. Letter case does not matter: no sensible file has two names that differ in nothing else. */
  find(space: Space, name: string): Item | undefined {
    return this.#items[space].get(name.toLowerCase());
  }

  /** The object of a name, which is made up where no command has added it. */
  findOrAssume(space: Space, kind: KindName, name: string, token: Token, command: Command): Item {
    const found = this.find(space, name);
    if (found) return found;
    const item = newItem(space, kind, name, token, command);
    this.#items[space].set(name.toLowerCase(), item);
    return item;
  }

  /** All objects of a name space, in the order of their first mention. */
  all(space: Space): Item[] {
    return [...this.#items[space].values()];
  }

  /** The groups that bind a virtual server, each with the place. Of use when all commands have been carried out. */
  groupsOf(vserver: Item): readonly { readonly item: Item; readonly token: Token }[] {
    if (!this.#groups) {
      this.#groups = new Map();
      for (const item of this.all('group')) for (const { target, token } of item.binds) push(this.#groups, target, { item, token });
    }
    return this.#groups.get(vserver) ?? [];
  }

  /** Whether some group binds a virtual server that nobody can tell. */
  get bindsPlaceholder(): boolean {
    this.#bindsPlaceholder ??= this.all('group').some(({ binds }) => binds.some(({ target }) => isPlaceholder(target)));
    return this.#bindsPlaceholder;
  }

  remove(item: Item): void {
    item.removed = true;
    this.#items[item.space].delete(item.name.toLowerCase());
  }

  rename(item: Item, name: string, token: Token): void {
    this.#items[item.space].delete(item.name.toLowerCase());
    item.name = name;
    item.token = token;
    this.#items[item.space].set(name.toLowerCase(), item);
  }
}

function newItem(space: Space, kind: KindName, name: string, token: Token, command: Command): Item {
  return {
    space,
    kind,
    name,
    token,
    command,
    addedBy: undefined,
    args: [],
    settings: new Map(),
    disabledBy: undefined,
    members: [],
    binds: [],
    monitors: [],
    uncertain: false,
    removed: false,
  };
}
