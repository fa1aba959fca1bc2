import { runsElsewhere, type KnownCommand } from './tree.ts';

/**
 * For each command, whether a later one of its group runs whenever it has, and on the same computer: every condition that one
 * stands under also held for this one. Commands that run elsewhere may run on different computers.
 * @param groupOf what a command is about; nothing is said of one without a group.
 * @param counts whether a later command is one that is looked for.
 */
export function followed(
  commands: readonly KnownCommand[],
  groupOf: (command: KnownCommand) => string | undefined,
  counts: (later: KnownCommand) => boolean = () => true,
): boolean[] {
  const conditionsOf = new Map<string, Set<string>>();
  const result = commands.map(() => false);
  for (let index = commands.length - 1; index >= 0; index--) {
    const command = commands[index];
    const group = command && groupOf(command);
    if (command === undefined || group === undefined || runsElsewhere(command)) continue;
    let later = conditionsOf.get(group);
    if (later === undefined) conditionsOf.set(group, (later = new Set()));
    const { branch } = command.bound.command;
    for (let length = 0; length <= branch.length && result[index] === false; length++) result[index] = later.has(branch.slice(0, length).join());
    if (counts(command)) later.add(branch.join());
  }
  return result;
}
