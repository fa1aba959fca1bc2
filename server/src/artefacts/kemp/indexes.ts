import { encloses, type Span } from '../../core/span.ts';
import type { RestCommand } from '../../syntax/kemp/rest.ts';
import { Variables } from '../../syntax/kemp/variables.ts';
import type { KempTarget } from './command.ts';

/** Commands that answer with the index of the service that they name. Source: Progress Kemp, "RESTful API", section 3.6.1. */
const ANSWERING: ReadonlySet<string> = new Set(['addvs', 'showvs', 'listvs']);

/** Longer chains of variables are not followed. */
const DEEPEST = 3;

/** An answer of the LoadMaster as somebody has kept it: an index, with what follows up to the next one. */
const ANSWER = /(?:<Index>|"Index"\s*:\s*"?)(\d+)\b(?:(?!<Index>|"Index"\s*:)[^]){0,4000}/g;

/** What a file tells about indexes of services, which only the LoadMaster gives out: by what it asks for, and by answers that it keeps. */
export class Indexes {
  readonly #text: string;
  readonly #commands: ReadonlyMap<string, RestCommand>;
  readonly #variables: Variables;
  readonly #named: (command: RestCommand) => KempTarget;
  #kept: ReadonlyMap<string, KempTarget> | undefined;

  /** @param named how a command names its service */
  constructor(text: string, commands: ReadonlyMap<string, RestCommand>, variables: Variables, named: (command: RestCommand) => KempTarget) {
    this.#text = text;
    this.#commands = commands;
    this.#variables = variables;
    this.#named = named;
  }

  /** The service whose index is written at a place; `undefined` where the file does not tell. */
  serviceAt(span: Span): KempTarget | undefined {
    const raw = this.#textOf(span);
    if (/^\d+$/.test(raw)) return this.#answers().get(raw);
    const variable = Variables.nameIn(raw);
    const source = variable === undefined ? span : this.#variables.valueOf(variable, span.start);
    if (!source || (variable === undefined && !/^["']*\$\(/.test(raw))) return undefined;
    const written = this.#textOf(source);
    // Services below others and servers have indexes as well.
    return /\bIndex\b/i.test(written) && !/(?:VS|Rs)Index/i.test(written) ? this.#source(source, 0) : undefined;
  }

  /** The number that the file keeps for a service. */
  numberOf(target: KempTarget): number | undefined {
    if (target.kind !== 'address') return undefined;
    for (const [index, kept] of this.#answers())
      if (kept.kind === 'address' && kept.parts.slice(1).join(' ') === target.parts.slice(1).join(' ')) return Number(index);
    return undefined;
  }

  /** The service that the one command within a text is about, or the one variable in it. */
  #source(span: Span, depth: number): KempTarget | undefined {
    const [only, ...more] = [...this.#commands].filter(([, command]) => encloses(span, command.span));
    if (more.length > 0 || depth > DEEPEST) return undefined;
    if (only) {
      const [key, command] = only;
      if (!ANSWERING.has(command.name)) return undefined;
      if (command.name === 'addvs') return { kind: 'made', by: key };
      const target = this.#named(command);
      return target.kind === 'address' && target.parts.every((part) => part !== undefined) ? target : undefined;
    }
    const names = new Set([...this.#textOf(span).matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name.toLowerCase()));
    const found = [...names].flatMap((name) => {
      const value = this.#variables.valueOf(name, span.start);
      return (value && this.#source(value, depth + 1)) ?? [];
    });
    return found.length === 1 ? found[0] : undefined;
  }

  #answers(): ReadonlyMap<string, KempTarget> {
    return (this.#kept ??= keptAnswers(this.#text, new Set([...this.#commands.values()].map(({ host }) => host))));
  }

  #textOf({ start, end }: Span): string {
    return this.#text.slice(start, end);
  }
}

/** Services by the index that a kept answer gives them. Where the file is about several LoadMasters, nobody can tell whose index it is. */
function keptAnswers(text: string, hosts: ReadonlySet<string | undefined>): ReadonlyMap<string, KempTarget> {
  const found = new Map<string, KempTarget>();
  if (hosts.size !== 1 || !/<Index>|"Index"/.test(text)) return found;
  const [host] = hosts;
  const twice = new Set<string>();
  for (const [answer, index = ''] of text.matchAll(ANSWER)) {
    const of = (name: string): string | undefined => new RegExp(`(?:<${name}>|"${name}"\\s*:\\s*"?)\\s*([\\w.:]+)`).exec(answer)?.[1]?.toLowerCase();
    const parts = ['VSAddress', 'VSPort', 'Protocol'].map(of);
    if (!parts.every((part) => part !== undefined)) continue;
    const target: KempTarget = { kind: 'address', parts: [hostPart(host), ...parts.map((part) => `=${part}`)] };
    const known = found.get(index);
    if (known?.kind === 'address' && known.parts.join(' ') !== target.parts.join(' ')) twice.add(index);
    found.set(index, target);
  }
  for (const index of twice) found.delete(index);
  return found;
}

/** A LoadMaster among the parts of a target: nothing for the only one there is, else what is written. */
export function hostPart(host: string | undefined): string {
  if (host === '') return 'the one of a function';
  return host === undefined ? '=' : /[${<]/.test(host) ? host.replaceAll(/\$\{(\w+)\}/g, '$$$1') : `=${host}`;
}
