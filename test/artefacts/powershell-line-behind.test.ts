import { expect, test } from 'vitest';
import { lineBehindSpan } from '../../server/src/artefacts/powershell/write-call.ts';

/** A text with `│` where a line can be put behind the marked statement, and how that begins; `undefined` where it cannot. */
function behind(marked: string): string | undefined {
  const [start, end] = [marked.indexOf('⟦'), marked.indexOf('⟧') - 1];
  const text = marked.replace(/[⟦⟧]/g, '');
  const line = lineBehindSpan({ start, end }, text);
  return line && `${text.slice(0, line.offset)}│${text.slice(line.offset)} ${JSON.stringify(line.eol + line.indent)}`;
}

test.each([
  ['⟦reg add⟧', 'reg add│ "\\n"'],
  ['⟦reg add⟧\nexit', 'reg add│\nexit "\\n"'],
  ['⟦reg add⟧\r\nexit', 'reg add│\r\nexit "\\r\\n"'],
  ['\t  ⟦reg add⟧', '\t  reg add│ "\\n\\t  "'],
  // Nothing that comes of it is done by whatever stands behind.
  ['⟦reg add⟧ | Out-Null', 'reg add | Out-Null│ "\\n"'],
  ['⟦reg add⟧|out-null', 'reg add|out-null│ "\\n"'],
  ['⟦reg add⟧ |  Out-Null # quiet', 'reg add |  Out-Null # quiet│ "\\n"'],
  ['⟦reg add⟧ > $null', 'reg add > $null│ "\\n"'],
  ['⟦reg add⟧ >$null 2>&1', 'reg add >$null 2>&1│ "\\n"'],
  ['⟦reg add⟧ 2>  $null  | Out-Null', 'reg add 2>  $null  | Out-Null│ "\\n"'],
  ['⟦reg add⟧ *>$null  # quiet', 'reg add *>$null  # quiet│ "\\n"'],
  ['⟦reg add⟧ 2>&1  | Out-Null', 'reg add 2>&1  | Out-Null│ "\\n"'],
  ['⟦reg add⟧ 2>&1>$null', 'reg add 2>&1>$null│ "\\n"'],
  // Whatever else stands there may be something that a line would tear apart.
  ['⟦reg add⟧; exit', undefined],
  ['⟦reg add⟧ | Out-File log.txt', undefined],
  ['⟦reg add⟧ > log.txt', undefined],
  ['⟦reg add⟧ 3>$null', undefined],
  ['⟦reg add⟧ | Out-Null; exit', undefined],
  ['⟦reg add⟧ && exit', undefined],
  ['⟦reg add⟧ }', undefined],
  // The end of the line is not the end of the block.
  ['if ($x) { ⟦reg add⟧', undefined],
  ['if ($x) { exit } ⟦reg add⟧', 'if ($x) { exit } reg add│ "\\n"'],
  ['$p = @{ A = 1; B = 2 }; ⟦reg add⟧', '$p = @{ A = 1; B = 2 }; reg add│ "\\n"'],
  ['$p = @{ A = 1 }; { ⟦reg add⟧', undefined],
  ['if ($x) { $p = @{}; ⟦reg add⟧', undefined],
])('%s', (marked, expected) => {
  expect(behind(marked)).toBe(expected);
});
