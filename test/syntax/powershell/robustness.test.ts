import { beforeAll, describe, expect, test } from 'vitest';
import type { Span } from '../../../server/src/core/span.ts';
import type { PsScript } from '../../../server/src/syntax/powershell/commands.ts';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import type { PsValue } from '../../../server/src/syntax/powershell/value.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { fc } from '../../support/properties.ts';
import { showCommand } from './render.ts';

beforeAll(loadPowerShell);

const SCRIPT = `<#
.SYNOPSIS
  Server's policy
#>
[CmdletBinding(SupportsShouldProcess)]
param(
  [Parameter(Mandatory = $true)] [string] $Name = 'x y',
  [switch] $Enhanced
)
$Parameters = @{
  DHGroup                             = 'Group14' # comment
  PfsGroup                            = "PFS2048"
  SADataSizeForRenegotiationKilobytes = 102400
}
if ($Enhanced -and (Get-Item 'HKLM:\\SOFTWARE').Count -gt 1) {
  $Parameters.DHGroup = 'ECP384'
  Set-VpnServerConfiguration -CustomPolicy @Parameters -TunnelType IKEv2 \`
    -EncryptionMethod AES256 | Out-Null
} else { Write-Warning "No $Name $($Parameters.Count)" }
[pscustomobject]$Parameters | Set-VpnServerConfiguration -CustomPolicy
$Profile = @'
<VPNProfile><!-- it's "quoted" --></VPNProfile>
'@
function Set-Key([string] $Path) { New-ItemProperty -Path $Path -Name a,b -Value 1 -Force }
switch ($Name) { 'a' { Set-Key HKLM:\\SYSTEM } default { throw "no" } }
foreach ($server in 'ras1', 'ras2') { Invoke-Command -ComputerName $server { Restart-Service RemoteAccess } }
Add-VpnConnectionRoute –ConnectionName ‘Always On’ -DestinationPrefix 10.0.0.0/8 😀
try { netsh.exe ras set ikev2connection idletimeout=5 } catch { Write-Error $_ } finally { Get-Date }
`;

function* valueSpans(value: PsValue): Generator<{ outer: Span; inner: Span }> {
  yield { outer: value.span, inner: value.span };
  if (value.kind === 'string') yield { outer: value.span, inner: value.inner };
  if (value.kind === 'array') for (const item of value.items) yield* valueSpans(item);
  if (value.kind === 'hashtable') {
    for (const entry of value.entries) {
      yield { outer: entry.span, inner: entry.keySpan };
      yield* valueSpans(entry.value);
    }
  }
}

/** Throws when a span leaves the text or does not lie in the one that is to hold it. */
function checkSpans(script: PsScript): void {
  const check = (outer: Span, inner: Span, what: string): void => {
    const fits = 0 <= outer.start && outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end && outer.end <= script.text.length;
    if (!fits) throw new Error(`${what}: ${JSON.stringify([outer, inner])} in ${script.text.length} characters`);
  };
  for (const command of script.commands) {
    check(command.span, command.nameSpan, `name of ${command.name}`);
    for (const argument of command.args) {
      check(command.span, argument.span, `argument of ${command.name}`);
      if (argument.kind === 'parameter') check(argument.span, argument.nameSpan, `parameter ${argument.name}`);
      if (argument.value !== undefined) for (const { outer, inner } of valueSpans(argument.value)) check(outer, inner, `value of ${command.name}`);
    }
    if (command.input !== undefined) for (const { outer, inner } of valueSpans(command.input)) check(outer, inner, `input of ${command.name}`);
  }
  for (const literal of script.strings) {
    check(literal.span, literal.inner, 'string');
    for (const part of literal.parts) check(literal.span, part.span, 'string part');
  }
  for (const item of script.functions) check(item.span, item.nameSpan, 'function');
  const starts = script.commands.map((command) => command.span.start);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
}

/** A piece of text many times, with a number for each dollar sign. */
function listed(count: number, piece: string): string {
  return Array.from({ length: count }, (_, index) => piece.replaceAll('$', String(index))).join('');
}

test('the script that is cut up below is understood', () => {
  const script = parsePowerShell(SCRIPT);
  expect(script.hasErrors).toBe(false);
  checkSpans(script);
  expect(script.commands.map(showCommand)).toMatchInlineSnapshot(`
    [
      "Get-Item "HKLM:\\\\SOFTWARE"",
      "Set-VpnServerConfiguration -CustomPolicy @Parameters=@{PfsGroup="PFS2048"; SADataSizeForRenegotiationKilobytes=102400; DHGroup="ECP384"} -TunnelType "IKEv2" -EncryptionMethod "AES256"",
      "? | Out-Null",
      "Write-Warning ?"No "",
      "[pscustomobject]@{PfsGroup="PFS2048"; SADataSizeForRenegotiationKilobytes=102400; DHGroup=?("Group14" | "ECP384")} | Set-VpnServerConfiguration -CustomPolicy",
      "New-ItemProperty -Path ? -Name ("a", "b") -Value 1 -Force",
      "Set-Key "HKLM:\\\\SYSTEM"",
      "Invoke-Command -ComputerName ? ?",
      "Restart-Service "RemoteAccess"",
      "Add-VpnConnectionRoute -ConnectionName "Always On" -DestinationPrefix "10.0.0.0/8" "😀"",
      "netsh.exe "ras" "set" "ikev2connection" "idletimeout=5"",
      "Write-Error ?",
      "Get-Date",
    ]
  `);
});

test('any string', () => {
  const pieces = fc.constantFrom(
    ...'(){}[]@$\'"`#|&;,=-. \n\r\t<>%?!:’“–\u00a0'.split(''),
    '@{',
    '$(',
    "@'\n",
    '@"\n',
    '<#',
    '#>',
    'if',
    'param',
    'function',
    'switch',
    'Set-Foo',
    '-Name',
    '$x',
    '10',
    '😀',
    '\ud83d',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: pieces }, fc.string({ maxLength: 3, unit: 'binary' })), { maxLength: 60 }), (parts) =>
      checkSpans(parsePowerShell(parts.join(''))),
    ),
    { numRuns: 400 },
  );
});

test('any prefix keeps the commands that ended on a line before the cut', () => {
  const all = parsePowerShell(SCRIPT).commands;
  fc.assert(
    fc.property(fc.nat(SCRIPT.length), (cut) => {
      const script = parsePowerShell(SCRIPT.slice(0, cut));
      checkSpans(script);
      const lastLine = SCRIPT.lastIndexOf('\n', cut - 1);
      for (const command of all.filter((item) => item.span.end <= lastLine)) {
        const found = script.commands.find((item) => item.nameSpan.start === command.nameSpan.start);
        expect(found?.name).toBe(command.name);
        expect(found?.args.map((argument) => argument.span)).toEqual(command.args.map((argument) => argument.span));
      }
    }),
    { numRuns: 200 },
  );
});

test('a piece removed anywhere', () => {
  fc.assert(
    fc.property(fc.nat(SCRIPT.length), fc.nat(40), (start, length) => checkSpans(parsePowerShell(SCRIPT.slice(0, start) + SCRIPT.slice(start + length)))),
    { numRuns: 150 },
  );
});

describe('size and nesting', () => {
  test.each([
    ['parentheses', `$x = ${'('.repeat(10_000)}${')'.repeat(10_000)}`],
    ['open braces', '{'.repeat(10_000)],
    ['hashtables', '@{a='.repeat(5000)],
    ['subexpressions in strings', '"$('.repeat(5000)],
    ['conditions', 'if ($x) {'.repeat(5000)],
    ['assignments', `${'$a = '.repeat(10_000)}1`],
    ['returns', 'return '.repeat(10_000)],
    ['casts', `$x = ${'[string]'.repeat(5000)}'a'\nSet-Foo $x`],
    ['sums', `$x = ${"'a' + ".repeat(5000)}'b'\nSet-Foo $x`],
    ['commands on one line', 'Set-Foo -A 1; '.repeat(20_000)],
    ['a pipeline', 'x | '.repeat(20_000)],
    ['unbalanced brackets', ')}('.repeat(10_000)],
    ['a large hashtable that is splatted often', `$p = @{ ${listed(4000, 'K$ = 1; ')}}; ${'Set-Foo @p; '.repeat(4000)}`],
    ['calls of a function', `function Set-All($a) { Set-Foo $a }; ${'Set-All 1; '.repeat(20_000)}`],
    ['errors', 'Set-Foo a,b,"c",d;e\n2024-01-01 [INFO] (main) {y} failed\n'.repeat(2000)],
  ])('%s', (_, text) => {
    expect(parsePowerShell(text).text).toBe(text);
  });

  test('a long text that is no PowerShell has no commands', () => {
    const script = parsePowerShell(`{"vpn":[${listed(3500, '{"a":$,"b":"c"},')}]}`);
    expect(script).toMatchObject({ commands: [], functions: [], hasErrors: true });
    expect(parsePowerShell('Set-Foo -A 1').commands).toHaveLength(1);
  });

  test('one line of a megabyte', () => {
    const script = parsePowerShell(`Set-Foo -A '${'x'.repeat(1_000_000)}' -B 2`);
    expect(script.commands[0]?.args.length).toBe(4);
  });
});
