import type { Suite } from '../../knowledge/baselines.ts';
import { attributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import { oneSidedFailure, type NegotiatedValue } from '../../model/negotiation.ts';
import { knownSuite, type IPsecPolicy } from '../../model/policy.ts';
import type { Tunnel } from '../../model/tunnel.ts';
import { rule, type Fix } from '../rule.ts';
import { alternatives, fileName, listed, spelled } from '../wording.ts';
import { pin } from './alignment.ts';
import { howChosen } from './comparison.ts';

export default rule({
  id: 'policy-one-sided',
  on: 'tunnel',
  severity: 'warning',
  title: 'Only one side has a custom IPsec policy',
  why: 'A Windows client without a custom policy offers group 2 only, and RRAS without one takes the weak default. A custom policy on the other side is outside of that, so main mode fails with error 13868.',
  howToFix:
    "Give the other side the same suite: `Add the server's suite` writes it into the profile, `Set this policy on the server` into a script that sets the server up and states none.",
  whenOff: 'Where the other side gets its policy by something that is not in these files, such as a script of another team.',
  lowered:
    'Information where only the folders suggest that the two files belong together, and where the server may have a policy that its script does not state: the script changes a server that is there already, or asks for -EncryptionType OptionalEncryption.',
  sources: [
    'Richard Hicks, "Always On VPN IKEv2 Policy Mismatch Error"',
    'strongSwan documentation, "Windows clients" (what the default offers)',
    'Microsoft, Install-RemoteAccess and Get-VpnServerConfiguration',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client/profile.xml
<VPNProfile><⟦NativeProfile⟧{crypto-missing}><NativeProtocolType>⟦IKEv2⟧</NativeProtocolType></NativeProfile></VPNProfile>
=== server/rras.ps1
⟦Set-VpnServerConfiguration⟧ -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      `=== client/profile.ps1
⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== server/rras.ps1
⟦Set-VpnServerConfiguration⟧ -RevertToDefault
`,
      // A script that sets up the server, and states nothing.
      `=== client/profile.ps1
⟦Set-VpnConnectionIPsecConfiguration⟧ -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== server/rras.ps1
Install-WindowsFeature DirectAccess-VPN -IncludeManagementTools
⟦Install-RemoteAccess⟧ -VpnType Vpn
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate
Restart-Service RemoteAccess
`,
    ],
    good: [
      // A server suite that the default offer contains: weak, but they agree.
      `=== client/profile.xml
<VPNProfile><⟦NativeProfile⟧{crypto-missing}><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧{crypto-weak} -CipherTransformConstants AES256 -DHGroup ⟦Group2⟧{crypto-weak} -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // Both on the Windows default.
      `=== client/profile.xml
<VPNProfile><⟦NativeProfile⟧{crypto-missing}><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -RevertToDefault
`,
      // What the script calls may set a policy; and one that only changes a server says nothing of the policy it had.
      `=== lisbon/client/profile.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== lisbon/server/rras.ps1
Install-RemoteAccess -VpnType Vpn
Set-ContosoVpnPolicy
=== berlin/client/profile.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== berlin/server/auth.ps1
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate
Restart-Service RemoteAccess
`,
      // A gateway for sites.
      `=== client/profile.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
=== server/rras.ps1
Install-RemoteAccess -VpnType VpnS2S
`,
      // A script beside the profile gives the connection the server's policy.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/policy.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -Force
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // The clients offer AES-256 and group 14 by registry.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/registry.ps1
New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧{crypto-weak} -CipherTransformConstants AES256 -DHGroup Group14 -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // Perhaps they do: the control set need not be the one in use.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/registry.ps1
New-ItemProperty -Path ⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\RasMan\\Parameters⟧{reg-path} -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧{crypto-weak} -CipherTransformConstants AES256 -DHGroup Group14 -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
    ],
  },
  check(tunnel, report) {
    const { client, server, minimumWindows } = tunnel;
    if (tunnel.mayOfferMore || client.tunnel !== 'ikev2') return;
    const failing = oneSidedFailure(client, server, { ...(minimumWindows && { minimumWindows }) });
    if (failing.length === 0) return;
    const condition = tunnel.strength === 'possible' ? ' if they belong together' : '';
    const isLowered = tunnel.strength === 'possible' || server.defaultBy === 'silence' || server.defaultBy === 'encryption-type';
    const severity = isLowered ? ({ severity: 'information' } as const) : {};
    if (server.kind === 'custom')
      report({
        at: client.at,
        message: `${WITHOUT[client.form] ?? 'This client has no custom policy'}, but the server (${fileName(server)}) accepts its custom policy only (${described(server, failing)}). The Windows default does not offer that, so IKEv2 main mode fails with error 13868: ${client.form === 'profile-xml' ? "add the server's suite" : 'give the client the same policy'}. ${howChosen(tunnel)}`,
        ...severity,
        related: tunnel.serverPlaces.map((place) => ({
          at: place.at,
          message: place.printed ? 'The server printed its custom policy here' : 'The server sets its custom policy here',
        })),
        fixes: () => [...addSuite(tunnel), ...pin(tunnel)],
        mirrors: tunnel.serverPlaces.map((place) => ({
          at: place.at,
          message: (count) =>
            `${count === 1 ? 'One client has' : `${count} clients have`} no custom policy and would fail with error 13868 against this one${condition}.`,
          relatedMessage: WITHOUT[client.form] ?? 'This client has no custom policy',
          fixes: () =>
            addSuite(tunnel).map((fix) => ({
              ...fix,
              title: 'Add this suite to every client listed here',
              partialTitle: 'Add this suite to every profile listed here',
            })),
        })),
      });
    else
      report({
        at: client.at,
        message: `This client has a custom policy (${described(client, failing)}), but ${withoutPolicy(server)}: set the same custom policy on the server. ${howChosen(tunnel)}`,
        ...severity,
        related: tunnel.serverPlaces.map((place) => ({ at: place.at, message: saidOf(place).related })),
        fixes: () => [...statePolicy(tunnel), ...pin(tunnel)],
        mirrors: tunnel.serverPlaces.map((place) => ({
          at: place.at,
          message: (count) =>
            `${saidOf(place).here}, but ${count === 1 ? 'one client has' : `${count} clients have`} a custom policy and would fail with error 13868${condition}${unless(server)}.`,
          relatedMessage: 'This client has a custom policy',
          fixes: () => statePolicy(tunnel),
        })),
      });
  },
});

/** How a place says that there is no custom policy. */
const WITHOUT: Partial<Record<PolicyForm, string>> = {
  'profile-xml': 'This profile has no CryptographySuite',
  'client-output': 'This client printed no custom policy',
  phonebook: 'This connection has no custom policy',
};

/** Why a server has no custom policy, and what follows. */
function withoutPolicy(server: IPsecPolicy): string {
  const script = `the server script (${fileName(server)})`;
  const fails = 'IKEv2 main mode fails with error 13868';
  switch (server.defaultBy) {
    case 'installation':
      return `${script} sets up the server and states no custom policy, so RRAS keeps its default. ${fails}`;
    case 'silence':
      return `${script} states none. RRAS keeps its default and ${fails}, unless another script or somebody by hand has set one`;
    case 'encryption-type':
      return `${script} asks for OptionalEncryption, which is the default without a custom policy. ${fails}, unless RRAS still has one from before`;
    default:
      return `the server (${fileName(server)}) ${server.printed ? 'printed that it has none' : 'goes back to the Windows default'}. ${fails}`;
  }
}

function unless({ defaultBy }: IPsecPolicy): string {
  return defaultBy === 'silence' || defaultBy === 'encryption-type' ? ', unless it is set elsewhere' : '';
}

function saidOf({ printed, defaultBy }: IPsecPolicy): { readonly here: string; readonly related: string } {
  if (printed) return { here: 'The server has the Windows default here', related: 'The server printed that it has the default' };
  if (defaultBy === 'installation')
    return { here: 'The server is set up here without a custom policy', related: 'The server is set up here, without a custom policy' };
  if (defaultBy === 'silence') return { here: 'This script states no custom policy', related: 'The server is changed here, and no custom policy is stated' };
  if (defaultBy === 'encryption-type')
    return { here: 'OptionalEncryption stands for no custom policy here', related: 'The server asks for OptionalEncryption here' };
  return { here: 'The server goes back to the Windows default here', related: 'The server goes back to the default here' };
}

function described(policy: IPsecPolicy, failing: readonly NegotiatedValue[]): string {
  return listed(
    failing.map(({ attribute, [policy.side]: { surely, perhaps } }) => {
      const values = [...surely, ...perhaps].map((each) => spelled(attribute, each, policy.form));
      return `${attributeName(attribute, policy.form)} ${alternatives(values)}`;
    }),
  );
}

function addSuite({ profile, server }: Tunnel): Fix[] {
  const suite: Suite | undefined = knownSuite(server);
  if (!profile?.native || !suite) return [];
  return [{ title: "Add the server's suite", safe: false, changes: [{ kind: 'add-suite', native: profile.native, suite }] }];
}

/** The fix that has the server's script set the client's values; none where it goes back to the default on purpose, or is several. */
function statePolicy({ client, server, serverPlaces }: Tunnel): Fix[] {
  const suite = knownSuite(client);
  if (!suite || serverPlaces.length !== 1 || (server.defaultBy !== 'installation' && server.defaultBy !== 'silence')) return [];
  return [{ title: `Set this policy on the server (${fileName(server)})`, safe: false, changes: [{ kind: 'state-policy', at: server.at, suite }] }];
}
