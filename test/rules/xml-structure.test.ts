import { expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/index.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** The rules about which elements there are. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'xml-bool-value',
  'xml-csp-name',
  'xml-duplicate-single',
  'xml-element-case',
  'xml-missing-required',
  'xml-order',
  'xml-placeholder',
  'xml-root',
  'xml-unknown-element',
  'xml-wrong-parent',
]);

function found(text: string): string[] {
  const workspace = workspaceOf({ files: [{ uri: 'file:///project/p.xml', text }] });
  return workspace
    .findings('file:///project/p.xml')
    .filter(({ rule }) => STRUCTURE.has(rule.id))
    .map(({ rule, at }) => `${rule.id} ${at.span.start}-${at.span.end}`);
}

test.each(
  RULES.filter(({ id }) => STRUCTURE.has(id)).flatMap(({ id, examples }) =>
    [...examples.bad, ...examples.good].flatMap((example) =>
      parseFixture(example)
        .files.filter(({ uri }) => uri.endsWith('.xml'))
        .map(({ text }) => [id, text] as const),
    ),
  ),
)('%s finds nothing in a document being typed that is not in the whole one', (_, text) => {
  const whole = new Set(found(text));
  for (let end = 0; end < text.length; end++) {
    const more = found(text.slice(0, end)).filter((each) => !whole.has(each));
    expect(more, text.slice(0, end)).toEqual([]);
  }
});

test('one element has one of these findings', () => {
  const names = ['RouteList', 'ROUTELIST', 'Lockdown', 'Servers', 'servers', 'Server', 'TrafficFilters', 'Nothing'];
  const workspace = workspaceOf(
    parseFixture(`=== p.xml\n<VPNProfile>${names.map((name) => `<${name}/>`).join('')}<NativeProfile><Authentication/></NativeProfile></VPNProfile>\n`),
  );
  expect(
    workspace
      .findings('file:///project/p.xml')
      .filter(({ rule }) => STRUCTURE.has(rule.id))
      .map(({ rule, at }) => `${at.file.text.slice(at.span.start, at.span.end)}: ${rule.id}`),
  ).toEqual([
    'RouteList: xml-csp-name',
    'ROUTELIST: xml-csp-name',
    'Lockdown: xml-element-case',
    'Servers: xml-wrong-parent',
    'servers: xml-wrong-parent',
    'Server: xml-wrong-parent',
    'TrafficFilters: xml-unknown-element',
    'Nothing: xml-unknown-element',
  ]);
});
