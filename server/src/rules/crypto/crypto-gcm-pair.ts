import type { AlgorithmId, AttributeName } from '../../knowledge/ipsec.ts';
import { attributeName, isGcm } from '../../knowledge/ipsec.ts';
import { unpairedGcm, algorithmOf } from '../../model/policy.ts';
import type { PolicyInContext } from '../../model/tunnel.ts';
import { rule, type Fix } from '../rule.ts';
import { spelled } from '../wording.ts';
import { everywhere } from './replacement.ts';

const CIPHER = 'CipherTransformConstants';
const HASH = 'AuthenticationTransformConstants';

export default rule({
  id: 'crypto-gcm-pair',
  on: 'policy',
  severity: 'error',
  title: 'AES-GCM is named in only one of the two ESP values',
  why: 'AES-GCM encrypts and authenticates in one step, so cipher and integrity check must name the same AES-GCM with the same key length. Any other combination is no valid ESP proposal, and the first child SA cannot be set up.',
  howToFix: 'Name the same AES-GCM in both values, on both sides.',
  whenOff: 'Never: no other combination with AES-GCM is a valid ESP proposal.',
  sources: [
    'Microsoft, netsh advfirewall consec add rule (AES-GCM must be used for both ESP integrity and encryption)',
    'Microsoft, "About cryptographic requirements and Azure VPN gateways"',
    'richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA256128⟧ -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>⟦GCMAES256⟧</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // The cipher of main mode is no part of the pair.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod GCMAES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // Microsoft's example of integrity without encryption: legal, whatever one thinks of it.
      `=== client.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants None -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -Force
`,
    ],
  },
  check(context, report) {
    const pair = unpairedGcm(context.policy);
    if (!pair) return;
    const { cipher, hash } = pair;
    // The finding stands on the value that is not AES-GCM; where both are, on the cipher.
    const odd = isGcm(hash) ? CIPHER : HASH;
    const slot = context.policy.slots[odd];
    if (slot.state !== 'known') return;
    const { form } = context.policy;
    report({
      at: slot.written.at,
      message: `${attributeName(CIPHER, form)} is ${spelled(CIPHER, cipher, form)} and ${attributeName(HASH, form)} ${spelled(HASH, hash, form)}: AES-GCM must stand in both, with the same key length. The first child SA cannot be set up like this.`,
      fixes: () => [...(isGcm(cipher) ? setTo(context, HASH, hash, cipher) : []), ...(isGcm(hash) ? setTo(context, CIPHER, cipher, hash) : [])],
    });
  },
});

/** Both ESP values have the same ids for AES-GCM, so one can be written in the other's place. */
function setTo({ policy, peers }: PolicyInContext, attribute: AttributeName, from: AlgorithmId, to: AlgorithmId): Fix[] {
  const same = peers()?.filter((peer) => peer.writable && algorithmOf(peer, attribute) === from);
  if (!same || !policy.writable) return [];
  // One that has another cipher as well would be left with half a pair, and could not connect any more.
  const partner = attribute === CIPHER ? HASH : CIPHER;
  const unpaired = same.filter((peer) => algorithmOf(peer, partner) !== to);
  return [
    {
      title: `Use ${spelled(attribute, to, policy.form)} as ${attributeName(attribute, policy.form)}${same.length > 0 ? ' on every side' : ''}`,
      safe: false,
      changes: [...everywhere([policy, ...same], attribute, to), ...everywhere(unpaired, partner, to)],
    },
  ];
}
