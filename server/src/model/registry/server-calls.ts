import type { CmdletCall } from '../cmdlet-call.ts';

/** Functions of others that set values of a server's registry, and the cmdlet that sets the certificate of SSTP: the values that each may set. */
const SETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Enable-SstpOffload', ['UseHttps', 'isHashConfiguredByAdmin', 'SHA256CertificateHash', 'SHA1CertificateHash']],
  ['Set-RemoteAccess', ['UseHttps', 'isHashConfiguredByAdmin', 'SHA256CertificateHash', 'SHA1CertificateHash']],
  ['Enable-VpnServerIKEv2Fragmentation', ['EnableServerFragmentation']],
  ['Enable-IKEv2CrlCheck', ['CertAuthFlags']],
  ['Set-IKEv2VpnSecurityBaseline', ['CertAuthFlags']],
  ['Set-IKEv2VPNLoadBalancingParameters', ['IkeNumEstablishedForInitialQuery']],
]);

/** The calls of a script that set values of the registry by themselves. */
export function bearingOnRegistry(calls: readonly CmdletCall[]): CmdletCall[] {
  return calls.filter(({ cmdlet }) => SETS.has(cmdlet));
}

/** Whether a call sets a value of this name, or may do so. */
export function maySet({ cmdlet, arguments: given, complete }: CmdletCall, name: string): boolean {
  if (SETS.get(cmdlet)?.includes(name) !== true) return false;
  if (cmdlet === 'Set-RemoteAccess') return !complete || given.has('SslCertificate') || (name === 'UseHttps' && given.has('UseHttp'));
  return cmdlet !== 'Set-IKEv2VpnSecurityBaseline' || !complete || given.has('EnforceIKEv2CrlCheck');
}
