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
import { TARGETS } from '../../server/src/features/conversion/target.ts';
import { generated, generationChoices } from '../../server/src/features/generation/generate.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { outline } from '../../server/src/features/outline.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { suppressActions } from '../../server/src/features/suppress.ts';
import { verificationCommands } from '../../server/src/features/verification-commands.ts';
import { withoutSecrets } from '../../server/src/model/secret.ts';
import { FORMATS } from '../../server/src/cli/reporters/reporter.ts';
import { findingFingerprint } from '../../server/src/workspace/finding-fingerprint.ts';
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
  ['password of rasdial', 'a.ps1', `${server()}rasdial Contoso contoso\\user ${SECRET}\n`],
  ['password of rasdial in a batch file', 'a.cmd', `@echo off\nrasdial "Contoso VPN" contoso\\user ${SECRET} /domain:contoso\n`],
  ['password of a share', 'a.ps1', `${server()}net use Z: \\\\fs\\share ${SECRET} /user:contoso\\u\n`],
  ['password of a kept credential', 'a.ps1', `${server()}cmdkey /add:fs /user:u /pass:${SECRET}\n`],
  ['password of a file of keys', 'a.ps1', `${server()}Import-PfxCertificate a.pfx -Password (ConvertTo-SecureString '${SECRET}' -AsPlainText -Force)\n`],
  [
    'shared key of a site-to-site interface',
    'a.ps1',
    `${server()}Add-VpnS2SInterface -Name a -Destination b -AuthenticationMethod PSKOnly -SharedSecret '${SECRET}'\n`,
  ],
  ['secret of a client of NPS', 'a.ps1', `${server()}New-NpsRadiusClient -Name a -Address 10.0.0.1 -SharedSecret "${SECRET}"\n`],
  ['key in a variable', 'a.ps1', `$psk = '${SECRET}'\nAdd-VpnConnection -Name A -ServerAddress vpn.contoso.com -TunnelType L2tp -L2tpPsk $psk -Force\n`],
  ['key in a hashtable', 'a.ps1', `$p = @{ Name = 'A'; TunnelType = 'L2tp'; L2tpPsk = '${SECRET}' }\nAdd-VpnConnection @p -ServerAddress vpn.contoso.com\n`],
  [
    'secret of RADIUS on BIG-IP',
    'bigip.conf',
    `ltm virtual vs_ike {\n    destination 203.0.113.10:500\n    ip-protocol udp\n}\nauth radius-server a {\n    secret ${SECRET}\n    server 10.0.0.1\n}\n`,
  ],
  [
    'passphrase of a key of Citrix ADC',
    'ns.conf',
    `#NS13.1 Build 48.47\nadd lb vserver vs_ike UDP 203.0.113.10 500\nadd ssl certKey a -cert a.pem -key a.key -passplain ${SECRET}\n`,
  ],
  ['user of Citrix ADC', 'ns.conf', `#NS13.1 Build 48.47\nadd lb vserver vs_ike UDP 203.0.113.10 500\nadd system user backup ${SECRET}\n`],
  [
    'header of a monitor',
    'haproxy.cfg',
    `frontend a\n    mode tcp\n    bind :443\n    default_backend b\nbackend b\n    http-check send hdr Authorization "Basic ${SECRET}"\n    server s 10.0.0.1:443\n`,
  ],
  [
    'header of NGINX',
    'nginx.conf',
    `stream {\n    upstream sstp { server 10.0.0.1:443; }\n    server { listen 443; proxy_pass sstp; }\n}\nhttp { server { location / { proxy_set_header Authorization "Basic ${SECRET}"; } } }\n`,
  ],
  [
    'parameter of a template',
    'a.json',
    `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "parameters": { "sharedKey": { "type": "string", "defaultValue": "${SECRET}" } }, "resources": [{ "type": "Microsoft.Network/virtualNetworkGateways", "name": "g", "apiVersion": "2023-09-01", "properties": { "vpnClientConfiguration": { "vpnClientIpsecPolicies": [{ "dhGroup": "DHGroup2" }], "radiusServerSecret": "${SECRET}" } } }] }\n`,
  ],
  ['signature of an address in a script', 'a.ps1', `${server()}Invoke-WebRequest 'https://a.blob.core.windows.net/c/p.xml?sv=2022-11-02&sig=${SECRET}'\n`],
  ['connection string', 'a.ps1', `${server()}$c = 'AccountName=a;AccountKey=${SECRET};EndpointSuffix=core.windows.net'\n`],
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
  const first = text.indexOf(SECRET);
  // Everywhere around the secret, and at a few places of the rest.
  for (let offset = 0; offset <= text.length; offset += offset >= first - 40 && offset <= first + SECRET.length + 10 ? 1 : 7) {
    said.push(hover(workspace, uri, offset)?.markdown, signatureHelp(workspace, uri, offset));
    said.push(complete(workspace, { uri, text }, offset, true));
  }
  for (const at of [0, first]) {
    const offered = generationChoices(workspace, uri, at);
    for (const { id } of 'choices' in offered ? offered.choices : []) said.push(generated(workspace, uri, at, id));
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
  const { aovpn, bytes } = folder({ [path]: text, 'rras.ps1': server({ DHGroup: 'Group14' }) });
  // What can be told of a client is told of a profile and a script alike.
  const targets = path.endsWith('.xml') ? TARGETS : [];
  const calls = [
    `check ${path} --cache ${FORMATS.map((format) => `--report ${format}=report.${format}`).join(' ')}`,
    `check ${path} --fix-unsafe --diff`,
    `negotiate --client ${path} --server rras.ps1`,
    ...targets.map((target) => `convert ${path} --to ${target}`),
    `check ${path} --update-baseline --baseline-file accepted.json`,
  ];
  for (const call of calls) {
    const { out, err } = await aovpn(call);
    expect(`${out}${err}`, call).not.toContain(SECRET);
  }
  for (const written of [...FORMATS.map((format) => `report.${format}`), '.aovpncache', 'accepted.json']) {
    const kept = Buffer.from(bytes(written)).toString('utf8');
    expect(kept, written).not.toContain(SECRET);
    const unpacked = [...kept.matchAll(/"base64":"([^"]*)"/g)].map(([, base64 = '']) => Buffer.from(base64, 'base64').toString('utf8'));
    expect(unpacked.join(''), written).not.toContain(SECRET);
  }
});

test('a baseline and a log in SARIF tell nobody whether a guess is right', () => {
  const text = (secret: string): string => `Add-RemoteAccessRadius -ServerName nps -SharedSecret '${secret}' -Purpose Authentication\n`;
  const fingerprintOf = (secret: string): string => {
    const workspace = workspaceOf({ files: [{ uri: `${ROOT}/a.ps1`, text: text(secret) }] });
    const finding = workspace.findings(`${ROOT}/a.ps1`).find(({ rule }) => rule.id === 'secret-in-file') ?? expect.fail('It is not reported.');
    return findingFingerprint(finding.rule.id, finding.at);
  };
  expect(fingerprintOf('Zq7xPlanted9secret')).toBe(fingerprintOf('Another8Secret-99x'));
});

describe('what cannot be said without a secret', () => {
  const withPsk = profile({ EncryptionMethod: 'GCMAES128' }).replace('<NativeProtocolType>', `<L2tpPsk>${SECRET}</L2tpPsk><NativeProtocolType>`);

  test('a patch leaves such a part out and says so, and the rest can be applied', async () => {
    const beside = `<!-- ${'x\n'.repeat(20)} -->\n`;
    const near = '    <L2tpPsk>' + SECRET + '</L2tpPsk>\n      <CryptographySuite>';
    const both = profile({ EncryptionMethod: 'GCMAES128' }).replace('<CryptographySuite>', near);
    const { aovpn } = folder({ 'p.xml': `${beside}${both}` });
    const { out, err } = await aovpn('check --fix-unsafe --diff');
    expect(out + err).not.toContain(SECRET);
    expect(err).toMatch(/of the patch (?:is|are) left out, because a key or password stands there; --fix writes (?:it|them)/);
  });

  test.each(['intune', 'wmi-script'])('a profile as %s has a placeholder, and a note says where', async (target) => {
    const { aovpn } = folder({ 'p.xml': withPsk });
    const { out, err } = await aovpn(`convert p.xml --to ${target}`);
    expect(out).toContain('<L2tpPsk>{{SECRET}}</L2tpPsk>');
    expect(err).toContain('A key or password of the profile was not written: have it filled in where {{SECRET}} stands in its place.');
  });

  test('a fix that writes the line of a secret anew is left out of reports, and done by --fix', async () => {
    const { aovpn, text } = folder({ 'p.xml': withPsk });
    const { out } = await aovpn('check --format json');
    expect(out).not.toContain(SECRET);
    await aovpn('check --fix-unsafe');
    expect(text('p.xml')).toContain(SECRET);
  });
});
