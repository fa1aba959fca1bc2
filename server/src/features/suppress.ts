import { applyEdits, type Edit } from '../core/edit.ts';
import { LineIndex } from '../core/line-index.ts';
import type { SourceFile } from '../core/source-file.ts';
import { uriName } from '../core/uri.ts';
import type { Analysis } from '../workspace/analysis.ts';
import type { Finding } from '../workspace/settle.ts';
import { suppressor } from '../workspace/settle.ts';
import type { Suppression } from '../workspace/suppressions.ts';
import { Workspace } from '../workspace/workspace.ts';
import { commentsAt, commentsOnTop } from './suppression-comment.ts';

/** A way not to see a finding any longer. */
export interface SuppressAction {
  readonly title: string;
  readonly finding: Finding;
  readonly edits: readonly Edit[];
}

/**
 * How findings can be suppressed: on their line and in their file by a comment, in `aovpn.json` where the notation has none, and everywhere below
 * the project file. A comment is offered only where it does what it says and nothing else.
 */
export function suppressActions(workspace: Workspace, findings: readonly Finding[]): SuppressAction[] {
  const seen = new Set<string>();
  const alone = new Alone();
  return findings
    .flatMap((finding) => actionsFor(workspace, finding, alone))
    .filter(({ title, edits }) => {
      const key = `${title}\n${JSON.stringify(edits.map(({ file, span, newText }) => [file.uri, span, newText]))}`;
      return !seen.has(key) && seen.add(key);
    });
}

function actionsFor(workspace: Workspace, finding: Finding, alone: Alone): SuppressAction[] {
  const { rule, at } = finding;
  const actions: SuppressAction[] = [];
  const analysis = workspace.analysisOf(at.file.uri);
  // What is wrong with a suppression is mended, not suppressed, and a defect of this product is reported.
  const isAboutFile = analysis?.file === at.file && !/^(suppression-|internal$)/.test(rule.id);
  const works = (edit: Edit): boolean => analysis !== undefined && alone.doesOnly(analysis, edit, finding);
  if (isAboutFile) {
    const onLine = commentsAt(analysis, rule.id, at.span.start).find(works);
    if (onLine) actions.push({ title: `Suppress ${rule.id} on this line`, finding, edits: [onLine] });
    const onTop = commentsOnTop(analysis, rule.id).find(works);
    if (onTop) actions.push({ title: `Suppress ${rule.id} in this file`, finding, edits: [onTop] });
    else {
      const edits = workspace.turnedOff(rule.id, at.file.uri, 'file');
      if (edits) actions.push({ title: `Suppress ${rule.id} in this file (${namesOf(edits)})`, finding, edits });
    }
  }
  const edits = workspace.turnedOff(rule.id, at.file.uri, 'all');
  if (edits) actions.push({ title: `Turn ${rule.id} off in ${namesOf(edits)} (everywhere here)`, finding, edits });
  return actions;
}

/** Files by themselves before and after a comment, to see what it does. */
class Alone {
  readonly #before = new Map<SourceFile, readonly Told[]>();

  /** Whether a comment keeps a finding away, and of the others none but such as it speaks of, and changes nothing that the file says. */
  doesOnly(analysis: Analysis, edit: Edit, { rule, at }: Finding): boolean {
    const { file, suppressions } = analysis;
    const text = applyEdits(file.text, [edit]);
    const workspace = new Workspace();
    workspace.setFile({ ...file, text });
    const after = workspace.analysisOf(file.uri);
    if (after?.artefact !== analysis.artefact) return false;
    const others = (all: readonly Suppression[]): number => all.filter(({ id }) => id !== rule.id).length;
    if (others(after.suppressions) !== others(suppressions)) return false;
    const isBehind = /^[ \r\n]/.test(edit.newText);
    const moved = (offset: number): number => (offset < edit.span.start || (isBehind && offset === edit.span.start) ? offset : offset + edit.newText.length);
    const suppressing = suppressor(after.file, after.suppressions);
    if (suppressing(rule.id, moved(at.span.start)).length === 0 || after.summary !== analysis.summary) return false;
    const [old, lines] = [new LineIndex(file.text), new LineIndex(text)];
    // A comment between another one and its line would take that from it.
    const movedLine = (line: number): number =>
      Number.isFinite(line) && line >= 0 ? lines.positionAt(moved(old.offsetAt({ line, character: 0 }))).line : line;
    const isKept = ({ id, kind, from, to }: Suppression): boolean =>
      after.suppressions.some((each) => each.id === id && each.kind === kind && each.from === movedLine(from) && each.to === movedLine(to));
    if (!suppressions.every(isKept)) return false;
    // Whether a suppression is needed is seen among all files.
    const before = this.#toldIn(file).filter((each) => each.rule !== 'suppression-unused');
    const told = toldIn(workspace, after.file).filter((each) => each.rule !== 'suppression-unused');
    const hasNew = told.some((each) => !before.some((one) => one.rule === each.rule && moved(one.start) === each.start));
    const gone = before.filter((each) => !told.some((one) => one.rule === each.rule && one.start === moved(each.start)));
    return !hasNew && gone.every((each) => each.rule === rule.id && suppressing(rule.id, moved(each.start)).length > 0);
  }

  #toldIn(file: SourceFile): readonly Told[] {
    const known = this.#before.get(file);
    if (known) return known;
    const workspace = new Workspace();
    workspace.setFile(file);
    const told = toldIn(workspace, file);
    this.#before.set(file, told);
    return told;
  }
}

interface Told {
  readonly rule: string;
  readonly start: number;
}

function toldIn(workspace: Workspace, { uri }: SourceFile): Told[] {
  return workspace.findings(uri).map(({ rule, at }) => ({ rule: rule.id, start: at.span.start }));
}

/** The name of the project file that is edited. */
function namesOf(edits: readonly Edit[]): string {
  return [...new Set(edits.map(({ file }) => uriName(file.uri)))].join(', ');
}
