import { beforeAll, describe, expect, test } from 'vitest';
import { entryInsertion, entryText, insertionPoint } from '../../../server/src/syntax/powershell/insertion.ts';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import { loadPowerShell } from '../../support/powershell.ts';

beforeAll(loadPowerShell);

function withParameter(text: string): string {
  const command = parsePowerShell(text).commands.find((item) => item.name === 'Set-Foo');
  if (command === undefined) throw new Error('no Set-Foo');
  const at = insertionPoint(command);
  return `${text.slice(0, at)} -X 1${text.slice(at)}`;
}

test.each([
  ['Set-Foo', 'Set-Foo -X 1'],
  ['Set-Foo -A 1   \nSet-Bar', 'Set-Foo -A 1 -X 1   \nSet-Bar'],
  ['Set-Foo -A 1 | Out-Null', 'Set-Foo -A 1 -X 1 | Out-Null'],
  ['Set-Foo -A 1 # why', 'Set-Foo -A 1 -X 1 # why'],
  ['Set-Foo -A 1; Set-Bar', 'Set-Foo -A 1 -X 1; Set-Bar'],
  ['if ($x) { Set-Foo -A 1 }', 'if ($x) { Set-Foo -A 1 -X 1 }'],
  ['$y = (Set-Foo -A 1).Name', '$y = (Set-Foo -A 1 -X 1).Name'],
  ['Set-Foo -A 1 `\r\n  -B 2 `\r\n\r\nSet-Bar', 'Set-Foo -A 1 `\r\n  -B 2 -X 1 `\r\n\r\nSet-Bar'],
  ["Set-Foo -A @'\nx\n'@\n", "Set-Foo -A @'\nx\n'@ -X 1\n"],
  ['Set-Foo -A 1 > out.txt', 'Set-Foo -A 1 -X 1 > out.txt'],
  ['Set-Foo @p -Force', 'Set-Foo @p -Force -X 1'],
])('a further parameter: %s', (text, expected) => {
  expect(withParameter(text)).toBe(expected);
});

function withEntry(text: string): string {
  const argument = parsePowerShell(`${text}\nSet-Foo @h`).commands.at(-1)?.args[0];
  if (argument?.value?.kind !== 'hashtable') throw new Error('no hashtable');
  const insertion = entryInsertion(argument.value, text);
  return text.slice(0, insertion.offset) + entryText(insertion, 'New', '1') + text.slice(insertion.offset);
}

describe('a further entry', () => {
  test.each([
    ['one line', '$h = @{ A = 1; B = 2 }', '$h = @{ A = 1; B = 2; New = 1 }'],
    ['one line, trailing semicolon', '$h = @{ A = 1; }', '$h = @{ A = 1; New = 1; }'],
    ['empty', '$h = @{}', '$h = @{ New = 1 }'],
    ['empty with a blank', '$h = @{ }', '$h = @{ New = 1 }'],
    ['several lines', '$h = @{\n  A = 1\n  Long = 2\n}', '$h = @{\n  A = 1\n  Long = 2\n  New = 1\n}'],
    ['aligned', '  $h = @{\r\n\tLonger = 1\r\n\tB      = 2\r\n  }', '  $h = @{\r\n\tLonger = 1\r\n\tB      = 2\r\n\tNew    = 1\r\n  }'],
    ['aligned on shorter keys', '$h = @{\n  A  = 1\n  Bc = 2\n}', '$h = @{\n  A  = 1\n  Bc = 2\n  New = 1\n}'],
    ['a comment behind the last entry', '$h = @{\n  A = 1 # one\n}', '$h = @{\n  A = 1 # one\n  New = 1\n}'],
    ['the brace on the last line', '$h = @{\n  A = 1\n  B = 2 }', '$h = @{\n  A = 1\n  B = 2\n  New = 1 }'],
    ['the first entry behind the opening brace', '$h = @{ A = 1\n  B = 2\n}', '$h = @{ A = 1\n  B = 2\n  New = 1\n}'],
    ['several lines and no entry', '  $h = @{\n  }', '  $h = @{\n      New = 1\n  }'],
    ['entries set elsewhere do not count', '$h = @{ A = 1 }\n$h.B = 2', '$h = @{ A = 1; New = 1 }\n$h.B = 2'],
    ['a value of several lines', '$h = @{\n  A = @(\n    1\n  )\n}', '$h = @{\n  A = @(\n    1\n  )\n  New = 1\n}'],
  ])('%s', (_, text, expected) => {
    expect(withEntry(text)).toBe(expected);
  });
});
