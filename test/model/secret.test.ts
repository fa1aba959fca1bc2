import { describe, expect, test } from 'vitest';
import { secretSpans, withoutSecrets, withPlaceholders } from '../../server/src/model/secret.ts';

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
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----',
  ])('%s', (text) => {
    expect(secretSpans(text)).toEqual([]);
    expect(withoutSecrets(text)).toBe(text);
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
      secretSpans(piece.repeat(50_000));
  });
});
