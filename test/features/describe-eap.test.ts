import { expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { filter, peap, profileWith, ROOT_HASH, tls, validation } from '../../server/src/rules/eap/examples.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** What the hover says where this text has its cursor. */
function hovered(text: string, at: string): string | undefined {
  const fixture = parseFixture(text.replace(at, (found) => `${found.slice(0, 2)}⟦⟧${found.slice(2)}`));
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return hover(workspaceOf(fixture), uri, offset)?.markdown;
}

const text = profileWith(
  peap(
    validation(),
    '<RequireCryptoBinding>true</RequireCryptoBinding>',
    tls(validation(), filter('<EKUMapping>', '<EKUMap>', '<EKUOID>1.3.6.1.4.1.311.87</EKUOID>', '<Other>x</Other>', '</EKUMap>', '</EKUMapping>')),
  ),
  [],
  '25',
);

test('an element that several methods have, in one of them', () => {
  expect(hovered(text, 'ServerNames>nps')).toMatchInlineSnapshot(`
    "**ServerNames**: Names of the servers that are accepted, separated by semicolons; each may be a regular expression.

    ⚠ Windows 11 compares with the certificate of the NPS server case-sensitively.

    Namespace \`http://www.microsoft.com/provisioning/MsPeapConnectionPropertiesV1\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
});

test('an element of one method', () => {
  expect(hovered(text, 'RequireCryptoBinding')).toMatchInlineSnapshot(`
    "**RequireCryptoBinding**: Whether the server must prove that it took part in both the tunnel and the method inside it.

    ⚠ Without it somebody in the middle can relay the inner method.

    Values: \`true\`, \`false\`

    Namespace \`http://www.microsoft.com/provisioning/MsPeapConnectionPropertiesV1\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
});

test('the settings of a method', () => {
  expect(hovered(text, 'EapType xmlns')).toMatchInlineSnapshot(`
    "**EapType**: Settings of PEAP.

    Namespace \`http://www.microsoft.com/provisioning/MsPeapConnectionPropertiesV1\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
});

test('the number of a method, in both places', () => {
  expect(hovered(text, '25</Type>')).toMatchInlineSnapshot(`
    "**Type** \`25\` (PEAP): Number of the outer EAP method.

    ⚠ PEAP is 25; Microsoft's device description of the CSP says 27.

    Namespace \`http://www.microsoft.com/provisioning/EapCommon\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
  expect(hovered(text.replace('>25</Type>', '></Type>'), '25</Type>')).toMatchInlineSnapshot(`
    "**Type** \`25\` (PEAP): Number of the EAP method.

    ⚠ The outer one must be that of EapMethod.

    Namespace \`http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
});

test('the settings of a method that is not known', () => {
  expect(hovered(text.replaceAll('<Type>25</Type>', '').replaceAll('MsPeap', 'Other'), 'EapType xmlns')).toMatch(
    /^\*\*EapType\*\*: Settings of the method that Type names\./,
  );
});

test('an object identifier', () => {
  expect(hovered(text, '1.3.6.1.4.1.311.87')).toMatchInlineSnapshot(`
    "**EKUOID** \`1.3.6.1.4.1.311.87\` (AAD Conditional Access): The EKU as an object identifier.

    Namespace \`http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV3\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
});

test('a thumbprint', () => {
  expect(hovered(text, ROOT_HASH)).toMatchInlineSnapshot(`
    "**TrustedRootCA** \`3f 8c 51 09 d7 2e a4 66 1b 90 c5 7d e8 04 b2 9f 6a 13 58 cc\` (SHA-1): SHA-1 thumbprint of a root CA that the server's certificate must chain to; may be repeated.

    ⚠ It is the root, not the CA that issued the certificate.

    Namespace \`http://www.microsoft.com/provisioning/MsPeapConnectionPropertiesV1\`. Source: [Microsoft EAPHost schemas](https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas)"
  `);
});

test('a name with a prefix', () => {
  expect(hovered(text.replaceAll('FilteringInfo', 't:FilteringInfo'), 't:FilteringInfo')).toMatch(/^\*\*FilteringInfo\*\*: Which certificates/);
});

test('nothing about an element that is not known', () => {
  expect(hovered(text, 'Other>x')).toBeUndefined();
  expect(hovered('=== p.xml\n<VPNProfile><ServerNames>x</ServerNames></VPNProfile>\n', 'ServerNames')).toBeUndefined();
});
