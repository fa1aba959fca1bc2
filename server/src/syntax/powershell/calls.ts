import type { Span } from '../../core/span.ts';
import { bind } from './bind.ts';
import type { PsCommand } from './commands.ts';
import type { Context, Scope } from './context.ts';
import type { Bindings, Evaluator } from './evaluate.ts';
import { asParameters, declarations, type Declaration } from './parameters.ts';
import type { RawCommand } from './raw.ts';
import type { SyntaxNode } from './tree.ts';
import { unknown, type PsValue } from './value.ts';

/** Functions that call functions are followed so deep. */
const MAX_DEPTH = 3;
/** A script with more runs of its functions than this is read function by function instead. */
const MAX_RUNS = 50;

/** A function of the script. */
export interface FunctionBody {
  readonly node: SyntaxNode;
  readonly name: string;
  /** The context of what stands in it. */
  readonly inside: Context;
}

/** One run of a function's body: what its parameters are, and when it runs. */
interface Run {
  readonly evaluator: Evaluator;
  /** Conditions that the outermost call stands under. */
  readonly branch: readonly number[];
  readonly remote: boolean;
  /** The outermost call. */
  readonly call: Span;
}

/** Reads a command where an evaluator knows the values. */
type Read = (raw: RawCommand, evaluator: Evaluator) => PsCommand | undefined;

/** Follows the calls of a script's own functions, as far as their arguments are known. */
export class Calls {
  readonly #byScope: ReadonlyMap<Scope, FunctionBody>;
  readonly #byName: ReadonlyMap<string, FunctionBody | undefined>;
  readonly #sites = new Map<string, RawCommand[]>();
  readonly #runs = new Map<FunctionBody, readonly Run[]>();
  readonly #textOf: (span: Span) => string;
  readonly #contextOf: (raw: RawCommand) => Context;
  readonly #evaluator: Evaluator;
  readonly #read: Read;
  #count = 0;

  constructor(
    bodies: readonly FunctionBody[],
    commands: readonly RawCommand[],
    sources: { textOf: (span: Span) => string; contextOf: (raw: RawCommand) => Context; evaluator: Evaluator; read: Read },
  ) {
    this.#byScope = new Map(bodies.map((body) => [body.inside.scope, body]));
    const names = new Map<string, FunctionBody | undefined>();
    // Of two functions of one name it is not known which is called.
    for (const body of bodies) names.set(body.name.toLowerCase(), names.has(body.name.toLowerCase()) ? undefined : body);
    this.#byName = names;
    for (const command of commands) {
      const name = command.name?.toLowerCase() ?? '';
      if (!names.has(name)) continue;
      const sites = this.#sites.get(name);
      if (sites === undefined) this.#sites.set(name, [command]);
      else sites.push(command);
    }
    this.#textOf = sources.textOf;
    this.#contextOf = sources.contextOf;
    this.#evaluator = sources.evaluator;
    this.#read = sources.read;
  }

  /** A command of a function once for each call of the function, with what the call gives; empty when there is none, or too many. */
  runsOf(raw: RawCommand): PsCommand[] {
    const context = this.#contextOf(raw);
    const body = this.#functionOf(context.scope);
    const runs = body === undefined ? [] : this.#runsOf(body, []);
    if (body === undefined || this.#count > MAX_RUNS) return [];
    return runs.flatMap((run, index) => {
      const command = this.#read(raw, run.evaluator);
      const inner = context.branch.slice(body.inside.branch.length);
      // The conditions in the function are decided anew in each run.
      const branch = [...run.branch, ...(inner.length > 0 ? [-1 - index] : []), ...inner];
      return command ? [{ ...command, branch, remote: command.remote || run.remote, call: run.call }] : [];
    });
  }

  #functionOf(from: Scope): FunctionBody | undefined {
    let scope: Scope | undefined = from;
    while (scope !== undefined && scope.kind !== 'function') scope = scope.parent;
    return scope && this.#byScope.get(scope);
  }

  #runsOf(body: FunctionBody, callers: readonly FunctionBody[]): readonly Run[] {
    const known = this.#runs.get(body);
    if (known !== undefined) return known;
    const sites = this.#byName.get(body.name.toLowerCase()) === body ? (this.#sites.get(body.name.toLowerCase()) ?? []) : [];
    // A function that calls itself runs with what the first call gives, and then with something else.
    const followed = callers.length < MAX_DEPTH && !sites.some((site) => this.#functionOf(this.#contextOf(site).scope) === body);
    const runs = followed ? sites.flatMap((site) => this.#runsFrom(site, body, callers)) : [];
    if (callers.length === 0) this.#runs.set(body, runs);
    return runs;
  }

  /** The runs that one call makes: one for each run of the function that it stands in. */
  #runsFrom(site: RawCommand, body: FunctionBody, callers: readonly FunctionBody[]): Run[] {
    const context = this.#contextOf(site);
    const { branch, remote, scope } = context;
    const caller = this.#functionOf(scope);
    if (caller !== undefined && callers.includes(caller)) return [];
    const here: Run = { evaluator: this.#evaluator, branch, remote, call: { start: site.start, end: site.end } };
    const outer = caller === undefined ? [] : this.#runsOf(caller, [...callers, body]);
    return (outer.length > 0 ? outer : [here]).flatMap((run): Run[] => {
      if (++this.#count > MAX_RUNS) return [];
      const command = this.#read(site, run.evaluator);
      if (command === undefined) return [];
      const bindings = bindingsOf(command, declarations(body.node, this.#textOf));
      return [{ ...run, branch: outer.length > 0 ? run.branch : branch, remote: remote || run.remote, evaluator: run.evaluator.inCall(bindings) }];
    });
  }
}

/** What a call gives each parameter that the function declares. */
function bindingsOf(command: PsCommand, declared: readonly Declaration[]): Bindings {
  const bound = bind(command, { name: command.name, parameters: asParameters(declared), summary: '', source: '' });
  return new Map(
    declared.map(({ node, name, type, fromPipeline }): [number, PsValue | 'default'] => {
      const value = bound.parameters.get(name)?.value;
      if (value !== undefined) return [node.start, value];
      const place = { start: node.start, end: node.end };
      if (bound.parameters.has(name) || bound.unread || (fromPipeline && command.input !== undefined)) return [node.start, unknown(place)];
      return [node.start, type === 'switch' ? { kind: 'boolean', value: false, span: place } : 'default'];
    }),
  );
}
