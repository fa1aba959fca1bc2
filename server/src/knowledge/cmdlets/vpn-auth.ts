import type { Cmdlet } from '../cmdlet.ts';
import { PARALLEL } from './shared.ts';

export const SET_VPN_AUTH: Cmdlet = {
  name: 'Set-VpnAuthProtocol',
  summary: 'Sets what the RRAS server accepts as authentication of IKEv2 clients. In force after the RemoteAccess service has been restarted.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnauthprotocol',
  parameters: [
    {
      name: 'UserAuthProtocolAccepted',
      fromPipelineProperty: true,
      values: ['EAP', 'Certificate', 'MsChapv2', 'Chap', 'PAP', 'PreSharedKey'],
      summary: 'All methods that are accepted: EAP, Certificate, MsChapv2, Chap, PAP, PreSharedKey. Those that are left out are refused.',
    },
    {
      name: 'TunnelAuthProtocolsAdvertised',
      fromPipelineProperty: true,
      values: ['Certificates', 'PreSharedKey'],
      summary: 'How the server proves who it is: Certificates or PreSharedKey.',
    },
    {
      name: 'RootCertificateNameToAccept',
      summary: 'Certificate of the only root that machine certificates may come from: an X509Certificate2, not its name.',
    },
    { name: 'CertificateAdvertised', summary: 'Certificate that the server sends, where it proves itself by a certificate.' },
    { name: 'SharedSecret', summary: 'Pre-shared key, where the server proves itself by one.' },
    { name: 'CertificateEKUsToAccept', summary: 'Extended key usages that machine certificates must have one of.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};
