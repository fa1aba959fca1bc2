import type { AlgorithmId, AttributeName } from '../../knowledge/ipsec.ts';
import { algorithmOf, type IPsecPolicy } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { spelled } from '../wording.ts';

const CIPHER = 'EncryptionMethod';
const GROUP = 'DHGroup';

/** Groups of fewer bits than AES-256. The weak ones are other rules' business. */
const WEAKER: ReadonlySet<AlgorithmId> = new Set(['dh14', 'dh19']);

export default rule({
  id: 'crypto-uneven',
  on: 'policy',
  severity: 'hint',
  title: 'AES-256 behind a group of less strength',
  why: 'A tunnel is as strong as its weakest part. Group 14 gives about 112 bits and P-256 about 128, so a 256-bit key that they protect is no harder to get than a 128-bit one. Nothing breaks.',
  howToFix:
    'Use ECP384 with AES-256, or AES-128 with Group14 or ECP256, the same on both sides. Where the combination is meant, suppress the hint or switch the rule off.',
  whenOff: 'Where a guideline asks for 256-bit keys whatever the group, so that the combination is meant.',
  sources: ['NIST SP 800-57 Part 1, table of comparable strengths', 'RFC 9206, section 5.1 (AES-256 with P-384)'],
  confidence: 'inferred',
  restsOn: 'The table of comparable strengths of NIST. That the weaker part decides follows from it, and no failure does.',
  examples: {
    bad: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup ⟦Group14⟧ -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES256</AuthenticationTransformConstants><CipherTransformConstants>GCMAES256</CipherTransformConstants>
  <PfsGroup>ECP384</PfsGroup><DHGroup>⟦ECP256⟧</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES_GCM_256</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // The published standard and enhanced sets.
      `=== standard.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== enhanced.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256
`,
      // A group that is weak by itself is another rule's business, and AES-192 is near enough to all.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup ⟦Group2⟧{crypto-weak} -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== other.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES256 -DHGroup ECP384 -EncryptionMethod AES192 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // The group is stronger than the cipher: nobody gets less than was asked for.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ECP384 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP384
`,
      // The server asks for another group: that comes first.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES256</AuthenticationTransformConstants><CipherTransformConstants>GCMAES256</CipherTransformConstants>
  <PfsGroup>ECP384</PfsGroup><DHGroup>⟦Group14⟧{policy-mismatch}</DHGroup><IntegrityCheckMethod>SHA384</IntegrityCheckMethod><EncryptionMethod>AES_GCM_256</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES256 -CipherTransformConstants GCMAES256 -DHGroup ⟦ECP384⟧{policy-mismatch} -EncryptionMethod GCMAES256 -IntegrityCheckMethod SHA384 -PfsGroup ECP384
`,
      // A value that is not known.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod $cipher -IntegrityCheckMethod SHA256 -PfsGroup PFSMM
`,
    ],
  },
  check({ policy, server }, report) {
    if (policy.superseded || policy.tunnel === 'other') return;
    const cipher = algorithmOf(policy, CIPHER);
    const slot = policy.slots[GROUP];
    if (cipher === undefined || slot.state !== 'known' || !cipher.startsWith('AES256') || !WEAKER.has(slot.algorithm)) return;
    // Where the server asks for something else, that is what has to be settled first.
    if (server && (isOther(server, CIPHER, cipher) || isOther(server, GROUP, slot.algorithm))) return;
    report({
      at: slot.written.at,
      message: `EncryptionMethod ${spelled(CIPHER, cipher, policy.form)} and DHGroup ${slot.written.value} are of different strength, and the weaker one decides, which is the group. ECP384 goes with AES-256, Group14 and ECP256 go with AES-128.`,
    });
  },
});

function isOther(server: IPsecPolicy, attribute: AttributeName, algorithm: AlgorithmId): boolean {
  return (algorithmOf(server, attribute) ?? algorithm) !== algorithm;
}
