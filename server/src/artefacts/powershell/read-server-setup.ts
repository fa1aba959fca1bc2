import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { byAttribute } from '../../knowledge/ipsec.ts';
import { HINTS_AT_POLICY, isPolicyFree, WINDOWS_MODULES } from '../../knowledge/policy-free.ts';
import type { Anchors, Facts } from '../../model/facts.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import { readLifetimes } from './read-lifetimes.ts';
import { isCmdlet, literalOf, onlySays, parameterOf, type KnownCommand } from './tree.ts';

const SERVER_WORDS = /vpn-?server|vpnauth|vpnip|remote-?access|rras|baseline|netsh/i;

/** Whether a text has to do with a VPN server, as far as words tell. */
export function isAboutServer(text: string): boolean {
  return SERVER_WORDS.test(text);
}

/**
 * The policy that a script leaves a server with by stating none, and whether it is a script about a server that may set one in a way that is not
 * read. Only what is understood to the end is said to state none.
 */
export function readServerSetup(
  script: PsScript,
  commands: readonly KnownCommand[],
  policies: readonly IPsecPolicy[],
  anchors: Anchors,
): Pick<Facts, 'unstatedPolicy' | 'maySetPolicy'> {
  if (policies.some(({ side }) => side === 'server') || !isAboutServer(script.text)) return {};
  if (!isUnderstood(script, commands)) return { maySetPolicy: true };
  // One that sets both ends up is a lab, or a description of one.
  if (policies.length > 0) return {};
  const called = new Set(script.commands.map(({ name }) => name.toLowerCase()));
  const inForce = commands.filter((command) => runs(command, called));
  const installs = inForce.find(installsVpn);
  const at = installs ?? inForce.find(configures);
  if (!at) return {};
  const location = anchors.at(at.bound.command.nameSpan, at.key);
  const lifetimes = Object.assign(
    {},
    ...inForce.flatMap((command) => (isCmdlet(command, CMDLETS.setVpnServer) ? (readLifetimes(command, anchors) ?? []) : [])),
  ) as IPsecPolicy['lifetimes'];
  const policy: IPsecPolicy = {
    key: `${at.key}/unstated`,
    side: 'server',
    form: 'server-cmdlet',
    kind: 'system-default',
    slots: byAttribute(() => ({ state: 'absent' })),
    at: location,
    tunnel: 'ikev2',
    superseded: false,
    ...(lifetimes && Object.keys(lifetimes).length > 0 && { lifetimes }),
    defaultBy: installs ? 'installation' : 'silence',
    writable: false,
  };
  return { unstatedPolicy: policy };
}

/** Whether nothing in a script can set a policy without being seen: every command is known, and no text hints at one. */
function isUnderstood(script: PsScript, commands: readonly KnownCommand[]): boolean {
  if (script.hasErrors || script.hasUnnamed || HINTS_AT_POLICY.test(script.text)) return false;
  if (commands.some(({ bound }) => !bound.command.reliable)) return false;
  const own = new Set(script.functions.map(({ name }) => name.toLowerCase()));
  // A function of a known name is something else than its name says.
  if ([...own].some(isPolicyFree)) return false;
  return script.commands.every((command) => own.has(command.name.toLowerCase()) || isPolicyFree(command.name) || importsWindowsModule(command));
}

/** Whether a command imports nothing but modules of Windows. */
export function importsWindowsModule({ name, args }: PsCommand): boolean {
  if (!/^(?:import-module|ipmo)$/i.test(name)) return false;
  const values = args.flatMap((argument) => (argument.kind === 'value' ? [argument.value] : []));
  const modules = values.flatMap((value) => (value.kind === 'array' ? value.items : [value]));
  return modules.length > 0 && modules.every((value) => WINDOWS_MODULES.has(literalOf(value)?.text.toLowerCase() ?? ''));
}

/** Whether a command runs when the script does: not only in a function that nobody calls, and not for show. */
function runs(known: KnownCommand, called: ReadonlySet<string>): boolean {
  const { functionName } = known.bound.command;
  return (functionName === undefined || called.has(functionName.toLowerCase())) && !onlySays(known);
}

/** Whether a command makes a computer a VPN server for clients. */
function installsVpn(known: KnownCommand): boolean {
  if (!isCmdlet(known, CMDLETS.installRemoteAccess) || parameterOf(known, 'MultiTenancy')) return false;
  return literalOf(parameterOf(known, 'VpnType')?.value)?.text.toLowerCase() === 'vpn';
}

/** Whether a command changes a VPN server that is there already. */
function configures(known: KnownCommand): boolean {
  const { cmdlet, parameters } = known.bound;
  const server = [CMDLETS.setVpnServer, CMDLETS.setVpnAuthProtocol, CMDLETS.setVpnAuthType, CMDLETS.setVpnAddresses].some((each) => each === cmdlet);
  // The methods of a tunnel between sites are set by the same cmdlet; ports of L2TP alone are none of IKEv2's.
  return server && parameters.size > 0 && literalOf(parameterOf(known, 'TunnelType')?.value)?.text.toLowerCase() !== 'l2tp';
}
