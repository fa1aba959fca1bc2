import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';
import { attributeParameter, PARALLEL } from './shared.ts';

export const SET_VPN_CLIENT: Cmdlet = {
  name: 'Set-VpnConnectionIPsecConfiguration',
  summary: 'Sets the IPsec policy of a VPN connection on the client. Applies to IKEv2 and L2TP only.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration',
  parameters: [
    { name: 'ConnectionName', aliases: ['Name'], position: 0, fromPipelineProperty: true, summary: 'Name of the VPN connection.' },
    attributeParameter('AuthenticationTransformConstants', { position: 1 }),
    attributeParameter('CipherTransformConstants', { position: 2 }),
    attributeParameter('DHGroup', { position: 3 }),
    attributeParameter('EncryptionMethod', { position: 4 }),
    attributeParameter('IntegrityCheckMethod', { position: 5 }),
    attributeParameter('PfsGroup', { position: 6 }),
    { name: 'AllUserConnection', switch: true, summary: 'The connection is in the phone book of all users: always so for a device tunnel.' },
    { name: 'RevertToDefault', switch: true, summary: 'Goes back to the Windows default: no custom policy.' },
    { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};

const VPN_CONNECTION: readonly CmdletParameter[] = [
  { name: 'Name', aliases: ['ConnectionName'], position: 0, fromPipelineProperty: true, summary: 'Name of the VPN connection.' },
  { name: 'ServerAddress', position: 1, fromPipelineProperty: true, summary: 'Host name or address of the VPN server.' },
  { name: 'TunnelType', position: 2, fromPipelineProperty: true, summary: 'Pptp, L2tp, Sstp, Ikev2 or Automatic.' },
  { name: 'EncryptionLevel', position: 3, fromPipelineProperty: true, summary: 'NoEncryption, Optional, Required, Maximum or Custom.' },
  { name: 'AuthenticationMethod', position: 4, fromPipelineProperty: true, summary: 'Pap, Chap, MSChapv2, Eap or MachineCertificate.' },
  { name: 'SplitTunneling', summary: 'Only routed traffic goes through the tunnel.' },
  { name: 'AllUserConnection', switch: true, summary: 'The connection is in the phone book of all users.' },
  { name: 'L2tpPsk', summary: 'Pre-shared key of an L2TP connection.' },
  { name: 'RememberCredential', summary: 'Keeps the user name and password.' },
  { name: 'UseWinlogonCredential', summary: 'Uses the signed-in user for MSChapv2.' },
  { name: 'EapConfigXmlStream', summary: 'EAP configuration as an XML document.' },
  { name: 'DnsSuffix', summary: 'DNS suffix of the connection.' },
  { name: 'IdleDisconnectSeconds', summary: 'Seconds without traffic after which the connection ends.' },
  { name: 'MachineCertificateIssuerFilter', summary: 'Issuer of the machine certificate to use.' },
  { name: 'MachineCertificateEKUFilter', summary: 'Extended key usage of the machine certificate to use.' },
  { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' },
  { name: 'PassThru', switch: true, summary: 'Prints the resulting connection.' },
  ...PARALLEL,
];

export const ADD_VPN_CONNECTION: Cmdlet = {
  name: 'Add-VpnConnection',
  summary: 'Creates a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/add-vpnconnection',
  parameters: VPN_CONNECTION.map((parameter) => (parameter.name === 'SplitTunneling' ? { ...parameter, switch: true } : parameter)),
};

export const SET_VPN_CONNECTION: Cmdlet = {
  name: 'Set-VpnConnection',
  summary: 'Changes a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnection',
  parameters: VPN_CONNECTION,
};
