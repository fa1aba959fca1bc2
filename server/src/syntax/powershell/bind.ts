import { append } from '../../core/lists.ts';
import type { Span } from '../../core/span.ts';
import { COMMON_PARAMETERS, type Cmdlet, type CmdletParameter } from '../../knowledge/cmdlet.ts';
import type { PsArgument, PsCommand } from './commands.ts';
import { findParameter, type Found } from './parameter-names.ts';
import type { PsHashtable, PsValue } from './value.ts';

/** One parameter that a command gives. */
export interface BoundParameter {
  /** Full name in Microsoft's letter case. */
  readonly name: string;
  /** The name as written, without the dash; the key where a hashtable gives the parameter. */
  readonly nameSpan?: Span;
  /** Absent while the value is still to be typed. A switch that is just named has the value true, at its own place. */
  readonly value?: PsValue;
  readonly via: 'named' | 'positional' | 'splat' | 'pipeline';
}

export interface BoundCommand {
  readonly command: PsCommand;
  readonly cmdlet: Cmdlet;
  /** By full name. */
  readonly parameters: ReadonlyMap<string, BoundParameter>;
  /** Whether there may be further parameters: then nothing may be called missing. */
  readonly unread: boolean;
  /** Names that no parameter of the cmdlet has, or that fit several. */
  readonly unknownParameters: readonly { readonly name: string; readonly span: Span; readonly ambiguous: boolean }[];
}

/** No cmdlet has as many parameters: a hashtable of more entries is not looked at, once for each of its calls. */
const MOST_ENTRIES = 100;

/** What the parameters of a command are bound to, by PowerShell's rules (about_Parameters, about_Parameter_Binding, about_Splatting). Never fails. */
export function bind(command: PsCommand, cmdlet: Cmdlet): BoundCommand {
  return new Binder(command, cmdlet).bound();
}

class Binder {
  readonly #command: PsCommand;
  readonly #cmdlet: Cmdlet;
  readonly #parameters = new Map<string, BoundParameter>();
  readonly #unknown: { name: string; span: Span; ambiguous: boolean }[] = [];
  /** Values that no name was found for, in order. */
  readonly #positional: PsValue[] = [];
  readonly #splatted: PsHashtable[] = [];
  #unread: boolean;
  #positionsKnown = true;

  constructor(command: PsCommand, cmdlet: Cmdlet) {
    this.#command = command;
    this.#cmdlet = cmdlet;
    this.#unread = !command.reliable;
  }

  bound(): BoundCommand {
    this.#arguments();
    // What is written out wins over the hashtable, and both come before positions are counted.
    for (const table of this.#splatted) this.#splat(table);
    this.#positions();
    this.#pipeline();
    return { command: this.#command, cmdlet: this.#cmdlet, parameters: this.#parameters, unread: this.#unread, unknownParameters: this.#unknown };
  }

  #arguments(): void {
    const { args } = this.#command;
    for (let index = 0; index < args.length; index++) {
      const argument = args[index];
      if (argument === undefined) continue;
      if (argument.kind === 'parameter') index += this.#named(argument, args[index + 1]);
      else if (argument.kind === 'value') this.#positional.push(argument.value);
      else if (argument.value.kind === 'hashtable' && argument.value.entries.length <= MOST_ENTRIES) this.#splatted.push(argument.value);
      else if (argument.value.kind === 'array') append(this.#positional, argument.value.items);
      else {
        this.#unread = true;
        this.#positionsKnown = false;
      }
    }
  }

  /** Binds a named parameter. Returns how many of the following arguments it took. */
  #named(argument: PsArgument & { kind: 'parameter' }, next: PsArgument | undefined): number {
    const found = this.#find(argument.name, argument.nameSpan);
    const follows = argument.value === undefined && next?.kind === 'value';
    // A parameter that is not known takes the value behind it, as nearly all do.
    if (found === undefined) return follows ? 1 : 0;
    const { name } = found;
    if (found.switch === true) {
      const value: PsValue = argument.value ?? { kind: 'boolean', value: true, span: argument.span };
      this.#bind({ name, nameSpan: argument.nameSpan, value, via: 'named' });
      return 0;
    }
    const value = argument.value ?? (next?.kind === 'value' ? next.value : undefined);
    this.#bind({ name, nameSpan: argument.nameSpan, ...(value === undefined ? {} : { value }), via: 'named' });
    return follows ? 1 : 0;
  }

  #splat(table: PsHashtable): void {
    for (const entry of table.entries) {
      const found = this.#find(entry.key, entry.keySpan);
      if (found !== undefined) this.#bind({ name: found.name, nameSpan: entry.keySpan, value: entry.value, via: 'splat' });
    }
  }

  #positions(): void {
    if (this.#positional.length === 0) return;
    if (!this.#positionsKnown) {
      this.#unread = true;
      return;
    }
    const free = this.#cmdlet.parameters
      .filter((parameter) => parameter.position !== undefined && !this.#parameters.has(parameter.name))
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    this.#positional.forEach((value, index) => {
      const parameter = free[index];
      if (parameter === undefined) this.#unread = true;
      else this.#bind({ name: parameter.name, value, via: 'positional' });
    });
  }

  /** A piped object's properties bind by full name or alias. A hashtable's keys are no properties unless it is cast to an object. */
  #pipeline(): void {
    const { input } = this.#command;
    if (input === undefined || input.kind === 'null') return;
    const object = input.kind === 'hashtable' && input.entries.length <= MOST_ENTRIES && (input.cast === 'pscustomobject' || input.cast === 'psobject');
    if (!object) {
      this.#unread = true;
      return;
    }
    for (const entry of input.entries) {
      const parameter = this.#property(entry.key);
      if (parameter !== undefined) this.#bind({ name: parameter.name, nameSpan: entry.keySpan, value: entry.value, via: 'pipeline' });
    }
  }

  #property(key: string): CmdletParameter | undefined {
    const wanted = key.toLowerCase();
    return this.#cmdlet.parameters.find(
      (parameter) => parameter.fromPipelineProperty === true && [parameter.name, ...(parameter.aliases ?? [])].some((name) => name.toLowerCase() === wanted),
    );
  }

  #find(name: string, span: Span): Found | undefined {
    const found = findParameter(name, this.#cmdlet.parameters, COMMON_PARAMETERS);
    if (found !== 'unknown' && found !== 'ambiguous') return found;
    this.#unread = true;
    this.#unknown.push({ name, span, ambiguous: found === 'ambiguous' });
    return undefined;
  }

  #bind(parameter: BoundParameter): void {
    if (!this.#parameters.has(parameter.name)) this.#parameters.set(parameter.name, parameter);
  }
}
