import { push } from '../core/groups.ts';
import { append } from '../core/lists.ts';
import { observedCall } from '../model/cmdlet-call.ts';
import { observedProfile } from '../model/profile/observed.ts';
import { normalised } from '../model/policy.ts';
import type { Listener, LoadBalancer, UndefinedName } from '../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../model/load-balancer/monitor.ts';
import { testsSstp, type Service } from '../model/load-balancer/service.ts';
import type { Balancing } from './balancing.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RawFinding } from './settle.ts';

/** What the rules report about a file of a load balancer. */
export function checkBalancer(balancing: Balancing, runner: RuleRunner): RawFinding[] {
  const { balancer, deployment } = balancing;
  const { services } = balancing.services;
  const inDeployment = deployment ? { deployment } : {};
  const findings: RawFinding[] = [];
  for (const service of services) {
    const twin = service.role === 'sstp' ? 'none' : balancing.services.twinOf(service);
    append(findings, runner.run('vpnService', { service, twin, services, ...inDeployment }, service.listener.at));
    if (service.role === 'ike' && typeof twin === 'object')
      append(findings, runner.run('ikePair', { ike: service, natTraversal: twin.service, ...inDeployment }, service.listener.at));
  }
  const everywhere = [...services, ...balancing.siblings.flatMap((sibling) => sibling.services.services)];
  const testedBy = new Map<Monitor, Service[]>();
  for (const service of everywhere) for (const monitor of service.monitors ?? []) push(testedBy, monitor, service);
  for (const monitor of balancer.monitors) {
    const tested = testedBy.get(monitor) ?? [];
    if (tested.length > 0 || testsSstp(monitor))
      append(findings, runner.run('vpnMonitor', { monitor, balancer, services: tested, ...inDeployment }, monitor.at));
  }
  if (everywhere.length === 0) return findings;
  const [first] = services;
  if (first) append(findings, runner.run('vpnBalancer', { balancer, services, ...inDeployment }, first.listener.at));
  // What nothing seems to define may stand in what could not be read.
  if ([balancer, ...balancing.siblings.map((sibling) => sibling.balancer)].some(({ broken }) => broken)) return findings;
  const used = keysOf(balancer, new Set(everywhere.flatMap(objectsOf)));
  for (const undefinedName of balancer.undefinedNames)
    if (used.has(undefinedName.usedBy) && !mayBeElsewhere(undefinedName, balancing))
      append(findings, runner.run('undefinedName', { undefinedName, balancer }, undefinedName.at));
  return findings;
}

/** Kinds of objects that are not in the model: whether another file has them is not known. */
const UNMODELLED: readonly string[] = ['profile', 'rule', 'server'];

/** Whether another file of the same load balancer has an object of this name, as far as that can be told. */
function mayBeElsewhere({ kind, name }: UndefinedName, { siblings }: Balancing): boolean {
  if (siblings.length > 0 && UNMODELLED.includes(kind)) return true;
  return siblings.some(
    ({ balancer: { definedNames = [], listeners, pools, monitors, persistences } }) =>
      [listeners, pools, monitors, persistences].some((objects) => objects.some((each) => each.name === name)) || definedNames.includes(`${kind} ${name}`),
  );
}

/** An object of a load balancer, whatever it is. */
type Used = Pick<Listener, 'key'>;

/** The objects that a service uses, in whatever file they are. */
function objectsOf({ listener, pools = [], monitors = [], persistences = [], fallbacks = [] }: Service): Used[] {
  return [listener, ...pools, ...pools.flatMap(({ members }) => members), ...monitors, ...persistences, ...fallbacks];
}

/** The keys of those of some objects that are in this file. Another file may have the same keys for its own. */
function keysOf({ listeners, pools, monitors, persistences }: LoadBalancer, objects: ReadonlySet<Used>): ReadonlySet<string> {
  const own: readonly Used[] = [...listeners, ...pools, ...pools.flatMap(({ members }) => members), ...monitors, ...persistences];
  return new Set(own.filter((each) => objects.has(each)).map(({ key }) => key));
}

/** What `checkBalancer` sees of other files: where none of them has a service of a VPN, nothing of the others is looked at. */
export function observedSurroundings({ services, siblings, deployment }: Balancing): unknown {
  const inUse = [services, ...siblings.map((sibling) => sibling.services)].some((each) => each.services.length > 0);
  return [
    inUse && siblings.map(({ uri, analysis }) => [uri, analysis.summary]),
    deployment && [
      deployment.how,
      deployment.profiles.map((profile) => [profile.at.file.uri, observedProfile(profile)]),
      deployment.policies.map((policy) => [policy.at.file.uri, policy.key, normalised(policy)]),
      deployment.registryWrites.map((write) => [write.at.file.uri, write.action, write.path.value, write.name.value, write.dataText]),
      deployment.calls.map((call) => [call.at.file.uri, observedCall(call)]),
    ],
  ];
}
