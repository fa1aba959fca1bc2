import { CMDLETS, isScriptFunction } from '../../knowledge/cmdlets.ts';
import type { Anchors } from '../../model/facts.ts';
import type { ServiceRestart } from '../../model/registry/write.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { isCmdlet, literalOf, parameterOf, type KnownCommand } from './tree.ts';

/** Every call that starts services again, or the computer, in the order of the text. */
export function readRestarts(script: PsScript, commands: readonly KnownCommand[], anchors: Anchors): ServiceRestart[] {
  const byCmdlet = commands.flatMap((command): ServiceRestart[] => {
    const { nameSpan, span, functionName } = command.bound.command;
    const at = anchors.at(nameSpan, command.key);
    const inFunction = functionName === undefined ? {} : ({ inFunction: true } as const);
    if (isCmdlet(command, CMDLETS.restartComputer)) return [{ at, service: 'reboot', offset: span.start, ...inFunction }];
    // Which services such a function restarts is its own affair.
    if (isScriptFunction(command.bound.cmdlet))
      return command.bound.parameters.has('Restart') ? [{ at, service: 'unread', offset: span.start, ...inFunction }] : [];
    if (!isCmdlet(command, CMDLETS.restartService) && !isCmdlet(command, CMDLETS.startService)) return [];
    const value = parameterOf(command, 'Name')?.value ?? parameterOf(command, 'DisplayName')?.value;
    const names = command.bound.unread || !value ? [] : namesOf(value);
    if (names.length === 0) return [{ at, service: 'unread', offset: span.start, ...inFunction }];
    return names.map((name, index) => ({
      at,
      service: { value: name.text, text: name.text, at: anchors.at(name.span, `${command.key}/service/${index}`) },
      offset: span.start,
      ...inFunction,
    }));
  });
  return [...byCmdlet, ...script.commands.flatMap((command, index) => byProgram(command, `program/${index}`, anchors))].sort((a, b) => a.offset - b.offset);
}

/** The names in a value; empty when one of them is not known, or is a pattern that may mean several services. */
function namesOf(value: PsValue) {
  const items = value.kind === 'array' ? value.items : [value];
  const names = items.flatMap((item) => literalOf(item) ?? []).filter(({ text }) => !/[*?[]/.test(text));
  return names.length === items.length ? names : [];
}

/** `net start`, `sc.exe start` and `shutdown /r`, which scripts use as well. */
function byProgram(command: PsCommand, key: string, anchors: Anchors): ServiceRestart[] {
  // Without its extension `sc` is PowerShell's own alias of Set-Content.
  const name = command.name.toLowerCase();
  const program = name === 'sc' ? '' : name.replace(/\.exe$/, '');
  const words = command.args.flatMap((argument) => (argument.kind === 'value' ? (literalOf(argument.value) ?? []) : []));
  const at = anchors.at(command.nameSpan, key);
  const order = { offset: command.span.start, ...(command.functionName !== undefined && { inFunction: true as const }) };
  if (program === 'shutdown') {
    const restarts = command.args.some((argument) =>
      /^\/?[rg]$/i.test(argument.kind === 'parameter' ? argument.name : argument.kind === 'value' ? (literalOf(argument.value)?.text ?? '') : ''),
    );
    return restarts ? [{ at, service: 'reboot', ...order }] : [];
  }
  if (program !== 'net' && program !== 'sc') return [];
  // The computer comes first, as in `sc.exe \\GATEWAY start RemoteAccess`.
  const [verb, named] = program === 'sc' && words[0]?.text.startsWith('\\\\') ? words.slice(1) : words;
  if (verb?.text.toLowerCase() !== 'start') return [];
  const service = named ? { value: named.text, text: named.text, at: anchors.at(named.span, `${key}/service`) } : 'unread';
  return [{ at, service, ...order }];
}
