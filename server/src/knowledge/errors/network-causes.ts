import type { Cause } from './cause.ts';

/** What keeps packets from the server, or from the right one. */
export const NETWORK_CAUSES = {
  name: {
    what: 'The name in Servers does not resolve to the public address of the VPN.',
    rules: ['servers-url', 'servers-separator'],
    look: { at: 'client', why: 'Compare the address with the public one of the VPN.', command: 'Resolve-DnsName {server}' },
  },
  nrptCoversServer: {
    what: 'A rule for names in the profile covers the name of the VPN server, which then resolves inside the tunnel only.',
    rules: ['dns-nrpt-covers-server'],
    evidence: 'profile',
    look: { at: 'client', why: 'No rule may cover the name of the VPN server.', command: 'Get-DnsClientNrptPolicy | Format-Table Namespace, NameServers' },
  },
  routeCoversServer: {
    what: 'A route of the profile leads the packets for the VPN server into the tunnel itself.',
    rules: ['route-covers-server'],
    look: {
      at: 'client',
      why: 'The next hop must not be the tunnel.',
      command: 'Find-NetRoute -RemoteIPAddress (Resolve-DnsName {server} -Type A)[-1].IPAddress',
    },
  },
  udpBlocked: {
    what: 'A firewall or NAT device in between drops UDP 500 or UDP 4500.',
    look: {
      at: 'RRAS server',
      why: 'Both ports must be allowed here and on every firewall up to the client. A packet capture shows how far the packets come.',
      command:
        'Get-NetFirewallPortFilter -Protocol UDP | Where-Object LocalPort -in 500, 4500 | Get-NetFirewallRule | Format-Table DisplayName, Enabled, Profile, Action',
    },
  },
  tcpBlocked: {
    what: 'A firewall in between drops TCP 443.',
    look: { at: 'client', why: 'TcpTestSucceeded must be True.', command: 'Test-NetConnection {server} -Port 443' },
  },
  portsApart: {
    what: 'The load balancer sends UDP 500 and UDP 4500 of a client to different servers.',
    rules: [
      'lb-ikev2-persistence',
      'lb-ikev2-persist-one',
      'lb-ikev2-persist-type',
      'lb-ikev2-persist-timeout',
      'lb-ikev2-pair',
      'lb-ikev2-pools-differ',
      'lb-ikev2-protocol',
      'lb-kemp-follow-id',
      'lb-haproxy-udp',
    ],
    evidence: 'tie',
    look: { at: 'load balancer', why: 'Both ports need one persistence by source address. Its table of sessions shows where a client goes.' },
  },
  sourceNat: {
    what: 'The address of clients is replaced on the way, so the server sees all of them as one and refuses more of them under load.',
    rules: ['lb-ikev2-snat', 'lb-citrix-usip-global'],
    evidence: 'translation',
    look: {
      at: 'RRAS server',
      why: 'Many connections from one address that is none of a client say that source NAT is on in a load balancer or firewall.',
      command: 'Get-NetIPsecMainModeSA | Group-Object RemoteEndpoint -NoElement | Sort-Object Count -Descending | Select-Object -First 5',
    },
  },
  fragments: {
    what: 'Large packets of IKE are fragmented, and something in between drops the fragments.',
    rules: ['reg-fragmentation-off', 'ikev2-frag-disabled'],
    evidence: { registryValue: 'EnableServerFragmentation', data: 1 },
    look: {
      at: 'RRAS server',
      why: 'EnableServerFragmentation must be 1, and RemoteAccess restarted since.',
      command: "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation",
    },
  },
  deadIkeServer: {
    what: 'The load balancer does not know which servers answer over IKEv2: it takes a dead one for alive, or all of them for dead.',
    rules: ['lb-ikev2-monitor'],
    evidence: 'ike-monitors',
    look: { at: 'RRAS server', why: 'RemoteAccess must run on every server to which clients are sent.', command: 'Get-Service RemoteAccess, IKEEXT' },
  },
  deadSstpServer: {
    what: 'The load balancer does not know which servers answer over SSTP: it takes a dead one for alive, or all of them for dead.',
    rules: [
      'lb-sstp-monitor-tcp',
      'lb-sstp-monitor-path',
      'lb-sstp-monitor-code',
      'lb-sstp-monitor-method',
      'lb-sstp-monitor-host',
      'lb-sstp-monitor-crlf',
      'lb-sstp-monitor-scheme',
      'lb-f5-monitor-type',
    ],
    evidence: 'sstp-monitors',
    look: { at: 'RRAS server', why: 'SstpSvc must run on every server to which clients are sent.', command: 'Get-Service RemoteAccess, SstpSvc' },
  },
  serverDown: {
    what: 'The service of the VPN does not run on the server.',
    look: { at: 'RRAS server', why: 'All of them must be running.', command: 'Get-Service RemoteAccess, IKEEXT, SstpSvc' },
  },
  packetsChanged: {
    what: 'A device in between changes the packets of IKE.',
    look: { at: 'load balancer', why: 'Nothing in between may inspect UDP 500 and UDP 4500 as a protocol of its own.' },
  },
  idle: {
    what: 'A load balancer or firewall drops the session early.',
    rules: ['lb-ikev2-persist-timeout'],
    look: { at: 'load balancer', why: 'Compare its idle timeout with the time after which clients are dropped.' },
  },
} as const satisfies Record<string, Cause>;
