import type { Location } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';
import { IKE_PORT, NAT_TRAVERSAL_PORT, SSTP_PORT } from '../../knowledge/sstp.ts';
import { admission, type FirewallRule } from '../../model/firewall-rule.ts';
import type { Role, Service } from '../../model/load-balancer/service.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { shownAt } from './places.ts';
import type { BoxView } from './view.ts';

/** A port that a VPN needs, with the listeners for it. */
export interface Port {
  readonly id: string;
  readonly title: string;
  readonly protocol: 'udp' | 'tcp' | 'icmp';
  readonly number?: number;
  readonly role?: Role;
}

export const PORTS: readonly (Port & { readonly role: Role })[] = [
  { id: 'udp-500', title: `UDP ${IKE_PORT}`, protocol: 'udp', number: IKE_PORT, role: 'ike' },
  { id: 'udp-4500', title: `UDP ${NAT_TRAVERSAL_PORT}`, protocol: 'udp', number: NAT_TRAVERSAL_PORT, role: 'nat-t' },
  { id: 'tcp-443', title: `TCP ${SSTP_PORT}`, protocol: 'tcp', number: SSTP_PORT, role: 'sstp' },
];

/** The load balancer pings its servers: no packet of a client. */
export const PING: Port = { id: 'icmp', title: 'ICMP to the servers', protocol: 'icmp' };

const PURPOSE: Readonly<Record<Role, string>> = {
  ike: 'IKE, the first packets',
  'nat-t': 'IKE and ESP behind NAT, that is nearly always',
  sstp: 'SSTP',
};

/** Whether a monitor of a service pings. */
export function pings({ monitors }: Service): boolean {
  return monitors?.some(({ kind }) => valueOf(kind) === 'icmp') ?? false;
}

/** A port with what the scripts of the servers say of Windows Firewall. What they do not say is unknown: RRAS and group policy have rules of their own. */
export function portBox(workspace: Workspace, port: Port, rules: readonly FirewallRule[]): BoxView<Location> {
  const { state, by } = admission(rules, port.protocol, port.number);
  const at = shownAt(workspace, by[0]?.at);
  const files = [...new Set(by.map((rule) => uriName(rule.at.file.uri)))].join(' and ');
  const said = {
    allowed: `Windows Firewall lets it in (${files})`,
    blocked: `Windows Firewall blocks it (${files})`,
    some: `Windows Firewall lets some of it in (${files})`,
    unstated: 'No New-NetFirewallRule of this deployment says whether it is let in',
  }[state];
  return {
    id: `port ${port.id}`,
    title: port.title,
    health: state === 'allowed' ? 'ok' : state === 'blocked' ? 'broken' : 'unknown',
    lines: [port.role === undefined ? 'Tests of the load balancer' : PURPOSE[port.role], said],
    problems: state === 'blocked' ? [{ text: `A rule of ${files} blocks ${port.title}.`, severity: 'error' }] : [],
    ...(at && { at }),
  };
}
