import { uriName } from '../../core/uri.ts';
import { REGISTRY } from '../../knowledge/registry.ts';
import { SERVICES } from '../../knowledge/services.ts';
import { entryOf } from '../../model/registry/file.ts';
import { isNeverSet } from '../../model/registry/context.ts';
import { rule } from '../rule.ts';

const CRL_CHECK = REGISTRY.find(({ name }) => name === 'CertAuthFlags');
const DEVICE =
  '<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite><AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants><EncryptionMethod>AES_GCM_128</EncryptionMethod><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><DHGroup>ECP256</DHGroup><PfsGroup>ECP256</PfsGroup></CryptographySuite></NativeProfile></VPNProfile>';
const POLICY =
  'Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ECP256 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256';
const WRITE =
  "New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name CertAuthFlags -PropertyType DWord -Value 4 -Force";

export default rule({
  id: 'device-crl-unchecked',
  on: 'registryInContext',
  severity: 'information',
  title: 'The server of a device tunnel does not look for revoked certificates',
  why: 'RRAS authenticates a device tunnel by the certificate of the computer alone, and does not look it up in a revocation list unless CertAuthFlags is 4. The certificate of a stolen laptop can be revoked, and the laptop still connects before anyone signs in.',
  howToFix:
    'Set CertAuthFlags to 4 and restart RemoteAccess. The server must be able to reach the revocation list, or no device connects. Windows Server 2016 needs KB4503294 for it, 2019 KB4505658. Until then put revoked certificates into Untrusted Certificates on every server.',
  whenOff:
    'Where no revocation list is reachable from the server and revoked certificates are put into Untrusted Certificates by hand, or where the setting is made elsewhere, such as by Group Policy.',
  sources: ['Richard Hicks, "Always On VPN Device Tunnel Only Deployment Considerations"', 'richardhicks/aovpn, Enable-IKEv2CrlCheck.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client/device.xml\n${DEVICE}\n=== server/rras.ps1\n${POLICY.replace('Set-VpnServerConfiguration', '⟦Set-VpnServerConfiguration⟧')}\nRestart-Service RemoteAccess\n`,
      `=== aovpn.json\n{ "deployments": [{ "name": "berlin", "clients": ["d.xml"], "servers": ["s.ps1"] }] }\n=== d.xml\n${DEVICE}\n=== s.ps1\n${POLICY.replace('Set-VpnServerConfiguration', '⟦Set-VpnServerConfiguration⟧')}\n`,
    ],
    good: [
      `=== client/device.xml\n${DEVICE}\n=== server/rras.ps1\n${POLICY}\n${WRITE}\nRestart-Service RemoteAccess\n`,
      // In another file of the server, or by a function, or somewhere that is not known.
      `=== client/device.xml\n${DEVICE}\n=== server/rras.ps1\n${POLICY}\n=== server/crl.ps1\n${WRITE}\n`,
      `=== client/device.xml\n${DEVICE}\n=== server/rras.ps1\n${POLICY}\nEnable-IKEv2CrlCheck -Restart\n`,
      `=== client/device.xml\n${DEVICE}\n=== server/rras.ps1\n${POLICY}\n. .\\crl.ps1\n`,
      // Taken up on purpose, and no device tunnel.
      `=== client/device.xml\n${DEVICE}\n=== server/rras.ps1\n${POLICY}\n${WRITE.replace('-Value 4', '-Value 0')}\n`,
      `=== client/user.xml\n${DEVICE.replace('true', 'false')}\n=== server/rras.ps1\n${POLICY}\n`,
      // The server of other clients.
      `=== aovpn.json\n{ "deployments": [{ "name": "berlin", "clients": ["d.xml"], "servers": ["other.ps1"] }] }\n=== d.xml\n${DEVICE}\n=== s.ps1\n${POLICY}\n`,
    ],
  },
  check(context, report) {
    const { policies, devices } = context;
    const [policy] = policies;
    if (!CRL_CHECK || !policy || devices.length === 0 || !isNeverSet(context, CRL_CHECK.name)) return;
    report({
      at: policy.at,
      message:
        'Device tunnels connect to this server, and nothing sets CertAuthFlags to 4: a computer whose certificate is revoked still connects. Set it, where the server reaches the revocation list.',
      related: devices.map(({ at }) => ({ at, message: `A device tunnel (${uriName(at.file.uri)})` })),
      fixes: () => [
        {
          title: 'Refuse revoked machine certificates',
          safe: false,
          changes: [
            { kind: 'add-registry-values', at: policy.at, entries: [entryOf(CRL_CHECK, { type: 'DWord', number: 4n })], restart: SERVICES.remoteAccess.name },
          ],
        },
      ],
    });
  },
});
