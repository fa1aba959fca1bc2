import { expect } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { Workspace, type WorkspaceOptions } from '../../server/src/workspace/workspace.ts';
import { packText } from '../../server/src/host/pack.ts';

/**
 * The language of the tests. One text holds a workspace:
 *
 * | mark | meaning |
 * |---|---|
 * | `=== path` at the start of a line | a new file |
 * | `⟦text⟧` | exactly one finding of the rule under test on this text |
 * | `⟦text⟧{rule-id}` | exactly one finding of that rule |
 * | `⟦⟧` | the cursor |
 *
 * The brackets occur in none of the notations and are one UTF-16 unit each. A missing finding fails a test, and so does an
 * extra one of these rules.
 */
export interface Fixture {
  readonly files: readonly SourceFile[];
  readonly marks: readonly Mark[];
  readonly cursor?: { readonly uri: string; readonly offset: number };
}

export interface Mark {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  /** Absent: the rule under test. */
  readonly rule?: string;
}

/** The folder that the files of a fixture lie in. */
export const ROOT = 'file:///project';

/** Reads a fixture. */
export function parseFixture(text: string): Fixture {
  const files: SourceFile[] = [];
  const marks: Mark[] = [];
  let cursor: Fixture['cursor'];
  for (const part of text.split(/^=== /m).slice(1)) {
    const newline = part.indexOf('\n');
    const uri = `${ROOT}/${part.slice(0, newline).trim()}`;
    const marked = part.slice(newline + 1);
    let plain = '';
    const open: number[] = [];
    for (let index = 0; index < marked.length; index++) {
      const character = marked[index];
      if (character === '⟦') open.push(plain.length);
      else if (character === '⟧') {
        const start = open.pop();
        if (start === undefined) throw new Error(`⟧ without ⟦ in ${uri}`);
        const rule = /^\{([a-z0-9-]+)\}/.exec(marked.slice(index + 1));
        if (rule) index += rule[0].length;
        if (start === plain.length && !rule) cursor = { uri, offset: start };
        else marks.push({ uri, start, end: plain.length, ...(rule?.[1] !== undefined && { rule: rule[1] }) });
      } else plain += marked.charAt(index);
    }
    if (open.length > 0) throw new Error(`⟦ without ⟧ in ${uri}`);
    files.push({ uri, text: plain });
  }
  if (files.length === 0) throw new Error('A fixture needs at least one "=== path" line');
  return { files, marks, ...(cursor && { cursor }) };
}

/** Puts away all files but the one that was read last: what they lead to must not show it. */
export const AT_REST: WorkspaceOptions = { limits: { files: 1, text: 0 }, pack: packText };

/** A workspace that holds the files of a fixture. A rule that fails makes the test fail. */
export function workspaceOf({ files }: Pick<Fixture, 'files'>, roots: readonly string[] = [ROOT], options: WorkspaceOptions = {}): Workspace {
  const log = (message: string): void => {
    throw new Error(message);
  };
  const workspace = new Workspace(log, options);
  workspace.setRoots(roots);
  for (const file of files) workspace.setFile(file);
  return workspace;
}

/**
 * Checks that a fixture has exactly the findings that are marked in it, those of the rule under test and of every rule that
 * a mark names. Others do not count: an example is cut down to what it is about, and a cut-down profile lacks much. Whole
 * documents are those of `test/samples.test.ts` and `test/knowledge/snippets.test.ts`.
 */
export function expectFindings(ruleId: string, text: string): Workspace {
  const fixture = parseFixture(text);
  const workspace = workspaceOf(fixture);
  const rules = new Set([ruleId, ...fixture.marks.flatMap(({ rule }) => rule ?? [])]);
  const expected = fixture.marks.map((mark) => line(fixture, mark.uri, mark.start, mark.end, mark.rule ?? ruleId));
  const actual = fixture.files.flatMap(({ uri }) =>
    workspace
      .findings(uri)
      .filter(({ rule }) => rules.has(rule.id))
      .map((finding) => line(fixture, uri, finding.at.span.start, finding.at.span.end, finding.rule.id)),
  );
  expect(actual.sort()).toEqual(expected.sort());
  return workspace;
}

/** The findings of one rule at the marks of a fixture, with their file. */
export function findingsOf(workspace: Workspace, ruleId: string): Finding[] {
  return workspace.uris().flatMap((uri) => workspace.findings(uri).filter((finding) => finding.rule.id === ruleId));
}

/** All files of a workspace after a fix, in the language of the fixtures without marks. */
export function applied(workspace: Workspace, finding: Finding, title: string | RegExp): SourceFile[] {
  const fix = finding.fixes().find((each) => (typeof title === 'string' ? each.title === title : title.test(each.title)));
  if (!fix)
    throw new Error(
      `No fix ${String(title)} among: ${finding
        .fixes()
        .map((each) => each.title)
        .join(' | ')}`,
    );
  const edits = workspace.edits(fix);
  if (!edits) throw new Error(`The fix "${fix.title}" could not be written`);
  const uris = new Set([...workspace.uris(), ...edits.map((edit) => edit.file.uri)]);
  return [...uris].map((uri) => {
    const own = edits.filter((edit) => edit.file.uri === uri);
    const text = workspace.analysisOf(uri)?.file.text ?? workspace.projects().find((project) => project.file.uri === uri)?.file.text ?? '';
    return { uri, text: applyEdits(text, own) };
  });
}

/** Files as one text, for comparing the whole of what a fix made. */
export function printed(files: readonly SourceFile[]): string {
  return files.map(({ uri, text }) => `=== ${uri.slice(ROOT.length + 1)}\n${text}`).join('');
}

function line(fixture: Fixture, uri: string, start: number, end: number, rule: string): string {
  const text = fixture.files.find((file) => file.uri === uri)?.text ?? '';
  const row = text.slice(0, start).split('\n').length;
  return `${uri.slice(ROOT.length + 1)}:${row} [${rule}] ⟦${text.slice(start, end)}⟧`;
}
