import { encloses, trimmed, type Span } from '../../core/span.ts';
import { attributeOf } from '../../knowledge/cmdlet.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { literalOf, type KnownCommand, type ScriptTree } from './tree.ts';

/** Where a parameter's value can be written, and whether that place has quotes around it already. */
export interface WritePlace {
  readonly span: Span;
  readonly quoted: boolean;
}

/**
 * Where a new value of a parameter is written: in the literal that states it, also where a variable holds it. A variable
 * that other parameters get their value from as well keeps it: then the new value takes its place in this command. Returns
 * `undefined` where the value is put together, or comes from a table that others use for something else.
 */
export function placeOfValue(tree: ScriptTree, command: KnownCommand, parameter: BoundParameter): WritePlace | undefined {
  const literal = literalOf(parameter.value);
  if (!literal?.editable) return undefined;
  const inPlace: WritePlace = { span: literal.span, quoted: true };
  const others = usersOf(tree, literal.span).filter((user) => user.start !== command.bound.command.nameSpan.start || user.name !== parameter.name);
  // The same value of several policies is changed for all of them: they must agree anyway.
  if (others.every(({ name }) => name === parameter.name) && (others.length === 0 || attributeOf(command.bound.cmdlet, parameter.name))) return inPlace;
  const argument = command.bound.command.args.find((each) => each.kind === 'value' && each.value === parameter.value);
  return argument && !encloses(argument.span, literal.span) ? { span: argument.span, quoted: false } : undefined;
}

/** Whether a span is a literal of its own, so that replacing it replaces one value and nothing else. */
export function isOwnLiteral(tree: ScriptTree, text: string, { start, end }: Span): boolean {
  // Comments are replaced by the suppression fixes, with the line that they stand on.
  const words = trimmed(text, { start, end });
  if (tree.script?.comments.some((comment) => encloses(comment, words))) return true;
  if (new Set(usersOf(tree, { start, end }).map(({ name }) => name)).size > 1) return false;
  const values = tree.commands.flatMap(({ bound }) => [...bound.parameters.values()].map((parameter) => parameter.value));
  const loose = tree.script?.commands.flatMap(({ args }) => args.flatMap((argument) => (argument.kind === 'value' ? [argument.value] : []))) ?? [];
  return [...values, ...loose].some((value) => states(value, { start, end }));
}

/** The parameters that get their value from a literal, by the command's place and their name. */
function usersOf(tree: ScriptTree, span: Span): { start: number; name: string }[] {
  return tree.commands.flatMap(({ bound }) =>
    [...bound.parameters.values()].flatMap((parameter) =>
      states(parameter.value, span) ? [{ start: bound.command.nameSpan.start, name: parameter.name }] : [],
    ),
  );
}

function states(value: PsValue | undefined, span: Span): boolean {
  if (value?.kind === 'array') return value.items.some((item) => states(item, span));
  if (value?.kind === 'unknown') return value.each?.some((item) => states(item, span)) ?? false;
  const literal = literalOf(value);
  return literal !== undefined && literal.editable && literal.span.start === span.start && literal.span.end === span.end;
}
