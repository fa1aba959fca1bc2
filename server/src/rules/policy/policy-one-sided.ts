import type { Suite } from '../../knowledge/baselines.ts';
import { attributeName, type AttributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import { outsideDefault, statedBy } from '../../model/accepted.ts';
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
  howToFix: "Give the other side the same suite: `Add the server's suite` writes it into the profile.",
  lowered: 'Information where only the folders suggest that the two files belong together.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Policy Mismatch Error"', 'strongSwan documentation, "Windows clients" (what the default offers)'],
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
      // The clients offer AES-256 and group 14 by registry.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/registry.ps1
New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧{crypto-weak} -CipherTransformConstants AES256 -DHGroup Group14 -EncryptionMethod AES256 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
    ],
  },
  check(tunnel, report) {
    const { client, server } = tunnel;
    if (tunnel.clientsOfferGroup14 || client.tunnel !== 'ikev2') return;
    const condition = tunnel.strength === 'possible' ? ' if they belong together' : '';
    const severity = tunnel.strength === 'possible' ? ({ severity: 'information' } as const) : {};
    if (client.kind === 'system-default' && server.kind === 'custom') {
      const outside = outsideDefault(server);
      if (outside.length === 0) return;
      report({
        at: client.at,
        message: `${WITHOUT[client.form] ?? 'This client has no custom policy'}, but the server (${fileName(server)}) accepts its custom policy only (${described(server, outside)}). The Windows default does not offer that, so IKEv2 main mode fails with error 13868: ${client.form === 'profile-xml' ? "add the server's suite" : 'give the client the same policy'}. ${howChosen(tunnel)}`,
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
    }
    if (client.kind === 'custom' && server.kind === 'system-default') {
      const outside = outsideDefault(client);
      if (outside.length === 0) return;
      report({
        at: client.at,
        message: `This client has a custom policy (${described(client, outside)}), but the server (${fileName(server)}) ${server.printed ? 'printed that it has none' : 'goes back to the Windows default'}. IKEv2 main mode fails with error 13868: set the same custom policy on the server. ${howChosen(tunnel)}`,
        ...severity,
        related: tunnel.serverPlaces.map((place) => ({
          at: place.at,
          message: place.printed ? 'The server printed that it has the default' : 'The server goes back to the default here',
        })),
        mirrors: tunnel.serverPlaces.map((place) => ({
          at: place.at,
          message: (count) =>
            `The server ${place.printed ? 'has' : 'goes back to'} the Windows default here, but ${count === 1 ? 'one client has' : `${count} clients have`} a custom policy and would fail with error 13868${condition}.`,
          relatedMessage: 'This client has a custom policy',
        })),
      });
    }
  },
});

/** How a place says that there is no custom policy. */
const WITHOUT: Partial<Record<PolicyForm, string>> = {
  'profile-xml': 'This profile has no CryptographySuite',
  'client-output': 'This client printed no custom policy',
  phonebook: 'This connection has no custom policy',
};

function described(policy: IPsecPolicy, attributes: readonly AttributeName[]): string {
  const values = (attribute: AttributeName): string[] => (statedBy(policy, attribute) ?? []).map((each) => spelled(attribute, each, policy.form));
  return listed(attributes.map((attribute) => `${attributeName(attribute, policy.form)} ${alternatives(values(attribute))}`));
}

function addSuite({ profile, server }: Tunnel): Fix[] {
  const suite: Suite | undefined = knownSuite(server);
  if (!profile?.native || !suite) return [];
  return [{ title: "Add the server's suite", safe: false, changes: [{ kind: 'add-suite', native: profile.native, suite }] }];
}
