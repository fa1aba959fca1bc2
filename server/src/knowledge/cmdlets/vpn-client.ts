import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';
import { attributeParameter, PARALLEL } from './shared.ts';

/** All six or none: a policy is set as a whole. */
const CUSTOM = { sets: ['CustomPolicy'], mandatory: true } as const;

export const SET_VPN_CLIENT: Cmdlet = {
  name: 'Set-VpnConnectionIPsecConfiguration',
  summary: 'Sets the IPsec policy of a VPN connection on the client. Applies to IKEv2 and L2TP only.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration',
  sets: ['Default', 'CustomPolicy'],
  parameters: [
    { name: 'ConnectionName', aliases: ['Name'], position: 0, mandatory: true, fromPipelineProperty: true, summary: 'Name of the VPN connection.' },
    attributeParameter('AuthenticationTransformConstants', { ...CUSTOM, position: 1 }),
    attributeParameter('CipherTransformConstants', { ...CUSTOM, position: 2 }),
    attributeParameter('DHGroup', { ...CUSTOM, position: 3 }),
    attributeParameter('EncryptionMethod', { ...CUSTOM, position: 4 }),
    attributeParameter('IntegrityCheckMethod', { ...CUSTOM, position: 5 }),
    attributeParameter('PfsGroup', { ...CUSTOM, position: 6 }),
    { name: 'AllUserConnection', switch: true, summary: 'The connection is in the phone book of all users: always so for a device tunnel.' },
    { name: 'RevertToDefault', switch: true, sets: ['Default'], mandatory: true, summary: 'Goes back to the Windows default: no custom policy.' },
    { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' },
    { name: 'PassThru', switch: true, sets: ['CustomPolicy'], summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};

const INBOX = ['InboxProfile'];
const THIRD_PARTY = ['ThirdParty'];
/** Switches of Add-VpnConnection that take a Boolean in Set-VpnConnection, where leaving one out leaves it as it is. */
const ADDED_AS_SWITCH = ['SplitTunneling', 'RememberCredential', 'UseWinlogonCredential'];

const VPN_CONNECTION: readonly CmdletParameter[] = [
  { name: 'Name', aliases: ['ConnectionName'], position: 0, mandatory: true, fromPipelineProperty: true, summary: 'Name of the VPN connection.' },
  {
    name: 'ServerAddress',
    aliases: ['ServerName', 'DefaultServer'],
    position: 1,
    fromPipelineProperty: true,
    summary: 'Host name or address of the VPN server.',
  },
  {
    name: 'TunnelType',
    position: 2,
    fromPipelineProperty: true,
    values: ['Pptp', 'L2tp', 'Sstp', 'Ikev2', 'Automatic'],
    sets: INBOX,
    summary: 'Pptp, L2tp, Sstp, Ikev2 or Automatic.',
  },
  {
    name: 'EncryptionLevel',
    position: 3,
    fromPipelineProperty: true,
    values: ['NoEncryption', 'Optional', 'Required', 'Maximum', 'Custom'],
    sets: INBOX,
    summary: 'NoEncryption, Optional, Required, Maximum or Custom.',
  },
  {
    name: 'AuthenticationMethod',
    position: 4,
    fromPipelineProperty: true,
    type: 'String[]',
    values: ['Pap', 'Chap', 'MSChapv2', 'Eap', 'MachineCertificate'],
    sets: INBOX,
    summary: 'Pap, Chap, MSChapv2, Eap or MachineCertificate.',
  },
  { name: 'SplitTunneling', type: 'Boolean', fromPipelineProperty: true, summary: 'Only routed traffic goes through the tunnel.' },
  {
    name: 'AllUserConnection',
    switch: true,
    fromPipelineProperty: true,
    sets: INBOX,
    summary: 'The connection is in the phone book of all users.',
  },
  { name: 'L2tpPsk', fromPipelineProperty: true, sets: INBOX, summary: 'Pre-shared key of an L2TP connection.' },
  { name: 'RememberCredential', type: 'Boolean', fromPipelineProperty: true, summary: 'Keeps the user name and password.' },
  { name: 'UseWinlogonCredential', type: 'Boolean', fromPipelineProperty: true, sets: INBOX, summary: 'Uses the signed-in user for MSChapv2.' },
  { name: 'EapConfigXmlStream', type: 'XmlDocument', fromPipelineProperty: true, sets: INBOX, summary: 'EAP configuration as an XML document.' },
  { name: 'DnsSuffix', fromPipelineProperty: true, summary: 'DNS suffix of the connection.' },
  { name: 'IdleDisconnectSeconds', type: 'UInt32', fromPipelineProperty: true, summary: 'Seconds without traffic after which the connection ends.' },
  {
    name: 'MachineCertificateIssuerFilter',
    type: 'X509Certificate2',
    fromPipelineProperty: true,
    sets: INBOX,
    summary: 'Issuer of the machine certificate to use.',
  },
  {
    name: 'MachineCertificateEKUFilter',
    type: 'String[]',
    fromPipelineProperty: true,
    sets: INBOX,
    summary: 'Extended key usage of the machine certificate to use.',
  },
  { name: 'ServerList', type: 'CimInstance[]', fromPipelineProperty: true, summary: 'Servers that a user can choose from, made by New-VpnServerAddress.' },
  { name: 'PlugInApplicationID', fromPipelineProperty: true, sets: THIRD_PARTY, summary: 'Package family name of a VPN plug-in of another maker.' },
  { name: 'CustomConfiguration', type: 'XmlDocument', fromPipelineProperty: true, sets: THIRD_PARTY, summary: 'Settings of a VPN plug-in of another maker.' },
  { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' },
  { name: 'PassThru', switch: true, summary: 'Prints the resulting connection.' },
  ...PARALLEL,
];

export const ADD_VPN_CONNECTION: Cmdlet = {
  name: 'Add-VpnConnection',
  summary: 'Creates a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/add-vpnconnection',
  sets: ['InboxProfile', 'ThirdParty'],
  parameters: VPN_CONNECTION.map(({ type, ...parameter }) => {
    if (ADDED_AS_SWITCH.includes(parameter.name)) return { ...parameter, switch: true };
    const isNeeded = ['ServerAddress', 'PlugInApplicationID', 'CustomConfiguration'].includes(parameter.name);
    return { ...parameter, ...(type !== undefined && { type }), ...(isNeeded && { mandatory: true }) };
  }),
};

export const SET_VPN_CONNECTION: Cmdlet = {
  name: 'Set-VpnConnection',
  summary: 'Changes a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnection',
  sets: ['InboxProfile', 'ThirdParty'],
  parameters: [...VPN_CONNECTION, { name: 'ThirdPartyVpn', switch: true, sets: THIRD_PARTY, summary: 'The connection uses a VPN plug-in of another maker.' }],
};
