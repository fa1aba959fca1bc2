import { CMDLETS } from '../cmdlets.ts';
import { IKE_PORT, NAT_TRAVERSAL_PORT, SSTP_PATH, SSTP_PORT, SSTP_STATUS } from '../sstp.ts';
import { line, placeholder, type Snippet } from './snippet.ts';

/** What the administrator fills in, the same in all snippets: the address that clients connect to, the servers, and the name of the VPN. */
const ADDRESS = placeholder(1, '203.0.113.10');
const SERVERS = [placeholder(2, '10.10.1.11'), placeholder(3, '10.10.1.12')] as const;
const NAME = placeholder(4, 'vpn.contoso.com');

/** Seconds that a client keeps its server without traffic: longer than an idle VPN stays silent. */
const RECORD_SECONDS = 3600;
const IKE_PORTS = [IKE_PORT, NAT_TRAVERSAL_PORT] as const;

const { newKempService, setKempService, getKempService, newKempServer } = CMDLETS;

/** Everything that IKEv2 and SSTP need on a Kemp LoadMaster, with its PowerShell module. Source: Richard Hicks, articles on load balancing for Always On VPN; Progress Kemp, "Port Following" and "RESTful API". */
export const KEMP_SNIPPETS: readonly Snippet[] = [
  {
    id: 'kemp-ikev2',
    prefix: 'aovpn-kemp-ikev2',
    title: 'Always On VPN: IKEv2 on a Kemp LoadMaster',
    language: 'powershell',
    description: 'UDP 500 and 4500 that share their records, so that both ports lead to the same server, and with the address of the client kept.',
    body: [
      '# The servers must answer through the LoadMaster: make it their default gateway.',
      line`$vip = '${ADDRESS}'`,
      ...IKE_PORTS.flatMap((port) => [
        line`${newKempService.name} ${service('udp', port)} -Persist src -PersistTimeout ${String(RECORD_SECONDS)} -Transparent $true -CheckType icmp`,
        ...servers('udp', port),
      ]),
      '# Both ports of a client go to the same server: the second service shares the records of the first.',
      line`$ike = ${getKempService.name} ${service('udp', IKE_PORT)}`,
      line`${setKempService.name} ${service('udp', NAT_TRAVERSAL_PORT)} -FollowVSID $ike.Data.VS.Index`,
    ],
  },
  {
    id: 'kemp-sstp',
    prefix: 'aovpn-kemp-sstp',
    title: 'Always On VPN: SSTP on a Kemp LoadMaster',
    language: 'powershell',
    description: 'TCP 443 passed through to the servers, which are tested by the one request that SSTP answers without credentials.',
    body: [
      line`$vip = '${ADDRESS}'`,
      line`$check = @{`,
      line`	CheckType   = 'https'`,
      line`	CheckUrl    = '${SSTP_PATH}'`,
      line`	CheckUseGet = 0 # HEAD`,
      line`	CheckUse1_1 = 1`,
      line`	CheckHost   = '${NAME}'`,
      line`	CheckCodes  = '${String(SSTP_STATUS)}'`,
      line`}`,
      line`${newKempService.name} ${service('tcp', SSTP_PORT)} -Nickname SSTP -VSType gen -Persist ssl -PersistTimeout ${String(RECORD_SECONDS)} @check`,
      ...servers('tcp', SSTP_PORT),
    ],
  },
];

/** The arguments that name a service. */
function service(protocol: string, port: number): string {
  return `-VirtualService $vip -VSPort ${port} -VSProtocol ${protocol}`;
}

function servers(protocol: string, port: number): string[] {
  return SERVERS.map((address) => line`${newKempServer.name} ${service(protocol, port)} -RealServer ${address} -RealServerPort ${String(port)}`);
}
