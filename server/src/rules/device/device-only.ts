import { childNodes } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

const DEVICE =
  '<VPNProfile><⟦DeviceTunnel⟧>true</DeviceTunnel><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>Certificate</MachineMethod></Authentication><RoutingPolicyType>SplitTunnel</RoutingPolicyType><CryptographySuite><AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants><EncryptionMethod>AES_GCM_128</EncryptionMethod><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><DHGroup>ECP256</DHGroup><PfsGroup>ECP256</PfsGroup></CryptographySuite></NativeProfile><Route><Address>10.20.0.5</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>';
const SILENT = DEVICE.replace(/[⟦⟧]/g, '');
const USER = '<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>';
const project = (...clients: string[]): string =>
  `=== aovpn.json\n{ "deployments": [{ "name": "berlin", "clients": ${JSON.stringify(clients)}, "servers": [] }] }\n`;

export default rule({
  id: 'device-only',
  on: 'clientProfile',
  severity: 'information',
  title: 'A deployment has a device tunnel and no user tunnel',
  why: 'A device tunnel by itself works, with less than a user tunnel gives: whoever signs in to the device reaches what the tunnel reaches, with no second factor and no Conditional Access, which need EAP; the client does not authenticate the server; RRAS does not look for revoked certificates until it is told to; there is nothing to fall back to where a firewall blocks UDP 500 and 4500, since SSTP is for user tunnels; the device must have the Enterprise or Education edition and be joined to a domain; and users see no status of the connection.',
  howToFix: 'Add a user tunnel to the deployment, or suppress the finding where the device tunnel is meant to be alone.',
  whenOff: 'Where the device tunnel is meant to be alone, such as for kiosks or for computers that are managed and never used from outside.',
  sources: ['Richard Hicks, "Always On VPN Device Tunnel Only Deployment Considerations"', 'Microsoft, "Configure VPN device tunnels in Windows client"'],
  confidence: 'documented',
  examples: {
    bad: [`${project('d.xml')}=== d.xml\n${DEVICE}\n`, `${project('*.xml')}=== one.xml\n${DEVICE}\n=== two.xml\n${DEVICE}\n`],
    good: [
      `${project('*.xml')}=== d.xml\n${SILENT}\n=== u.xml\n${USER}\n`,
      // Nobody says that the folder holds the whole deployment.
      `=== d.xml\n${SILENT}\n`,
      // The project file names it for something else, and what a script makes may be the user tunnel.
      `${project('other.xml')}=== d.xml\n${SILENT}\n`,
      `${project('d.xml', 'user.ps1')}=== d.xml\n${SILENT}\n=== user.ps1\nAdd-VpnConnection -Name $name -ServerAddress vpn.fabrikam.com -TunnelType Sstp\n`,
      `${project('d.xml', 'user.ps1')}=== d.xml\n${SILENT}\n=== user.ps1\n& .\\New-AovpnConnection.ps1 -Profile $user\n`,
      // A user tunnel that is not finished.
      `${project('*.xml')}=== d.xml\n${SILENT}\n=== u.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><AlwaysOn>true</AlwaysOn>\n`,
    ],
  },
  check({ profile, deviceOnlyIn }, report) {
    const [field] = childNodes(profile.root, 'DeviceTunnel');
    if (deviceOnlyIn === undefined || !field) return;
    report({
      at: field.at,
      message: `The deployment ${deviceOnlyIn} has a device tunnel and no user tunnel: no second factor, no Conditional Access, and no SSTP where UDP 500 and 4500 are blocked. Add a user tunnel, or suppress this where it is meant.`,
    });
  },
});
