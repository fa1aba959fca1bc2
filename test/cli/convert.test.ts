import { describe, expect, test } from 'vitest';
import { normalised } from '../../server/src/model/policy.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { folder, profile, serverScript } from './support.ts';

const LIFETIMES = '-SALifeTimeSeconds 28800 -MMSALifeTimeSeconds 86400 -SADataSizeForRenegotiationKilobytes 1024000';

async function converted(content: string, to: string, name = 'Contoso VPN.xml', ...more: string[]) {
  return await folder({ [name]: content }).aovpn(['convert', name, '--to', to, ...more]);
}

test('a profile becomes a server script', async () => {
  expect(await converted(profile(), 'server-cmdlet')).toEqual({
    code: 0,
    out: `$policy = @{
    AuthenticationTransformConstants = 'GCMAES128'
    CipherTransformConstants = 'GCMAES128'
    PfsGroup = 'ECP256'
    DHGroup = 'Group14'
    IntegrityCheckMethod = 'SHA256'
    EncryptionMethod = 'GCMAES128'
}
Set-VpnServerConfiguration -CustomPolicy @policy
# In force after the restart, which disconnects the clients.
Restart-Service -Name RemoteAccess -Force
`,
    err: '',
  });
});

test('a profile becomes a command for the client, whose connection is called like the file unless told', async () => {
  const { out } = await converted(profile(), 'client-cmdlet');
  expect(out.split('\n').at(-2)).toBe("Set-VpnConnectionIPsecConfiguration -ConnectionName 'Contoso VPN' @policy -Force");
  const { out: named } = await converted(profile(), 'client-cmdlet', 'a.xml', '--name', "Jane's VPN");
  expect(named.split('\n').at(-2)).toBe("Set-VpnConnectionIPsecConfiguration -ConnectionName 'Jane''s VPN' @policy -Force");
});

test('that a command for the client has only a part of a profile is told', async () => {
  const note = 'aovpn: This is the IPsec policy only, for a connection that exists. What else the profile says is not in it.\n';
  const { out } = await converted(profile(), 'client-cmdlet');
  expect((await converted(profile(), 'client-cmdlet')).err).toBe(note);
  expect((await converted(out, 'client-cmdlet', 'client.ps1')).err).toBe('');
});

test('that a server does not say what the connection is called is told', async () => {
  const { out, err } = await converted(serverScript(), 'client-cmdlet', 'rras01.ps1');
  expect(out).toContain("-ConnectionName 'rras01'");
  expect(err).toBe('aovpn: Nothing here says what the connection is called, so it has the name of the file: rras01. Give its name by --name.\n');
  expect((await converted(serverScript(), 'client-cmdlet', 'rras01.ps1', '--name', 'Contoso VPN')).err).toBe('');
  expect((await converted(profile(), 'client-cmdlet')).err).not.toContain('the name of the file');
});

describe('a profile in a message or an export is called as its address says', () => {
  const escaped = profile().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const message = (uri: string) =>
    `<SyncML><SyncBody><Add><Item><Target><LocURI>${uri}</LocURI></Target><Data>${escaped}</Data></Item></Add></SyncBody></SyncML>\n`;
  const EXPORT = JSON.stringify({ omaSettings: [{ omaUri: './Device/Vendor/MSFT/VPNv2/Fabrikam%20VPN/ProfileXML', value: profile() }] });

  test.each([
    ['message.xml', message('./User/Vendor/MSFT/VPNv2/Fabrikam%20VPN/ProfileXML')],
    ['message.xml', message('./Vendor/MSFT/VPNv2/Fabrikam VPN/ProfileXML')],
    ['export.json', EXPORT],
  ])('%s', async (file, content) => {
    const command = await converted(content, 'client-cmdlet', file);
    expect(command.out).toContain("-ConnectionName 'Fabrikam VPN'");
    const script = await converted(content, 'wmi-script', file);
    expect(script.out).toContain("$connection = 'Fabrikam VPN'\n");
    expect(command.err + script.err).not.toContain('the name of the file');
  });

  test('and is for all users where it is sent to the device', async () => {
    const uri = './Device/Vendor/MSFT/VPNv2/AOVPN/ProfileXML';
    expect((await converted(message(uri), 'client-cmdlet', 'm.xml')).out).toContain("-ConnectionName 'AOVPN' -AllUserConnection");
    expect((await converted(message(uri), 'wmi-script', 'm.xml')).err).toContain('The script writes to the device tree');
    expect((await converted(message(uri), 'intune', 'm.xml')).err).toContain('the OMA-URI ./Device/Vendor/MSFT/VPNv2/');
    expect((await converted(message(uri.replace('Device', 'User')), 'client-cmdlet', 'm.xml')).out).not.toContain('-AllUserConnection');
  });

  test('of several that are sent, --name takes one', async () => {
    const sent = (name: string, group: string) => ({ omaUri: `./User/Vendor/MSFT/VPNv2/${name}/ProfileXML`, value: profile({ DHGroup: group }) });
    const content = JSON.stringify({ omaSettings: [sent('Berlin', 'Group14'), sent('Lisbon', 'ECP384')] });
    expect((await converted(content, 'intune', 'e.json')).err).toBe('aovpn: e.json: There are 2 profiles here. Choose one by --name: Berlin, Lisbon.\n');
    expect((await converted(content, 'server-cmdlet', 'e.json')).err).toContain('Choose one by --name: Berlin, Lisbon.\n');
    expect((await converted(content, 'intune', 'e.json', '--name', 'lisbon')).out).toBe(profile({ DHGroup: 'ECP384' }));
    expect((await converted(content, 'server-cmdlet', 'e.json', '--name', 'Berlin')).out).toContain("DHGroup = 'Group14'");
  });

  test('and where --name says another one, as that', async () => {
    expect((await converted(EXPORT, 'wmi-script', 'export.json', '--name', 'AOVPN')).out).toContain("$connection = 'AOVPN'\n");
  });

  test('broken escapes stay as they are', async () => {
    expect((await converted(message('./User/Vendor/MSFT/VPNv2/100%/ProfileXML'), 'client-cmdlet', 'm.xml')).out).toContain("-ConnectionName '100%'");
  });

  test('that a script around it does not say it is told', async () => {
    for (const to of ['client-cmdlet', 'wmi-script']) {
      const { err } = await converted(`$profile = @'\n${profile()}'@\n`, to, 'deploy.ps1');
      expect(err).toContain('aovpn: Nothing here says what the connection is called, so it has the name of the file: deploy. Give its name by --name.\n');
    }
  });
});

test('a device tunnel is in the phone book of all users', async () => {
  const { out } = await converted(profile().replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>'), 'client-cmdlet');
  expect(out.split('\n').at(-2)).toBe("Set-VpnConnectionIPsecConfiguration -ConnectionName 'Contoso VPN' -AllUserConnection @policy -Force");
});

test('a server script becomes a suite, and what ProfileXML has no word for is said', async () => {
  expect(await converted(serverScript().replace('-CustomPolicy', `-CustomPolicy ${LIFETIMES}`), 'profilexml', 'rras.ps1')).toEqual({
    code: 0,
    out: `<CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants>
  <CipherTransformConstants>GCMAES128</CipherTransformConstants>
  <PfsGroup>ECP256</PfsGroup>
  <DHGroup>Group14</DHGroup>
  <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
  <EncryptionMethod>AES_GCM_128</EncryptionMethod>
</CryptographySuite>
`,
    err: `aovpn: SALifeTimeSeconds 28800 is left out: ProfileXML has no such setting, and each side decides for itself.
aovpn: MMSALifeTimeSeconds 86400 is left out: ProfileXML has no such setting, and each side decides for itself.
aovpn: SADataSizeForRenegotiationKilobytes 1024000 is left out: ProfileXML has no such setting, and each side decides for itself.
aovpn: This is the CryptographySuite only. It goes into NativeProfile.
`,
  });
});

test('Azure gets its own words, and the lifetimes that it has', async () => {
  expect(await converted(serverScript({ IntegrityCheckMethod: 'SHA384' }).replace('-CustomPolicy', `-CustomPolicy ${LIFETIMES}`), 'azure', 'rras.ps1')).toEqual(
    {
      code: 0,
      out: `$policy = @{
    IpsecIntegrity = 'GCMAES128'
    IpsecEncryption = 'GCMAES128'
    PfsGroup = 'ECP256'
    DhGroup = 'DHGroup14'
    IkeIntegrity = 'SHA384'
    IkeEncryption = 'GCMAES128'
    SALifeTime = 28800
    SADataSize = 1024000
}
$ipsecPolicy = New-AzVpnClientIpsecPolicy @policy
`,
      err: 'aovpn: MMSALifeTimeSeconds 86400 is left out: Azure has no such setting, and each side decides for itself.\n',
    },
  );
});

test.each([
  ['utf-16', '<?xml version="1.0" encoding="utf-16"?>', '<?xml version="1.0"?>'],
  ['windows-1252', "<?xml version='1.0' encoding='windows-1252' standalone='yes'?>", "<?xml version='1.0' standalone='yes'?>"],
  ['UTF-8', '<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0" encoding="UTF-8"?>'],
])('what is made of a file in %s does not claim to be in it, unless that is UTF-8', async (name, declaration, expected) => {
  const content = Buffer.from(`${name === 'utf-16' ? '\uFEFF' : ''}${declaration}\n${profile()}`, name === 'utf-16' ? 'utf16le' : 'latin1');
  const { aovpn } = folder({ 'a.xml': content });
  for (const to of ['intune', 'wmi-script']) expect((await aovpn(['convert', 'a.xml', '--to', to])).out).toContain(`${expected}\n${profile().trimEnd()}\n`);
});

describe('lifetimes are carried over', () => {
  const printed = `PS C:\\> Get-VpnServerConfiguration

AuthenticationTransformConstants : SHA256128
CipherTransformConstants         : AES128
CustomPolicy                     : True
DHGroup                          : Group14
EncryptionMethod                 : AES128
IdleDisconnect(s)                : 1000
IntegrityCheckMethod             : SHA256
PFSgroup                         : PFS2048
SADataSizeForRenegotiation(KB)   : 512000
SALifeTime(s)                    : 3600

`;
  const azure =
    'New-AzVpnClientIpsecPolicy -IpsecEncryption AES256 -IpsecIntegrity SHA256 -IkeEncryption AES256 -IkeIntegrity SHA256 -DhGroup DHGroup14 -PfsGroup None -SALifeTime 3600 -SADataSize 512000\n';
  const STATED = '    SALifeTimeSeconds = 3600\n    SADataSizeForRenegotiationKilobytes = 512000\n}\n';

  test.each([
    ['captured.txt', printed],
    ['azure.ps1', azure],
  ])('from %s', async (file, content) => {
    const { out, err } = await converted(content, 'server-cmdlet', file);
    expect({ out: out.includes(STATED), err }).toEqual({ out: true, err: '' });
    expect((await converted(content, 'profilexml', file)).err).toContain('SALifeTimeSeconds 3600 is left out');
  });

  test('but none that a cut output does not show in full', async () => {
    expect((await converted(printed.slice(0, -3), 'server-cmdlet', 'captured.txt')).out).not.toContain('SALifeTimeSeconds');
  });
});

describe('what cannot be said', () => {
  test.each([
    [serverScript({ CipherTransformConstants: 'None' }), 'profilexml', 'ProfileXML has no CipherTransformConstants None.'],
    [serverScript({ DHGroup: '$group' }), 'client-cmdlet', 'The policy does not say in a readable way what its DHGroup is. Write it out first.'],
    ['Set-VpnServerConfiguration -RevertToDefault\n', 'azure', 'There is no custom policy, and Azure says that by having none. There is nothing to write.'],
    ['Restart-Service RemoteAccess\n', 'client-cmdlet', 'No IPsec policy for IKEv2 is stated here.'],
    [serverScript(), 'wmi-script', 'There is no ProfileXML here, and this form holds a whole profile.'],
  ])('%#', async (content, to, reason) => {
    expect(await converted(content, to, 'rras.ps1')).toEqual({ code: 2, out: '', err: `aovpn: rras.ps1: ${reason}\n` });
  });

  test('several policies are not mixed up', async () => {
    const call = (name: string, group: string) =>
      `Set-VpnConnectionIPsecConfiguration -ConnectionName '${name}' -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup ${group} -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -Force\n`;
    const script = call('Berlin', 'Group14') + call('Lisbon', 'ECP384');
    expect(await converted(script, 'server-cmdlet', 'client.ps1')).toEqual({
      code: 2,
      out: '',
      err: 'aovpn: client.ps1: 2 different policies are stated here. Choose one by --name: Berlin, Lisbon.\n',
    });
    const { code, out } = await converted(script, 'server-cmdlet', 'client.ps1', '--name', 'lisbon');
    expect({ code, group: /DHGroup = .*/.exec(out)?.[0] }).toEqual({ code: 0, group: "DHGroup = 'ECP384'" });
  });

  test('a wrong call', async () => {
    const { aovpn } = folder({ 'a.xml': profile() });
    expect(await aovpn(['convert', 'a.xml', '--to', 'word'])).toMatchObject({ code: 2, out: '' });
    expect(await aovpn(['convert', 'a.xml'])).toMatchObject({ code: 2, out: '' });
    expect(await aovpn(['convert', 'gone.xml', '--to', 'azure'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('a profile as a script for the WMI bridge', () => {
  test('the device tunnel goes to the device', async () => {
    const device = '<VPNProfile>\n  <DeviceTunnel>true</DeviceTunnel>\n</VPNProfile>\n';
    expect(await converted(device, 'wmi-script')).toEqual({
      code: 0,
      out: `# Creates the VPN connection Contoso VPN. Run it as SYSTEM.
$connection = 'Contoso VPN'
$profileXml = @'
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
</VPNProfile>
'@

# The node takes the profile as a text inside of XML. The ampersand comes first, since the others bring new ones.
$escaped = $profileXml -replace '&', '&amp;' -replace '<', '&lt;' -replace '>', '&gt;' -replace '"', '&quot;'
# The name is a part of an address.
$instanceId = [uri]::EscapeDataString($connection)
$namespace = 'root\\cimv2\\mdm\\dmmap'
$class = 'MDM_VPNv2_01'
New-CimInstance -Namespace $namespace -ClassName $class -Property @{ ParentID = './Vendor/MSFT/VPNv2'; InstanceID = $instanceId; ProfileXML = $escaped }
`,
      err: 'aovpn: The script writes to the device tree, so the connection is there for all users. It has to run as SYSTEM.\n',
    });
  });

  test('the profile in the script is the profile', async () => {
    const text = profile().replace('Split', 'Split<!-- it\'s $5 & "more" -->');
    const { out } = await converted(profile(), 'wmi-script');
    const workspace = new Workspace();
    workspace.setFile({ uri: 'file:///project/deploy.ps1', text: out });
    const [, inner] = workspace.partsOf('file:///project/deploy.ps1');
    expect(inner?.analysis.file.text.trim()).toBe(profile().trim());
    expect((await converted(text, 'wmi-script')).out).toContain('it\'s $5 & "more"');
  });

  test('a line that would end the here-string is not written', async () => {
    expect(await converted("<VPNProfile><!--\n'@ --></VPNProfile>", 'wmi-script')).toMatchObject({ code: 2, out: '' });
  });
});

test('Intune gets the profile as it is, also out of a script', async () => {
  const text = profile().trimEnd();
  const result = await converted(`$ProfileXML = @'\n${text}\n'@\n`, 'intune', 'deploy.ps1');
  expect(result).toEqual({
    code: 0,
    out: `${text}\n`,
    err: 'aovpn: In Intune this is the value of a custom setting with the OMA-URI ./User/Vendor/MSFT/VPNv2/NAME/ProfileXML and the data type String (XML file).\n',
  });
});

describe('read back, every form states the same policy', () => {
  const suites: Record<string, string>[] = [
    {},
    { EncryptionMethod: 'AES256', IntegrityCheckMethod: 'SHA1', DHGroup: 'ECP384', PfsGroup: 'PFSMM' },
    { CipherTransformConstants: 'AES256', AuthenticationTransformConstants: 'SHA196' },
  ];
  test.each(suites.flatMap((suite) => (['client-cmdlet', 'server-cmdlet', 'profilexml'] as const).map((to) => [to, suite] as const)))(
    '%s %o',
    async (to, suite) => {
      const script = serverScript(suite);
      const { out } = await converted(script, to, 'rras.ps1');
      const again = to === 'profilexml' ? `<VPNProfile><NativeProfile>${out}</NativeProfile></VPNProfile>` : out;
      expect(stated(again, to === 'profilexml' ? 'a.xml' : 'a.ps1')).toEqual(stated(script, 'rras.ps1'));
    },
  );
});

function stated(text: string, name: string): string[] {
  const workspace = new Workspace();
  const uri = `file:///project/${name}`;
  workspace.setFile({ uri, text });
  return workspace.partsOf(uri).flatMap(({ analysis }) => analysis.reading.facts.policies.map(normalised));
}
