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

export const SET_VPN_SERVER: Cmdlet = {
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
