import type { Anchors } from '../../model/facts.ts';
import type { RegistryKeyChange } from '../../model/registry/write.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import { readRegistryPath } from './registry-path.ts';
import { literalOf } from './tree.ts';

const MAKES = /^(?:new-item|ni)$/i;
const REMOVES = /^(?:remove-item|ri|rm|rmdir|del|erase|rd)$/i;

/** Every command that makes or removes a registry key whose path is written out. */
export function readRegistryKeys(script: PsScript, anchors: Anchors): RegistryKeyChange[] {
  return script.commands.flatMap((command, index): RegistryKeyChange[] => {
    const makes = MAKES.test(command.name);
    if ((!makes && !REMOVES.test(command.name)) || !command.reliable) return [];
    const given = argumentsOf(command);
    const literal = literalOf(given.path);
    const value = literal && readRegistryPath(literal.text);
    if (!literal || !value || given.other || /[*?[\]]/.test(literal.text)) return [];
    const key = `registry-key/${index}`;
    return [
      {
        key,
        at: anchors.at(command.nameSpan, key),
        action: makes ? (given.forced ? 'recreate' : 'create') : 'delete',
        path: { value, text: literal.text, at: anchors.at(literal.span, `${key}/path`) },
        ...(command.branch.length > 0 && { conditional: true }),
        ...((command.functionName !== undefined || command.remote) && { apart: true }),
        offset: command.span.start,
      },
    ];
  });
}

/** The path of a command, whether it is forced, and whether it is given anything else that says which item it is about. */
function argumentsOf({ args }: PsCommand) {
  let path: Extract<PsCommand['args'][number], { kind: 'value' }>['value'] | undefined;
  let [forced, other] = [false, false];
  args.forEach((argument, index) => {
    if (argument.kind === 'splat') other = true;
    if (argument.kind === 'parameter') {
      const next = args[index + 1];
      if (/^(?:path|literalpath)$/i.test(argument.name)) path = argument.value ?? (next?.kind === 'value' ? next.value : undefined);
      else if (/^f(?:o|or|orc|orce)?$/i.test(argument.name)) forced = true;
      else if (/^(?:n|i|e|wh|t)/i.test(argument.name) && !/^(?:errora|ea)/i.test(argument.name)) other = true;
      return;
    }
    const before = args[index - 1];
    if (argument.kind === 'value' && index === 0 && before === undefined) path = argument.value;
  });
  return { path, forced, other };
}
