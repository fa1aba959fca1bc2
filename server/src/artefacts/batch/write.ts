import type { Edit } from '../../core/edit.ts';
import { endOfLine, indentationAt, lineEndAt } from '../../core/lines.ts';
import { append, smallest } from '../../core/lists.ts';
import { encloses, type Span } from '../../core/span.ts';
import { serviceByName, SERVICES } from '../../knowledge/services.ts';
import type { Change } from '../../model/change.ts';
import { spellReg } from '../../syntax/reg-exe/spell.ts';
import type { Reading } from '../artefact.ts';
import { isRegistryWriteChange, writeReg, type Replacement } from '../write-reg-exe.ts';
import type { BatchRegistry, BatchTree } from './read.ts';

/** The edits that make these changes; `undefined` where one cannot be made without guessing. */
export function writeBatch(reading: Reading<BatchTree>, changes: readonly Change[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const change of changes) {
    const replacements = writeChange(reading, change);
    if (!replacements) return undefined;
    append(
      edits,
      replacements.map(({ span, newText }) => ({ file: reading.file, span, newText })),
    );
  }
  return edits;
}

function writeChange(reading: Reading<BatchTree>, change: Change): Replacement[] | undefined {
  const { tree, file } = reading;
  if (isRegistryWriteChange(change)) {
    const statement = tree.registry.find(({ key }) => key === change.write.key);
    return statement && writeReg(statement.reg, change, statement.isHanded ? 'handed' : 'batch');
  }
  if (change.kind === 'replace') return isReplaceable(tree, change.at.span) ? [{ span: change.at.span, newText: change.text }] : undefined;
  if (change.kind === 'restart-service') {
    const statement = tree.registry.find(({ key }) => key === change.at.key);
    const lines = restartLines(change.service);
    return statement && lines && linesBehind(statement, file.text, lines);
  }
  return change.kind === 'add-registry-values' ? addValues(reading, change) : undefined;
}

/** Whether a span is a comment, or an argument that is written out. */
function isReplaceable({ script }: BatchTree, span: Span): boolean {
  if (script.comments.some((comment) => encloses(comment, span))) return true;
  return script.commands.some(({ args }) => args.some(({ inner, editable }) => editable && inner.start === span.start && inner.end === span.end));
}

/** Writes values behind the last `reg` that runs whenever the given one does, up to the next restart. */
function addValues({ tree, file, facts }: Reading<BatchTree>, change: Extract<Change, { kind: 'add-registry-values' }>): Replacement[] | undefined {
  const base = tree.registry.find(({ key }) => change.at.key === key || change.at.key?.startsWith(`${key}/`));
  if (!base) return undefined;
  const { start } = base.command.span;
  const restarts = facts.script?.restarts ?? [];
  const limit = smallest(restarts.map(({ offset }) => offset).filter((offset) => offset > start));
  const last = tree.registry.findLast(
    ({ command }) => command.span.start >= start && command.span.start < limit && command.branch.every((id, index) => base.command.branch[index] === id),
  );
  const lines = change.entries.map((entry) => spellReg(entry, 'batch'));
  if (!last || lines.includes(undefined)) return undefined;
  const { restart } = change;
  const { end } = last.command.statement;
  const isRestarted =
    (facts.script?.lastHint ?? -1) > end ||
    restarts.some(({ service, offset }) => offset > end && (typeof service === 'string' || serviceByName(service.value)?.name === restart));
  const behind = restart === undefined || isRestarted ? [] : restartLines(restart);
  return behind && linesBehind(last, file.text, [...lines.flatMap((line) => line ?? []), ...behind]);
}

/** Other services that need RasMan are stopped with it, and which of them ran is not known here. */
function restartLines(service: string): string[] | undefined {
  return service === SERVICES.rasMan.name ? undefined : [`net stop ${service} /y`, `net start ${service}`];
}

/** Lines behind the line of a statement, where it stands alone on that line. */
function linesBehind({ command }: BatchRegistry, text: string, lines: readonly string[]): Replacement[] | undefined {
  const { statement, span } = command;
  // What stands before it decides whether it runs, and what is opened behind it is not closed yet.
  if (!/^@?$/.test(text.slice(statement.start, span.start)) || /[&|(]/.test(text.slice(span.end, statement.end))) return undefined;
  const offset = endOfLine(text, statement.end);
  const indent = indentationAt(text, statement.start);
  const silent = text[statement.start] === '@' ? '@' : '';
  const eol = lineEndAt(text, offset);
  return [{ span: { start: offset, end: offset }, newText: lines.map((line) => `${eol}${indent}${silent}${line}`).join('') }];
}
