import type { Cmdlet } from '../cmdlet.ts';
import type { AttributeName } from '../ipsec.ts';
import { attributeParameter, PARALLEL } from './shared.ts';

/** Older names under which the six values also bind on the server. Source: Set-VpnServerConfiguration reference, "Aliases". */
const SERVER_ALIASES: Partial<Record<AttributeName, readonly string[]>> = {
  AuthenticationTransformConstants: ['FirstTransformType'],
  CipherTransformConstants: ['FirstCipherAlgorithm', 'OtherCipherAlgorithm'],
  EncryptionMethod: ['Encryption'],
  IntegrityCheckMethod: ['FirstIntegrityAlgorithm', 'OtherHashAlgorithm'],
  PfsGroup: ['PfsGroupId'],
};

/** The encryption type of a server without a custom policy. Source: Get-VpnServerConfiguration, sample output. */
export const DEFAULT_ENCRYPTION_TYPE = 'OptionalEncryption';

/** A number of ports, seconds or kilobytes. It is part of a policy, which `-RevertToDefault` does not take. */
const NUMBER = { type: 'UInt32', sets: ['EncryptionType', 'CustomPolicy'] } as const;

export const SET_VPN_SERVER: Cmdlet = {
  name: 'Set-VpnServerConfiguration',
  aliases: ['Set-VpnServerIPsecConfiguration'],
  summary: 'Sets the IPsec policy of the RRAS server. In force after the RemoteAccess service has been restarted.',
  source: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration',
  sets: ['EncryptionType', 'CustomPolicy', 'RevertToDefault'],
  parameters: [
    {
      name: 'CustomPolicy',
      switch: true,
      sets: ['CustomPolicy'],
      mandatory: true,
      summary: 'The six algorithm parameters bind only together with this switch.',
    },
    ...(['AuthenticationTransformConstants', 'CipherTransformConstants', 'DHGroup', 'EncryptionMethod', 'IntegrityCheckMethod', 'PfsGroup'] as const).map(
      (name) => attributeParameter(name, { sets: ['CustomPolicy'], ...(SERVER_ALIASES[name] && { aliases: SERVER_ALIASES[name] }) }),
    ),
    {
      name: 'SALifeTimeSeconds',
      ...NUMBER,
      aliases: ['LifeTimeSeconds', 'QMSALifeTimeSeconds'],
      fromPipelineProperty: true,
      summary: 'Seconds after which the server renews the key of a child SA (default 28800). Each side decides for itself; it need not match the client.',
    },
    {
      name: 'MMSALifeTimeSeconds',
      ...NUMBER,
      fromPipelineProperty: true,
      summary: 'Seconds after which the server renews main mode. Each side decides for itself.',
    },
    {
      name: 'SADataSizeForRenegotiationKilobytes',
      ...NUMBER,
      aliases: ['LifeTimeKiloBytes'],
      fromPipelineProperty: true,
      summary: 'Kilobytes after which the server renews the key of a child SA (default 102400).',
    },
    {
      name: 'IdleDisconnectSeconds',
      ...NUMBER,
      aliases: ['IdleDurationSeconds'],
      fromPipelineProperty: true,
      summary: 'Seconds without traffic after which a client is disconnected (default 300).',
    },
    { name: 'Ikev2Ports', ...NUMBER, fromPipelineProperty: true, summary: 'Number of IKEv2 clients at the same time.' },
    { name: 'L2tpPorts', ...NUMBER, fromPipelineProperty: true, summary: 'Number of L2TP clients at the same time.' },
    { name: 'SstpPorts', ...NUMBER, fromPipelineProperty: true, summary: 'Number of SSTP clients at the same time.' },
    { name: 'GrePorts', ...NUMBER, fromPipelineProperty: true, summary: 'Number of GRE tunnels at the same time.' },
    {
      name: 'TunnelType',
      type: 'TunnelType',
      values: ['IKEV2', 'L2TP'],
      fromPipelineProperty: true,
      summary: 'IKEV2 or L2TP: the tunnel whose policy is set.',
    },
    {
      name: 'EncryptionType',
      sets: ['EncryptionType'],
      values: ['NoEncryption', 'OptionalEncryption', 'RequireEncryption', 'MaximumEncryption'],
      fromPipelineProperty: true,
      // Source: IKEV2_TUNNEL_CONFIG_PARAMS2 (mprapi.h), dwEncryptionType.
      summary:
        'What RRAS asks for instead of a custom policy: NoEncryption negotiates none, OptionalEncryption (the default) asks for it and goes without, RequireEncryption insists on it, MaximumEncryption on the strongest. Which algorithms these stand for is not documented.',
    },
    {
      name: 'RevertToDefault',
      switch: true,
      sets: ['RevertToDefault'],
      mandatory: true,
      summary: 'Goes back to the weak Windows default (3DES, SHA-1, group 2).',
    },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting configuration.' },
    ...PARALLEL,
  ],
};
