import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { Span } from '../../core/span.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import type { RegistryKeyChange, RegistryWrite, TypeSlot } from '../../model/registry/write.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { readProviderCommands } from './read-provider.ts';
import { readRegCommands } from './read-reg-exe.ts';
import { dataOf, typeSlot } from './read-registry-data.ts';
import { readSetValue } from './read-set-value.ts';
import { contentOf, impliedType } from './registry-content.ts';
import { drivesOf, pathsOf, type Site } from './registry-site.ts';
import type { RegistryStatement } from './registry-statement.ts';
import { isCmdlet, literalOf, onlySays, parameterOf, runsElsewhere, switchOf, type KnownCommand } from './tree.ts';

const ACTIONS = [
  [CMDLETS.newItemProperty, 'create'],
  [CMDLETS.setItemProperty, 'set'],
  [CMDLETS.removeItemProperty, 'delete'],
] as const;

/** Commands that change the location of a drive. */
const MOVES = /^(set-location|push-location|cd|chdir|sl|pushd)$/i;

/** What a script says about the registry. */
export interface RegistryReading {
  readonly writes: readonly RegistryWrite[];
  readonly keys: readonly RegistryKeyChange[];
  readonly statements: readonly RegistryStatement[];
  /** What changes the registry in a way that is not understood. */
  readonly unread: readonly Span[];
  /** Commands that have other programs do nothing but what was read. */
  readonly handedOn: readonly Span[];
}

/** Every statement that writes or deletes registry values or keys, each list in the order of the text. */
export function readRegistry(script: PsScript, commands: readonly KnownCommand[], own: ReadonlySet<string>, anchors: Anchors): RegistryReading {
  const site: Site = { drives: drivesOf(script), moved: script.commands.some(({ name }) => MOVES.test(name)) };
  const byProvider = readProviderCommands(script, own, site, anchors);
  const byProgram = readRegCommands(script, own, anchors);
  const byCall = readSetValue(script, anchors);
  const byCmdlet = commands.flatMap((command) => readWrites(command, site, anchors));
  return {
    writes: [...byCmdlet, ...byProvider.writes, ...byProgram.writes, ...byCall.writes].sort((a, b) => a.offset - b.offset),
    keys: [...byProvider.keys, ...byProgram.keys].sort((a, b) => a.offset - b.offset),
    statements: [...byProvider.statements, ...byProgram.statements, ...byCall.statements].sort((a, b) => a.span.start - b.span.start),
    unread: byProgram.unread,
    handedOn: byProgram.handedOn,
  };
}

/** The writes of one command: one for each of its paths and names; none where one of them is not known. */
function readWrites(command: KnownCommand, site: Site, anchors: Anchors): RegistryWrite[] {
  const action = ACTIONS.find(([cmdlet]) => isCmdlet(command, cmdlet))?.[1];
  if (!action) return [];
  const paths = pathsOf(command.bound, site);
  const name = parameterOf(command, 'Name')?.value;
  const names = (name?.kind === 'array' ? name.items : [name]).flatMap((each) => literalOf(each) ?? []);
  if (name === undefined || names.length === 0 || names.length !== (name.kind === 'array' ? name.items.length : 1)) return [];
  const { span, nameSpan, branch, call, functionName } = command.bound.command;
  // What a function does for a call is done where the call stands.
  const apart = (functionName !== undefined && call === undefined) || runsElsewhere(command);
  const only = paths.length === 1 && names.length === 1;
  const says = onlySays(command);
  return paths.flatMap((path, pathIndex) =>
    names.map((each, nameIndex): RegistryWrite => {
      const key = only ? command.key : `${command.key}/${pathIndex}.${nameIndex}`;
      const type = typeOf(command, key, anchors);
      const force = switchOf(command, 'Force');
      const content = action === 'delete' || says ? undefined : contentIn(command, action, type, force !== 'off');
      return {
        key,
        at: anchors.at(nameSpan, key),
        notation: 'powershell',
        action,
        path: { value: path.value, text: path.text, at: anchors.at(path.span, `${key}/path`) },
        // The default value has a name of its own in PowerShell.
        name: { value: /^\(default\)$/i.test(each.text) ? '' : each.text, text: each.text, at: anchors.at(each.span, `${key}/name`) },
        type,
        ...(content && { content }),
        ...(action !== 'create' ? { forced: true } : force === 'unread' ? {} : { forced: force === 'on' }),
        ...dataOf(command.bound, key, anchors),
        ...((branch.length > 0 || says) && { conditional: true as const }),
        ...(apart && { apart: true as const }),
        offset: (call ?? span).start,
      };
    }),
  );
}

function typeOf(command: KnownCommand, key: string, anchors: Anchors): TypeSlot {
  const parameter = parameterOf(command, 'PropertyType') ?? parameterOf(command, 'Type');
  if (!parameter) return command.bound.unread ? { state: 'unread' } : { state: 'absent' };
  return typeSlot(parameter.value, `${key}/type`, anchors);
}

/** What the value holds afterwards, where that does not hang on what it held before. */
function contentIn({ bound }: KnownCommand, action: 'create' | 'set', type: TypeSlot, mayOverwrite: boolean): RegistryContent | undefined {
  const parameter = bound.parameters.get('Value');
  const value = parameter ? parameter.value : bound.unread ? undefined : 'absent';
  if (value === undefined) return undefined;
  if (type.state === 'known') return contentOf(type.type, value);
  // Set-ItemProperty keeps the type of a value that exists, and so does New-ItemProperty with -Force: a number stays one.
  if (type.state !== 'absent' || action === 'set' || value === 'absent') return undefined;
  const implied = impliedType(value);
  return implied === undefined || (mayOverwrite && implied !== 'DWord') ? undefined : contentOf(implied, value);
}
