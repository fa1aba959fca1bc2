import { beforeAll, expect, test } from 'vitest';
import { parsePowerShell } from '../../server/src/syntax/powershell/parse.ts';
import type { PsValue } from '../../server/src/syntax/powershell/value.ts';
import { loadPowerShell } from '../support/powershell.ts';
import { fc } from '../support/properties.ts';
import { show } from '../syntax/powershell/render.ts';
import { RUNS } from './invariants.ts';

/*
 * A small language of what may happen to a variable, which can be written as PowerShell and run: what is said of a value
 * without running the script must hold in every run.
 */

beforeAll(loadPowerShell);

type Block = readonly Statement[];

type Statement =
  | { readonly kind: 'assign'; readonly name: string; readonly value: string }
  | { readonly kind: 'copy'; readonly name: string; readonly from: string }
  | { readonly kind: 'use'; readonly name: string }
  | { readonly kind: 'table'; readonly entries: Readonly<Record<string, string>> }
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'splat' }
  | { readonly kind: 'leave'; readonly how: Leaving }
  | { readonly kind: 'if' | 'switch'; readonly arms: readonly Block[]; readonly otherwise: boolean }
  | { readonly kind: 'try'; readonly body: Block; readonly caught: Block | undefined; readonly last: Block | undefined }
  | { readonly kind: 'loop'; readonly body: Block };

type Leaving = 'return' | 'break' | 'continue';

function written(statements: Block): string {
  return statements
    .map((each) => {
      switch (each.kind) {
        case 'assign':
          return `$${each.name} = '${each.value}'`;
        case 'copy':
          return `$${each.name} = $${each.from}`;
        case 'use':
          return `Use $${each.name}`;
        case 'table':
          return `$h = @{ ${Object.entries(each.entries)
            .map(([key, value]) => `${key} = '${value}'`)
            .join('; ')} }`;
        case 'set':
          return `$h.${each.key} = '${each.value}'`;
        case 'remove':
          return `$h.Remove('${each.key}')`;
        case 'splat':
          return 'Use @h';
        case 'leave':
          return each.how;
        case 'loop':
          return `while ($c) {\n${written(each.body)}\n}`;
        case 'try':
          return `try {\n${written(each.body)}\n}${each.caught ? ` catch {\n${written(each.caught)}\n}` : ''}${each.last ? ` finally {\n${written(each.last)}\n}` : ''}`;
        case 'if':
          return each.arms
            .map((arm, i) => `${i === 0 ? 'if ($c)' : each.otherwise && i === each.arms.length - 1 ? 'else' : 'elseif ($c)'} {\n${written(arm)}\n}`)
            .join(' ');
        case 'switch':
          return `switch ($c) {\n${each.arms.map((arm, i) => `${each.otherwise && i === each.arms.length - 1 ? 'default' : `'${i}'`} {\n${written(arm)}\n}`).join('\n')}\n}`;
      }
    })
    .join('\n');
}

type Use = Extract<Statement, { readonly kind: 'use' | 'splat' }>;
type Held = string | ReadonlyMap<string, string> | undefined;

/** Runs a program. */
class Run {
  readonly #variables = new Map<string, string | undefined>();
  #table: Map<string, string> | undefined;
  #tries = 0;
  readonly #decide: (below: number) => number;
  readonly #seen: (use: Use, held: Held) => void;

  /**
   * @param decide gives a number below its argument for each condition.
   * @param seen gets what each use reads.
   */
  constructor(decide: (below: number) => number, seen: (use: Use, held: Held) => void) {
    this.#decide = decide;
    this.#seen = seen;
  }

  /** Runs a block; returns how it was left before its end. */
  block(statements: Block): Leaving | 'throw' | undefined {
    for (const each of statements) {
      // Any statement may fail; where nothing catches it, nothing more is seen.
      const left = this.#tries > 0 && this.#decide(5) === 0 ? 'throw' : this.#step(each);
      if (left !== undefined) return left;
    }
    return undefined;
  }

  #step(each: Statement): Leaving | 'throw' | undefined {
    switch (each.kind) {
      case 'assign':
        this.#variables.set(each.name, each.value);
        return undefined;
      case 'copy':
        this.#variables.set(each.name, this.#variables.get(each.from));
        return undefined;
      case 'use':
        this.#seen(each, this.#variables.get(each.name));
        return undefined;
      case 'table':
        this.#table = new Map(Object.entries(each.entries));
        return undefined;
      case 'set':
        this.#table?.set(each.key, each.value);
        return undefined;
      case 'remove':
        this.#table?.delete(each.key);
        return undefined;
      case 'splat':
        this.#seen(each, this.#table);
        return undefined;
      case 'leave':
        return each.how;
      case 'loop':
        return this.#loop(each.body);
      case 'try':
        return this.#try(each);
      case 'if': {
        const arm = each.arms[this.#decide(each.arms.length + (each.otherwise ? 0 : 1))];
        return arm && this.block(arm);
      }
      case 'switch':
        return this.#switch(each.otherwise ? each.arms.slice(0, -1) : each.arms, each.otherwise ? each.arms.at(-1) : undefined);
    }
  }

  #loop(body: Block): Leaving | 'throw' | undefined {
    for (let times = this.#decide(4); times > 0; times--) {
      const left = this.block(body);
      if (left === 'break') return undefined;
      if (left === 'return' || left === 'throw') return left;
    }
    return undefined;
  }

  #try({ body, caught, last }: Extract<Statement, { kind: 'try' }>): Leaving | 'throw' | undefined {
    this.#tries++;
    let left = this.block(body);
    this.#tries--;
    if (left === 'throw' && caught) left = this.block(caught);
    return (last && this.block(last)) ?? left;
  }

  /** Several clauses may match; `break` and `continue` end the switch, whose value is one. */
  #switch(clauses: readonly Block[], otherwise: Block | undefined): Leaving | 'throw' | undefined {
    const matching = clauses.filter(() => this.#decide(2) === 0);
    for (const clause of matching.length === 0 && otherwise ? [otherwise] : matching) {
      const left = this.block(clause);
      if (left === 'break' || left === 'continue') return undefined;
      if (left !== undefined) return left;
    }
    return undefined;
  }
}

/** The uses in the order of the text. */
function usesOf(statements: Block): Use[] {
  return statements.flatMap((each) => {
    if (each.kind === 'use' || each.kind === 'splat') return [each];
    if (each.kind === 'try') return [each.body, each.caught ?? [], each.last ?? []].flatMap(usesOf);
    if ('arms' in each) return each.arms.flatMap(usesOf);
    return 'body' in each ? usesOf(each.body) : [];
  });
}

const { program } = fc.letrec<{ program: Statement[]; statement: Statement }>((tie) => {
  const name = fc.constantFrom('x', 'y');
  const key = fc.constantFrom('A', 'B');
  const value = fc.constantFrom('a', 'b', 'c', 'd');
  const block = tie('program');
  const arms = fc.array(block, { minLength: 1, maxLength: 3 });
  const how = fc.constantFrom<Leaving>('return', 'break', 'continue');
  const kind = <T extends string>(it: T) => fc.constant(it);
  return {
    program: fc.array(tie('statement'), { maxLength: 4 }),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: fc.record({ kind: kind('assign'), name, value }) },
      { weight: 3, arbitrary: fc.record({ kind: kind('use'), name }) },
      { weight: 1, arbitrary: fc.record({ kind: kind('copy'), name, from: name }) },
      { weight: 2, arbitrary: fc.record({ kind: kind('table'), entries: fc.dictionary(key, value, { noNullPrototype: true }) }) },
      { weight: 2, arbitrary: fc.record({ kind: kind('set'), key, value }) },
      { weight: 1, arbitrary: fc.record({ kind: kind('remove'), key }) },
      { weight: 2, arbitrary: kind('splat').map((it) => ({ kind: it })) },
      { weight: 1, arbitrary: fc.record({ kind: kind('leave'), how }) },
      {
        weight: 3,
        arbitrary: fc
          .record({ kind: fc.constantFrom('if', 'switch'), arms, otherwise: fc.boolean() })
          // An `if` of one arm has no `else`.
          .map((each) => ({ ...each, otherwise: each.otherwise && each.arms.length > 1 })),
      },
      {
        weight: 1,
        arbitrary: fc
          .record({ kind: kind('try'), body: block, caught: fc.option(block, { nil: undefined }), last: fc.option(block, { nil: undefined }) })
          .map((each) => (each.caught || each.last ? each : { ...each, caught: [] })),
      },
      { weight: 2, arbitrary: fc.record({ kind: kind('loop'), body: block }) },
    ),
  };
});

/** The texts that a value may be, as far as it is known. */
function possible(value: PsValue | undefined): readonly string[] | undefined {
  if (value?.kind === 'string') return [value.value];
  return value?.kind === 'unknown' ? value.possible?.values.map((each) => (each.kind === 'string' ? each.value : show(each))) : undefined;
}

test('what is said of a value holds in every run', () => {
  let certain = 0;
  const holds = (said: PsValue | undefined, held: Held, text: string): void => {
    const texts = possible(said);
    if (texts !== undefined) {
      certain++;
      expect(texts, text).toContain(held);
    }
    if (said?.kind !== 'hashtable') return;
    certain++;
    expect(typeof held, text).toBe('object');
    if (typeof held !== 'object') return;
    const keys = said.entries.map((entry) => entry.key);
    expect(keys, text).toEqual(expect.arrayContaining([...held.keys()]));
    for (const entry of said.entries) holds(entry.value, held.get(entry.key), text);
  };
  fc.assert(
    fc.property(program, fc.infiniteStream(fc.nat(59)), (statements, choices) => {
      // Each use is one of its own, also where two are written alike.
      const ready = structuredClone(statements);
      const uses = usesOf(ready);
      const text = written(ready);
      const commands = parsePowerShell(text).commands.filter((command) => command.name === 'Use');
      expect(commands.length).toBe(uses.length);
      for (let round = 0; round < 12; round++)
        new Run(
          (below) => (choices.next().value ?? 0) % below,
          (use, held) => {
            holds(commands[uses.indexOf(use)]?.args.at(-1)?.value, held, text);
          },
        ).block(ready);
    }),
    { numRuns: 4 * RUNS },
  );
  expect(certain).toBeGreaterThan(100);
});
