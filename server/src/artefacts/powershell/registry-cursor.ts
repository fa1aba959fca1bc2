import type { Span } from '../../core/span.ts';
import { hiveOf, plainKey, type RegistryPath } from '../../knowledge/registry-path.ts';
import { providerCmdlet } from '../../knowledge/cmdlets/registry-keys.ts';
import { bind, type BoundParameter } from '../../syntax/powershell/bind.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { isRegExe, parseReg } from '../../syntax/reg-exe/parse.ts';
import type { Subject } from '../artefact.ts';
import { regExeSubject, registrySubject } from '../registry-subject.ts';
import { regWordsBefore } from './read-reg-exe.ts';
import { isSetValue } from './read-set-value.ts';
import { readRegistryPath } from './registry-path.ts';
import type { RegistryStatement } from './registry-statement.ts';
import { literalOf, parameterOf, writtenValue, type KnownCommand } from './tree.ts';

/** What an offset in a parameter of a cmdlet is on that writes or deletes values: a key, or the value by its name, type or data. */
export function registrySubjectOf(command: KnownCommand, { name: parameter, value }: BoundParameter, offset: number): Subject | undefined {
  const isPath = parameter === 'Path' || parameter === 'LiteralPath';
  for (const item of value?.kind === 'array' && parameter !== 'Value' ? value.items : [value]) {
    // An array stands in parentheses, behind what it is cast to.
    const span = literalOf(item)?.span ?? (item && (writtenValue(command, item) ?? item.span));
    if (!item || !span) continue;
    const path = isPath ? pathIn(item) : pathIn((parameterOf(command, 'Path') ?? parameterOf(command, 'LiteralPath'))?.value);
    const name = literalOf(parameter === 'Name' ? item : parameterOf(command, 'Name')?.value)?.text;
    const place = isPath ? { pathSpan: span, spans: [] } : { spans: isPart(parameter) ? [span] : [] };
    const subject = registrySubject({ ...(path && { path }), ...(name !== undefined && { name }), ...place }, offset);
    if (subject) return subject;
  }
  return undefined;
}

/** What an offset is on in a statement about the registry that is none of the catalogue's cmdlets. */
export function registrySubjectInScript(script: PsScript, registry: readonly RegistryStatement[], offset: number): Subject | undefined {
  const command = script.commands.find(({ span }) => span.start <= offset && offset <= span.end);
  if (command && isRegExe(command.name)) {
    const reg = parseReg(regWordsBefore(command, script.text));
    return typeof reg === 'string' ? undefined : regExeSubject(reg, offset);
  }
  const handed = handedSubject(registry, offset);
  if (handed) return handed;
  const cmdlet = command && providerCmdlet(command.name);
  if (command && cmdlet) {
    const { parameters } = bind(command, cmdlet);
    const value = (parameters.get('Path') ?? parameters.get('LiteralPath'))?.value;
    const path = pathIn(value);
    const pathSpan = spanOf(value);
    return path && pathSpan && registrySubject({ path, pathSpan, spans: [] }, offset);
  }
  for (const call of script.staticCalls) {
    if (!isSetValue(call) || offset < call.span.start || offset > call.span.end) continue;
    const [key, name, data, kind] = call.args.map(({ value }) => value);
    const path = fullPath(literalOf(key)?.text ?? '');
    const pathSpan = spanOf(key);
    const valueName = literalOf(name)?.text;
    const dataSpan = literalOf(data)?.span ?? call.args[2]?.span;
    const spans = [spanOf(name), dataSpan, spanOf(kind)];
    return registrySubject({ ...(path && { path }), ...(pathSpan && { pathSpan }), ...(valueName !== undefined && { name: valueName }), spans }, offset);
  }
  return undefined;
}

/** What an offset is on in what another program is given to run. */
function handedSubject(registry: readonly RegistryStatement[], offset: number): Subject | undefined {
  for (const { reg, handed } of registry) {
    const subject = reg && handed ? regExeSubject(reg, offset) : undefined;
    if (subject) return subject;
  }
  return undefined;
}

function isPart(parameter: string): boolean {
  return parameter === 'Name' || parameter === 'Value' || parameter === 'PropertyType' || parameter === 'Type';
}

function spanOf(value: PsValue | undefined): Span | undefined {
  return literalOf(value)?.span ?? value?.span;
}

function pathIn(value: PsValue | undefined): RegistryPath | undefined {
  const literal = literalOf(value);
  return literal && readRegistryPath(literal.text);
}

/** A key with its hive in full, as a method of .NET takes it. */
function fullPath(text: string): RegistryPath | undefined {
  const [hive = '', ...rest] = text.split('\\');
  const name = /^HKEY_/i.test(hive) ? hiveOf(hive) : undefined;
  return name === undefined ? undefined : { hive: name, key: plainKey(rest.join('\\')) };
}
