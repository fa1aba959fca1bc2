import { describe, expect, test } from 'vitest';
import { MISLEADING, misleadingCharacter, withoutMisleading } from '../../server/src/knowledge/misleading-characters.ts';
import { misleadingLines } from '../../server/src/model/misleading-text.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { formatList, serverRows } from '../support/printed.ts';
import { fc } from '../support/properties.ts';

const ID = 'text-invisible-character';
const messages = (text: string): string[] => findingsOf(workspaceOf(parseFixture(text)), ID).map(({ message }) => message);
const bigip = (pool: string): string => `=== bigip.conf\nltm virtual vs_ike { destination 203.0.113.10:500 ip-protocol udp pool ${pool} }\n`;
const profile = (servers: string, more = ''): string => `<VPNProfile><NativeProfile><Servers>${servers}</Servers></NativeProfile>${more}</VPNProfile>`;

describe('what is said', () => {
  test.each([
    ['\u200b', 'U+200B ZERO WIDTH SPACE stands within a word, and cannot be seen, though programs take it for a part of the text. Remove it.'],
    ['\u00a0', 'U+00A0 NO-BREAK SPACE stands within a word, and looks like a blank, though it is another character. Write a blank instead.'],
    ['\u202e', 'U+202E RIGHT-TO-LEFT OVERRIDE stands within a word, and changes the order in which the line is shown. Remove it.'],
    ['\u{e0041}', 'U+E0041, the tag character of "A", stands within a word, and cannot be seen, though programs take it for a part of the text. Remove it.'],
    ['\0', 'U+0000 NULL stands within a word, and is taken for the end of the text by some programs. Remove it.'],
    ['\ud83d', 'U+D83D, a lone surrogate, stands within a word, and is half of a character, which no file can be saved with. Remove it.'],
  ])('of %j', (character, message) => expect(messages(bigip(`pool_${character}ike`))).toEqual([message]));

  test.each([
    ['\u200bpool', 'at the beginning of a word'],
    ['pool\u200b', 'at the end of a word'],
    ['pool \u200b ', 'outside of words'],
  ])('of the place, in %j', (pool, place) => expect(messages(bigip(pool))[0]).toContain(`stands ${place},`));

  test('of several on a line, once', () => {
    expect(messages(bigip('p\u200bo\u200bol\u2060'))).toEqual([
      'U+200B ZERO WIDTH SPACE stands within a word with 2 more on the line, and cannot be seen, though programs take it for a part of the text. Remove them.',
    ]);
  });
});

describe('where nothing is said', () => {
  test.each([
    [
      'no-break spaces of batch, whose blanks depend on the code page',
      '=== vpn.cmd\nreg add\u00a0HKLM\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters /v a\u00a0b /d 1\n',
    ],
    [
      'no-break spaces in numbers that a program printed',
      `=== server.txt\nPS C:\\> Get-VpnServerConfiguration\n${formatList(serverRows()).replace(/: (\d+)(\d{3})$/m, ': $1\u202f$2')}`,
    ],
    ['a script that is not about VPNs and is not read', "=== other.ps1\nGet-Item 'a\u200bb'\n"],
    ['right-to-left text in a name', `=== profile.xml\n${profile('vpn.fabrikam.com')}\n`.replace('vpn.fabrikam.com', '\u200f\u05e9\u05e8\u05ea\u200f')],
    ['Thai without blanks', bigip('\u0e01\u200b\u0e02')],
    ['a flag and a family', bigip('\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}_\u{1f468}\u200d\u{1f469}\u200d\u{1f467}_\u2764\ufe0f\u200d\u{1f525}')],
    [
      'a pair in a comment of right-to-left text',
      '=== bigip.conf\n# \u202b\u0645\u0631\u062d\u0628\u0627\u202c \u2067\u05e9 \u2066vpn\u2069 \u05dd\u2069\nltm virtual v { destination 203.0.113.10:500 ip-protocol udp }\n',
    ],
    [
      'what a text for people has',
      '=== bigip.conf\nltm virtual v {\n    description "our\u00a0first\u200b one"\n    destination 203.0.113.10:500\n    ip-protocol udp\n}\n',
    ],
  ])('%s', (_, text) => {
    const workspace = workspaceOf(parseFixture(text));
    expect(workspace.uris()).toHaveLength(1);
    expect(text.search(MISLEADING)).toBeGreaterThan(0);
    expect(findingsOf(workspace, ID).map(({ message }) => message)).toEqual([]);
  });
});

describe('what is told of elsewhere is not told of twice', () => {
  test.each([
    [
      'a mark in a thumbprint',
      `<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><DeviceCompliance><Enabled>true</Enabled><Sso><Enabled>true</Enabled><Eku>1.3.6.1.5.5.7.3.2</Eku><IssuerHash>\u200e${'ab'.repeat(20)}</IssuerHash></Sso></DeviceCompliance></VPNProfile>`,
    ],
    ['NUL, which XML cannot have', profile('vpn\0.fabrikam.com')],
    ['a no-break space between attributes', '<VPNProfile><NativeProfile\u00a0a="b"><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>'],
  ])('%s', (_, text) => {
    const workspace = workspaceOf(parseFixture(`=== profile.xml\n${text}\n`));
    expect(findingsOf(workspace, ID).map(({ message }) => message)).toEqual([]);
    const start = text.search(MISLEADING);
    const others = workspace.uris().flatMap((uri) => workspace.findings(uri));
    expect(others.some(({ at: { span } }) => span.start <= start && start < Math.max(span.end, span.start + 1))).toBe(true);
  });

  test('what stands in a document inside of a script is told of in the document, once', () => {
    expectFindings(
      ID,
      `=== client.ps1\n# \u200b\n$profileXml = @'\n${profile('vpn⟦\u200b⟧.fabrikam.com')}\n'@\nNew-CimInstance -ClassName MDM_VPNv2_01 -Property @{ ProfileXML = $profileXml }\n`,
    );
  });
});

describe('fixes', () => {
  const after = (text: string, title: string | RegExp): string => {
    const workspace = workspaceOf(parseFixture(text));
    const [finding] = findingsOf(workspace, ID);
    if (!finding) throw new Error('nothing was found');
    return printed(applied(workspace, finding, title));
  };
  test.each([
    ['a value', bigip('po\u200bol'), 'Remove the character', bigip('pool')],
    [
      'a name of a cmdlet',
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'a\u00a0b\u202fc' -DestinationPrefix '10.20.0.0/16'\n",
      'Replace all 2 characters of the line by blanks',
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'a b c' -DestinationPrefix '10.20.0.0/16'\n",
    ],
    ['several of a line', bigip('p\u200bool\u00a0x\u2060'), 'Remove all 3 characters of the line', bigip('pool x')],
    [
      'the project file',
      '=== aovpn.json\n{\n  // \u200b\n  "deployments": [{ "name": "a\u200b", "clients": [], "servers": [] }]\n}\n',
      'Remove the character',
      '=== aovpn.json\n{\n  // \u200b\n  "deployments": [{ "name": "a", "clients": [], "servers": [] }]\n}\n',
    ],
    [
      'a document in a script',
      `=== client.ps1\n$profileXml = @'\n${profile('vpn\u200b.fabrikam.com')}\n'@\nNew-CimInstance -ClassName MDM_VPNv2_01 -Property @{ ProfileXML = $profileXml }\n`,
      'Remove the character',
      `=== client.ps1\n$profileXml = @'\n${profile('vpn.fabrikam.com')}\n'@\nNew-CimInstance -ClassName MDM_VPNv2_01 -Property @{ ProfileXML = $profileXml }\n`,
    ],
  ])('of %s', (_, before, title, expected) => expect(after(before, title)).toBe(expected));

  test('of the whole file are offered beside a value, and reach comments where an order is set', () => {
    const text = '=== bigip.conf\n# \u202e a\u200b\nltm virtual v { destination 203.0.113.10:500 ip-protocol udp\n pool p\u200bq\n persist x\u00a0y }\n';
    const [, finding] = findingsOf(workspaceOf(parseFixture(text)), ID);
    expect(finding?.fixes().map(({ title, safe }) => [title, safe])).toEqual([
      ['Remove the character', false],
      ['Remove all 3 characters of the file', false],
    ]);
    const workspace = workspaceOf(parseFixture(text));
    const [, second] = findingsOf(workspace, ID);
    if (!second) throw new Error('nothing was found');
    expect(printed(applied(workspace, second, /of the file$/))).toBe(text.replace('\u202e', '').replace('p\u200bq', 'pq').replace('\u00a0', ' '));
  });

  test('are safe in a comment only', () => {
    const text = '=== bigip.conf\n# \u202e\nltm virtual v { destination 203.0.113.10:500 ip-protocol udp pool p\u202e }\n';
    const safe = findingsOf(workspaceOf(parseFixture(text)), ID).map((finding) => finding.fixes().map((fix) => fix.safe));
    expect(safe).toEqual([[true], [false, false]]);
  });

  test('are none of what a program printed', () => {
    const text = `=== server.txt\nPS C:\\> Get-VpnServerConfiguration\n${formatList(serverRows()).replace(/Group\d+/, '$&\u200b')}`;
    const findings = findingsOf(workspaceOf(parseFixture(text)), ID);
    expect(findings.map((finding) => finding.fixes())).toEqual([[]]);
  });
});

describe('any text', () => {
  const CHARACTERS = fc.constantFrom(
    'a',
    'א',
    '\u0e01',
    '\n',
    '\r',
    ' ',
    '#',
    '\u200b',
    '\u200d',
    '\u00a0',
    '\u202e',
    '\u202c',
    '\u2067',
    '\u2069',
    '\ufeff',
    '\u{e0067}',
    '\u{1f3f4}',
    '\ud83d',
    '\udc00',
    '\0',
  );
  const SPANS = fc.array(
    fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ start, end: start + length })),
    { maxLength: 4 },
  );

  test('each character is told of once, where it stands, and none of what is to be passed over', () => {
    fc.assert(
      fc.property(fc.array(CHARACTERS, { maxLength: 40 }), SPANS, SPANS, (characters, comments, except) => {
        const text = characters.join('');
        const found = misleadingLines(text, () => ({ comments, except })).flatMap((line) => line.characters);
        const starts = found.map(({ span }) => span.start);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        for (const { name, span } of found) {
          expect(misleadingCharacter(text.slice(span.start, span.end).codePointAt(0) ?? -1)?.name).toBe(name);
          expect(except.some(({ start, end }) => start <= span.start && span.start < end)).toBe(false);
        }
      }),
    );
  });

  test('what is shown has none left', () => {
    fc.assert(fc.property(fc.array(CHARACTERS), (characters) => withoutMisleading(characters.join('')).search(MISLEADING) < 0));
    expect(withoutMisleading('vpn\u200b\u{e0041}')).toBe('vpn⟨U+200B⟩⟨U+E0041⟩');
  });

  test('every one of them has a name', () => {
    for (let code = 0; code <= 0x10ffff; code++) {
      const is = String.fromCodePoint(code).search(MISLEADING) === 0;
      if (is !== (misleadingCharacter(code) !== undefined)) throw new Error(`U+${code.toString(16)}`);
    }
  });

  test('the regions of a plain text are not asked for', () => {
    const regions = (): never => {
      throw new Error('asked');
    };
    expect(misleadingLines('Grüße aus 東京 – “VPN”\r\n', regions)).toEqual([]);
  });
});
