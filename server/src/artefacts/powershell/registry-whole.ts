import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { isPolicyFree } from '../../knowledge/policy-free.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import type { RegistryReading } from './read-registry.ts';
import { importsWindowsModule } from './read-server-setup.ts';
import { isCmdlet, literalOf, type KnownCommand } from './tree.ts';

/** Ways to write to the registry that are no command of their own, and ways to run what is not seen. */
const OTHER_WAYS = /\.SetValue\s*\(|OpenSubKey|StdRegProv|AddScript|regedit|(?<!\})\.invoke\w*\s*\(|\[scriptblock\]|::\s*(?:start|create)\b/i;
const BY_CLASS = /::SetValue\s*\(/gi;

/** Whether a script writes nothing to the registry but what was read: every command is known, and every one that writes has been understood. */
export function isRegistryWhole(script: PsScript, commands: readonly KnownCommand[], { writes, keys, unread, handedOn }: RegistryReading): boolean {
  if (unread.length > 0) return false;
  if (script.hasErrors || script.hasUnnamed || OTHER_WAYS.test(script.text)) return false;
  if (writes.filter(({ notation }) => notation === 'dotnet').length < [...script.text.matchAll(BY_CLASS)].length) return false;
  if (commands.some(({ bound }) => !bound.command.reliable)) return false;
  // A command with several paths or names makes several writes.
  const read = new Set(writes.map(({ key }) => key.replace(/^(command\/\d+)\/.*/, '$1')));
  if (commands.some((command) => writesValue(command) && !read.has(command.key))) return false;
  const own = new Set(script.functions.map(({ name }) => name.toLowerCase()));
  // A function of a known name is something else than its name says.
  if ([...own].some(isPolicyFree)) return false;
  const known = new Set(commands.map(({ bound }) => bound.command.nameSpan.start));
  const places = [...writes, ...keys].map(({ offset }) => offset);
  return script.commands.every(
    (command) =>
      known.has(command.nameSpan.start) ||
      own.has(command.name.toLowerCase()) ||
      isPolicyFree(command.name) ||
      /^netsh(?:\.exe)?$/i.test(command.name) ||
      importsWindowsModule(command) ||
      isReadReg(command, places) ||
      handedOn.some(({ start }) => start === command.span.start),
  );
}

function writesValue(command: KnownCommand): boolean {
  return [CMDLETS.newItemProperty, CMDLETS.setItemProperty, CMDLETS.removeItemProperty].some((cmdlet) => isCmdlet(command, cmdlet));
}

/** Whether a call of `reg` only asks, or is among what was read. */
function isReadReg({ name, args, span }: PsCommand, places: readonly number[]): boolean {
  if (!/^reg(?:\.exe)?$/i.test(name)) return false;
  const [first] = args;
  if (first?.kind === 'value' && literalOf(first.value)?.text.toLowerCase() === 'query') return true;
  return places.some((offset) => offset >= span.start && offset < span.end);
}
