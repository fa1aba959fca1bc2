import type { CmdletCall } from '../cmdlet-call.ts';

/** What a server's script can say that bears on its load balancer: parameters by cmdlet. */
const BEARING: ReadonlyMap<string, readonly string[]> = new Map([
  ['Set-VpnServerConfiguration', ['IdleDisconnectSeconds']],
  ['Set-RemoteAccess', ['SslCertificate', 'UseHttp']],
  ['Enable-SstpOffload', ['CertificateHash']],
  ['Set-IKEv2VPNLoadBalancingParameters', []],
]);

/** Those that say it whatever they are given. */
const BY_THEMSELVES: readonly string[] = ['Enable-SstpOffload', 'Set-IKEv2VPNLoadBalancingParameters'];

/** The calls of a script that bear on a load balancer, each with nothing but the arguments that do. What is not seen of a call may. */
export function bearingOnBalancer(calls: readonly CmdletCall[]): CmdletCall[] {
  return calls.flatMap((call) => {
    const names = BEARING.get(call.cmdlet);
    const given = names && new Map([...call.arguments].filter(([name]) => names.includes(name)));
    return given && (given.size > 0 || !call.complete || BY_THEMSELVES.includes(call.cmdlet)) ? [{ ...call, arguments: given }] : [];
  });
}
