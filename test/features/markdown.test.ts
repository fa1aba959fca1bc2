import { expect, test } from 'vitest';
import { lightly } from '../../server/src/features/markdown.ts';

test.each([
  ['ERROR_VPN_TIMEOUT in HKLM:\\SYSTEM (see #1), 5 + 5 = 10!', 'ERROR_VPN_TIMEOUT in HKLM:\\SYSTEM (see #1), 5 + 5 = 10!'],
  ['C:\\_old\\*.ps1', 'C:\\\\\\_old\\\\\\*.ps1'],
  ['<Servers> and `x`', '\\<Servers> and \\`x\\`'],
  ['_both_ sides', '\\_both\\_ sides'],
  ['[byte[]](1, 2)', '[byte[]\\](1, 2)'],
  ['R&amp;D, R&D', 'R\\&amp;D, R&D'],
])('%s', (text, expected) => expect(lightly(text)).toBe(expected));
