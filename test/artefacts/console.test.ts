import { describe, expect, test } from 'vitest';
import console_ from '../../server/src/artefacts/console/artefact.ts';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import { clientRows, DEFAULT_ROWS, formatList, formatTable, serverRows } from '../support/printed.ts';
import { ASK_SERVER, askClient, outputFile, statedIn } from '../support/console.ts';

const VALUES = 'AES128 SHA256 Group14 AES128 SHA256128 PFS2048';
const SERVER = `server custom ${VALUES}`;
const CLIENT = `client custom ${VALUES}`;

describe('a server', () => {
  test.each([
    ['as it is printed', formatList(serverRows())],
    ['below its command', ASK_SERVER + formatList(serverRows())],
    ['under the newer name', `PS C:\\> Get-VpnServerConfiguration\n\n\n${formatList(serverRows())}`],
    ['from another computer', `[rras1]: PS C:\\Users\\admin\\Documents> Get-VpnServerConfiguration\n${formatList(serverRows())}`],
    ['with a blank line between rows, as in the reference', formatList(serverRows(), '\n\n')],
    ['with a blank line between rows, CR LF', ASK_SERVER + formatList(serverRows(), '\n\n').replaceAll('\n', '\r\n')],
    ['in reverse', formatList(serverRows().reverse())],
    ['indented', formatList(serverRows()).replace(/^/gm, '    ')],
    ['in other letter cases', formatList(serverRows()).toLowerCase()],
    ['with PfsGroup', formatList(serverRows()).replace('PFSgroup', 'PfsGroup')],
    ['without units, as newer builds have it', formatList(serverRows()).replace(/\((s|KB)\)/g, '   ')],
    ['with rows of newer builds', formatList([...serverRows(), ['MMSALifeTime', '28800'], ['GrePorts', '128'], ['SstpPorts', '128'], ['TunnelType', 'IKEV2']])],
    ['with what a remote session adds', formatList([...serverRows(), ['PSComputerName', 'rras1'], ['RunspaceId', '7c1c0d1e-0000-0000-0000-000000000000']])],
    [
      'with a warning before',
      `PS C:\\>Set-VpnServerConfiguration -CustomPolicy -PassThru @p\nWARNING: In force after a restart.\n\n${formatList(serverRows())}`,
    ],
    ['with a warning in between', formatList(serverRows()).replace('DHGroup', 'WARNING: In force after a restart\nof the service.\nDHGroup')],
    ['with a warning and blank lines in between', formatList(serverRows()).replace('DHGroup', '\nWARNUNG: Erst nach einem Neustart.\n\nDHGroup')],
    ['trailing blanks', formatList(serverRows()).replace(/$/gm, '   ')],
    [
      'in a transcript',
      `**********************\nWindows PowerShell transcript start\n**********************\n${ASK_SERVER}${formatList(serverRows())}PS C:\\>Stop-Transcript\n**********************\n`,
    ],
    ['at a command prompt', `C:\\Users\\admin>powershell Get-VpnServerConfiguration\n${formatList(serverRows())}`],
  ])('%s', (_, text) => {
    expect(statedIn(text)).toEqual([SERVER]);
  });

  test('in a console so narrow that values are broken', () => {
    const narrow = formatList(serverRows()).replace(
      /^(.* : )(....)(.+)$/gm,
      (_, head: string, first: string, more: string) => `${head}${first}\n${' '.repeat(head.length)}${more}`,
    );
    expect(narrow).toContain('SHA2\n');
    expect(statedIn(narrow)).toEqual([SERVER]);
  });

  test('as a table', () => {
    expect(statedIn(`PS C:\\> Get-VpnServerConfiguration | Format-Table\n${formatTable(serverRows())}`)).toEqual([SERVER]);
  });

  test('a table that the console cut', () => {
    const table = formatTable(serverRows()).replace('SHA256128', 'SHA25612…');
    expect(statedIn(`PS C:\\> Get-VpnServerConfiguration | ft\n${table}`)).toEqual([SERVER.replace('SHA256128', '?')]);
  });

  test.each([
    ['', '\n'],
    ['  ', '\n'],
    ['\t', '\r\n'],
  ])('a table of several objects, indented by %j, with a list behind it', (indent, lineEnd) => {
    const rows = formatTable(serverRows()).trim().split('\n');
    const table = [...rows, rows[2]?.replace('Group14 ', 'Group2  ')].map((line = '') => indent + line + indent);
    expect(statedIn([...table, '', ...formatList(serverRows()).split('\n')].join(lineEnd))).toEqual([SERVER, SERVER.replace('Group14', 'Group2'), SERVER]);
  });

  test.each([
    ['a head alone', (hyphens: string) => hyphens.replaceAll('-', ' ')],
    ['a word among the hyphens', (hyphens: string) => `${hyphens} x`],
    ['a word before the hyphens', (hyphens: string) => `x ${hyphens}`],
    ['hyphens without gaps', (hyphens: string) => hyphens.replaceAll(' ', '-')],
  ])('no table: %s', (_, change) => {
    const [, head = '', hyphens = '', values = ''] = formatTable(serverRows()).split('\n');
    const table = (line: string): string => `${ASK_SERVER}${head}\n${line}\n${values}\n`;
    expect(statedIn(table(hyphens))).toEqual([SERVER]);
    expect(statedIn(table(change(hyphens)))).toEqual([]);
  });

  test.each([
    ['PFS2', '', '?'],
    ['PFS2', '\n', 'PFS2'],
    ['PFS2', '\r', 'PFS2'],
    ['PFS20', '', '?'],
    ['PFS20', '  ', '?'],
    ['PFS20', '\n', '!PFS20'],
    ['PFS2048', '', 'PFS2048'],
  ])('a table that ends with %s and %j', (value, end, expected) => {
    const rows = serverRows({ PfsGroup: value }).sort(([a], [b]) => Number(a === 'PFSgroup') - Number(b === 'PFSgroup'));
    expect(statedIn(ASK_SERVER + formatTable(rows).trimEnd() + end)).toEqual([SERVER.replace('PFS2048', expected)]);
  });

  test.each([
    ['', 'server system-default - - - - - -'],
    ['in the layout of the reference', 'server system-default - - - - - -'],
  ])('without a custom policy %s', (layout, expected) => {
    expect(statedIn(ASK_SERVER + formatList(DEFAULT_ROWS, layout === '' ? '\n' : '\n\n'))).toEqual([expected]);
    expect(statedIn(formatList(DEFAULT_ROWS, layout === '' ? '\n' : '\n\n'))).toEqual([expected]);
  });

  test('another type of encryption is no default, and what it offers is not known', () => {
    expect(statedIn(ASK_SERVER + formatList(DEFAULT_ROWS).replace('Optional', 'Maximum'))).toEqual(['server unread ? ? ? ? ? ?']);
    // A policy of its own whose values are cut off.
    expect(statedIn(ASK_SERVER + formatList([...DEFAULT_ROWS, ['CustomPolicy', 'True']]))).toEqual(['server unread ? ? ? ? ? ?']);
    expect(statedIn(ASK_SERVER + formatList([...DEFAULT_ROWS, ['CustomPolicy', 'False']]))).toEqual(['server system-default - - - - - -']);
  });

  test('with a value that is empty', () => {
    expect(statedIn(formatList(serverRows({ DHGroup: '' })))).toEqual([SERVER.replace('Group14', '?')]);
  });

  test('with a row that is missing', () => {
    expect(statedIn(formatList(serverRows().filter(([name]) => name !== 'DHGroup')))).toEqual([SERVER.replace('Group14', '?')]);
  });

  test('whose values are printed beside a policy that is off, or beside a type of encryption', () => {
    expect(statedIn(ASK_SERVER + formatList(serverRows()).replace('True', 'False'))).toEqual(['server unread ? ? ? ? ? ?']);
    expect(statedIn(ASK_SERVER + formatList([...serverRows(), ['EncryptionType', 'OptionalEncryption']]))).toEqual(['server unread ? ? ? ? ? ?']);
  });

  test('whose policy is for L2TP alone', () => {
    expect(statedIn(formatList([...serverRows(), ['TunnelType', 'L2TP']]))).toEqual([SERVER.replace('custom', 'custom other')]);
  });

  test('asked for the policy of L2TP', () => {
    expect(statedIn(`PS C:\\> Get-VpnServerConfiguration -TunnelType 'L2TP'\n${formatList(serverRows())}`)).toEqual([SERVER.replace('custom', 'custom other')]);
  });

  test('asked twice in one session: the later answer counts', () => {
    expect(statedIn(`${ASK_SERVER}${formatList(serverRows({ DHGroup: 'Group2' }))}${ASK_SERVER}${formatList(serverRows())}`)).toEqual([
      SERVER.replace('custom', 'custom superseded').replace('Group14', 'Group2'),
      SERVER,
    ]);
  });

  test('two servers are two', () => {
    const one = formatList(serverRows({ DHGroup: 'Group2' }));
    const both = [SERVER.replace('Group14', 'Group2'), SERVER];
    expect(statedIn(one + formatList(serverRows()))).toEqual(both);
    expect(statedIn(`[rras1]: ${ASK_SERVER}${one}[rras2]: ${ASK_SERVER}${formatList(serverRows())}`)).toEqual(both);
    const remote = (name: string): string => `PS C:\\> Get-VpnServerConfiguration -CimSession ${name}\n`;
    expect(statedIn(`${remote('rras1')}${one}${remote('rras2')}${formatList(serverRows())}`)).toEqual(both);
  });

  test('an unknown word is invalid, a number is not known', () => {
    expect(statedIn(formatList(serverRows({ IntegrityCheckMethod: 'SHA512', DHGroup: '3' })))).toEqual([
      SERVER.replace('SHA256 ', '!SHA512 ').replace('Group14', '?'),
    ]);
  });
});

describe('a client', () => {
  test.each([
    ['as it is printed', formatList(clientRows())],
    ['in the layout of the reference', formatList(clientRows(), '\n\n')],
    ['in another order', formatList(clientRows().reverse())],
  ])('%s', (_, text) => {
    expect(statedIn(text)).toEqual([CLIENT]);
  });

  test.each([
    ['by its name', askClient()],
    ['in double quotes', askClient().replaceAll("'", '"')],
    ['without the word -Name', askClient().replace('-Name ', '')],
    ['of all users', askClient('Fabrikam VPN', ' -AllUserConnection')],
    ['with a short name', askClient().replace('Select-Object -ExpandProperty', 'select -Exp')],
    ['as a property', "PS C:\\> (Get-VpnConnection -Name 'Fabrikam VPN').IPsecCustomPolicy\n"],
    ['typed on two lines', askClient().replace('| Select', '|\n>> Select')],
    ['cut at the width of the console', askClient().replace('IPsecCustom', 'IPsec\nCustom')],
    ['as the cmdlet prints what it has set', "PS C:\\> Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' @suite -PassThru -Force\n"],
  ])('asked for %s', (_, command) => {
    expect(statedIn(command + formatList(clientRows()))).toEqual([CLIENT.replace('custom', 'custom "Fabrikam VPN"')]);
  });

  test.each([
    ['the next prompt', 'PS C:\\> '],
    ['the next prompt below blank lines', '\n\nPS C:\\> hostname\nlaptop1\n'],
    ['the end', ''],
    ['the end of a transcript', '**********************\nWindows PowerShell transcript end\n**********************\n'],
  ])('an empty answer before %s: no custom policy', (_, after) => {
    expect(statedIn(askClient() + after)).toEqual(['client system-default maybe-ikev2 "Fabrikam VPN" - - - - - -']);
  });

  test.each([
    [
      'an error',
      'Get-VpnConnection : VPN connection Fabrikam was not found. : The system could not find the phone book entry for this connection.\nAt line:1 char:1\n',
    ],
    ['something else', 'laptop1\n'],
  ])('%s is no empty answer', (_, answer) => {
    expect(statedIn(askClient() + answer)).toEqual([]);
  });

  test.each([
    ['into a file', askClient().replace('\n', ' | Out-File policy.txt\n')],
    ['into a file, by a redirection', askClient().replace('\n', ' > policy.txt\n')],
    ['into a variable', askClient().replace('> Get', '> $policy = Get')],
    ['with errors kept quiet', askClient('Fabrikam VPN', ' -ErrorAction SilentlyContinue')],
    ['without a name, so that there may be no connection', 'PS C:\\> Get-VpnConnection | Select-Object -ExpandProperty IPsecCustomPolicy\n'],
    ['that is still being typed', askClient().trimEnd()],
    ['with the placeholder of the article', askClient().replace("'Fabrikam VPN'", '[connection name]')],
  ])('no output of a command %s tells nothing', (_, command) => {
    expect(statedIn(command)).toEqual([]);
  });

  test('a list of commands is no output', () => {
    expect(statedIn(`${ASK_SERVER}${askClient()}`)).toEqual([]);
    expect(statedIn(`${askClient()}\n${ASK_SERVER}\nPS C:\\>`)).toEqual([]);
  });

  test('several connections in one file', () => {
    const two = [CLIENT.replace('Group14', 'Group2'), CLIENT];
    expect(statedIn(formatList(clientRows({ DHGroup: 'Group2' })) + formatList(clientRows()))).toEqual(two);
    expect(statedIn(formatList(clientRows({ DHGroup: 'Group2' }), '\n\n') + formatList(clientRows(), '\n\n'))).toEqual(two);
    expect(
      statedIn(`${askClient('A')}${formatList(clientRows({ DHGroup: 'Group2' }))}${askClient('B')}${askClient('C')}${formatList(clientRows())}PS C:\\>`),
    ).toEqual([two[0]?.replace('custom', 'custom "A"'), 'client system-default maybe-ikev2 "B" - - - - - -', two[1]?.replace('custom', 'custom "C"')]);
  });

  test('a later answer about the same connection counts, even if it is empty', () => {
    expect(statedIn(`${askClient()}${formatList(clientRows())}${askClient()}PS C:\\>`)).toEqual([
      CLIENT.replace('custom', 'custom "Fabrikam VPN" superseded'),
      'client system-default maybe-ikev2 "Fabrikam VPN" - - - - - -',
    ]);
  });

  test('one answer about several connections names none', () => {
    const command = "PS C:\\> Get-VpnConnection -Name 'A', 'B' | Select-Object -ExpandProperty IPsecCustomPolicy\n";
    expect(statedIn(command + formatList(clientRows()) + formatList(clientRows()))).toEqual([CLIENT, CLIENT]);
  });

  test('client and server together', () => {
    expect(statedIn(`${ASK_SERVER}${formatList(serverRows())}${askClient('A')}${formatList(clientRows())}`)).toEqual([
      SERVER,
      CLIENT.replace('custom', 'custom "A"'),
    ]);
    expect(statedIn(formatList(DEFAULT_ROWS) + formatList(clientRows()))).toEqual(['server system-default - - - - - -', CLIENT]);
    expect(statedIn(formatList(DEFAULT_ROWS, '\n\n') + formatList(clientRows(), '\n\n'))).toEqual(['server system-default - - - - - -', CLIENT]);
    expect(statedIn(formatList(clientRows(), '\n\n') + formatList(DEFAULT_ROWS, '\n\n'))).toEqual([CLIENT, 'server system-default - - - - - -']);
  });

  test('the type of the tunnel is what the same session tells', () => {
    const add = (type: string): string => `PS C:\\>Add-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType "${type}"\n`;
    const answer = askClient() + formatList(clientRows());
    expect(statedIn(add('Ikev2') + answer)).toEqual([CLIENT.replace('custom', 'custom "Fabrikam VPN"')]);
    expect(statedIn(add('L2tp') + answer)).toEqual([CLIENT.replace('custom', 'custom other "Fabrikam VPN"')]);
    expect(statedIn(add('Sstp') + answer)).toEqual([CLIENT.replace('custom', 'custom other "Fabrikam VPN"')]);
    expect(statedIn(add('Ikev2') + add('L2tp').replace('Add-', 'Set-') + answer)).toEqual([CLIENT.replace('custom', 'custom maybe-ikev2 "Fabrikam VPN"')]);
    expect(statedIn(add('Ikev2') + add('L2tp').replace('Fabrikam VPN', 'Other') + answer)).toEqual([CLIENT.replace('custom', 'custom "Fabrikam VPN"')]);
    const listing = formatList([
      ['Name', 'Fabrikam VPN'],
      ['ServerAddress', 'vpn.fabrikam.com'],
      ['TunnelType', 'Automatic'],
      ['EncryptionLevel', 'Required'],
    ]);
    expect(statedIn(`PS C:\\> Get-VpnConnection\n${listing}${answer}`)).toEqual([CLIENT.replace('custom', 'custom maybe-ikev2 "Fabrikam VPN"')]);
  });
});

describe('is not recognised', () => {
  test.each([
    [
      'an article that names the commands',
      'Run the following command.\n\nGet-VpnServerIPsecConfiguration\n\nGet-VpnConnection -Name [connection name] | Select-Object -ExpandProperty IPsecCustomPolicy\n',
    ],
    [
      'prose about the values',
      'DHGroup : use Group14\nEncryptionMethod : AES128 or better\nIntegrityCheckMethod : SHA256 is fine\nCipherTransformConstants : see below\nAuthenticationTransformConstants : SHA256128 or more\nPfsGroup : PFS2048 at least\n',
    ],
    [
      'YAML',
      clientRows()
        .map(([name, value]) => `${name}: ${value}\n`)
        .join(''),
    ],
    [
      'a script',
      `$p = @{\n${clientRows()
        .map(([name, value]) => `  ${name} = '${value}'\n`)
        .join('')}}\n`,
    ],
    ['JSON', JSON.stringify(Object.fromEntries(clientRows()), undefined, 2)],
    ['an article with output in a fence', `# Troubleshooting\n\n\`\`\`\n${ASK_SERVER}${formatList(serverRows())}\`\`\`\n`],
    [
      'an article that shows what output looks like',
      `${'This is how to read what the server says.\n\n'.repeat(20)}${formatList(serverRows()).replace(/^/gm, '    ')}`,
    ],
    ['a part of the rows of a client', formatList(clientRows().slice(0, 5))],
    [
      'a routing domain',
      `PS C:\\> Get-RemoteAccessRoutingDomain -Name Rd_01\n\n${formatList([
        ['RoutingDomain', 'Rd_01'],
        ['IdleDisconnect(s)', '0'],
        ['SALifeTime(s)', '0'],
        ['Ikev2Ports', '4'],
        ['EncryptionType', 'OptionalEncryption'],
      ])}`,
    ],
    ['a site-to-site interface', formatList([['Name', 'edge1'], ['Destination', '{131.107.0.2}'], ['Protocol', 'Ikev2'], ...serverRows()])],
    ['a site-to-site interface in the layout of the reference', formatList([['Destination', '{131.107.0.2}'], ...serverRows()], '\n\n')],
    ['values of a site-to-site interface', `PS C:\\> Get-VpnS2SInterface -Name edge1 | select *Method*\n${formatList(serverRows())}`],
  ])('%s', (_, text) => {
    expect(console_.recognises(outputFile(text))).toBe(false);
  });

  test('by names and languages that are somebody else’s', () => {
    const text = formatList(serverRows());
    expect(['a.txt', 'A.LOG', 'a.out'].map((name) => console_.recognises(outputFile(text, name)))).toEqual([true, true, true]);
    expect(['a.md', 'a.ps1', 'a.xml', 'txt'].map((name) => console_.recognises(outputFile(text, name)))).toEqual([false, false, false, false]);
    const inLanguage = (languageId: string): boolean => console_.recognises({ uri: 'untitled:Untitled-1', languageId, text });
    expect(['plaintext', 'log', 'markdown', 'powershell', 'xml'].map(inLanguage)).toEqual([true, true, false, false, false]);
  });
});

test('every value has its place, and nothing is ever written', () => {
  const text = ASK_SERVER + formatList(serverRows());
  const reading = console_.read(outputFile(text));
  const [policy] = reading.facts.policies;
  expect(policy).toMatchObject({ printed: true, writable: false, form: 'server-output' });
  for (const attribute of ATTRIBUTES) {
    const slot = policy?.slots[attribute];
    if (slot?.state !== 'known') expect.fail(attribute);
    const { at } = slot.written;
    expect(text.slice(at.span.start, at.span.end)).toBe(slot.written.text);
    expect(reading.facts.placeOf(at.key ?? '')).toEqual(at.span);
    expect(text.slice(0, at.span.start)).toMatch(new RegExp(`${attribute} +: $`, 'i'));
  }
  expect(policy && console_.write(reading, [{ kind: 'set-algorithm', policy, attribute: 'DHGroup', algorithm: 'dh19' }])).toBeUndefined();
});
