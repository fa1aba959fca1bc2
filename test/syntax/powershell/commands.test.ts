import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../../server/src/core/span.ts';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { commandsOf, only } from './render.ts';

beforeAll(loadPowerShell);

describe('arguments', () => {
  test.each([
    ['names and values', 'Set-Foo -A 1 -B text', 'Set-Foo -A 1 -B "text"'],
    ['a value behind a colon', 'Set-Foo -A:1 -B: text -C:$false', 'Set-Foo -A:1 -B:"text" -C:$false'],
    ['quotes', `Set-Foo 'it''s' "say ""hi""" "a\`tb"`, 'Set-Foo "it\'s" "say \\"hi\\"" "a\\tb"'],
    ['quotes within a word', `Set-Foo a"b c"'d'`, 'Set-Foo "ab cd"'],
    [
      'barewords the grammar cannot read',
      'Set-Foo 10.0.0.0/8 vpn.contoso.com HKLM:\\SYSTEM\\A 1.2.3.4',
      'Set-Foo "10.0.0.0/8" "vpn.contoso.com" "HKLM:\\\\SYSTEM\\\\A" "1.2.3.4"',
    ],
    ['lists of barewords', 'Set-Foo -H a,b -I a, b , c -J x', 'Set-Foo -H ("a", "b") -I ("a", "b", "c") -J "x"'],
    ['arrays', "Set-Foo @('a','b') @(1) (,1)", 'Set-Foo ("a", "b") (1) (1)'],
    ['numbers', 'Set-Foo 50000 0x10 1KB 1.5 -1', 'Set-Foo 50000 16 1024 1.5 -1'],
    ['words that only look like numbers', 'Set-Foo 7z 1.2.3 10gbps', 'Set-Foo "7z" "1.2.3" "10gbps"'],
    ['parentheses', "Set-Foo ('x') (1) ((2))", 'Set-Foo "x" 1 2'],
    ['what only a running script knows', 'Set-Foo (Get-Bar).Name $x.Y $x[0] $env:temp\\a.log {1}', 'Set-Foo ? ? ? ? ?'],
    ['automatic variables', 'Set-Foo $true $FALSE $null $_ $PSScriptRoot', 'Set-Foo $true $false $null ? ?'],
    ['casts', "Set-Foo ([string]'x') ([byte[]](1,2)) ([int]1) ([regex]'x')", 'Set-Foo [string]"x" [byte[]](1, 2) [int]1 ?'],
    ['joined strings', "Set-Foo ('a' + 'b') ('a' + $x)", 'Set-Foo "ab"~ ?"a"'],
    ['the end of parameters', 'Set-Foo -- -A', 'Set-Foo "-A"'],
    ['redirections', 'Set-Foo 1 2>&1 > out.txt', 'Set-Foo 1'],
    ['a comment', 'Set-Foo 1 # -B 2', 'Set-Foo 1'],
    ['a comment between', 'Set-Foo <# -A #> 1', 'Set-Foo 1'],
    ['a number sign within a word', 'Set-Foo a#b', 'Set-Foo "a#b"'],
    ['a parameter name ended by a bracket', 'Set-Foo -A(1) -B{2}', 'Set-Foo -A 1 -B ?'],
  ])('%s', (_, text, expected) => {
    expect(commandsOf(text).at(0)).toBe(expected);
  });

  test.each([
    ['LF', 'Set-Foo -A 1 `\n  -B 2 `\n  # no comment\n'],
    ['CRLF', 'Set-Foo -A 1 `\r\n  -B 2 `\r\n  # no comment\r\n'],
  ])('a backtick continues the line, %s', (_, text) => {
    expect(commandsOf(text)).toEqual(['Set-Foo -A 1 -B 2']);
  });

  test('a backtick that touches the word before it makes the command unreliable: PowerShell takes it into the word', () => {
    expect(commandsOf('Set-Foo -A x`\n -B 2')).toEqual(['!Set-Foo -A "x" -B 2']);
  });

  test('a list goes on behind a comma at the end of a line', () => {
    expect(commandsOf("Set-Foo -A 'x',\r\n  'y' -B 1")).toEqual(['Set-Foo -A ("x", "y") -B 1']);
  });

  test('here-strings keep their lines and lose their frame', () => {
    expect(commandsOf("Set-Foo @'\nit's\n  \"x\" $y\n'@ -B 1")).toEqual(['Set-Foo "it\'s\\n  \\"x\\" $y" -B 1']);
    expect(commandsOf('Set-Foo @"\r\na`tb\r\n"@')).toEqual(['Set-Foo "a\\tb"']);
    expect(commandsOf('Set-Foo @"\n$unknown\n"@')).toEqual(['Set-Foo ?']);
    expect(commandsOf("Set-Foo @'\n'@")).toEqual(['Set-Foo ""']);
  });
});

describe('names', () => {
  test.each([
    ["& 'Set-Foo' 1", 'Set-Foo'],
    ['& Set-Foo 1', 'Set-Foo'],
    ['. Set-Foo 1', 'Set-Foo'],
    ['sET-foo 1', 'sET-foo'],
    ['netsh.exe 1', 'netsh.exe'],
    ['.\\Set-Foo.ps1 1', '.\\Set-Foo.ps1'],
    ['foreach-object 1', 'foreach-object'],
    ['if-changed 1', 'if-changed'],
  ])('%s', (text, name) => {
    const command = only(text);
    expect([command.name, command.args.length, command.reliable]).toEqual([name, 1, true]);
  });

  test('a module in front', () => {
    const command = only('RemoteAccess\\Set-VpnServerConfiguration 1');
    expect([command.module, command.name]).toEqual(['RemoteAccess', 'Set-VpnServerConfiguration']);
  });

  test('a command named by a variable is left out, the ones in its arguments are not', () => {
    expect(commandsOf('& $x (Get-Foo 1)\n& (Get-Bar) 2')).toEqual(['Get-Foo 1', 'Get-Bar']);
  });
});

test('spans cover what they name', () => {
  const text = '$x = Set-Foo -A:1 b | Out-Null';
  const command = only(text, 'Set-Foo');
  expect(textOf(text, command.span)).toBe('Set-Foo -A:1 b');
  expect(textOf(text, command.nameSpan)).toBe('Set-Foo');
  const parameter = command.args[0];
  expect(parameter?.kind === 'parameter' && [textOf(text, parameter.span), textOf(text, parameter.nameSpan)]).toEqual(['-A:', 'A']);
});

test('offsets are UTF-16 units, also behind characters outside the basic plane', () => {
  const text = "# 😀 𝔘\n$x = '😀'; Set-Foo -N '😀 VPN' -B \"𝔘\" $x";
  const command = only(text);
  expect(textOf(text, command.span)).toBe('Set-Foo -N \'😀 VPN\' -B "𝔘" $x');
  expect(commandsOf(text)).toEqual(['Set-Foo -N "😀 VPN" -B "𝔘" "😀"']);
  const last = command.args.at(-1);
  expect(last?.kind === 'value' && last.value.kind === 'string' && textOf(text, last.value.inner)).toBe('😀');
});

describe('constructs on one line that the grammar alone does not read', () => {
  test.each([
    ['function F { param([string]$p = "x") Set-Foo -A $p }', ['Set-Foo -A ?default("x")']],
    ['function F($a, $b) { Set-Foo 1 } Set-Bar 2', ['Set-Foo 1', 'Set-Bar 2']],
    ['switch ($x) { 1 { Set-A 1 } "b" { Set-B 2 } default { Set-C 3 } } Set-D 4', ['Set-A 1', 'Set-B 2', 'Set-C 3', 'Set-D 4']],
    ['switch -Regex ($x) { { $_ -gt 1 } { Set-A 1 } b { Set-B 2 } }', ['Set-A 1', 'Set-B 2']],
    ['if ($x) { Set-A 1 } elseif ($y) { Set-B 2 } else { Set-C 3 }', ['Set-A 1', 'Set-B 2', 'Set-C 3']],
    ['do { Set-A 1 } while ($x)\nSet-B 2', ['Set-A 1', 'Set-B 2']],
    ['foreach ($a in Get-A x,y) { Set-B $a }', ['Get-A ("x", "y")', 'Set-B ?']],
    ['for ($i = 0; $i -lt 3; $i++) { Set-A 1 }', ['Set-A 1']],
    ['try { Set-A 1 } catch [System.Exception] { Set-B 2 } finally { Set-C 3 }', ['Set-A 1', 'Set-B 2', 'Set-C 3']],
    ['begin { Set-A 1 } process { Set-B 2 } end { Set-C 3 }', ['Set-A 1', 'Set-B 2', 'Set-C 3']],
    ['return Set-A 1', ['Set-A 1']],
    ['$a = $b = Get-A 1GB', ['Get-A 1073741824']],
    ["if (1MB -gt 2 -and (Get-A x)) { 'b' }", ['Get-A "x"']],
    [
      'Get-A | Select-Object a, @{Name = "n"; Expression = { Get-B 1 } } | Out-File $x.ToLower()',
      ['Get-A', '? | Select-Object ("a", @{Name="n"; Expression=?})', 'Get-B 1', '? | Out-File ?'],
    ],
    ['using module Foo\nSet-A 1', ['Set-A 1']],
    ['class C { [int] $n = 1; [void] Run([string] $s) { Set-A 1 } }', ['Set-A 1']],
    ['enum E { A = 1; B }\nSet-A 1', ['Set-A 1']],
    ['$größe = 1; Set-A $größe', ['Set-A 1']],
    ['Join-Path $a ${b}_c.txt; Set-A 1', ['Join-Path ? ?', 'Set-A 1']],
    ['[CmdletBinding()] param([Parameter(Mandatory)][string]$Name) Set-A 1', ['Set-A 1']],
  ])('%s', (text, expected) => {
    const script = parsePowerShell(text);
    expect(commandsOf(text)).toEqual(expected);
    expect(script.hasErrors).toBe(false);
  });
});

describe('errors', () => {
  test.each([
    ['an unclosed parenthesis', 'Set-Foo (1', ['!Set-Foo 1']],
    ['an unclosed hashtable', 'Set-Foo @{ A = 1', ['!Set-Foo @{A=1}']],
    ['an unclosed string', 'Set-Foo "a', ['!Set-Foo "a"']],
    ['stop-parsing', 'Set-Foo --% -A %x%', ['!Set-Foo']],
  ])('%s makes the command unreliable', (_, text, expected) => {
    expect(commandsOf(text)).toEqual(expected);
  });

  test('a line being typed leaves the finished ones alone', () => {
    expect(commandsOf("if ($x) {\nSet-A -X 1\nSet-B -Y (\nSet-C -Z 'x'")).toEqual(['Set-A -X 1', '!Set-B -Y ?', 'Set-C -Z "x"']);
    expect(commandsOf('Set-A -X 1\nSet-B -Y @{ A = 1; B')).toEqual(['Set-A -X 1', '!Set-B -Y ?']);
  });

  test.each([
    ['a blank on both sides', '$y = @{\n  A = \n  B = 2\n}\nSet-C @y'],
    ['a blank before', '$y = @{\n  A =\n  B = 2\n}\nSet-C @y'],
    ['CRLF and no blank', '$y = @{\r\n  A=\r\n  B = 2\r\n}\r\nSet-C @y'],
  ])('a hashtable keeps the other entries while one is being typed: %s', (_, text) => {
    expect(commandsOf(text)).toEqual(['Set-C @y=@{A=?; B=2}']);
    expect(parsePowerShell(text).hasErrors).toBe(true);
  });

  test('text without commands has none', () => {
    for (const text of ['', '\n', '# only a comment', "'x'", '$x', ')}]']) expect(commandsOf(text)).toEqual([]);
  });
});

test('comments, strings and functions are listed in document order', () => {
  const text = `# one\nfunction Get-A { <# two #> "x$y" }\nfilter B { Set-C @'\nh\n'@ }`;
  const script = parsePowerShell(text);
  expect(script.comments.map((span) => textOf(text, span))).toEqual(['# one', '<# two #>']);
  expect(script.strings.map((literal) => [literal.quote, textOf(text, literal.inner), literal.parts.map((part) => part.kind)])).toEqual([
    ['double', 'x$y', ['text', 'variable']],
    ['here', 'h', ['text']],
  ]);
  expect(script.functions.map((item) => [item.name, textOf(text, item.nameSpan), textOf(text, item.span)])).toEqual([
    ['Get-A', 'Get-A', 'function Get-A { <# two #> "x$y" }'],
    ['B', 'B', `filter B { Set-C @'\nh\n'@ }`],
  ]);
});

test('a comment-based help block does not hide the script below it', () => {
  expect(commandsOf('<#\n.SYNOPSIS It\'s `#a "quote\n#>\nSet-A 1')).toEqual(['Set-A 1']);
});
