import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseF5 } from '../../../server/src/syntax/f5/parse.ts';
import { coverage, printF5 } from '../../../server/src/syntax/f5/print.ts';
import { statementOf } from '../../../server/src/syntax/f5/statement.ts';
import { COMMANDS, STORED } from '../../support/f5.ts';
import { fc } from '../../support/properties.ts';

/** Kind, name and whether it is whole, of every object and command. */
function seen(text: string): string[] {
  const document = parseF5(text);
  return document.nodes.flatMap((node) => {
    if (node.kind !== 'object' && node.kind !== 'command') return [];
    const found = statementOf(document, node);
    const name = found?.name ? text.slice(found.name.start, found.name.end) : '-';
    return [`${found?.verb ?? '?'} ${found?.kind ?? '?'} ${name}${node.closed ? '' : ' broken'}`];
  });
}

const problems = (text: string): string[] => parseF5(text).problems.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`);
const UNBALANCED = 'The braces of this object are not balanced: one that closes is missing';

test('objects of every module, with types, without names, and with quoted ones', () => {
  const text =
    'ltm monitor https /Common/m { }\nsys ntp {\n  timezone UTC\n}\nnet self "/Common/a b" {\n}\nauth user admin {\n}\nltm data-group internal /Common/d { }\nltm default-node-monitor {\n rule none\n}\n';
  expect(seen(text)).toEqual([
    'define ltm monitor https /Common/m',
    'define sys ntp -',
    'define net self "/Common/a b"',
    'define auth user admin',
    'define ltm data-group internal /Common/d',
    'define ltm default-node-monitor -',
  ]);
  expect(problems(text)).toEqual([]);
});

test('braces in strings, comments and behind backslashes are none', () => {
  expect(seen('ltm pool /Common/a {\n  description "x } \\" {"\n  # } comment\n  data \\{\n}\nltm pool /Common/b { }\n')).toEqual([
    'define ltm pool /Common/a',
    'define ltm pool /Common/b',
  ]);
});

test('a program may have braces that do not balance, in strings and in comments', () => {
  const script = 'ltm rule /Common/r {\nwhen CLIENT_ACCEPTED {\n  # a {\n  log local0. "}}"\n  regsub -all {"} $e {\\"} e\n}\n}\nltm pool /Common/b { }\n';
  expect(seen(script)).toEqual(['define ltm rule /Common/r', 'define ltm pool /Common/b']);
  expect(problems(script)).toEqual([]);
});

test.each([
  ['a missing brace', 'ltm pool /Common/a {\n  members {\n    x:1 {\n  }\n}\nltm pool /Common/b { }\n', ['ltm pool /Common/a {: ' + UNBALANCED]],
  ['a missing quote', 'ltm pool /Common/a {\n  description "x\n}\nltm pool /Common/b { }\n', ['"x: This string has no closing quote']],
  ['a brace too many', 'ltm pool /Common/a {\n  members { }\n  }\n  monitor x\n}\nltm pool /Common/b { }\n', ['}: This brace closes nothing']],
  ['the end of a file', 'ltm pool /Common/b { }\nltm pool /Common/a {\n  members {\n', ['ltm pool /Common/a {: ' + UNBALANCED]],
])('one problem, and the rest is read: %s', (_, text, expected) => {
  expect(problems(text)).toEqual(expected);
  expect(seen(text)).toContain('define ltm pool /Common/b');
  expect(seen(text)).toContain('define ltm pool /Common/a broken');
});

test('commands of every form', () => {
  const text = [
    '#!/bin/bash',
    'set -e',
    'tmsh create ltm pool a members add { 10.0.0.1:500 }',
    'tmsh -q -c "create ltm pool b { monitor tcp }; modify ltm pool b monitor none"',
    "/usr/bin/tmsh -c 'create /ltm pool c'",
    'sudo tmsh modify ltm virtual d disabled && echo done',
    'tmsh <<EOF',
    'create ltm pool e members add {',
    '  10.0.0.1:500',
    '}',
    'cd /Fabrikam',
    'delete ltm pool e',
    'EOF',
    'tmsh create ltm pool f \\',
    '    monitor tcp',
    '',
  ].join('\n');
  expect(seen(text)).toEqual([
    'create ltm pool a',
    'create ltm pool b',
    'modify ltm pool b',
    'create ltm pool c',
    'modify ltm virtual d',
    'create ltm pool e',
    'cd cd /Fabrikam',
    'delete ltm pool e',
    'create ltm pool f',
  ]);
  expect(problems(text)).toEqual([]);
});

test('a prompt before a command is no part of it', () => {
  expect(seen('root@(lb1)(cfg-sync Standalone)(Active)(/Common)(tmos)# create ltm pool a monitor tcp\n')).toEqual(['create ltm pool a']);
});

test('routing commands and certificates are no objects and no problem', () => {
  const text = 'ltm pool /Common/a { }\n-----BEGIN CERTIFICATE-----\nMIIB{}\n-----END CERTIFICATE-----\n!\nrouter bgp 1\n neighbor {\n!\nend\n';
  expect(problems(text)).toEqual([]);
  expect(seen(text)).toEqual(['define ltm pool /Common/a']);
});

test('what a text holds does not matter: it is printed as it is', () => {
  const piece = fc.constantFrom(
    'ltm pool /Common/a {\n',
    '}',
    '{',
    '"',
    "'",
    '\\',
    '\r\n',
    '\n',
    ' ',
    '#',
    'tmsh -c "',
    'create ltm pool x',
    ';',
    '!\n',
    '\0',
    'ltm rule r {',
    'é',
    '$',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const document = parseF5(text);
      expect(printF5(document)).toBe(text);
      let at = 0;
      for (const node of document.nodes) {
        expect(node.start).toBe(at);
        expect(node.end).toBeGreaterThan(at);
        at = node.end;
      }
      expect(at).toBe(text.length);
      for (const { span } of document.problems) expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['stored', STORED],
  ['commands', COMMANDS],
])('a file cut anywhere has one problem at most, and objects before the cut are whole: %s', (_, text) => {
  const whole = seen(text);
  for (let end = 0; end <= text.length; end += 7) {
    const cut = text.slice(0, end);
    const document = parseF5(cut);
    expect(printF5(document)).toBe(cut);
    expect(document.problems.length).toBeLessThanOrEqual(1);
    const found = seen(cut);
    expect(found.slice(0, -1)).toEqual(whole.slice(0, Math.max(0, found.length - 1)));
  }
});

test('braces nested a hundred thousand times', () => {
  const text = `ltm pool /Common/a {\n${'{ '.repeat(100_000)}${'} '.repeat(100_000)}\n}\n`;
  expect(printF5(parseF5(text))).toBe(text);
  expect(problems(text)).toEqual([]);
});

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/dev/C', import.meta.url));

describe.skipIf(!existsSync(CORPUS))('published configurations (../shared/corpus, where it lies beside the project)', () => {
  const files = existsSync(CORPUS) ? readdirSync(CORPUS) : [];
  test.each(files)('%s', (name) => {
    const text = readFileSync(`${CORPUS}/${name}`, 'utf8');
    const document = parseF5(text);
    expect(printF5(document)).toBe(text);
    if (/^[a-z]+ \S.*\{[ \t]*\}?[ \t]*$/m.test(text) && !text.trimStart().startsWith('{')) expect(coverage(document)).toBeGreaterThanOrEqual(0.999);
  });
});
