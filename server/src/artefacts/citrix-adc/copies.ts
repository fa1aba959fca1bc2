import type { Command } from '../../syntax/citrix-adc/command.ts';
import type { Item } from './appliance.ts';
import { Impossible, type Script, type Substitution } from './script.ts';

/**
 * Copies the commands about an object, each run of neighbouring lines behind its last line, so that the copies keep their order.
 * @param substitute what to write in the copy of a command; `undefined` for none
 * @param notBefore a command that must have been carried out before the copies
 * @throws Impossible where a command has been carried out that cannot be copied
 */
export function copyRuns(script: Script, item: Item, substitute: (command: Command) => readonly Substitution[] | undefined, notBefore?: Command): void {
  const commands = script.commandsAbout(item);
  if (commands.some(({ verb, broken }) => verb === 'rm' || verb === 'rename' || broken)) throw new Impossible();
  let run: string[] = [];
  commands.forEach((command, index) => {
    const substitutions = substitute(command);
    if (substitutions) run.push(script.copy(command, substitutions));
    const next = commands[index + 1];
    if (next?.line.start === command.line.next) return;
    if (run.length > 0) script.addAfter(later(command, notBefore), run);
    run = [];
  });
}

/** Whichever of two commands is carried out later. */
export function later(one: Command, other: Command | undefined): Command {
  return other && other.line.start > one.line.start ? other : one;
}
