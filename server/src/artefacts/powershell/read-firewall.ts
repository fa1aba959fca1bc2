import { LIMITING, NEW_FIREWALL_RULE } from '../../knowledge/cmdlets/firewall.ts';
import type { Anchors } from '../../model/facts.ts';
import type { FirewallProtocol, FirewallRule } from '../../model/firewall-rule.ts';
import type { PortRange } from '../../model/load-balancer/load-balancer.ts';
import { bind, type BoundCommand } from '../../syntax/powershell/bind.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { itemsOf } from './read-authentication.ts';
import { literalOf, onlySays, runsElsewhere } from './tree.ts';

/** Names and numbers of protocols as New-NetFirewallRule takes them. Source: its reference, -Protocol. */
const PROTOCOLS: Readonly<Record<string, FirewallProtocol>> = {
  ...{ udp: 'udp', '17': 'udp', tcp: 'tcp', '6': 'tcp', any: 'any', '256': 'any' },
  ...{ icmpv4: 'icmp', '1': 'icmp', icmpv6: 'icmp', '58': 'icmp' },
};

/** The rules that a script adds to Windows Firewall of the computer that it runs on, in the order of the text. */
export function readFirewallRules(script: PsScript, own: ReadonlySet<string>, anchors: Anchors): FirewallRule[] {
  const name = NEW_FIREWALL_RULE.name.toLowerCase();
  if (own.has(name)) return [];
  return script.commands.flatMap((command, index) => {
    if (command.name.toLowerCase() !== name) return [];
    const bound = bind(command, NEW_FIREWALL_RULE);
    const known = { key: `firewall/${index}`, bound };
    return runsElsewhere(known) || onlySays(known) ? [] : [ruleOf(bound, known.key, anchors)];
  });
}

function ruleOf(bound: BoundCommand, key: string, anchors: Anchors): FirewallRule {
  const { command, unread, parameters } = bound;
  return {
    at: anchors.at(command.nameSpan, key),
    direction: oneOf(bound, 'Direction', 'inbound', ['inbound', 'outbound']),
    action: oneOf(bound, 'Action', 'allow', ['allow', 'block']),
    enabled: enabledBy(oneOf(bound, 'Enabled', 'true', ['true', 'false'])),
    protocol: protocolOf(bound),
    ports: portsOf(bound),
    limited: unread || LIMITING.some((parameter) => parameters.has(parameter)),
    conditional: command.branch.length > 0 || command.functionName !== undefined,
  };
}

/** The words given to a parameter in lower case: `undefined` unless all of them are known, and where it may be given unseen. */
function words({ parameters, unread }: BoundCommand, name: string, otherwise: string): readonly string[] | undefined {
  const parameter = parameters.get(name);
  if (!parameter) return unread ? undefined : [otherwise];
  const { value } = parameter;
  if (value?.kind === 'boolean') return [String(value.value)];
  const items = value ? itemsOf(value) : [];
  const texts = items.flatMap((item) => (item.kind === 'number' ? [String(item.value)] : (literalOf(item)?.text.trim().toLowerCase() ?? [])));
  return texts.length > 0 && texts.length === items.length ? texts : undefined;
}

function oneOf<T extends string>(bound: BoundCommand, name: string, otherwise: T, allowed: readonly T[]): T | undefined {
  const [word, ...more] = words(bound, name, otherwise) ?? [];
  return more.length === 0 ? allowed.find((each) => each === word) : undefined;
}

function enabledBy(word: 'true' | 'false' | undefined): boolean | undefined {
  return word === undefined ? undefined : word === 'true';
}

function protocolOf(bound: BoundCommand): FirewallProtocol | undefined {
  const [word, ...more] = words(bound, 'Protocol', 'any') ?? [];
  return word === undefined || more.length > 0 ? undefined : (PROTOCOLS[word] ?? 'other');
}

function portsOf(bound: BoundCommand): readonly PortRange[] | 'any' | undefined {
  const texts = words(bound, 'LocalPort', 'any')?.flatMap((each) => each.split(','));
  if (texts?.includes('any')) return 'any';
  const ranges = texts?.map((each): PortRange | undefined => {
    const [, from, to = from] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(each) ?? [];
    return from === undefined ? undefined : { from: Number(from), to: Number(to) };
  });
  const known = ranges?.flatMap((range) => range ?? []);
  return known && known.length === ranges?.length ? known : undefined;
}
