import { upTo } from '../../core/up-to.ts';
import { bitsOf, containsAddress, parseAddress, type IpAddress } from '../../model/profile/address.ts';
import { fieldText, type Field } from '../../model/profile/field.ts';
import { nameRulesOf, ruleFor, rulesByName, type NameRule } from '../../model/profile/name-rules.ts';
import { branch, leaf } from '../../model/profile/new-element.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { routesOf } from '../../model/profile/routes.ts';
import type { ProfilePlace, Refactoring } from './refactoring.ts';

/**
 * Keeps the way to the VPN server out of the tunnel, with the cursor in `Servers` or in what sends it there: an exclusion
 * route for an address within an inclusion route, an exemption for a name that a rule for its zone resolves.
 */
export function excludeServer(place: ProfilePlace): Refactoring[] {
  const servers = serversOf(place.profile);
  return [...excludedRoutes(place, servers), ...exemptNames(place, servers)];
}

/** The hosts in `Servers`. Commas separate them, and behind a semicolon stands a friendly name. */
function serversOf(profile: VpnProfile): string[] {
  const hosts = fieldText(profileField(profile, 'NativeProfile/Servers'))?.split(',') ?? [];
  return [...new Set(hosts.map((host) => upTo(host, ';').trim()))];
}

function excludedRoutes({ profile, nodes }: ProfilePlace, servers: readonly string[]): Refactoring[] {
  const onServers = nodes.some(({ path }) => path === 'NativeProfile/Servers');
  const found = servers.filter((server) => {
    const address = parseAddress(server);
    const covering = address ? inclusionsOf(profile, address) : [];
    return covering.length > 0 && (onServers || covering.some(({ node }) => nodes.includes(node)));
  });
  return found.map((server) => {
    const size = server.includes(':') ? '128' : '32';
    const route = branch('Route', leaf('Address', server), leaf('PrefixSize', size), leaf('ExclusionRoute', 'true'));
    return {
      name: 'excludeServer',
      title: `Add exclusion for the VPN server: route ${server}/${size}`,
      changes: [{ kind: 'add-element', parent: profile.root.at, element: route }],
    };
  });
}

/** The inclusion routes that hold more than this address; none where an exclusion holds it already, or a route is for it alone. */
function inclusionsOf(profile: VpnProfile, address: IpAddress) {
  const covering = routesOf(profile).filter(({ prefix }) => prefix && containsAddress(prefix, address));
  return covering.every(({ isExclusion, prefix }) => isExclusion === false && prefix?.size !== bitsOf(address)) ? covering : [];
}

function exemptNames({ profile, nodes }: ProfilePlace, servers: readonly string[]): Refactoring[] {
  const onServers = nodes.some(({ path }) => path === 'NativeProfile/Servers');
  const rules = rulesByName(nameRulesOf(profile));
  const found = servers.filter((server) => {
    if (parseAddress(server) || !/^[\w-]+(\.[\w-]+)+$/.test(server)) return false;
    const rule = ruleFor(rules, server);
    return rule && isForZone(rule) && isSaid(rule.dnsServers) && (onServers || nodes.includes(rule.node));
  });
  return found.map((server) => ({
    name: 'excludeServer',
    title: `Add exclusion for the VPN server: name ${server}`,
    changes: [{ kind: 'add-element', parent: profile.root.at, element: branch('DomainNameInformation', leaf('DomainName', server)) }],
  }));
}

function isForZone({ name }: NameRule): boolean {
  return fieldText(name)?.startsWith('.') === true;
}

/** Whether an element says something, be it a placeholder. */
function isSaid(field: Field): boolean {
  return field.state === 'known' || (field.state === 'unread' && field.at !== undefined);
}
