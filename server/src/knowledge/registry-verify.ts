import type { RegistryValue } from './registry.ts';

/** How an administrator sees that a value took effect. */
export interface Verification {
  /** Plain text of one or two sentences; absent where no effect can be seen. */
  readonly says?: string;
  /** Commands to run, each of one line, for PowerShell; the first one prints what is stored and does so under `cmd` as well. */
  readonly commands: readonly string[];
}

/** By the name of the value: what is to be seen, and the command that shows it. */
const SEEN: Readonly<Record<string, { readonly says: string; readonly command?: string }>> = {
  EnableServerFragmentation: { says: 'A capture of IKE_SA_INIT shows the notification IKEV2_FRAGMENTATION_SUPPORTED.' },
  CertAuthFlags: { says: 'A device whose certificate is on the revocation list no longer connects.' },
  UseHttps: {
    says: 'With 0, the address of SSTP answers HTTP with status 401 on the server itself.',
    command: 'curl.exe -I http://localhost/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D/',
  },
  SHA256CertificateHash: {
    says: 'SSTP connections stay up, and the clients log no RasSstp event 6.',
    command: "Get-WinEvent -LogName System | Where-Object { $_.ProviderName -like '*RasSstp' -and $_.Id -eq 6 }",
  },
  NegotiateDH2048_AES256: {
    says: 'While the client is connected, its main mode shows AES-256 and group 14.',
    command: 'Get-NetIPsecMainModeSA | Format-List',
  },
  ShowDeviceTunnelInUI: { says: 'The network flyout lists the device tunnel.' },
  TunnelMTU: { says: 'While the client is connected, the interface of the VPN has this MTU.', command: 'netsh interface ipv4 show subinterfaces' },
  Functions: { says: 'The cipher suites are listed in this order.', command: 'Get-TlsCipherSuite | Select-Object Name' },
};

/**
 * How to see that a value is stored and in force.
 * Source: the rows of the catalogue; Microsoft, reg query, Win32_OperatingSystem, Get-NetIPsecMainModeSA, Get-TlsCipherSuite and netsh interface;
 * Richard Hicks, "Always On VPN SSTP Load Balancing" for the answer of SSTP, "Always On VPN SSTP Connects then Disconnects" for the event.
 */
export function verificationOf({ key, name, restart }: RegistryValue): Verification {
  const seen = SEEN[name];
  const booted = 'The computer must have started since the value was written.';
  const isBooted = restart.includes('reboot');
  const says = [seen?.says, isBooted ? booted : undefined].filter((each) => each !== undefined).join(' ');
  return {
    ...(says !== '' && { says }),
    commands: [
      `reg query "HKLM\\${key}" /v ${name}`,
      ...(seen?.command === undefined ? [] : [seen.command]),
      ...(isBooted ? ['(Get-CimInstance Win32_OperatingSystem).LastBootUpTime'] : []),
    ],
  };
}
