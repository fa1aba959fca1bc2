import { describe, expect, test } from 'vitest';
import { mayHoldSecret, secretSpans, withoutSecrets, withPlaceholders } from '../../server/src/model/secret.ts';
import { HAS_CORPUS, publishedFiles } from '../support/corpus.ts';
import { soundProfiles } from '../support/planted.ts';

const SECRET = 'Zq7xPlanted9secret';

describe('each notation', () => {
  test.each([
    'rasdial Contoso user ⟦S⟧',
    'rasdial.exe "Contoso VPN" contoso\\user "⟦S⟧" /domain:contoso',
    '@rasdial Contoso user ⟦S⟧ /phonebook:C:\\a.pbk',
    "& rasdial $name $user '⟦S⟧'",
    'net use Z: \\\\fs\\share ⟦S⟧ /user:contoso\\u',
    'net use \\\\fs\\share "⟦S⟧" /user:u',
    'net use \\\\fs\\share /user:contoso\\u ⟦S⟧',
    'net user vpn ⟦S⟧ /add',
    'cmdkey /add:fs /user:u /pass:⟦S⟧',
    'cmdkey /generic:fs /user:u /pass:"⟦S⟧"',
    'certutil -f -p ⟦S⟧ -importpfx a.pfx',
    'plink -ssh admin@lb -pw ⟦S⟧ show',
    "sshpass -p '⟦S⟧' ssh nsroot@lb",
    'schtasks /create /tn a /ru u /rp ⟦S⟧ /tr x',
    'netsh nps add client name=a address=10.0.0.1 state=enable sharedsecret="⟦S⟧"',
    'netsh advfirewall consec add rule name=a auth1=computerpsk auth1psk=⟦S⟧',
    "Add-VpnS2SInterface -Name a -Destination b -AuthenticationMethod PSKOnly -SharedSecret '⟦S⟧'",
    'Set-RemoteAccessRadius -ServerName nps -SharedSecret ⟦S⟧ -Purpose Authentication',
    "New-NpsRadiusClient -Name a -Address 10.0.0.1 -SharedSecret '⟦S⟧'",
    "Set-VpnAuthProtocol -SharedSecret:'⟦S⟧'",
    "Import-PfxCertificate a.pfx -Password (ConvertTo-SecureString '⟦S⟧' -AsPlainText -Force)",
    "ConvertTo-SecureString -Force -AsPlainText -String '⟦S⟧'",
    'ConvertTo-SecureString -String:"⟦S⟧" -AsPlainText -Force',
    'ConvertTo-SecureString ⟦S⟧ -AsPlainText -Force',
    "'⟦S⟧' | ConvertTo-SecureString -AsPlainText -Force",
    "[System.Net.NetworkCredential]::new('user', '⟦S⟧')",
    "New-Object System.Net.NetworkCredential('user', '⟦S⟧')",
    "$L2tpPsk = '⟦S⟧'",
    '[string]$SharedSecret="⟦S⟧"',
    "$radius = @{ ServerName = 'nps'; SharedSecret = '⟦S⟧' }",
    "$headers = @{ Authorization = 'Basic ⟦Sabcd==⟧' }",
    'curl -k -H "Authorization: Bearer ⟦S⟧" https://lb/mgmt',
    'set VPN_PASSWORD=⟦S⟧',
    'set "PSK=⟦S⟧"',
    "export BIGIP_PASSWORD='⟦S⟧'",
    'TMSH_PASSWORD=⟦S⟧',
    'tmsh modify auth user admin password ⟦S⟧',
    'create /ltm profile client-ssl a { key a passphrase ⟦S⟧ }',
    '    secret ⟦S⟧',
    'add ssl certKey a -cert a.pem -key a.key -passplain ⟦S⟧',
    'add system user backup ⟦S⟧ -externalAuth DISABLED',
    'add authentication ldapAction a -ldapBindDnPassword ⟦S⟧',
    'set lb monitor m RADIUS -userName a -password ⟦S⟧ -radKey ⟦S⟧',
    'https://lm/access/addcert?cert=a&password=⟦S⟧&replace=1',
    '{ "cmd": "addvs", "apiuser": "bal", "apipass": "⟦S⟧" }',
    '"radiusServerSecret": "⟦S⟧"',
    '"sharedKey": { "type": "securestring", "defaultValue": "⟦S⟧" }',
    '"vpnSharedKey": { "value": "⟦S⟧" }',
    "param sharedKey string = '⟦S⟧'",
    "param vpnSharedKey = '⟦S⟧'",
    "radiusServerSecret: '⟦S⟧'",
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=⟦Sabcdef==⟧;EndpointSuffix=core.windows.net',
    'https://a.blob.core.windows.net/c/p.xml?sv=2022-11-02&sig=⟦S⟧&se=2030',
    '  user admin insecure-password ⟦S⟧',
    '  stats auth admin:⟦S⟧',
    "ConvertTo-SecureString `\n    '⟦S⟧' `\n    -AsPlainText `\n    -Force",
    "ConvertTo-SecureString `\r\n  -String '⟦S⟧' `\r\n  -Force `\r\n  -AsPlainText",
    '$p = ConvertTo-SecureString -AsPlainText `\n  -Force `\n  -String "⟦S⟧"',
    "'⟦S⟧' |\n  ConvertTo-SecureString -AsPlainText -Force",
    "Add-VpnConnection -Name a -TunnelType L2tp `\n  -L2tpPsk `\n  '⟦S⟧' -Force",
    "New-NetIPsecAuthProposal -Machine -PreSharedKey '⟦S⟧'",
    'Import-PfxCertificate -FilePath a.pfx -Password (ConvertTo-SecureString `\n  -String "⟦S⟧" -AsPlainText -Force)',
    "$basic = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('bal:⟦S⟧'))",
    '[System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("$($user):⟦S⟧"))',
    "enable-LMapi -ip $ip -APIUser bal -APIPass '⟦S⟧'",
    'https://central/api/v1/loadmaster/9/?&api_key=⟦S⟧&username=admin',
    '{ "api_key": "⟦S⟧", "cmd": "listapi" }',
    'wget --user=bal --password=⟦S⟧ https://lm/access/listvs',
    "az network vpn-connection create -n a --vnet-gateway1 b --shared-key '⟦S⟧'",
    'netsh ras aaaa add authserver name=nps.contoso.com secret=⟦S⟧ init-score=30',
    'netsh ras aaaa set authserver nps.contoso.com ⟦S⟧ port=1812',
    'netsh ras aaaa set ipsecpolicy psk=enabled secret=⟦S⟧',
    'netsh.exe ras aaaa set ipsecpolicy ENABLED "⟦S⟧"',
    'set system user nsroot ⟦S⟧ -externalAuth DISABLED',
    'update ssl certKey a -cert a.pem -key a.key -password -passplain "⟦S⟧"',
    'add authentication tacacsAction a -serverIP 10.0.0.1 -tacacsSecret ⟦S⟧ -authorization OFF',
    'add aaa kcdAccount a -realmStr CONTOSO.COM -delegatedUser u -kcdPassword ⟦S⟧',
    'add snmp user a -group g -authType SHA -authPasswd ⟦S⟧ -privType AES -privPasswd ⟦S⟧',
    'set ns encryptionParams -method AES256 -keyValue ⟦S⟧',
    'tmsh modify auth ldap system-auth bind-dn cn=a bind-pw ⟦S⟧ servers add { 10.0.0.1 }',
    'create net ipsec ike-peer a preshared-key ⟦S⟧ remote-address 10.0.0.1',
    'tmsh create ltm profile client-ssl a { cert-key-chain add { a { cert a key a passphrase ⟦S⟧ } } proxy-ca-passphrase ⟦S⟧ }',
    '    client-secret "⟦S⟧"',
    'tmsh modify ltm profile client-ssl a \\\n    passphrase ⟦S⟧ \\\n    key a',
    'netsh advfirewall consec add rule name=a auth1=computerpsk auth1psk=⟦S⟧ auth2=computerpsk auth2psk=⟦S⟧',
    '<L2tpPsk><![CDATA[⟦S⟧]]></L2tpPsk>',
    '&amp;lt;L2tpPsk&amp;gt;⟦S⟧&amp;lt;/L2tpPsk&amp;gt;',
  ])('%s', (marked) => {
    const marks: string[] = [];
    const text = marked.replace(/⟦(.*?)⟧/g, (_, value: string) => {
      const secret = value.replace('S', SECRET);
      marks.push(secret);
      return secret;
    });
    // Each once.
    expect(secretSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(marks);
    expect(withoutSecrets(text)).not.toContain(SECRET);
    expect(withPlaceholders(text, '{{SECRET}}')).toEqual({ text: text.replaceAll(/Zq7xPlanted9secret(?:abcd(?:ef)?==)?/g, '{{SECRET}}'), count: marks.length });
  });
});

describe('what is no secret', () => {
  test.each([
    'rasdial',
    'rasdial Contoso',
    'rasdial Contoso user',
    'rasdial Contoso user *',
    'rasdial Contoso       # Connect',
    'rasdial Contoso user $password',
    'rasdial Contoso %USER% %PASSWORD%',
    'rasdial Contoso /disconnect',
    'rasdial Contoso user /domain:contoso',
    'rasdial Contoso /phonebook:C:\\a.pbk',
    'rasdial $name $user (Read-Host)',
    'rasdial Contoso user <password>',
    'net use',
    'net use Z: \\\\fs\\share',
    'net use Z: \\\\fs\\share /user:u',
    'net use Z: \\\\fs\\share * /user:u',
    'net use Z: /delete',
    'net user vpn * /add',
    'net user vpn /delete',
    'net use \\\\fs\\share %PW% /user:u',
    'cmdkey /list',
    'cmdkey /add:fs /user:u /pass',
    'cmdkey /add:fs /user:u /pass:%PW%',
    'certutil -f -importpfx a.pfx',
    'certutil -p $pw -importpfx a.pfx',
    '$Password = Read-Host -AsSecureString',
    '$SharedSecret = $env:SECRET',
    '$showPassword = $true',
    'set PASSWORD=%1',
    'set /p PASSWORD=Password: ',
    'PASSWORD="$1"',
    '"passwordPolicy": "strong"',
    '"sharedKey": { "type": "securestring" }',
    '"sharedKey": { "reference": { "secretName": "vpn" } }',
    '"allowPassword": "true"',
    'param sharedKey string',
    "radiusServerSecret: kv.getSecret('radius')",
    'Authorization: Basic $token',
    'set system user nsroot -password $PW',
    'Set-VpnConnection -L2tpPsk $psk -Force',
    'ConvertTo-SecureString "$secret" -AsPlainText -Force',
    "ConvertTo-SecureString '76492d1116743f0423413b16050a5345' -Key $key",
    '-SharedSecret (Read-Host)',
    '-Password -Force',
    '    password none',
    // Every BIG-IP has it, in its profile for SCTP.
    '    secret default',
    'SASL_Passwd="/etc/postfix/sasl_passwd"',
    "$CertPassword = 'C:\\keys\\password.txt'",
    'add authentication ldapAction a -ldapBindDnPassword "encrypted_password"',
    '    passphrase $M$Dv$3n0p',
    'add authentication radiusAction a -radKey 1f2e3d -encrypted -encryptmethod ENCMTHD_3',
    '# The password must be changed, and the secret kept',
    'https://lm/access/addvs?vs=1&apikey=$key',
    '"sharedKey": "[parameters(\'key\')]"',
    'ConvertTo-SecureString `\n  $password `\n  -AsPlainText `\n  -Force',
    "ConvertTo-SecureString `\n  '76492d1116743f0423413b16050a5345' `\n  -Key $key",
    "ConvertTo-SecureString '76492d1116743f0423413b16050a5345'\nConvertTo-SecureString $p -AsPlainText -Force",
    'ConvertTo-SecureString `\n  "<password of the administrator>" `\n  -AsPlainText -Force',
    'ConvertTo-SecureString `\n  -String $storageAccountKeys[0].Value `\n  -AsPlainText',
    'ConvertTo-SecureString `',
    'Import-PfxCertificate a.pfx -Password (Get-Credential).Password',
    'Import-PfxCertificate a.pfx -Password `\n  (Read-Host -AsSecureString)',
    'Add-VpnConnection -Name a -L2tpPsk `\n  $psk -Force',
    'New-NetIPsecAuthProposal -Machine -PreSharedKey (Read-Host)',
    "[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(('{0}:{1}' -f $user, $password)))",
    '[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$user:$password"))',
    "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('{0}:{1}'))",
    "[Text.Encoding]::UTF8.GetBytes('title: a')",
    "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('https://vpn.contoso.com'))",
    "Connect-Lm -ApiKey $key -ApiPass (Get-Secret 'lm')",
    'https://central/api/v1/loadmaster/9/?&api_key=$key&username=admin',
    'wget --user=bal --password=$PW https://lm/access/listvs',
    'az network vpn-connection create -n a --shared-key "$KEY"',
    'netsh ras aaaa set ipsecpolicy psk=enabled',
    'netsh ras aaaa set ipsecpolicy psk=DISABLED secret=%PSK%',
    'netsh ras aaaa add authserver name=nps.contoso.com init-score=30',
    'netsh ras aaaa set authserver nps.contoso.com %SECRET%',
    'netsh ras aaaa delete authserver nps.contoso.com',
    'netsh ras aaaa show ipsecpolicy',
    'add system user backup 1f2e3d4c -encrypted -timeout 900',
    'set system user nsroot 1f2e3d4c -encrypted -hashmethod SHA512 -externalAuth DISABLED',
    'set aaa kcdAccount <kcdAccount> [-kcdPassword ] [-usercert <string>]',
    'add ssl certKey a -cert a.pem -key a.key -passcrypt "VbuAvo9nq18="',
    'set system parameter -strongpassword ENABLED -minpasswordlen 12',
    'set ns encryptionParams -method AES256 -keyValue 7654526a -encrypted -encryptmethod ENCMTHD_3',
    'add authentication tacacsAction a -tacacsSecret 1f2e -encrypted -encryptmethod ENCMTHD_3',
    'add authentication tacacsAction a -serverIP 10.0.0.1 -tacacsSecret 1f2e3d4c5b6a -authorization OFF',
    'add snmp user a -authType SHA -authPasswd "abcdef1234" -privType AES -privPasswd abcdef1234',
    'add snmp user a -authType SHA -authPasswd $PW',
    '    bind-pw $M$Dv$3n0p',
    '    preshared-key-encrypted $M$Dv$3n0p',
    '    encrypted-password $6$abc',
    '    cookie-encryption-passphrase none',
    'tmsh modify auth ldap system-auth bind-pw "$BIND_PW"',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----',
  ])('%s', (text) => {
    expect(secretSpans(text)).toEqual([]);
    expect(withoutSecrets(text)).toBe(text);
  });

  /** What a finding tells of, which leaves out what is hidden for safety's sake only. */
  const told = (text: string): string[] => secretSpans(text, false).map(({ start, end }) => text.slice(start, end));

  test.each([
    'ADMINISTRATOR_PASSWORD',
    'YOUR_API_KEY',
    'SSH_PUBLIC_KEY',
    'PASSWORD_ADMINISTRATOR_VMs',
    'REPLACE-WITH-STRONG-PSK',
    'your-psk-here',
    'REPLACE-ME-customer-password',
    'Your IPsec pre-shared key',
    'changeme',
    'password',
    'yourSharedSecret',
  ])('%s stands for a secret, and is hidden but not told of', (value) => {
    const text = `$SharedSecret = '${value}'`;
    expect(told(text)).toEqual([]);
    expect(withoutSecrets(text)).not.toContain(value);
  });

  test.each(['Password1', 'mysecret-vpn00001', 'P@ssword', 'contoso-vpn', 'your-Zq7x-psk', 'change-Zq7x-me', 'Winter-Password', 'my'])(
    '%s may be one',
    (value) => {
      expect(told(`$SharedSecret = '${value}'`)).toEqual([value]);
    },
  );

  test.each([
    '# rasdial is a legacy dialer that knows no EAP',
    '  7. Connect with rasdial and the settings app',
    'Write-Host "After that all future rasdial calls work non-interactively"',
    'Write-Host "[6/7] Connecting (rasdial reads from Credential Manager)"',
    '# This is why rasdial asks for the dialog.',
    'rem net user accounts are made by another script',
  ])('a sentence about a command: %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  test.each([
    'rasdial Contoso user Zq7x',
    '# rasdial Contoso user Zq7x',
    'REM rasdial Contoso user Zq7x',
    'if errorlevel 1 rasdial Contoso user Zq7x',
    'if not errorlevel 1 (rasdial Contoso user Zq7x)',
    '%SystemRoot%\\System32\\rasdial.exe Contoso user Zq7x /domain:contoso',
    "$result = rasdial 'Contoso' 'user' 'Zq7x' 2>&1",
    'cmd /c "rasdial Contoso user Zq7x"',
    'start /wait rasdial Contoso user Zq7x > nul',
    'for /l %%i in (1,1,3) do rasdial Contoso user Zq7x & timeout 5',
    'PS C:\\> rasdial Contoso user Zq7x # by hand',
    'net user vpn Zq7x /add',
  ])('the command itself: %s', (text) => {
    expect(told(text)).toEqual(['Zq7x']);
  });

  test('a long text costs little, whatever it holds', () => {
    for (const piece of [
      'password ',
      '-Password:',
      '-psk ',
      "ConvertTo-SecureString '",
      'https://a:',
      'curl -u ',
      '-----BEGIN PRIVATE KEY-----\n',
      'create ltm ',
      'stats auth a:',
      '"aPassword',
      'cmdkey /pass',
      'rasdial a b ',
      'rasdial "',
      'net use \\\\a\\b ',
      'net use /user:a ',
      'certutil -p ',
      'plink -pw',
      'netsh psk',
      'Password',
      '$Password = ',
      '"Password": {"value": ',
      'NetworkCredential(',
      "'a' | ",
      'Authorization: Basic ',
      'add system user ',
    ])
      for (const all of [true, false]) secretSpans(piece.repeat(50_000), all);
  });
});

describe('a profile without a secret costs one question', () => {
  test('that the product itself writes', () => {
    const asked = soundProfiles().filter((text) => mayHoldSecret(text));
    expect(asked.filter((text) => secretSpans(text).length === 0)).toEqual([]);
  });

  test.skipIf(!HAS_CORPUS)('that somebody has published', () => {
    const profiles = publishedFiles().filter(({ uri, text }) => uri.endsWith('.xml') && text.includes('<VPNProfile'));
    expect(profiles.length).toBeGreaterThan(40);
    expect(profiles.filter(({ text }) => mayHoldSecret(text) && secretSpans(text).length === 0).map(({ uri }) => uri)).toEqual([]);
  });
});
