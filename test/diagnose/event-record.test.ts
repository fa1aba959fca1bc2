import { describe, expect, test } from 'vitest';
import { decode } from '../../server/src/core/encoding.ts';
import { diagnose } from '../../server/src/features/diagnose/diagnose.ts';
import { occurrencesIn } from '../../server/src/features/diagnose/occurrence.ts';
import { profile } from '../cli/support.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

type Told = [source: string | undefined, id: number | undefined, code: number | undefined, connection: string | undefined];
const told = (text: string): Told[] => occurrencesIn(text).map(({ event, code, connection }) => [event?.source, event?.id, code, connection]);

const COID = 'CoId={6B2C5D0E-0001-0002-0003-000000000004}';
const english = (code = 809, name = 'Contoso VPN'): string =>
  `${COID}: The user CONTOSO\\max dialed a connection named ${name} which has failed. The error code returned on failure is ${code}.`;
const GERMAN = `${COID}: Der Benutzer "CONTOSO\\max" hat die Verbindung "Contoso VPN" gewählt, die gescheitert ist. Ursachencode: 809.`;
const FRENCH = `${COID}\u00a0: l’utilisateur CONTOSO\\max a appelé Contoso VPN, sans succès. Code d’erreur\u00a0: 809.`;
const JAPANESE = `${COID}: ユーザー CONTOSO\\max が Contoso VPN にダイヤルしましたが、失敗しました。エラー コードは 809 です。`;

const xmlOf = (id: number, data: readonly string[], provider = '<Provider Name="RasClient"/>', extra = ''): string =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>${provider}<EventID Qualifiers="0">${id}</EventID><Level>2</Level><Channel>Application</Channel></System><EventData>${data.map((each) => `<Data>${each}</Data>`).join('')}</EventData>${extra}</Event>`;
const FAILED = ['{6B2C5D0E-0001-0002-0003-000000000004}', 'CONTOSO\\max', 'Contoso VPN', '809'];
const RAS: Told = ['RasClient', 20227, 809, 'Contoso VPN'];

describe('Event Viewer, copied as text', () => {
  test.each<[language: string, text: string, expected: Told]>([
    [
      'English',
      `Log Name:      Application\nSource:        RasClient\nDate:          6/12/2024 8:02:11 AM\nEvent ID:      20227\nTask Category: None\nLevel:         Error\nKeywords:      Classic\nUser:          N/A\nComputer:      laptop7.contoso.com\nDescription:\n${english()}\n`,
      RAS,
    ],
    [
      'German',
      `Protokollname: Application\nQuelle:        RasClient\nDatum:         12.06.2024 08:02:11\nEreignis-ID:   20227\nAufgabenkategorie:Keine\nEbene:         Fehler\nBeschreibung:\n${GERMAN}\n`,
      ['RasClient', 20227, 809, undefined],
    ],
    [
      'French, with no blanks behind colons',
      `Nom du journal\u00a0:Application\nSource\u00a0:       RasClient\nDate\u00a0:         12/06/2024 08:02:11\nID de l’événement\u00a0:20227\nCatégorie de la tâche\u00a0:Aucun\nDescription\u00a0:\n${FRENCH}\n`,
      ['RasClient', 20227, 809, undefined],
    ],
    [
      'Japanese, with wide colons',
      `ログの名前：         Application\nソース：           RasClient\nイベント ID：       20227\nレベル：           エラー\n説明：\n${JAPANESE}\n`,
      ['RasClient', 20227, 809, undefined],
    ],
    ['indented in a mail', `> Source:        RasClient\n> Event ID:      20227\n> Description:\n> ${english()}\n`, RAS],
    [
      'SSTP, in a language that nobody here reads',
      'Zdroj:         RasSstp\nID udalosti:   6\nPopis:\nCoId={1}: nieco.\n',
      ['RasSstp', 6, undefined, undefined],
    ],
    [
      'RRAS, by the newer name of its source',
      'Source: Microsoft-Windows-RRAS\nEvent ID: 20276\nDescription:\nCoId={NA}: x\n',
      ['RemoteAccess', 20276, undefined, undefined],
    ],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual([expected]);
    expect(told(text.replaceAll('\n', '\r\n'))).toEqual([expected]);
  });

  test('with the XML of the same event behind it', () => {
    const text = `Quelle:        RasClient\nEreignis-ID:   20227\nBeschreibung:\n${GERMAN}\nEreignis-XML:\n${xmlOf(20227, FAILED)}\n`;
    expect(occurrencesIn(text)).toMatchObject([{ count: 1, code: 809, connection: 'Contoso VPN' }]);
  });

  test.each<[name: string, text: string, expected: Told]>([
    ['in English', `Log Name:      Application\nSource:        RasClient\nEvent ID:      20227\nDescription:\n${english()}`, RAS],
    [
      'in German',
      `Protokollname: Application\nQuelle: RasClient\nDatum: 12.06.2024 08:02:11\nEreignis-ID: 20227\nBeschreibung:\n${GERMAN}`,
      ['RasClient', 20227, 809, undefined],
    ],
    ['of SSTP', 'Zdroj:         RasSstp\nID udalosti:   6\nPopis:\nCoId={1}: nieco.', ['RasSstp', 6, undefined, undefined]],
    ['in XML', xmlOf(20227, FAILED).replaceAll('>', '>\n'), RAS],
  ])('pasted into one line: %s', (_, text, expected) => expect(told(text.replaceAll('\n', ' '))).toEqual([expected]));

  test('in another language the connection is found by the names that the files have', () => {
    const workspace = workspaceOf(parseFixture(`=== a/Contoso VPN.xml\n${profile()}=== b/Other.xml\n${profile()}`));
    for (const message of [GERMAN, FRENCH, JAPANESE]) {
      const [diagnosis] = diagnose(workspace, `Source: RasClient\nEvent ID: 20227\nDescription:\n${message}\n`).diagnoses;
      expect(diagnosis?.scope).toMatchObject({
        by: 'file-name',
        clients: [{ name: 'Contoso VPN.xml' }],
        how: 'The connection "Contoso VPN" was found by the name of the file Contoso VPN.xml.',
      });
    }
  });
});

describe('PowerShell', () => {
  const wrapped = `${COID}: The user CONTOSO\\max dialed a connection named Contoso\n               VPN which has failed. The error code returned on failure is\n               809.`;

  test.each<[name: string, text: string, expected: Told[]]>([
    [
      'Get-WinEvent | Format-List',
      `\n\nTimeCreated  : 6/12/2024 8:02:11 AM\nProviderName : RasClient\nId           : 20227\nMessage      : ${wrapped}\n\n\n\n`,
      [RAS],
    ],
    [
      'Get-WinEvent | Format-List *, where another number is like that of an event',
      `Message              : ${wrapped.replaceAll(' '.repeat(15), ' '.repeat(23))}\nId                   : 20227\nVersion              : 0\nQualifiers           : 0\nLevel                : 2\nRecordId             : 20225\nProviderName         : RasClient\nProcessId            : 20221\nProperties           : {System.Diagnostics.Eventing.Reader.EventProperty, System.Diagnostics.Eventing.Reader.EventProperty}\n`,
      [RAS],
    ],
    [
      'several',
      [809, 13868]
        .map((code) => `TimeCreated  : 6/12/2024 8:02:11 AM\nProviderName : RasClient\nId           : 20227\nMessage      : ${english(code)}\n`)
        .join('\n'),
      [RAS, ['RasClient', 20227, 13868, 'Contoso VPN']],
    ],
    [
      'Get-EventLog | Format-List, with its replacement strings and no message',
      'Index              : 20225\nEntryType          : Error\nInstanceId         : 20227\nMessage            : \nCategory           : (0)\nReplacementStrings : {{6B2C5D0E-0001-0002-0003-000000000004}, CONTOSO\\max, Contoso VPN, 809}\nSource             : RasClient\n',
      [RAS],
    ],
    [
      'the messages alone',
      `${english(809)}\n${english(13868, 'Other')}\n`,
      [
        [undefined, undefined, 809, 'Contoso VPN'],
        [undefined, undefined, 13868, 'Other'],
      ],
    ],
    [
      'a table',
      `\n   ProviderName: RasClient\n\nTimeCreated                     Id LevelDisplayName Message\n-----------                     -- ---------------- -------\n6/12/2024 8:02:11 AM         20227 Error            ${COID}: The user CONTOSO\\max dialed a conne...\n6/12/2024 8:01:11 AM         20222 Information      ${COID}: The user CONTOSO\\max is trying to e...\n`,
      [
        ['RasClient', 20227, undefined, undefined],
        ['RasClient', 20222, undefined, undefined],
      ],
    ],
    [
      'JSON',
      `[\n    {\n        "Id":  20227,\n        "ProviderName":  "RasClient",\n        "Message":  "${english().replaceAll('\\', '\\\\')}"\n    }\n]\n`,
      [RAS],
    ],
  ])('%s', (_, text, expected) => expect(told(text)).toEqual(expected));
});

describe('exported', () => {
  const message = `<RenderingInfo Culture="de-DE"><Message>${GERMAN.replaceAll('"', '&quot;')}</Message><Level>Fehler</Level></RenderingInfo>`;

  test.each<[name: string, text: string, expected: Told[]]>([
    ['XML', `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${xmlOf(20227, FAILED)}</Events>`, [RAS]],
    ['with its words', `<Events>${xmlOf(20227, FAILED, undefined, message)}</Events>`, [RAS]],
    ['with its words and without its strings', `<Events>${xmlOf(20227, [], undefined, message)}</Events>`, [['RasClient', 20227, 809, undefined]]],
    ['over several lines', xmlOf(20227, FAILED).replaceAll('><', '>\n  <').replaceAll('<Data>', '<Data>\n').replaceAll('</Data>', '\n</Data>'), [RAS]],
    [
      'with a prefix for its namespace',
      `<ns0:Events>${xmlOf(20227, FAILED)
        .replaceAll(/<(\/?)(?=\w)/g, '<$1ns0:')
        .replace('xmlns=', 'xmlns:ns0=')}</ns0:Events>`,
      [RAS],
    ],
    ['with names for its strings', xmlOf(20227, FAILED).replaceAll('<Data>', '<Data Name="param">'), [RAS]],
    ['in single quotes', xmlOf(20227, FAILED).replaceAll('"', "'"), [RAS]],
    [
      'with references and CDATA',
      xmlOf(20227, ['{1}', 'CONTOSO\\max', 'Contoso &amp; &#x41;&#66;', '<![CDATA[809]]>']),
      [['RasClient', 20227, 809, 'Contoso & AB']],
    ],
    [
      'by the newer name of its source',
      xmlOf(6, ['{1}'], '<Provider Name="Microsoft-Windows-RasSstp" Guid="{6c260f2c-049a-43d8-bf4d-d350a4e6611a}" EventSourceName="RasSstp"/>'),
      [['RasSstp', 6, undefined, undefined]],
    ],
    ['a connection that has ended', xmlOf(20226, [...FAILED.slice(0, 3), '829']), [['RasClient', 20226, 829, 'Contoso VPN']]],
    [
      'failures before what only came before them',
      `<Events>${xmlOf(20221, FAILED.slice(0, 3))}${xmlOf(20227, FAILED)}</Events>`,
      [RAS, ['RasClient', 20221, undefined, undefined]],
    ],
    ['of other sources', `<Events>${xmlOf(20227, FAILED, '<Provider Name="Fabrikam"/>')}</Events>`, []],
    ['with one that breaks off', `<Events>${xmlOf(20227, FAILED)}<Event><System><Provider Name="RasClient"/><EventID>20227`, [RAS]],
    [
      'with commas',
      `Level,Date and Time,Source,Event ID,Task Category\nError,6/12/2024 8:02:11 AM,RasClient,20227,None,"${english(809)}"\nError,6/12/2024 8:01:11 AM,RasClient,20227,None,"${english(13868, 'Other')}"\nInformation,6/12/2024 8:00:11 AM,MsiInstaller,1033,None,"Windows Installer"\n`,
      [RAS, ['RasClient', 20227, 13868, 'Other']],
    ],
    [
      'JSON on one line',
      JSON.stringify(
        [english(809), english(13868, 'Other')].map((Message) => ({ TimeCreated: '6/12/2024 8:02:11 AM', Id: 20227, ProviderName: 'RasClient', Message })),
      ),
      [RAS, ['RasClient', 20227, 13868, 'Other']],
    ],
    ['with tabs, in German', `Fehler\t12.06.2024 08:02:11\tRasClient\t20227\tKeine\t${GERMAN}\n`, [['RasClient', 20227, 809, undefined]]],
  ])('%s', (_, text, expected) => expect(told(text)).toEqual(expected));

  test.each<[name: string, bytes: Uint8Array]>([
    ['UTF-16 little-endian, as PowerShell redirects', Buffer.from(`\uFEFF${xmlOf(20227, FAILED)}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\uFEFF${xmlOf(20227, FAILED)}`, 'utf16le').swap16()],
    ['UTF-16 without a byte order mark', Buffer.from(xmlOf(20227, FAILED), 'utf16le')],
    ['UTF-16 by its declaration', Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${xmlOf(20227, FAILED)}`, 'utf16le')],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${xmlOf(20227, FAILED)}`, 'utf8')],
  ])('%s', (_, bytes) => {
    const read = decode(bytes, 'events.xml');
    expect('text' in read ? told(read.text) : read.reason).toEqual([RAS]);
  });
});

test.each([
  ['a log with times and colons', '12:00:01 service: started\n12:00:02 service: stopped (20227)\nC:\\Windows\\x.log: 20227\nhttps://vpn.contoso.com: 20227\n'],
  ['numbers of something else', 'Port: 20227\nRecords: 20276\nCount: 6\n'],
  ['an empty text', ''],
])('nothing in %s', (_, text) => expect(told(text)).toEqual([]));

// Whatever begins again and again and never ends is gone through once.
test.each(['CoId={', 'CoId={\n', '<Event><Data>', '<Event><Message>', '<Event><EventID>', '<Event>'])(
  'two hundred thousand times %j, and an event behind it',
  (begun) => {
    expect(told(`${begun.repeat(200_000)}</Event>\n${xmlOf(20227, FAILED)}`)).toEqual([RAS]);
  },
);
