import { belowBaseline, defaultMeets } from '../../model/baseline.ts';
import { placeOf } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { spelled } from '../wording.ts';
import { toBaseline } from './to-baseline.ts';

export default rule({
  id: 'policy-baseline',
  on: 'policy',
  severity: 'warning',
  title: 'A policy does not meet the baseline of its project',
  why: 'The project file chooses a baseline, and this policy is below it. Nothing is measured until one is chosen: `"baseline": "hicks-enhanced"` in `aovpn.json`, for all or for one deployment. A value meets it if it is the same or stronger: ciphers by key length within a mode and AES-GCM over AES-CBC of the same key length, hashes by length, groups from group 2 over 24, 14 and P-256 to P-384. What cannot be compared, such as AES256 and GCMAES128, does not meet it. `cnsa-1` takes its own values only, since it is a list and no minimum.',
  howToFix:
    'Take the values of the baseline on both sides and deploy them together. The fix changes every place that must agree in one edit. `windows-default`, `microsoft-minimum`, `hicks-enhanced` and `cnsa-1` are there; `baselines` in `aovpn.json` adds others.',
  whenOff: 'Leave out the baseline instead: without one the rule says nothing. Switch it off in overrides for a deployment whose gateway cannot meet it.',
  sources: [
    'The project file',
    'Microsoft, "How to configure Diffie-Hellman protocol over IKEv2 VPN connections" (microsoft-minimum)',
    'richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1 (hicks-enhanced)',
    'strongSwan documentation, "CNSA suites", and RFC 9206 (cnsa-1)',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== aovpn.json
{ "baseline": "microsoft-minimum" }
=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>⟦SHA196⟧</AuthenticationTransformConstants><CipherTransformConstants>AES256</CipherTransformConstants>
  <PfsGroup>⟦PFS2⟧</PfsGroup><DHGroup>⟦Group2⟧</DHGroup><IntegrityCheckMethod>SHA384</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧ -CipherTransformConstants AES256 -DHGroup ⟦Group2⟧ -EncryptionMethod AES128 -IntegrityCheckMethod SHA384 -PfsGroup ⟦PFS2⟧
`,
      `=== aovpn.json
{ "baseline": "cnsa-1" }
=== rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES256 -CipherTransformConstants GCMAES256 -DHGroup ECP384 -EncryptionMethod ⟦AES256⟧ -IntegrityCheckMethod ⟦SHA256⟧ -PfsGroup ECP384
`,
      `=== aovpn.json
{ "baselines": { "fabrikam": { "AuthenticationTransformConstants": "SHA256128", "CipherTransformConstants": "AES256", "DHGroup": "ECP256", "EncryptionMethod": "AES256", "IntegrityCheckMethod": "SHA256", "PfsGroup": "ECP256" } },
  "deployments": [{ "name": "berlin", "servers": ["berlin.ps1"], "baseline": "fabrikam" }] }
=== berlin.ps1
⟦Set-VpnServerConfiguration⟧ -RevertToDefault
=== lisbon.ps1
Set-VpnServerConfiguration -RevertToDefault
`,
    ],
    good: [
      // No baseline is chosen.
      `=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧{crypto-weak} -CipherTransformConstants AES256 -DHGroup ⟦Group2⟧{crypto-weak} -EncryptionMethod AES128 -IntegrityCheckMethod SHA384 -PfsGroup ECP256
`,
      // Stronger counts; PFSMM is the group of main mode; what is not known is nobody's; L2TP is another tunnel.
      `=== aovpn.json
{ "baseline": "microsoft-minimum" }
=== one.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ECP256 -EncryptionMethod $cipher -IntegrityCheckMethod SHA384 -PfsGroup PFSMM
=== two.ps1
Set-VpnServerConfiguration -TunnelType L2TP -CustomPolicy -AuthenticationTransformConstants SHA196 -CipherTransformConstants AES128 -DHGroup Group2 -EncryptionMethod DES3 -IntegrityCheckMethod SHA1 -PfsGroup None
=== three.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group2
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
`,
      `=== aovpn.json
{ "baseline": "windows-default" }
=== rras.ps1
Set-VpnServerConfiguration -RevertToDefault
`,
    ],
  },
  check(context, report) {
    const { policy, baseline } = context;
    if (!baseline || policy.superseded || policy.tunnel === 'other') return;
    if (policy.kind === 'system-default' && policy.tunnel === 'ikev2' && !defaultMeets(baseline))
      report({
        at: policy.at,
        message: `There is no custom policy here, and what Windows takes by itself is below the baseline ${baseline.id}. Set its six values on both sides.`,
      });
    if (policy.kind !== 'custom') return;
    const below = belowBaseline(policy, baseline);
    for (const attribute of below) {
      const slot = policy.slots[attribute];
      const at = placeOf(slot);
      const wanted = baseline.values[attribute];
      if (slot.state !== 'known' || !at || wanted === undefined) continue;
      report({
        at,
        message: `${attribute} is ${slot.written.value}, and the baseline ${baseline.id} asks for ${spelled(attribute, wanted, policy.form)}${baseline.exact ? '' : ' or stronger'}. Change it on both sides together.`,
        fixes: () => toBaseline(context, baseline, attribute, below),
      });
    }
  },
});
