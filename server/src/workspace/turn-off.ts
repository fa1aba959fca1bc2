import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { parseJson } from '../artefacts/json.ts';
import { applyEdits, type Edit } from '../core/edit.ts';
import { lineEndAt } from '../core/lines.ts';
import type { SourceFile } from '../core/source-file.ts';
import { parentUri } from '../core/uri.ts';
import { globOf } from './pin.ts';
import { configuredSeverity, type Project } from './project-extends.ts';
import { PROJECT_FILE } from './project-file.ts';

/** Whose findings of a rule are not to be told: of one file, or of all that the project file governs. */
export type TurnOffScope = 'file' | 'all';

/**
 * The edits by which a project file turns a rule off: the given one, or a new one in `folder`. `undefined` where it would have no effect, as where
 * an entry of `overrides` says otherwise for the file.
 * @param resolve reads a project file with all that it extends
 */
export function turnOffEdits(
  ruleId: string,
  uri: string,
  scope: TurnOffScope,
  project: Project | undefined,
  folder: string,
  resolve: (file: SourceFile) => Project,
): Edit[] | undefined {
  if ((project?.errors.length ?? 0) > 0) return undefined;
  const file: SourceFile = project?.file ?? { uri: `${folder}/${PROJECT_FILE}`, text: '' };
  const text = file.text.trim() === '' ? '{}\n' : file.text;
  const glob = globOf(uri, parentUri(file.uri));
  const { root } = parseJson(text);
  if (root?.type !== 'object' || (scope === 'file' && glob === undefined)) return undefined;
  const edit =
    scope === 'all'
      ? offInRules(text, root, ruleId)
      : added(text, root, 'overrides', { files: [glob], rules: { [ruleId]: 'off' } }, [{ files: [glob], rules: { [ruleId]: 'off' } }]);
  const after = applyEdits(text, [edit]);
  const result = resolve({ ...file, text: after });
  if (result.errors.length > 0 || configuredSeverity(result, uri, ruleId) !== 'off') return undefined;
  return text === file.text ? [{ file, ...edit }] : [{ file, span: { start: 0, end: file.text.length }, newText: after }];
}

type Replacement = Pick<Edit, 'span' | 'newText'>;

function offInRules(text: string, root: Node, ruleId: string): Replacement {
  const stated = findNodeAtLocation(root, ['rules', ruleId]);
  if (stated) return { span: { start: stated.offset, end: stated.offset + stated.length }, newText: '"off"' };
  const rules = findNodeAtLocation(root, ['rules']);
  return rules?.type === 'object' ? inserted(text, rules, 2, `${JSON.stringify(ruleId)}: "off"`) : added(text, root, 'rules', undefined, { [ruleId]: 'off' });
}

/** An entry at the end of a list, or the property with its first value where there is none. */
function added(text: string, root: Node, name: string, entry: unknown, first: unknown): Replacement {
  const list = findNodeAtLocation(root, [name]);
  const step = stepOf(text);
  return list?.type === 'array'
    ? inserted(text, list, 2, JSON.stringify(entry, null, step))
    : inserted(text, root, 1, `${JSON.stringify(name)}: ${JSON.stringify(first, null, step)}`);
}

/** What is added at the end of an object or a list, on lines of its own unless all of that stands on one. */
function inserted(text: string, container: Node, depth: number, lines: string): Replacement {
  const eol = lineEndAt(text, 0);
  const step = stepOf(text);
  const laidOut = eol + step.repeat(depth) + lines.replaceAll('\n', eol + step.repeat(depth));
  const last = container.children?.at(-1);
  const at = last ? last.offset + last.length : container.offset + 1;
  const isOneLine = last && !/[\r\n]/.test(text.slice(container.offset, container.offset + container.length) + lines);
  const newText = last ? (isOneLine ? `, ${lines}` : `,${laidOut}`) : `${laidOut}${eol}${step.repeat(depth - 1)}`;
  return { span: { start: at, end: at }, newText };
}

function stepOf(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
}
