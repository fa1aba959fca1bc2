import type { Location } from '../../core/source-file.ts';
import { numberArgument } from '../cmdlet-call.ts';
import type { BalancedDeployment } from './context.ts';

/** Seconds after which RRAS drops a connection without traffic unless it is told otherwise. Source: Microsoft, Set-VpnServerConfiguration. */
export const IDLE_DEFAULT = 300;

/** The longest time without traffic after which a server of the deployment drops a connection, with its place; `undefined` where none is stated. */
export function idleOf(deployment: BalancedDeployment | undefined): { readonly number: number; readonly at: Location } | undefined {
  const stated = (deployment?.calls ?? [])
    .filter(({ cmdlet }) => cmdlet === 'Set-VpnServerConfiguration')
    .flatMap((call) => numberArgument(call, 'IdleDisconnectSeconds') ?? []);
  // Of one file the last one is in force.
  const last = [...new Map(stated.map((each) => [each.at.file.uri, each])).values()].filter(({ number }) => number > 0);
  return last.reduce<(typeof last)[number] | undefined>((longest, each) => (longest && longest.number >= each.number ? longest : each), undefined);
}
