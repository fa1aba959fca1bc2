import type { Location } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';
import type { AcceptedMethod } from '../../knowledge/cmdlets/vpn-auth.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import { fieldText } from '../../model/profile/field.ts';
import { isAbsent } from '../../model/profile/node.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { accepts, type ServerAuthentication } from '../../model/server-authentication.ts';
import { rule, type Fix } from '../rule.ts';
import { listed } from '../wording.ts';
import { pin } from './alignment.ts';
import { howChosen } from './comparison.ts';

export default rule({
  id: 'auth-server-method-mismatch',
  on: 'authentication',
  severity: 'warning',
  title: 'The server does not accept the way in which the client authenticates',
  why: 'Set-VpnAuthProtocol -UserAuthProtocolAccepted replaces the whole list of methods. A device tunnel needs Certificate in it and a user tunnel EAP; without it RRAS refuses the connection after a flawless negotiation, and the client shows error 812.',
  howToFix: 'Add the method to the list on the server and restart RemoteAccess.',
  whenOff: "Where the server's list of methods is completed by another script or by hand, which these files do not show.",
  lowered: 'Information where only the folders suggest that the two files belong together.',
  sources: [
    'Microsoft, "Configure VPN device tunnels in Windows client"',
    'Microsoft, Set-VpnAuthProtocol and Add-VpnConnection',
    'richardhicks/aovpn, Set-IKEv2VpnRootCertificate.ps1',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>⟦Certificate⟧</MachineMethod></Authentication></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted ⟦EAP⟧ -PassThru
`,
      // In a script of its own beside the policy, and through a hashtable.
      `=== client/user.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>⟦Eap⟧</UserMethod></Authentication></NativeProfile></VPNProfile>
=== server/auth.ps1
$settings = @{ UserAuthProtocolAccepted = '⟦Certificate⟧' }
Set-VpnAuthProtocol @settings
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
`,
      // A connection that cmdlets create.
      `=== client/device.ps1
Add-VpnConnection -Name 'Contoso device' -ServerAddress vpn.contoso.com -TunnelType Ikev2 -AuthenticationMethod ⟦MachineCertificate⟧ -AllUserConnection
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Contoso device' -AllUserConnection -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -Force
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
Set-VpnAuthProtocol -UserAuthProtocolAccepted ⟦EAP⟧
`,
    ],
    good: [
      // Both are in the list, in any letter case.
      `=== client/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>
=== client/user.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>Eap</UserMethod></Authentication></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted certificate, eap
`,
      // Connections that cmdlets create: in the list, several methods, and another tunnel.
      `=== one/client/user.ps1
Add-VpnConnection -Name Contoso -ServerAddress vpn.contoso.com -TunnelType Ikev2 -AuthenticationMethod Eap
Set-VpnConnectionIPsecConfiguration -ConnectionName Contoso -RevertToDefault -Force
=== one/server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP
=== two/client/user.ps1
Add-VpnConnection -Name Contoso -ServerAddress vpn.contoso.com -TunnelType Ikev2 -AuthenticationMethod Eap, MachineCertificate
Set-VpnConnectionIPsecConfiguration -ConnectionName Contoso -RevertToDefault -Force
=== two/server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP
=== three/client/user.ps1
Add-VpnConnection -Name Contoso -ServerAddress vpn.contoso.com -TunnelType Automatic -AuthenticationMethod Eap
Set-VpnConnectionIPsecConfiguration -ConnectionName Contoso -RevertToDefault -Force
=== three/server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted Certificate
`,
      // Stated again further down, not stated, and not known.
      `=== again/client/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>
=== again/server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP
Set-VpnAuthProtocol -UserAuthProtocolAccepted @('EAP', 'Certificate')
Set-VpnAuthProtocol -CertificateEKUsToAccept '1.3.6.1.5.5.7.3.2'
=== unknown/client/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>
=== unknown/server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -UserAuthProtocolAccepted $methods
`,
      // A site-to-site interface has a list of its own.
      `=== client/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnS2SInterface -Name Lisbon -AuthenticationMethod EAP
`,
      // The script of another server in the same folder.
      `=== client/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>Certificate</MachineMethod></Authentication><CryptographySuite><DHGroup>Group14</DHGroup></CryptographySuite></NativeProfile></VPNProfile>
=== server/berlin.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
=== server/lisbon.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup ECP384
=== server/lisbon-auth.ps1
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP
`,
    ],
  },
  check(tunnel, report) {
    const { client, profile, strength, authentications } = tunnel;
    const need = profile ? needOf(profile) : needOfConnection(client);
    const stated = authentications.filter(({ accepted }) => accepted.state !== 'absent');
    const [first] = stated;
    // One script that is not known, or accepts it, may be the one that counts.
    if (!need || !first || stated.some((each) => accepts(each, need.method) !== false)) return;
    const condition = strength === 'possible' ? ' if they belong together' : '';
    report({
      at: need.at,
      message: `This ${profile ? 'profile' : 'connection'} authenticates by ${need.how}, but the server (${uriName(first.at.file.uri)}) accepts ${methodsOf(first)} only. The connection is refused with error 812: add ${need.method} to the list on the server. ${howChosen(tunnel)}`,
      ...(strength === 'possible' && { severity: 'information' }),
      related: stated.map((each) => ({ at: placeOf(each), message: 'The methods that the server accepts' })),
      fixes: () => [...accept(stated, need.method), ...pin(tunnel)],
      mirrors: stated.map((each) => ({
        at: placeOf(each),
        message: (count) =>
          `${need.method} is not accepted here, but ${count === 1 ? 'one client authenticates' : `${count} clients authenticate`} that way and would be refused with error 812${condition}.`,
        relatedMessage: `This client needs ${need.method}`,
        fixes: () => accept([each], need.method),
      })),
    });
  },
});

/** What a profile needs the server to accept; `undefined` where it does not say, or says two things. */
function needOf(profile: VpnProfile): { method: AcceptedMethod; how: string; at: Location } | undefined {
  const machine = profileField(profile, 'NativeProfile/Authentication/MachineMethod');
  const user = profileField(profile, 'NativeProfile/Authentication/UserMethod');
  if (machine.state === 'known' && isAbsent(profile.root, 'NativeProfile/Authentication/UserMethod'))
    return fieldText(machine)?.toLowerCase() === 'certificate' ? { method: 'Certificate', how: 'machine certificate', at: machine.written.at } : undefined;
  if (user.state === 'known' && isAbsent(profile.root, 'NativeProfile/Authentication/MachineMethod'))
    return fieldText(user)?.toLowerCase() === 'eap' ? { method: 'EAP', how: 'EAP', at: user.written.at } : undefined;
  return undefined;
}

/** What a connection needs that cmdlets create. Only IKEv2 asks for one of these methods alone. */
function needOfConnection({ authentication, tunnel }: IPsecPolicy): { method: AcceptedMethod; how: string; at: Location } | undefined {
  if (!authentication || tunnel !== 'ikev2') return undefined;
  return { ...authentication, how: authentication.method === 'EAP' ? 'EAP' : 'machine certificate' };
}

function methodsOf({ accepted }: ServerAuthentication): string {
  return accepted.state === 'known' ? listed(accepted.methods.map(({ value }) => value)) : '';
}

function placeOf({ accepted, at }: ServerAuthentication): Location {
  return (accepted.state === 'known' ? accepted.methods[0]?.at : undefined) ?? at;
}

function accept(stated: readonly ServerAuthentication[], method: AcceptedMethod): Fix[] {
  return [
    {
      title: `Accept ${method} on the server`,
      safe: false,
      changes: stated.map((authentication) => ({ kind: 'accept-method', authentication, method })),
    },
  ];
}
