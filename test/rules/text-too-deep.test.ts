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
