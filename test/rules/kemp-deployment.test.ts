import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { applied, parseFixture, workspaceOf } from '../support/fixture.ts';

const LM = 'https://lm.fabrikam.com/access';
const server = (port: number, protocol: string, last: number): readonly string[] => [
  `New-AdcRealServer -VirtualService $vip -VSPort ${port} -VSProtocol ${protocol} -RealServer 10.10.1.${last} -RealServerPort ${port}`,
  `curl -k "${LM}/addrs?vs=203.0.113.10&port=${port}&prot=${protocol}&rs=10.10.1.${last}&rsport=${port}"`,
];
const ike = (port: number): readonly string[] => [
  `New-AdcVirtualService -VirtualService $vip -VSPort ${port} -VSProtocol udp -Persist src -PersistTimeout 3600 -Transparent $true -CheckType icmp`,
  `curl -k "${LM}/addvs?vs=203.0.113.10&port=${port}&prot=udp&persist=src&persisttimeout=3600&transparent=1&checktype=icmp"`,
];
const lines = [
  ["$vip = '203.0.113.10'", '#!/bin/sh'],
  ike(500),
  server(500, 'udp', 11),
  server(500, 'udp', 12),
  ike(4500),
  server(4500, 'udp', 11),
  server(4500, 'udp', 12),
  [
    'Set-AdcVirtualService -VirtualService $vip -VSPort 4500 -VSProtocol udp -FollowVSID (Get-AdcVirtualService $vip 500 udp).Data.VS.Index',
    `curl -k "${LM}/modvs?vs=203.0.113.10&port=4500&prot=udp&followvsid=1"`,
  ],
  [
    "New-AdcVirtualService -VirtualService $vip -VSPort 443 -VSProtocol tcp -Nickname SSTP -Persist ssl -PersistTimeout 3600 -CheckType https -CheckUseGet 0 -CheckUse1_1 1 -CheckHost vpn.fabrikam.com -CheckCodes '401' -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/'",
    `curl -k "${LM}/addvs?vs=203.0.113.10&port=443&prot=tcp&nickname=SSTP&persist=ssl&persisttimeout=3600&checktype=https&checkuseget=0&checkuse1.1=1&checkhost=vpn.fabrikam.com&checkcodes=401&checkurl=/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D/"`,
  ],
  server(443, 'tcp', 11),
  server(443, 'tcp', 12),
];
const FORMS = [
  ['PowerShell', 'lm.ps1', 0],
  ['REST', 'lm.sh', 1],
] as const;

const rulesOf = (workspace: Workspace): string[] => [...new Set(workspace.uris().flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule.id)))];

describe.each(FORMS)('a sound deployment in %s', (_, name, form) => {
  const text = `=== ${name}\n${lines.map((each) => each[form] ?? '').join('\n')}\n`;

  test('has no findings', () => {
    expect(rulesOf(workspaceOf(parseFixture(text)))).toEqual([]);
  });

  test.each([
    ['the address translated', ['-Transparent $true', '-Transparent $false'], ['transparent=1', 'transparent=0'], 'lb-ikev2-snat'],
    ['records too short', ['-PersistTimeout 3600 -T', '-PersistTimeout 120 -T'], ['persisttimeout=3600&t', 'persisttimeout=120&t'], 'lb-ikev2-persist-timeout'],
    ['a monitor over TCP', ['-CheckType icmp', '-CheckType tcp'], ['checktype=icmp', 'checktype=tcp'], 'lb-ikev2-monitor'],
    ['a server at another port', ['-RealServerPort 4500', '-RealServerPort 4501'], ['rsport=4500', 'rsport=4501'], 'lb-ikev2-protocol'],
    ['a server for one port only', [/.*4500.*10\.10\.1\.12.*\n/, ''], [/.*4500.*10\.10\.1\.12.*\n/, ''], 'lb-ikev2-pools-differ'],
    ['a path without its end', ["ADCD75}/'", "ADCD75}'"], ['ADCD75%7D/', 'ADCD75%7D'], 'lb-sstp-monitor-path'],
    ['another status', ["'401'", "'302'"], ['checkcodes=401', 'checkcodes=302'], 'lb-sstp-monitor-code'],
    ['another method', ['-CheckUseGet 0', '-CheckUseGet 1'], ['checkuseget=0', 'checkuseget=1'], 'lb-sstp-monitor-method'],
    ['a test of the port alone', ['-CheckType https', '-CheckType tcp'], ['checktype=https', 'checktype=tcp'], 'lb-sstp-monitor-tcp'],
    ['a test over HTTP', ['-CheckType https', '-CheckType http'], ['checktype=https', 'checktype=http'], 'lb-sstp-monitor-scheme'],
    ['no persistence of SSTP', ['-Persist ssl', '-Persist none'], ['persist=ssl', 'persist=none'], 'lb-sstp-persistence'],
  ] as const)('%s is found and set right', (__, inScript, inRest, rule) => {
    const [from, to] = form === 0 ? inScript : inRest;
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    const workspace = workspaceOf(parseFixture(broken));
    expect(rulesOf(workspace)).toEqual([rule]);
    const finding = workspace.uris().flatMap((uri) => workspace.findings(uri))[0] ?? expect.fail('no finding');
    const title = finding.fixes()[0]?.title ?? expect.fail('no fix');
    expect(rulesOf(workspaceOf({ files: applied(workspace, finding, title) }))).toEqual([]);
  });
});

test('what only a script can tie is tied there', () => {
  const text = `=== lm.ps1\n${lines.map(([script]) => script).join('\n')}\n`;
  for (const [broken, rule] of [
    [text.replace(/Set-Adc.*\n/, ''), 'lb-ikev2-persistence'],
    [text.replaceAll(/.*4500.*\n/g, ''), 'lb-ikev2-pair'],
  ] as const) {
    const workspace = workspaceOf(parseFixture(broken));
    expect(rulesOf(workspace)).toEqual([rule]);
    const finding = workspace.uris().flatMap((uri) => workspace.findings(uri))[0] ?? expect.fail('no finding');
    expect(rulesOf(workspaceOf({ files: applied(workspace, finding, finding.fixes()[0]?.title ?? '') }))).toEqual([]);
  }
});
