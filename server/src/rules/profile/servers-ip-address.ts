import { profileField, protocolList, protocolOf, type VpnProfile } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { isAddress, serverEntries } from './server-list.ts';

/** Protocols in which the server shows a certificate, whose name must be that of the profile. */
const WITH_CERTIFICATE = ['ikev2', 'sstp', 'automatic'];

export default rule({
  id: 'servers-ip-address',
  on: 'profile',
  severity: 'warning',
  title: 'Servers has an IP address',
  why: 'The certificate of the server must name what the profile names. Certificates name hosts as a rule, so an address ends in error 13801 with IKEv2 and in a name mismatch with SSTP. An address also ties every client to one line.',
  howToFix: 'Use the public host name that the certificate of the server has. Leave the address where the certificate has it as a subject alternative name.',
  whenOff: 'Where the certificate has the address as a subject alternative name.',
  sources: ['Microsoft, "Troubleshoot Always On VPN" (error 13801)', 'Richard Hicks, "Always On VPN Certificate Requirements for IKEv2"'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦203.0.113.10⟧</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦203.0.113.10⟧</Servers><NativeProtocolType>ProtocolList</NativeProtocolType><ProtocolList><NativeProtocol><Type>SSTP</Type></NativeProtocol><NativeProtocol><Type>L2TP</Type></NativeProtocol></ProtocolList></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>⟦vpn.fabrikam.com,2001:db8::10;Backup⟧</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com;203.0.113.10</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // A host name with numbers.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>203-0-113-10.fabrikam.com</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // No certificate is compared with the name.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>203.0.113.10</Servers><NativeProtocolType>L2TP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>203.0.113.10</Servers><NativeProtocolType>ProtocolList</NativeProtocolType><ProtocolList><NativeProtocol><Type>L2TP</Type></NativeProtocol></ProtocolList></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>$Server</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const servers = profileField(profile, 'NativeProfile/Servers');
    if (servers.state !== 'known' || !usesCertificate(profile)) return;
    const addresses = serverEntries(servers.written.value).flatMap(({ host }) => (isAddress(host) ? [host] : []));
    if (addresses.length === 0) return;
    report({
      at: servers.written.at,
      message: `Servers holds the address ${listed(addresses)}, and the certificate of the server must name exactly that, or the connection fails (error 13801 with IKEv2). Use the host name in the certificate, unless the address stands in it as well.`,
    });
  },
});

/** Whether one of the protocols that a profile may use shows a certificate. */
function usesCertificate(profile: VpnProfile): boolean {
  const protocol = protocolOf(profile);
  const protocols = protocol === 'protocollist' ? (protocolList(profile) ?? []) : [protocol ?? ''];
  return protocols.some((each) => WITH_CERTIFICATE.includes(each.toLowerCase()));
}
