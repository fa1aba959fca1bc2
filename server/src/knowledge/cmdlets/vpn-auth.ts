import type { Cmdlet } from '../cmdlet.ts';
import { PARALLEL } from './shared.ts';

/** Methods that RRAS can accept. Source: Set-VpnAuthProtocol reference, "Accepted values". */
const ACCEPTED_METHODS = ['EAP', 'Certificate', 'MsChapv2', 'Chap', 'PAP', 'PreSharedKey'] as const;
export type AcceptedMethod = (typeof ACCEPTED_METHODS)[number];

export const SET_VPN_AUTH_PROTOCOL: Cmdlet = {
  name: 'Set-VpnAuthProtocol',
  summary: 'Sets how clients authenticate to the RRAS server with IKEv2. In force after the RemoteAccess service has been restarted.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnauthprotocol',
  parameters: [
    {
      name: 'UserAuthProtocolAccepted',
      fromPipelineProperty: true,
      values: ACCEPTED_METHODS,
      summary: 'Every method that is accepted; what the list does not name is refused. Certificate for device tunnels, EAP for users.',
    },
    {
      name: 'TunnelAuthProtocolsAdvertised',
      fromPipelineProperty: true,
      values: ['Certificates', 'PreSharedKey'],
      summary: 'How the server authenticates itself to other gateways.',
    },
    {
      name: 'RootCertificateNameToAccept',
      summary: 'The root that machine certificates must come from: a certificate object, not a name. Without it every root that the server trusts will do.',
    },
    { name: 'CertificateAdvertised', summary: 'The certificate that the server sends, as an object.' },
    { name: 'SharedSecret', summary: 'The pre-shared key.' },
    { name: 'CertificateEKUsToAccept', summary: 'Extended key usages that machine certificates must have.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};
