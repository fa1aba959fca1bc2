import { beforeAll, expect, test } from 'vitest';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import { loadPowerShell } from '../../support/powershell.ts';

beforeAll(loadPowerShell);

/** How many conditional blocks are around each command whose name starts with `Set-`. */
function depths(text: string): string {
  return parsePowerShell(text)
    .commands.filter((command) => command.name.startsWith('Set-'))
    .map((command) => `${command.name.slice(4)}${command.branch.length}`)
    .join(' ');
}

test.each([
  ['Set-A\nif ($x) { Set-B; if ($y) { Set-C } } else { Set-D }\nSet-E', 'A0 B1 C2 D1 E0'],
  ['if ($x) { Set-A } elseif ($y) { Set-B }', 'A1 B1'],
  ['switch ($x) { 1 { Set-A }\n 2 { Set-B } }', 'A1 B1'],
  ['try { Set-A } catch { Set-B } finally { Set-C }', 'A0 B1 C0'],
  ['trap { Set-A }\nSet-B', 'A1 B0'],
  ['while ($x) { Set-A }\ndo { Set-B } until ($x)', 'A1 B1'],
  ['foreach ($a in 1,2) { Set-A }\nfor (;;) { Set-B }', 'A0 B0'],
  ['1,2 | ForEach-Object { Set-A } | Where-Object { Set-B } | % { Set-C } | ? { Set-D }', 'A0 B1 C0 D1'],
  ['& { Set-A }; . { Set-B }; Invoke-Command -ScriptBlock { Set-C }', 'A0 B0 C0'],
  ['$later = { Set-A }', 'A1'],
  ['function F { Set-A }\nfilter G { Set-B }', 'A1 B1'],
  ['Set-A && Set-B || Set-C; Set-D', 'A0 B1 C1 D0'],
  ['if (Set-A) { }', 'A0'],
])('%s', (text, expected) => {
  expect(depths(text)).toBe(expected);
});

test('commands of one block share their ids, those of different blocks do not', () => {
  const [a, b, c, d] = parsePowerShell('if ($x) { Set-A; Set-B } else { Set-C }\nif ($x) { Set-D }').commands.map((command) => command.branch.join());
  expect(a).toBe(b);
  expect(new Set([a, c, d]).size).toBe(3);
});

test('function and remote', () => {
  const script = parsePowerShell('function Set-It { Set-A }\nInvoke-Command -ComputerName s1 -ScriptBlock { Set-B; & { Set-C } }\nicm s1 { Set-D }\nSet-E');
  expect(script.commands.filter((command) => command.name.startsWith('Set-')).map((command) => [command.name, command.functionName, command.remote])).toEqual([
    ['Set-A', 'Set-It', false],
    ['Set-B', undefined, true],
    ['Set-C', undefined, true],
    ['Set-D', undefined, true],
    ['Set-E', undefined, false],
  ]);
});
