import { valuesOf } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'ps-eap-xml-null',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'A connection uses EAP without a configuration of it',
  why: 'Windows then takes its default EAP method, which asks for a password and knows neither the names of your servers nor your root. Inferred from the reference, which calls it the default EAP authentication method.',
  howToFix: 'Give -EapConfigXmlStream the configuration, such as that of New-EapConfiguration or of a connection that works.',
  whenOff: "Where passwords with Windows' default EAP method are what you want.",
  sources: ['Microsoft, Add-VpnConnection (examples 3 and 4)'],
  confidence: 'inferred',
  restsOn: 'The reference calls what is used then the default EAP authentication method. Which one that is on each release has not been tested.',
  examples: {
    bad: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod ⟦Eap⟧ -AllUserConnection\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod ⟦Eap⟧ -EapConfigXmlStream $null\n",
    ],
    good: [
      "=== client.ps1\n$eap = New-EapConfiguration\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod Eap -EapConfigXmlStream $eap.EapConfigXmlStream\n",
      // Set later, for this one or for one that is not known.
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod Eap\nSet-VpnConnection -Name 'Fabrikam VPN' -EapConfigXmlStream $xml\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod Eap\nGet-VpnConnection | Set-VpnConnection -EapConfigXmlStream $xml\n",
      "=== client.ps1\n$more = Get-More\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -AuthenticationMethod Eap @more\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod MachineCertificate\n",
    ],
  },
  check({ call, calls }, report) {
    if (call.cmdlet !== 'Add-VpnConnection' || !call.complete) return;
    const eap = valuesOf(call, 'AuthenticationMethod').find((value) => value.kind === 'text' && value.text.toLowerCase() === 'eap');
    const stream = call.arguments.get('EapConfigXmlStream')?.value;
    if (!eap || (stream && stream.kind !== 'null')) return;
    const { connection } = call;
    const changing = connection === undefined ? [calls.of('Set-VpnConnection')] : [connection, undefined].map((each) => calls.about('Set-VpnConnection', each));
    if (changing.flat().some((other) => other.arguments.has('EapConfigXmlStream') || !other.complete)) return;
    report({
      at: eap.at,
      message:
        'Without -EapConfigXmlStream Windows takes its default EAP method, which knows neither your servers nor your root (inferred). Give it the configuration.',
    });
  },
});
