import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import type { PsValue } from '../../../server/src/syntax/powershell/value.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { show } from './render.ts';

beforeAll(loadPowerShell);

function values(text: string): (PsValue | undefined)[] {
  return parsePowerShell(text)
    .commands.filter(({ name }) => name === 'Use')
    .map(({ args }) => args.at(-1)?.value);
}

const used = (text: string): string => show(values(text).at(-1));

describe('one of several values', () => {
  test.each([
    ['if and else', "if ($c) { $x = 'a' } else { $x = 'b' }\nUse $x", '?("a" | "b")'],
    ['elseif', "if ($c) { $x = 'a' } elseif ($d) { $x = 'b' } else { $x = 'c' }\nUse $x", '?("a" | "b" | "c")'],
    ['what was there before', "$x = 'a'\nif ($c) { $x = 'b' }\nUse $x", '?("a" | "b")'],
    ['the same in all', "if ($c) { $x = 'a' } else { $x = 'a' }\nUse $x", '"a"~'],
    ['nested', "if ($c) { if ($d) { $x = 'a' } else { $x = 'b' } } else { $x = 'c' }\nUse $x", '?("a" | "b" | "c")'],
    ['overwritten behind the inner one', "if ($c) { if ($d) { $x = 'a' }; $x = 'b' } else { $x = 'c' }\nUse $x", '?("b" | "c")'],
    ['a branch that ends the script', "if ($c) { $x = 'a' } else { throw 'no' }\nUse $x", '"a"'],
    ['a switch', "switch ($l) { 'p' { $x = 'a' } 'q' { $x = 'b' } default { $x = 'c' } }\nUse $x", '?("a" | "b" | "c")'],
    ['a switch with breaks and line ends', "switch ($l) {\n  'p' { $x = 'a'\n    break ;\n\n  }\n  default { throw $x + 'b'\n }\n}\nUse $x", '"a"'],
    ['a switch with breaks', "switch ($l) {\n  'p' { $x = 'a'; break }\n  default { throw }\n}\nUse $x", '"a"'],
    ['a switch on top of a value', "$x = 'a'\nswitch ($l) { 'p' { $x = 'b' } }\nUse $x", '?("a" | "b")'],
    ['a loop on top of a value', "$x = 'a'\nforeach ($i in $all) { $x = 'b' }\nUse $x", '?("a" | "b")'],
    ['a block that fails on top of a value', "$x = 'a'\ntry { Get-Foo; $x = 'b' } catch { }\nUse $x", '?("a" | "b")'],
    ['a block that ends the script where it fails', "$x = 'a'\ntry { Get-Foo; $x = 'b' } catch { throw }\nUse $x", '"b"'],
    ['both ends of a try', "try { Get-Foo; $x = 'a' } catch { $x = 'b' }\nUse $x", '?("a" | "b")'],
    ['if as a value', "$x = if ($c) { 'a' } else { 'b' }\nUse $x", '?("a" | "b")'],
    ['if in place of an argument', "Use $(if ($c) { 'a' } elseif ($d) { throw } else { 'b' })", '?("a" | "b")'],
    ['a switch as a value', "$x = switch ($l) { 'p' { 'a' } 'q' { 'b' } default { throw 'no' } }\nUse $x", '?("a" | "b")'],
    ['through another variable', "if ($c) { $x = 'a' } else { $x = 'b' }\n$y = $x\nUse $y", '?("a" | "b")'],
    ['in a hashtable', "if ($c) { $x = 'a' } else { $x = 'b' }\n$h = @{ A = $x }\nUse @h", '@{A=?("a" | "b")}'],
    ['used in a branch', "$x = 'a'\nif ($c) { $x = 'b'; Use $x }", '"b"'],
    ['used in the other branch', "$x = 'a'\nif ($c) { $x = 'b' } else { Use $x }", '"a"'],
    ['a later clause of a switch', "$x = 'a'\nswitch ($l) { 'p' { $x = 'b' } 'q' { Use $x } }", '?("a" | "b")'],
    ['used in a condition', "$x = 'a'\nif ($c) { $x = 'b' } elseif (Use $x) { }", '?("a" | "b")'],
  ])('%s', (_, text, expected) => expect(used(text)).toBe(expected));

  test.each([
    ['no else and nothing before', "if ($c) { $x = 'a' } elseif ($d) { $x = 'b' }\nUse $x"],
    ['one branch that gives none', "if ($c) { $x = 'a' } else { }\nUse $x"],
    ['one branch that is not known', "if ($c) { $x = 'a' } else { $x = Read-Host }\nUse $x"],
    ['a switch without default', "switch ($l) { 'p' { $x = 'a' } 'q' { $x = 'b' } }\nUse $x"],
    ['a clause that is left early', "switch ($l) { 'p' { if ($c) { break }; $x = 'a' } default { $x = 'b' } }\nUse $x"],
    ['a condition that assigns', "if ($c) { $x = 'a' } elseif ($x = Get-Foo) { $x = 'b' } else { }\nUse $x"],
    ['a switch of patterns as a value', "$x = switch -Wildcard ($l) { 'p*' { 'a' } 'q*' { 'b' } default { 'c' } }\nUse $x"],
    ['other code in between', "if ($c) { $x = 'a' } else { $x = 'b' }\n. .\\more.ps1\nUse $x"],
    ['assigned later in a loop around', "foreach ($i in 1, 2) { if ($c) { $x = 'a' } else { $x = 'b' }; Use $x; $x = Get-Foo }\nUse $x"],
    ['too many', `${Array.from({ length: 40 }, (_, i) => `if ($c) { $x = 'v${i}' }`).join('\n')}\nUse $x`],
  ])('unknown: %s', (_, text) => expect(used(text)).toMatch(/^\?(?!\()/));
});

describe('parameters', () => {
  test.each([
    ['a default', "param($x = 'a')\nUse $x", '?default("a")'],
    ['of a function', "function F([string] $x = 'a') { Use $x }", '?default("a")'],
    ['a set', "param([ValidateSet('a', 'b')] [string] $x)\nUse $x", '?parameter("a" | "b")'],
    ['a set of one', "param([ValidateSet('a')] $x)\nUse $x", '?parameter("a")'],
    ['a set and a default', "param([ValidateSet('a', 'b')] $x = 'b')\nUse $x", '?parameter("b" | "a")'],
    ['a mandatory set', "param([Parameter(Mandatory)] [ValidateSet('a', 'b')] $x)\nUse $x", '?parameter("a" | "b")'],
    ['a default from another variable', "param($y = 'a', $x = $y)\nUse $x", '?default("a")'],
    ['overwritten', "param($x = 'a')\n$x = 'b'\nUse $x", '"b"'],
    ['overwritten under a condition', "param($x = 'a')\nif ($c) { $x = 'b' }\nUse $x", '?default("a" | "b")'],
    ['in a hashtable', "param($x = 'a')\n$h = @{ A = $x }\nUse @h", '@{A=?default("a")}'],
    ['none', 'param($x)\nUse $x', '?'],
    ['mandatory', "param([Parameter(Mandatory = $true)] $x = 'a')\nUse $x", '?'],
    ['a set that is not known', 'param([ValidateSet([Names])] $x)\nUse $x', '?'],
    ['a list of a set', "param([ValidateSet('a', 'b')] [string[]] $x)\nUse $x", '?'],
    ['a type that makes something else of it', "param([uri] $x = 'a')\nUse $x", '?'],
    ['a default that is not known', 'param($x = (Get-Foo))\nUse $x', '?'],
    ['seen from another function', "function F($x = 'a') { G }\nfunction G { Use $x }", '?'],
  ])('%s', (_, text, expected) => expect(used(text)).toBe(expected));
});

/** A statement of a small language, with the means to write it and to run it. */
type Statement =
  | { readonly kind: 'assign'; readonly name: string; readonly value: string }
  | { readonly kind: 'copy'; readonly name: string; readonly from: string }
  | { readonly kind: 'use'; readonly name: string }
  | { readonly kind: 'exit' }
  | { readonly kind: 'if'; readonly arms: readonly (readonly Statement[])[]; readonly otherwise: boolean }
  | { readonly kind: 'switch'; readonly arms: readonly (readonly Statement[])[]; readonly otherwise: boolean }
  | { readonly kind: 'loop'; readonly body: readonly Statement[] };

function written(statements: readonly Statement[]): string {
  return statements
    .map((each) => {
      switch (each.kind) {
        case 'assign':
          return `$${each.name} = '${each.value}'`;
        case 'copy':
          return `$${each.name} = $${each.from}`;
        case 'use':
          return `Use $${each.name}`;
        case 'exit':
          return 'return';
        case 'loop':
          return `while ($c) {\n${written(each.body)}\n}`;
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

/** Runs a program; `decide` gives a number below its argument for each condition, and `seen` gets what each use reads, in the order of the text. */
function run(program: readonly Statement[], decide: (below: number) => number, seen: (use: Statement, value: string | undefined) => void): void {
  const variables = new Map<string, string | undefined>();
  const block = (statements: readonly Statement[]): boolean => statements.every(step);
  const step = (each: Statement): boolean => {
    switch (each.kind) {
      case 'assign':
        variables.set(each.name, each.value);
        return true;
      case 'copy':
        variables.set(each.name, variables.get(each.from));
        return true;
      case 'use':
        seen(each, variables.get(each.name));
        return true;
      case 'exit':
        return false;
      case 'loop':
        for (let times = decide(3); times > 0; times--) if (!block(each.body)) return false;
        return true;
      case 'if':
      case 'switch': {
        const arm = each.arms[decide(each.arms.length + (each.otherwise ? 0 : 1))];
        return arm === undefined || block(arm);
      }
    }
  };
  block(program);
}

function usesOf(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((each) => (each.kind === 'use' ? [each] : 'arms' in each ? each.arms.flatMap(usesOf) : 'body' in each ? usesOf(each.body) : []));
}

const { program } = fc.letrec<{ program: Statement[]; statement: Statement }>((tie) => {
  const name = fc.constantFrom('x', 'y');
  const arms = fc.array(tie('program'), { minLength: 1, maxLength: 3 });
  return {
    program: fc.array(tie('statement'), { maxLength: 4 }),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('assign' as const), name, value: fc.constantFrom('a', 'b', 'c', 'd') }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('use' as const), name }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), name, from: name }) },
      { weight: 1, arbitrary: fc.constant<Statement>({ kind: 'exit' }).map((each) => ({ ...each })) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('if' as const), arms, otherwise: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('switch' as const), arms, otherwise: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), body: tie('program') }) },
    ),
  };
});

test('what is said of a value holds in every run', () => {
  let certain = 0;
  fc.assert(
    fc.property(program, fc.infiniteStream(fc.nat(5)), (statements, choices) => {
      // An `if` of one arm has no `else`.
      const sound = (list: readonly Statement[]): Statement[] =>
        list.map((each) =>
          each.kind === 'if' || each.kind === 'switch'
            ? { ...each, arms: each.arms.map(sound), otherwise: each.otherwise && each.arms.length > 1 }
            : each.kind === 'loop'
              ? { ...each, body: sound(each.body) }
              : { ...each },
        );
      const ready = sound(statements);
      const uses = usesOf(ready);
      const said = values(written(ready));
      expect(said.length).toBe(uses.length);
      for (let round = 0; round < 12; round++)
        run(
          ready,
          (below) => (choices.next().value ?? 0) % below,
          (use, value) => {
            const claim = said[uses.indexOf(use)];
            const possible = claim?.kind === 'string' ? [claim] : claim?.kind === 'unknown' ? claim.possible?.values : undefined;
            if (possible === undefined) return;
            certain++;
            expect(
              possible.map((each) => each.value),
              written(ready),
            ).toContain(value);
          },
        );
    }),
    { numRuns: 300 },
  );
  expect(certain).toBeGreaterThan(100);
});

test.each([
  ['assignments', Array.from({ length: 2000 }, (_, i) => `$x = 'a${i}'\nUse $x`).join('\n')],
  ['conditions', `$x = 'a'\n${Array.from({ length: 1000 }, (_, i) => `if ($c) { $x = 'b${i}' }\nUse $x`).join('\n')}`],
  ['branches that end the script', `$x = 'a'\n${Array.from({ length: 1000 }, () => `if ($c) { $x = 'b'; return }\nUse $x`).join('\n')}`],
  ['doubling', `$x = 'a'\n${'$x = "$x$x"\n'.repeat(60)}Use $x`],
  ['tables that grow', `$h = @{ A = 1 }\n${Array.from({ length: 1000 }, (_, i) => `$h += @{ B${i} = 1 }\nUse @h`).join('\n')}`],
  ['entries under conditions', `$h = @{ A = 1 }\n${Array.from({ length: 190 }, (_, i) => `if ($c) { $h.K${i} = '1' }\nUse @h`).join('\n')}`],
])('many %s', (_, text) => {
  const start = performance.now();
  parsePowerShell(text);
  expect(performance.now() - start).toBeLessThan(4000);
});

describe('calls of functions', () => {
  /** What the last argument of `Use` is in each run, and how many conditions each stands under. */
  function runs(text: string): string[] {
    const commands = parsePowerShell(text, (name) => name === 'Use').commands.filter(({ name }) => name === 'Use');
    return commands.flatMap((command) =>
      (command.runs ?? [command]).map(({ args, branch, call }) => `${show(args.at(-1)?.value)}${call ? '' : ' uncalled'} ${branch.length}`),
    );
  }

  test.each([
    ['by position', "function F($x) { Use $x }\nF 'a'", ['"a" 0']],
    ['by name', "function F { param($y, $x) Use $x }\nF -x 'a' 'b'", ['"a" 0']],
    ['by the beginning of a name', 'function F { param([string] $Group) Use $Group }\nF -Gr a', ['"a" 0']],
    ['by an alias', "function F { param([Alias('g')] $x) Use $x }\nF -g a", ['"a" 0']],
    ['splatted', "function F($x) { Use $x }\n$h = @{ x = 'a' }\nF @h", ['"a" 0']],
    ['by a declared position', 'function F { param([Parameter(Position = 1)] $y, [Parameter(Position = 0)] $x) Use $x }\nF a b', ['"a" 0']],
    ['a default', "function F($x = 'a') { Use $x }\nF", ['"a" 0']],
    ['a default beside a call', "function F($x = 'a') { Use $x }\nF\nF 'b'", ['"a" 0', '"b" 0']],
    ['through a variable', "function F($x) { $y = $x; Use $y }\n$z = 'a'\nF $z", ['"a" 0']],
    ['through a hashtable', "function F($x) { $h = @{ A = $x }; Use @h }\nF 'a'", ['@{A="a"} 0']],
    ['through another function', "function F($x) { Use $x }\nfunction G($y) { F $y }\nG 'a'\nG 'b'", ['"a" 0', '"b" 0']],
    ['under a condition', "function F($x) { if ($c) { Use $x } }\nif ($d) { F 'a' }", ['"a" 3']],
    ['one of several', "function F($x) { Use $x }\nif ($c) { $y = 'a' } else { $y = 'b' }\nF $y", ['?("a" | "b") 0']],
    ['a caller that nothing calls', "function F($x) { Use $x }\nfunction G($y = 'a') { F $y }", ['?default("a") 1']],
    ['not known', 'function F($x) { Use $x }\nF (Get-Foo)', ['? 0']],
    ['from a table that is not known', "function F($x = 'a') { Use $x }\nF @more", ['? 0']],
    ['from the pipeline', "function F { param([Parameter(ValueFromPipeline)] $x = 'a') Use $x }\n'b' | F", ['? 0']],
    ['another type', "function F([uri] $x) { Use $x }\nF 'a'", ['? 0']],
    ['none', "function F($x = 'a') { Use $x }", ['?default("a") uncalled 1']],
    ['of two of one name', "function F($x = 'a') { Use $x }\nfunction F($x = 'b') { }\nF 'c'", ['?default("a") uncalled 1']],
    ['of itself', "function F($x) { Use $x; F 'b' }\nF 'a'", ['? uncalled 1']],
    ['of each other', "function F($x) { Use $x; G }\nfunction G { F 'b' }", ['"b" 1']],
    ['too deep', `function F($x) { Use $x }\nfunction A($x) { F $x }\nfunction B($x) { A $x }\nfunction C($x) { B $x }\nC 'a'`, ['? 1']],
    ['too many', `function F($x) { Use $x }\n${"F 'a'\n".repeat(51)}`, ['? uncalled 1']],
  ])('%s', (_, text, expected) => expect(runs(text)).toEqual(expected));
});
