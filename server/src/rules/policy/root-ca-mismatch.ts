import { fieldText } from '../../model/profile/field.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { validationsOf } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { howChosen } from './comparison.ts';

export default rule({
  id: 'root-ca-mismatch',
  on: 'authentication',
  severity: 'hint',
  title: 'Client and server trust different roots',
  why: 'The profile names the root of the certificate that NPS shows for EAP, the server the root that machine certificates must come from. In most companies both are the one root of their own, and two different ones are left over from a renewed or copied certificate.',
  howToFix: 'Compare both thumbprints with the roots in use. Where NPS has its certificate from another PKI on purpose, suppress the hint with the reason.',
  whenOff: 'Where NPS has its certificate from another PKI on purpose.',
  lowered: 'Not compared where only the folders suggest that the two files belong together.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"'],
  confidence: 'inferred',
  restsOn: 'How certificates are set up in most companies. Two roots are allowed.',
  examples: {
    bad: [
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>Eap</UserMethod><Eap><Configuration>
  <EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><EapMethod><Type xmlns="http://www.microsoft.com/provisioning/EapCommon">13</Type></EapMethod><Config>
    <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1"><Type>13</Type>
      <EapType xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1"><ServerValidation><TrustedRootCA>⟦11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33 44⟧</TrustedRootCA></ServerValidation></EapType>
    </Eap></Config></EapHostConfig>
</Configuration></Eap></Authentication></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
$root = Get-ChildItem -Path Cert:\\LocalMachine\\Root\\⟦AABBCCDDEEFF00112233445566778899AABBCCDD⟧
Set-VpnAuthProtocol -UserAuthProtocolAccepted Certificate, EAP -RootCertificateNameToAccept $root
`,
    ],
    good: [
      // The same one, in another form, beside one of NPS.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>Eap</UserMethod><Eap><Configuration>
  <EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><EapMethod><Type xmlns="http://www.microsoft.com/provisioning/EapCommon">13</Type></EapMethod><Config>
    <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1"><Type>13</Type>
      <EapType xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1"><ServerValidation>
        <TrustedRootCA>11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33 44</TrustedRootCA>
        <TrustedRootCA>aa bb cc dd ee ff 00 11 22 33 44 55 66 77 88 99 aa bb cc dd</TrustedRootCA>
      </ServerValidation></EapType>
    </Eap></Config></EapHostConfig>
</Configuration></Eap></Authentication></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
Set-VpnAuthProtocol -RootCertificateNameToAccept (Get-ChildItem Cert:\\LocalMachine\\Root\\AABBCCDDEEFF00112233445566778899AABBCCDD)
`,
      // Selected by its subject: nobody can say which one that is.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>Eap</UserMethod><Eap><Configuration>
  <EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><EapMethod><Type xmlns="http://www.microsoft.com/provisioning/EapCommon">13</Type></EapMethod><Config>
    <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1"><Type>13</Type>
      <EapType xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1"><ServerValidation><TrustedRootCA>11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33 44</TrustedRootCA></ServerValidation></EapType>
    </Eap></Config></EapHostConfig>
</Configuration></Eap></Authentication></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
$root = Get-ChildItem -Path Cert:\\LocalMachine\\Root | Where-Object Subject -like '*CN=Fabrikam Root*'
Set-VpnAuthProtocol -RootCertificateNameToAccept $root
`,
    ],
  },
  check(tunnel, report) {
    const { profile, strength, authentications } = tunnel;
    const accepted = authentications.flatMap(({ root }) => root ?? []);
    const roots = profile ? validationsOf(eapOf(profile)).flatMap((validation) => validation.roots) : [];
    const thumbprints = roots.map(({ value }) => fieldText(value)?.replace(/\s/g, '').toLowerCase() ?? '');
    const [first] = roots;
    if (strength === 'possible' || accepted.length === 0 || first?.value.state !== 'known') return;
    // A text that is no thumbprint is another rule's business, and may have been meant to be the same.
    if (thumbprints.some((each) => !/^[\da-f]{40}$/.test(each) || accepted.some(({ value }) => value === each))) return;
    report({
      at: first.value.written.at,
      message: `The root that this profile trusts for EAP is not the root of the machine certificates that the server accepts. That may be meant; else use the root of your own PKI in both. ${howChosen(tunnel)}`,
      related: accepted.map(({ at }) => ({ at, message: 'The root that the server accepts' })),
      mirrors: accepted.map(({ at }) => ({
        at,
        message: (count) =>
          `${count === 1 ? 'One client trusts' : `${count} clients trust`} another root for EAP than this one for machine certificates. That may be meant.`,
        relatedMessage: 'The root that this client trusts for EAP',
      })),
    });
  },
});
