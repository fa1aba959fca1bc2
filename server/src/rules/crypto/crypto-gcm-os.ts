import { windowsRelease } from '../../knowledge/windows.ts';
import { isGcm } from '../../knowledge/ipsec.ts';
import { rule } from '../rule.ts';
import { setEverywhere } from './replacement.ts';

const SINCE = windowsRelease('Windows 10 1803');

export default rule({
  id: 'crypto-gcm-os',
  on: 'policy',
  severity: 'information',
  title: 'AES-GCM in main mode needs a newer Windows than the oldest in use',
  why: 'AES-GCM as EncryptionMethod came with Windows 10 1803 and Windows Server 1803. Older releases take it for ESP only and refuse the policy. Reported only where `minimumWindows` in `aovpn.json` says how old the clients may be, or names a Windows Server release for the servers.',
  howToFix:
    'Use AES of the same key length as EncryptionMethod on both sides, or raise `minimumWindows` if there are no older computers. AES-GCM as ESP cipher can stay.',
  whenOff:
    'Leave out `minimumWindows` instead: without it the rule says nothing. Switch it off where the old release is in `minimumWindows` for the sake of other files.',
  sources: ['richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1', 'Microsoft, Set-VpnServerConfiguration for Windows Server 2012 R2'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== aovpn.json
{ "minimumWindows": "Windows 10 1709" }
=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants>
  <PfsGroup>ECP256</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>⟦AES_GCM_128⟧</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256
`,
      `=== aovpn.json
{ "minimumWindows": "Windows Server 2016" }
=== rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup ECP384 -EncryptionMethod ⟦GCMAES256⟧ -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
    ],
    good: [
      // Nothing says which Windows is in use.
      `=== rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // Old enough for it, and the name of a client says nothing of the server.
      `=== new/aovpn.json
{ "minimumWindows": "Windows 10 1803" }
=== new/client.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== old/aovpn.json
{ "minimumWindows": "Windows 10 1709" }
=== old/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // As ESP cipher it is older.
      `=== aovpn.json
{ "minimumWindows": "Windows 10 1607" }
=== client.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
    ],
  },
  check(context, report) {
    const { policy, minimumWindows } = context;
    const slot = policy.slots.EncryptionMethod;
    if (policy.superseded || policy.tunnel === 'other' || slot.state !== 'known' || !isGcm(slot.algorithm)) return;
    if (!minimumWindows || minimumWindows.build >= SINCE.build || (policy.side === 'server') !== (minimumWindows.server !== undefined)) return;
    const { algorithm, written } = slot;
    const [who, since] = policy.side === 'server' ? ['servers', 'Windows Server 1803'] : ['clients', SINCE.name];
    report({
      at: written.at,
      message: `EncryptionMethod ${written.value} needs ${since}, and aovpn.json says that ${who} may be as old as ${minimumWindows.server ?? minimumWindows.name}. Use AES of the same key length on both sides.`,
      fixes: () => setEverywhere(context, 'EncryptionMethod', algorithm.slice(0, -'-GCM'.length)),
    });
  },
});
