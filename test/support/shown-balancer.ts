import type { LoadBalancer, Listener, Member, Persistence, Pool } from '../../server/src/model/load-balancer/load-balancer.ts';
import type { Expectation, Monitor } from '../../server/src/model/load-balancer/monitor.ts';
import type { Reference, Setting } from '../../server/src/model/load-balancer/setting.ts';

/** A load balancer as short lines: what is stated as it is, a default in brackets, `?` for what is not known. */
export function shownBalancer(balancer: LoadBalancer | undefined): string[] {
  if (!balancer) return [];
  return [
    ...balancer.listeners.map(listener),
    ...balancer.pools.map(pool),
    ...balancer.monitors.map(monitor),
    ...balancer.persistences.map(persistence),
    ...(balancer.impossibleFollowing ?? []).map(({ because, at }) => `follows ${because} at ${at.file.text.slice(at.span.start, at.span.end)}`),
  ];
}

function show<T>(setting: Setting<T> | undefined, text: (value: T) => string = String): string {
  if (!setting || setting.state === 'unknown') return '?';
  return setting.state === 'default' ? `(${text(setting.value)})` : text(setting.value);
}

const names = (list: readonly Reference[]): string => list.map(({ name }) => name).join(' ') || '-';

function listener(each: Listener): string {
  const ports = show(each.ports, ({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
  return [
    `${each.enabled === undefined ? 'perhaps ' : each.enabled ? '' : 'off '}listener ${each.name} ${show(each.transport)} ${show(each.address)}:${ports} ${show(each.tls)}`,
    `snat ${show(each.translation)} persistence ${show(each.persistence, names)} pools ${show(each.pools, names)}`,
  ].join(' ');
}

function pool(each: Pool): string {
  const members = each.members.map((member: Member) => `${show(member.address)}:${show(member.port)}`).join(' ');
  return `pool ${each.name} ${each.complete ? '' : '... '}${members || '-'} monitors ${show(each.monitors, names)}`;
}

function monitor(each: Monitor): string {
  const { request } = each;
  const sends = request
    ? ` ${show(request.method)} ${show(request.path)} HTTP/${show(request.version)} host ${show(request.host)}${request.unencoded ? ' unencoded' : ''} expects ${show(each.expects, expectation)}`
    : '';
  return `monitor ${each.name} ${show(each.kind)} port ${show(each.port)}${sends} every ${show(each.interval)} waits ${show(each.answerTimeout)}`;
}

function expectation(value: Expectation): string {
  return typeof value === 'string' ? value : value.codes.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(' ');
}

function persistence(each: Persistence): string {
  return `persistence ${each.name} ${show(each.kind)} of ${show(each.scope)} for ${show(each.timeout)}`;
}
