import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { RULES } from '../../server/src/rules/index.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** An empty line in front changes nothing but places; where the first line must be the first, nothing is put in front. */
const inFront = (text: string): string => (/^(?:Windows Registry Editor|REGEDIT|<\?xml|\{)/.test(text) ? '' : '\n');

/** The texts of all files after a fix; `undefined` where it cannot be written. */
function after(workspace: Workspace, fix: Fix): ReadonlyMap<string, string> | undefined {
  const edits = workspace.edits(fix);
  if (!edits) return undefined;
  const uris = new Set([...workspace.uris(), ...edits.map(({ file }) => file.uri)]);
  return new Map(
    [...uris].map((uri) => {
      const own = edits.filter(({ file }) => file.uri === uri);
      return [uri, applyEdits(workspace.fileOf(uri)?.text ?? '', own)];
    }),
  );
}

const examples = RULES.flatMap(({ id, examples: { bad } }) => bad.map((text, index) => ({ id, index, fixture: parseFixture(text) })));

describe('a fix that was found before lines have moved', () => {
  let written = 0;
  test.each(examples)('$id, example $index: is written where its places are now, or not at all', ({ id, fixture }) => {
    const workspace = workspaceOf(fixture);
    const found = fixture.files.flatMap(({ uri }) => workspace.findings(uri)).filter(({ rule }) => rule.id === id);
    const fixes = found.flatMap((finding) => workspace.fixesOf(finding)).map(({ fix }) => ({ fix, was: after(workspace, fix) }));
    for (const { uri, text } of fixture.files) workspace.setFile({ uri, text: inFront(text) + text });
    for (const { fix, was } of fixes) {
      const now = after(workspace, fix);
      if (!now || !was) continue;
      written++;
      for (const { uri, text } of fixture.files) expect(now.get(uri), `${fix.title}, ${uri}`).toBe(inFront(text) + (was.get(uri) ?? text));
    }
  });

  test('is mostly written', () => {
    expect(written).toBeGreaterThan(250);
  });
});
