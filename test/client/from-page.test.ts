import { expect, test } from 'vitest';
import { fromPage } from '../../client/src/view/from-page.ts';

const at = { uri: 'file:///a.xml', range: { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, name: 'a.xml:1' };

test.each([
  { type: 'ready' },
  { type: 'open', at },
  { type: 'fix', at },
  { type: 'members', column: 'x' },
  { type: 'choose', key: 'x' },
  { type: 'export', format: 'svg' },
  { type: 'svg', text: '<svg/>' },
])('$type is known', (message) => {
  expect(fromPage(message)).toEqual(message);
});

test.each([
  ['nothing', undefined],
  ['a text', 'ready'],
  ['an unknown type', { type: 'run', command: 'rm' }],
  ['a place without range', { type: 'open', at: { uri: 'file:///a.xml', name: 'a' } }],
  ['a line that is no number', { type: 'open', at: { ...at, range: { start: { line: 'x', character: 0 }, end: { line: 0, character: 0 } } } }],
  ['an unknown format', { type: 'export', format: 'exe' }],
  ['a picture beyond all measure', { type: 'svg', text: 'x'.repeat(5_000_001) }],
])('%s is left alone', (_, message) => {
  expect(fromPage(message)).toBeUndefined();
});

test('what else a message brings is left out', () => {
  expect(fromPage({ type: 'ready', command: 'x' })).toEqual({ type: 'ready' });
});
