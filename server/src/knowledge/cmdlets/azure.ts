import type { SERVER_LIFETIMES } from '../baselines.ts';
import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';
import { IPSEC, spellings, type AttributeName, type PolicyForm } from '../ipsec.ts';

/**
 * What the point-to-site cmdlets take: fewer values than Azure has for connections between sites.
 * Source: references of New-AzVpnClientIpsecPolicy and New-AzVpnClientIpsecParameter, "Accepted values".
 */
const AZURE_CLIENT_VALUES: Readonly<Record<AttributeName, readonly string[]>> = {
  EncryptionMethod: ['GCMAES256', 'GCMAES128', 'AES256', 'AES128'],
  IntegrityCheckMethod: ['SHA384', 'SHA256'],
  DHGroup: ['DHGroup24', 'ECP384', 'ECP256', 'DHGroup14', 'DHGroup2'],
  CipherTransformConstants: ['GCMAES256', 'GCMAES128', 'AES256', 'AES128'],
  AuthenticationTransformConstants: ['GCMAES256', 'GCMAES128', 'SHA256'],
  PfsGroup: ['PFS24', 'PFSMM', 'ECP384', 'ECP256', 'PFS14', 'PFS2', 'None'],
};

/** What may be written as one of the six values in a notation: all spellings that it has, but in Azure only what clients can use. */
export function valuesToWrite(attribute: AttributeName, form: PolicyForm): readonly string[] {
  return form === 'azure' ? AZURE_CLIENT_VALUES[attribute] : spellings(attribute, form);
}

/** The parameters of New-AzVpnClientIpsecPolicy for what RRAS calls otherwise. It has none for main mode, which lasts 28,800 seconds there. */
export const AZURE_LIFETIMES: Readonly<Partial<Record<keyof typeof SERVER_LIFETIMES, string>>> = {
  SALifeTimeSeconds: 'SALifeTime',
  SADataSizeForRenegotiationKilobytes: 'SADataSize',
};

const PARAMETERS: readonly CmdletParameter[] = [
  { name: 'SALifeTime', summary: 'Seconds after which the gateway renews the key of a child SA (300 to 172799). Each side decides for itself.' },
  { name: 'SADataSize', summary: 'Kilobytes after which the gateway renews the key of a child SA (at least 1024). Each side decides for itself.' },
  ...(['CipherTransformConstants', 'AuthenticationTransformConstants', 'EncryptionMethod', 'IntegrityCheckMethod', 'DHGroup', 'PfsGroup'] as const).map(
    (attribute): CmdletParameter => ({
      name: IPSEC[attribute].azureName,
      attribute,
      values: AZURE_CLIENT_VALUES[attribute],
      summary: IPSEC[attribute].role,
    }),
  ),
  {
    name: 'DefaultProfile',
    aliases: ['AzContext', 'AzureRmContext', 'AzureCredential'],
    summary: 'Account, tenant and subscription to use.',
  },
];

export const NEW_AZ_CLIENT_POLICY: Cmdlet = {
  name: 'New-AzVpnClientIpsecPolicy',
  summary: 'Makes the IPsec policy that an Azure VPN gateway accepts from its point-to-site clients.',
  source: 'https://learn.microsoft.com/powershell/module/az.network/new-azvpnclientipsecpolicy',
  parameters: PARAMETERS,
};

export const NEW_AZ_CLIENT_PARAMETER: Cmdlet = {
  name: 'New-AzVpnClientIpsecParameter',
  summary: 'Makes the IPsec policy for the point-to-site clients of an Azure VPN gateway that exists.',
  source: 'https://learn.microsoft.com/powershell/module/az.network/new-azvpnclientipsecparameter',
  parameters: PARAMETERS,
};
