import { fieldText, type Field } from './field.ts';
import { childNodes, fieldAt, type ProfileNode } from './node.ts';
import { once } from '../../core/once.ts';
import type { VpnProfile } from './profile.ts';

/** One rule of a profile for resolving names: a `DomainNameInformation`. */
export interface NameRule {
  readonly node: ProfileNode;
  /** `.corp.fabrikam.com` for all names below, `intranet.fabrikam.com` for this one name, `.` for all names. */
  readonly name: Field;
  /** Who resolves these names. Without any, they are exempt from the other rules. */
  readonly dnsServers: Field;
}

/** The rules for resolving names, in order. */
export function nameRulesOf(profile: VpnProfile): readonly NameRule[] {
  return once(profile, readNameRules);
}

function readNameRules({ root }: VpnProfile): readonly NameRule[] {
  return childNodes(root, 'DomainNameInformation').map((node) => ({ node, name: fieldAt(node, 'DomainName'), dnsServers: fieldAt(node, 'DnsServers') }));
}

/** The name of a rule as names are compared: in lower case, without a dot at its end. `.` stays. */
export function comparableName(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** Rules by their names as names are compared; of several with one name, the first. Names that are not known are left out. */
export function rulesByName(nameRules: readonly NameRule[]): ReadonlyMap<string, NameRule> {
  const byName = new Map<string, NameRule>();
  for (const rule of nameRules) {
    const name = comparableName(fieldText(rule.name) ?? '');
    if (name !== '' && !byName.has(name)) byName.set(name, rule);
  }
  return byName;
}

/** The rule that decides about a host: the one for the host itself, else the one for the smallest zone around it. */
export function ruleFor(byName: ReadonlyMap<string, NameRule>, host: string): NameRule | undefined {
  const name = comparableName(host);
  let found = byName.get(name);
  for (let dot = name.indexOf('.'); !found && dot >= 0; dot = name.indexOf('.', dot + 1)) found = byName.get(name.slice(dot));
  return found ?? byName.get('.');
}
