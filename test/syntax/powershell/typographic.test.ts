import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../../server/src/core/span.ts';
import { normalised } from '../../../server/src/syntax/powershell/characters.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { commandsOf, only } from './render.ts';

beforeAll(loadPowerShell);

const LOAD_BALANCING =
  'New-ItemProperty -Path ‘HKLM:SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\\’ -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000 -Force';
const FRAGMENTATION =
  'New-ItemProperty -Path “HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2\\” -Name EnableServerFragmentation -PropertyType DWORD -Value 1 -Force';

describe('commands as pasted from a web page', () => {
  test.each([
    [
      LOAD_BALANCING,
      'New-ItemProperty -Path "HKLM:SYSTEM\\\\CurrentControlSet\\\\Services\\\\IKEEXT\\\\Parameters\\\\" -Name "IkeNumEstablishedForInitialQuery" -PropertyType "DWORD" -Value 50000 -Force',
    ],
    [
      FRAGMENTATION,
      'New-ItemProperty -Path "HKLM:\\\\SYSTEM\\\\CurrentControlSet\\\\Services\\\\RemoteAccess\\\\Parameters\\\\Ikev2\\\\" -Name "EnableServerFragmentation" -PropertyType "DWORD" -Value 1 -Force',
    ],
    ['Set-Foo –Name ‘Always On VPN’ —All “C:\\Program Files\\x” ―X', 'Set-Foo -Name "Always On VPN" -All "C:\\\\Program Files\\\\x" -X'],
    ['Set-Foo\u00a0-Name\u2003a\u3000b\u2028c', 'Set-Foo -Name "a" "b" "c"'],
    ['Set-Foo ‚a‛ „b” "c“', 'Set-Foo "a" "b" "c"'],
    ["Set-Foo 'it’’s' 'a–b'", 'Set-Foo "it’s" "a–b"'],
  ])('%s', (text, expected) => {
    expect(commandsOf(text)).toEqual([expected]);
  });

  test('a typographic apostrophe ends a string, as it does in PowerShell', () => {
    expect(commandsOf("Set-Foo 'it’s'")).toEqual(['!Set-Foo "it" "s"']);
  });

  test('spans point to the text as it was pasted', () => {
    const value = only(LOAD_BALANCING).args[1]?.value;
    if (value?.kind !== 'string') throw new Error('no string');
    expect(textOf(LOAD_BALANCING, value.span)).toBe('‘HKLM:SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\\’');
    expect(textOf(LOAD_BALANCING, value.inner)).toBe('HKLM:SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\\');
    expect([value.quote, value.editable]).toEqual(['single', true]);
  });
});

test('normalising changes quotes, dashes and blanks only, each into one character', () => {
  expect(normalised('‘’‚‛')).toBe("''''");
  expect(normalised('“”„')).toBe('"""');
  expect(normalised('–—―')).toBe('---');
  expect(normalised('\u00a0\u0085\u1680\u2007\u202f\u205f\u3000\u2028\u2029')).toBe(' '.repeat(9));
  expect(normalised('‐‑‒′″«»‹›‟\u200b\ufeff\u180e')).toBe('‐‑‒′″«»‹›‟\u200b\ufeff\u180e');
});
