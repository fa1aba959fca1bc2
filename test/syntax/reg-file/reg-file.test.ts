import { describe, expect, test } from 'vitest';
import { REGISTRY } from '../../../server/src/knowledge/registry.ts';
import { contentText, type RegistryContent } from '../../../server/src/model/registry/content.ts';
import { contentOf, type RegVersion } from '../../../server/src/syntax/reg-file/content.ts';
import { parseRegFile, printRegFile } from '../../../server/src/syntax/reg-file/document.ts';
import { headerOf } from '../../../server/src/syntax/reg-file/header.ts';
import { readKey } from '../../../server/src/syntax/reg-file/key.ts';
import { spellRegFile, spellValue } from '../../../server/src/syntax/reg-file/spell.ts';
import { readValue, type RegValueLine } from '../../../server/src/syntax/reg-file/value.ts';
import { fc } from '../../support/properties.ts';

/** The values of a text with the contents that they have. */
function valuesOf(text: string, version: RegVersion = 5): { name: string | undefined; content: string; value: RegValueLine }[] {
  return parseRegFile(text)
    .lines.filter(({ kind, swallowed }) => kind === 'value' && !swallowed)
    .map((line) => {
      const value = readValue(text, line);
      const content = value.data && contentOf(value.data, version);
      return { name: value.name, content: value.data?.kind === 'delete' ? 'deleted' : content ? contentText(content) : '?', value };
    });
}

const content = (data: string, version: RegVersion = 5): string => valuesOf(`"a"=${data}`, version)[0]?.content ?? 'none';
const defect = (data: string): string | undefined => valuesOf(`"a"=${data}`)[0]?.value.defect?.message;

// What Windows makes of these was measured by the tests of Wine, which run on Windows as well.
describe('data', () => {
  test.each([
    ['dword:00000123', 'DWord 291'],
    ['dword:1', 'DWord 1'],
    ['dword:FFFFFFFF', 'DWord 4294967295'],
    ['  dword:  1234 ;5678', 'DWord 4660'],
    ['dword:00000004;comment', 'DWord 4'],
    ['"Value"', 'String Value'],
    ['""', 'String '],
    ['"Value;comment"', 'String Value;comment'],
    ['"Value"\t\t;comment', 'String Value'],
    ['"valid \\"or\\" not"', 'String valid "or" not'],
    ['"C:\\\\Windows\\\\"', 'String C:\\Windows\\'],
    ['"a\nb"', 'String a\nb'],
    ['hex:11,22,33', 'Binary 11 22 33'],
    ['hex:', 'Binary '],
    ['hex:1,2,', 'Binary 01 02'],
    ['hex:11,22,\\\n  33,44', 'Binary 11 22 33 44'],
    ['hex:11,22,\\;comment\n  33,\\\n\n;comment\n  44', 'Binary 11 22 33 44'],
    ['hex:\\\r\n  11', 'Binary 11'],
    ['hex:11,22,;comment\n  33', 'Binary 11 22'],
    ['hex(3):11', 'Binary 11'],
    ['hex(4):01,02,00,00', 'DWord 513'],
    ['hex(b):01,00,00,00,00,00,00,80', 'QWord 9223372036854775809'],
    ['hex(2):25,00,41,00,25,00,00,00', 'ExpandString %A%'],
    ['hex(2):25,00,41,00,25,00', 'ExpandString %A%'],
    ['hex(1):41,00,00,00', 'String A'],
    ['hex(7):41,00,00,00,42,00,00,00,00,00', 'MultiString ["A","B"]'],
    ['hex(7):41,00', 'MultiString ["A"]'],
    ['hex(7):00,00', 'MultiString []'],
    ['hex(7):', 'MultiString []'],
    ['-', 'deleted'],
    ['  -  ;comment', 'deleted'],
  ])('%j is %j', (data, expected) => {
    expect(content(data)).toBe(expected);
    expect(defect(data)).toBeUndefined();
  });

  test.each([
    ['hex(2):25,41,25,00', 'ExpandString %A%'],
    ['hex(7):41,00,42,00,00', 'MultiString ["A","B"]'],
    ['hex(7):e4,00,00', '?'],
  ])('%j is %j in a file of version 4', (data, expected) => expect(content(data, 4)).toBe(expected));

  test.each(['DWORD:1', '"C:\\Windows"', 'hex(4):01,02', 'hex(0):01', 'hex(10):01', 'hex(2):41', 'hex(1):41,00,00,00,42,00'])(
    '%j is not known, and no mistake of the notation',
    (data) => {
      expect(content(data)).toBe('?');
      expect(defect(data)).toBeUndefined();
    },
  );

  test.each([
    'dword:',
    'dword:hello',
    'dword:123456789',
    'dword:0x123',
    'dword:123 456',
    'dword:1234 #5678',
    'dword:1234\\\n5678',
    '"foo"bar"',
    '"Value"#comment',
    '"Value',
    'Value',
    '',
    ';"Value"',
    '-"Test"',
    '- #comment',
    'hex(0x2):41',
    'hex(x2):41',
    'hex(100000000):41',
    'hex:11,100',
    'hex:11,22\\\n,33',
    'hex:11,22\\\n  33',
    'hex:11,2\\\n2',
    'hex:11\\,22',
    'hex:11,\\22',
    'hex:,\\\n  11',
    'hex:11,22,  #comment',
    'hex:11,\\\n\\\n  22',
    'hex:11,\\\\\n  22',
    'hex:11,\\',
  ])('%j is passed over', (data) => expect(defect(data)).toBeDefined());

  test('that breaks off takes the next line with it, which then counts for nothing', () => {
    const text = '"a"=hex:11,\\\n;comment\n"b"="lost"\n"c"="kept"\n"d"=hex:11\\\n"e"="kept"\n';
    expect(valuesOf(text).map(({ name }) => name)).toEqual(['a', 'c', 'd', 'e']);
    expect(parseRegFile('"a"=hex:11,\\\n[HKEY_LOCAL_MACHINE]\n').lines.map(({ kind, swallowed }) => [kind, swallowed])).toEqual([
      ['value', undefined],
      ['key', true],
    ]);
  });

  test('in quotes ends where the next statement begins', () => {
    expect(valuesOf('"a"="b\n"c"="d"\n').map(({ name, content }) => [name, content])).toEqual([
      ['a', '?'],
      ['c', 'String d'],
    ]);
  });
});

describe('names', () => {
  test.each([
    ['"a"=-', 'a'],
    ['@=-', ''],
    ['""=-', ''],
    ['  "With=Equals" \t= -', 'With=Equals'],
    ['"double\\"quote"=-', 'double"quote'],
    ['"Wine\\\\31"=-', 'Wine\\31'],
    ['"123/\\"4;\'5"=-', '123/"4;\'5'],
    ['"a=-', undefined],
  ])('of %j is %j', (text, name) => expect(valuesOf(text)[0]?.name).toBe(name));
});

describe('keys', () => {
  const key = (text: string): ReturnType<typeof readKey> => {
    const [line] = parseRegFile(text).lines;
    if (!line) throw new Error('no line');
    return readKey(text, line);
  };
  test.each([
    ['[HKEY_LOCAL_MACHINE\\SOFTWARE\\A]', 'HKEY_LOCAL_MACHINE', 'SOFTWARE\\A', false],
    ['  [hkey_local_machine\\a\\b\\\\]  anything', 'HKEY_LOCAL_MACHINE', 'a\\b', false],
    ['[HKEY_CURRENT_USER\\a [b] c]', 'HKEY_CURRENT_USER', 'a [b] c', false],
    ['[HKEY_CURRENT_USER]', 'HKEY_CURRENT_USER', '', false],
    ['[-HKEY_CURRENT_USER\\a]', 'HKEY_CURRENT_USER', 'a', true],
  ])('%s', (text, hive, path, deletes) => {
    expect(key(text)).toMatchObject({ path: { hive, key: path }, deletes });
    expect(key(text).defect).toBeUndefined();
  });
  test.each([
    '[HKEY_LOCAL_MACHINE\\a',
    '[ HKEY_LOCAL_MACHINE\\a]',
    '[ -HKEY_LOCAL_MACHINE\\a]',
    '[- HKEY_LOCAL_MACHINE\\a]',
    '[HKLM\\a]',
    '[HKEY_CURRENT_USERS\\a]',
    '[]',
    '[',
  ])('%s is passed over', (text) => expect(key(text).defect).toBeDefined());
});

describe('the first line', () => {
  test.each([
    ['REGEDIT4\n', 4],
    [' \tREGEDIT4\n', 4],
    ['Windows Registry Editor Version 5.00', 5],
  ])('%j is of version %i', (text, version) => expect(headerOf(parseRegFile(text))).toEqual({ version }));
  test.each([
    'regedit4',
    'REGEDIT',
    'REGEDIT 4',
    'REGEDIT4FOO',
    'REGEDIT5',
    'Windows Registry Editor Version 4.00',
    'Windows Registry Editor Version 5',
    'WINDOWS REGISTRY EDITOR VERSION 5.00',
    '\nREGEDIT4',
    'AREGEDIT4',
  ])('%j is none', (text) => expect(headerOf(parseRegFile(`${text}\n\n[HKEY_LOCAL_MACHINE]\n`)).defect).toBeDefined());
  test('of an empty file is not missed', () => expect(headerOf(parseRegFile(''))).toEqual({ version: 5 }));
});

const PIECES = [
  '[HKEY_LOCAL_MACHINE\\A]',
  '"a"=',
  '"',
  'hex:',
  'hex(7):',
  '11,',
  '22',
  '\\',
  '\r\n',
  '\n',
  '\r',
  ';',
  ' ',
  'dword:',
  '0001',
  '@=',
  '-',
  '[-',
  ']',
  'REGEDIT4',
];

test('any text is printed as it was, and read without an error', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string())), (pieces) => {
      const text = pieces.join('');
      const document = parseRegFile(text);
      expect(printRegFile(document)).toBe(text);
      headerOf(document);
      let at = 0;
      for (const line of document.lines) {
        expect(line.start).toBe(at);
        at = line.next;
        if (line.kind === 'key') readKey(text, line);
        if (line.kind !== 'value') continue;
        const { data, span, nameSpan, defect } = readValue(text, line);
        for (const each of [span, nameSpan, data?.span, defect?.span, defect?.fix?.at]) {
          if (!each) continue;
          expect(each.start).toBeLessThanOrEqual(each.end);
          expect(each.start).toBeGreaterThanOrEqual(line.start);
          expect(each.end).toBeLessThanOrEqual(line.end);
        }
        if (data) contentOf(data, 5);
      }
      expect(at).toBe(text.length);
    }),
  );
});

test('long texts take time in proportion', () => {
  const bad = ['"a"="x\n', '"a"=hex:11,\\\n\n', '[x\n', '"a\n', '"a"="\\\n'].map((line) => line.repeat(30_000));
  const start = performance.now();
  for (const text of bad) for (const line of parseRegFile(text).lines) if (line.kind === 'value') readValue(text, line);
  expect(performance.now() - start).toBeLessThan(10_000);
});

const anyContent = fc.oneof(
  fc.record({ type: fc.constant('DWord' as const), number: fc.bigInt({ min: 0n, max: 0xffffffffn }) }),
  fc.record({ type: fc.constant('QWord' as const), number: fc.bigInt({ min: 0n, max: 0xffffffffffffffffn }) }),
  fc.record({ type: fc.constantFrom('String' as const, 'ExpandString' as const), text: fc.string().filter((text) => !text.includes('\0')) }),
  fc.record({ type: fc.constant('MultiString' as const), texts: fc.array(fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'))) }),
  fc.record({ type: fc.constant('Binary' as const), bytes: fc.array(fc.nat(255), { maxLength: 100 }) }),
);

test('any content is read back as it was written, in lines of 80 columns', () => {
  fc.assert(
    fc.property(anyContent, fc.constantFrom('a', '', 'a "b" \\ c', 'x'.repeat(40)), (written: RegistryContent, name) => {
      const text = spellValue({ name, content: written }) ?? '';
      expect(valuesOf(text).map((each) => [each.name, each.content])).toEqual([[name, contentText(written)]]);
      if (written.type === 'Binary') expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }),
  );
});

const SAMPLES: Readonly<Record<string, RegistryContent>> = {
  String: { type: 'String', text: 'Fabrikam "VPN"' },
  MultiString: { type: 'MultiString', texts: ['Fabrikam VPN', 'Contoso'] },
  Binary: { type: 'Binary', bytes: Array.from({ length: 32 }, (_, index) => index * 8) },
};

test.each(REGISTRY.map((row) => [row.key, row.name, row] as const))('%s %s is read back as it was written', (key, name, row) => {
  const written = SAMPLES[row.type] ?? { type: 'DWord', number: BigInt(row.data ?? 1) };
  for (const version of [4, 5] as const) {
    const text = spellRegFile([{ hive: 'HKEY_LOCAL_MACHINE', key, name, content: written }], '\r\n', version) ?? '';
    expect(headerOf(parseRegFile(text))).toEqual({ version });
    expect(valuesOf(text, version).map((each) => [each.name, each.content])).toEqual([[name, contentText(written)]]);
    expect(text).toContain(`\r\n[HKEY_LOCAL_MACHINE\\${key}]\r\n`);
  }
});

test('what the notation cannot hold is not written', () => {
  expect(spellValue({ name: 'a\nb', content: 'deleted' })).toBeUndefined();
  expect(spellValue({ name: 'a', content: { type: 'MultiString', texts: ['a', ''] } })).toBeUndefined();
  expect(spellValue({ name: 'a', content: { type: 'ExpandString', text: 'ä' } }, 4)).toBeUndefined();
  expect(spellValue({ name: 'a', content: { type: 'DWord', number: 0x1_0000_0000n } })).toBeUndefined();
});
