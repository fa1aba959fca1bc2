import type { Location } from '../../core/source-file.ts';
import { parameterFor } from '../../knowledge/cmdlet.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { DEFAULT_ENCRYPTION_TYPE } from '../../knowledge/cmdlets/vpn-server.ts';
import { byAttribute, ATTRIBUTES, algorithmFor, IPSEC, spellings, type AlgorithmId, type AttributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import type { Anchors } from '../../model/facts.ts';
import type { ClientAuthentication, IPsecPolicy, PossibleValue, Slot, TunnelKind } from '../../model/policy.ts';
import type { PolicyCommand } from '../../model/policy-command.ts';
import type { PsPossible } from '../../syntax/powershell/value.ts';
import { azureSlot } from '../azure-values.ts';
import { baselinePolicy } from './baseline-calls.ts';
import { followed } from './followed.ts';
import { readLifetimes } from './read-lifetimes.ts';
import { switchOf, isCmdlet, literalOf, parameterOf, type KnownCommand } from './tree.ts';
import { authenticationsOfConnections, connectionName, tunnelsOfConnections } from './connections.ts';

/** What a script says of policies, in the order in which it runs. */
interface Policies {
  readonly policies: readonly IPsecPolicy[];
  /** The cmdlets among what states them. */
  readonly policyCommands: readonly PolicyCommand[];
}

/** Every call that states an IPsec policy. */
export function readPolicies(commands: readonly KnownCommand[], anchors: Anchors): Policies {
  const connections = { tunnelOf: tunnelsOfConnections(commands), authenticationOf: authenticationsOfConnections(commands, anchors) };
  const stating = commands.flatMap((command): { command: KnownCommand; policy: IPsecPolicy; stated?: PolicyCommand }[] => {
    const side = isCmdlet(command, CMDLETS.setVpnServer) ? 'server' : isCmdlet(command, CMDLETS.setVpnClient) ? 'client' : undefined;
    const stated = side && readCommand(command, side, connections, anchors);
    const policy = stated?.policy ?? baselinePolicy(command, anchors);
    return policy ? [{ command, policy, ...(stated && { stated }) }] : [];
  });
  const replaced = followed(
    stating.map(({ command }) => command),
    tunnelNamed,
  );
  // Whether -EncryptionType takes a custom policy back is written nowhere.
  const isOpen = stating.some(({ policy: { side, kind } }) => side === 'server' && kind !== 'system-default');
  const read = stating.map(({ policy: one, stated }, index) => {
    const policy: IPsecPolicy = isOpen && one.defaultBy === 'encryption-type' ? { ...one, kind: 'unread' } : one;
    const final = replaced[index] === true ? { ...policy, superseded: true } : policy;
    return { policy: final, ...(stated && { stated: { ...stated, policy: final } }) };
  });
  return { policies: read.map(({ policy }) => policy), policyCommands: read.flatMap(({ stated }) => stated ?? []) };
}

/** What a script says of the connections that policies are for. */
interface Connections {
  readonly tunnelOf: (command: KnownCommand) => TunnelKind;
  readonly authenticationOf: (command: KnownCommand) => ClientAuthentication | undefined;
}

/** Reads one call; `undefined` for one that leaves the policy as it is, such as setting the number of ports. */
function readCommand(
  command: KnownCommand,
  side: 'server' | 'client',
  { tunnelOf, authenticationOf }: Connections,
  anchors: Anchors,
): PolicyCommand | undefined {
  const { bound } = command;
  const form: PolicyForm = side === 'server' ? 'server-cmdlet' : 'client-cmdlet';
  const at = anchors.at(bound.command.nameSpan, command.key);
  const stated = ATTRIBUTES.filter((attribute) => bound.parameters.has(attribute));
  const customPolicy = switchOf(command, 'CustomPolicy');
  const revertToDefault = switchOf(command, 'RevertToDefault');
  const encryptionType = bound.parameters.has('EncryptionType');
  const says = stated.length > 0 || customPolicy !== 'off' || revertToDefault !== 'off' || encryptionType;
  if (side === 'server' && !says && !bound.unread) return undefined;
  const custom = stated.length > 0 || customPolicy === 'on' || (side === 'client' && revertToDefault === 'off' && !bound.unread);
  const asked = customPolicy === 'off' && revertToDefault === 'off' && asksForDefault(command);
  const name = connectionName(command);
  const lifetimes = readLifetimes(command, anchors);
  const authentication = authenticationOf(command);
  const policy: IPsecPolicy = {
    key: command.key,
    side,
    form,
    ...(custom ? { kind: 'custom' } : bound.unread ? { kind: 'unread' } : withoutPolicy(revertToDefault === 'on', asked)),
    slots: byAttribute((attribute) => slotOf(command, attribute, form, anchors)),
    at,
    tunnel: side === 'server' ? tunnelOfServer(command) : tunnelOf(command),
    ...(name !== undefined && { name }),
    ...(lifetimes && { lifetimes }),
    ...(authentication && { authentication }),
    ...(switchOf(command, 'AllUserConnection') === 'on' && { allUsers: true as const }),
    superseded: false,
    writable: true,
  };
  return { at, cmdlet: side, policy, complete: !bound.unread, stated, switches: { customPolicy, revertToDefault }, encryptionType };
}

/** What a call comes to that sets no value and has nothing hidden. */
function withoutPolicy(reverts: boolean, asksForDefault: boolean): Pick<IPsecPolicy, 'kind' | 'defaultBy'> {
  if (reverts) return { kind: 'system-default' };
  return asksForDefault ? { kind: 'system-default', defaultBy: 'encryption-type' } : { kind: 'unread' };
}

/** Whether -EncryptionType is what a server without a custom policy prints. What the other types propose is written nowhere. */
function asksForDefault(command: KnownCommand): boolean {
  return literalOf(parameterOf(command, 'EncryptionType')?.value)?.text.toLowerCase() === DEFAULT_ENCRYPTION_TYPE.toLowerCase();
}

/** What a command gives for one of the six values, under whatever name its cmdlet has for it. */
export function slotOf(command: KnownCommand, attribute: AttributeName, form: PolicyForm, anchors: Anchors): Slot {
  const parameter = parameterOf(command, parameterFor(command.bound.cmdlet, attribute)?.name ?? attribute);
  if (!parameter) return command.bound.unread ? { state: 'unread' } : { state: 'absent' };
  const key = `${command.key}/${attribute}`;
  const { value, nameSpan } = parameter;
  if (value?.kind === 'unknown' && value.possible && value.cast === undefined)
    return possibleSlot(value.possible, attribute, form, anchors.at(nameSpan ?? value.span, key), anchors);
  const literal = literalOf(value);
  if (!literal || value?.cast !== undefined) return { state: 'unread', ...(nameSpan && { at: anchors.at(nameSpan, key) }) };
  const at = anchors.at(literal.span, key);
  const text = literal.text.trim();
  if (isIncomplete(text)) return { state: 'unread', at };
  const written = { value: text, text: literal.text, at };
  if (form === 'azure') return azureSlot(attribute, written);
  const named = namedBy(text, attribute, form);
  return named ? { state: 'known', algorithm: named.algorithm, written, spelledAs: named.spelledAs } : { state: 'invalid', written };
}

/** A slot at a place, of which only one of several texts is known to be its value; unread where one of them names no algorithm. */
function possibleSlot({ values, why }: PsPossible, attribute: AttributeName, form: PolicyForm, at: Location, anchors: Anchors): Slot {
  const read = values.flatMap((each, index): PossibleValue[] => {
    const literal = literalOf(each);
    if (!literal || each.cast !== undefined) return [];
    const text = literal.text.trim();
    const named = isIncomplete(text) ? undefined : namedBy(text, attribute, form);
    return named ? [{ algorithm: named.algorithm, written: { value: text, text: literal.text, at: anchors.at(literal.span, `${at.key}/${index}`) } }] : [];
  });
  return read.length === values.length ? { state: 'possible', values: read, why, at } : { state: 'unread', at };
}

/**
 * Whether a text is no value's name. A number is taken for the value behind the name; which one that is differs between
 * Windows releases. A hyphen alone is a parameter that is being typed.
 */
function isIncomplete(text: string): boolean {
  return text === '' || /^([+-]?\d|[-\u2013-\u2015]$)/.test(text);
}

function namedBy(text: string, attribute: AttributeName, form: PolicyForm): { algorithm: AlgorithmId; spelledAs: PolicyForm } | undefined {
  const own = algorithmFor(attribute, text, form) ?? byUniqueBeginning(attribute, text, form);
  if (own) return { algorithm: own.id, spelledAs: form };
  // AES_GCM_256 is ProfileXML's word for the main mode cipher only, but in a cmdlet it is that word wherever it stands.
  const foreign =
    algorithmFor(attribute, text, 'profile-xml') ??
    (/^aes_gcm_\d+$/i.test(text) ? algorithmFor(attribute, text.replace(/aes_gcm_/i, 'GCMAES'), form) : undefined);
  return foreign && { algorithm: foreign.id, spelledAs: 'profile-xml' };
}

/** PowerShell takes any beginning of an enumeration's value that fits one value only. */
function byUniqueBeginning(attribute: AttributeName, text: string, form: PolicyForm) {
  const fitting = spellings(attribute, form).filter((spelling) => spelling.toLowerCase().startsWith(text.toLowerCase()));
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? IPSEC[attribute].algorithms.find((algorithm) => algorithm.cmdlet === only) : undefined;
}

function tunnelOfServer(command: KnownCommand): TunnelKind {
  const parameter = parameterOf(command, 'TunnelType');
  if (!parameter) return command.bound.unread ? 'maybe-ikev2' : 'ikev2';
  const text = literalOf(parameter.value)?.text.toLowerCase();
  if (text === undefined) return 'maybe-ikev2';
  return text === 'l2tp' ? 'other' : 'ikev2';
}

/** The tunnel whose policy a call sets: a later call for the same one replaces it. `undefined` when it is not known. */
function tunnelNamed(command: KnownCommand): string | undefined {
  if (!isCmdlet(command, CMDLETS.setVpnClient)) return `server ${tunnelOfServer(command)}`;
  const name = connectionName(command)?.toLowerCase();
  return name === undefined ? undefined : `client ${name}`;
}
