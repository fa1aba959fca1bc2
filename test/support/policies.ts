import { childrenOf, elementName } from '../../server/src/knowledge/profile-xml.ts';
import type { AttributeName } from '../../server/src/knowledge/ipsec.ts';

export type Values = Partial<Record<AttributeName, string>>;

/** A suite without weaknesses, in the spelling of the cmdlets. */
export const STANDARD: Required<Values> = {
  AuthenticationTransformConstants: 'SHA256128',
  CipherTransformConstants: 'AES128',
  DHGroup: 'Group14',
  EncryptionMethod: 'AES128',
  IntegrityCheckMethod: 'SHA256',
  PfsGroup: 'PFS2048',
};

/** A profile whose suite is the standard one but for the given values, which are written as they are, marks included. */
export function profile(values: Values = {}, protocol = 'IKEv2'): string {
  const all = { ...STANDARD, ...values };
  const elements = childrenOf('NativeProfile/CryptographySuite')
    .map(({ path }) => elementName(path) as AttributeName)
    .map((name) => `<${name}>${all[name]}</${name}>`);
  return `<VPNProfile><AlwaysOn>true</AlwaysOn><NativeProfile><Servers>vpn.fabrikam.com</Servers><RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProtocolType>${protocol}</NativeProtocolType><CryptographySuite>${elements.join('')}</CryptographySuite><Authentication/></NativeProfile></VPNProfile>\n`;
}

/** A server script with the standard suite but for the given values. */
export function server(values: Values = {}, more = ''): string {
  return `Set-VpnServerConfiguration -CustomPolicy ${parameters(values)}${more}\nRestart-Service RemoteAccess -Force\n`;
}

/** A client command with the standard suite but for the given values. */
export function client(values: Values = {}, name = 'Fabrikam'): string {
  return `Set-VpnConnectionIPsecConfiguration -ConnectionName '${name}' ${parameters(values)} -Force\n`;
}

function parameters(values: Values): string {
  return Object.entries({ ...STANDARD, ...values })
    .map(([name, value]) => `-${name} ${value}`)
    .join(' ');
}

/** A workspace of these files, in the language of the fixtures. */
export function files(contents: Readonly<Record<string, string>>): string {
  return Object.entries(contents)
    .map(([path, text]) => `=== ${path}\n${text}${text.endsWith('\n') ? '' : '\n'}`)
    .join('');
}
