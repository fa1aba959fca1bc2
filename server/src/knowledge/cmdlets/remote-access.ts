import type { Cmdlet } from '../cmdlet.ts';
import { PARALLEL } from './shared.ts';

const VPN = ['Vpn'];
const TENANTS = ['MultiTenant'];
const BOTH = [...VPN, ...TENANTS];
const DIRECT_ACCESS = ['DirectAccess'];

/** Sets up the role that a VPN server runs on, for clients or for other things. What it gets without a name is for DirectAccess, the default set. */
export const INSTALL_REMOTE_ACCESS: Cmdlet = {
  name: 'Install-RemoteAccess',
  summary: 'Sets up RRAS as a VPN server for clients or for sites, or DirectAccess. A VPN server for clients has no custom IPsec policy at first.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/install-remoteaccess',
  sets: ['DirectAccess', 'Vpn', 'MultiTenant', 'DAPrerequisiteChecks'],
  parameters: [
    { name: 'ComputerName', aliases: ['Cn'], summary: 'The server; this computer unless stated.' },
    {
      name: 'VpnType',
      aliases: ['RoleType'],
      values: ['Vpn', 'VpnS2S', 'SstpProxy', 'RoutingOnly'],
      sets: BOTH,
      mandatory: VPN,
      fromPipelineProperty: true,
      summary: 'Vpn for clients, VpnS2S for tunnels between sites, SstpProxy or RoutingOnly.',
    },
    { name: 'RadiusServer', aliases: ['ServerName'], sets: BOTH, fromPipelineProperty: true, summary: 'RADIUS server that authenticates users, such as NPS.' },
    { name: 'SharedSecret', sets: BOTH, fromPipelineProperty: true, summary: 'Secret that is shared with the RADIUS server, as plain text.' },
    { name: 'RadiusPort', aliases: ['Port'], type: 'UInt16', sets: BOTH, fromPipelineProperty: true, summary: 'Port of the RADIUS server (default 1813).' },
    { name: 'RadiusScore', type: 'Byte', sets: BOTH, fromPipelineProperty: true, summary: 'Initial score of the RADIUS server (default 30).' },
    { name: 'RadiusTimeout', type: 'UInt32', sets: BOTH, fromPipelineProperty: true, summary: 'Seconds to wait for the RADIUS server (default 5).' },
    {
      name: 'MsgAuthenticator',
      values: ['Enabled', 'Disabled'],
      sets: BOTH,
      fromPipelineProperty: true,
      summary: 'Whether RADIUS messages carry a message authenticator (default Disabled).',
    },
    {
      name: 'IPAddressRange',
      type: 'String[]',
      sets: VPN,
      fromPipelineProperty: true,
      summary: 'First and last address of the pool that clients get theirs from.',
    },
    { name: 'IPv6Prefix', sets: VPN, fromPipelineProperty: true, summary: 'Prefix of the IPv6 addresses that clients get.' },
    { name: 'EntrypointName', sets: VPN, fromPipelineProperty: true, summary: 'Site of a DirectAccess deployment with several.' },
    { name: 'Legacy', switch: true, sets: VPN, summary: 'Sets up RRAS without what DirectAccess brings.' },
    { name: 'MultiTenancy', switch: true, sets: TENANTS, mandatory: TENANTS, summary: 'Sets up a gateway for several tenants.' },
    { name: 'CapacityKbps', type: 'UInt64', sets: TENANTS, fromPipelineProperty: true, summary: 'Bandwidth of the gateway in kilobits per second.' },
    {
      name: 'DAInstallType',
      position: 0,
      values: ['FullInstall', 'ManageOut'],
      sets: DIRECT_ACCESS,
      mandatory: DIRECT_ACCESS,
      fromPipelineProperty: true,
      summary: 'DirectAccess for remote access, or for the management of clients only.',
    },
    {
      name: 'ConnectToAddress',
      position: 1,
      sets: DIRECT_ACCESS,
      mandatory: DIRECT_ACCESS,
      fromPipelineProperty: true,
      summary: 'Public address that DirectAccess clients connect to.',
    },
    { name: 'ClientGpoName', aliases: ['GpoName'], sets: DIRECT_ACCESS, fromPipelineProperty: true, summary: 'GPO with the settings of DirectAccess clients.' },
    { name: 'ServerGpoName', sets: DIRECT_ACCESS, fromPipelineProperty: true, summary: 'GPO with the settings of DirectAccess servers.' },
    { name: 'InternalInterface', sets: DIRECT_ACCESS, fromPipelineProperty: true, summary: 'Network adapter of the internal network.' },
    { name: 'InternetInterface', sets: DIRECT_ACCESS, fromPipelineProperty: true, summary: 'Network adapter of the Internet.' },
    { name: 'NlsCertificate', aliases: ['Certificate'], type: 'X509Certificate2', sets: DIRECT_ACCESS, summary: 'Certificate of the network location server.' },
    { name: 'NlsUrl', sets: DIRECT_ACCESS, fromPipelineProperty: true, summary: 'Address of the network location server.' },
    { name: 'NoPrerequisite', switch: true, sets: DIRECT_ACCESS, summary: 'Does not check the prerequisites.' },
    { name: 'DeployNat', switch: true, sets: DIRECT_ACCESS, summary: 'The server stands behind a NAT.' },
    { name: 'Prerequisite', switch: true, sets: ['DAPrerequisiteChecks'], mandatory: true, summary: 'Only checks the prerequisites of DirectAccess.' },
    { name: 'Force', switch: true, sets: DIRECT_ACCESS, summary: 'Does not ask for confirmation.' },
    { name: 'PassThru', switch: true, sets: [...DIRECT_ACCESS, ...BOTH], summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};

/** Sets who authenticates the users of a VPN server. */
export const SET_VPN_AUTH_TYPE: Cmdlet = {
  name: 'Set-VpnAuthType',
  summary: 'Sets who authenticates the users of the VPN server: Windows, or a RADIUS server such as NPS.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnauthtype',
  parameters: [
    { name: 'Type', position: 0, mandatory: true, values: ['Windows', 'ExternalRadius'], fromPipelineProperty: true, summary: 'Windows or ExternalRadius.' },
    { name: 'RadiusServer', aliases: ['ServerName'], position: 1, fromPipelineProperty: true, summary: 'The RADIUS server.' },
    { name: 'SharedSecret', position: 2, fromPipelineProperty: true, summary: 'Secret that is shared with the RADIUS server, as plain text.' },
    { name: 'RadiusTimeout', aliases: ['Timeout'], type: 'UInt32', fromPipelineProperty: true, summary: 'Seconds to wait for the RADIUS server (default 5).' },
    { name: 'RadiusScore', type: 'Byte', fromPipelineProperty: true, summary: 'Initial score of the RADIUS server (default 30).' },
    { name: 'RadiusPort', aliases: ['Port'], type: 'UInt16', fromPipelineProperty: true, summary: 'Port of the RADIUS server (default 1813).' },
    { name: 'ComputerName', aliases: ['Cn'], summary: 'The VPN server; this computer unless stated.' },
    {
      name: 'MsgAuthenticator',
      values: ['Enabled', 'Disabled'],
      fromPipelineProperty: true,
      summary: 'Whether RADIUS messages carry a message authenticator.',
    },
    { name: 'EntrypointName', fromPipelineProperty: true, summary: 'Site of a DirectAccess deployment with several.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};

/** Sets where the clients of a VPN server get their addresses from. */
export const SET_VPN_ADDRESSES: Cmdlet = {
  name: 'Set-VpnIPAddressAssignment',
  summary: 'Sets where the clients of the VPN server get their addresses from: DHCP or a pool.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnipaddressassignment',
  sets: ['VpnIPAddressAssignment', 'VpnIPv6PrefixEntrypoint'],
  parameters: [
    {
      name: 'IPAssignmentMethod',
      values: ['Dhcp', 'StaticPool'],
      sets: ['VpnIPAddressAssignment'],
      fromPipelineProperty: true,
      summary: 'Dhcp or StaticPool.',
    },
    {
      name: 'IPAddressRange',
      type: 'String[]',
      sets: ['VpnIPAddressAssignment'],
      fromPipelineProperty: true,
      summary: 'First and last address of the pool.',
    },
    { name: 'IPv6Prefix', mandatory: ['VpnIPv6PrefixEntrypoint'], fromPipelineProperty: true, summary: 'Prefix of the IPv6 addresses that clients get.' },
    {
      name: 'EntrypointName',
      sets: ['VpnIPv6PrefixEntrypoint'],
      mandatory: true,
      fromPipelineProperty: true,
      summary: 'Site of a DirectAccess deployment with several.',
    },
    { name: 'ComputerName', aliases: ['Cn'], summary: 'The VPN server; this computer unless stated.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};

/** Changes what DirectAccess and VPN share on a server that is set up. */
export const SET_REMOTE_ACCESS: Cmdlet = {
  name: 'Set-RemoteAccess',
  summary: 'Changes what DirectAccess and VPN share: the certificate of SSTP and IP-HTTPS, and the network adapters.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-remoteaccess',
  parameters: [
    {
      name: 'SslCertificate',
      type: 'X509Certificate2',
      summary: 'Certificate that the server shows to clients of SSTP and IP-HTTPS; must be on every node of a cluster.',
    },
    { name: 'ComputerName', aliases: ['Cn'], summary: 'The server; this computer unless stated.' },
    { name: 'InternetInterface', fromPipelineProperty: true, summary: 'Network adapter of the Internet.' },
    { name: 'InternalInterface', fromPipelineProperty: true, summary: 'Network adapter of the internal network.' },
    { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    { name: 'CapacityKbps', type: 'UInt64', summary: 'Bandwidth of the gateway in kilobits per second.' },
    { name: 'UseHttp', type: 'Boolean', fromPipelineProperty: true, summary: 'Whether SSTP takes plain HTTP because a load balancer ends TLS.' },
    ...PARALLEL,
  ],
};
