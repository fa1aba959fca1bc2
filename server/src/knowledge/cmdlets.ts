import type { Cmdlet, CmdletParameter } from './cmdlet.ts';
import { IPSEC, type AttributeName } from './ipsec.ts';

const PARALLEL: readonly CmdletParameter[] = [
  { name: 'CimSession', summary: 'Runs the command on other computers.' },
  { name: 'ThrottleLimit', summary: 'How many operations run at the same time.' },
  { name: 'AsJob', switch: true, summary: 'Runs the command in the background.' },
];

/** Older names under which the six values also bind on the server. Source: Set-VpnServerConfiguration reference, "Aliases". */
const SERVER_ALIASES: Partial<Record<AttributeName, readonly string[]>> = {
  AuthenticationTransformConstants: ['FirstTransformType'],
  CipherTransformConstants: ['FirstCipherAlgorithm', 'OtherCipherAlgorithm'],
  EncryptionMethod: ['Encryption'],
  IntegrityCheckMethod: ['FirstIntegrityAlgorithm', 'OtherHashAlgorithm'],
  PfsGroup: ['PfsGroupId'],
};

function attributeParameter(name: AttributeName, more: Partial<CmdletParameter>): CmdletParameter {
  return { name, summary: IPSEC[name].role, fromPipelineProperty: true, ...more };
}

const SET_VPN_SERVER: Cmdlet = {
  name: 'Set-VpnServerConfiguration',
  aliases: ['Set-VpnServerIPsecConfiguration'],
  summary: 'Sets the IPsec policy of the RRAS server. In force after the RemoteAccess service has been restarted.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration',
  parameters: [
    { name: 'CustomPolicy', switch: true, summary: 'The six algorithm parameters bind only together with this switch.' },
    ...(['AuthenticationTransformConstants', 'CipherTransformConstants', 'DHGroup', 'EncryptionMethod', 'IntegrityCheckMethod', 'PfsGroup'] as const).map(
      (name) => attributeParameter(name, SERVER_ALIASES[name] ? { aliases: SERVER_ALIASES[name] } : {}),
    ),
    {
      name: 'SALifeTimeSeconds',
      aliases: ['LifeTimeSeconds', 'QMSALifeTimeSeconds'],
      fromPipelineProperty: true,
      summary: 'Seconds after which the server renews the key of a child SA (default 28800). Each side decides for itself; it need not match the client.',
    },
    { name: 'MMSALifeTimeSeconds', fromPipelineProperty: true, summary: 'Seconds after which the server renews main mode. Each side decides for itself.' },
    {
      name: 'SADataSizeForRenegotiationKilobytes',
      aliases: ['LifeTimeKiloBytes'],
      fromPipelineProperty: true,
      summary: 'Kilobytes after which the server renews the key of a child SA (default 102400).',
    },
    {
      name: 'IdleDisconnectSeconds',
      aliases: ['IdleDurationSeconds'],
      fromPipelineProperty: true,
      summary: 'Seconds without traffic after which a client is disconnected (default 300).',
    },
    { name: 'Ikev2Ports', fromPipelineProperty: true, summary: 'Number of IKEv2 clients at the same time.' },
    { name: 'L2tpPorts', fromPipelineProperty: true, summary: 'Number of L2TP clients at the same time.' },
    { name: 'SstpPorts', fromPipelineProperty: true, summary: 'Number of SSTP clients at the same time.' },
    { name: 'GrePorts', fromPipelineProperty: true, summary: 'Number of GRE tunnels at the same time.' },
    { name: 'TunnelType', fromPipelineProperty: true, summary: 'IKEV2 or L2TP: the tunnel whose policy is set.' },
    {
      name: 'EncryptionType',
      fromPipelineProperty: true,
      summary: 'NoEncryption, OptionalEncryption, RequireEncryption or MaximumEncryption, instead of a custom policy.',
    },
    { name: 'RevertToDefault', switch: true, summary: 'Goes back to the weak Windows default (3DES, SHA-1, group 2).' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};

const SET_VPN_CLIENT: Cmdlet = {
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

const ADD_VPN_CONNECTION: Cmdlet = {
  name: 'Add-VpnConnection',
  summary: 'Creates a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/add-vpnconnection',
  parameters: VPN_CONNECTION.map((parameter) => (parameter.name === 'SplitTunneling' ? { ...parameter, switch: true } : parameter)),
};

const SET_VPN_CONNECTION: Cmdlet = {
  name: 'Set-VpnConnection',
  summary: 'Changes a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnection',
  parameters: VPN_CONNECTION,
};

const ITEM_PROPERTY: readonly CmdletParameter[] = [
  { name: 'Path', position: 0, fromPipelineProperty: true, summary: 'Registry key.' },
  { name: 'LiteralPath', aliases: ['PSPath'], summary: 'Registry key, taken literally.' },
  { name: 'Name', position: 1, aliases: ['PSProperty'], fromPipelineProperty: true, summary: 'Name of the registry value.' },
  { name: 'Value', fromPipelineProperty: true, summary: 'Data to write.' },
  { name: 'Force', switch: true, summary: 'Overwrites a value that exists already.' },
  { name: 'Filter', summary: 'Not used for the registry.' },
  { name: 'Include', summary: 'Not used for the registry.' },
  { name: 'Exclude', summary: 'Not used for the registry.' },
  { name: 'Credential', summary: 'Account to use.' },
];

const NEW_ITEM_PROPERTY: Cmdlet = {
  name: 'New-ItemProperty',
  summary: 'Creates a registry value; fails when it exists already, unless -Force is given.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/new-itemproperty',
  parameters: [
    ...ITEM_PROPERTY,
    { name: 'PropertyType', aliases: ['Type'], fromPipelineProperty: true, summary: 'String, ExpandString, Binary, DWord, MultiString or QWord.' },
  ],
};

const SET_ITEM_PROPERTY: Cmdlet = {
  name: 'Set-ItemProperty',
  aliases: ['sp'],
  summary: 'Writes a registry value; keeps the type of one that exists, unless -Type is given.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty',
  parameters: [
    ...ITEM_PROPERTY.map((parameter) => (parameter.name === 'Value' ? { ...parameter, position: 2 } : parameter)),
    { name: 'Type', summary: 'String, ExpandString, Binary, DWord, MultiString or QWord.' },
    { name: 'InputObject', summary: 'Object whose properties are written.' },
    { name: 'PassThru', switch: true, summary: 'Prints what was written.' },
  ],
};

const REMOVE_ITEM_PROPERTY: Cmdlet = {
  name: 'Remove-ItemProperty',
  aliases: ['rp'],
  summary: 'Deletes a registry value.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/remove-itemproperty',
  parameters: ITEM_PROPERTY.filter((parameter) => parameter.name !== 'Value'),
};

const SERVICE: readonly CmdletParameter[] = [
  { name: 'Name', aliases: ['ServiceName'], position: 0, fromPipelineProperty: true, summary: 'Service name.' },
  { name: 'DisplayName', summary: 'Name of the service as the console shows it.' },
  { name: 'InputObject', summary: 'Service objects.' },
  { name: 'Force', switch: true, summary: 'Also when other services depend on it.' },
  { name: 'PassThru', switch: true, summary: 'Prints the service.' },
  { name: 'NoWait', switch: true, summary: 'Does not wait until it has stopped.' },
  { name: 'Include', summary: 'Services to act on.' },
  { name: 'Exclude', summary: 'Services to leave alone.' },
];

const serviceCmdlet = (name: string, aliases: readonly string[], summary: string): Cmdlet => ({
  name,
  aliases,
  summary,
  source: `https://learn.microsoft.com/powershell/module/microsoft.powershell.management/${name.toLowerCase()}`,
  parameters: SERVICE,
});

const RESTART_COMPUTER: Cmdlet = {
  name: 'Restart-Computer',
  summary: 'Restarts the computer, and with it every service.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/restart-computer',
  parameters: [{ name: 'ComputerName', position: 0, summary: 'Computers to restart.' }],
};

/** Every cmdlet whose parameters this product reads. Binding, hover and completion all follow from these rows. */
export const CMDLETS = {
  setVpnServer: SET_VPN_SERVER,
  setVpnClient: SET_VPN_CLIENT,
  addVpnConnection: ADD_VPN_CONNECTION,
  setVpnConnection: SET_VPN_CONNECTION,
  newItemProperty: NEW_ITEM_PROPERTY,
  setItemProperty: SET_ITEM_PROPERTY,
  removeItemProperty: REMOVE_ITEM_PROPERTY,
  restartService: serviceCmdlet('Restart-Service', [], 'Stops a service and starts it again.'),
  startService: serviceCmdlet('Start-Service', ['sasv'], 'Starts a service.'),
  restartComputer: RESTART_COMPUTER,
} as const satisfies Record<string, Cmdlet>;

const byName = new Map<string, Cmdlet>(
  Object.values(CMDLETS).flatMap((cmdlet: Cmdlet) => [cmdlet.name, ...(cmdlet.aliases ?? [])].map((name) => [name.toLowerCase(), cmdlet] as const)),
);

/** The cmdlet of this name or alias, in any letter case; `undefined` for one that this product does not read. */
export function cmdletByName(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}
