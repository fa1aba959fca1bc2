import type { Location } from '../../core/source-file.ts';
import { numberArgument } from '../cmdlet-call.ts';
import type { BalancedDeployment } from './context.ts';

/** Seconds after which RRAS drops a connection without traffic unless it is told otherwise. Source: Microsoft, Set-VpnServerConfiguration. */
export const IDLE_DEFAULT = 300;

/**
 * The longest time without traffic after which a server of the deployment drops a connection, with its place. `undefined` where none is stated;
 * 'unknown' where a condition decides, or where a call may state it that could not be read.
 */
export function idleOf(deployment: BalancedDeployment | undefined): { readonly number: number; readonly at: Location } | 'unknown' | undefined {
  const calls = (deployment?.calls ?? []).filter(({ cmdlet }) => cmdlet === 'Set-VpnServerConfiguration');
  if (calls.some((call) => call.conditional === true || (!call.complete && !call.arguments.has('IdleDisconnectSeconds')))) return 'unknown';
  const stated = calls.flatMap((call) => numberArgument(call, 'IdleDisconnectSeconds') ?? []);
  // Of one file the last one is in force.
  const last = [...new Map(stated.map((each) => [each.at.file.uri, each])).values()].filter(({ number }) => number > 0);
  return last.reduce<(typeof last)[number] | undefined>((longest, each) => (longest && longest.number >= each.number ? longest : each), undefined);
}
