import { IKE_PORT, NAT_TRAVERSAL_PORT, SSTP_PORT } from '../sstp.ts';
import { line, placeholder, type Snippet } from './snippet.ts';

/** What Windows Firewall of a VPN server must let in. */
interface Rule {
  /** What names the rule to commands: one that exists is not made twice. */
  readonly name: string;
  /** What names it to people. */
  readonly title: string;
  readonly powershell: string;
  readonly netsh: string;
}

const IKE_PORTS = [IKE_PORT, NAT_TRAVERSAL_PORT];
const IKE: Rule = {
  name: 'AlwaysOnVpn-IKEv2-In-UDP',
  title: `Always On VPN: IKEv2 (UDP ${IKE_PORTS.join(' and ')})`,
  powershell: `-Protocol UDP -LocalPort ${IKE_PORTS.join(', ')}`,
  netsh: `protocol=udp localport=${IKE_PORTS.join(',')}`,
};
const SSTP: Rule = {
  name: 'AlwaysOnVpn-SSTP-In-TCP',
  title: `Always On VPN: SSTP (TCP ${SSTP_PORT})`,
  powershell: `-Protocol TCP -LocalPort ${SSTP_PORT}`,
  netsh: `protocol=tcp localport=${SSTP_PORT}`,
};
/** Echo requests are type 8 of ICMP and type 128 of ICMPv6 (RFC 792, RFC 4443). */
const PING4: Rule = {
  name: 'AlwaysOnVpn-Ping-In-ICMPv4',
  title: 'Always On VPN: ping of the load balancer (ICMPv4)',
  powershell: '-Protocol ICMPv4 -IcmpType 8',
  netsh: 'protocol=icmpv4:8,any',
};
const PING6: Rule = {
  name: 'AlwaysOnVpn-Ping-In-ICMPv6',
  title: 'Always On VPN: ping of the load balancer (ICMPv6)',
  powershell: '-Protocol ICMPv6 -IcmpType 128',
  netsh: 'protocol=icmpv6:128,any',
};

/** From where the load balancer tests its servers, and nobody else. */
const BALANCER = [placeholder(1, '10.10.1.5'), placeholder(2, '2001:db8:10::5')] as const;

const WHERE = 'Windows Firewall of the VPN server. Every firewall between it and the clients needs the same.';
const PINGING = 'Windows Firewall of the VPN server: without this the load balancer takes a server that works for dead.';

/** The rules of Windows Firewall that the VPN needs. Source: Richard Hicks, articles on IKEv2, SSTP and load balancing; Microsoft, New-NetFirewallRule and "Netsh AdvFirewall". */
export const FIREWALL_SNIPPETS: readonly Snippet[] = [
  {
    id: 'firewall-ikev2',
    prefix: 'aovpn-firewall-ikev2',
    title: 'Always On VPN: Windows Firewall lets IKEv2 in',
    language: 'powershell',
    description: WHERE,
    body: [byCmdlet(IKE)],
  },
  {
    id: 'firewall-sstp',
    prefix: 'aovpn-firewall-sstp',
    title: 'Always On VPN: Windows Firewall lets SSTP in',
    language: 'powershell',
    description: WHERE,
    body: [byCmdlet(SSTP)],
  },
  {
    id: 'firewall-ping',
    prefix: 'aovpn-firewall-ping',
    title: 'Always On VPN: Windows Firewall answers pings of the load balancer',
    language: 'powershell',
    description: PINGING,
    body: [
      '# The addresses from which the load balancer tests its servers.',
      line`${byCmdletText(PING4)} -RemoteAddress ${BALANCER[0]}`,
      line`${byCmdletText(PING6)} -RemoteAddress ${BALANCER[1]}`,
    ],
  },
  {
    id: 'netsh-ikev2',
    prefix: 'aovpn-netsh-ikev2',
    title: 'Always On VPN: Windows Firewall lets IKEv2 in (netsh)',
    language: 'bat',
    description: WHERE,
    body: [...byNetsh(IKE)],
  },
  {
    id: 'netsh-sstp',
    prefix: 'aovpn-netsh-sstp',
    title: 'Always On VPN: Windows Firewall lets SSTP in (netsh)',
    language: 'bat',
    description: WHERE,
    body: [...byNetsh(SSTP)],
  },
  {
    id: 'netsh-ping',
    prefix: 'aovpn-netsh-ping',
    title: 'Always On VPN: Windows Firewall answers pings of the load balancer (netsh)',
    language: 'bat',
    description: PINGING,
    body: [
      'rem The addresses from which the load balancer tests its servers.',
      ...[PING4, PING6].flatMap((rule, index) => {
        const [deletion = '', addition = ''] = byNetsh(rule);
        return [deletion, line`${addition} remoteip=${BALANCER[index] ?? 'any'}`];
      }),
    ],
  },
];

function byCmdlet(rule: Rule): string {
  return line`${byCmdletText(rule)}`;
}

function byCmdletText({ name, title, powershell }: Rule): string {
  return `New-NetFirewallRule -Name '${name}' -DisplayName '${title}' -Direction Inbound -Action Allow ${powershell}`;
}

/** netsh adds a rule again each time, so that of the last run goes first. */
function byNetsh({ title, netsh }: Rule): string[] {
  return [
    `netsh advfirewall firewall delete rule name="${title}" >nul 2>&1`,
    `netsh advfirewall firewall add rule name="${title}" dir=in action=allow ${netsh}`,
  ];
}
