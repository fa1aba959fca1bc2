import { REGISTRY } from '../../knowledge/registry.ts';
import { SERVICES } from '../../knowledge/services.ts';
import { entryOf } from '../../model/registry/file.ts';
import { isNeverSet } from '../../model/registry/context.ts';
import { accepts } from '../../model/server-authentication.ts';
import { rule } from '../rule.ts';

const FRAGMENTATION = REGISTRY.find(({ name }) => name === 'EnableServerFragmentation');
const POLICY =
  'Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ECP256 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256';
const MARKED = POLICY.replace('Set-VpnServerConfiguration', '⟦Set-VpnServerConfiguration⟧');
const CERTIFICATES = 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate -RootCertificateNameToAccept $root';
const WRITE =
  "New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation -PropertyType DWord -Force -Value";

export default rule({
  id: 'reg-fragmentation-off',
  on: 'registryInContext',
  severity: 'information',
  title: 'A server for IKEv2 with certificates never gets IKEv2 fragmentation',
  why: 'IKE_AUTH carries certificates and is often larger than a packet. Unless the server offers fragmentation of IKEv2 itself, IP splits the message, and many firewalls and home routers drop what is split: error 809 from some places and none from others. Windows clients from 1803 offer it, RRAS does not before EnableServerFragmentation is 1.',
  howToFix: 'Set EnableServerFragmentation to 1 and restart RemoteAccess. Windows Server 1803 and 2019 are the first to have it.',
  whenOff:
    'Where the server has the value from something that is not in these files, such as Group Policy, or where no client comes through a network that drops fragments.',
  sources: ['Richard Hicks, "Always On VPN and IKEv2 Fragmentation"', 'richardhicks/aovpn, Enable-VpnServerIKEv2Fragmentation.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1\n${MARKED}\n${CERTIFICATES}\nRestart-Service RemoteAccess\n`,
      `=== server.ps1\n⟦Install-RemoteAccess⟧ -VpnType Vpn\n${CERTIFICATES}\n`,
    ],
    good: [
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\n${WRITE} 1\nRestart-Service RemoteAccess\n`,
      // In another file of the same server, by a function, and switched off on purpose.
      `=== server/rras.ps1\n${POLICY}\n${CERTIFICATES}\n=== server/registry/fragmentation.ps1\n${WRITE} 1\n`,
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\nEnable-VpnServerIKEv2Fragmentation -Restart\n`,
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\n${WRITE} 0\n`,
      // Whatever is not understood may set it: another script, a function, a value whose name is not known.
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\n. .\\more.ps1\n`,
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\nSet-FabrikamDefaults\n`,
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\nSet-ItemProperty -Path $key -Name $name -Value 1\n`,
      `=== server.ps1\n${POLICY}\n${CERTIFICATES}\n[Microsoft.Win32.Registry]::SetValue($key, 'EnableServerFragmentation', 1)\n`,
      // Nothing says that certificates are used, or only users sign in with passwords.
      `=== server.ps1\n${POLICY}\n`,
      `=== server.ps1\n${POLICY}\nSet-VpnAuthProtocol -UserAuthProtocolAccepted MSChapv2\n`,
      // A gateway of another make, and servers that do not know the value.
      `=== aovpn.json
{ "deployments": [{ "name": "berlin", "clients": ["client/**"], "servers": [], "gateway": { "vendor": "Fabrikam", "proposals": [{ "EncryptionMethod": "AES256", "IntegrityCheckMethod": "SHA384", "DHGroup": "Group14" }] } }] }
=== client/client.ps1\nSet-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -RevertToDefault -Force\n`,
      `=== aovpn.json\n{ "minimumWindows": "Windows Server 2016" }\n=== server.ps1\n${POLICY}\n${CERTIFICATES}\n`,
    ],
  },
  check(context, report) {
    const { policies, authentications, minimumWindows } = context;
    const [policy] = policies;
    if (!FRAGMENTATION || !policy || !authentications.some((each) => accepts(each, 'Certificate') === true)) return;
    if (!isNeverSet(context, FRAGMENTATION.name)) return;
    if (minimumWindows?.server !== undefined && minimumWindows.build < (FRAGMENTATION.minimumBuild ?? 0)) return;
    report({
      at: policy.at,
      message:
        'This server takes certificates over IKEv2, and nothing sets EnableServerFragmentation: where firewalls drop IP fragments clients get error 809. Set it to 1.',
      fixes: () => [
        {
          title: 'Enable IKEv2 fragmentation',
          safe: false,
          changes: [
            {
              kind: 'add-registry-values',
              at: policy.at,
              entries: [entryOf(FRAGMENTATION, { type: 'DWord', number: 1n })],
              restart: SERVICES.remoteAccess.name,
            },
          ],
        },
      ],
    });
  },
});
