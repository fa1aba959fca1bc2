import { PROVIDER_CMDLETS, providerCmdlet } from '../../knowledge/cmdlets/registry-keys.ts';
import { plainKey } from '../../knowledge/registry-path.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryKeyChange, RegistryWrite } from '../../model/registry/write.ts';
import { bind, type BoundCommand } from '../../syntax/powershell/bind.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { dataOf, typeSlot } from './read-registry-data.ts';
import { contentOf, impliedType } from './registry-content.ts';
import { readRegistryPath } from './registry-path.ts';
import { pathsOf, type Site, type WrittenPath } from './registry-site.ts';
import type { RegistryStatement } from './registry-statement.ts';
import { literalOf, onlySays } from './tree.ts';

interface ProviderReading {
  readonly writes: RegistryWrite[];
  readonly keys: RegistryKeyChange[];
  readonly statements: RegistryStatement[];
}

/** What looks whether a key is there. */
const LOOKS = /^(?:test-path|get-item|gi|get-childitem|gci|dir|ls|get-itemproperty|gp|get-itempropertyvalue|gpv|resolve-path|rvpa)$/i;

/** Every cmdlet that makes or removes keys, or does something else to values. */
export function readProviderCommands(script: PsScript, own: ReadonlySet<string>, site: Site, anchors: Anchors): ProviderReading {
  const reading: ProviderReading = { writes: [], keys: [], statements: [] };
  script.commands.forEach((command, index) => {
    const cmdlet = own.has(command.name.toLowerCase()) ? undefined : providerCmdlet(command.name);
    if (!cmdlet || cmdlet === PROVIDER_CMDLETS.newDrive) return;
    const bound = bind(command, cmdlet);
    const paths = pathsOf(bound, site);
    if (paths.length === 0 || !command.reliable) return;
    const { span, nameSpan, branch, functionName, remote } = command;
    const key = `item/${index}`;
    reading.statements.push({ key, span, nameSpan, branch, ...(functionName !== undefined && { functionName }), remote });
    paths.forEach((path, at) => read(reading, script, bound, path, paths.length === 1 ? key : `${key}/${at}`, site, anchors));
  });
  return reading;
}

function read(reading: ProviderReading, script: PsScript, bound: BoundCommand, path: WrittenPath, key: string, site: Site, anchors: Anchors): void {
  const { cmdlet, command } = bound;
  const says = onlySays({ key, bound });
  const shared = {
    key,
    at: anchors.at(command.nameSpan, key),
    ...((command.branch.length > 0 || says) && { conditional: true as const }),
    ...((command.functionName !== undefined || command.remote) && { apart: true as const }),
    offset: command.span.start,
  };
  const at = anchors.at(path.span, `${key}/path`);
  const written = { value: path.value, text: path.text, at };
  const write: Write = (target, name, action, more = {}) => {
    const slot = { value: name, text: name, at };
    const isFirst = reading.writes.every((each) => each.key !== key);
    reading.writes.push({
      ...shared,
      key: isFirst ? key : `${key}/new`,
      notation: 'powershell',
      action,
      path: target,
      name: slot,
      type: { state: 'unread' },
      forced: true,
      data: 'unread',
      ...more,
    });
  };
  const target = withName(bound, path.value);
  if (cmdlet === PROVIDER_CMDLETS.newItem && target) {
    const empties = bound.parameters.has('Force') && !says && !looksBefore(script, command, target.key, site);
    reading.keys.push({ ...shared, action: empties ? 'recreate' : 'create', path: { ...written, value: target } });
  }
  if (cmdlet === PROVIDER_CMDLETS.newItem || cmdlet === PROVIDER_CMDLETS.setItem) {
    if (target && bound.parameters.has('Value')) write({ ...written, value: target }, '', 'set', says ? {} : defaultValue(bound, key, anchors));
    return;
  }
  if (cmdlet === PROVIDER_CMDLETS.removeItem) {
    reading.keys.push({ ...shared, action: 'delete', path: written });
    return;
  }
  const name = literalOf(bound.parameters.get('Name')?.value)?.text;
  if (name !== undefined) changeValue(bound, name, written, site, write);
}

type Write = (target: RegistryWrite['path'], name: string, action: 'set' | 'delete', more?: Partial<RegistryWrite>) => void;

/** What is renamed, moved, copied or emptied: nobody can tell what is in it afterwards. */
function changeValue({ cmdlet, parameters }: BoundCommand, name: string, written: RegistryWrite['path'], site: Site, write: Write): void {
  if (cmdlet === PROVIDER_CMDLETS.renameItemProperty || cmdlet === PROVIDER_CMDLETS.moveItemProperty) write(written, name, 'delete');
  if (cmdlet === PROVIDER_CMDLETS.clearItemProperty) write(written, name, 'set');
  const newName = literalOf(parameters.get('NewName')?.value)?.text;
  if (newName !== undefined) write(written, newName, 'set');
  const destination = literalOf(parameters.get('Destination')?.value)?.text;
  const to = destination === undefined ? undefined : readRegistryPath(destination, site.drives);
  if (to) write({ ...written, value: to }, name, 'set');
}

/** The key that New-Item makes: that of its path, or one below it. */
function withName({ cmdlet, parameters }: BoundCommand, path: WrittenPath['value']): WrittenPath['value'] | undefined {
  const name = cmdlet === PROVIDER_CMDLETS.newItem ? parameters.get('Name') : undefined;
  if (!name) return path;
  const text = literalOf(name.value)?.text;
  return text === undefined ? undefined : { hive: path.hive, key: plainKey(`${path.key}\\${text}`, /[\\/]/) };
}

function defaultValue(bound: BoundCommand, key: string, anchors: Anchors): Partial<RegistryWrite> {
  const kind = bound.parameters.get('ItemType') ?? bound.parameters.get('Type');
  const type = kind ? typeSlot(kind.value, `${key}/type`, anchors) : ({ state: 'absent' } as const);
  const value = bound.parameters.get('Value')?.value;
  // A key that is new has no value whose type could be kept.
  const isNew = bound.cmdlet === PROVIDER_CMDLETS.newItem;
  const stated = type.state === 'known' ? type.type : type.state === 'absent' && value && isNew ? impliedType(value) : undefined;
  const content = stated && value && contentOf(stated, value);
  return { type, ...dataOf(bound, key, anchors), ...(content && { content }) };
}

/** Whether a script looks at a key, or at one that is not known, before a command: then it may make only what is missing. */
function looksBefore(script: PsScript, { span }: PsCommand, key: string, site: Site): boolean {
  return script.commands.some((command) => {
    if (!LOOKS.test(command.name) || command.span.start > span.start) return false;
    const values = command.args.flatMap((argument): (PsValue | undefined)[] =>
      argument.kind === 'splat' ? [undefined] : argument.value ? [argument.value] : [],
    );
    return values.some((value) => {
      const literal = literalOf(value);
      return literal === undefined || readRegistryPath(literal.text, site.drives)?.key.toLowerCase() === key.toLowerCase();
    });
  });
}
