import { expect, test } from 'vitest';
import { fromPage } from '../../client/src/view/from-page.ts';

const at = { uri: 'file:///a.xml', range: { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } }, name: 'a.xml:1' };
/** The files that the page shows. */
const FILES = new Set([at.uri]);

test.each([
  { type: 'ready' },
  { type: 'open', at },
  { type: 'fix', at },
  { type: 'members', column: 'x' },
  { type: 'choose', key: 'x' },
  { type: 'export', format: 'svg' },
  { type: 'svg', text: '<svg/>' },
])('$type is known', (message) => {
  expect(fromPage(message, FILES)).toEqual(message);
});

test.each([
  ['nothing', undefined],
  ['a text', 'ready'],
  ['an unknown type', { type: 'run', command: 'rm' }],
  ['a place without range', { type: 'open', at: { uri: 'file:///a.xml', name: 'a' } }],
  ['a line that is no number', { type: 'open', at: { ...at, range: { start: { line: 'x', character: 0 }, end: { line: 0, character: 0 } } } }],
  ['a line before the first', { type: 'open', at: { ...at, range: { start: { line: -1, character: 0 }, end: { line: 0, character: 0 } } } }],
  ['a part of a line', { type: 'fix', at: { ...at, range: { start: { line: 0.5, character: 0 }, end: { line: 0, character: 0 } } } }],
  ['a file that the page does not show', { type: 'open', at: { ...at, uri: 'file:///etc/passwd' } }],
  ['a file of another computer', { type: 'fix', at: { ...at, uri: 'file://fabrikam/share/a.xml' } }],
  ['a command', { type: 'open', at: { ...at, uri: 'command:workbench.action.quit' } }],
  ['a list', [{ type: 'ready' }]],
  ['an inherited type', Object.create({ type: 'constructor' })],
  ['a column that is no text', { type: 'members', column: {} }],
  ['a key that is no text', { type: 'choose', key: 1 }],
  ['a picture that is no text', { type: 'svg', text: ['<svg/>'] }],
  ['an unknown format', { type: 'export', format: 'exe' }],
  ['a picture beyond all measure', { type: 'svg', text: 'x'.repeat(5_000_001) }],
])('%s is left alone', (_, message) => {
  expect(fromPage(message, FILES)).toBeUndefined();
});

test('what else a message brings is left out', () => {
  expect(fromPage({ type: 'ready', command: 'x' }, FILES)).toEqual({ type: 'ready' });
});
