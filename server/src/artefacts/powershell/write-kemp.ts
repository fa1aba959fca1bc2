import type { Edit } from '../../core/edit.ts';
import { indentationAt, lineEndAt } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import { encloses } from '../../core/span.ts';
import { settingName } from '../../knowledge/load-balancer/kemp-commands.ts';
import type { LoadBalancerChange } from '../../model/load-balancer/change.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import { entryInsertion, entryText, insertionPoint } from '../../syntax/powershell/insertion.ts';
import type { PsHashtable, PsValue } from '../../syntax/powershell/value.ts';
import type { KempCommand } from '../kemp/command.ts';
import { blockEnd } from '../kemp/block-end.ts';
import { plansOf, type KempStep, type NewValue } from '../kemp/plan.ts';
import type { KempService } from '../kemp/services.ts';
import { writeRest } from '../kemp/write-rest.ts';
import { kempCommands, scriptRest } from './read-kemp.ts';
import { literalOf, parameterTable, writtenValue, type KnownCommand, type ScriptTree } from './tree.ts';
import { argumentSpan, lineBehind, ownTable } from './write-call.ts';

type Replacement = Pick<Edit, 'span' | 'newText'>;

/** The edits of changes of a load balancer; `undefined` where one takes a guess. */
export function writeKemp(file: Edit['file'], tree: ScriptTree, changes: readonly LoadBalancerChange[]): Edit[] | undefined {
  const commands = tree.script ? kempCommands(tree.script, tree.commands) : [];
  const plan = plansOf(commands, changes);
  if (!plan) return undefined;
  const writer = new KempWriter(file.text, tree, plan);
  const restTree = tree.script && scriptRest(tree.script);
  const target = restTree && { text: file.text, tree: restTree, shell: 'powershell' as const, taken: new Set<string>() };
  const written = plan.map((step) => {
    const { key } = step.kind === 'follow' ? step.follower.command : step.command;
    return target?.tree.rest.has(key) ? writeRest(target, step) : writer.write(step);
  });
  if (!written.every((each) => each !== undefined)) return undefined;
  // Several commands may take one value from one place.
  const distinct = new Map(written.flat().map((each) => [`${each.span.start} ${each.span.end} ${each.newText}`, each]));
  return [...distinct.values()].map((each) => ({ file, ...each }));
}

/** Names of the module that commands which stand for themselves alone have, and what they are in the older generation. */
interface Generation {
  readonly set: string;
  readonly get: string;
  readonly index: string;
  readonly port: string;
  readonly protocol: string;
}
const NEW: Generation = { set: 'Set-AdcVirtualService', get: 'Get-AdcVirtualService', index: '.Data.VS.Index', port: 'VSPort', protocol: 'VSProtocol' };
const OLD: Generation = { set: 'Set-VirtualService', get: 'Get-VirtualService', index: '.Index', port: 'Port', protocol: 'Protocol' };

class KempWriter {
  readonly #text: string;
  readonly #tree: ScriptTree;
  readonly #plan: readonly KempStep[];
  /** Tables that are repeated already, with the name of the copy. */
  readonly #copies = new Map<number, string>();

  constructor(text: string, tree: ScriptTree, plan: readonly KempStep[]) {
    this.#text = text;
    this.#tree = tree;
    this.#plan = plan;
  }

  write(step: KempStep): Replacement[] | undefined {
    const command = this.#known(step.kind === 'follow' ? step.follower.command : step.command);
    // What is written into a function is written for all its calls.
    if (!command || command.bound.command.call) return undefined;
    if (step.kind === 'set') return this.#set(command, step.name, step.value);
    if (step.kind === 'encode') return undefined;
    const behind = this.#known(step.behind);
    const place = behind && !behind.bound.command.call ? lineBehind(behind, this.#text) : undefined;
    if (!behind || !place) return undefined;
    if (step.kind === 'repeat') {
      const line = this.#repeated(command, step.values);
      return line === undefined ? undefined : [{ span: { start: place.offset, end: place.offset }, newText: `${place.eol}${place.indent}${line}` }];
    }
    const line = this.#following(step.follower, step.followed, step.port);
    const outermost = command.bound.command.span.start;
    const at = blockEnd(this.#text, behind.bound.command.span, outermost);
    if (at === undefined || line === undefined) return undefined;
    return [{ span: { start: at, end: at }, newText: `${place.eol}${indentationAt(this.#text, outermost)}${line}` }];
  }

  #known({ key }: KempCommand): KnownCommand | undefined {
    return this.#tree.commands.find((command) => command.key === key);
  }

  #set(command: KnownCommand, name: string, value: NewValue): Replacement[] | undefined {
    const parameter = parameterOfSetting(command, name);
    if (parameter) {
      const place = this.#placeOf(command, parameter, name, value);
      return place && [{ span: place.span, newText: place.bare ? spelled(value, place.table) : String(value) }];
    }
    const row = command.bound.cmdlet.parameters.find((each) => settingName(each.name) === name);
    if (!row) return undefined;
    const suited = value === true && row.type === 'Int32' && !isOld(command) ? 1 : value;
    const table = ownTable(this.#tree, command);
    if (!table) {
      const at = insertionPoint(command.bound.command);
      return [{ span: { start: at, end: at }, newText: ` -${row.name} ${spelled(suited)}` }];
    }
    const entry = entryInsertion(table, this.#text);
    return [{ span: { start: entry.offset, end: entry.offset }, newText: entryText(entry, row.name, spelled(suited, table)) }];
  }

  /** Where a value is replaced. One that others use as well is replaced where it stands only if all of them change in the same way. */
  #placeOf(
    command: KnownCommand,
    parameter: BoundParameter,
    name: string,
    value: NewValue,
  ): { readonly span: Span; readonly bare: boolean; readonly table?: PsHashtable } | undefined {
    const { value: stated } = parameter;
    if (!stated) return undefined;
    const table = parameterTable(command.bound.command);
    const inTable = table && encloses(table.span, stated.span) ? table : undefined;
    const written = writtenValue(command, stated) ?? (inTable ? stated.span : argumentSpan(command, parameter));
    const literal = literalOf(stated);
    const users = this.#users(stated.span);
    const changed = users.filter((user) =>
      this.#plan.some((step) => step.kind === 'set' && step.value === value && step.command.key === user.key && step.name === user.setting),
    );
    if (users.length > changed.length) return written && !inTable ? { span: written, bare: true } : undefined;
    if (stated.kind === 'string' && literal && stated.quote !== 'none' && value !== true) {
      return literal.editable ? { span: literal.span, bare: false } : undefined;
    }
    if (stated.kind === 'unknown' || (stated.kind === 'string' && !stated.editable))
      return written && { span: written, bare: true, ...(inTable && { table: inTable }) };
    return { span: stated.span, bare: true, ...(inTable && { table: inTable }) };
  }

  /** The settings that take their value from a place, by the keys of their commands. */
  #users(span: Span): { readonly key: string; readonly setting: string }[] {
    return this.#tree.commands.flatMap(({ key, bound }) =>
      [...bound.parameters.values()].flatMap(({ name, value }) =>
        value?.span.start === span.start && value.span.end === span.end ? [{ key, setting: settingName(name) }] : [],
      ),
    );
  }

  /** The text of a command with other values, and of the table that it has for itself. */
  #repeated(command: KnownCommand, values: ReadonlyMap<string, NewValue>): string | undefined {
    const { span } = command.bound.command;
    if (/[\r\n]/.test(this.#text.slice(span.start, span.end)) && !/`\r?\n/.test(this.#text.slice(span.start, span.end))) return undefined;
    const inPlace: Replacement[] = [];
    const added: string[] = [];
    for (const [name, value] of values) {
      const parameter = parameterOfSetting(command, name);
      const stated = parameter?.value;
      const written = stated && writtenValue(command, stated);
      if (written) inPlace.push({ span: written, newText: spelledLike(value, stated) });
      else if (parameter) return this.#copiedTable(command, values);
      else {
        const row = command.bound.cmdlet.parameters.find((each) => settingName(each.name) === name);
        if (!row) return undefined;
        added.push(` -${row.name} ${spelled(value)}`);
      }
    }
    return withReplacements(this.#text, span, inPlace) + added.join('');
  }

  /** A second table with other values, and the command that takes it. */
  #copiedTable(command: KnownCommand, values: ReadonlyMap<string, NewValue>): string | undefined {
    const { args, span, nameSpan } = command.bound.command;
    const splats = args.filter((each) => each.kind === 'splat');
    const [splat] = splats;
    if (splat?.kind !== 'splat' || splats.length > 1 || splat.value.kind !== 'hashtable') return undefined;
    const table = splat.value;
    const head = /\$(\w+)[ \t]*=[ \t]*$/.exec(this.#text.slice(0, table.span.start));
    if (head?.[1]?.toLowerCase() !== splat.name.toLowerCase()) return undefined;
    const inTable: Replacement[] = [];
    const inCall: Replacement[] = [];
    const own = new Map<string, string>();
    for (const [name, value] of values) {
      const parameter = parameterOfSetting(command, name);
      const stated = parameter?.value;
      const written = stated && writtenValue(command, stated);
      if (written) inCall.push({ span: written, newText: spelledLike(value, stated) });
      else if (stated && encloses(table.span, stated.span)) inTable.push({ span: stated.span, newText: spelled(value, table) });
      else if (stated) return undefined;
      else {
        const row = command.bound.cmdlet.parameters.find((each) => settingName(each.name) === name);
        if (!row) return undefined;
        own.set(row.name, spelled(value));
      }
    }
    const known = this.#copies.get(table.span.start);
    const name = known ?? this.#freshName(splat.name);
    this.#copies.set(table.span.start, name);
    const call = withReplacements(this.#text, { start: nameSpan.start, end: span.end }, [...inCall, { span: splat.span, newText: `@${name}` }]);
    const more = [...own].map(([parameter, text]) => ` -${parameter} ${text}`).join('');
    if (known !== undefined) return `${call}${more}`;
    const eol = lineEndAt(this.#text, span.start);
    return `$${name} = ${withReplacements(this.#text, table.span, inTable)}${eol}${call}${more}`;
  }

  #freshName(name: string): string {
    for (let number = 2; ; number++) {
      const candidate = `${name.replace(/(?<!\d)\d+$/, '')}${number}`;
      if (!new RegExp(`[$@]\\{?${candidate}\\b`, 'i').test(this.#text)) return candidate;
    }
  }

  /** The command that makes a service share the records of another. */
  #following(follower: KempService, followed: KempService, port: number | undefined): string | undefined {
    const [own, other] = [this.#known(follower.command), this.#known(followed.command)];
    if (!own || !other) return undefined;
    const generation = isOld(own) ? OLD : NEW;
    const names = [this.#naming(own, generation, port), this.#naming(other, generation)];
    if (!names.every((each) => each !== undefined)) return undefined;
    return `${generation.set}${names[0] ?? ''} -FollowVSID (${generation.get}${names[1] ?? ''})${generation.index}`;
  }

  /** The arguments that name a service and the LoadMaster that it is on. */
  #naming(command: KnownCommand, { port, protocol }: Generation, newPort?: number): string | undefined {
    const given = (name: string, parameter: string, isNeeded: boolean): string | undefined => {
      const value = name === 'port' && newPort !== undefined ? String(newPort) : this.#source(command, name);
      return value === undefined ? (isNeeded ? undefined : '') : ` -${parameter} ${value}`;
    };
    const all = [
      given('vs', 'VirtualService', true),
      given('port', port, true),
      given('prot', protocol, true),
      given('loadbalancer', 'LoadBalancer', false),
      given('lbport', 'LBPort', false),
      given('credential', 'Credential', false),
      given('certificatestorelocation', 'CertificateStoreLocation', false),
      given('subjectcn', 'SubjectCN', false),
    ];
    return all.every((each) => each !== undefined) ? all.join('') : undefined;
  }

  /** How a command is given a setting, as it is written. */
  #source(command: KnownCommand, name: string): string | undefined {
    const stated = parameterOfSetting(command, name)?.value;
    if (!stated) return undefined;
    const span = writtenValue(command, stated) ?? stated.span;
    const text = this.#text.slice(span.start, span.end);
    return /[\r\n]/.test(text) ? undefined : text;
  }
}

function parameterOfSetting({ bound }: KnownCommand, name: string): BoundParameter | undefined {
  return [...bound.parameters.values()].find((parameter) => settingName(parameter.name) === name);
}

/** Whether a command is of the older generation: by its own name, or by that of the port. */
function isOld({ bound }: KnownCommand): boolean {
  const port = bound.parameters.get('VSPort')?.nameSpan;
  return !/adc/i.test(bound.command.name) || (port !== undefined && port.end - port.start < 'VSPort'.length);
}

/** A value as PowerShell reads it, in the quotes that the other texts of a table have. */
function spelled(value: NewValue, table?: PsHashtable): string {
  if (value === true) return '$true';
  if (typeof value === 'number' || (!table && /^[A-Za-z][\w.-]*$|^\d+(?:\.\d+){3}$/.test(value))) return String(value);
  const isDouble = table?.entries.some((entry) => entry.value.kind === 'string' && entry.value.quote === 'double');
  return isDouble ? `"${value}"` : `'${value}'`;
}

/** A value in the quotes of the one that it takes the place of. */
function spelledLike(value: NewValue, stated: PsValue): string {
  const quote = stated.kind === 'string' ? stated.quote : 'none';
  if (typeof value !== 'string' || (quote !== 'single' && quote !== 'double')) return spelled(value);
  return quote === 'double' ? `"${value}"` : `'${value}'`;
}

function withReplacements(text: string, { start, end }: Span, replacements: readonly Replacement[]): string {
  let result = '';
  let at = start;
  for (const { span, newText } of [...replacements].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at, end);
}
