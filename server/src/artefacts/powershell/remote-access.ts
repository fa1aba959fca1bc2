import { isScriptFunction } from '../../knowledge/cmdlets.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import { isReadByRemoteAccess } from '../service-order.ts';
import { literalOf, type KnownCommand } from './tree.ts';

/** Cmdlets of the module RemoteAccess that change something; those for connections are the client's. */
const CHANGES = /^(set|add|new|remove|enable|disable|install|uninstall|update|clear|reset)-(vpn(?!connection)|remoteaccess|bgp|routing)/i;

/** Offsets of everything in a script that takes effect when RemoteAccess starts, as far as its name tells. */
export function remoteAccessChanges(script: PsScript, known: readonly KnownCommand[], writes: readonly RegistryWrite[]): number[] {
  const commands = script.commands.filter((command) => CHANGES.test(command.name) || isNetshRas(command)).map(({ span }) => span.start);
  const functions = known.filter(({ bound }) => isScriptFunction(bound.cmdlet)).map(({ bound }) => bound.command.span.start);
  const values = writes.filter(isReadByRemoteAccess).map(({ offset }) => offset);
  return [...commands, ...functions, ...values];
}

/** `netsh ras` and `netsh routing`, which change RRAS; the other contexts are about the network. */
function isNetshRas({ name, args }: PsCommand): boolean {
  const [first] = args;
  const context = first?.kind === 'value' ? literalOf(first.value)?.text : undefined;
  return /^(?:.*[\\/])?netsh(?:\.exe)?$/i.test(name) && /^(?:ras|routing)$/i.test(context ?? '');
}
