import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { TunnelKind } from '../../model/policy.ts';
import { isCmdlet, literalOf, parameterOf, type KnownCommand } from './tree.ts';

/** The VPN connection that a client cmdlet names; `undefined` when it is not known. */
export function connectionName(command: KnownCommand): string | undefined {
  return literalOf(parameterOf(command, 'ConnectionName')?.value ?? parameterOf(command, 'Name')?.value)?.text;
}

/**
 * The tunnel of the connection that a client policy is for, from the calls in the same script that create or change it.
 * A connection that the script does not create is taken for IKEv2: that is what the cmdlet is used for.
 */
export function tunnelOfConnection(command: KnownCommand, commands: readonly KnownCommand[]): TunnelKind {
  const name = connectionName(command)?.toLowerCase();
  const kinds = new Set(
    commands.flatMap((other) => {
      const created = isCmdlet(other, CMDLETS.addVpnConnection);
      if (!created && !isCmdlet(other, CMDLETS.setVpnConnection)) return [];
      const otherName = connectionName(other)?.toLowerCase();
      if (name !== undefined && otherName !== undefined && name !== otherName) return [];
      const type = parameterOf(other, 'TunnelType');
      // Add-VpnConnection without a type makes an Automatic one; Set-VpnConnection leaves the type as it is.
      if (!type) return created ? [other.bound.unread ? 'unknown' : 'automatic'] : [];
      return [literalOf(type.value)?.text.toLowerCase() ?? 'unknown'];
    }),
  );
  if (kinds.size === 0) return 'ikev2';
  const [only] = kinds;
  if (kinds.size > 1 || only === undefined) return 'maybe-ikev2';
  if (only === 'ikev2') return 'ikev2';
  return ['l2tp', 'sstp', 'pptp'].includes(only) ? 'other' : 'maybe-ikev2';
}
