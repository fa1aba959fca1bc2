import { describe, expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const event = (code: number, name = 'AOVPN'): string =>
  `The user CONTOSO\\max dialed a connection named ${name} which has failed. The error code returned on failure is ${code}.\n`;
const MISMATCH = { 'contoso/client/AOVPN.xml': profile({ DHGroup: 'ECP384' }), 'contoso/server/rras.ps1': serverScript() };

interface Answered {
  readonly version: number;
  readonly left: number;
  readonly skipped: unknown[];
  readonly diagnoses: {
    readonly code?: number;
    readonly event?: { readonly source: string; readonly id: number };
    readonly connection?: string;
    readonly count: number;
    readonly deployment: { readonly by: string; readonly how: string; readonly clients: { name: string; file: string }[]; readonly files: string[] };
    readonly policies: string[];
    readonly causes: { readonly id: string; readonly state: string; readonly because?: string; readonly findings: { file: string; rule: string }[] }[];
  }[];
}
const answered = (out: string): Answered => JSON.parse(out) as Answered;

test('the whole text', async () => {
  const { aovpn } = folder({ ...MISMATCH, 'event.txt': event(13868) });
  const { code, out, err } = await aovpn('diagnose event.txt');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "Error 13868 (ERROR_IPSEC_IKE_POLICY_MATCH)

    The IPsec policies of client and server do not match.

    The connection "AOVPN" was found by the name of the file AOVPN.xml.

    Looked at: contoso/client/AOVPN.xml, contoso/server/rras.ps1.

    AOVPN.xml differs from rras.ps1 in 1: DHGroup. IKEv2 fails with 13868 (DHGroup in main mode; documented).

    Found in these files

    - The custom IPsec policies of client and server differ.
      - contoso/client/AOVPN.xml:9:16 error policy-mismatch: DHGroup is ECP384 here but Group14 on the server (rras.ps1). IKEv2 main mode fails and the client shows error 13868: use one value on both sides. Compared with rras.ps1: the only server policy in contoso.
        - Fix: Use the server's value here (Group14). "aovpn check --fix-unsafe --diff ." shows it with the other fixes, and without --diff writes them.

    Ruled out

    - Only one of client and server has a custom IPsec policy. Both sides state one.

    Not known from these files

    - NegotiateDH2048_AES256 is set on clients that have a custom policy. These files cannot show it.
      - On the client: With a custom policy the value must not be there, or be 0.
          Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters' -Name NegotiateDH2048_AES256
    - The policy of the server has been changed and RemoteAccess has not been restarted since. These files cannot show it.
      - On the RRAS server: The start of the service must be later than the change.
          (Get-Process -Id (Get-CimInstance Win32_Service -Filter "Name='RemoteAccess'").ProcessId).StartTime
    "
  `);
});

test('the whole JSON', async () => {
  const { aovpn } = folder({ ...MISMATCH, 'event.txt': event(13868) });
  const { code, out, err } = await aovpn('diagnose event.txt --format json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchInlineSnapshot(`
    {
      "diagnoses": [
        {
          "causes": [
            {
              "findings": [
                {
                  "file": "contoso/client/AOVPN.xml",
                  "fixes": [
                    {
                      "safe": false,
                      "title": "Use the server's value here (Group14)",
                    },
                    {
                      "safe": false,
                      "title": "Use the client's value on the server (ECP384)",
                    },
                    {
                      "safe": false,
                      "title": "Align all six values with the server",
                    },
                  ],
                  "message": "DHGroup is ECP384 here but Group14 on the server (rras.ps1). IKEv2 main mode fails and the client shows error 13868: use one value on both sides. Compared with rras.ps1: the only server policy in contoso.",
                  "range": {
                    "end": {
                      "character": 21,
                      "line": 8,
                    },
                    "start": {
                      "character": 15,
                      "line": 8,
                    },
                  },
                  "rule": "policy-mismatch",
                  "severity": "error",
                },
              ],
              "id": "policiesDiffer",
              "look": {
                "at": "RRAS server",
                "command": "Get-VpnServerIPsecConfiguration",
                "why": "Compare the six values with what Get-VpnConnection prints on the client.",
              },
              "state": "found",
              "what": "The custom IPsec policies of client and server differ.",
            },
            {
              "because": "Both sides state one.",
              "findings": [],
              "id": "oneSided",
              "look": {
                "at": "client",
                "command": "Get-VpnConnection | Format-List Name, IPsecCustomPolicy",
                "why": "Nothing behind the name is no custom policy. Compare with Get-VpnServerIPsecConfiguration on the server.",
              },
              "state": "ruled-out",
              "what": "Only one of client and server has a custom IPsec policy.",
            },
            {
              "because": "These files cannot show it.",
              "findings": [],
              "id": "group14Alongside",
              "look": {
                "at": "client",
                "command": "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters' -Name NegotiateDH2048_AES256",
                "why": "With a custom policy the value must not be there, or be 0.",
              },
              "state": "unknown",
              "what": "NegotiateDH2048_AES256 is set on clients that have a custom policy.",
            },
            {
              "because": "These files cannot show it.",
              "findings": [],
              "id": "notInForce",
              "look": {
                "at": "RRAS server",
                "command": "(Get-Process -Id (Get-CimInstance Win32_Service -Filter "Name='RemoteAccess'").ProcessId).StartTime",
                "why": "The start of the service must be later than the change.",
              },
              "state": "unknown",
              "what": "The policy of the server has been changed and RemoteAccess has not been restarted since.",
            },
          ],
          "code": 13868,
          "confidence": "documented",
          "connection": "AOVPN",
          "count": 1,
          "deployment": {
            "by": "file-name",
            "clients": [
              {
                "file": "contoso/client/AOVPN.xml",
                "name": "AOVPN.xml",
              },
            ],
            "files": [
              "contoso/client/AOVPN.xml",
              "contoso/server/rras.ps1",
            ],
            "how": "The connection "AOVPN" was found by the name of the file AOVPN.xml.",
          },
          "meaning": "the IPsec policies of client and server do not match",
          "policies": [
            "AOVPN.xml differs from rras.ps1 in 1: DHGroup. IKEv2 fails with 13868 (DHGroup in main mode; documented).",
          ],
          "symbol": "ERROR_IPSEC_IKE_POLICY_MATCH",
        },
      ],
      "left": 0,
      "skipped": [],
      "version": 1,
    }
  `);
});

describe('what is to be diagnosed', () => {
  test.each<[name: string, args: string[], input: string]>([
    ['standard input', ['-'], event(809)],
    ['standard input and a folder', ['-', 'contoso'], event(809)],
    ['a code', ['809'], ''],
    ['its hexadecimal form', ['0x329'], ''],
    ['its name', ['error_vpn_timeout'], ''],
    ['the HRESULT with a sign', ['-2147024087'], ''],
    ['that, and a folder', ['--format', 'json', '-2147024087', 'contoso'], ''],
    ['a sentence', ['my VPN fails with error 809, help'], ''],
    ['UTF-16 with a byte order mark', ['wide.txt'], ''],
    ['a file whose name is a code', ['718'], ''],
  ])('%s', async (_, args, input) => {
    const wide = new Uint8Array(Buffer.from(`\uFEFF${event(809)}`, 'utf16le'));
    const { aovpn } = folder({ ...MISMATCH, 'wide.txt': wide, '718': event(809) });
    const { code, out, err } = await aovpn(args[0] === '--format' ? ['diagnose', ...args] : ['diagnose', ...args, '--format', 'json'], { input });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(answered(out)).toMatchObject({ version: 1, left: 0, diagnoses: [{ code: 809, count: 1 }] });
  });
});

describe('bad input ends with 2', () => {
  test.each<[args: string[], message: string]>([
    [['diagnose'], 'diagnose takes a file with the event, - or an error code.\nTry "aovpn --help".\n'],
    [['diagnose', ''], 'diagnose takes a file with the event, - or an error code.\nTry "aovpn --help".\n'],
    [['diagnose', 'gone.txt'], 'gone.txt is neither a file nor an error or event that is known here.\n'],
    [['diagnose', '99999'], '99999 is neither a file nor an error or event that is known here.\n'],
    [['diagnose', 'ERROR_NO_SUCH_THING'], 'ERROR_NO_SUCH_THING is neither a file nor an error or event that is known here.\n'],
    [['diagnose', 'my printer is out of paper'], 'my printer is out of paper is neither a file nor an error or event that is known here.\n'],
    [['diagnose', 'contoso'], 'contoso is a folder.\n'],
    [['diagnose', 'photo.png'], 'photo.png is a binary file.\n'],
    [
      ['diagnose', 'vpn.evtx'],
      'vpn.evtx is an event log in its own format. Save it as XML in Event Viewer, or print it: Get-WinEvent -Path vpn.evtx | Format-List.\n',
    ],
    [['diagnose', 'notes.txt'], 'notes.txt names neither an error nor an event that is known here.\n'],
    [['diagnose', 'empty.txt'], 'empty.txt names neither an error nor an event that is known here.\n'],
    [['diagnose', '-'], 'Standard input names neither an error nor an event that is known here.\n'],
    [['diagnose', '809', 'nowhere'], 'There is no file or folder nowhere.\n'],
    [['diagnose', '809', 'photo.png'], 'photo.png is a binary file.\n'],
    [['diagnose', '809', '--format', 'sarif'], ''],
  ])('%j', async (args, message) => {
    const binary = Uint8Array.from([0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0, 0, 0, 0]);
    const { aovpn } = folder({ ...MISMATCH, 'photo.png': binary, 'vpn.evtx': binary, 'notes.txt': 'The printer is out of paper.\n', 'empty.txt': '' });
    const { code, out, err } = await aovpn(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`aovpn: ${message}`);
  });

  test('a project file that is broken', async () => {
    const { aovpn } = folder({ ...MISMATCH, 'aovpn.json': '{ "deployments": 1 }' });
    expect(await aovpn('diagnose 809')).toMatchObject({ code: 2, out: '' });
  });
});

describe('which deployment', () => {
  const how = async (files: Readonly<Record<string, string>>, text: string, args = '-'): Promise<Answered['diagnoses'][number]['deployment']> => {
    const { out } = await folder(files).aovpn(`diagnose ${args} --format json`, { input: text });
    return answered(out).diagnoses[0]?.deployment ?? expect.fail('no diagnosis');
  };
  const TWO = {
    'berlin/client/AOVPN.xml': profile(),
    'berlin/server/rras.ps1': serverScript(),
    'lisbon/client/Lisbon VPN.xml': profile({ DHGroup: 'ECP384' }),
    'lisbon/server/rras.ps1': serverScript(),
  };

  test('that of the connection', async () => {
    expect(await how(TWO, event(13868, 'Lisbon VPN'))).toEqual({
      by: 'file-name',
      how: 'The connection "Lisbon VPN" was found by the name of the file Lisbon VPN.xml.',
      clients: [{ name: 'Lisbon VPN.xml', file: 'lisbon/client/Lisbon VPN.xml' }],
      files: ['lisbon/client/Lisbon VPN.xml', 'lisbon/server/rras.ps1'],
    });
  });

  test('all of them where the connection is in none', async () => {
    expect(await how(TWO, event(13868, 'Madrid'))).toMatchObject({
      by: 'none',
      how: 'No file here names the connection "Madrid". All 2 that are here are looked at.',
      clients: [{ name: 'AOVPN.xml' }, { name: 'Lisbon VPN.xml' }],
    });
  });

  test('several of one name, told apart by their folders', async () => {
    const files = { ...TWO, 'lisbon/client/AOVPN.xml': profile({ DHGroup: 'ECP384' }) };
    const { aovpn } = folder(files);
    const [diagnosis] = answered((await aovpn('diagnose - --format json', { input: event(13868) })).out).diagnoses;
    expect(diagnosis?.deployment).toMatchObject({
      by: 'file-name',
      how: 'The connection "AOVPN" was found by the name of the file berlin/client/AOVPN.xml and lisbon/client/AOVPN.xml. It is in several deployments, and all of them are looked at.',
    });
    expect(diagnosis?.policies).toEqual([
      'berlin/client/AOVPN.xml matches server berlin/server/rras.ps1. IKEv2 agrees in every phase.',
      'lisbon/client/AOVPN.xml differs from lisbon/server/rras.ps1 in 1: DHGroup. IKEv2 fails with 13868 (DHGroup in main mode; documented).',
    ]);
  });

  test('none without files, and nothing is ruled out', async () => {
    const { aovpn } = folder({});
    const [diagnosis] = answered((await aovpn('diagnose 809 --format json')).out).diagnoses;
    expect(diagnosis?.deployment).toEqual({ by: 'none', how: 'The text names no connection. No file here states a connection.', clients: [], files: [] });
    expect(new Set(diagnosis?.causes.map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  test('what the project file excludes is not looked at', async () => {
    expect(await how({ ...TWO, 'aovpn.json': '{ "exclude": ["lisbon"] }' }, event(13868, 'Lisbon VPN'))).toMatchObject({
      how: 'No file here names the connection "Lisbon VPN". "AOVPN.xml" is the only one here.',
    });
  });
});

test('an event without a cause, an error that nobody knows, and one that comes again', async () => {
  const { aovpn } = folder(MISMATCH);
  const up = 'Source: RasClient\nEvent ID: 20225\nDescription:\nCoId={1}: The user max has successfully established a connection.\n';
  const failed = (code: number): string => `Source: RasClient\nEvent ID: 20227\nDescription:\nCoId={1}: ${event(code)}`;
  const { out } = await aovpn('diagnose - --format json', { input: `${up}\n${failed(31337)}\n${failed(809)}\n${failed(809)}` });
  expect(answered(out).diagnoses.map(({ code, event: told, connection, count, causes }) => [code, told?.id, connection, count, causes.length > 0])).toEqual([
    [31337, 20227, 'AOVPN', 1, false],
    [809, 20227, 'AOVPN', 2, true],
    [undefined, 20225, undefined, 1, false],
  ]);
  const text = (await aovpn('diagnose -', { input: `${up}\n${failed(31337)}` })).out;
  expect(text).toContain('Error 31337\n\nThe code 31337 is none that is known here, so nothing can be said about its causes.\n');
  expect(text).toContain('It says of nothing that it failed.');
});

test('files that cannot be read are told, and nothing that is printed runs in the terminal', async () => {
  const { aovpn } = folder({ ...MISMATCH, 'contoso/server/old.ps1': Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3]) });
  const { code, out, err } = await aovpn('diagnose -', { input: event(13868, 'AO\u001b[31mVPN') });
  expect({ code, err }).toEqual({ code: 0, err: 'aovpn: contoso/server/old.ps1 is a binary file; skipped\n' });
  expect(out).not.toContain('\u001b');
});
