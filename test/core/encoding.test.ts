import { describe, expect, test } from 'vitest';
import { decode, encode, type Encoding } from '../../server/src/core/encoding.ts';
import { fc } from '../support/properties.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const wide = (text: string, bigEndian = false): Uint8Array =>
  Uint8Array.from(
    [...Array(text.length).keys()].flatMap((i) => {
      const code = text.charCodeAt(i);
      return bigEndian ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8];
    }),
  );
const xml = (label: string, body = ''): string => `<?xml version="1.0" encoding="${label}"?><VPNProfile>${body}</VPNProfile>`;
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('decode', () => {
  test.for<[name: string, bytes: Uint8Array, text: string, encoding: string, bom: boolean]>([
    ['empty', bytes(), '', 'utf-8', false],
    ['ASCII', utf8('Set-Vpn'), 'Set-Vpn', 'utf-8', false],
    ['UTF-8', utf8('Zürich → 東京 😀'), 'Zürich → 東京 😀', 'utf-8', false],
    ['UTF-8 with a mark', joined(bytes(0xef, 0xbb, 0xbf), utf8('ä')), 'ä', 'utf-8', true],
    ['a mark alone', bytes(0xef, 0xbb, 0xbf), '', 'utf-8', true],
    ['UTF-16 LE with a mark', joined(bytes(0xff, 0xfe), wide('東京')), '東京', 'utf-16le', true],
    ['UTF-16 BE with a mark', joined(bytes(0xfe, 0xff), wide('ä', true)), 'ä', 'utf-16be', true],
    ['UTF-16 LE by its NULs', wide('<VPNProfile/>'), '<VPNProfile/>', 'utf-16le', false],
    ['UTF-16 BE by its NULs', wide('<VPNProfile/>', true), '<VPNProfile/>', 'utf-16be', false],
    [
      'UTF-16 with comments in another alphabet',
      wide('# Настройка сервера удалённого доступа\nSet-VpnServerConfiguration'),
      '# Настройка сервера удалённого доступа\nSet-VpnServerConfiguration',
      'utf-16le',
      false,
    ],
    ['a declared code page', latin(xml('windows-1252', '\x80 \xe4')), xml('windows-1252', '€ ä'), 'windows-1252', false],
    ['ISO 8859-1, which is read as the code page', latin(xml('iso-8859-1', '\xe4')), xml('iso-8859-1', 'ä'), 'windows-1252', false],
    ['ISO 8859-15', latin(xml('ISO-8859-15', '\xa4')), xml('ISO-8859-15', '€'), 'iso-8859-15', false],
    [
      'a declaration in single quotes',
      latin(`<?xml version='1.0' encoding='windows-1251'?><a>\xcf</a>`),
      `<?xml version='1.0' encoding='windows-1251'?><a>П</a>`,
      'windows-1251',
      false,
    ],
    ['an untrue declaration of UTF-16', utf8(xml('utf-16', 'ä')), xml('utf-16', 'ä'), 'utf-8', false],
    ['a mark against a declaration', joined(bytes(0xef, 0xbb, 0xbf), utf8(xml('windows-1252', 'ä'))), xml('windows-1252', 'ä'), 'utf-8', true],
    ['terminal escapes', utf8('\x1b[31mred\x1b[0m'), '\x1b[31mred\x1b[0m', 'utf-8', false],
    ['a stray control character', utf8(`${'x'.repeat(50)}\x01`), `${'x'.repeat(50)}\x01`, 'utf-8', false],
  ])('%s', ([, source, text, name, bom]) => {
    expect(decode(source, 'file.xml')).toEqual({ text, encoding: { name, bom } });
  });

  test('a script that is not UTF-8 is in the Windows code page', () => {
    const source = latin('# f\xfcr Z\xfcrich \x96 50 \x80\r\nSet-VpnServerConfiguration');
    expect(decode(source, 'Server.PS1')).toEqual({ text: '# für Zürich – 50 €\r\nSet-VpnServerConfiguration', encoding: { name: 'windows-1252', bom: false } });
    expect(decode(source, 'server.yaml')).toEqual({ reason: 'is neither UTF-8 nor UTF-16' });
  });

  test.for<[name: string, bytes: Uint8Array, file: string, reason: string]>([
    ['NUL bytes', bytes(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0), 'a.xml', 'is a binary file'],
    ['a NUL in a text', utf8('<a>\0</a>'), 'a.xml', 'is a binary file'],
    ['an image under a script name', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d), 'a.ps1', 'is a binary file'],
    ['bytes that are no script', bytes(0xff, 0xd8, 0xff, 0xe0, 0xc3, 0x28), 'a.ps1', 'is neither UTF-8 nor UTF-16'],
    ['control characters', bytes(1, 2, 3, 4, 5), 'a.ps1', 'is a binary file'],
    ['UTF-32', bytes(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0), 'a.xml', 'is a binary file'],
    ['a mark that is not true', bytes(0xef, 0xbb, 0xbf, 0xff), 'a.xml', 'is not the UTF-8 that its byte order mark says'],
    ['half a character at the end', bytes(0xff, 0xfe, 0x3c), 'a.xml', 'is not the UTF-16LE that its byte order mark says'],
    ['an unknown encoding', utf8(xml('x-foo')), 'a.xml', 'has the unknown encoding "x-foo"'],
    ['a declared encoding that it is not in', latin(xml('UTF-8', '\xe4')), 'a.xml', 'is not in the encoding "UTF-8" that it declares'],
    ['no declaration and not UTF-8', latin('<VPNProfile>\xe4</VPNProfile>'), 'a.xml', 'is neither UTF-8 nor UTF-16'],
  ])('%s', ([, source, file, reason]) => {
    expect(decode(source, file)).toEqual({ reason });
  });

  test('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.xml', 'a.ps1', 'a.txt'), (source, name) => {
        const decoded = decode(source, name);
        if ('reason' in decoded) expect(decoded.reason).toMatch(/^(is|has) /);
        else expect(encode(decoded.text, decoded.encoding)).toEqual(source);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('encode', () => {
  const unicode: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be'].flatMap((name) => [
    { name, bom: true },
    { name, bom: false },
  ]);

  test('gives back the bytes of every Unicode encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...unicode), (text, encoding) => {
        const source = encode(text, encoding);
        if (!source) throw new Error('every well-formed text can be written');
        const decoded = decode(source);
        // Without a mark a text may be taken for another encoding or for no text: then too its bytes must come back.
        if ('text' in decoded) expect(encode(decoded.text, decoded.encoding)).toEqual(source);
        else if (encoding.bom) expect(decoded).toEqual({ reason: 'is a binary file' });
      }),
      { numRuns: 2000 },
    );
  });

  const SINGLE =
    'ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 koi8-r koi8-u macintosh windows-874 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258'.split(
      ' ',
    );
  test.for(SINGLE)('gives back each byte of %s', (label) => {
    for (let byte = 0x80; byte < 0x100; byte++) {
      const source = joined(latin(xml(label)), bytes(byte));
      const decoded = decode(source, 'a.xml');
      if ('text' in decoded) expect(encode(decoded.text, decoded.encoding)).toEqual(source);
      else expect(decoded.reason).toBe(`is not in the encoding "${label}" that it declares`);
    }
  });

  test('writes any bytes of a Windows script back', () => {
    const script = fc.array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(script, (tail) => {
        const source = joined(latin('Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -EncryptionMethod AES256 # '), Uint8Array.from(tail));
        const decoded = decode(source, 'a.ps1');
        if ('reason' in decoded) throw new Error(decoded.reason);
        expect(encode(decoded.text, decoded.encoding)).toEqual(source);
      }),
      { numRuns: 1000 },
    );
  });

  test('says no to what cannot be written', () => {
    expect(encode('€', { name: 'iso-8859-2', bom: false })).toBeUndefined();
    expect(encode('東', { name: 'windows-1252', bom: false })).toBeUndefined();
    expect(encode('a\ud800b', { name: 'utf-8', bom: false })).toBeUndefined();
    expect(encode('a\udc00b', { name: 'utf-16le', bom: true })).toBeUndefined();
    for (const name of ['shift_jis', 'gbk', 'gb18030', 'big5', 'euc-jp', 'euc-kr', 'iso-2022-jp']) expect(encode('a', { name, bom: false })).toBeUndefined();
  });

  test('reads what it cannot write', () => {
    const source = joined(latin('<?xml version="1.0" encoding="Shift_JIS"?><a>'), bytes(0x93, 0x8c, 0x8b, 0x9e), latin('</a>'));
    expect(decode(source, 'a.xml')).toMatchObject({ text: '<?xml version="1.0" encoding="Shift_JIS"?><a>東京</a>', encoding: { name: 'shift_jis' } });
  });
});
