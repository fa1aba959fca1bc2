import type { Edit } from '../../core/edit.ts';
import { shortHive } from '../../knowledge/registry-path.ts';
import type { Change } from '../../model/change.ts';
import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';
import { insertionPoint } from '../../syntax/powershell/insertion.ts';
import { argumentSpan, lineBehind, switchedOn } from './write-call.ts';
import { parameterOf, type KnownCommand, type ScriptTree } from './tree.ts';

const KINDS = ['set-registry-content', 'force-registry-write', 'add-registry-values'] as const;

/** What can be changed of a registry write, or written besides. */
export type RegistryChange = Extract<Change, { kind: (typeof KINDS)[number] }>;

export function isRegistryChange(change: Change): change is RegistryChange {
  return (KINDS as readonly string[]).includes(change.kind);
}

/** What may start the service again further down. */
const STARTS = /re-?start|reboot|start-service|\bstart\b|shutdown/i;

/** The edits of one change; `undefined` where it has no place that can be edited without guessing. */
export function writeRegistry(file: Edit['file'], tree: ScriptTree, change: RegistryChange): Edit[] | undefined {
  const edits = (list: { start: number; end: number; newText: string }[] | undefined): Edit[] | undefined =>
    list?.map(({ start, end, newText }) => ({ file, span: { start, end }, newText }));
  if (change.kind === 'add-registry-values') return edits(addValues(file.text, tree, change));
  const command = tree.commands.find(({ key }) => key === change.write.key);
  if (!command) return undefined;
  if (change.kind === 'force-registry-write') return switchedOn(file.text, tree, command, 'Force')?.map(({ span, newText }) => ({ file, span, newText }));
  return edits(setContent(command, change.content));
}

function setContent(command: KnownCommand, content: RegistryContent) {
  const data = dataText(content);
  const value = argumentSpan(command, parameterOf(command, 'Value'));
  if (data === undefined || !value || command.bound.command.call) return undefined;
  const parameter = parameterOf(command, 'PropertyType') ?? parameterOf(command, 'Type');
  const type = argumentSpan(command, parameter);
  if (parameter && !type) return undefined;
  const at = insertionPoint(command.bound.command);
  const name = command.bound.cmdlet.parameters.some((each) => each.name === 'PropertyType') ? 'PropertyType' : 'Type';
  const states = parameter?.value?.kind === 'string' && parameter.value.value.toLowerCase() === content.type.toLowerCase();
  const typed = type ? (states ? [] : [{ ...type, newText: content.type }]) : [{ start: at, end: at, newText: ` -${name} ${content.type}` }];
  return [...typed, { ...value, newText: data }];
}

function addValues(text: string, tree: ScriptTree, { at, entries, restart }: Extract<RegistryChange, { kind: 'add-registry-values' }>) {
  const command =
    tree.commands.find(({ key }) => key === at.key) ??
    tree.script?.commands.flatMap((each) => (each.nameSpan.start === at.span.start ? [{ bound: { command: each } }] : []))[0];
  const place = command && !command.bound.command.call ? lineBehind(command, text) : undefined;
  const lines = entries.map(entryText);
  if (!place || lines.some((line) => line === undefined)) return undefined;
  const { offset, eol, indent } = place;
  const restarts = restart === undefined || STARTS.test(text.slice(offset)) ? [] : [`Restart-Service ${restart} -Force`];
  return [{ start: offset, end: offset, newText: [...lines, ...restarts].map((line) => `${eol}${indent}${line ?? ''}`).join('') }];
}

function entryText({ hive, key, name, content }: RegistryEntry): string | undefined {
  const where = `-Path '${shortHive(hive)}:\\${key.replaceAll("'", "''")}' -Name ${/^\w+$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`}`;
  if (content === 'deleted') return `Remove-ItemProperty ${where} -ErrorAction SilentlyContinue`;
  const data = dataText(content);
  return data === undefined ? undefined : `New-ItemProperty ${where} -PropertyType ${content.type} -Value ${data} -Force`;
}

function dataText(content: RegistryContent): string | undefined {
  if ('number' in content) return String(content.number);
  if ('text' in content) return `'${content.text.replaceAll("'", "''")}'`;
  if ('bytes' in content) return `([byte[]](${content.bytes.map((byte) => `0x${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(',')}))`;
  return content.texts.length === 0 ? undefined : content.texts.map((each) => `'${each.replaceAll("'", "''")}'`).join(', ');
}
