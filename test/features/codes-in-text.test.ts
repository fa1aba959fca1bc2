import { describe, expect, test } from 'vitest';
import { codeAt, codesInText } from '../../server/src/features/codes-in-text.ts';
import { VPN_EVENTS } from '../../server/src/knowledge/errors/events.ts';
import { ERROR_CODES, hexadecimal } from '../../server/src/knowledge/errors/lookup.ts';

/** The texts that are taken for errors; those taken for events have a mark behind them. */
const found = (text: string): string[] => codesInText(text, true).map((each) => `${text.slice(each.span.start, each.span.end)}${'event' in each ? '!' : ''}`);

describe('are found', () => {
  test.each([
    ['Error 809', ['809']],
    ['The error code returned on failure is 809.', ['809']],
    ['error: 0x329', ['0x329']],
    ['errors **809**, `812` and 13801', ['809', '812', '13801']],
    ['error 809 / 812', ['809', '812']],
    ['it says 809 (ERROR_VPN_TIMEOUT)', ['809', 'ERROR_VPN_TIMEOUT']],
    ['| 868 | ERROR_DNSNAME_NOT_RESOLVABLE |', ['868', 'ERROR_DNSNAME_NOT_RESOLVABLE']],
    ['the 812 error', ['812']],
    ['rasdial returned Fehler 691', ['691']],
    ['リモート アクセス エラー 868 - 接続は行われませんでした。', ['868']],
    ['エラー コードは 809 です', ['809']],
    ['Erreur 691, 远程访问错误 800', ['691', '800']],
    ['dialling fails with 800', ['800']],
    ['13868 again', ['13868']],
    ['0x8007362C', ['0x8007362C']],
    ['HRESULT -2147011028', ['-2147011028']],
    ['event 20227, and events 20225 and 20226', ['20227!', '20225!', '20226!']],
    ['Event ID: 20276', ['20276!']],
    ['RasSstp 6 or Event ID 6 from the RasSstp source', ['6!', '6!']],
    ['(event 6 of RasSstp)', ['6!']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});

test('each one that there is', () => {
  for (const error of ERROR_CODES) {
    const signed = String((error.code > 0xffff ? error.code : 0x80070000 + error.code) - 0x100000000);
    const forms = [String(error.code), ...hexadecimal(error), signed];
    for (const form of forms) expect(found(`error ${form}`), form).toEqual([form]);
    if (error.symbol !== undefined && /^(?:ERROR|CERT|CRYPT|WARNING)_/.test(error.symbol)) expect(found(error.symbol)).toEqual([error.symbol]);
  }
  for (const { source, id } of VPN_EVENTS) expect(found(`${source} event ${id}`)).toEqual([`${id}!`]);
});

describe('are left alone', () => {
  test.each([
    '809 users',
    'failed for 809 users',
    'Error: 691 clients failed',
    'we saw 809 errors today',
    'エラー 809 件',
    'event 6',
    'an event of the year 2025',
    'Error 1460',
    'exit code 800, HTTP error 800, status code 812, area code 713',
    'build 19045.809, KB5034809, 10.8.0.9:809, #13868, port 13868, $809, 809%',
    '8091 and 813868',
    'error-809-fix.ps1',
    'Error 809.5',
    'ERROR_SOMETHING_ELSE',
    'Schritt 809, Zimmer 812',
    'MTU 800',
  ])('%s', (text) => expect(found(text)).toEqual([]));

  test('in a text that is about something else', () => {
    expect(codesInText('Oracle error 600, see step 13868; ERROR_UNKNOWN')).toEqual([]);
    expect(codesInText('Oracle error 600 on the VPN').map(({ span }) => span)).toEqual([{ start: 13, end: 16 }]);
    // An HRESULT is what it is.
    expect(codesInText('it returned 0x80070329').map(({ span }) => span.start)).toEqual([12]);
  });
});

test('a place in a text has the code that stands there', () => {
  const text = 'VPN\nerror 809 or 812\n';
  const at = (part: string): unknown => codeAt(text, text.indexOf(part) + 1);
  expect([at('809'), at('812'), at('rror'), codeAt(text, 0), codeAt(text, text.length)]).toMatchObject([
    { span: { start: 10, end: 13 } },
    { span: { start: 17, end: 20 } },
    ...[undefined, undefined, undefined].map((each) => each as unknown as object),
  ]);
});

test('a long text takes no long time', () => {
  const before = Date.now();
  codesInText(`${'error code error code , 809 and '.repeat(100)}\n`.repeat(200), true);
  codesInText(`error ${'*'.repeat(3900)}\n`.repeat(200), true);
  expect(Date.now() - before).toBeLessThan(3000);
});
