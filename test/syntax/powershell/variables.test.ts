import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../../server/src/core/span.ts';
import { alternatives } from '../../../server/src/syntax/powershell/alternatives.ts';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { only, show, showCommand } from './render.ts';

beforeAll(loadPowerShell);

/** The last value given to `Use`. */
function used(text: string): string {
  const argument = parsePowerShell(text)
    .commands.findLast((command) => command.name === 'Use')
    ?.args.at(-1);
  return argument === undefined ? 'none' : show(argument.value);
}

describe('a value that is certain', () => {
  test.each([
    ['assigned once', "$x = 'a'\nUse $x", '"a"'],
    ['in any letter case', "$Name = 'a'\nUse $NAME", '"a"'],
    ['with braces and scope', "${x y} = 'a'\nUse ${x y}", '"a"'],
    ['at script scope', "$script:x = 'a'\nUse $x", '"a"'],
    ['with a type', "[string]$x = 'a'\nUse $x", '"a"'],
    ['through another variable', "$x = 'a'\n$y = $x\nUse $y", '"a"'],
    ['inside a string', '$x = \'a\'\nUse "b $x c"', '"b a c"~'],
    ['inside a bareword', "$x = 'a'\nUse HKLM:\\$x\\b", '"HKLM:\\\\a\\\\b"~'],
    ['a number inside a string', '$x = 5\nUse "n$x"', '"n5"~'],
    ['assigned and used under one condition', "if ($c) { $x = 'a'; Use $x }", '"a"'],
    ['used under a further condition', "$x = 'a'\nif ($c) { Use $x }", '"a"'],
    ['in a function', "function F { $x = 'a'; Use $x }", '"a"'],
    ['assigned at top level, used in a function', "$x = 'a'\nfunction F { Use $x }", '"a"'],
    ['used in a function above the only assignment', "function F { Use $x }\n$x = 'a'\nF", '"a"'],
    ['with $using in a remote block', "$x = 'a'\nInvoke-Command { Use $using:x }", '"a"'],
    ['in a block run here', "$x = 'a'\n& { Use $x }", '"a"'],
    ['the last of several assignments in a row', "$x = 'a'\nUse $x\n$x = 'b'\nUse $x", '"b"'],
    ['the first of several, used before the second', "$x = 'a'\nUse $x\n$x = 'b'", '"a"'],
    ['within a try block', "try { $x = 'a'; Use $x } catch { }", '"a"'],
    ['an environment variable of the same name is another one', "$x = 'a'\n$env:x = 'b'\nUse $x", '"a"'],
  ])('%s', (_, text, expected) => {
    expect(used(text)).toBe(expected);
  });
});

describe('a value that is not', () => {
  test.each([
    ['assigned nowhere', 'Use $x'],
    ['assigned after the use', "Use $x\n$x = 'a'"],
    ['assigned under a condition', "if ($c) { $x = 'a' }\nUse $x"],
    ['assigned again under a condition', "$x = 'a'\nif ($c) { $x = 'b' }\nUse $x"],
    ['assigned on the other side of a condition', "if ($c) { $x = 'a' } else { Use $x }"],
    ['a parameter', 'param($x)\nUse $x'],
    ['a parameter with a default', "function F { param($x = 'a') Use $x }"],
    ['a parameter of the same name', "$x = 'a'\nfunction F($x) { Use $x }"],
    ['a parameter of the same name in a function that may call this one', "$x = 'a'\nfunction F { Use $x }\nfunction G($x) { F }"],
    ['assigned in a function, used outside', "function F { $x = 'a' }\nF\nUse $x"],
    ['assigned in two functions', "$x = 'a'\nfunction F { Use $x }\nfunction G { $x = 'b'; F }"],
    ['changed by a function at script scope', "$x = 'a'\nfunction F { $script:x = 'b' }\nF\nUse $x"],
    ['assigned in a loop that may not run', "foreach ($i in $all) { $x = 'a' }\nUse $x"],
    ['assigned in a block that may fail', "try { Get-Foo; $x = 'a' } catch { }\nUse $x"],
    ['one that reads itself', '$x = $x\nUse $x'],
    ['a loop variable', "$x = 'a'\nforeach ($x in 1,2) { Use $x }"],
    ['added to', "$x = 'a'\n$x += 'b'\nUse $x"],
    ['counted up', '$x = 1\n$x++\nUse $x'],
    ['given by reference', "$x = 'a'\nF ([ref]$x)\nUse $x"],
    ['set by name', "$x = 'a'\nSet-Variable -Name x -Value b\nUse $x"],
    ['an output variable', "$x = 'a'\nGet-Foo -OutVariable x\nUse $x"],
    ['one of several targets', "$x, $y = 'a', 'b'\nUse $x"],
    ['assigned in a block that may run in this scope', "$x = 'a'\n1 | ForEach-Object { $x = 'b' }\nUse $x"],
    ['assigned later in the same loop', "$x = 'a'\nforeach ($i in 1,2) { Use $x; $x = 'b' }"],
    ['a plain variable in a remote block', "$x = 'a'\nInvoke-Command -ComputerName s { Use $x }"],
    ['the output of a command', '$x = Get-Foo\nUse $x'],
    ['an environment variable', "$temp = 'a'\nUse $env:temp"],
    ['an automatic variable', 'Use $args'],
  ])('%s', (_, text) => {
    expect(used(text)).toMatch(/^\?/);
  });
});

test('the known beginning of a string that is not known', () => {
  expect(used('Use "HKLM:\\SYSTEM\\$x\\b"')).toBe('?"HKLM:\\\\SYSTEM\\\\"');
});

test('spans are those of the literal where it is written', () => {
  const text = "$x = 'abc'\nUse $x";
  const argument = only(text).args[0];
  const value = argument?.value;
  expect(value?.kind === 'string' && [textOf(text, value.span), textOf(text, value.inner), value.editable]).toEqual(["'abc'", 'abc', true]);
});

describe('hashtables', () => {
  test.each([
    ['on one line', "$h = @{ A = 1; 'b c' = 'x' }\nUse @h", '@{A=1; b c="x"}'],
    ['on several', "$h = @{\r\n  A = 1 # one\r\n\r\n  B = 'x'\r\n}\r\nUse @h", '@{A=1; B="x"}'],
    ['ordered', '$h = [ordered]@{ A = 1 }\nUse @h', '[ordered]@{A=1}'],
    ['with values known and not', "$n = 'a'\n$h = @{ A = $n; B = Get-Foo; C = $true; D = 'x', 'y' }\nUse @h", '@{A="a"; B=?; C=$true; D=("x", "y")}'],
    ['entries set later', "$h = @{ A = 1 }\n$h.B = 2\n$h['C'] = 3\n$h.Add('D', 4)\n$h.a = 5\nUse @h", '@{B=2; C=3; D=4; A=5}'.replace('A=5', 'a=5')],
    ['an entry set under a condition', '$h = @{ A = 1 }\nif ($x) { $h.B = 2 }\nUse @h', '@{A=1; B=?}'],
    ['an entry set and used under one condition', '$h = @{ A = 1 }\nif ($x) { $h.B = 2; Use @h }', '@{A=1; B=2}'],
    ['an entry set after the use', '$h = @{ A = 1 }\nUse @h\n$h.B = 2', '@{A=1}'],
    ['an entry set in a loop', '$h = @{ A = 1 }\nforeach ($i in 1,2) { $h.B = 2 }\nUse @h', '@{A=1; B=?}'],
    ['empty', '$h = @{}\nUse @h', '@{}'],
    ['an entry removed', "$h = @{ A = 1; B = 2 }\n$h.Remove('a')\nUse @h", '@{B=2}'],
    ['an entry removed under a condition', "$h = @{ A = 1; B = 2 }\nif ($x) { $h.Remove('A') }\nUse @h", '@{B=2; A=?}'],
    ['an entry removed and set again', "$h = @{ A = 1 }\n$h.Remove('A')\n$h.A = 2\nUse @h", '@{A=2}'],
    ['all entries removed', '$h = @{ A = 1; B = 2 }\n$h.Clear()\n$h.C = 3\nUse @h', '@{C=3}'],
    ['all removed under a condition', '$h = @{ A = 1 }\nif ($x) { $h.Clear() }\nUse @h', '@{A=?}'],
    ['another one added', '$h = @{ A = 1 }\n$h += @{ B = 2 }\nUse @h', '@{A=1; B=2}'],
    ['another one added, and its own sum', '$h = @{ A = 1 }\n$h += @{ B = 2 }\n$h = $h + @{ C = 3 }\n$h.D = 4\nUse @h', '@{A=1; B=2; C=3; D=4}'],
    ['the sum of two', '$h = @{ A = 1 } + @{ B = 2 }\nUse @h', '@{A=1; B=2}'],
    ['an entry that a condition chooses', "$h = @{ A = 'x' }\nif ($c) { $h.A = 'y' }\nUse @h", '@{A=?("x" | "y")}'],
    ['an entry set in both branches', "$h = @{}\nif ($c) { $h.A = 'x' } else { $h['A'] = 'y' }\nUse @h", '@{A=?("x" | "y")}'],
    ['an array of arguments', "$a = 'x', 2\nUse @a", '("x", 2)'],
  ])('%s', (_, text, expected) => {
    expect(used(text)).toBe(expected);
  });

  test.each([
    ['a key from a variable', '$h = @{ $k = 1 }\nUse @h'],
    ['a key set from a variable', '$h = @{ A = 1 }\n$h[$k] = 2\nUse @h'],
    ['an entry of an unknown name removed', '$h = @{ A = 1 }\n$h.Remove($k)\nUse @h'],
    ['another one added that is not known', '$h = @{ A = 1 }\n$h += Get-More\nUse @h'],
    ['the sum of two with one key in both', '$h = @{ A = 1 } + @{ a = 2 }\nUse @h'],
    ['another one added in a loop', '$h = @{ A = 1 }\nforeach ($i in 1, 2) { $h += @{ B = 2 } }\nUse @h'],
    ['replaced in a loop', '$h = @{ A = 1 }\nforeach ($i in $all) { $h = @{ A = 2 } }\nUse @h'],
    ['an entry set in a loop that the use is in', '$h = @{ A = 1 }\nforeach ($i in 1,2) { Use @h; $h.B = 2 }'],
    ['a property added', '$h = [pscustomobject]@{ A = 1 }\n$h | Add-Member B 2\nUse @h'],
  ])('unknown: %s', (_, text) => {
    expect(used(text)).toBe('?');
  });
});

describe('alternatives', () => {
  const script = 'if ($x) { $p = @{ A = 1 } } else { $p = @{ A = 2 } }\n[pscustomobject]$p | Use -B\nUse @p';

  test('a value that depends on a condition gives one command for each, under that condition', () => {
    const commands = parsePowerShell(script).commands;
    expect(commands.map(showCommand)).toEqual(['? | Use -B', 'Use @p=?']);
    expect(commands.map((command) => alternatives(command).map(showCommand))).toEqual([
      ['[pscustomobject]@{A=1} | Use -B', '[pscustomobject]@{A=2} | Use -B'],
      ['Use @p=@{A=1}', 'Use @p=@{A=2}'],
    ]);
    expect(commands.flatMap(alternatives).map((command) => command.branch.length)).toEqual([1, 1, 1, 1]);
  });

  test('a value replaced under a condition is one of the two', () => {
    const [command] = parsePowerShell('$p = @{ A = 1 }\nif ($x) { $p = @{ A = 2 } }\nUse @p').commands;
    expect(command && alternatives(command).map((item) => [showCommand(item), item.branch.length])).toEqual([
      ['Use @p=@{A=1}', 0],
      ['Use @p=@{A=2}', 1],
    ]);
  });

  test.each([
    ['nothing to choose from', 'Use @p'],
    ['changed in other ways too', 'if ($x) { $p = @{ A = 1 } } else { $p = @{ A = 2 } }\n$p.B = 1\nUse @p'],
    ['known', '$p = @{ A = 1 }\nUse @p'],
  ])('%s: the command alone', (_, text) => {
    const command = only(text);
    expect(alternatives(command)).toEqual([command]);
  });
});
