import { BASELINES, type Suite } from '../baselines.ts';
import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';

/**
 * Functions of others that administrators call in the place of cmdlets. Each is a script of its own in richardhicks/aovpn
 * (version 1.43 of the baseline, 2022) and a function of the module AOVPNTools; a script is called by its path.
 */
const SOURCE = 'https://github.com/richardhicks/aovpntools/blob/main/Functions';

const RESTART: CmdletParameter = { name: 'Restart', switch: true, summary: 'Restarts the service that reads the value, which disconnects the clients.' };

/** Sets the policy of the RRAS server to one of two suites. */
export const SET_BASELINE: Cmdlet = {
  name: 'Set-IKEv2VpnSecurityBaseline',
  summary:
    'Sets the custom IPsec policy of the RRAS server: AES-128, SHA-256, group 14 and PFS2048, or with -EnhancedSecurity AES-128-GCM and ECP256. Lifetimes: main mode 86400 s, child SA 28800 s and 1024000 KB.',
  source: `${SOURCE}/Set-Ikev2VpnSecurityBaseline.ps1`,
  parameters: [
    { name: 'EnforceIKEv2CrlCheck', aliases: ['EnforceCrlCheck'], switch: true, summary: 'Also makes the server check client certificates for revocation.' },
    { name: 'EnhancedSecurity', switch: true, summary: 'AES-128-GCM and ECP256, for Windows Server 1803 and Windows 10 1803 or later.' },
    { name: 'Reset', switch: true, summary: 'Goes back to the Windows default: no custom policy.' },
    RESTART,
  ],
};

/** The six values that `Set-IKEv2VpnSecurityBaseline` sets. Source: the script itself, version 1.43. */
export function baselineSuite(enhanced: boolean): Suite {
  return (enhanced ? BASELINES.enhanced : BASELINES.minimum).suite;
}

export const ENABLE_FRAGMENTATION: Cmdlet = {
  name: 'Enable-VpnServerIKEv2Fragmentation',
  summary: 'Lets the server split IKEv2 messages: EnableServerFragmentation = 1. In force after the RemoteAccess service has been restarted.',
  source: `${SOURCE}/Enable-VpnServerIKEv2Fragmentation.ps1`,
  parameters: [RESTART],
};

export const ENABLE_CRL_CHECK: Cmdlet = {
  name: 'Enable-IKEv2CrlCheck',
  summary: 'Makes the server check client certificates for revocation: CertAuthFlags = 4. In force after the RemoteAccess service has been restarted.',
  source: `${SOURCE}/Enable-Ikev2CrlCheck.ps1`,
  parameters: [RESTART],
};

export const SET_LOAD_BALANCING: Cmdlet = {
  name: 'Set-IKEv2VPNLoadBalancingParameters',
  aliases: ['Set-IKEv2VpnLoadBalancingConfiguration'],
  summary:
    'For servers behind a load balancer: IkeNumEstablishedForInitialQuery, an idle timeout of 5 minutes and an outage time of 2. In force after IKEEXT and RemoteAccess have been restarted.',
  source: `${SOURCE}/Set-Ikev2VpnLoadBalancingConfiguration.ps1`,
  parameters: [{ name: 'Connections', position: 0, summary: 'Connections expected from one address (default 50000).' }, RESTART],
};

export const ENABLE_SSTP_OFFLOAD: Cmdlet = {
  name: 'Enable-SstpOffload',
  summary:
    'Lets a load balancer end TLS for SSTP: UseHttps = 0, IsHashConfiguredByAdmin = 1, and the hash of its certificate. In force after the RemoteAccess service has been restarted.',
  source: `${SOURCE}/Enable-SstpOffload.ps1`,
  parameters: [
    { name: 'ComputerName', position: 0, fromPipelineProperty: true, summary: 'The RRAS server; this computer unless stated.' },
    {
      name: 'CertificateHash',
      aliases: ['Hash'],
      position: 1,
      fromPipelineProperty: true,
      mandatory: true,
      summary: 'SHA-256 hash of the certificate, 64 digits.',
    },
    RESTART,
    { name: 'Credential', summary: 'Another account for the connection to the server.' },
    { name: 'Authentication', summary: 'How to sign in to the server.' },
    { name: 'UseSSL', switch: true, summary: 'Connects to the server over TLS.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting values.' },
  ],
};
