import { encloses, type Span } from '../../core/span.ts';
import type { PsArgument } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import type { Reading } from '../artefact.ts';
import type { ValueUse } from '../editing.ts';
import { argumentSpan, literalOf, parameterTables, type ScriptTree } from './tree.ts';

/** What stands between a name and its value. */
const SIGN = /^['"]?\s*[=:]?\s*/;

/**
 * Every place in the commands of the catalogue that takes its value from a text elsewhere: `@p` from the hashtable, `$group` from the
 * string. One that conditions decide on takes it from several.
 */
export function valueUses({ file, tree }: Reading<ScriptTree>): ValueUse[] {
  const uses = new Map<string, ValueUse>();
  const add = (whole: Span, value: PsValue | undefined): void => {
    const span = { start: whole.end - file.text.slice(whole.start, whole.end).replace(SIGN, '').length, end: whole.end };
    for (const source of sourcesOf(value)) {
      // What states itself is no use of another place.
      if (!encloses(span, source) && !encloses(source, span)) uses.set(`${span.start} ${source.start}`, { span, source });
    }
  };
  for (const { bound } of tree.commands) {
    for (const argument of bound.command.args) add(spanOf(argument, file.text), argument.value);
    for (const { entries } of parameterTables(bound.command)) for (const { span, keySpan, value } of entries) add({ start: keySpan.end, end: span.end }, value);
  }
  return [...uses.values()].sort((a, b) => a.span.start - b.span.start || a.source.start - b.source.start);
}

/** Without the name of the parameter before the colon. */
function spanOf(argument: PsArgument, text: string): Span {
  const { start, end } = argumentSpan(argument, text);
  return argument.kind === 'parameter' ? { start: argument.nameSpan.end, end } : { start, end };
}

function sourcesOf(value: PsValue | undefined): Span[] {
  if (!value) return [];
  if (value.kind === 'unknown') return (value.candidates ?? []).flatMap((candidate) => sourcesOf(candidate.value));
  if (value.kind === 'hashtable') return [value.span];
  if (value.kind === 'array') return value.items.flatMap(sourcesOf);
  const literal = literalOf(value);
  return literal ? [literal.span] : [];
}
