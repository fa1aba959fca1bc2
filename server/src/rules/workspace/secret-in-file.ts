import { rule } from '../rule.ts';

export default rule({
  id: 'secret-in-file',
  on: 'secret',
  severity: 'warning',
  title: 'A key or password stands in the file in clear text',
  why: 'Everybody who can read the file, or its history in version control, has the key: of the load balancer, of the gateway, or of the certificate by which clients know the server.',
  howToFix:
    'Have the tool that deploys it fill the value in, or ask for it at run time. Then change it where it is used: the old one stays in the history of the file.',
  whenOff: 'For a file whose values stand for others that are filled in when it is deployed, or that belong to a lab which nothing else relies on.',
  sources: ['CWE-312, Cleartext Storage of Sensitive Information', 'CWE-798, Use of Hard-coded Credentials'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== server.ps1\nAdd-RemoteAccessRadius -ServerName nps.fabrikam.com -SharedSecret '⟦fabrikam-1⟧' -Purpose Authentication\n",
      '=== server.ps1\n$key = ConvertTo-SecureString "⟦fabrikam-1⟧" -AsPlainText -Force\nSet-VpnServerConfiguration -CustomPolicy\n',
      '=== bigip.conf\nltm virtual vs_ike { destination 203.0.113.10:500 }\nltm profile client-ssl /Common/sstp {\n    passphrase ⟦fabrikam-1⟧\n}\n',
    ],
    good: [
      // Asked for, or filled in.
      '=== server.ps1\nAdd-RemoteAccessRadius -ServerName nps.fabrikam.com -SharedSecret $secret -Purpose Authentication\n',
      '=== server.ps1\n$key = ConvertTo-SecureString "$env:KEY" -AsPlainText -Force\nSet-VpnServerConfiguration -CustomPolicy\n',
      "=== server.ps1\nAdd-RemoteAccessRadius -ServerName nps.fabrikam.com -SharedSecret '{{Secret}}' -Purpose Authentication\n",
      // Words that only say what belongs there, and a sentence about a command.
      "=== server.ps1\nAdd-RemoteAccessRadius -ServerName nps.fabrikam.com -SharedSecret 'REPLACE-WITH-STRONG-SECRET' -Purpose Authentication\n",
      '=== client.ps1\n# rasdial is a legacy dialer that knows no EAP\nGet-VpnConnection\n',
      // Encrypted by the appliance.
      '=== bigip.conf\nltm virtual vs_ike { destination 203.0.113.10:500 }\nltm profile client-ssl /Common/sstp {\n    passphrase $M$Dv$3n0p\n}\n',
      // The rule l2tp-psk-clear says it.
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>L2TP</NativeProtocolType><L2tpPsk>⟦fabrikam-1⟧{l2tp-psk-clear}</L2tpPsk></NativeProfile></VPNProfile>\n',
    ],
  },
  check({ at, what }, report) {
    report({ at, message: `Here stands ${what} in clear text. Have it filled in when it is deployed, and change it where it is used.` });
  },
});
