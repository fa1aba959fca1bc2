import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { linkedEditing } from '../../server/src/features/linked-editing.ts';
import { pageLinks } from '../../server/src/features/links.ts';
import { outline, type OutlineEntry } from '../../server/src/features/outline.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { selection } from '../../server/src/features/selection.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';

const PROFILE = `<VPNProfile>
  <NativeProfile>
    <Servers>203.0.113.10</Servers>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
  </NativeProfile>
  <Route>
    <Address>203.0.113.0</Address>
    <PrefixSize>24</PrefixSize>
  </Route>
  <Route>
    <Address>10.20.0.0/16</Address>
    <PrefixSize>16</PrefixSize>
  </Route>
</VPNProfile>`;

const namesOf = (entries: readonly OutlineEntry[] = []): string[] => entries.flatMap(({ name, children }) => [name, ...namesOf(children)]);

describe.each(HOSTS.filter(({ exact }) => exact))('$name', ({ path, wrap }) => {
  const file = { uri: `${ROOT}/${path}`, text: wrap(PROFILE) };
  const own = { uri: `${ROOT}/own.xml`, text: PROFILE };
  let workspace: Workspace;
  beforeAll(() => {
    workspace = workspaceOf({ files: [file, own] });
  });
  const written = ({ start, end }: { start: number; end: number }): string => file.text.slice(start, end);
  const at = (word: string): number => file.text.indexOf(word);

  test('the outline has the profile', () => {
    const names = namesOf(outline(workspace, own.uri));
    expect(names).toContain('Route 203.0.113.0/24');
    expect(namesOf(outline(workspace, file.uri)).slice(-names.length)).toEqual(names);
  });

  test('links and both names of a tag pair stand on the names', () => {
    expect(pageLinks(workspace, file.uri).map(({ span }) => written(span))).toEqual(
      pageLinks(workspace, own.uri).map(({ span: { start, end } }) => PROFILE.slice(start, end)),
    );
    expect(linkedEditing(workspace, file.uri, at('RoutingPolicyType') + 2)?.map(written)).toEqual(['RoutingPolicyType', 'RoutingPolicyType']);
  });

  test('a selection grows from the value to the profile', () => {
    const spans = selection(workspace, file.uri, at('SplitTunnel') + 2) ?? [];
    expect(spans.map(written)[0]).toBe('SplitTunnel');
    expect(written(spans.at(-1) ?? { start: 0, end: 0 })).toContain('NativeProfile');
  });

  test('a hint stands behind its number', () => {
    const all = { start: 0, end: file.text.length };
    const [hint] = inlayHints(workspace, file.uri, all, { prefixSize: true, algorithmStrength: true, algorithmName: false });
    expect(hint?.label).toBe('255.255.255.0 · 256 addresses');
    expect(file.text.slice(0, hint?.offset)).toMatch(/24$/);
  });

  test.each(['10.20.0.0', '203.0.113.10', 'Address'])('what can be rewritten at %s is what can be rewritten in a file of its own', (word) => {
    const titles = (uri: string, offset: number) => refactorings(workspace, uri, { start: offset, end: offset });
    const here = titles(file.uri, at(word) + 1);
    const there = titles(own.uri, PROFILE.indexOf(word) + 1);
    expect(there.length).toBeGreaterThan(0);
    expect(here.map(({ title }) => title)).toEqual(there.map(({ title }) => title));
    for (const [index, { edits }] of here.entries()) expect(applyEdits(file.text, edits)).toBe(wrap(applyEdits(PROFILE, there[index]?.edits ?? [])));
  });
});
