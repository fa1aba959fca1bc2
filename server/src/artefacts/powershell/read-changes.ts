import { cmdletByName, CMDLETS } from '../../knowledge/cmdlets.ts';
import { SERVICES } from '../../knowledge/services.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryWrite, ServiceChange } from '../../model/registry/write.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { waitingFor } from '../service-order.ts';
import type { RegistryReading } from './read-registry.ts';
import { isCmdlet, literalOf, onlySays, runsElsewhere, type KnownCommand } from './tree.ts';

/** Every command of a script that waits for the start of a server's service, in the order of the text. */
export function readServiceChanges(script: PsScript, commands: readonly KnownCommand[], registry: RegistryReading, anchors: Anchors): ServiceChange[] {
  const called = new Set(script.commands.map(({ name }) => name.toLowerCase()));
  // A function that the script does not call is somebody else's to call, who may restart the service.
  const isUnused = (functionName: string | undefined): boolean => functionName !== undefined && !called.has(functionName.toLowerCase());
  const byCommand = commands.flatMap((known): ServiceChange[] => {
    const { command } = known.bound;
    const changed = whatChanges(known, registry.writes);
    if (!changed || isUnused(command.functionName) || onlySays(known) || !command.reliable) return [];
    const { nameSpan, span, branch, functionName, call } = command;
    const offset = (call ?? span).start;
    return [{ at: anchors.at(nameSpan, known.key), ...changed, offset, branch, inFunction: functionName !== undefined, elsewhere: runsElsewhere(known) }];
  });
  const byStatement = registry.statements.flatMap(({ key, nameSpan, span, branch, functionName, remote }): ServiceChange[] => {
    const changed = waitsFor(registry.writes, key);
    if (!changed || isUnused(functionName)) return [];
    return [{ at: anchors.at(nameSpan, key), ...changed, offset: span.start, branch, inFunction: functionName !== undefined, elsewhere: remote }];
  });
  return [...byCommand, ...byStatement].sort((a, b) => a.offset - b.offset);
}

function whatChanges(known: KnownCommand, writes: readonly RegistryWrite[]): Pick<ServiceChange, 'what' | 'service'> | undefined {
  if (isCmdlet(known, CMDLETS.setVpnServer) || isCmdlet(known, CMDLETS.setVpnAuthProtocol)) {
    // A command without any parameter changes nothing.
    const { cmdlet, parameters, unread } = known.bound;
    return parameters.size > 0 || unread ? { what: cmdlet.name, service: SERVICES.remoteAccess.name } : undefined;
  }
  return waitsFor(writes, known.key);
}

/** What the writes of one statement wait for. */
function waitsFor(writes: readonly RegistryWrite[], key: string): Pick<ServiceChange, 'what' | 'service'> | undefined {
  for (const write of writes) {
    const waits = write.key === key || write.key.startsWith(`${key}/`) ? waitingFor(write) : undefined;
    if (waits) return waits;
  }
  return undefined;
}

/** What may lead to a restart: methods of a service, exit codes that ask for one, a state that is asked for. */
const HINTS =
  /\.(?:Start|Restart|Reboot)\(|\b(?:exit|return)\s+(?:3010|1641)\b|-Status\s+['"]?Running|\b(?:StartService|Win32Shutdown)\b|-MethodName\s+['"]?Reboot\b/gi;
const WORDS = /re-?start|reboot|3010|start-service|net1?(\.exe)?\s+start/i;
const EVERYWHERE = new RegExp(`${WORDS.source}|shutdown|${HINTS.source}`, 'gi');
/** Functions and cmdlets that this product does not read, by their names. */
const MAY_START = /re-?start|reboot/i;
/** Starts the services of the role, however it is read otherwise. */
const STARTS = /^install-remoteaccess$/i;
/** Runs a program by its name, and the programs that may restart something. */
const RUNS = /^(?:start-process|saps|start)$/i;
const MAY_RESTART = /^(?:net1?|sc|shutdown|cmd|powershell|pwsh)(?:\.exe)?$/i;
/** Other shells, by their names without an extension. */
const SHELL = /^(?:cmd|powershell|pwsh)$/i;
/** Another script, whatever it does. */
const OTHER_SCRIPT = /(?<!^(?:sc|net|netsh|reg))\.(ps1|cmd|bat|exe)$/i;

/** The offset of the last thing in a script that may lead to a restart though it is no command that restarts; `undefined` where nothing may. */
export function lastRestartHint({ text, commands, comments, strings, hasErrors }: PsScript): number | undefined {
  // What is not understood may be anything.
  if (hasErrors) return [...text.matchAll(EVERYWHERE)].at(-1)?.index;
  const places = [
    ...[...text.matchAll(HINTS)].map(({ index }) => index),
    // Text for the administrator, who does it then.
    ...strings.filter(({ inner }) => WORDS.test(text.slice(inner.start, inner.end))).map(({ span }) => span.start),
    ...commands
      .filter(
        ({ name, args, span }) =>
          STARTS.test(name) ||
          (MAY_START.test(name) && !cmdletByName(name)) ||
          OTHER_SCRIPT.test(name) ||
          (SHELL.test(name) && WORDS.test(text.slice(span.start, span.end))) ||
          (RUNS.test(name) && args.some((argument) => argument.kind === 'value' && MAY_RESTART.test(literalOf(argument.value)?.text ?? ''))) ||
          args.some((argument) => argument.kind === 'parameter' && /^(re-?start|reboot)/i.test(argument.name)),
      )
      .map(({ span }) => span.start),
  ];
  return places.sort((a, b) => b - a).find((offset) => !comments.some(({ start, end }) => start <= offset && offset < end));
}
