import type { AcceptedMethod } from '../../knowledge/cmdlets/vpn-auth.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { Anchors } from '../../model/facts.ts';
import type { ClientAuthentication, TunnelKind } from '../../model/policy.ts';
import { isCmdlet, literalOf, parameterOf, surelyFollows, type KnownCommand } from './tree.ts';

/** The VPN connection that a client cmdlet names; `undefined` when it is not known. */
export function connectionName(command: KnownCommand): string | undefined {
  return literalOf(parameterOf(command, 'ConnectionName')?.value ?? parameterOf(command, 'Name')?.value)?.text;
}

/**
 * Tells the tunnel of the connection that a client policy is for, from the calls in the same script that create or change it.
 * A connection that the script does not create is taken for IKEv2: that is what the cmdlet is used for.
 */
export function tunnelsOfConnections(commands: readonly KnownCommand[]): (command: KnownCommand) => TunnelKind {
  const byName = new Map<string | undefined, Set<string>>();
  const all = new Set<string>();
  for (const command of commands) {
    const kind = tunnelSet(command);
    if (kind === undefined) continue;
    const name = connectionName(command)?.toLowerCase();
    const kinds = byName.get(name);
    if (kinds === undefined) byName.set(name, new Set([kind]));
    else kinds.add(kind);
    all.add(kind);
  }
  return (command) => {
    const name = connectionName(command)?.toLowerCase();
    // A connection of unknown name may be any.
    return oneTunnel(name === undefined ? all : new Set([...(byName.get(name) ?? []), ...(byName.get(undefined) ?? [])]));
  };
}

/** The type of tunnel that a call gives a connection, in lower case; `undefined` for a call that gives none. */
function tunnelSet(command: KnownCommand): string | undefined {
  const created = isCmdlet(command, CMDLETS.addVpnConnection);
  if (!created && !isCmdlet(command, CMDLETS.setVpnConnection)) return undefined;
  const type = parameterOf(command, 'TunnelType');
  if (type) return literalOf(type.value)?.text.toLowerCase() ?? 'unknown';
  // Add-VpnConnection without a type makes an Automatic one; Set-VpnConnection leaves the type as it is.
  return created ? (command.bound.unread ? 'unknown' : 'automatic') : undefined;
}

function oneTunnel(kinds: ReadonlySet<string>): TunnelKind {
  if (kinds.size === 0) return 'ikev2';
  const [only] = kinds;
  if (kinds.size > 1 || only === undefined) return 'maybe-ikev2';
  if (only === 'ikev2') return 'ikev2';
  return ['l2tp', 'sstp', 'pptp'].includes(only) ? 'other' : 'maybe-ikev2';
}

/** What a server must accept for a method of a client. The others are not used with IKEv2 by themselves. Source: Microsoft, Add-VpnConnection. */
const METHODS: Readonly<Record<string, AcceptedMethod>> = { machinecertificate: 'Certificate', eap: 'EAP' };

/**
 * How the connection that a client policy is for authenticates, from the calls in the same script that create or change it; `undefined` where
 * that is not known, or may be one of several methods.
 */
export function authenticationsOfConnections(commands: readonly KnownCommand[], anchors: Anchors): (command: KnownCommand) => ClientAuthentication | undefined {
  const all = commands.filter((other) => isCmdlet(other, CMDLETS.addVpnConnection) || isCmdlet(other, CMDLETS.setVpnConnection));
  return (command) => authenticationOf(command, all, anchors);
}

function authenticationOf(command: KnownCommand, all: readonly KnownCommand[], anchors: Anchors): ClientAuthentication | undefined {
  const name = isCmdlet(command, CMDLETS.setVpnClient) ? connectionName(command)?.toLowerCase() : undefined;
  if (name === undefined) return undefined;
  const own = all.filter((other) => [name, undefined].includes(connectionName(other)?.toLowerCase()));
  // One that is about nobody knows which connection may be about this one, and so may one that gives what is not seen.
  if (own.some((other) => connectionName(other) === undefined || other.bound.unread)) return undefined;
  const stating = own.filter((other) => parameterOf(other, METHOD));
  const last = stating.at(-1);
  if (!last || !stating.every((other) => other === last || surelyFollows(last, other))) return undefined;
  const value = parameterOf(last, METHOD)?.value;
  const literal = literalOf(value?.kind === 'array' && value.items.length === 1 ? value.items[0] : value);
  const method = literal && METHODS[literal.text.trim().toLowerCase()];
  return method && { method, at: anchors.at(literal.span, `${command.key}/authentication`) };
}

const METHOD = 'AuthenticationMethod';
