import type { Location } from '../../core/source-file.ts';
import { ATTRIBUTES } from '../../knowledge/ipsec.ts';
import { placeOf, type IPsecPolicy } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { fileNames, listed } from '../wording.ts';

export default rule({
  id: 'pairing-ambiguous',
  on: 'ambiguousPairing',
  severity: 'information',
  title: 'Several server policies could be meant and this client matches none',
  why: 'Without knowing which server a client connects to, a difference may be a mistake or the other server. Nothing is compared until the project file says which.',
  howToFix: 'Pin the client to its server in `aovpn.json`: one of the fixes writes the entry.',
  whenOff:
    'Where the server of these clients is not in the folder at all and never will be. Else pin them: switched off, nothing is compared and nothing says so.',
  sources: ['This product\'s own pairing, see "Which client meets which server" in the README'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><⟦CryptographySuite⟧>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES256</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES256</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/berlin.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== server/lisbon.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ECP256 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256
`,
    ],
    good: [
      // It matches one of the two, so that is the one.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/berlin.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== server/lisbon.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ECP256 -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256
`,
    ],
  },
  check({ client, servers }, report) {
    const names = fileNames(servers);
    const files = [...new Set(names)];
    const where = files.length < servers.length ? `, some of them alternatives of one script (${listed(files)}),` : ` (${listed(files)})`;
    report({
      at: client.at,
      message: `This client could belong to ${servers.length} different server policies${where} and matches none of them. Pin it to one in aovpn.json to have it compared.`,
      related: servers.map((server) => ({ at: placeThatTells(server), message: 'A server policy it could belong to' })),
      // A pin names a file: it decides nothing between the alternatives of one.
      fixes: () =>
        servers.flatMap((server, index) =>
          names.filter((name) => name === names[index]).length > 1
            ? []
            : [{ title: `Pin to ${names[index] ?? ''} in aovpn.json`, safe: false, changes: [{ kind: 'pin', client: client.at, server: server.at }] }],
        ),
    });
  },
});

/** Where a policy states its first value: the command's name is the same for all alternatives. */
function placeThatTells(server: IPsecPolicy): Location {
  return ATTRIBUTES.map((attribute) => placeOf(server.slots[attribute])).find((place) => place !== undefined) ?? server.at;
}
