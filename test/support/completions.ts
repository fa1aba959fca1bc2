import { expect } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { complete, type Completion } from '../../server/src/features/completion.ts';
import { plainText } from '../../server/src/knowledge/snippets.ts';
import { parseFixture, workspaceOf } from './fixture.ts';

interface Offered {
  readonly text: string;
  readonly items: readonly Completion[];
}

interface Asking {
  readonly withSnippets?: boolean;
  readonly languageId?: string;
  /** The character that made the editor ask. */
  readonly typed?: string;
  /** Whether someone else completes what PowerShell brings along. */
  readonly leavesBuiltIn?: boolean;
}

/** What is offered at the cursor of a fixture, in the order of the list. */
export function offered(fixtureText: string, { withSnippets = true, languageId, typed, leavesBuiltIn = false }: Asking = {}): Offered {
  const fixture = parseFixture(fixtureText);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const files = fixture.files.map((each) => (languageId === undefined ? each : { ...each, languageId }));
  const file = files.find((each) => each.uri === uri) ?? expect.fail('no file');
  const items = complete(workspaceOf({ files }), file, offset, withSnippets, typed, leavesBuiltIn);
  return { text: file.text, items: [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)) };
}

export function labels(fixtureText: string, asking: Asking = {}): string[] {
  return offered(fixtureText, asking).items.map(({ label }) => label);
}

/** The text after an item has been accepted: in an editor with snippets, its placeholders still in it; in one without them; or with all defaults. */
export function accepted(fixtureText: string, label: string, form: 'snippet' | 'plain' | 'defaults' = 'snippet'): string {
  const { text, items } = offered(fixtureText);
  const item = items.find((each) => each.label === label) ?? expect.fail(`${label} is not among ${items.map((each) => each.label).join(', ')}`);
  return applyEdits(text, [{ span: item.replace, newText: insertedText(item, form) }]);
}

/** What an editor inserts that does not indent by itself. */
export function insertedText({ newText, plainText: plain, indent = '' }: Completion, form: 'snippet' | 'plain' | 'defaults'): string {
  const text = form === 'snippet' || plain === undefined ? newText : form === 'plain' ? plain : plainText({ body: [newText] });
  return text.replaceAll('\n', `\n${indent}`);
}
