import { sharedText } from '../core/shared-text.ts';
import type { Facts } from '../model/facts.ts';
import { normalised } from '../model/policy.ts';
import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel } from '../model/profile/profile.ts';
import { hostsOf } from '../model/server-name.ts';
import { isOfVpn } from './balancing.ts';
import { setsNegotiateGroup14 } from './offer-changes.ts';
import { isRelevant } from './registry-files.ts';

/** By what the files of a workspace belong together, and whether that has changed. */
export class Bearings {
  readonly #known = new Map<string, { readonly bearing: string; readonly hosts: string }>();
  /** The files that say which host they configure. */
  readonly #claiming = new Set<string>();

  /** Takes note of what a file says now; `undefined` for one that is gone. Returns whether others may belong with somebody else because of it. */
  differs(uri: string, facts: Facts | undefined): boolean {
    const bearing = facts ? bearingOf(facts) : '';
    const hosts = facts ? hostsIn(facts) : '';
    const before = this.#known.get(uri);
    if (facts?.claims) this.#claiming.add(uri);
    else this.#claiming.delete(uri);
    if (bearing === '') this.#known.delete(uri);
    else this.#known.set(uri, { bearing: sharedText(bearing), hosts: sharedText(hosts) });
    return bearing !== (before?.bearing ?? '') || (this.#claiming.size > 0 && hosts !== (before?.hosts ?? ''));
  }
}

/**
 * What of a file says who belongs with whom, as a text: while the texts of all files stay the same, so do the `Deployments`.
 * Empty for a file that belongs with nobody.
 */
function bearingOf(facts: Facts): string {
  const { policies, profiles, unstatedPolicy, maySetPolicy, serverAuthentications = [], calls = [], claims = [], loadBalancer } = facts;
  const isRegistry = isRelevant(facts);
  if (policies.length + profiles.length + serverAuthentications.length + claims.length === 0 && !isRegistry && !loadBalancer && !isOfVpn(facts)) return '';
  return JSON.stringify([
    policies.map((policy) => [policy.key, policy.side, policy.tunnel, policy.kind, policy.superseded, policy.printed, policy.name, normalised(policy)]),
    profiles.map((profile) => [profile.key, profile.whole, profile.policyKey, isComplete(profile), isDeviceTunnel(profile)]),
    unstatedPolicy && [unstatedPolicy.key, unstatedPolicy.defaultBy, unstatedPolicy.kind, normalised(unstatedPolicy)],
    maySetPolicy,
    serverAuthentications.length > 0,
    calls.length > 0,
    isRegistry,
    isOfVpn(facts),
    setsNegotiateGroup14(facts),
    loadBalancer?.vendor,
    claims.map(({ host, by }) => [host, by]),
  ]);
}

/** The hosts that the clients of a file connect to: they say who belongs with whom where files say which host they configure. */
function hostsIn(facts: Facts): string {
  return facts.policies.map((policy) => hostsOf(policy, facts).join(',')).join(';');
}
