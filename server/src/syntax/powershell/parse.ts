import { trimmed, type Span } from '../../core/span.ts';
import { normalised } from './characters.ts';
import { Calls, type FunctionBody } from './calls.ts';
import { collectVariables } from './collect.ts';
import type { PsArgument, PsCommand, PsScript, PsStaticCall } from './commands.ts';
import { ContextWalker, type Context } from './context.ts';
import { Evaluator } from './evaluate.ts';
import { masked, parseTree } from './grammar.ts';
import type { RawArgument, RawCommand } from './raw.ts';
import { Scanner } from './scanner.ts';
import { Stretches } from './stretches.ts';
import { childAt, type SyntaxNode } from './tree.ts';
import type { PsValue } from './value.ts';
import { variableName, VariableTable } from './variables.ts';
import { noteHiddenWrites, noteSharing } from './sharing.ts';
import { variableWrites } from './variable-writes.ts';

const GROUPS: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'array_expression',
  'hash_literal_expression',
  'sub_expression',
  'script_block_expression',
]);

/**
 * Reads a script. Never fails on any text: what is not understood comes out as unknown values and unreliable commands,
 * and a long text that is no PowerShell as a script without commands.
 *
 * Two readers share the work. The scanner finds commands and their arguments as PowerShell's tokenizer does, and replaces
 * them by words and blanks; the grammar then sees statements, blocks and expressions, which it reads well.
 * @param follows whether a command of this name, where it stands in a function, is read once for each call of that function.
 * @throws Error when `initPowerShell` has not finished.
 */
export function parsePowerShell(text: string, follows: (name: string) => boolean = () => false): PsScript {
  const scanner = new Scanner(normalised(text));
  // Brackets still open are closed behind the end, where it moves no offset: else the grammar gives up on all that stands before them.
  const tree = parseTree(withNewlines(masked(scanner.text, scanner.masks)), scanner.unclosed);
  if (tree === undefined)
    return { text, commands: [], staticCalls: [], comments: scanner.comments, strings: [], functions: [], hasErrors: true, hasUnnamed: true };
  return new ScriptReader(text, scanner, tree).script(follows);
}

/** Runs a block for each object of the pipeline. */
const EACH = /^(?:foreach-object|foreach|%)$/i;
/** What gives `$_` another value in the same block. */
const SETS_ITEM = /\b(?:catch|trap|switch)\b|\$(?:_|psitem)\s*[-+*\/%]?=/i;

/** Whether a command runs code from elsewhere in the script's own scope: `. file` (about_Scripts) or Invoke-Expression. */
function runsOtherCode({ start, nameSpan, name }: RawCommand, text: string): boolean {
  return (text[start] === '.' && nameSpan.start > start) || /^(invoke-expression|iex)$/i.test(name ?? '');
}

class ScriptReader {
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #tree: SyntaxNode;
  readonly #contexts = new Map<SyntaxNode, Context>();
  readonly #commandNodes = new Map<number, SyntaxNode>();
  readonly #errors = new Stretches();
  readonly #staticCalls: SyntaxNode[] = [];
  readonly #variables = new VariableTable();
  readonly #evaluator: Evaluator;
  readonly #calls: Calls;

  constructor(text: string, scanner: Scanner, tree: SyntaxNode) {
    this.#text = text;
    this.#scanner = scanner;
    this.#tree = tree;
    const groups = new Map<number, SyntaxNode>();
    const textOf = (span: Span): string => text.slice(span.start, span.end);
    const bodies: FunctionBody[] = [];
    let opened: SyntaxNode | undefined;
    const functions = new Map(scanner.functions.map((item) => [item.span.start, item.name]));
    new ContextWalker(scanner.blockOwners, scanner.functions, textOf).walk(tree, (node, context) => {
      this.#contexts.set(node, context);
      if (node.type === 'command') this.#commandNodes.set(node.start, node);
      if (node.type === 'ERROR') this.#errors.add(node);
      if (node.type === 'invokation_expression' && node.children[0]?.type === 'type_literal') this.#staticCalls.push(node);
      // What is visited next is the first thing in the function.
      if (opened) bodies.push({ node: opened, name: functions.get(opened.start) ?? '', inside: context });
      opened = node.type === 'function_statement' ? node : undefined;
      if (GROUPS.has(node.type)) groups.set(node.start, node);
      collectVariables(node, context, textOf, this.#variables);
    });
    for (const command of scanner.commands) {
      const context = this.#contextOf(command);
      if (runsOtherCode(command, text)) this.#variables.disturb(command.start, context);
      this.#noteWrites(command, context);
      this.#notePipe(command, context);
    }
    noteSharing(scanner.commands, bodies, textOf, this.#variables);
    noteHiddenWrites(text, scanner.strings, this.#variables);
    const literals = new Map(scanner.strings.map((literal) => [literal.span.start, literal]));
    this.#evaluator = new Evaluator({ text, literals, groups, contexts: this.#contexts, variables: this.#variables });
    this.#calls = new Calls(bodies, scanner.commands, {
      textOf,
      contextOf: (raw) => this.#contextOf(raw),
      evaluator: this.#evaluator,
      read: (raw, evaluator) => this.#command(raw, evaluator),
    });
  }

  /** `'a', 'b' | ForEach-Object { … }`, which has one block and nothing else. */
  #notePipe({ name, input, args }: RawCommand, context: Context): void {
    const [only, more] = args;
    if (!EACH.test(name ?? '') || typeof input !== 'object' || only?.kind !== 'value' || more || only.value.array) return;
    const { start, end } = only.value.span;
    const list = this.#nodeAt(input);
    if (list && this.#text[start] === '{' && !SETS_ITEM.test(this.#text.slice(start, end))) this.#variables.addPipe({ block: { start, end }, list, context });
  }

  script(follows: (name: string) => boolean): PsScript {
    const { comments, functions, broken, tooDeep } = this.#scanner;
    const strings = [...this.#scanner.strings].sort((a, b) => a.span.start - b.span.start);
    const commands = this.#scanner.commands.flatMap((raw) => {
      const command = this.#command(raw, this.#evaluator);
      const runs = command?.functionName !== undefined && follows(command.name) ? this.#calls.runsOf(raw) : [];
      return command ? [runs.length > 0 ? { ...command, runs } : command] : [];
    });
    // A block that is called where it stands has commands of its own.
    const hasUnnamed = this.#scanner.commands.some(({ name, nameSpan }) => (name ?? '') === '' && this.#text[nameSpan.start] !== '{');
    const staticCalls = this.#staticCalls.flatMap((node) => this.#staticCall(node) ?? []);
    return {
      text: this.#text,
      commands,
      staticCalls,
      comments,
      strings,
      functions,
      hasErrors: broken || this.#tree.error,
      hasUnnamed,
      ...(tooDeep && { tooDeep }),
    };
  }

  #staticCall(node: SyntaxNode): PsStaticCall | undefined {
    const [type, member, list] = node.children;
    const context = this.#contexts.get(node);
    if (type === undefined || member === undefined || list?.type !== 'argument_list' || context === undefined) return undefined;
    const args = list.children.flatMap((child) => (child.type === 'argument_expression_list' ? child.children : [child]));
    const span = { start: node.start, end: node.end };
    return {
      type: this.#text.slice(type.start + 1, type.end - 1).replace(/\s/g, ''),
      method: this.#text.slice(member.start, member.end).trim(),
      nameSpan: trimmed(this.#text, member),
      span,
      args: args.map((arg) => ({ value: this.#evaluator.node(arg, context), span: trimmed(this.#text, arg) })),
      branch: context.branch,
      ...(context.functionName === undefined ? {} : { functionName: context.functionName }),
      remote: context.remote,
      reliable: !node.error && !context.insideError && !this.#errors.touch(span),
    };
  }

  /** Notes the variables that a command gives values by their names. */
  #noteWrites(command: RawCommand, context: Context): void {
    const writes = variableWrites(command, this.#text);
    if (writes === undefined) return;
    for (const name of writes.names) {
      if (writes.elsewhere) this.#variables.distrust(name);
      else this.#variables.add(variableName(name), { kind: 'change', span: command.nameSpan, context });
    }
    if (writes.any && writes.elsewhere) this.#variables.distrust();
    else if (writes.any) this.#variables.disturb(command.start, context);
  }

  #command(raw: RawCommand, evaluator: Evaluator): PsCommand | undefined {
    if (raw.name === undefined || raw.name === '') return undefined;
    const qualified = /^([A-Za-z][\w.]*)\\([\w-]+)$/.exec(raw.name);
    const node = this.#commandNodes.get(raw.start);
    const context = this.#contextOf(raw);
    const span = { start: raw.start, end: raw.end };
    const reliable =
      !raw.broken && node !== undefined && !node.error && !context.insideError && !this.#errors.touch({ start: span.start - 1, end: span.end + 1 });
    const input = this.#input(raw.input, context, evaluator);
    return {
      name: qualified?.[2] ?? raw.name,
      ...(qualified?.[1] === undefined ? {} : { module: qualified[1] }),
      nameSpan: raw.nameSpan,
      span,
      args: raw.args.map((argument) => this.#argument(argument, context, evaluator)),
      ...(input === undefined ? {} : { input }),
      branch: context.branch,
      ...(context.functionName === undefined ? {} : { functionName: context.functionName }),
      remote: context.remote,
      reliable,
    };
  }

  #argument(raw: RawArgument, context: Context, evaluator: Evaluator): PsArgument {
    if (raw.kind === 'value') return { kind: 'value', value: evaluator.list(raw.value, context), span: raw.value.span };
    if (raw.kind === 'parameter') {
      const name = this.#text.slice(raw.nameSpan.start, raw.nameSpan.end);
      const value = raw.value === undefined ? {} : { value: evaluator.list(raw.value, context) };
      return { kind: 'parameter', name, span: raw.span, nameSpan: raw.nameSpan, ...value };
    }
    const name = this.#text.slice(raw.span.start + 1, raw.span.end);
    return { kind: 'splat', name, span: raw.span, value: evaluator.variable(raw.span, context) };
  }

  #input(input: RawCommand['input'], context: Context, evaluator: Evaluator): PsValue | undefined {
    if (input === undefined) return undefined;
    if (input === 'unknown') return { kind: 'unknown', span: { start: 0, end: 0 } };
    const node = this.#nodeAt(input);
    return node === undefined ? { kind: 'unknown', span: input } : evaluator.node(node, context);
  }

  /** The outermost node that starts with a span and lies in it. */
  #nodeAt(span: Span): SyntaxNode | undefined {
    let node: SyntaxNode | undefined = this.#tree;
    while (node !== undefined && (node.start !== span.start || node.end > span.end)) {
      node = childAt(node, span.start);
    }
    return node;
  }

  /** The context of a command; where the tree has no such command, that of what surrounds it. */
  #contextOf(raw: RawCommand): Context {
    let node = this.#commandNodes.get(raw.start) ?? this.#tree;
    for (let inner: SyntaxNode | undefined = node; inner !== undefined && node.type !== 'command'; inner = childAt(inner, raw.start)) node = inner;
    const context = this.#contexts.get(node);
    if (context === undefined) throw new Error('a node of the tree was not visited');
    return context;
  }
}

/** A CR that stands alone ends a line for PowerShell, but not for the grammar. */
function withNewlines(text: string): string {
  return text.replace(/\r(?!\n)/g, '\n');
}
