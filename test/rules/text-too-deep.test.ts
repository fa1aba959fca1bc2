import { expect, test } from 'vitest';
import { findingsOf, ROOT, workspaceOf } from '../support/fixture.ts';

const RULE = 'text-too-deep';

const nested = (levels: number, open: string, close: string, inside = ''): string => open.repeat(levels) + inside + close.repeat(levels);

/** A text of each notation that calls itself for its brackets, as deep as it is told, and how many levels of these are read. */
const NOTATIONS: readonly (readonly [name: string, levels: number, text: (levels: number) => string])[] = [
  ['blocks.ps1', 120, (levels) => nested(levels, 'if ($a) {', '}', 'Set-VpnServerConfiguration -CustomPolicy')],
  ['parentheses.ps1', 120, (levels) => `Set-VpnServerConfiguration -CustomPolicy -SALifeTimeSeconds ${nested(levels, '(', ')', '1')}\n`],
  ['strings.ps1', 120, (levels) => `Set-VpnServerConfiguration -CustomPolicy -DHGroup ${nested(levels, '"$(', ')"', '1')}\n`],
  ['main.bicep', 100, (levels) => `resource lb 'Microsoft.Network/loadBalancers@2023-09-01' = ${nested(levels, '{\n loadBalancingRules: ', '\n}', '1')}\n`],
  ['lists.bicep', 100, (levels) => `resource lb 'Microsoft.Network/loadBalancers@2023-09-01' = ${nested(levels, '[\n', '\n]', '1')} // loadBalancingRules\n`],
  [
    'template.json',
    500,
    (levels) => nested(levels, '{ "$schema": "deploymentTemplate.json#", "type": "Microsoft.Network/loadBalancers", "loadBalancingRules": ', '}', '1'),
  ],
  ['export.json', 500, (levels) => nested(levels, '{ "omaUri": "./User/Vendor/MSFT/VPNv2/A/ProfileXML", "a": ', '}', '1')],
  ['nginx.conf', 50, (levels) => nested(levels, 'stream {\n', '}\n', 'listen 500 udp;\n')],
];

test.each(NOTATIONS)('%s: what lies deeper than %i levels is not read, and is said not to be', (name, levels, text) => {
  const found = (depth: number): string[] => {
    const workspace = workspaceOf({ files: [{ uri: `${ROOT}/${name}`, text: text(depth) }] });
    expect(workspace.uris()).toEqual([`${ROOT}/${name}`]);
    return findingsOf(workspace, RULE).map(({ at: { span, file }, message }) => `${file.text.slice(span.start, span.end)} ${message}`);
  };
  expect(found(levels)).toEqual([]);
  expect(found(levels + 1)).toEqual([expect.stringMatching(new RegExp(`^[[({] This is nested more than ${levels} levels deep\\.`))]);
  // However deep it is, it is said once.
  expect(found(levels + 10)).toHaveLength(1);
});

/** A text of each notation that is counted, with so many of its signs, and how many are read. */
const CROWDED: readonly (readonly [name: string, most: number, text: (count: number) => string])[] = [
  ['profile.xml', 250_000, (count) => `<VPNProfile>${'<'.repeat(count - 1)}`],
  ['script.ps1', 100_000, (count) => `Set-VpnServerConfiguration -CustomPolicy${';'.repeat(count)}`],
  [
    'values.reg',
    200_000,
    (count) =>
      `Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters]\n"a"="b"${'\n'.repeat(count - 3)}`,
  ],
  ['main.bicep', 200_000, (count) => `resource lb 'Microsoft.Network/loadBalancers@2023-09-01' = { loadBalancingRules: 1 }${'\n'.repeat(count)}`],
];

test.each(CROWDED)('%s with more than %i parts is not read, and is said not to be; others are', (name, most, text) => {
  const uri = `${ROOT}/${name}`;
  const other = { uri: `${ROOT}/server/rras.ps1`, text: "Set-VpnServerConfiguration -CustomPolicy -DHGroup 'Group14'\n" };
  const workspace = workspaceOf({ files: [{ uri, text: text(most + 1) }, other] });
  expect(workspace.findings(uri).map(({ rule, message, at }) => [rule.id, message, at.span])).toEqual([
    [RULE, `This has more than ${most.toLocaleString('en')} tags, statements or lines. It is not read, so that nothing is said of it.`, { start: 0, end: 1 }],
  ]);
  expect(workspace.findings(other.uri).map(({ rule }) => rule.id)).toContain('ps-restart-missing');
});

test('a profile in a script that has more parts than are read is not read, and the script is', () => {
  const uri = `${ROOT}/a.ps1`;
  const workspace = workspaceOf({
    files: [{ uri, text: `$p = '<VPNProfile><AlwaysOn>true</AlwaysOn>${'<a/>'.repeat(250_000)}</VPNProfile>'\nSet-VpnServerConfiguration -CustomPolicy\n` }],
  });
  const found = new Map(workspace.findings(uri).map(({ rule, at }) => [rule.id, at.span.start]));
  expect(found.get(RULE)).toBe(6);
  expect(found.has('xml-unknown-element')).toBe(false);
});

test('what has as many parts as are read is', () => {
  const text = `Set-VpnServerConfiguration -CustomPolicy${';'.repeat(100_000)}`;
  expect(findingsOf(workspaceOf({ files: [{ uri: `${ROOT}/a.ps1`, text }] }), RULE)).toEqual([]);
});
