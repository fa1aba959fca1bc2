import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { clientRows, formatList, phonebookEntry, serverRows } from '../support/printed.ts';

/** What the cursor is on, then what is said about it; nothing where nothing is known. */
function hovered(text: string): string | undefined {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const found = hover(workspaceOf(fixture), uri, offset);
  const source = fixture.files.find((file) => file.uri === uri)?.text ?? '';
  return found && `⟦${source.slice(found.span.start, found.span.end)}⟧ ${found.markdown}`;
}

describe('console output', () => {
  const output = `=== out.txt\n${formatList(serverRows())}`;

  test.each([
    ['a value', output.replace('Group14', 'Gro⟦⟧up14'), /^⟦Group14⟧ \*\*DHGroup Group14\*\*: group 14, 2048-bit MODP/],
    ['the name of a value', output.replace('PFSgroup', 'PFS⟦⟧group'), /^⟦PFSgroup⟧ \*\*PfsGroup\*\*\n\nDiffie-Hellman group of each new key/],
    ['another row', output.replace('SALifeTime', '⟦⟧SALifeTime'), /^⟦SALifeTime\(s\)⟧ \*\*-SALifeTimeSeconds\*\* of Set-VpnServerConfiguration/],
    ['a value of a client', `=== out.log\n${formatList(clientRows())}`.replace('PFS2048', '⟦⟧PFS2048'), /^⟦PFS2048⟧ \*\*PfsGroup PFS2048\*\*/],
  ])('%s', (_, text, expected) => {
    expect(hovered(text)).toMatch(expected);
  });

  test('a number of ports has nothing to explain', () => expect(hovered(output.replace(': 128', ': 1⟦⟧28'))).toBeUndefined());
});

describe('the phone book', () => {
  const digits = '020000000400000003000000050000000200000000000000';
  const book = `=== rasphone.pbk\n${phonebookEntry('A', ['NumCustomPolicy=1', `CustomIPSecPolicies=${digits}`], '14')}`;

  test('all six values', () => {
    expect(hovered(book.replace('CustomIPSecPolicies', 'Custom⟦⟧IPSecPolicies'))).toMatchInlineSnapshot(`
      "⟦CustomIPSecPolicies⟧ **CustomIPSecPolicies**: the six values of the IPsec policy, each four bytes with the lowest first.

      | Bytes | Value | In the cmdlets | Meaning |
      | --- | --- | --- | --- |
      | \`02000000\` | IntegrityCheckMethod | \`SHA256\` | HMAC-SHA-256 |
      | \`04000000\` | EncryptionMethod | \`AES256\` | AES-CBC, 256-bit key |
      | \`03000000\` | DHGroup | \`Group14\` | group 14, 2048-bit MODP |
      | \`05000000\` | CipherTransformConstants | \`AES256\` | AES-CBC, 256-bit key |
      | \`02000000\` | AuthenticationTransformConstants | \`SHA256128\` | HMAC-SHA-256-128 |
      | \`00000000\` | PfsGroup | \`None\` | no key exchange at rekey |

      The order and the numbers are not documented; they are observed in files that the cmdlet wrote.

      Windows rewrites this file whenever a connection changes: what is to last belongs into the profile or the cmdlet."
    `);
  });

  test('one of them', () => {
    const text = book.replace(digits, `${digits.slice(0, 18)}⟦⟧${digits.slice(18)}`);
    expect(hovered(text)).toMatch(/^⟦03000000⟧ \*\*DHGroup Group14\*\*: group 14/);
    expect(hovered(text)).toMatch(/`03000000` is number 3 for DHGroup\. .*observed/);
  });

  test('between two of them the second', () => {
    expect(hovered(book.replace(digits, `${digits.slice(0, 8)}⟦⟧${digits.slice(8)}`))).toMatch(/^⟦04000000⟧ \*\*EncryptionMethod AES256\*\*/);
  });

  test('a number that is not known', () => {
    expect(hovered(book.replace(digits, `0⟦⟧9${digits.slice(2)}`))).toMatch(/^⟦09000000⟧ \*\*IntegrityCheckMethod\*\*: a number that is not known/);
  });

  test('digits that are not as they should be', () => {
    expect(hovered(book.replace(digits, '0200⟦⟧'))).toMatch(/^⟦0200⟧ \*\*CustomIPSecPolicies\*\*: [^]*not 48 hexadecimal digits/);
  });

  test.each([
    ['VpnStrategy=14', 'VpnStrategy=1⟦⟧4', /^⟦14⟧ \*\*VpnStrategy 14\*\*: IKEv2, then SSTP\n\nWindows rewrites this file/],
    ['VpnStrategy=14', 'Vpn⟦⟧Strategy=33', /^⟦VpnStrategy⟧ \*\*VpnStrategy 33\*\*: a value that is not known/],
    ['NumCustomPolicy=1', 'NumCustomPolicy=⟦⟧1', /^⟦1⟧ \*\*NumCustomPolicy\*\*: the number of custom IPsec policies/],
    ['NumCustomPolicy=1', 'NumCustomPolicy=⟦⟧0', /^⟦0⟧ \*\*NumCustomPolicy\*\*: no custom IPsec policy/],
  ])('%s as %s', (before, after, expected) => {
    expect(hovered(book.replace(before, after))).toMatch(expected);
  });

  test('other settings', () => expect(hovered(book.replace('DataEncryption', 'Data⟦⟧Encryption'))).toBeUndefined());
});
