import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { textOf } from '../../server/src/core/span.ts';
import { complete } from '../../server/src/features/completion.ts';
import { plainText, SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { parseXml } from '../../server/src/syntax/xml/parse.ts';
import { insertedText } from '../support/completions.ts';
import { workspaceOf } from '../support/fixture.ts';

const device = plainText(SNIPPETS.find(({ id }) => id === 'device-tunnel') ?? expect.fail('There is no device tunnel'));
const user = readFileSync(fileURLToPath(new URL('../../samples/contoso/client/profile-user.xml', import.meta.url)), 'utf8');

/** How a document may be while it is typed at an offset: the text and where the cursor is. */
const TYPED: Readonly<Record<string, (text: string, at: number) => readonly [text: string, cursor: number]>> = {
  'as it is': (text, at) => [text, at],
  'cut off': (text, at) => [text.slice(0, at), at],
  'with a bracket': (text, at) => [`${text.slice(0, at)}<${text.slice(at)}`, at + 1],
  'with half a start tag': (text, at) => [`${text.slice(0, at)}<Ro${text.slice(at)}`, at + 3],
  'with the beginning of an end tag': (text, at) => [`${text.slice(0, at)}</${text.slice(at)}`, at + 2],
  'without the rest of the line': (text, at) => [text.slice(0, at) + text.slice(Math.max(at, text.indexOf('\n', at))), at],
  'without an end tag further up or down': (text, at) => inserted(text.replace('</CryptographySuite>', ''), at, '<Auth'),
  'without a bracket further up or down': (text, at) => inserted(text.replace('<NativeProfile>', '<NativeProfile'), at, '</'),
};

function inserted(text: string, at: number, what: string): readonly [string, number] {
  const cursor = Math.min(at, text.length);
  return [text.slice(0, cursor) + what + text.slice(cursor), cursor + what.length];
}

/** How far apart the offsets are that are tried. No two ways of typing try the same ones. */
const STEP = 61;

test.each([
  ['a device tunnel', device],
  ['a user tunnel', user],
  ['a device tunnel on one line', device.replace(/\n\s*/g, '')],
  ['a device tunnel from Windows', device.replaceAll('\n', '\r\n')],
])('accepting anything anywhere in %s leaves no more problems than there were', (_, document) => {
  const wrong: string[] = [];
  let count = 0;
  Object.entries(TYPED).forEach(([how, type], index) => {
    for (let at = index * 7; at <= document.length; at += STEP) {
      const [text, cursor] = type(document, at);
      const file = { uri: 'file:///project/p.xml', text };
      const before = parseXml(text).problems.length;
      for (const item of complete(workspaceOf({ files: [file] }), file, cursor, false)) {
        const { start, end } = item.replace;
        if (start > cursor || end < cursor || textOf(text, item.replace).includes('\n')) wrong.push(`${how}, ${cursor}: ${item.label} replaces too much`);
        for (const form of ['plain', 'defaults'] as const) {
          count++;
          const after = parseXml(applyEdits(text, [{ span: item.replace, newText: insertedText(item, form) }])).problems;
          if (after.length > before) wrong.push(`${how}, ${cursor}: ${item.label}: ${after.map(({ message }) => message).join(' ')}`);
        }
      }
    }
  });
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(100);
});
