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
    ['an entry of the other branch', "$h = @{ A = 'a' }\nif ($c) { $h.A = 'b' } else { Use @h }", '@{A="a"}'],
    ['an entry of the other branch in a loop', "$h = @{ A = 'a'; B = 'b' }\nforeach ($i in 1, 2) { if ($c) { $h.A = 'b' } else { Use @h } }", '@{B="b"; A=?}'],
    ['a table of each round', "foreach ($i in 1, 2) { $h = @{ A = 'a' }; if ($c) { $h.A = 'b' } else { Use @h } }", '@{A="a"}'],
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
    ['assigned in the other branch of a loop', "$x = 'a'\nforeach ($i in 1, 2) { if ($c) { $x = 'b' } else { Use $x } }"],
    ['assigned before a round is cut short', "$x = 'a'\nforeach ($i in 1, 2) { if ($c) { $x = 'b'; if ($d) { continue }; $x = 'c' }; Use $x }"],
    ['a clause that is left before it ends the script', "switch ($l) { 'p' { continue; return } default { $x = 'a' } }\nUse $x"],
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
