import { expect, test } from 'vitest';
import { folds } from '../../server/src/features/folding.ts';
import { LineIndex } from '../../server/src/core/line-index.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** The text with its line numbers, then each fold as `kind first-last`. */
function folded(text: string): string[] | undefined {
  const fixture = parseFixture(`=== p.xml\n${text}`);
  const lines = new LineIndex(fixture.files[0]?.text ?? '');
  const line = (offset: number): number => lines.positionAt(offset).line + 1;
  return folds(workspaceOf(fixture), 'file:///project/p.xml')?.map(({ kind, span }) => `${kind} ${line(span.start)}-${line(span.end)}`);
}

test('elements up to the line before their end tag, comments, runs of comments, and regions', () => {
  expect(
    folded(`<?xml version="1.0"?>
<!-- one line -->
<VPNProfile>
  <!--
    several lines
  -->
  <!-- one -->
  <!-- two -->

  <!-- #region Routes -->
  <Route>
    <Address>10.0.0.0</Address>
    <PrefixSize>8</PrefixSize>
  </Route>
  <!-- #endregion -->
  <NativeProfile><Servers>vpn.fabrikam.com</Servers>
    <Authentication
      a="b">
      <UserMethod>Eap</UserMethod></Authentication></NativeProfile>
</VPNProfile>
`),
  ).toEqual(['element 3-19', 'comment 4-8', 'region 10-15', 'element 11-13', 'element 16-19', 'element 17-19']);
});

test('line ends of any kind', () => {
  for (const eol of ['\r\n', '\r', '\n']) expect(folded(['<VPNProfile>', '<AlwaysOn/>', '</VPNProfile>'].join(eol))).toEqual(['element 1-2']);
});

test('an element that nothing closes, and an end of a region that none began', () => {
  expect(folded('<VPNProfile>\n<NativeProfile>\n<!-- #endregion -->\n<!-- #region -->\n</VPNProfile>\n')).toEqual(['element 1-4']);
});

test('nothing to fold leaves folding to the editor', () => {
  expect(folded('<VPNProfile><AlwaysOn/></VPNProfile>\n')).toBeUndefined();
});
