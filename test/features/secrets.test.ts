import { describe, expect, test } from 'vitest';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { policyLenses } from '../../server/src/features/code-lens.ts';
import { complete } from '../../server/src/features/completion.ts';
import { deploymentView } from '../../server/src/features/deployment-view/deployment-view.ts';
import { asCsv } from '../../server/src/features/deployment-view/export-csv.ts';
import { asMarkdown } from '../../server/src/features/deployment-view/export-markdown.ts';
import { diagnose } from '../../server/src/features/diagnose/diagnose.ts';
import { rendered } from '../../server/src/features/diagnose/render.ts';
import { explainActions } from '../../server/src/features/explain-actions.ts';
import { fileStatus } from '../../server/src/features/file-status.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { outline } from '../../server/src/features/outline.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { suppressActions } from '../../server/src/features/suppress.ts';
import { verificationCommands } from '../../server/src/features/verification-commands.ts';
import { secretSpans, withoutSecrets } from '../../server/src/model/secret.ts';
import { folder } from '../cli/support.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { profile, server } from '../support/policies.ts';

/** What nothing may say. Letters and digits, so that no notation has to write it otherwise. */
const SECRET = 'Zq7xPlanted9secret';
const KEY = `-----BEGIN PRIVATE KEY-----\n${SECRET}AAAA\n-----END PRIVATE KEY-----`;

/** Every place in which people leave secrets, in a file that is otherwise in order. */
const PLACES: readonly (readonly [name: string, path: string, text: string])[] = [
  [
    'password of a registry command',
    'a.cmd',
    `reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters /v DefaultPassword /t REG_SZ /d ${SECRET} /f\n`,
  ],
  [
    'password that a script writes to the registry',
    'a.ps1',
    `New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name DefaultPassword -Value '${SECRET}' -Force\n`,
  ],
  [
    'password of Group Policy Preferences',
    'Registry.xml',
    `<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}"><Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="DefaultPassword"><Properties action="U" hive="HKEY_LOCAL_MACHINE" key="SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters" name="DefaultPassword" type="REG_SZ" value="${SECRET}"/></Registry></RegistrySettings>\n`,
  ],
  ['L2tpPsk of a profile', 'a.xml', profile({ DHGroup: 'Group2' }).replace('<NativeProtocolType>', `<L2tpPsk>${SECRET}</L2tpPsk><NativeProtocolType>`)],
  [
    'L2tpPsk of an escaped profile',
    'a.xml',
    `&lt;VPNProfile&gt;&lt;NativeProfile&gt;&lt;L2tpPsk&gt;${SECRET}&lt;/L2tpPsk&gt;&lt;/NativeProfile&gt;&lt;/VPNProfile&gt;`,
  ],
  ['L2tpPsk of a profile in a script', 'a.ps1', `$p = @'\n<VPNProfile><NativeProfile><L2tpPsk>${SECRET}</L2tpPsk></NativeProfile></VPNProfile>\n'@\n`],
  ['L2tpPsk of a connection', 'a.ps1', `Add-VpnConnection -Name A -ServerAddress vpn.contoso.com -TunnelType L2tp -L2tpPsk '${SECRET}' -Force\n`],
  ['secret of RADIUS', 'a.ps1', `${server()}Add-RemoteAccessRadius -ServerName nps.contoso.com -SharedSecret ${SECRET} -Purpose Authentication\n`],
  ['shared key of Azure', 'a.ps1', `${server()}New-AzVirtualNetworkGatewayConnection -Name a -SharedKey "${SECRET}"\n`],
  ['secure string', 'a.ps1', `${server()}$p = ConvertTo-SecureString '${SECRET}' -AsPlainText -Force\n`],
  ['secure string, parameters first', 'a.ps1', `${server()}$p = ConvertTo-SecureString -AsPlainText -Force -String "${SECRET}"\n`],
  [
    'key of a LoadMaster',
    'a.ps1',
    `Initialize-LmConnectionParameters -Address lm -ApiKey ${SECRET}\nNew-AdcVirtualService -VirtualService 10.0.0.1 -VSPort 500 -VSProtocol udp\n`,
  ],
  ['key of a LoadMaster in an address', 'a.sh', `curl -k 'https://lm/access/addvs?vs=10.0.0.1&port=500&prot=udp&apikey=${SECRET}'\n`],
  ['password of a LoadMaster in an address', 'a.sh', `curl -k 'https://bal:${SECRET}@lm/access/addvs?vs=10.0.0.1&port=500&prot=udp'\n`],
  ['password of curl', 'a.sh', `curl -k -u bal:${SECRET} 'https://lm/access/addvs?vs=10.0.0.1&port=500&prot=udp'\n`],
  ['key in the body of a request', 'a.json', `{ "cmd": "addvs", "apikey": "${SECRET}", "vs": "10.0.0.1", "port": "500", "prot": "udp" }\n`],
  [
    'passphrase of BIG-IP',
    'bigip.conf',
    `ltm virtual vs_ike {\n    destination 203.0.113.10:500\n    ip-protocol udp\n}\nltm profile client-ssl a {\n    passphrase ${SECRET}\n}\n`,
  ],
  [
    'password of a monitor',
    'bigip.conf',
    `ltm monitor https m {\n    password "${SECRET}"\n    username x\n    send "GET /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/"\n}\nltm pool p {\n    members { 10.0.0.1:443 { } }\n    monitor m\n}\nltm virtual v {\n    destination 203.0.113.10:443\n    pool p\n}\n`,
  ],
  [
    'password of a command for BIG-IP',
    'a.tmsh',
    `create ltm monitor https m { username x password ${SECRET} send "GET /" }\ncreate ltm virtual v { destination 203.0.113.10:443 }\n`,
  ],
  [
    'key of Citrix ADC',
    'ns.conf',
    `#NS13.1 Build 48.47\nadd lb vserver vs_ike UDP 203.0.113.10 500\nadd authentication radiusAction a -serverIP 10.0.0.1 -radKey ${SECRET}\n`,
  ],
  [
    'password of Citrix ADC',
    'ns.conf',
    `#NS13.1 Build 48.47\nadd lb vserver vs_ike UDP 203.0.113.10 500\nadd lb monitor m HTTP -userName x -password ${SECRET}\n`,
  ],
  [
    'password of the registry',
    'a.reg',
    `Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters]\n"DefaultPassword"="${SECRET}"\n"NegotiateDH2048_AES256"=dword:00000001\n`,
  ],
  [
    'shared key of a template',
    'a.bicep',
    `resource g 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = {\n  properties: {\n    sharedKey: '${SECRET}'\n    vpnClientConfiguration: { vpnClientIpsecPolicies: [ { dhGroup: 'DHGroup2' } ] }\n  }\n}\n`,
  ],
  ['private key in a script', 'a.ps1', `${server()}$pem = @'\n${KEY}\n'@\n`],
  [
    'password of HAProxy',
    'haproxy.cfg',
    `frontend a\n    mode tcp\n    bind :443\n    stats auth admin:${SECRET}\n    default_backend b\nbackend b\n    server s 10.0.0.1:443\n`,
  ],
];

test.each(PLACES)('%s: is reported, and said nowhere', async (_, path, text) => {
  const uri = `${ROOT}/${path}`;
  const workspace = workspaceOf({
    files: [
      { uri, text },
      { uri: `${ROOT}/server/rras.ps1`, text: server({ DHGroup: 'Group14' }) },
    ],
  });
  const findings = workspace.findings(uri);
  const rules = new Set(findings.map(({ rule }) => rule.id));
  expect(rules.has('secret-in-file') || rules.has('l2tp-psk-clear'), [...rules].join(' ')).toBe(true);
  const said: unknown[] = findings.flatMap(({ message, related, rule }) => [message, rule.title, ...related.map((each) => each.message)]);
  for (const finding of findings) said.push(...workspace.fixesOf(finding).map(({ fix }) => fix.title));
  for (let offset = 0; offset <= text.length; offset++) {
    said.push(hover(workspace, uri, offset)?.markdown, signatureHelp(workspace, uri, offset));
    if (offset % 3 === 0) said.push(complete(workspace, { uri, text }, offset, true).map((item) => [item.label, item.detail]));
  }
  const whole = { start: 0, end: text.length };
  said.push(codeActions(workspace, uri, whole).map(({ title }) => title));
  said.push(
    suppressActions(workspace, findings).map(({ title }) => title),
    explainActions(workspace, uri, whole),
    fileStatus(workspace, uri),
  );
  said.push(
    refactorings(workspace, uri, whole).map(({ title }) => title),
    policyLenses(workspace, uri).map(({ title }) => title),
  );
  said.push(inlayHints(workspace, uri, whole, { prefixSize: true, algorithmName: true, algorithmStrength: true }));
  said.push(outline(workspace, uri), verificationCommands(workspace, uri));
  const view = deploymentView(workspace, uri)?.view;
  if (view)
    said.push(
      asMarkdown(view, () => ''),
      asCsv(view, () => ''),
    );
  const style = { form: 'text' as const, place: () => '', file: (each: string) => each, apply: () => '' };
  said.push(rendered(diagnose(workspace, 'error 13868 in RasClient 20227'), style));
  expect(JSON.stringify(said)).not.toContain(SECRET);
  expect(withoutSecrets(text)).not.toContain(SECRET);
  expect(withoutSecrets(text)).toHaveLength(text.length);
  // Each kind of report of the command line. A fix may repeat what the file says where it stands.
  const { aovpn, put } = folder({ [path]: text });
  for (const format of ['text', 'json', 'sarif', 'junit', 'github']) {
    const { out, err } = await aovpn(['check', path, '--format', format]);
    expect(`${withoutFixes(out)}${err}`, format).not.toContain(SECRET);
  }
  put('baseline.json', '');
  const { out, err } = await aovpn(['check', path, '--update-baseline', '--baseline-file', 'accepted.json']);
  expect(out + err).not.toContain(SECRET);
});

/** An output without the edits of fixes. */
function withoutFixes(out: string): string {
  return out.replace(/"(?:newText|insertedContent)": ?(?:"(?:[^"\\]|\\.)*"|\{[^}]*\})/g, '');
}

describe('what is no secret', () => {
  test.each([
    'Set-VpnConnection -L2tpPsk $psk -Force',
    'ConvertTo-SecureString "$secret" -AsPlainText -Force',
    "ConvertTo-SecureString '76492d1116743f0423413b16050a5345' -Key $key",
    '-SharedSecret (Read-Host)',
    '-Password -Force',
    '    password none',
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
    ])
      secretSpans(piece.repeat(50_000));
  });
});
