import { describe, expect, test } from 'vitest';
import { readScript } from '../../server/src/artefacts/powershell/read.ts';

/** What a script says of the server's authentication: the methods, or the state, and the root. */
function read(text: string): unknown[] {
  const { facts } = readScript({ uri: 'file:///s.ps1', text });
  return (facts.serverAuthentications ?? []).map(({ accepted, root, superseded }) => [
    accepted.state === 'known' ? accepted.methods.map(({ value }) => value) : accepted.state,
    ...(root ? [root.value] : []),
    ...(superseded ? ['superseded'] : []),
  ]);
}

const ROOT = 'AABBCCDDEEFF00112233445566778899AABBCCDD';

describe('Set-VpnAuthProtocol', () => {
  test.each<[string, unknown[]]>([
    ['Set-VpnAuthProtocol -UserAuthProtocolAccepted Certificate, EAP', [[['Certificate', 'EAP']]]],
    ["Set-VpnAuthProtocol -UserAuth @('EAP')", [[['EAP']]]],
    ["$p = @{ UserAuthProtocolAccepted = 'EAP', 'Certificate' }\nSet-VpnAuthProtocol @p", [[['EAP', 'Certificate']]]],
    ["[pscustomobject]@{ UserAuthProtocolAccepted = 'EAP' } | Set-VpnAuthProtocol", [[['EAP']]]],
    ["$methods = 'EAP', 'Certificate'\nSet-VpnAuthProtocol -UserAuthProtocolAccepted $methods", [[['EAP', 'Certificate']]]],
    ['Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, $other', [['unread']]],
    ['Set-VpnAuthProtocol -UserAuthProtocolAccepted', [['unread']]],
    ['Set-VpnAuthProtocol @p', [['unread']]],
    ["Set-VpnAuthProtocol -CertificateEKUsToAccept '1.3.6.1.5.5.7.3.2'", [['absent']]],
    ['function Set-VpnAuthProtocol { }\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP', []],
    ['Get-VpnAuthProtocol', []],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('the last one that surely runs counts, and only one that states methods', () => {
    const [eap, both] = ['Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n', 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate\n'];
    expect(read(eap + both)).toEqual([[['EAP'], 'superseded'], [['EAP', 'Certificate']]]);
    expect(read(`${eap}if ($x) {\n${both}}\n`)).toEqual([[['EAP']], [['EAP', 'Certificate']]]);
    expect(read(`${eap}Set-VpnAuthProtocol -PassThru\n`)).toEqual([[['EAP']], ['absent']]);
    expect(read(`${eap}Set-VpnAuthProtocol -UserAuthProtocolAccepted Certificate -CimSession $other\n`)).toEqual([[['EAP']], [['Certificate']]]);
  });
});

describe('the root is known only where one thumbprint selects it', () => {
  test.each<[string, unknown[]]>([
    [`Set-VpnAuthProtocol -RootCertificateNameToAccept (Get-Item Cert:\\LocalMachine\\Root\\${ROOT})`, [['absent', ROOT.toLowerCase()]]],
    [
      `$root = Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object Thumbprint -eq '${ROOT}'\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root`,
      [['absent', ROOT.toLowerCase()]],
    ],
    [
      "$root = Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object Subject -like '*Fabrikam*'\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root",
      [['absent']],
    ],
    [`$root = Get-Item Cert:\\LocalMachine\\Root\\${ROOT}\n$root = Get-Item $other\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root`, [['absent']]],
    [`# ${ROOT}\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root`, [['absent']]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
