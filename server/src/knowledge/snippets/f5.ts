import { IKE_PORT, NAT_TRAVERSAL_PORT, SSTP_PATH, SSTP_PORT, SSTP_STATUS } from '../sstp.ts';
import { line, placeholder, type Snippet } from './snippet.ts';

/** What the administrator fills in, the same in all snippets: the address that clients connect to, the servers, and the name of the VPN. */
const ADDRESS = placeholder(1, '203.0.113.10');
const SERVERS = [placeholder(2, '10.10.1.11'), placeholder(3, '10.10.1.12')] as const;
const NAME = placeholder(4, 'vpn.contoso.com');

/** Seconds that a client keeps its server without traffic: longer than an idle VPN stays silent. */
const RECORD_SECONDS = '3600';

/** Everything that IKEv2 and SSTP need on a BIG-IP, as it is stored and as commands. Source: Richard Hicks, articles on F5 BIG-IP and Always On VPN. */
export const F5_SNIPPETS: readonly Snippet[] = [
  {
    id: 'f5-ikev2',
    prefix: 'aovpn-f5-ikev2',
    title: 'Always On VPN: IKEv2 on F5 BIG-IP',
    language: 'bigip',
    description: 'UDP 500 and 4500 with one record for each client, so that both ports lead to the same server, and with the address of the client kept.',
    body: [
      'ltm persistence source-addr /Common/persist_ikev2 {',
      '\tdefaults-from /Common/source_addr',
      '\tmatch-across-services enabled',
      `\ttimeout ${RECORD_SECONDS}`,
      line`}`,
      ...[IKE_PORT, NAT_TRAVERSAL_PORT].flatMap((port) => pool(`pool_ike${port}`, port, 'gateway_icmp')),
      ...[IKE_PORT, NAT_TRAVERSAL_PORT].flatMap((port) => virtual(`vs_ike${port}`, port, 'udp', 'persist_ikev2', `pool_ike${port}`)),
    ],
  },
  {
    id: 'f5-sstp',
    prefix: 'aovpn-f5-sstp',
    title: 'Always On VPN: SSTP on F5 BIG-IP',
    language: 'bigip',
    description: 'TCP 443 passed through to the servers, which are tested by the one request that SSTP answers without credentials.',
    body: [
      'ltm monitor https /Common/mon_sstp {',
      '\tadaptive disabled',
      '\tdefaults-from /Common/https',
      '\tdestination *:*',
      '\tinterval 10',
      `\trecv "HTTP/1.1 ${SSTP_STATUS}"`,
      line`\tsend "${request(String.raw`\\r\\n`)[0]}${NAME}${request(String.raw`\\r\\n`)[1]}"`,
      '\ttimeout 31',
      line`}`,
      ...pool('pool_sstp', SSTP_PORT, 'mon_sstp'),
      ...virtual('vs_sstp', SSTP_PORT, 'tcp', 'ssl', 'pool_sstp', 'source_addr'),
    ],
  },
  {
    id: 'f5-ikev2-tmsh',
    prefix: 'aovpn-f5-ikev2-tmsh',
    title: 'Always On VPN: IKEv2 on F5 BIG-IP, as commands',
    language: 'bigip',
    description: 'Commands for tmsh that make UDP 500 and 4500 with one record for each client, and with the address of the client kept.',
    body: [
      `create ltm persistence source-addr persist_ikev2 defaults-from source_addr match-across-services enabled timeout ${RECORD_SECONDS}`,
      ...[IKE_PORT, NAT_TRAVERSAL_PORT].map((port) => poolCommand(`pool_ike${port}`, port, 'gateway_icmp')),
      ...[IKE_PORT, NAT_TRAVERSAL_PORT].map((port) => virtualCommand(`vs_ike${port}`, port, 'udp', 'persist_ikev2', `pool_ike${port}`)),
      'save sys config',
    ],
  },
  {
    id: 'f5-sstp-tmsh',
    prefix: 'aovpn-f5-sstp-tmsh',
    title: 'Always On VPN: SSTP on F5 BIG-IP, as commands',
    language: 'bigip',
    description: 'Commands for tmsh that pass TCP 443 through to the servers and test these by the one request that SSTP answers without credentials.',
    body: [
      line`create ltm monitor https mon_sstp defaults-from https interval 10 timeout 31 recv "HTTP/1.1 ${String(SSTP_STATUS)}" send "${request(String.raw`\r\n`)[0]}${NAME}${request(String.raw`\r\n`)[1]}"`,
      poolCommand('pool_sstp', SSTP_PORT, 'mon_sstp'),
      virtualCommand('vs_sstp', SSTP_PORT, 'tcp', 'ssl', 'pool_sstp', 'source_addr'),
      'save sys config',
    ],
  },
];

/** What is sent before and behind the name. */
function request(eol: string): readonly [string, string] {
  return [`HEAD ${SSTP_PATH} HTTP/1.1${eol}Host: `, `${eol}Connection: Close${eol}${eol}`];
}

function pool(name: string, port: number, monitor: string): string[] {
  return [
    `ltm pool /Common/${name} {`,
    '\tmembers {',
    ...SERVERS.flatMap((server) => [line`\t\t/Common/${server}:${String(port)} {`, line`\t\t\taddress ${server}`, line`\t\t}`]),
    line`\t}`,
    `\tmonitor /Common/${monitor}`,
    line`}`,
  ];
}

function virtual(name: string, port: number, protocol: 'udp' | 'tcp', persistence: string, target: string, fallback?: string): string[] {
  return [
    `ltm virtual /Common/${name} {`,
    line`\tdestination /Common/${ADDRESS}:${String(port)}`,
    ...(fallback === undefined ? [] : [`\tfallback-persistence /Common/${fallback}`]),
    `\tip-protocol ${protocol}`,
    '\tmask 255.255.255.255',
    '\tpersist {',
    `\t\t/Common/${persistence} {`,
    '\t\t\tdefault yes',
    line`\t\t}`,
    line`\t}`,
    `\tpool /Common/${target}`,
    '\tprofiles {',
    line`\t\t/Common/${protocol} { }`,
    line`\t}`,
    '\tsource 0.0.0.0/0',
    '\tsource-address-translation {',
    '\t\ttype none',
    line`\t}`,
    '\ttranslate-address enabled',
    '\ttranslate-port enabled',
    line`}`,
  ];
}

function poolCommand(name: string, port: number, monitor: string): string {
  const [first, second] = SERVERS;
  return line`create ltm pool ${name} members add { ${first}:${String(port)} ${second}:${String(port)} } monitor ${monitor}`;
}

function virtualCommand(name: string, port: number, protocol: 'udp' | 'tcp', persistence: string, target: string, fallback?: string): string {
  const more = fallback === undefined ? '' : ` fallback-persistence ${fallback}`;
  const start = line`create ltm virtual ${name} destination ${ADDRESS}:${String(port)} ip-protocol ${protocol} pool ${target} profiles add { ${protocol} } `;
  return start + line`persist replace-all-with { ${persistence} { default yes } }${more} source-address-translation { type none }`;
}
