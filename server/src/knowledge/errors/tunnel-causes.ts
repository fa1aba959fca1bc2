import type { Cause } from './cause.ts';

/** What the two ends do not agree on, and how SSTP is bound to its certificate. */
export const TUNNEL_CAUSES = {
  policiesDiffer: {
    what: 'The custom IPsec policies of client and server differ.',
    rules: ['policy-mismatch'],
    evidence: 'policies',
    look: {
      at: 'RRAS server',
      why: 'Compare the six values with what Get-VpnConnection prints on the client.',
      command: 'Get-VpnServerIPsecConfiguration',
    },
  },
  oneSided: {
    what: 'Only one of client and server has a custom IPsec policy.',
    rules: ['policy-one-sided', 'ps-custompolicy-missing', 'ps-wrong-tunnel'],
    evidence: 'both-custom',
    look: {
      at: 'client',
      why: 'Nothing behind the name is no custom policy. Compare with Get-VpnServerIPsecConfiguration on the server.',
      command: 'Get-VpnConnection | Format-List Name, IPsecCustomPolicy',
    },
  },
  group14Alongside: {
    what: 'NegotiateDH2048_AES256 is set on clients that have a custom policy.',
    rules: ['reg-negotiatedh-with-custom'],
    look: {
      at: 'client',
      why: 'With a custom policy the value must not be there, or be 0.',
      command: "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters' -Name NegotiateDH2048_AES256",
    },
  },
  notInForce: {
    what: 'The policy of the server has been changed and RemoteAccess has not been restarted since.',
    rules: ['ps-restart-missing', 'reg-restart-service'],
    look: {
      at: 'RRAS server',
      why: 'The start of the service must be later than the change.',
      command: '(Get-Process -Id (Get-CimInstance Win32_Service -Filter "Name=\'RemoteAccess\'").ProcessId).StartTime',
    },
  },
  pfsDiffers: {
    what: 'The PFS groups of client and server differ, which shows at the first rekey.',
    rules: ['policy-pfs-mismatch'],
    evidence: 'policies',
    look: {
      at: 'client',
      why: 'Compare PfsGroup with that of the server or gateway.',
      command: '(Get-VpnConnection).IPsecCustomPolicy | Format-List PfsGroup',
    },
  },
  serverRekeys: {
    what: 'A gateway started a rekey, which a client behind NAT refuses.',
    look: { at: 'RRAS server', why: 'Let the clients start the rekey: give the gateway longer lifetimes than the clients have.' },
  },
  deviceProtocol: {
    what: 'The device tunnel is set to another protocol than IKEv2, the only one that it works with.',
    rules: ['device-protocol'],
    evidence: 'profile',
    look: { at: 'client', why: 'TunnelType of a device tunnel must be Ikev2.', command: 'Get-VpnConnection -AllUserConnection | Format-List Name, TunnelType' },
  },
  automatic: {
    what: 'The profile leaves the protocol to Windows, which tries several and hides the error of each.',
    rules: ['protocol-automatic'],
    evidence: 'profile',
    look: { at: 'client', why: 'Name one protocol, dial again and diagnose that error.', command: 'Get-VpnConnection | Format-List Name, TunnelType' },
  },
  offloadWithoutHash: {
    what: 'The load balancer ends TLS of SSTP, and RRAS does not know the certificate that clients see.',
    rules: ['lb-sstp-offload', 'sstp-offload-incomplete', 'sstp-hash-length', 'sstp-hash-binary', 'sstp-sha1-left', 'sstp-sample-hash'],
    evidence: 'tls',
    look: {
      at: 'RRAS server',
      why: 'The bytes must be those of the SHA-256 hash of the certificate that clients see, and isHashConfiguredByAdmin 1.',
      command:
        "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' | Format-List UseHttps, isHashConfiguredByAdmin, @{ n = 'SHA256'; e = { [BitConverter]::ToString($_.SHA256CertificateHash) } }",
    },
  },
  offloadMismatch: {
    what: 'Load balancer and RRAS disagree whether TLS of SSTP ends in front of RRAS.',
    rules: ['lb-sstp-offload-server'],
    look: {
      at: 'RRAS server',
      why: 'UseHttps must be 0 where the load balancer ends TLS, and 1 everywhere else.',
      command: "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps",
    },
  },
  reEncrypted: {
    what: 'The load balancer encrypts SSTP again with another certificate than clients see.',
    rules: ['lb-sstp-reencrypt'],
    evidence: 'tls',
    look: {
      at: 'RRAS server',
      why: 'The certificate must be the one that the load balancer shows to clients.',
      command: '(Get-RemoteAccess).SslCertificate | Format-List Subject, Issuer, Thumbprint',
    },
  },
  inspection: {
    what: "TLS is inspected on the client's network, so the client sees another certificate than the server has.",
    look: {
      at: 'client',
      why: 'On the network where it fails: the issuer must be that of your public certificate, not one of a proxy or firewall.',
      command:
        "$tcp = [Net.Sockets.TcpClient]::new('{server}', 443); $tls = [Net.Security.SslStream]::new($tcp.GetStream(), $false, { $true }); $tls.AuthenticateAsClient('{server}'); $tls.RemoteCertificate | Format-List Subject, Issuer; $tcp.Close()",
    },
  },
  selectors: {
    what: 'A gateway narrows the traffic selectors in a way that Windows does not take.',
    look: { at: 'RRAS server', why: 'The gateway must offer 0.0.0.0/0 or what the routes of the profile need.' },
  },
  natTraversal: {
    what: 'NAT traversal of L2TP is not switched on for a server behind NAT.',
    look: {
      at: 'client',
      why: 'The value is 1 for a server behind NAT, 2 where both sides are. A restart of the computer puts it into force.',
      command: "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent' -Name AssumeUDPEncapsulationContextOnSendRule",
    },
  },
  stalePort: {
    what: 'The service RasMan still holds the port of an earlier connection.',
    look: {
      at: 'client',
      why: 'Restart the service RasMan, or the computer.',
      command: 'Get-VpnConnection | Format-Table Name, ConnectionStatus; Get-Service RasMan',
    },
  },
  addresses: {
    what: 'The server has no address left for the client.',
    look: {
      at: 'RRAS server',
      why: 'There must be more addresses than connections, and one version of IP in common.',
      command: 'Get-RemoteAccess | Format-List *IPAddress*; Get-RemoteAccessConnectionStatistics | Measure-Object',
    },
  },
} as const satisfies Record<string, Cause>;
