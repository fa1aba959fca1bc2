import { overlaps, type Span } from '../../core/span.ts';
import type { Reading } from '../artefact.ts';
import { knownWrites, type SelectedWrite } from '../registry-selection.ts';
import type { ScriptTree } from './tree.ts';

/** The writes of the statements that a span touches; `undefined` where one of them is not known, or a function makes different ones of one statement. */
export function writesInScript({ tree, facts }: Reading<ScriptTree>, span: Span): readonly SelectedWrite[] | undefined {
  const commands = tree.commands.map(({ key, bound: { command } }) => ({ key, span: command.span, nameSpan: command.nameSpan }));
  const statements = [...commands, ...(tree.registry ?? [])].filter((statement) => overlaps(statement.span, span));
  const keys = new Set(statements.map(({ key }) => key));
  const writes = facts.registryWrites.filter(({ key }) => keys.has(key) || keys.has(key.replace(/^((?:command|item)\/\d+)\/.*/, '$1')));
  const concerned = statements.filter(({ key }) => writes.some((write) => write.key === key || write.key.startsWith(`${key}/`)));
  const isOnce = new Set(concerned.map(({ nameSpan }) => nameSpan.start)).size === concerned.length;
  return isOnce ? knownWrites(facts, writes, span) : undefined;
}
