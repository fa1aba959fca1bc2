import type { Span } from '../../core/span.ts';
import type { CmdletParameter } from '../../knowledge/cmdlet.ts';
import type { SyntaxNode } from './tree.ts';
import { unknown, type PsValue } from './value.ts';

/** A parameter as a function or script declares it (about_Functions_Advanced_Parameters). */
export interface Declaration {
  /** The whole declaration. */
  readonly node: SyntaxNode;
  readonly name: string;
  readonly nameSpan: Span;
  readonly aliases: readonly string[];
  /** In lower case and without brackets; absent where none is given. */
  readonly type: string | undefined;
  readonly mandatory: boolean;
  readonly position: number | undefined;
  readonly fromPipeline: boolean;
  readonly default: SyntaxNode | undefined;
  /** What `[ValidateSet(…)]` lists; absent without one. */
  readonly set: readonly SyntaxNode[] | undefined;
}

type TextOf = (span: Span) => string;

/** Reads a `script_parameter`; `undefined` for one that names no variable. */
export function declaration(node: SyntaxNode, textOf: TextOf): Declaration | undefined {
  const variable = node.children.find(({ type }) => type === 'variable');
  if (variable === undefined) return undefined;
  const attributes = node.children.flatMap((child) => (child.type === 'attribute_list' ? child.children : []));
  const named = (name: string): SyntaxNode[] => attributes.filter((each) => textOf(each).slice(1).trimStart().toLowerCase().startsWith(name));
  const args = (name: string): SyntaxNode[] =>
    named(name).flatMap((each) => each.children.flatMap((child) => (child.type === 'attribute_arguments' ? child.children : [])));
  const parameter = args('parameter').map((each) => textOf(each).replace(/\s/g, '').toLowerCase());
  const position = parameter.flatMap((text) => /^position=(\d+)$/.exec(text)?.[1] ?? []);
  const type = attributes.findLast((each) => each.children[0]?.type === 'type_literal');
  const set = named('validateset').length > 0 ? args('validateset').flatMap((each) => (each.children.length === 1 ? each.children : [])) : undefined;
  return {
    node,
    name: textOf(variable).slice(1),
    nameSpan: variable,
    aliases: args('alias').map((each) => textOf(each).replace(/^\W+|(?<!\W)\W+$/g, '')),
    type: type === undefined ? undefined : textOf(type).slice(1, -1).trim().toLowerCase(),
    mandatory: parameter.some((text) => text === 'mandatory' || text === 'mandatory=$true'),
    position: position[0] === undefined ? undefined : Number(position[0]),
    fromPipeline: parameter.some((text) => text.startsWith('valuefrompipeline')),
    default: node.children.find((child) => child.type === 'script_parameter_default')?.children[0],
    set,
  };
}

/** The parameters that a function declares, in their order. */
export function declarations(owner: SyntaxNode, textOf: TextOf): Declaration[] {
  const lists = owner.children.flatMap((child) => {
    if (child.type === 'function_parameter_declaration') return child.children;
    const block = child.type === 'param_block' ? child : child.type === 'script_block' ? child.children.find(({ type }) => type === 'param_block') : undefined;
    return block?.children ?? [];
  });
  return lists
    .filter(({ type }) => type === 'parameter_list')
    .flatMap((list) => list.children)
    .flatMap((each) => (each.type === 'script_parameter' ? (declaration(each, textOf) ?? []) : []));
}

/** The parameters as binding sees them. Without a position of their own they take theirs in order, as long as none has one; switches never do. */
export function asParameters(declared: readonly Declaration[]): CmdletParameter[] {
  const explicit = declared.some(({ position }) => position !== undefined);
  let next = 0;
  return declared.map(({ name, aliases, type, position }): CmdletParameter => {
    const isSwitch = type === 'switch' || type === 'switchparameter' || type === 'system.management.automation.switchparameter';
    const place = explicit ? position : isSwitch ? undefined : next++;
    return { name, aliases, ...(isSwitch && { switch: true as const }), ...(place !== undefined && { position: place }), summary: '' };
  });
}

/** What a parameter of a type holds when it is given a value; unknown where the type may make something else of it. */
export function given(value: PsValue, type: string | undefined, span: Span): PsValue {
  const text = value.kind === 'string' || value.kind === 'number' || (value.kind === 'unknown' && value.possible !== undefined);
  if (type === undefined || /^(?:system\.)?(?:object|management\.automation\.psobject)$|^psobject$|^pscustomobject$/.test(type)) return value;
  if (/^(?:system\.)?string$/.test(type) && text) return value;
  if (/^(?:system\.collections\.)?(?:hashtable|idictionary)$/.test(type) && value.kind === 'hashtable') return value;
  if (/^(?:system\.)?(?:bool|boolean|switch|switchparameter)$/.test(type) && value.kind === 'boolean') return value;
  if (/^(?:system\.)?u?(?:int(?:16|32|64)?|long)$/.test(type) && value.kind === 'number') return value;
  return unknown(span);
}
