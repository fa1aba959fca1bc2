import { expect, test } from 'vitest';
import { upTo } from '../../server/src/core/up-to.ts';

test('what stands before the first of some signs', () => {
  expect(upTo('10.0.0.1%2%3', '%')).toBe('10.0.0.1');
  expect(upTo('%2', '%')).toBe('');
  expect(upTo('10.0.0.1', '%')).toBe('10.0.0.1');
  expect(upTo('vpn.fabrikam.com:443/path', /[:/]/)).toBe('vpn.fabrikam.com');
  expect(upTo('a\n#b', '#')).toBe('a\n');
});
