import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** What the cursor is on, then what is said about it; nothing where nothing is known. */
function hovered(text: string): string | undefined {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const found = hover(workspaceOf(fixture), uri, offset);
  const source = fixture.files.find((file) => file.uri === uri)?.text ?? '';
  return found && `⟦${source.slice(found.span.start, found.span.end)}⟧\n${found.markdown}`;
}

const xml = (inside: string): string => `=== p.xml\n<VPNProfile><NativeProfile>${inside}</NativeProfile></VPNProfile>\n`;
const suite = (inside: string): string => xml(`<CryptographySuite>${inside}</CryptographySuite>`);
const ps = (line: string): string => `=== s.ps1\n${line}\n`;

describe('rendered', () => {
  test('an algorithm', () => {
    expect(hovered(suite('<EncryptionMethod>AES_G⟦⟧CM_128</EncryptionMethod>'))).toMatchInlineSnapshot(`
      "⟦AES_GCM_128⟧
      **EncryptionMethod AES_GCM_128**: AES-GCM, 128-bit key, 16-byte tag

      Strength: **strong**. RFC 8247 section 2.1 says SHOULD.

      | ProfileXML | Client cmdlet | Server cmdlet | Azure IkeEncryption | strongSwan |
      | --- | --- | --- | --- | --- |
      | \`AES_GCM_128\` | \`GCMAES128\` | \`GCMAES128\` | \`GCMAES128\` | \`aes128gcm16\` |

      IKEv2 main mode. Cipher of the IKE SA: it protects the negotiation and the authentication themselves.

      Sources: [VPNv2 CSP](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp), [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration), [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration), [Azure VPN Gateway](https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto)"
    `);
  });

  test('an algorithm that ProfileXML lacks', () => {
    expect(hovered(ps('Set-VpnServerConfiguration -CustomPolicy -CipherTransformConstants No⟦⟧ne'))).toMatchInlineSnapshot(`
      "⟦None⟧
      **CipherTransformConstants None**: no encryption of the traffic

      Strength: **no protection**. The traffic in the tunnel would not be encrypted; RFC 8221 section 5 keeps ESP without encryption for integrity alone.

      | ProfileXML | Client cmdlet | Server cmdlet | Azure IpsecEncryption | strongSwan |
      | --- | --- | --- | --- | --- |
      | none | \`None\` | \`None\` | \`None\` | \`null\` |

      First child SA (quick mode). Cipher of ESP: it protects the traffic inside the tunnel.

      Sources: [VPNv2 CSP](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp), [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration), [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration), [Azure VPN Gateway](https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto)"
    `);
  });

  test('a text that names no algorithm', () => {
    expect(hovered(ps("Set-VpnConnectionIPsecConfiguration -ConnectionName x -IntegrityCheckMethod 'SHA⟦⟧512'"))).toMatchInlineSnapshot(`
      "⟦SHA512⟧
      **IntegrityCheckMethod** has no value \`SHA512\`.

      Integrity check and pseudo-random function of the IKE SA.

      | ProfileXML | Client and server cmdlet | Azure IkeIntegrity | Meaning | Strength |
      | --- | --- | --- | --- | --- |
      | \`MD5\` | \`MD5\` | \`MD5\` | HMAC-MD5 | broken: do not use |
      | \`SHA196\` | \`SHA1\` | \`SHA1\` | HMAC-SHA-1 | weak: replace |
      | \`SHA256\` | \`SHA256\` | \`SHA256\` | HMAC-SHA-256 | fine |
      | \`SHA384\` | \`SHA384\` | \`SHA384\` | HMAC-SHA-384 | strong |

      Sources: [VPNv2 CSP](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp), [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration), [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration), [Azure VPN Gateway](https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto)"
    `);
  });

  test('an element', () => {
    expect(hovered(xml('<Ser⟦⟧vers>vpn.fabrikam.com</Servers>'))).toMatchInlineSnapshot(`
      "⟦Servers⟧
      **Servers**: Public host name of the VPN server. Several are separated by commas; a name after a semicolon is a friendly name.

      ⚠ Must be the name in the server certificate, or IKEv2 fails with error 13801.

      ⚠ Written twice \\(name;name\\) for Intune on Windows 11 \\(observed\\).

      Exactly one. CSP node \`NativeProfile/Servers\`, since Windows 10 1511. Source: [Microsoft VPNv2 CSP; richardhicks/aovpn](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp)"
    `);
  });

  test('an element of the suite', () => {
    expect(hovered(suite('<⟦⟧DHGroup>Group14</DHGroup>'))).toMatchInlineSnapshot(`
      "⟦DHGroup⟧
      **DHGroup**

      Diffie-Hellman group of the IKE SA key exchange.

      | ProfileXML | Client and server cmdlet | Azure DhGroup | Meaning | Strength |
      | --- | --- | --- | --- | --- |
      | \`None\` | \`None\` | \`None\` | no key exchange: unusable for IKEv2 | broken: do not use |
      | \`Group1\` | \`Group1\` | \`DHGroup1\` | group 1, 768-bit MODP | broken: do not use |
      | \`Group2\` | \`Group2\` | \`DHGroup2\` | group 2, 1024-bit MODP | weak: replace |
      | \`Group14\` | \`Group14\` | \`DHGroup14\` | group 14, 2048-bit MODP | fine |
      | \`ECP256\` | \`ECP256\` | \`ECP256\` | group 19, NIST P-256 | strong |
      | \`ECP384\` | \`ECP384\` | \`ECP384\` | group 20, NIST P-384 | strong |
      | \`Group24\` | \`Group24\` | \`DHGroup24\` | group 24, 2048-bit MODP with a 256-bit subgroup \\(RFC 5114\\) | discouraged |

      Sources: [VPNv2 CSP](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp), [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration), [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration), [Azure VPN Gateway](https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto)

      CSP node \`NativeProfile/CryptographySuite/DHGroup\`, since Windows 10 1607."
    `);
  });

  test("an element's value", () => {
    expect(hovered(xml('<NativeProtocolType>ikev⟦⟧2</NativeProtocolType>'))).toMatchInlineSnapshot(`
      "⟦ikev2⟧
      **NativeProtocolType** \`IKEv2\`: Protocol of the tunnel.

      IPsec with IKEv2, over UDP 500 and 4500. The only one for a device tunnel.

      Values: \`PPTP\`, \`L2TP\`, \`IKEv2\`, \`Automatic\`, \`SSTP\`, \`ProtocolList\`

      ⚠ Automatic tries SSTP first and reports every failure as error 800 \\(observed\\).

      ⚠ SSTP and ProtocolList need Windows 11.

      CSP node \`NativeProfile/NativeProtocolType\`, since Windows 10 1511. Source: [Microsoft VPNv2 CSP; ld0614/DPC](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp)"
    `);
  });

  test('a cmdlet', () => {
    expect(hovered(ps('set-vpnserveripsec⟦⟧configuration -CustomPolicy'))).toMatchInlineSnapshot(`
      "⟦set-vpnserveripsecconfiguration⟧
      **Set-VpnServerConfiguration**: Sets the IPsec policy of the RRAS server. In force after the RemoteAccess service has been restarted.

      Also called \`Set-VpnServerIPsecConfiguration\`.

      Source: [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration)"
    `);
  });

  test('a parameter', () => {
    expect(hovered(ps('Set-VpnServerConfiguration -Life⟦⟧TimeSeconds 3600'))).toMatchInlineSnapshot(`
      "⟦LifeTimeSeconds⟧
      **-SALifeTimeSeconds** of Set-VpnServerConfiguration: Seconds after which the server renews the key of a child SA \\(default 28800\\). Each side decides for itself; it need not match the client.

      Only in parameter set \`EncryptionType\` or \`CustomPolicy\`.

      Also called \`-LifeTimeSeconds\`, \`-QMSALifeTimeSeconds\`.

      Source: [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration)"
    `);
  });

  test('what is known of an encryption type, and what is not', () => {
    const shown = hovered(ps('Set-VpnServerConfiguration -EncryptionType Maximum⟦⟧Encryption'));
    expect(shown).toContain('⟦MaximumEncryption⟧');
    expect(shown).toContain('RequireEncryption insists on it, MaximumEncryption on the strongest. Which algorithms these stand for is not documented.');
  });

  test('a parameter by position', () => {
    expect(hovered(ps('Set-VpnConnectionIPsecConfiguration -Na⟦⟧me Fabrikam'))).toMatchInlineSnapshot(`
      "⟦Name⟧
      **-ConnectionName** of Set-VpnConnectionIPsecConfiguration: Name of the VPN connection.

      Required.

      Also called \`-Name\`.

      Without its name it is argument 1.

      Source: [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration)"
    `);
  });

  test('a parameter of the policy', () => {
    expect(hovered(ps('Set-VpnServerConfiguration -CustomPolicy -DH⟦⟧Group Group14'))).toMatchInlineSnapshot(`
      "⟦DHGroup⟧
      **-DHGroup** of Set-VpnServerConfiguration

      Only in parameter set \`CustomPolicy\`.

      Diffie-Hellman group of the IKE SA key exchange.

      | ProfileXML | Client and server cmdlet | Azure DhGroup | Meaning | Strength |
      | --- | --- | --- | --- | --- |
      | \`None\` | \`None\` | \`None\` | no key exchange: unusable for IKEv2 | broken: do not use |
      | \`Group1\` | \`Group1\` | \`DHGroup1\` | group 1, 768-bit MODP | broken: do not use |
      | \`Group2\` | \`Group2\` | \`DHGroup2\` | group 2, 1024-bit MODP | weak: replace |
      | \`Group14\` | \`Group14\` | \`DHGroup14\` | group 14, 2048-bit MODP | fine |
      | \`ECP256\` | \`ECP256\` | \`ECP256\` | group 19, NIST P-256 | strong |
      | \`ECP384\` | \`ECP384\` | \`ECP384\` | group 20, NIST P-384 | strong |
      | \`Group24\` | \`Group24\` | \`DHGroup24\` | group 24, 2048-bit MODP with a 256-bit subgroup \\(RFC 5114\\) | discouraged |

      Sources: [VPNv2 CSP](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp), [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration), [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration), [Azure VPN Gateway](https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto)"
    `);
  });

  test('a registry value', () => {
    const path = "'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters'";
    expect(hovered(ps(`New-ItemProperty -Path ${path} -Name IkeNum⟦⟧EstablishedForInitialQuery -PropertyType DWord -Value 50000`))).toMatchInlineSnapshot(`
      "⟦IkeNumEstablishedForInitialQuery⟧
      **IkeNumEstablishedForInitialQuery**: Lets more clients connect that arrive from one address because a device in front translates the source. A partial workaround for error 809 under load; the remedy is to switch source translation off.

      |  |  |
      | --- | --- |
      | Key | \`HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\` |
      | Type | DWord |
      | Data | established SAs that one source address may hold; 50000, or twice the number of clients to expect |
      | Side | server |
      | In force after | \`Restart-Service IKEEXT\` |
      | Source | Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"; Microsoft KB 2579729 (documented) |

      **To verify:** see what is stored.

      \`\`\`powershell
      reg query "HKLM\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters" /v IkeNumEstablishedForInitialQuery
      \`\`\`"
    `);
  });

  test('a service', () => {
    expect(hovered(ps("Set-VpnServerConfiguration -RevertToDefault\nRestart-Service 'Routing and Remote⟦⟧ Access'"))).toMatchInlineSnapshot(`
      "⟦Routing and Remote Access⟧
      **RemoteAccess** (Routing and Remote Access)

      Puts into force when it starts: \`EnableServerFragmentation\`, \`CertAuthFlags\`, \`UseHttps\`, \`isHashConfiguredByAdmin\`, \`SHA256CertificateHash\`, \`SHA1CertificateHash\`, and the policy set by Set-VpnServerConfiguration."
    `);
  });
});

describe('where the cursor is', () => {
  const first = (text: string): string | undefined => hovered(text)?.split('\n')[0];

  test.each([
    ['at the start of a value', suite('<DHGroup>⟦⟧Group14</DHGroup>'), '⟦Group14⟧'],
    ['at its end', suite('<DHGroup>Group14⟦⟧</DHGroup>'), '⟦Group14⟧'],
    ['on the name in the end tag', suite('<DHGroup>Group14</DHG⟦⟧roup>'), '⟦DHGroup⟧'],
    ['on a value with blanks around it', suite('<DHGroup>\n  Grou⟦⟧p14\n</DHGroup>'), '⟦Group14⟧'],
    ['in a text in quotes', ps("Set-VpnServerConfiguration -DHGroup '⟦⟧Group14'"), '⟦Group14⟧'],
    ['in typographic quotes', ps('Set-VpnServerConfiguration -DHGroup “Grou⟦⟧p14”'), '⟦Group14⟧'],
    ['behind a colon', ps('Set-VpnServerConfiguration -DHGroup:Group⟦⟧14'), '⟦Group14⟧'],
    ['on an abbreviated parameter', ps('Set-VpnServerConfiguration -DH⟦⟧G Group14'), '⟦DHG⟧'],
    ['on a value by position', ps('Set-VpnConnectionIPsecConfiguration x SHA256⟦⟧128'), '⟦SHA256128⟧'],
    ['in a hashtable', ps("$p = @{\n  DHGroup = 'Gr⟦⟧oup14'\n}\nSet-VpnServerConfiguration @p"), '⟦Group14⟧'],
    ['on the name of an entry', ps("$p = @{\n  DHGr⟦⟧oup = 'Group14'\n}\nSet-VpnServerConfiguration @p"), '⟦DHGroup⟧'],
    ['where a variable gets its value', ps("$group = 'Gr⟦⟧oup14'\nSet-VpnServerConfiguration -DHGroup $group"), '⟦Group14⟧'],
    ['on a value of a list', ps('Set-VpnServerConfiguration -TunnelType IKE⟦⟧V2'), '⟦IKEV2⟧'],
    ['on a value of a list in a hashtable', ps("$p = @{ EncryptionType = 'Max⟦⟧imumEncryption' }\nSet-VpnServerConfiguration @p"), '⟦MaximumEncryption⟧'],
    ['in one of several services', ps('Restart-Service IKEEXT, Ras⟦⟧Man'), '⟦RasMan⟧'],
    ['in a document that is being typed', '=== p.xml\n<VPNProfile><NativeProfile><CryptographySuite><DHGroup>Grou⟦⟧p14', '⟦Group14⟧'],
  ])('%s', (_, text, expected) => {
    expect(first(text)).toBe(expected);
  });

  test.each([
    ['a comment', ps('# Set-Vpn⟦⟧ServerConfiguration')],
    ['a cmdlet that is not in the catalogue', ps('Get-Vpn⟦⟧Connection')],
    ['an argument that is not in the catalogue', ps('Set-VpnServerConfiguration -DHGroup $gr⟦⟧oup')],
    ['a registry value that is not in the catalogue', ps('New-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name Por⟦⟧tal -Value 1')],
    ['a name that other keys have as well', ps('New-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name UseHt⟦⟧tps -Value 1')],
    ['another service', ps('Set-VpnServerConfiguration -RevertToDefault\nRestart-Service Spoo⟦⟧ler')],
    ['an element that is not in the table', xml('<Pro⟦⟧xies/>')],
    ['white space', xml('  ⟦⟧  ')],
    ['an empty value', suite('<DHGroup>⟦⟧</DHGroup>')],
    ['a comment in XML', xml('<!-- DH⟦⟧Group -->')],
    ['a file that is not recognised', '=== a.txt\nDHGr⟦⟧oup\n'],
  ])('nothing on %s', (_, text) => {
    expect(hovered(text)).toBeUndefined();
  });
});

test('a registry value under the wrong key is explained by its name', () => {
  const text = hovered(ps('New-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name CertAuth⟦⟧Flags -Value 4'));
  expect(text).toContain('| Key | `HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2` |');
});

test('no text of a file is read as markup', () => {
  expect(hovered(suite('<DHGroup>Group⟦⟧`14` [here](https://example.org)</DHGroup>'))).toContain('has no value `` Group`14` [here](https://example.org) ``.');
});
