import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandsOf } from '../../../server/src/syntax/citrix-adc/command.ts';
import { parseDocument, printDocument } from '../../../server/src/syntax/citrix-adc/document.ts';
import { contentOf, spelled, tokensOf, wordOf } from '../../../server/src/syntax/citrix-adc/tokens.ts';
import { fc } from '../../support/properties.ts';

const words = (line: string): string[] => tokensOf(line, 0, line.length).map((token) => wordOf(line, token));

describe('words', () => {
  test.each([
    ['add server vpn1 10.0.0.1', ['add', 'server', 'vpn1', '10.0.0.1']],
    ['\tadd  server\tvpn1 ', ['add', 'server', 'vpn1']],
    ['add server "vpn one" 10.0.0.1', ['add', 'server', 'vpn one', '10.0.0.1']],
    ['-rule "A.EQ(\\"x y\\")"', ['-rule', 'A.EQ("x y")']],
    ['-rule \'A.EQ("x y")\'', ['-rule', 'A.EQ("x y")']],
    ['-customHeaders "Host: a\\r\\n"', ['-customHeaders', 'Host: a\r\n']],
    ['-rule q{A.EQ("x y")} -action b', ['-rule', 'A.EQ("x y")', '-action', 'b']],
    ['-rule q/A == "\\b"/', ['-rule', 'A == "\\b"']],
    ['q{a {b} c} d', ['a {b} c', 'd']],
    ['-recv q~x~', ['-recv', 'x']],
    ['q_web q-web q.web q', ['q_web', 'q-web', 'q.web', 'q']],
    ['q@web x', ['q@web', 'x']],
    ['a\\ b c', ['a b', 'c']],
    ['""', ['']],
    ['"a', ['a']],
    ['"a\\', ['a\\']],
    ['"', ['']],
    ['', []],
  ])('of %s', (line, expected) => expect(words(line)).toEqual(expected));

  test('have contents between their quotes', () => {
    const line = 'a "b c" q{d} "e';
    expect(
      tokensOf(line, 0, line.length)
        .map((token) => contentOf(line, token))
        .map(({ start, end }) => line.slice(start, end)),
    ).toEqual(['a', 'b c', 'd', 'e']);
  });

  test('are read back as they were written, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '\\', '-', '#', 'q', '{', '}', '\t', '\r', '\n', '/') }),
        fc.constantFrom('' as const, '"' as const, "'" as const),
        (word, quote) => {
          const text = spelled(word, quote);
          expect(words(text)).toEqual([word]);
        },
      ),
    );
  });
});

describe('lines', () => {
  test('are told apart', () => {
    const text = '#NS13.0 Build 47.22\r\n\r\n  # note\nadd server a 1.2.3.4\r\nhallowed are the ori\rSET lb vserver x -timeout 5';
    expect(parseDocument(text).lines.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['comment', '#NS13.0 Build 47.22'],
      ['blank', ''],
      ['comment', '  # note'],
      ['command', 'add server a 1.2.3.4'],
      ['unread', 'hallowed are the ori'],
      ['command', 'SET lb vserver x -timeout 5'],
    ]);
  });

  test('that are broken belong to the command before them', () => {
    const text = 'add lb monitor m HTTP-ECV -send "GET\n/x y" -recv ok\n-secure YES\nadd server a 1.2.3.4\nwhat\n';
    const document = parseDocument(text);
    expect(document.lines.map(({ kind }) => kind)).toEqual(['command', 'continuation', 'continuation', 'command', 'unread']);
    expect(commandsOf(document).map(({ broken }) => broken)).toEqual([true, false]);
  });

  test('of any text follow each other without a gap and are printed as they were', () => {
    const pieces = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('add lb vserver ', 'bind serviceGroup ', '-timeout ', '"', 'q{', '\r\n', '\n', '\r', '#', '\u0000', '\\')),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const document = parseDocument(text);
        let at = 0;
        for (const line of document.lines) {
          expect(line.start).toBe(at);
          expect(line.end).toBeGreaterThanOrEqual(line.start);
          expect(line.next).toBeGreaterThan(line.start);
          at = line.next;
        }
        expect(at).toBe(text.length);
        expect(printDocument(document)).toBe(text);
      }),
    );
  });
});

describe('commands', () => {
  const commandOf = (line: string): unknown => {
    const [command] = commandsOf(parseDocument(line));
    return (
      command && [
        command.verb,
        command.kind,
        command.args.map((token) => wordOf(line, token)),
        Object.fromEntries(command.options.map(({ name, values }) => [name ?? '?', values.map((token) => wordOf(line, token))])),
      ]
    );
  };

  test.each([
    ['ADD LB VServer v UDP 1.2.3.4 500 -PERSISTENCETYPE SOURCEIP', ['add', 'lb vserver', ['v', 'UDP', '1.2.3.4', '500'], { persistenceType: ['SOURCEIP'] }]],
    ['add lb vs v UDP 1.2.3.4 500 -persistencet SOURCEIP', ['add', 'lb vserver', ['v', 'UDP', '1.2.3.4', '500'], { persistenceType: ['SOURCEIP'] }]],
    // Two names begin so.
    ['set lb vserver v -persist SOURCEIP', ['set', 'lb vserver', ['v'], { '?': ['SOURCEIP'] }]],
    ['add serviceGroup g UDP -usip YES', ['add', 'serviceGroup', ['g', 'UDP'], { usip: ['YES'] }]],
    ['add monitor m HTTP -respCode 200 401 -interval 1 MIN', ['add', 'lb monitor', ['m', 'HTTP'], { respCode: ['200', '401'], interval: ['1', 'MIN'] }]],
    ['enable ns mode FR L3 USNIP', ['enable', 'ns mode', ['FR', 'L3', 'USNIP'], {}]],
    ['bind service s -monitorName m -passive', ['bind', 'service', ['s'], { monitorName: ['m'], passive: [] }]],
    ['add lb group "my group" -timeout 60', ['add', 'lb group', ['my group'], { timeout: ['60'] }]],
    ['add lb monbindings x', undefined],
    ['add gslb vserver v HTTP', undefined],
    ['show lb vserver v', undefined],
    ['add', undefined],
    ['add lb', undefined],
  ])('such as %s', (line, expected) => expect(commandOf(line)).toEqual(expected));
});

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/dev/D', import.meta.url));

describe.skipIf(!existsSync(CORPUS))('published configurations (../shared/corpus, where it lies beside the project)', () => {
  const files = existsSync(CORPUS) ? readdirSync(CORPUS) : [];
  test.each(files)('%s is printed as it was', (name) => {
    const text = readFileSync(join(CORPUS, name), 'utf8');
    expect(printDocument(parseDocument(text))).toBe(text);
  });

  test('are understood to the last line, but for a few that are no commands at all', () => {
    const shares = files.map((name) => {
      const text = readFileSync(join(CORPUS, name), 'utf8');
      const unread = parseDocument(text).lines.filter(({ kind }) => kind === 'unread');
      return { name, all: text.length, unread: unread.reduce((sum, { start, end }) => sum + end - start, 0) };
    });
    const whole = shares.filter(({ all, unread }) => unread < all / 1000);
    expect(whole.length).toBeGreaterThanOrEqual(files.length - 3);
    expect(shares.reduce((sum, { unread }) => sum + unread, 0)).toBeLessThan(shares.reduce((sum, { all }) => sum + all, 0) / 500);
  });
});
