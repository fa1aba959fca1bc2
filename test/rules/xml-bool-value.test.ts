import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-bool-value';
const xml = (value: string): string => `=== p.xml\n<VPNProfile>\n  <AlwaysOn>${value}</AlwaysOn><!-- ${value} -->\n</VPNProfile>\n`;

test.each([
  ['True', 'warning', true, ['true']],
  ['FALSE', 'warning', true, ['false']],
  ['', 'warning', false, ['true', 'false']],
  ['yes', 'error', false, ['true', 'false']],
  ['No', 'error', false, ['false', 'true']],
  ['disabled', 'error', false, ['false', 'true']],
  ['2', 'error', false, ['true', 'false']],
])('%s is a matter of %s', (value, severity, safe, texts) => {
  const workspace = workspaceOf(parseFixture(xml(value)));
  const [finding] = findingsOf(workspace, RULE);
  expect(finding?.severity).toBe(severity);
  expect(finding?.fixes().map((fix) => [fix.title, fix.safe])).toEqual(texts.map((text) => [`Change to ${text}`, safe]));
  for (const text of texts)
    expect(finding && printed(applied(workspace, finding, `Change to ${text}`))).toBe(xml(value).replace(`<AlwaysOn>${value}<`, `<AlwaysOn>${text}<`));
});

test.each(['01', 'truth', 'vrai'])('%s says nothing', (value) => {
  expect(findingsOf(workspaceOf(parseFixture(xml(value))), RULE)).toHaveLength(1);
});

test('an element without end tag gets one', () => {
  const workspace = workspaceOf(parseFixture('=== p.xml\n<VPNProfile><AlwaysOn /></VPNProfile>\n'));
  const [finding] = findingsOf(workspace, RULE);
  expect(finding && printed(applied(workspace, finding, 'Change to true'))).toBe('=== p.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>\n');
});
