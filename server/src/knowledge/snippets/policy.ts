import { BASELINES, SERVER_LIFETIMES, type Baseline } from '../baselines.ts';
import { CMDLETS } from '../cmdlets.ts';
import { espPartner, IPSEC, isGcm, spell, type AttributeName, type PolicyForm } from '../ipsec.ts';
import { SERVICES } from '../services.ts';
import { choice, line, placeholder, type Snippet, type Syntax } from './snippet.ts';

const CONNECTION = 'Always On VPN';

/** The order of the CryptographySuite element in Microsoft's schema, used for the cmdlets as well. */
const SUITE_ORDER: readonly AttributeName[] = ['AuthenticationTransformConstants', 'CipherTransformConstants', 'PfsGroup', 'DHGroup', 'IntegrityCheckMethod', 'EncryptionMethod'];

const SUITES = Object.entries<Baseline>(BASELINES);

/** The IPsec policy of server and client, and the commands that show the one in force. */
export const POLICY_SNIPPETS: readonly Snippet[] = [
  ...SUITES.flatMap(([name, baseline]) => [serverPolicy(name, baseline), clientPolicy(name, baseline)]),
  {
    id: 'show-server-policy',
    prefix: 'aovpn-show-server-policy',
    title: 'Always On VPN: show the IPsec policy of the server',
    language: 'powershell',
    description: 'Prints the IPsec policy that RRAS has now, to be compared with that of the clients.',
    body: ['# Get-VpnServerIPsecConfiguration is the older name of the same command.', line`${choice(1, ['Get-VpnServerConfiguration', 'Get-VpnServerIPsecConfiguration'])}`],
  },
  {
    id: 'show-client-policy',
    prefix: 'aovpn-show-client-policy',
    title: 'Always On VPN: show the IPsec policy of a client',
    language: 'powershell',
    description: 'Prints the IPsec policy of a VPN connection. No output means that the connection has no custom policy.',
    body: [
      '# No output: the connection has no custom policy.',
      line`Get-VpnConnection -Name '${placeholder(1, CONNECTION)}' | Select-Object -ExpandProperty IPsecCustomPolicy`,
      '# A device tunnel and any other connection of all users:',
      line`Get-VpnConnection -AllUserConnection -Name '${placeholder(2, `${CONNECTION} Device Tunnel`)}' | Select-Object -ExpandProperty IPsecCustomPolicy`,
    ],
  },
  ...SUITES.map(
    ([name, baseline]): Snippet => ({
      id: `cryptography-suite-${name}`,
      prefix: `aovpn-cryptography-suite-${name}`,
      title: `Always On VPN: CryptographySuite, ${name}`,
      language: 'xml',
      description: `${baseline.title}. For NativeProfile, before Authentication; the server must have the same six values.${needs(baseline)}`,
      body: cryptographySuite(baseline, 1),
    }),
  ),
];

/** The CryptographySuite element of ProfileXML, with tab stops from `firstStop` on. */
export function cryptographySuite(baseline: Baseline, firstStop: number): string[] {
  return ['<CryptographySuite>', ...SUITE_ORDER.map((name) => line`	<${name}>${slot(baseline, name, 'profile-xml', firstStop)}</${name}>`), '</CryptographySuite>'];
}

function serverPolicy(name: string, baseline: Baseline): Snippet {
  const lifetimes = Object.entries(SERVER_LIFETIMES).map(([parameter, value]) => line`	${parameter} = ${String(value)}`);
  return {
    id: `server-policy-${name}`,
    prefix: `aovpn-server-policy-${name}`,
    title: `Always On VPN: IPsec policy of the server, ${name}`,
    language: 'powershell',
    description: `${baseline.title}. The clients must have the same six values.${needs(baseline)}`,
    body: [
      line`# ${baseline.title}. Every client must have the same six values, or it fails with error 13868.${needs(baseline)}`,
      ...policyTable(baseline, 'server-cmdlet', 1, lifetimes),
      line`${CMDLETS.setVpnServer.name} -CustomPolicy @policy -PassThru`,
      '# In force after the restart, which disconnects the clients.',
      line`${CMDLETS.restartService.name} ${SERVICES.remoteAccess.name} -Force -PassThru`,
    ],
  };
}

function clientPolicy(name: string, baseline: Baseline): Snippet {
  return {
    id: `client-policy-${name}`,
    prefix: `aovpn-client-policy-${name}`,
    title: `Always On VPN: IPsec policy of a client, ${name}`,
    language: 'powershell',
    description: `${baseline.title}. The server must have the same six values.${needs(baseline)}`,
    body: [
      line`# ${baseline.title}. The server must have the same six values, or the connection fails with error 13868.${needs(baseline)}`,
      ...policyTable(baseline, 'client-cmdlet', 2, []),
      '# Add -AllUserConnection for a device tunnel and for any other connection of all users.',
      line`${CMDLETS.setVpnClient.name} -ConnectionName '${placeholder(1, CONNECTION)}' @policy -Force`,
    ],
  };
}

function policyTable(baseline: Baseline, form: PolicyForm, firstStop: number, more: readonly string[]): string[] {
  return [line`$policy = @{`, ...SUITE_ORDER.map((name) => line`	${name} = '${slot(baseline, name, form, firstStop)}'`), ...more, line`}`];
}

/**
 * A value with the other good ones to choose from. The two ESP values share a tab stop where they are AES-GCM, because they must
 * stay the same; where they are not, AES-GCM is not among the choices of either.
 */
function slot(baseline: Baseline, name: AttributeName, form: PolicyForm, firstStop: number): Syntax {
  const { algorithms } = IPSEC[name];
  const id = baseline.suite[name];
  const partner = espPartner(name);
  // `mm` is the group of main mode again: good, but only known to be so together with that.
  const good = algorithms.filter(({ strength, id: other }) => (strength === 'strong' || strength === 'acceptable') && other !== 'mm' && (!partner || isGcm(other) === isGcm(id)));
  const texts = [id, ...good.map((algorithm) => algorithm.id).filter((other) => other !== id)].flatMap((other) => spell(name, other, form) ?? []);
  const shared = partner && isGcm(id) ? SUITE_ORDER.indexOf('AuthenticationTransformConstants') : SUITE_ORDER.indexOf(name);
  return choice(firstStop + shared, texts);
}

function needs({ minimumWindows }: Baseline): string {
  return minimumWindows === undefined ? '' : ` Needs ${minimumWindows}.`;
}
