import type { Span } from '../../core/span.ts';
import { trimmed } from '../../core/span.ts';
import type { Context } from './context.ts';
import type { RawList, RawValue } from './raw.ts';
import { literalText, type StringLiteral } from './strings.ts';
import type { SyntaxNode } from './tree.ts';
import { chosenBlocks } from './chosen.ts';
import { declaration, given } from './parameters.ts';
import { joined, oneOf } from './possible.ts';
import { changedLater, membersOf } from './table-changes.ts';
import { numberOf, unknown, type PsEntry, type PsValue } from './value.ts';
import { variableName, type Modification, type VariableName, type VariableTable } from './variables.ts';

/** Nested deeper than this a value is not looked into: no script states a parameter that way. */
const MAX_DEPTH = 60;

/** A longer text is not put together: nothing that is read here is. */
const MAX_TEXT = 100_000;

/** Casts that leave what can be known of a value as it is; the value keeps its form before the cast. */
const CASTS =
  /^(?:string|object|psobject|pscustomobject|ordered|hashtable|array|xml|xmldocument|u?int(?:16|32|64)?|u?long|u?short|s?byte|double|decimal|single|float|ipaddress|guid|uri|version|switch|switchparameter)(?:\[\])?$/;

/** Statements behind which a round may be over. */
const LEAVES = /\b(?:continue|break|return|exit|throw)\b/i;

/** Enumerations whose members are read. */
const ENUMERATION = /^\[\s*(?:System\.)?(?:Microsoft\.Win32\.)?RegistryValueKind\s*\]$/i;

/** What the texts of a script and its tree tell an evaluator. */
export interface Sources {
  /** The text as written. */
  readonly text: string;
  /** Strings by their start. */
  readonly literals: ReadonlyMap<number, StringLiteral>;
  /** Bracketed expressions of the tree by their start. */
  readonly groups: ReadonlyMap<number, SyntaxNode>;
  readonly contexts: ReadonlyMap<SyntaxNode, Context>;
  readonly variables: VariableTable;
}

/** What a call gives the parameters of a function, by the start of their declarations. */
export type Bindings = ReadonlyMap<number, PsValue | 'default'>;

/** Finds out what expressions hold, as far as the text alone tells. */
export class Evaluator {
  readonly #sources: Sources;
  readonly #text: string;
  readonly #literals: ReadonlyMap<number, StringLiteral>;
  readonly #groups: ReadonlyMap<number, SyntaxNode>;
  readonly #variables: VariableTable;
  readonly #bindings: Bindings;
  /** Values of variables by the place that reads them: each is worked out once, and one that reads itself is unknown. */
  readonly #read = new Map<number, PsValue>();
  /** Hashtables that are written out, which many commands may be given. */
  readonly #tables = new Map<SyntaxNode, PsValue>();
  #depth = 0;

  /** @param bindings what is known of parameters; of all others only the declaration is. */
  constructor(sources: Sources, bindings: Bindings = new Map()) {
    this.#sources = sources;
    this.#text = sources.text;
    this.#literals = sources.literals;
    this.#groups = sources.groups;
    this.#variables = sources.variables;
    this.#bindings = bindings;
  }

  /** The same script, inside a call that gives parameters these values. */
  inCall(bindings: Bindings): Evaluator {
    return new Evaluator(this.#sources, new Map([...this.#bindings, ...bindings]));
  }

  /** The value of an argument. */
  list(list: RawList, context: Context): PsValue {
    const values = list.items.map((item) => this.#raw(item, context));
    const [first] = values;
    return list.array || first === undefined ? { kind: 'array', items: values, span: list.span } : first;
  }

  /** The value a variable holds where it is used; spans are those of the assignment. Unknown values keep the span of the use. */
  variable(span: Span, context: Context): PsValue {
    const written = variableName(this.#text.slice(span.start, span.end));
    if (written.scope === undefined) {
      if (written.name === 'true' || written.name === 'false') return { kind: 'boolean', value: written.name === 'true', span };
      if (written.name === 'null') return { kind: 'null', span };
    }
    const known = this.#read.get(span.start);
    if (known !== undefined) return known;
    this.#read.set(span.start, unknown(span));
    const value = this.#value(written, span, context);
    this.#read.set(span.start, value);
    return value;
  }

  #value(written: VariableName, span: Span, context: Context): PsValue {
    const definition = this.#variables.definition(written, span.start, context);
    if (definition === undefined) return this.#candidates(span, context);
    const [assignment] = definition.assignments;
    const valueOf = (event: Modification): PsValue => (event.value ? this.node(event.value, event.context) : unknown(event.span));
    const use = { at: span.start, flow: context.flow, loops: context.loops, valueOf };
    if (assignment !== undefined && definition.assignments.length === 1) {
      const value = this.#assigned(assignment);
      if (value.kind === 'unknown') return { ...unknown(span, value.partial), ...(value.possible && { possible: value.possible }) };
      if (definition.members.length === 0) return value;
      // Methods of the same names exist on values that cannot change, such as Remove on a string.
      if (value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean') return value;
      return value.kind === 'hashtable' ? changedLater(value, assignment, definition.members, use) : unknown(span);
    }
    const values = definition.assignments.map((each) => ({ each, value: this.#assigned(each) }));
    const tables = values.flatMap(({ each, value }) => {
      if (value.kind !== 'hashtable') return [];
      return [{ value: changedLater(value, each, membersOf(each, definition), use), branch: each.context.branch }];
    });
    if (tables.length > 0 && tables.length === values.length) return { ...unknown(span), candidates: tables };
    const value =
      definition.members.length > 0
        ? unknown(span)
        : oneOf(
            span,
            values.map((item) => item.value),
          );
    return value.kind === 'unknown' && !value.possible ? this.#candidates(span, context) : value;
  }

  /** What an assignment gives its variable. */
  #assigned({ kind, span, context, value: node }: Modification): PsValue {
    if (node === undefined) return unknown(span);
    if (kind === 'parameter') return this.#parameter(node, context);
    const value = this.node(node, context);
    if (kind === 'assign') return value;
    const name = /^(?:\s*\[[^\]]*\])*\s*(\$\{[^}]*\}|\$[\w:]+)/.exec(this.#text.slice(span.start, Math.min(span.end, span.start + 300)));
    const before = name?.[1] === undefined ? undefined : this.#before(name[1], span, context);
    return kind === 'join' && before?.kind === 'hashtable' && value.kind === 'hashtable' ? joined(span, before, value) : unknown(span);
  }

  /** What a variable holds in front of a statement that changes it. */
  #before(name: string, { start }: Span, context: Context): PsValue {
    if (this.#depth >= MAX_DEPTH) return unknown({ start, end: start });
    this.#depth++;
    try {
      return this.#value(variableName(name), { start, end: start + name.length }, context);
    } finally {
      this.#depth--;
    }
  }

  /** What a parameter is: what the call says; else one of its ValidateSet, or its default. */
  #parameter(node: SyntaxNode, context: Context): PsValue {
    const declared = declaration(node, (span) => this.#text.slice(span.start, span.end));
    if (declared === undefined) return unknown(node);
    const { nameSpan, type, mandatory, set } = declared;
    const place = { start: nameSpan.start, end: nameSpan.end };
    const bound = this.#bindings.get(node.start);
    if (bound !== undefined && bound !== 'default') return given(bound, type, place);
    const fallback = declared.default && !mandatory ? given(this.node(declared.default, context), type, place) : undefined;
    if (bound === 'default') return fallback ?? unknown(place);
    if (set) {
      const listed = oneOf(place, [...(fallback ? [fallback] : []), ...set.map((each) => this.node(each, context))]);
      const values = listed.kind === 'unknown' ? listed.possible?.values : listed.kind === 'string' ? [listed] : undefined;
      return values === undefined || type?.endsWith(']') === true ? unknown(place) : { ...unknown(place), possible: { why: 'parameter', values } };
    }
    const values =
      fallback?.kind === 'string' || fallback?.kind === 'number' ? [fallback] : fallback?.kind === 'unknown' ? fallback.possible?.values : undefined;
    return values === undefined ? unknown(place) : { ...unknown(place), possible: { why: 'default', values } };
  }

  #candidates(span: Span, context: Context): PsValue {
    const written = variableName(this.#text.slice(span.start, span.end));
    const found = this.#variables
      .candidates(written, span.start, context)
      .flatMap((item) => (item.value === undefined ? [] : [{ value: this.node(item.value, item.context), branch: item.context.branch }]));
    const known = found.filter(({ value }) => value.kind !== 'unknown');
    return known.length === 0 ? this.#each(span, context) : { ...unknown(span), candidates: known };
  }

  /** The variable of a `foreach`, or of a pipeline, which holds each item of the list in its turn. */
  #each(span: Span, context: Context): PsValue {
    const written = variableName(this.#text.slice(span.start, span.end));
    const loop = this.#variables.loopAround(written, span.start, context) ?? this.#variables.pipeAround(written, span.start, context);
    // What decides in the loop, or leaves a round of it, may keep items from getting here.
    if (!loop || context.branch.length > loop.context.branch.length) return unknown(span);
    if (LEAVES.test(this.#text.slice('block' in loop ? loop.block.start : loop.list.end, span.start))) return unknown(span);
    const list = this.node(loop.list, loop.context);
    return list.kind === 'unknown' ? unknown(span) : { ...unknown(span), each: list.kind === 'array' ? list.items : [list] };
  }

  /** The value of an expression of the tree. */
  node(node: SyntaxNode, context: Context): PsValue {
    if (this.#depth >= MAX_DEPTH || node.error) return unknown(this.#span(node));
    this.#depth++;
    try {
      return this.#expression(node, context);
    } finally {
      this.#depth--;
    }
  }

  #span(node: SyntaxNode): Span {
    return trimmed(this.#text, { start: node.start, end: node.end });
  }

  #raw(raw: RawValue, context: Context): PsValue {
    if (raw.kind === 'string') return this.#string(raw.literal, context);
    if (raw.kind === 'variable') return this.variable(raw.span, context);
    const node = raw.kind === 'group' ? this.#groups.get(raw.span.start) : undefined;
    return node === undefined ? unknown(raw.span) : this.node(node, context);
  }

  #expression(node: SyntaxNode, context: Context): PsValue {
    const [first, second] = node.children;
    const span = this.#span(node);
    const literal = this.#literals.get(node.start);
    if (literal !== undefined && /string|integer/.test(node.type)) return this.#string(literal, context);
    switch (node.type) {
      case 'variable':
        return this.variable(span, context);
      case 'decimal_integer_literal':
      case 'real_literal':
        return this.#number(span);
      case 'parenthesized_expression':
      case 'sub_expression':
      case 'statement_list':
      case 'argument_expression':
        return first !== undefined && second === undefined ? this.node(first, context) : unknown(span);
      case 'array_expression':
        return this.#array(node, context);
      case 'array_literal_expression':
        return { kind: 'array', items: node.children.map((child) => this.node(child, context)), span };
      case 'expression_with_unary_operator':
        return this.#unary(node, context);
      case 'cast_expression':
        return this.#cast(node, context);
      case 'hash_literal_expression':
        return this.#table(node, context);
      case 'additive_expression':
        return this.#concatenation(node, context);
      case 'member_access':
        return this.#member(node);
      case 'if_statement':
      case 'switch_statement':
        return this.#chosen(node);
      default:
        return unknown(span);
    }
  }

  #number(span: Span): PsValue {
    const text = this.#text.slice(span.start, span.end);
    const value = numberOf(text);
    return value === undefined ? unknown(span) : { kind: 'number', value, text, span };
  }

  #string(literal: StringLiteral, context: Context): PsValue {
    const { span, inner, quote } = literal;
    if (quote === 'none') {
      const number = this.#number(span);
      if (number.kind === 'number') return number;
    }
    let computed = false;
    const { text, complete } = literalText(this.#text, literal, (part) => {
      computed = true;
      const value = part.kind === 'variable' ? this.variable(part.span, context) : undefined;
      if (value?.kind === 'string') return value.value;
      return value?.kind === 'number' ? value.text : undefined;
    });
    if (!complete || text.length > MAX_TEXT) return unknown(span, text.slice(0, MAX_TEXT));
    return { kind: 'string', value: text, span, inner, quote, editable: !computed };
  }

  /** `@( … )`: what its statements give, as one array. */
  #array(node: SyntaxNode, context: Context): PsValue {
    const statements = node.children
      .flatMap((child) => (child.type === 'statement_list' ? child.children : [child]))
      .filter((child) => child.type !== 'empty_statement');
    const values = statements.map((child) => this.node(child, context));
    const span = this.#span(node);
    // A statement whose result is not known may give any number of items.
    if (values.some((value, index) => value.kind === 'unknown' && !/string|variable/.test(statements[index]?.type ?? ''))) return unknown(span);
    return { kind: 'array', items: values.flatMap((value) => (value.kind === 'array' ? value.items : [value])), span };
  }

  #unary(node: SyntaxNode, context: Context): PsValue {
    const [operand] = node.children;
    const span = this.#span(node);
    if (operand === undefined) return unknown(span);
    const operator = this.#text.slice(node.start, operand.start).trim();
    const value = this.node(operand, context);
    if (operator === ',') return { kind: 'array', items: [value], span };
    if (operator === '' || value.kind !== 'number') return operator === '' ? value : unknown(span);
    return this.#number(span);
  }

  #cast(node: SyntaxNode, context: Context): PsValue {
    const [type, operand] = node.children;
    const span = this.#span(node);
    if (type === undefined || operand === undefined) return unknown(span);
    const cast = this.#text
      .slice(type.start + 1, type.end - 1)
      .replace(/\s/g, '')
      .toLowerCase()
      .replace(/^system\.(?:management\.automation\.|xml\.|net\.)?/, '');
    const value = this.node(operand, context);
    if (value.kind === 'unknown') {
      const candidates = CASTS.test(cast) ? value.candidates?.map((candidate) => ({ ...candidate, value: { ...candidate.value, cast } })) : undefined;
      const possible = cast === 'string' ? value.possible : undefined;
      return { ...unknown(span, candidates ? undefined : value.partial), ...(candidates && { candidates }), ...(possible && { possible }) };
    }
    return CASTS.test(cast) || (cast === 'bool' && value.kind === 'boolean') ? { ...value, cast } : unknown(span);
  }

  /** `[Microsoft.Win32.RegistryValueKind]::DWord`: a member of an enumeration stands for its name. */
  #member(node: SyntaxNode): PsValue {
    const span = this.#span(node);
    const [type, member] = node.children;
    const name = type?.type === 'type_literal' ? ENUMERATION.exec(this.#text.slice(type.start, type.end)) : null;
    if (name === null || member === undefined) return unknown(span);
    const inner = this.#span(member);
    const value = this.#text.slice(inner.start, inner.end);
    return /^\w+$/.test(value) ? { kind: 'string', value, span, inner, quote: 'none', editable: true, cast: 'registryvaluekind' } : unknown(span);
  }

  #concatenation(node: SyntaxNode, context: Context): PsValue {
    const [left, right] = node.children;
    const span = this.#span(node);
    if (left === undefined || right === undefined || this.#text.slice(left.end, right.start).trim() !== '+') return unknown(span);
    const first = this.node(left, context);
    const second = this.node(right, context);
    if (first.kind === 'hashtable' && second.kind === 'hashtable') return joined(span, first, second);
    if (first.kind !== 'string') return unknown(span, first.kind === 'unknown' ? first.partial : undefined);
    if (second.kind !== 'string' && second.kind !== 'number') return unknown(span, first.value);
    return { kind: 'string', value: first.value + (second.kind === 'string' ? second.value : second.text), span, inner: span, quote: 'none', editable: false };
  }

  #table(node: SyntaxNode, context: Context): PsValue {
    const known = this.#tables.get(node);
    if (known !== undefined) return known;
    const value = this.#hashtable(node, context);
    this.#tables.set(node, value);
    return value;
  }

  #hashtable(node: SyntaxNode, context: Context): PsValue {
    const span = this.#span(node);
    const entries: PsEntry[] = [];
    for (const entry of node.children.flatMap((child) => (child.type === 'hash_literal_body' ? child.children : [child]))) {
      const [keyNode, valueNode] = entry.children;
      const key = keyNode?.type === 'key_expression' ? this.#key(keyNode, context) : undefined;
      if (key === undefined) return unknown(span);
      const value = valueNode === undefined ? unknown({ start: entry.end, end: entry.end }) : this.node(valueNode, context);
      entries.push({
        key: key.text,
        keySpan: key.span,
        span: { start: key.start, end: valueNode === undefined ? this.#span(entry).end : this.#span(valueNode).end },
        value,
      });
    }
    return { kind: 'hashtable', entries, span };
  }

  #key(node: SyntaxNode, context: Context): { text: string; span: Span; start: number } | undefined {
    const [name] = node.children;
    const span = this.#span(node);
    if (name === undefined || name.type === 'simple_name') return { text: this.#text.slice(span.start, span.end), span, start: span.start };
    const value = this.node(name, context);
    if (value.kind === 'number') return { text: value.text, span, start: span.start };
    return value.kind === 'string' && value.editable ? { text: value.value, span: value.inner, start: span.start } : undefined;
  }

  /** What an `if` or `switch` gives where it stands for a value: one of what its blocks give, when one of them runs in any case. */
  #chosen(node: SyntaxNode): PsValue {
    const span = this.#span(node);
    const blocks = chosenBlocks(node, (each) => this.#text.slice(each.start, each.end));
    if (blocks === undefined) return unknown(span);
    const values = blocks.flatMap((block) => {
      const statements = block.children
        .flatMap((child) => (child.type === 'statement_list' ? child.children : [child]))
        .filter((child) => child.type !== 'empty_statement' && !/^break\b/i.test(this.#text.slice(child.start, child.end)));
      const [only] = statements;
      if (statements.some(({ type }) => type === 'flow_control_statement')) return [];
      const context = only && this.#sources.contexts.get(only);
      return [only && context && statements.length === 1 ? this.node(only, context) : unknown(span)];
    });
    return oneOf(span, values);
  }
}
