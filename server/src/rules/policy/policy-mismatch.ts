import { ATTRIBUTES } from '../../knowledge/ipsec.ts';
import { placeOf } from '../../model/policy.ts';
import { rule, type Severity } from '../rule.ts';
import { alignAll, differs, mayDiffer, pin, serverValueHere, valueOnServer } from './alignment.ts';
import { comparison, mirrorsOf, possibleComparison } from './comparison.ts';

export default rule({
  id: 'policy-mismatch',
  on: 'tunnel',
  severity: 'error',
  title: 'Client and server ask for different IPsec values',
  why: 'Windows and RRAS each propose exactly one suite. When one of the five values of main mode and of the first child SA differs, the negotiation fails: the client logs RasClient event 20227 with error 13868 (ERROR_IPSEC_IKE_POLICY_MATCH), and nothing on either side names the value.',
  howToFix:
    "Choose one value and write it on both sides. `Use the server's value here` changes the client, `Use the client's value on the server` the server script, `Align all six values with the server` the client's whole suite. Deploy both together: clients that still have the old value are locked out as soon as RRAS restarts.",
  whenOff:
    'Never for a pair that is meant to connect over IKEv2: it will not. Where the two do not belong together, say so with a deployment in `aovpn.json`; then they are not compared.',
  lowered:
    'A warning where NativeProtocolType is Automatic, ProtocolList or missing, because IKEv2 may not be what connects. Information where only the folders suggest that the two files belong together, and where a condition or the caller of a script decides whether the values differ.',
  sources: [
    'Richard Hicks, "Always On VPN IKEv2 Policy Mismatch Error"',
    'Microsoft, Set-VpnConnectionIPsecConfiguration and Set-VpnServerConfiguration',
    'Microsoft VPNv2 CSP',
    'Microsoft, New-AzVpnClientIpsecPolicy',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client/profile.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants>
  <PfsGroup>ECP256</PfsGroup><DHGroup>⟦Group14⟧</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES_GCM_128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ⟦ECP384⟧ -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256
`,
      // A gateway of another make, which accepts either of two groups.
      `=== aovpn.json
{ "deployments": [{ "name": "lisbon", "clients": ["profile.xml"], "serverPolicy": [{ "DHGroup": ["Group14", "ECP256"], "EncryptionMethod": "AES128" }] }] }
=== profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>⟦ECP384⟧</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
      // An Azure gateway.
      `=== gateway.ps1
New-AzVpnClientIpsecPolicy -IpsecEncryption AES128 -IpsecIntegrity SHA256 -IkeEncryption AES128 -IkeIntegrity SHA256 -DhGroup ⟦DHGroup14⟧ -PfsGroup PFS14
=== profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>⟦ECP384⟧</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // One of the gateway's proposals accepts all that the client asks for; what is not stated accepts anything.
      `=== aovpn.json
{ "deployments": [{ "name": "lisbon", "clients": ["profile.xml"], "serverPolicy": [{ "DHGroup": "Group14" }, { "DHGroup": "ECP384", "EncryptionMethod": ["AES128", "AES256"] }] }] }
=== profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>ECP384</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
      // Two names of one group, and a value of Azure's that Windows has no name for.
      `=== gateway.ps1
New-AzVpnClientIpsecPolicy -IpsecEncryption AES128 -IpsecIntegrity SHA256 -IkeEncryption AES128 -IkeIntegrity GCMAES128 -DhGroup DHGroup14 -PfsGroup PFS14
=== profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
      // Between sites: no client ever meets it.
      `=== gateway.ps1
New-AzIpsecPolicy -IpsecEncryption AES256 -IpsecIntegrity SHA256 -IkeEncryption AES256 -IkeIntegrity SHA384 -DhGroup DHGroup24 -PfsGroup None
=== profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
      `=== client/profile.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants>
  <PfsGroup>ECP256</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES_GCM_128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256
`,
    ],
  },
  check(tunnel, report) {
    const { client, server } = tunnel;
    const severity: Severity | undefined = tunnel.strength === 'possible' ? 'information' : client.tunnel === 'maybe-ikev2' ? 'warning' : undefined;
    for (const attribute of ATTRIBUTES) {
      const at = placeOf(client.slots[attribute]);
      if (attribute === 'PfsGroup' || !at) continue;
      if (mayDiffer(tunnel, attribute)) report({ at, ...possibleComparison(tunnel, attribute), severity: 'information', fixes: () => pin(tunnel) });
      if (!differs(tunnel, attribute)) continue;
      report({
        at,
        ...comparison(tunnel, attribute),
        ...(severity && { severity }),
        fixes: () => [...serverValueHere(tunnel, attribute), ...valueOnServer(tunnel, attribute), ...alignAll(tunnel), ...pin(tunnel)],
        mirrors: mirrorsOf(tunnel, attribute, server),
      });
    }
  },
});
