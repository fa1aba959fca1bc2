import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-element-case';

test('the fix renames both tags and nothing else', () => {
  const text = '=== p.xml\n<VPNProfile>\r\n\t<Lockdown\ta="1"> true <!-- Lockdown --></Lockdown >\r\n</VPNProfile>\r\n';
  const workspace = workspaceOf(parseFixture(text));
  const [finding] = findingsOf(workspace, RULE);
  expect(finding?.fixes().map(({ safe }) => safe)).toEqual([false]);
  expect(finding && printed(applied(workspace, finding, 'Rename to LockDown'))).toBe(
    text.replace('<Lockdown\t', '<LockDown\t').replace('</Lockdown >', '</LockDown >'),
  );
});

test.each([
  ['the right one is there as well', '<AlwaysOn>true</AlwaysOn><ALWAYSON>true</ALWAYSON>', [0]],
  ['it is there twice', '<alwaysOn>true</alwaysOn><ALWAYSON>true</ALWAYSON>', [0, 0]],
  ['it may repeat', '<Route/><route/>', [1]],
])('fixes where %s', (_, inside, counts) => {
  const workspace = workspaceOf(parseFixture(`=== p.xml\n<VPNProfile>${inside}</VPNProfile>\n`));
  expect(findingsOf(workspace, RULE).map((finding) => finding.fixes().length)).toEqual(counts);
});
