import { spelled } from '../../syntax/citrix-adc/tokens.ts';
import type { Item } from './appliance.ts';
import { separatorOf } from './names.ts';
import { Impossible, type Script } from './script.ts';

/** The longest time that a record of persistence lasts, in minutes. Source: NetScaler command reference, "lb group". */
const LONGEST = 1440;
const SHORTEST = 2;

/** Seconds as whole minutes. @throws Impossible for more than the appliance takes */
export function minutesOf(seconds: number): number {
  const minutes = Math.max(SHORTEST, Math.ceil(seconds / 60));
  if (minutes > LONGEST) throw new Impossible();
  return minutes;
}

/** Binds two virtual servers together, so that they share one record for the address of each client. */
export function tie(script: Script, one: Item, other: Item, seconds: number): void {
  const { appliance } = script.tree;
  const [first] = appliance.groupsOf(one);
  const [second] = appliance.groupsOf(other);
  const group = first?.item ?? second?.item;
  if (!group) {
    makeGroup(script, [one, other], seconds);
    return;
  }
  if (group.uncertain) throw new Impossible();
  for (const vserver of [one, other]) {
    const bound = group.binds.find(({ target }) => target === vserver);
    if (!bound) moveTo(script, group, vserver);
  }
  if (!isAbout(script, group, 'persistenceType', 'SOURCEIP')) script.setOption(group, 'persistenceType', 'SOURCEIP');
  if (lastsOf(script, group) < seconds) script.setOption(group, 'timeout', String(minutesOf(seconds)), 'persistenceType');
}

/** The group of a new virtual server beside the first one; a new group where that has none. */
export function bindBeside(script: Script, vserver: Item, name: string, seconds: number): void {
  const [group] = script.tree.appliance.groupsOf(vserver);
  if (!group) {
    makeGroup(script, [vserver], seconds, name);
    return;
  }
  const bind = group.item.binds.find(({ target }) => target === vserver);
  if (!bind) throw new Impossible();
  script.addAfter(script.behindUnbinding(group.item, bind.command), [
    script.copy(bind.command, [{ token: { start: bind.token.start, end: script.endOf(bind.command) }, text: spelled(name) }]),
  ]);
}

/** A new group with two virtual servers, behind everything that is said of them. */
function makeGroup(script: Script, vservers: readonly Item[], seconds: number, more?: string): void {
  const commands = vservers.flatMap((vserver) => {
    if (!vserver.addedBy) throw new Impossible();
    return script.commandsAbout(vserver);
  });
  const [any] = commands;
  if (!any) throw new Impossible();
  const behind = commands.reduce((last, each) => (each.line.start > last.line.start ? each : last), any);
  const names = [...vservers.map(({ name }) => name), ...(more === undefined ? [] : [more])];
  const group = script.freshName('group', groupName(script, names));
  const opening = (verb: string): string => script.opening(behind, verb, 'lb group');
  script.addAfter(behind, [
    `${opening('add')} ${spelled(group)} -persistenceType SOURCEIP -timeout ${minutesOf(seconds)}`,
    ...names.map((name) => `${opening('bind')} ${spelled(group)} ${spelled(name)}`),
  ]);
}

/**
 * What the names have in common, without a number that only begins alike, and `group`. Where other virtual servers for UDP have that too, the first
 * name instead: they may be bound together at the same time, by another change.
 */
function groupName(script: Script, names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let length = first.length;
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length--;
  const common = first.slice(0, length);
  const isShared = script.tree.appliance
    .all('vserver')
    .some(({ name, args: [type] }) => type && /^udp$/iu.test(script.word(type)) && name.startsWith(common) && !names.includes(name));
  const goesOn = names.some((name) => /^\d/u.test(name.slice(length)));
  const stem = (goesOn ? common.replace(/(?<!\d)\d+$/u, '') : common).replace(/(?<![_.: -])[_.: -]+$/u, '');
  return `${stem === '' || isShared ? first : stem}${separatorOf(first)}group`;
}

/** A virtual server can be in one group only. */
function moveTo(script: Script, group: Item, vserver: Item): void {
  const [present] = script.tree.appliance.groupsOf(vserver);
  const last = group.binds.at(-1)?.command;
  if (present) {
    const { command, token } = present.item.binds.find(({ target }) => target === vserver) ?? {};
    const name = command?.args[0];
    if (!command || !name || command.args.length !== 2 || token !== command.args[1]) throw new Impossible();
    // A group is there once something is bound to it.
    if (command.line.start < group.command.line.start) throw new Impossible();
    script.replaceWord(name, group.name);
    // A group that nothing adds is gone when nothing is bound to it any more.
    if (!present.item.addedBy && present.item.binds.length === 1)
      for (const each of script.commandsAbout(present.item)) if (each !== command) script.remove(each);
    return;
  }
  // Both have been added by the time of whichever comes later.
  const added = vserver.addedBy;
  if (!last || !added) throw new Impossible();
  const behind = added.line.start > last.line.start ? added : last;
  script.addAfter(script.behindUnbinding(group, behind), [`${script.opening(last, 'bind', 'lb group')} ${spelled(group.name)} ${spelled(vserver.name)}`]);
}

function isAbout(script: Script, item: Item, name: string, word: string): boolean {
  const found = item.settings.get(name);
  const [value] = found && found !== 'default' ? found.option.values : [];
  return value !== undefined && script.word(value).toUpperCase() === word;
}

/** How long records last, in seconds. */
function lastsOf(script: Script, group: Item): number {
  const found = group.settings.get('timeout');
  const [value] = found && found !== 'default' ? found.option.values : [];
  return value ? Number(script.word(value)) * 60 : 0;
}
