import { valuesOf, type CmdletCall } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'root-cert-not-set',
  on: 'cmdletCall',
  severity: 'information',
  title: 'Machine certificates of any trusted root are accepted',
  why: 'Without -RootCertificateNameToAccept RRAS accepts a machine certificate from each root that the server trusts, public ones included. Whoever gets a certificate for client authentication there can connect a device tunnel.',
  howToFix: 'Set the certificate of your own root with -RootCertificateNameToAccept, in this command or another one.',
  whenOff: 'Where the root is set by another script or by hand, or where the server trusts no root but your own.',
  sources: ['Microsoft Learn, "Configure an Always On VPN device tunnel"', 'richardhicks/aovpn, Set-IKEv2VpnRootCertificate.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP, ⟦Certificate⟧\n',
      '=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted ⟦Certificate⟧ -RootCertificateNameToAccept $null\n',
    ],
    good: [
      '=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate -RootCertificateNameToAccept $root\n',
      '=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted Certificate\nSet-VpnAuthProtocol -RootCertificateNameToAccept (Get-Item Cert:\\LocalMachine\\Root\\71899A67BF33AF31BEFDC071F8F733B183856332)\n',
      // Set somewhere that is not known, and by a script of which this is known.
      '=== server.ps1\n$more = Get-More\nSet-VpnAuthProtocol -UserAuthProtocolAccepted Certificate @more\n',
      "=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted Certificate\n.\\Set-IKEv2VpnRootCertificate.ps1 -Thumbprint '71899A67BF33AF31BEFDC071F8F733B183856332'\n",
      // User tunnels only, or not known.
      '=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP\nSet-VpnAuthProtocol -UserAuthProtocolAccepted $methods\n',
      '=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate -WhatIf\n',
    ],
  },
  check({ call, calls }, report) {
    if (call.cmdlet !== 'Set-VpnAuthProtocol' || call.arguments.has('WhatIf')) return;
    const certificate = valuesOf(call, 'UserAuthProtocolAccepted').find((value) => value.kind === 'text' && value.text.trim().toLowerCase() === 'certificate');
    if (!certificate || calls.of(call.cmdlet).some(maySetRoot)) return;
    // Another script of that name does it.
    if ([...call.neighbours].some((name) => /root-?cert/i.test(name))) return;
    report({
      at: certificate.at,
      message:
        'Machine certificates of every root that the server trusts are accepted, since this script sets no RootCertificateNameToAccept. Set the certificate of your own root.',
    });
  },
});

function maySetRoot({ complete, arguments: given }: CmdletCall): boolean {
  const value = given.get('RootCertificateNameToAccept')?.value;
  return value === undefined ? !complete : value.kind !== 'null';
}
