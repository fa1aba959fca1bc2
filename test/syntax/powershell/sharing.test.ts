import { beforeAll, describe, expect, test } from 'vitest';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { show } from './render.ts';

beforeAll(loadPowerShell);

/** The last value given to `Use`. */
function used(text: string): string {
  const argument = parsePowerShell(text)
    .commands.findLast((command) => command.name === 'Use')
    ?.args.at(-1);
  return argument === undefined ? 'none' : show(argument.value);
}

const TABLE = "$a = @{ K = 'a' }";

describe('a hashtable that two variables hold', () => {
  test.each([
    ['changed through the other', '$b = $a; $b.K = 1; Use @a'],
    ['changed through the first', '$b = $a; $a.K = 1; Use @b'],
    ['by index', "$b = $a; $b['K'] = 1; Use @a"],
    ['by a method', "$b = $a; $b.Add('L', 1); Use @a"],
    ['in brackets', '$b = ($a); $b.K = 1; Use @a'],
    ['with a type', '$b = [hashtable]$a; $b.K = 1; Use @a'],
    ['under a condition', '$b = @{}; if ($c) { $b = $a }; $b.K = 1; Use @a'],
    ['in a chain', '$b = $a; $c = $b; $c.K = 1; Use @a'],
    ['in an array', '$l = @($a); $l[0].K = 1; Use @a'],
    ['in another hashtable', '$h = @{ In = $a }; $h.In.K = 1; Use @a'],
    ['in a property', '$o.P = $a; $o.P.K = 1; Use @a'],
    ['in a loop over it', '$b = @{}; foreach ($x in $a, $b) { $x.K = 1 }; Use @a'],
    ['in a pipeline', '$a | ForEach-Object { $_.K = 1 }; Use @a'],
    ['by an enumerator', '$a.GetEnumerator() | ForEach-Object { $_.Value = 1 }; Use @a'],
    ['by a function that is given it', 'function Edit($t) { $t.K = 1 }; Edit $a; Use @a'],
    ['by a function that is given it and renames it', 'function Edit($t) { $u = $t; $u.K = 1 }; Edit $a; Use @a'],
    ['by a function that is given it by name', 'function Edit($t) { $t.K = 1 }; Edit -t:$a; Use @a'],
    ['by a function that sees it', 'function Edit { $a.K = 1 }; Edit; Use @a'],
    ['by a method of a function that sees it', "function Edit { $a.Add('L', 1) }; Edit; Use @a"],
    ['by counting', '$a.K++; Use @a'],
    ['among several targets', '$a.K, $a.L = 1, 2; Use @a'],
    ['through its base', "$a.psbase.Item('K') = 1; Use @a"],
  ])('is not known: %s', (_, text) => expect(used(`${TABLE}\n${text}`)).toBe('?'));

  test.each([
    ['before they share it', "$a.K = 'c'; $b = $a; Use @b", '@{K="c"}'],
    ['and only one is used', "$b = $a; $b.K = 'c'; Use @b", '@{K="c"}'],
    ['a copy', '$b = $a.Clone(); $b.K = 1; Use @a', '@{K="a"}'],
    ['a sum', '$b = $a + @{ L = 1 }; $b.K = 1; Use @a', '@{K="a"}'],
    ['a longer one', '$b = $a; $b += @{ L = 1 }; Use @a', '@{K="a"}'],
    ['an object made of it', '$b = [pscustomobject]$a; $b.K = 1; Use @a', '@{K="a"}'],
    ['both given to a function that changes nothing', 'function Log($t) { $t }; $b = @{}; Log $a; Log $b; $b.K = 1; Use @a', '@{K="a"}'],
    ['both piped to what changes nothing', '$b = @{}; $a | Out-String; $b | Out-String; $b.K = 1; Use @a', '@{K="a"}'],
    ['a value out of it', '$b = $a.K; $b.Add(1); Use @a', '@{K="a"}'],
    ['nothing changes', '$b = $a; $a | Out-String; Write-Log $a; Use @b', '@{K="a"}'],
  ])('%s', (_, text, expected) => expect(used(`${TABLE}\n${text}`)).toBe(expected));

  test('of many variables none is known', () => {
    const copies = Array.from({ length: 40 }, (_, index) => `$v${index + 1} = $v${index}`).join('\n');
    expect(used(`$v0 = @{ K = 'a' }\n${copies}\n$v9.K = 1\nUse @v0`)).toBe('?');
  });
});

describe('a variable that is set by its name', () => {
  test.each([
    ['a name that is worked out', "$n = 'x'; Set-Variable $n 'b'"],
    ['a pattern', "Set-Variable 'x*' 'b'"],
    ['behind its value', "Set-Variable -Value 'b' x"],
    ['from a pipeline', "'x' | Set-Variable -Value 'b'"],
    ['from a hashtable', "$s = @{ Name = 'x'; Value = 'b' }; Set-Variable @s"],
    ['in another scope', "function Edit { Set-Variable -Scope 1 -Name x -Value 'b' }; Edit"],
    ['as an item', "Set-Item variable:x 'b'"],
    ['as a new item', "New-Item -Path variable: -Name x -Value 'b' -Force"],
    ['as content', "Set-Content 'Variable:\\x' 'b'"],
    ['taken away', 'Remove-Item variable:x'],
    ['taken away with all', 'rv *'],
    ['as an object', "(Get-Variable x).Value = 'b'"],
    ['as an object of the session', "$ExecutionContext.SessionState.PSVariable.Set('x', 'b')"],
    ['as output', 'Get-Foo -OutV x'],
    ['as output of tee', 'Get-Foo | tee -var x'],
    ['as a session', 'Invoke-WebRequest https://vpn.contoso.com -SessionVariable x'],
    ['as localised texts', 'Import-LocalizedData x'],
    ['inside a string', '"$($x = 1)"'],
  ])('is not known: %s', (_, text) => expect(used(`$x = 'a'\n${text}\nUse $x`)).toMatch(/^\?(?!\()/));

  test.each([
    ['another one', "Set-Variable y 'b'"],
    ['an item elsewhere', "Set-Item HKLM:\\x 'b'"],
    ['a parameter that begins otherwise', 'Get-Foo -Path x -OutFile x'],
    ['a comparison inside a string', '"$($x -eq 1) $y=$x"'],
  ])('is known: %s', (_, text) => expect(used(`$x = 'a'\n${text}\nUse $x`)).toBe('"a"'));
});

describe('what runs at another time', () => {
  test.each([
    ['a block that is kept', "$x = 'a'; $block = { Use $x }; $x = 'b'; & $block"],
    ['a block that runs in parallel', "$x = 'a'; 1..2 | ForEach-Object -Parallel { Use $x }"],
    ['a process block', "function Test { begin { $x = 'a' } process { Use $x; $x = 'b' } }"],
    ['the iterator of a loop', "for ($x = 'a'; $c; $x = 'b') { }\nUse $x"],
    ['other code in a loop', "$x = 'a'; foreach ($i in $all) { Use $x; . .\\more.ps1 }"],
    ['an automatic variable', "$_ = 'a'; 1 | ForEach-Object { Use $_ }"],
  ])('is not known: %s', (_, text) => expect(used(text)).toMatch(/^\?(?!\()/));

  test.each([
    ['a block that is kept, of a variable that never changes', "$x = 'a'; $block = { Use $x }; & $block", '"a"'],
    ['a block that runs in parallel and is given it', "$x = 'a'; 1..2 | ForEach-Object -Parallel { Use $using:x }", '"a"'],
    ['a process block that may not run', "function Test { begin { $x = 'a' } process { $x = 'b' } end { Use $x } }", '?("a" | "b")'],
  ])('%s', (_, text, expected) => expect(used(text)).toBe(expected));
});
