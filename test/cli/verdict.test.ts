import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

/** What stands below the summary. */
async function verdicts(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { out } = await folder(files).aovpn('check');
  const lines = out.trimEnd().split('\n');
  return lines.slice(lines.findLastIndex((line) => / in \d+ files?$/.test(line)) + 1);
}

const SERVER = { 'contoso/server/rras.ps1': serverScript() };
const noSuite = profile().replace(/ *<CryptographySuite>[^]*<\/CryptographySuite>\n/, '');
const byCertificate = profile().replace('<Authentication />', '<Authentication><MachineMethod>Certificate</MachineMethod></Authentication>');
const BY_CMDLET =
  '-AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048';

test.for<[name: string, files: Record<string, string>, verdict: string[]]>([
  ['agreement', { ...SERVER, 'contoso/client/p.xml': profile() }, ['contoso: 1 client, 1 server: agree']],
  [
    'a difference',
    { ...SERVER, 'contoso/client/p.xml': profile({ DHGroup: 'ECP384', EncryptionMethod: 'AES256' }) },
    ['contoso: 1 client, 1 server: will fail with 13868 (EncryptionMethod, DHGroup)'],
  ],
  [
    'PFS only',
    { ...SERVER, 'contoso/client/p.xml': profile({ PfsGroup: 'ECP384' }) },
    ['contoso: 1 client, 1 server: will connect, then drop at the first rekey (PfsGroup)'],
  ],
  [
    'PFS and another',
    { ...SERVER, 'contoso/client/p.xml': profile({ PfsGroup: 'ECP384', DHGroup: 'ECP384' }) },
    ['contoso: 1 client, 1 server: will fail with 13868 (DHGroup)'],
  ],
  [
    'Automatic',
    { ...SERVER, 'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }, 'Automatic') },
    ['contoso: 1 client, 1 server: will fail with 13868 when IKEv2 is tried (DHGroup)'],
  ],
  ['no suite', { ...SERVER, 'contoso/client/p.xml': noSuite }, ['contoso: 1 client, 1 server: will fail with 13868 (no custom policy on the client)']],
  [
    'no suite, but the group by registry',
    {
      ...SERVER,
      'contoso/client/p.xml': noSuite,
      'contoso/client/r.ps1':
        'New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force\n',
    },
    ['contoso: 1 client, 1 server: not compared, because one side leaves the policy to Windows'],
  ],
  [
    'no suite, but a script beside it that sets a policy',
    {
      'contoso/server/rras.ps1': `Set-VpnServerConfiguration -CustomPolicy ${BY_CMDLET}\n`,
      'contoso/client/p.xml': noSuite,
      'contoso/client/policy.ps1': `Set-VpnConnectionIPsecConfiguration -ConnectionName Contoso ${BY_CMDLET} -Force\n`,
    },
    ['contoso: 2 clients, 1 server: not compared, because one side leaves the policy to Windows for 1 client'],
  ],
  [
    'no custom policy on the server',
    { 'contoso/server/rras.ps1': 'Set-VpnServerConfiguration -RevertToDefault\n', 'contoso/client/p.xml': profile() },
    ['contoso: 1 client, 1 server: will fail with 13868 (no custom policy on the server)'],
  ],
  [
    'an unknown value',
    { 'contoso/server/rras.ps1': `param($group)\n${serverScript({ DHGroup: '$group' })}`, 'contoso/client/p.xml': profile() },
    ['contoso: 1 client, 1 server: agree as far as the values are known'],
  ],
  [
    'several clients',
    {
      ...SERVER,
      'contoso/client/a.xml': profile(),
      'contoso/client/b.xml': profile({ DHGroup: 'ECP384' }),
      'contoso/client/c.xml': profile({ EncryptionMethod: 'AES256' }),
      'contoso/client/d.xml': profile({ PfsGroup: 'ECP384' }),
    },
    [
      'contoso: 4 clients, 1 server: 2 clients will fail with 13868 (EncryptionMethod, DHGroup), 1 client will connect, then drop at the first rekey (PfsGroup)',
    ],
  ],
  [
    'all of several',
    { ...SERVER, 'contoso/client/a.xml': profile({ DHGroup: 'ECP384' }), 'contoso/client/b.xml': profile({ DHGroup: 'ECP256' }) },
    ['contoso: 2 clients, 1 server: will fail with 13868 (DHGroup)'],
  ],
  [
    'several servers of one policy',
    { ...SERVER, 'contoso/server/second.ps1': serverScript(), 'contoso/client/a.xml': profile() },
    ['contoso: 1 client, 2 servers: agree'],
  ],
  [
    'folders that do not tell',
    { 'contoso/berlin/p.xml': profile({ DHGroup: 'ECP384' }), 'contoso/oslo/rras.ps1': serverScript() },
    ['contoso: 1 client, 1 server: not certain that they belong together'],
  ],
  [
    'several policies',
    { ...SERVER, 'contoso/server/other.ps1': serverScript({ DHGroup: 'ECP256' }), 'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }) },
    ['contoso: 1 client, 2 servers: which server is meant is not certain'],
  ],
  [
    'a suppressed difference',
    {
      ...SERVER,
      'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }).replace(
        '      <DHGroup>',
        '      <!-- aovpn-disable-next-line policy-mismatch -->\n      <DHGroup>',
      ),
    },
    ['contoso: 1 client, 1 server: a difference is not reported, as was asked for'],
  ],
  [
    'a rule that is switched off',
    { ...SERVER, 'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }), 'aovpn.json': '{ "rules": { "policy-mismatch": "off" } }' },
    ['contoso: 1 client, 1 server: a difference is not reported, as was asked for'],
  ],
  [
    'a rule that is a hint',
    { ...SERVER, 'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }), 'aovpn.json': '{ "rules": { "policy-mismatch": "hint" } }' },
    ['contoso: 1 client, 1 server: will fail with 13868 (DHGroup)'],
  ],
  [
    'agreement on what is refused',
    { 'contoso/server/rras.ps1': serverScript({ DHGroup: 'Group1' }), 'contoso/client/p.xml': profile({ DHGroup: 'Group1' }) },
    ['contoso: 1 client, 1 server: agree, apart from other errors'],
  ],
  [
    'a method that the server refuses',
    {
      'contoso/server/rras.ps1': `${serverScript()}Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n`,
      'contoso/client/p.xml': byCertificate,
    },
    ['contoso: 1 client, 1 server: agree, apart from other errors'],
  ],
  [
    'a method that the server accepts',
    {
      'contoso/server/rras.ps1': `${serverScript()}Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate\n`,
      'contoso/client/p.xml': byCertificate,
    },
    ['contoso: 1 client, 1 server: agree'],
  ],
  ['nobody to compare with', { 'contoso/client/p.xml': profile() }, []],
  ['SSTP only', { ...SERVER, 'contoso/client/p.xml': profile({}, 'SSTP') }, []],
  [
    'two deployments, and two of one name',
    {
      ...SERVER,
      'contoso/client/p.xml': profile(),
      'fabrikam/server/r.ps1': serverScript(),
      'fabrikam/client/p.xml': profile({ DHGroup: 'ECP384' }),
      'old/contoso/server/r.ps1': serverScript(),
      'old/contoso/client/p.xml': profile(),
    },
    ['fabrikam: 1 client, 1 server: will fail with 13868 (DHGroup)', 'old/contoso: 1 client, 1 server: agree'],
  ],
  [
    'a client of two pinned deployments',
    {
      'p.xml': profile(),
      'a.ps1': serverScript(),
      'b.ps1': serverScript({ DHGroup: 'ECP384' }),
      'aovpn.json':
        '{ "deployments": [{ "name": "a", "clients": ["p.xml"], "servers": ["a.ps1"] }, { "name": "b", "clients": ["p.xml"], "servers": ["b.ps1"] }] }',
    },
    ['a: 1 client, 1 server: agree', 'b: 1 client, 1 server: will fail with 13868 (DHGroup)'],
  ],
])('%s', async ([, files, expected]) => {
  const found = await verdicts(files);
  if (expected.some((line) => line.startsWith('old/'))) expect(found.slice(-2)).toEqual(expected);
  else expect(found).toEqual(expected);
});
