import { describe, expect, test } from 'vitest';
import { diagnose, type CauseState, type JudgedCause } from '../../server/src/features/diagnose/diagnose.ts';
import type { CauseId } from '../../server/src/knowledge/errors/causes.ts';
import { edited, IKE, SSTP } from '../../server/src/rules/load-balancer/examples.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { profile, serverScript } from '../cli/support.ts';

/*
 * The ways in which the articles go: from what an administrator sees to the cause that the files show, and on to the fix, after which neither the
 * diagnosis nor the check names it any more.
 */

/** What Event Viewer shows on the client where dialling has failed. */
const failed = (code: number, connection = 'AOVPN'): string =>
  `Log Name:      Application\nSource:        RasClient\nDate:          6/12/2024 8:02:11 AM\nEvent ID:      20227\nLevel:         Error\nDescription:\nCoId={6B2C5D0E-0001-0002-0003-000000000004}: The user CONTOSO\\max dialed a connection named ${connection} which has failed. The error code returned on failure is ${code}.\n`;
/** What it shows where SSTP has connected and is disconnected at once. */
const DROPPED = 'Log Name:      System\nSource:        RasSstp\nEvent ID:      6\nLevel:         Error\nDescription:\nThe security check failed.\n';

const CLIENT = `=== client/AOVPN.xml\n${profile()}`;
const SERVER = `=== server/rras.ps1\n${serverScript()}`;
const balanced = (balancer: string): string => `${CLIENT}${SERVER}${balancer.replace('=== ', '=== lb/')}`;

function causeIn(workspace: Workspace, event: string, id: CauseId): JudgedCause {
  const { diagnoses } = diagnose(workspace, event);
  expect(diagnoses).toHaveLength(1);
  return diagnoses[0]?.causes.find((cause) => cause.id === id) ?? expect.fail(`${id} is no cause of this event`);
}

interface Seed {
  readonly files: string;
  readonly event: string;
  readonly cause: CauseId;
  readonly rule: string;
  /** File and text that the cause is found at. */
  readonly at: readonly [file: string, text: string];
  readonly state?: CauseState;
  /** The title of a fix; or what an administrator makes of the files where there is none. */
  readonly fix: string | RegExp | ((files: string) => string);
  /** What the diagnosis says afterwards. */
  readonly then?: CauseState;
}

/** The files after the fixes of all findings of a rule, one after the other, as somebody would apply them. */
function repaired(files: string, rule: string, title: string | RegExp): string {
  const workspace = workspaceOf(parseFixture(files));
  const [finding] = findingsOf(workspace, rule).filter(({ fixes }) => fixes().length > 0);
  return finding ? repaired(printed(applied(workspace, finding, title)), rule, title) : files;
}

/** Goes all the way. Returns the files after the fix. */
function follow({ files, event, cause, rule, at: [file, text], state = 'found', fix, then = 'ruled-out' }: Seed): string {
  const workspace = workspaceOf(parseFixture(files));
  const found = causeIn(workspace, event, cause);
  expect(found.state).toBe(state);
  const shown = found.findings.find((each) => each.rule === rule) ?? expect.fail(`${rule} is not among ${found.findings.map((each) => each.rule).join(', ')}`);
  expect([shown.at.file.uri.replace('file:///project/', ''), shown.at.file.text.slice(shown.at.span.start, shown.at.span.end)]).toEqual([file, text]);
  const fixed = typeof fix === 'function' ? fix(files) : repaired(files, rule, fix);
  const after = workspaceOf(parseFixture(fixed));
  expect(causeIn(after, event, cause)).toMatchObject({ state: then, findings: [] });
  expect(findingsOf(after, rule)).toEqual([]);
  return fixed;
}

describe('13868', () => {
  test('by policies that differ', () => {
    const fixed = follow({
      files: `=== client/AOVPN.xml\n${profile({ DHGroup: 'ECP384' })}${SERVER}`,
      event: failed(13868),
      cause: 'policiesDiffer',
      rule: 'policy-mismatch',
      at: ['client/AOVPN.xml', 'ECP384'],
      fix: /server's value/,
    });
    expect(fixed).toBe(`${CLIENT}${SERVER}`);
  });

  test('by a policy on the client only', () => {
    follow({
      files: `${CLIENT}=== server/rras.ps1\nSet-VpnServerConfiguration -RevertToDefault\nRestart-Service RemoteAccess\n`,
      event: failed(13868),
      cause: 'oneSided',
      rule: 'policy-one-sided',
      at: ['client/AOVPN.xml', 'CryptographySuite'],
      fix: () => `${CLIENT}${SERVER}`,
    });
  });
});

describe('809 by ports that are not tied to one server', () => {
  test.each<[name: string, broken: string, at: [string, string], rule: string, fix: RegExp]>([
    [
      'F5: a persistence that does not reach across services',
      edited(IKE.f5, ['match-across-services enabled', 'match-across-services disabled']),
      ['lb/bigip.conf', '/Common/vs500'],
      'lb-ikev2-persistence',
      /./,
    ],
    [
      'F5: none at UDP 4500',
      edited(IKE.f5, [
        /(destination \/Common\/203.0.113.10:4500[^]*?)    persist \{\n        \/Common\/ike \{\n            default yes\n        \}\n    \}\n/,
        '$1',
      ]),
      ['lb/bigip.conf', '/Common/vs4500'],
      'lb-ikev2-persist-one',
      /./,
    ],
    [
      'tmsh: none at UDP 4500',
      edited(IKE.tmsh, [/(vs4500.*) persist replace-all-with \{ ike \}/, '$1']),
      ['lb/ike.tmsh', 'vs4500'],
      'lb-ikev2-persist-one',
      /./,
    ],
    ['Citrix ADC: UDP 4500 is not in the group', edited(IKE.citrix, ['bind lb group ike vs4500\n', '']), ['lb/ns.conf', 'vs4500'], 'lb-ikev2-persist-one', /./],
    ['Kemp: UDP 4500 does not follow', edited(IKE.kemp, [/\$ike = [^]*$/, '']), ['lb/loadmaster.ps1', 'New-AdcVirtualService'], 'lb-ikev2-persistence', /./],
    ['Kemp, REST', edited(IKE.rest, [/curl[^\n]*followvsid=1"\n/, '']), ['lb/loadmaster.sh', 'addvs'], 'lb-ikev2-persistence', /./],
  ])('%s', (_, broken, at, rule, fix) => {
    follow({ files: balanced(broken), event: failed(809), cause: 'portsApart', rule, at, fix });
  });
});

describe('809 by source NAT', () => {
  test.each<[name: string, broken: string, at: [string, string]]>([
    ['F5', IKE.f5.replaceAll('type none', 'type automap'), ['lb/bigip.conf', 'automap']],
    ['tmsh', IKE.tmsh.replaceAll('type none', 'type automap'), ['lb/ike.tmsh', 'automap']],
    ['Citrix ADC', IKE.citrix.replaceAll('-usip YES', '-usip NO'), ['lb/ns.conf', 'NO']],
    ['Kemp', IKE.kemp.replaceAll('-Transparent $true', '-Transparent $false'), ['lb/loadmaster.ps1', '$false']],
    ['Kemp, REST', IKE.rest.replaceAll('transparent=1', 'transparent=0'), ['lb/loadmaster.sh', '0']],
  ])('%s', (_, broken, at) => {
    follow({ files: balanced(broken), event: failed(809), cause: 'sourceNat', rule: 'lb-ikev2-snat', at, fix: /Keep the client's address/ });
  });
});

describe('809 by fragments', () => {
  const KEY = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters';
  const write = (key: string, rest = '-PropertyType DWord -Value 1'): string =>
    `${CLIENT}${SERVER.replace('Restart', () => `New-ItemProperty -Path '${key}' -Name EnableServerFragmentation ${rest} -Force\nRestart`)}`;

  test('since fragmentation of IKEv2 is enabled under another key', () => {
    follow({
      files: write(KEY),
      event: failed(809),
      cause: 'fragments',
      rule: 'reg-path',
      at: ['server/rras.ps1', KEY],
      fix: /Write it under/,
    });
  });

  test('since it is enabled by a text', () => {
    follow({
      files: write(`${KEY}\\Ikev2`, '-PropertyType String -Value 1'),
      event: failed(809),
      cause: 'fragments',
      rule: 'reg-type',
      at: ['server/rras.ps1', 'String'],
      fix: /DWord/,
    });
  });

  test('since nothing enables it', () => {
    const certificates = SERVER.replace(
      'Restart',
      'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate -RootCertificateNameToAccept $root\nRestart',
    );
    follow({
      files: `${CLIENT}${certificates}`,
      event: failed(809),
      cause: 'fragments',
      rule: 'reg-fragmentation-off',
      at: ['server/rras.ps1', 'Set-VpnServerConfiguration'],
      state: 'suspected',
      fix: 'Enable IKEv2 fragmentation',
    });
  });
});

describe('SSTP connects, then disconnects (event 6)', () => {
  const sstp = (balancer: string, script = SERVER): string => `=== client/AOVPN.xml\n${profile({}, 'SSTP')}${script}${balancer.replace('=== ', '=== lb/')}`;
  const clientSide = '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }';
  const offloading = edited(SSTP.f5, ['/Common/tcp { }', clientSide]);
  const HTTP = `${SERVER}New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps -PropertyType DWord -Value 0 -Force\nRestart-Service RemoteAccess -Force\n`;
  const HASH = '22E0FBAFE9BC5C11F147DF2083DDC27F704E8CF445891B7C8611121B6C1A6059';

  test('by offload without the hash of the certificate, until RRAS is told it', () => {
    const files = sstp(offloading, HTTP);
    const before = causeIn(workspaceOf(parseFixture(files)), DROPPED, 'offloadWithoutHash');
    expect(before.state).toBe('suspected');
    expect(before.findings.find(({ rule }) => rule === 'lb-sstp-offload')?.at.file.uri).toBe('file:///project/lb/bigip.conf');
    // Whether it is the hash of the right certificate, no file says.
    const told = sstp(offloading, `${SERVER}Enable-SstpOffload -CertificateHash '${HASH}' -Restart\n`);
    expect(causeIn(workspaceOf(parseFixture(told)), DROPPED, 'offloadWithoutHash')).toMatchObject({
      state: 'unknown',
      findings: [],
      because: 'RRAS is told in rras.ps1 which certificate clients see. Compare it with that of the load balancer in bigip.conf.',
    });
  });

  test('by a hash that RRAS is told and does not use', () => {
    const key = "'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters'";
    const hash = `New-ItemProperty -Path ${key} -Name SHA256CertificateHash -PropertyType Binary -Value $bytes -Force\nRemove-ItemProperty -Path ${key} -Name SHA1CertificateHash\n`;
    follow({
      files: sstp(
        offloading,
        HTTP.replace(/Restart-Service RemoteAccess -Force\n$/, () => `${hash}Restart-Service RemoteAccess -Force\n`),
      ),
      event: DROPPED,
      cause: 'offloadWithoutHash',
      rule: 'sstp-offload-incomplete',
      at: ['server/rras.ps1', 'UseHttps'],
      fix: 'Set isHashConfiguredByAdmin to 1',
      then: 'unknown',
    });
  });

  test.each<[name: string, bad: string, at: [string, string], good: string]>([
    [
      'F5',
      edited(SSTP.f5, ['/Common/tcp { }', `${clientSide}\n        /Common/serverssl {\n            context serverside\n        }`]),
      ['lb/bigip.conf', '/Common/vs443_sstp'],
      SSTP.f5,
    ],
    [
      'Citrix ADC',
      edited(SSTP.citrix, ['vserver vs443_sstp SSL_BRIDGE', 'vserver vs443_sstp SSL'], ['sg443 SSL_BRIDGE', 'sg443 SSL']),
      ['lb/ns.conf', 'SSL'],
      SSTP.citrix,
    ],
    ['Kemp', edited(SSTP.kemp, ['-CheckType https', '-CheckType https -SSLAcceleration $true -SSLReencrypt $true']), ['lb/loadmaster.ps1', '$true'], SSTP.kemp],
  ])('by encryption with another certificate, until TLS is passed through: %s', (_, bad, at, good) => {
    follow({ files: sstp(bad), event: DROPPED, cause: 'reEncrypted', rule: 'lb-sstp-reencrypt', at, fix: () => sstp(good) });
  });

  test('the certificate that clients see on their own network is never ruled out', () => {
    expect(causeIn(workspaceOf(parseFixture(sstp(SSTP.f5))), DROPPED, 'inspection')).toMatchObject({
      state: 'unknown',
      look: { at: 'client', command: expect.stringContaining("'vpn.contoso.com', 443") as string },
    });
  });
});

describe('a device tunnel with SSTP', () => {
  const device = `=== client/AOVPN.xml\n${profile({}, 'SSTP').replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>')}${SERVER}`;

  test.each([800, 809])('%d', (code) => {
    follow({ files: device, event: failed(code), cause: 'deviceProtocol', rule: 'device-protocol', at: ['client/AOVPN.xml', 'SSTP'], fix: /IKEv2/ });
  });
});

describe('a monitor that reports a dead server as alive', () => {
  test.each<[name: string, broken: string, at: [string, string]]>([
    ['F5', edited(IKE.f5, [/(ltm pool \/Common\/pool500 \{[^]*?)    monitor \/Common\/gateway_icmp\n/, '$1']), ['lb/bigip.conf', '/Common/pool500']],
    ['Citrix ADC', IKE.citrix.replaceAll('-monitorName ping', '-monitorName tcp'), ['lb/ns.conf', 'tcp']],
    ['Kemp', IKE.kemp.replaceAll('-CheckType icmp', '-CheckType none'), ['lb/loadmaster.ps1', 'New-AdcVirtualService']],
  ])('of IKEv2: %s', (_, broken, at) => {
    follow({ files: balanced(broken), event: failed(809), cause: 'deadIkeServer', rule: 'lb-ikev2-monitor', at, fix: 'Test the servers by ICMP' });
  });

  test.each<[name: string, broken: string, at: [string, string]]>([
    ['F5', edited(SSTP.f5, ['monitor /Common/sstp_head\n}', 'monitor /Common/tcp\n}']), ['lb/bigip.conf', '/Common/tcp']],
    ['tmsh', edited(SSTP.tmsh, ['monitor sstp_head\n', 'monitor tcp\n']), ['lb/sstp.tmsh', 'tcp']],
    ['Citrix ADC', edited(SSTP.citrix, ['sg443 -monitorName sstp_head', 'sg443 -monitorName tcp']), ['lb/ns.conf', 'tcp']],
    ['Kemp', edited(SSTP.kemp, [/ -CheckType .*\n/, ' -CheckType tcp\n']), ['lb/loadmaster.ps1', 'tcp']],
  ])('of SSTP: %s', (_, broken, at) => {
    follow({ files: balanced(broken), event: failed(800), cause: 'deadSstpServer', rule: 'lb-sstp-monitor-tcp', at, fix: /./ });
  });
});
