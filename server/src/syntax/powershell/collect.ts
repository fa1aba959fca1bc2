import type { Span } from '../../core/span.ts';
import { variablesIn } from './aliases.ts';
import type { Context } from './context.ts';
import type { SyntaxNode } from './tree.ts';
import { variableName, type Modification, type VariableTable } from './variables.ts';

/** Methods that change the dictionary or list they are called on. */
const MUTATORS: ReadonlySet<string> = new Set(['add', 'addrange', 'clear', 'insert', 'remove', 'removeat', 'set_item', 'sort', 'reverse', 'push', 'enqueue']);

/** Reads the source text of a node. */
export type TextOf = (span: Span) => string;

/** Notes in the table what a node does to variables. Called for each node of a tree. */
export function collectVariables(node: SyntaxNode, context: Context, textOf: TextOf, table: VariableTable): void {
  const [first] = node.children;
  switch (node.type) {
    case 'script_parameter':
      for (const child of node.children) if (child.type === 'variable') table.addParameter(textOf(child), context, node);
      return;
    case 'class_method_parameter':
      for (const child of node.children) if (child.type === 'variable') table.addParameter(textOf(child), context);
      return;
    case 'foreach_statement':
    case 'post_increment_expression':
    case 'post_decrement_expression':
    case 'pre_increment_expression':
    case 'pre_decrement_expression': {
      const variable = node.children.find((child) => child.type === 'variable');
      if (variable !== undefined) change(variable, variable, context, textOf, table);
      else if (first !== undefined) inside(first, node, context, textOf, table);
      if (node.type === 'foreach_statement') eachOf(node, context, textOf, table);
      return;
    }
    case 'cast_expression':
      if (first !== undefined && textOf(first).toLowerCase() === '[ref]')
        for (const child of node.children) if (child.type === 'variable') change(child, node, context, textOf, table);
      return;
    case 'assignment_expression':
      assignment(node, context, textOf, table);
      return;
    case 'invokation_expression':
      call(node, context, textOf, table);
  }
}

/** The variable of a loop holds the items of a list, or the one thing that stands for a list. */
function eachOf({ start, end, children: [variable, list] }: SyntaxNode, context: Context, textOf: TextOf, table: VariableTable): void {
  if (variable?.type !== 'variable' || list === undefined || list.type === 'statement_block') return;
  table.addLoop(textOf(variable), { span: { start, end }, variable, list, context });
  for (const source of variablesIn(list, textOf)) table.alias(textOf(variable), textOf(source));
}

/** Notes that a variable may hold, or keep in what it holds, what others hold. */
function shares(target: SyntaxNode | undefined, value: SyntaxNode | undefined, textOf: TextOf, table: VariableTable): void {
  const holder = target && rootVariable(target);
  if (holder && value) for (const source of variablesIn(value, textOf)) table.alias(textOf(holder), textOf(source));
}

function change(variable: SyntaxNode, span: Span, context: Context, textOf: TextOf, table: VariableTable): void {
  table.add(variableName(textOf(variable)), { kind: 'change', span, context });
}

function assignment(node: SyntaxNode, context: Context, textOf: TextOf, table: VariableTable): void {
  const [target, operator, value] = node.children;
  if (target === undefined || operator === undefined) return;
  const plain = textOf(operator) === '=';
  const span = { start: node.start, end: node.end };
  const left = target.type === 'cast_expression' ? target.children.at(-1) : target;
  shares(left, value, textOf, table);
  if (left?.type === 'variable') {
    const keeps = target.type !== 'cast_expression' || value === undefined || keepsValue(textOf(target.children[0] ?? target), textOf(value));
    if (keeps && textOf(operator) === '+=') table.add(variableName(textOf(left)), { kind: 'join', span, context, value });
    else if (!plain || !keeps) change(left, span, context, textOf, table);
    else table.add(variableName(textOf(left)), { kind: 'assign', span, context, value });
  } else if (left?.type === 'member_access' || left?.type === 'element_access') {
    entry(left, { span, context, value: plain ? value : undefined }, textOf, table);
  } else {
    // Several targets, as in `$a, $b = …`: which gets what is not looked into.
    for (const child of left?.children ?? []) {
      if (child.type === 'variable') change(child, span, context, textOf, table);
      else inside(child, span, context, textOf, table);
    }
  }
}

/** Notes that something in what a variable holds changes in a way that is not followed. */
function inside(target: SyntaxNode, { start, end }: Span, context: Context, textOf: TextOf, table: VariableTable): void {
  const variable = rootVariable(target);
  if (variable !== undefined) table.add(variableName(textOf(variable)), { kind: 'opaque', span: { start, end }, context });
}

/** `$h.Key = value` and `$h['Key'] = value`. */
function entry(target: SyntaxNode, { span, context, value }: Pick<Modification, 'span' | 'context' | 'value'>, textOf: TextOf, table: VariableTable): void {
  const variable = rootVariable(target);
  if (variable === undefined) return;
  const key = variable === target.children[0] && value !== undefined ? memberKey(target, textOf) : undefined;
  table.add(variableName(textOf(variable)), key === undefined ? { kind: 'opaque', span, context } : { kind: 'member', span, context, value, key });
}

/** Whether a typed variable holds what is assigned to it, and not what the type makes of it: `[int]$v = '1'` holds a number. */
function keepsValue(type: string, value: string): boolean {
  const name = type.slice(1, -1).toLowerCase();
  if (/^(string|object|psobject|pscustomobject|hashtable|(system\.collections\.)?specialized\.ordereddictionary)$/.test(name)) return true;
  if (/^(u?int(16|32|64)?|long|byte)$/.test(name)) return /^\s*(0x[\da-f]+|\d+)\s*$/i.test(value);
  return /^(bool|boolean|switch)$/.test(name) && /^\s*\$(true|false)\s*$/i.test(value);
}

/** `$h.Add('Key', value)` sets an entry, `$h.Remove('Key')` and `$h.Clear()` take them away; any other changing method is opaque. */
function call(node: SyntaxNode, context: Context, textOf: TextOf, table: VariableTable): void {
  const [target, member, list] = node.children;
  const variable = target === undefined ? undefined : rootVariable(target);
  if (variable === undefined || member === undefined || !MUTATORS.has(textOf(member).toLowerCase())) return;
  const values = list?.children.flatMap((child) => (child.type === 'argument_expression_list' ? child.children : [child])) ?? [];
  const span = { start: node.start, end: node.end };
  const change = variable === target ? entryChange(textOf(member).toLowerCase(), values, textOf) : undefined;
  table.add(variableName(textOf(variable)), change ? { kind: 'member', span, context, ...change } : { kind: 'opaque', span, context });
}

function entryChange(method: string, [key, value, ...more]: readonly SyntaxNode[], textOf: TextOf): Pick<Modification, 'key' | 'value'> | undefined {
  if (more.length > 0) return undefined;
  if (method === 'clear') return key === undefined ? {} : undefined;
  if (key === undefined || !key.type.includes('string') || textOf(key).includes('$')) return undefined;
  if (method === 'add' && value !== undefined) return { key: quotedKey(key, textOf), value };
  return method === 'remove' && value === undefined ? { key: quotedKey(key, textOf) } : undefined;
}

function rootVariable(node: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = node;
  while (at?.type === 'member_access' || at?.type === 'element_access' || at?.type === 'invokation_expression') at = at.children[0];
  return at?.type === 'variable' ? at : undefined;
}

/** The key in `$h.Key` or `$h['Key']`, when it is written out. */
function memberKey(node: SyntaxNode, textOf: TextOf): { text: string; span: Span } | undefined {
  const member = node.children[1];
  const inner = member?.type === 'member_name' ? member.children[0] : member;
  if (inner === undefined) return undefined;
  if (inner.type === 'simple_name') return { text: textOf(inner), span: inner };
  return inner.type.includes('string') && !textOf(inner).includes('$') ? quotedKey(inner, textOf) : undefined;
}

function quotedKey(node: SyntaxNode, textOf: TextOf): { text: string; span: Span } {
  const span = { start: node.start + 1, end: node.end - 1 };
  return { text: textOf(span), span };
}
