import type { Edit } from '../../core/edit.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { ATTRIBUTES, spell } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { runsElsewhere, surelyFollows, type KnownCommand, type ScriptTree } from './tree.ts';
import { lineBehind } from './write-call.ts';

/** Commands of a server's set-up that a policy is set behind. */
const SET_UP = [CMDLETS.installRemoteAccess, CMDLETS.setVpnServer, CMDLETS.setVpnAuthProtocol, CMDLETS.setVpnAuthType, CMDLETS.setVpnAddresses] as const;
/** What may start the service again further down. */
const STARTS = /re-?start|reboot|start-service|\bstart\b|shutdown/i;

/**
 * Sets a custom policy behind the last command of the set-up that runs whenever the given one does, and restarts the service unless the
 * script does so further down. `undefined` where the set-up is that of another computer, or no line is free.
 */
export function statePolicy({ file, tree }: { file: Edit['file']; tree: ScriptTree }, change: Extract<Change, { kind: 'state-policy' }>): Edit | undefined {
  const command = tree.commands.find(({ key }) => key === change.at.key);
  if (!command || runsOnAnother(command) || command.bound.command.call) return undefined;
  const values = ATTRIBUTES.map((attribute) => [attribute, spell(attribute, change.suite[attribute], 'server-cmdlet')] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  const set = SET_UP as readonly unknown[];
  const later = tree.commands.filter((each) => set.includes(each.bound.cmdlet) && start(each) > start(command) && surelyFollows(each, command));
  const place = lineBehind(later.at(-1) ?? command, file.text);
  if (!place) return undefined;
  const { offset, eol, indent } = place;
  const line = `Set-VpnServerConfiguration -CustomPolicy ${values.map(([name, value]) => `-${name} ${value ?? ''}`).join(' ')}`;
  const restart = STARTS.test(file.text.slice(offset)) ? [] : ['Restart-Service RemoteAccess -Force'];
  return { file, span: { start: offset, end: offset }, newText: [line, ...restart].map((each) => `${eol}${indent}${each}`).join('') };
}

function runsOnAnother(command: KnownCommand): boolean {
  return runsElsewhere(command) || command.bound.parameters.has('ComputerName');
}

function start({ bound }: KnownCommand): number {
  return bound.command.span.start;
}
