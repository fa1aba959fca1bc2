import type { Span } from '../../core/span.ts';
import type { FunctionBody } from './calls.ts';
import { declarations } from './parameters.ts';
import type { RawCommand } from './raw.ts';
import type { StringLiteral } from './strings.ts';
import type { VariableTable } from './variables.ts';

/** Notes that what a command is given or piped may be what its function or script block changes: `Set-All $p`, `$p | ForEach-Object { $_.X = 1 }`. */
export function noteSharing(commands: readonly RawCommand[], bodies: readonly FunctionBody[], textOf: (span: Span) => string, table: VariableTable): void {
  const changed = table.changedInside();
  const isChanged = (name: string): boolean => changed.has(name.slice(1).toLowerCase());
  const items = ['$_', '$psitem'].filter(isChanged);
  const parameters = new Map<string, string[]>();
  for (const { name, node } of bodies) {
    const own = declarations(node, textOf)
      .map((each) => `$${each.name}`)
      .filter(isChanged);
    parameters.set(name.toLowerCase(), [...(parameters.get(name.toLowerCase()) ?? []), ...own]);
  }
  for (const { name, args, input } of commands) {
    const inside = parameters.get(name?.toLowerCase() ?? '');
    if (input !== undefined && input !== 'unknown') {
      const piped = /^\s*(\$[\w:]+)/.exec(textOf({ start: input.start, end: Math.min(input.end, input.start + 200) }))?.[1];
      if (piped !== undefined) for (const other of [...items, ...(inside ?? [])]) table.alias(piped, other);
    }
    if (inside === undefined) continue;
    for (const argument of args) {
      const given = argument.kind === 'splat' ? [] : (argument.value?.items ?? []);
      for (const item of given) if (item.kind === 'variable') for (const other of inside) table.alias(textOf(item.span), other);
    }
  }
}

/** An assignment in a text. */
const ASSIGNMENT = /\$(?:\w+:)?(\w{1,100})\s{0,20}(?:[-+*/%]|\?\?)?=(?!=)/g;

/** Ways to set a variable through an object that stands for it. */
const VARIABLE_OBJECT = /\bPSVariable\b|\b(?:Get-Variable|gv)\b[^\r\n|;]{0,100}\)\s*\.\s*Value\s*=/i;

/** Notes what neither tree nor commands show: assignments in `$( … )` of a string, and variables as objects. */
export function noteHiddenWrites(text: string, strings: readonly StringLiteral[], table: VariableTable): void {
  if (VARIABLE_OBJECT.test(text)) table.distrust();
  for (const { parts } of strings)
    for (const { kind, span } of parts)
      if (kind === 'subexpression') for (const [, name] of text.slice(span.start, span.end).matchAll(ASSIGNMENT)) table.distrust(`$${name ?? ''}`);
}
