import { IKE_PORT, NAT_TRAVERSAL_PORT, SSTP_PATH, SSTP_PORT, SSTP_STATUS } from '../sstp.ts';
import { line, placeholder, type Snippet } from './snippet.ts';

/** What the administrator fills in, the same in all snippets: the address that clients connect to, the servers, and the name of the VPN. */
const ADDRESS = placeholder(1, '203.0.113.10');
const SERVERS = [placeholder(2, '10.10.1.11'), placeholder(3, '10.10.1.12')] as const;
const NAME = placeholder(4, 'vpn.contoso.com');

/** Minutes that a client keeps its server without traffic: longer than an idle VPN stays silent. */
const RECORD_MINUTES = 60;
const IKE_PORTS = [IKE_PORT, NAT_TRAVERSAL_PORT] as const;

/** Everything that IKEv2 and SSTP need on a Citrix ADC. Source: Richard Hicks, articles on Citrix NetScaler and Always On VPN; NetScaler command reference. */
export const CITRIX_SNIPPETS: readonly Snippet[] = [
  {
    id: 'citrix-ikev2',
    prefix: 'aovpn-citrix-ikev2',
    title: 'Always On VPN: IKEv2 on Citrix ADC',
    language: 'citrix-adc',
    description: 'UDP 500 and 4500 with one record for each client, so that both ports lead to the same server, and with the address of the client kept.',
    body: [
      '# The servers must answer through the appliance: make it their default gateway.',
      ...servers(),
      ...IKE_PORTS.flatMap((port) => group(`sg_ike${port}`, 'UDP -usip YES', port, 'ping')),
      ...IKE_PORTS.flatMap((port) => [line`add lb vserver vs_ike${String(port)} UDP ${ADDRESS} ${String(port)}`, `bind lb vserver vs_ike${port} sg_ike${port}`]),
      '# Both ports of a client go to the same server.',
      `add lb group grp_ike -persistenceType SOURCEIP -timeout ${RECORD_MINUTES}`,
      ...IKE_PORTS.map((port) => `bind lb group grp_ike vs_ike${port}`),
    ],
  },
  {
    id: 'citrix-sstp',
    prefix: 'aovpn-citrix-sstp',
    title: 'Always On VPN: SSTP on Citrix ADC',
    language: 'citrix-adc',
    description: 'TCP 443 passed through to the servers, which are tested by the one request that SSTP answers without credentials.',
    body: [
      ...servers(),
      line`add lb monitor mon_sstp HTTP -respCode ${String(SSTP_STATUS)} -httpRequest "HEAD ${SSTP_PATH}" -customHeaders "Host: ${NAME}\\r\\n" -secure YES`,
      ...group('sg_sstp', 'SSL_BRIDGE', SSTP_PORT, 'mon_sstp'),
      '# The backup needs release 12.0 build 56.20 or later.',
      line`add lb vserver vs_sstp SSL_BRIDGE ${ADDRESS} ${String(SSTP_PORT)} -persistenceType SSLSESSION -timeout ${String(RECORD_MINUTES)} -persistenceBackup SOURCEIP -backupPersistenceTimeout ${String(RECORD_MINUTES)}`,
      'bind lb vserver vs_sstp sg_sstp',
    ],
  },
];

function servers(): string[] {
  return SERVERS.map((address, index) => line`add server vpn${String(index + 1)} ${address}`);
}

/** A service group with both servers at a port, and what tests them. */
function group(name: string, type: string, port: number, monitor: string): string[] {
  return [
    `add serviceGroup ${name} ${type}`,
    ...SERVERS.map((_, index) => `bind serviceGroup ${name} vpn${index + 1} ${port}`),
    `bind serviceGroup ${name} -monitorName ${monitor}`,
  ];
}
