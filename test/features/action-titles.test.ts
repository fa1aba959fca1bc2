import { describe, expect, test } from 'vitest';
import { CodeActionTriggerKind, type CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { clientFeatures } from '../../server/src/lsp/client-features.ts';
import { FIX_ALL, protocolActions, REWRITE } from '../../server/src/lsp/code-actions.ts';
import { Converter } from '../../server/src/lsp/convert.ts';
import { Documents } from '../../server/src/lsp/documents.ts';
import { EXPLAIN_RULE, type InitializationOptions } from '../../server/src/lsp/protocol.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { PULLING } from '../support/lsp-client.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/**
 * How actions are called. A title begins with one of these verbs, says what is changed and into what, and names what it changes elsewhere: by its
 * role (`on the server`), as `in rras.ps1`, or in parentheses.
 */
const VERBS = [
  'Accept', 'Add', 'Align', 'Apply', 'Ask', 'Authenticate', 'Change', 'Close', 'Compare', 'Complete', 'Copy', 'Delete', 'Do', 'Enable', 'End', 'Exempt', 'Expect',
  'Explain', 'Get', 'Insert', 'Keep', 'Let', 'Lower', 'Make', 'Move', 'Name', 'Overwrite', 'Percent-encode', 'Persist', 'Pin', 'Put', 'Raise', 'Refuse', 'Register',
  'Remove', 'Rename', 'Replace', 'Require', 'Restart', 'Route', 'Send', 'Separate', 'Set', 'Sort', 'Split', 'Suppress', 'Test', 'Tie', 'Turn', 'Unescape', 'Use',
  'Validate', 'Write',
]; // prettier-ignore

const LONGEST = 80;

/** What stands in the light bulb in this order. */
const SECTIONS = ['fix', 'rewrite', 'suppression', 'baseline', 'explanation', 'all'] as const;

const ALL_OPTIONS: InitializationOptions = { announcesFixes: true, opensTexts: true, showsRules: true };
const FEATURES = clientFeatures({ capabilities: PULLING, initializationOptions: ALL_OPTIONS });

function sectionOf({ title, kind = '', command }: CodeAction): (typeof SECTIONS)[number] {
  if (kind === FIX_ALL) return 'all';
  if (kind.startsWith(`${REWRITE}.`)) return 'rewrite';
  if (command?.command === EXPLAIN_RULE) return 'explanation';
  if (/^Add this [a-z0-9-]+ to the baseline \(/.test(title)) return 'baseline';
  return /^(Suppress [a-z0-9-]+ (on|in) this|Turn [a-z0-9-]+ off in )/.test(title) ? 'suppression' : 'fix';
}

/** The actions at each finding of an example, as a client has them that can do everything. */
function actionsAt(example: string): { readonly rule: string; readonly actions: readonly CodeAction[] }[] {
  const fixture = parseFixture(example);
  const workspace = workspaceOf(fixture);
  const documents = new Documents(workspace);
  for (const { uri, text } of fixture.files) if (!workspace.analysisOf(uri)) documents.edited(TextDocument.create(uri, 'json', 1, text));
  const converter = new Converter(FEATURES, documents);
  const seen = new Set<string>();
  return fixture.files.flatMap(({ uri }) =>
    workspace.reported(uri).told.flatMap(({ rule, at }) => {
      // The same is offered at the next finding of the rule, and what a comment does takes a while to see.
      const place = `${rule.id} ${uri}`;
      if (seen.has(place)) return [];
      seen.add(place);
      const params = {
        textDocument: { uri },
        range: converter.range(at.file, at.span),
        context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Invoked },
      };
      return [{ rule: rule.id, actions: protocolActions(params, workspace, documents, converter, FEATURES) }];
    }),
  );
}

const used = new Set<string | undefined>(['Apply', 'Sort', 'Split', 'Write']);

describe.each(RULES.map(({ id, examples }) => [id, [...examples.bad, ...examples.good]] as const))('%s', (_, examples) => {
  test('offers actions that are named and ordered like all others', () => {
    for (const example of examples) {
      for (const { rule, actions } of actionsAt(example)) {
        for (const { title } of actions) {
          used.add(title.split(' ')[0]);
          expect(VERBS, title).toContain(title.split(' ')[0]);
          expect(title.length, title).toBeLessThanOrEqual(LONGEST);
          expect(title).not.toMatch(/[.!]$|\n|^\s|\s$/);
        }
        const sections = actions.map((action) => SECTIONS.indexOf(sectionOf(action)));
        expect(sections, actions.map(({ title }) => title).join('\n')).toEqual([...sections].sort((a, b) => a - b));
        const own = actions.filter(({ diagnostics }) => diagnostics?.every(({ code }) => code === rule) ?? false);
        expect(own.filter(({ isPreferred }) => isPreferred === true).length, `${rule} prefers several`).toBeLessThanOrEqual(
          own.filter((action) => sectionOf(action) === 'explanation').flatMap(({ diagnostics }) => diagnostics ?? []).length,
        );
        expect(own.filter((action) => action.isPreferred === true && sectionOf(action) !== 'fix')).toEqual([]);
        expect(own.filter((action) => sectionOf(action) === 'explanation').map(({ title }) => title)).toEqual([`Explain ${rule}`]);
      }
    }
  });
});

test('every verb is one that is used', () => {
  expect(VERBS.filter((verb) => !used.has(verb))).toEqual([]);
});
