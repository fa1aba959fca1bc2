import { fieldText, type Field } from './field.ts';
import { childNodes, fieldAt, type ProfileNode } from './node.ts';
import type { VpnProfile } from './profile.ts';

/** One rule of a profile for resolving names: a `DomainNameInformation`. */
export interface NameRule {
  readonly node: ProfileNode;
  /** `.corp.fabrikam.com` for all names below, `intranet.fabrikam.com` for this one name, `.` for all names. */
  readonly name: Field;
  /** Who resolves these names. Without any, they are exempt from the other rules. */
  readonly dnsServers: Field;
}

const rules = new WeakMap<VpnProfile, readonly NameRule[]>();

/** The rules for resolving names, in order. */
export function nameRulesOf(profile: VpnProfile): readonly NameRule[] {
  let known = rules.get(profile);
  if (!known) {
    known = childNodes(profile.root, 'DomainNameInformation').map((node) => ({
      node,
      name: fieldAt(node, 'DomainName'),
      dnsServers: fieldAt(node, 'DnsServers'),
    }));
    rules.set(profile, known);
  }
  return known;
}

/** The name of a rule as names are compared: in lower case, without a dot at its end. `.` stays. */
export function comparableName(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** Whether a rule is certainly there for this very host, not for a zone. */
function isForHost(rule: NameRule, host: string): boolean {
  return comparableName(fieldText(rule.name) ?? '') === host;
}

/** Whether a rule is for all names, or for the names below a zone that this host is in. */
function isForZoneOf(rule: NameRule, host: string): boolean {
  const name = comparableName(fieldText(rule.name) ?? '');
  return name.startsWith('.') && (name === '.' || host.endsWith(name));
}

/** The rule that decides about a host: the one for the host itself, else the one for the smallest zone around it. */
export function ruleFor(ruleList: readonly NameRule[], name: string): NameRule | undefined {
  const host = comparableName(name);
  const size = (rule: NameRule): number => fieldText(rule.name)?.length ?? 0;
  const zones = ruleList.filter((rule) => isForZoneOf(rule, host));
  return ruleList.find((rule) => isForHost(rule, host)) ?? zones.sort((a, b) => size(b) - size(a))[0];
}
