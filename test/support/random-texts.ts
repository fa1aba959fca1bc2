import { algorithmFor } from '../../server/src/knowledge/ipsec.ts';
import { digitsOf } from '../../server/src/knowledge/phonebook.ts';
import { client, profile, server } from './policies.ts';
import { clientRows, DEFAULT_ROWS, formatList, phonebookEntry, serverRows } from './printed.ts';
import { fc } from './properties.ts';

// Few values, so that files often agree, often differ, and often mean the same in other words.
const groups = fc.constantFrom('Group14', 'Group2', 'ECP384', 'group14', '$group', 'Group15');
const values = fc.record(
  {
    DHGroup: groups,
    EncryptionMethod: fc.constantFrom('AES128', 'GCMAES128', 'AES_GCM_128'),
    CipherTransformConstants: fc.constantFrom('GCMAES256', 'DES'),
    PfsGroup: fc.constantFrom('PFS2', 'ECP384'),
  },
  { requiredKeys: [] },
);
const ids = fc.constantFrom('policy-mismatch', 'crypto-weak', 'policy-pfs-mismatch', 'crypto-week', 'crypto-weak crypto-broken');
const scope = fc.constantFrom('disable-next-line', 'disable-line', 'disable', 'enable');

const xmlSuppression = fc.tuple(scope, ids).map(([how, what]) => `<!-- aovpn-${how} ${what}: known -->\n`);
const xmlTop = fc.oneof(fc.constant(''), fc.constant('\n\n'), fc.constant('<!-- Group2 -->\n'), xmlSuppression);
const protocol = fc.constantFrom('IKEv2', 'IKEv2', 'Automatic', 'L2TP');
const bare = fc.constant('<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n');
const partial = fc.constant('<VPNProfile><NativeProfile><CryptographySuite><DHGroup>ECP256</DHGroup></CryptographySuite></NativeProfile></VPNProfile>\n');
const whole = fc.tuple(values, protocol).map(([suite, name]) => profile(suite, name));
// What a device tunnel and a user tunnel observe of each other.
export const elements = fc.constantFrom(
  '<DeviceTunnel>true</DeviceTunnel>',
  '<DeviceTunnel>$Device</DeviceTunnel>',
  '<RegisterDNS>true</RegisterDNS>',
  '<RegisterDNS>True</RegisterDNS>',
  '<RegisterDNS>false</RegisterDNS>',
  '<DomainNameInformation><DomainName>.corp.contoso.com</DomainName></DomainNameInformation>',
  '<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>',
  '<Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize></Route>',
  '<Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>',
  '<Route><Address>10.1.2.3</Address><PrefixSize>32</PrefixSize></Route>',
  '<Route><Address>$Network</Address><PrefixSize>32</PrefixSize></Route>',
);
const more = fc.array(elements, { maxLength: 5 });
/** Profiles that are whole, with what a device tunnel and a user tunnel observe of each other. */
export const pairedTexts: fc.Arbitrary<string> = fc
  .tuple(whole, more)
  .map(([text, elements]) => text.replace('</VPNProfile>', `${elements.join('')}</VPNProfile>`));
// Somebody is typing it.
const cut = fc.tuple(whole, fc.nat(400)).map(([text, length]) => text.slice(0, length + 12));
/** Profiles: whole ones, parts, broken ones, and what is none. */
export const profileTexts: fc.Arbitrary<string> = fc
  .tuple(xmlTop, fc.oneof({ weight: 6, arbitrary: whole }, { weight: 5, arbitrary: pairedTexts }, bare, partial, cut, fc.constant('<other/>')))
  .map((parts) => parts.join(''));

const psSuppression = fc.tuple(scope, ids).map(([how, what]) => `# aovpn-${how} ${what} -- known\n`);
// A profile inside a script, beside the policy that it may have to match.
const embedded = fc
  .tuple(fc.oneof(whole, partial, cut), fc.constantFrom("'", '"'), fc.constantFrom('', '<!-- aovpn-disable crypto-weak: known -->\n', '$Names\n'))
  .map(([text, quote, top]) => `$profile = @${quote}\n${top}${text}${quote}@\n`);
const block = fc.oneof(
  { weight: 3, arbitrary: embedded },
  { weight: 4, arbitrary: values.map((suite) => server(suite)) },
  { weight: 2, arbitrary: values.map((suite) => client(suite)) },
  psSuppression,
  fc.constantFrom('# aovpn-server: vpn.fabrikam.com\n', '# aovpn-server: vpn.contoso.com\n', 'Get-RemoteAccess -ComputerName vpn.fabrikam.com\n'),
  values.map((suite) => `if ($x) {\n${server(suite)}}\n`),
  groups.map(
    (group) =>
      `$policy = @{ DHGroup = '${group}' }\nSet-VpnServerConfiguration -CustomPolicy @policy\nSet-VpnConnectionIPsecConfiguration -ConnectionName B @policy -Force\n`,
  ),
  fc.constantFrom(
    '\n# reviewed\n',
    'Write-Host hello\n',
    'Set-VpnServerConfiguration -RevertToDefault\n',
    'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group2 -TunnelType L2TP\n',
    'New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force\n',
    'Set-VpnConnectionIPsecConfiguration -ConnectionName A -DHGroup Group14 -Force\n',
    'Restart-Service RasMan\n',
  ),
);
// What is known of a server because nothing is stated, and of a connection beside its policy.
const silent = fc.constantFrom(
  'Install-RemoteAccess -VpnType Vpn\n',
  'Install-RemoteAccess -VpnType Vpn\n& $more\n',
  'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\nRestart-Service RemoteAccess\n',
  'Set-VpnServerConfiguration -EncryptionType OptionalEncryption\n',
  `Add-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod MachineCertificate\n${client()}`,
);
/** Scripts of servers and clients, with profiles inside. */
export const scriptTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.array(block, { maxLength: 3 }).map((blocks) => blocks.join('')) },
  { weight: 2, arbitrary: silent },
);

/** Project files. */
export const projectTexts: fc.Arbitrary<string> = fc.constantFrom(
  '{}\n',
  '{ "exclude": ["lab"] }\n',
  '{ "rules": { "crypto-weak": "off", "policy-mismatch": "hint" } }\n',
  '{ "overrides": [{ "files": ["client/**"], "rules": { "crypto-weak": "error" } }] }\n',
  '{ "deployments": [{ "name": "one", "clients": ["**/*.xml"], "servers": ["server/*.ps1"] }] }\n',
  '{ "deployments": [{ "name": "two", "clients": ["*.xml"], "servers": ["rras.ps1", "gone.ps1"] }], "rules": { "crypto-week": "off" } }\n',
  '{ "deployments": [',
  '{ "extends": "base.json" }\n',
  '{ "extends": ["../base.json"], "target": "intune", "rules": { "crypto-weak": "hint" } }\n',
  '{ "extends": "../aovpn.json", "deployments": [{ "name": "one", "clients": ["*.xml"], "servers": ["../server/*.ps1"] }] }\n',
  '{ "deployments": [{ "name": "three", "target": "powershell", "clients": ["../client/*.xml"], "servers": ["*.ps1"] }] }\n',
);
/** What project files extend. */
export const baseTexts: fc.Arbitrary<string> = fc.constantFrom(
  '{}\n',
  '{ "rules": { "crypto-weak": "off" }, "overrides": [{ "files": ["lab"], "rules": { "crypto-weak": "error" } }] }\n',
  '{ "target": "configmgr", "deployments": [{ "name": "one", "clients": ["**/*.xml"], "servers": ["scripts/*.ps1"] }] }\n',
  '{ "extends": "other.json", "exclude": ["client/user.xml"], "unknown": 1 }\n',
  '{ "extends": "aovpn.json" }\n',
);

/** What a console printed. */
export const outputTexts: fc.Arbitrary<string> = fc.oneof(
  groups.map((group) => formatList(serverRows({ DHGroup: group }))),
  groups.map((group) => formatList(clientRows({ DHGroup: group }))),
  fc.constant(formatList(DEFAULT_ROWS)),
  fc.constant('Nothing was printed.\n'),
);
const book = (group: string): string =>
  `0200000002000000${digitsOf('DHGroup', algorithmFor('DHGroup', group, 'client-cmdlet')?.id ?? '') ?? '09000000'}030000000200000003000000`;

/** The phone book of a client. */
export const phonebookTexts: fc.Arbitrary<string> = groups.map((group) => phonebookEntry('A', ['NumCustomPolicy=1', `CustomIPSecPolicies=${book(group)}`]));

/** Scripts of a server that state its policy. */
export const serverTexts: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n', '# aovpn-server: vpn.fabrikam.com\n', '# aovpn-disable policy-mismatch\n'),
    values.map((suite) => server(suite)),
    fc.constantFrom('', 'Get-RemoteAccess -ComputerName vpn.fabrikam.com\n', 'Enable-SstpOffload\n'),
  )
  .map((parts) => parts.join(''));
