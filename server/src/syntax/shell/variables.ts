import { lastAtOrBefore } from '../../core/search.ts';
import type { Span } from '../../core/span.ts';
import { parseShell, type ShellCommand, type ShellScript, type VariableUse } from './script.ts';

/** What the variables of a script surely hold. */
export interface ShellVariables {
  /**
   * A stretch of the script as the shell hands it on.
   *
   * @param here whether the shell hands on here-documents alone
   * @returns `undefined` where nothing is filled in, or not everything that is filled in is known
   */
  expanded(span: Span, here: boolean): string | undefined;
}

/** A value that is one word wherever it is put: a name, an address, a port. */
const SIMPLE = /^[\w.:/%-]+$/;

const ASSIGNMENT = /^([A-Za-z_]\w*)=/;
const WRITTEN = /(?<![\w$])([A-Za-z_]\w*)(?:\[[^\]\n]*\])?\+?=/g;
const ARITHMETIC = /\(\(([^\n]{0,500}?)\)\)/g;

/** Commands that write to the variables that they name. */
const WRITING: ReadonlySet<string> = new Set([
  'read',
  'for',
  'select',
  'getopts',
  'mapfile',
  'readarray',
  'printf',
  'unset',
  'let',
  'declare',
  'typeset',
  'local',
]);
/** Commands that may do anything. */
const RUNNING: ReadonlySet<string> = new Set(['source', '.', 'eval']);

/**
 * The variables of a script that are assigned once, before they are used, a text that needs no working out. `undefined` where there are none.
 * Whatever else may write to one makes it unknown, and a script that runs the text of another file has none.
 */
export function variablesOf(text: string): ShellVariables | undefined {
  if (!text.includes('$') || (text.startsWith('#!') && !/^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text))) return undefined;
  const script = parseShell(text);
  if (!script || script.commands.some((command) => runsOther(text, command))) return undefined;
  const values = new Map<string, { readonly value: string; readonly end: number }>();
  const unsure = writtenNames(text, script);
  for (const command of script.commands) {
    for (const { name, value, end } of assignments(text, command)) if (!unsure.has(name) && SIMPLE.test(value)) values.set(name, { value, end });
  }
  return values.size === 0 ? undefined : new Values(text, script.uses, values);
}

class Values implements ShellVariables {
  readonly #text: string;
  readonly #uses: readonly VariableUse[];
  readonly #values: ReadonlyMap<string, { readonly value: string; readonly end: number }>;

  constructor(text: string, uses: readonly VariableUse[], values: ReadonlyMap<string, { readonly value: string; readonly end: number }>) {
    this.#text = text;
    this.#uses = uses;
    this.#values = values;
  }

  expanded({ start, end }: Span, here: boolean): string | undefined {
    let result = '';
    let at = start;
    for (let index = Math.max(0, lastAtOrBefore(this.#uses, start - 1, (use) => use.start) + 1); index < this.#uses.length; index++) {
      const use = this.#uses[index];
      if (!use || use.end > end) break;
      const known = this.#values.get(use.name);
      if (!known || known.end > use.start || (here && !use.here)) return undefined;
      result += this.#text.slice(at, use.start) + known.value;
      at = use.end;
    }
    result += this.#text.slice(at, end);
    return at > start && SIMPLE.test(result) ? result : undefined;
  }
}

/** What a command assigns, if it surely runs and does nothing else. */
function assignments(text: string, { words, plain }: ShellCommand): readonly { readonly name: string; readonly value: string; readonly end: number }[] {
  const [first] = words;
  if (!plain || !first) return [];
  const declares = /^(?:export|readonly)$/.test(text.slice(first.start, first.end));
  const rest = declares ? words.slice(1) : words;
  const found = rest.flatMap(({ start, end, literal }) => {
    const name = ASSIGNMENT.exec(text.slice(start, end))?.[1];
    return name === undefined ? [] : [{ name, value: literal?.slice(name.length + 1) ?? '', end }];
  });
  return found.length === rest.length ? found : [];
}

/** Names that are written more than once, or in a way that is not understood. */
function writtenNames(text: string, { commands, comments }: ShellScript): ReadonlySet<string> {
  const [once, several] = [new Set<string>(), new Set<string>()];
  for (const { index, 1: name = '' } of text.matchAll(WRITTEN)) {
    const comment = comments[lastAtOrBefore(comments, index, ({ start }) => start)];
    if (comment && index < comment.end) continue;
    if (once.has(name)) several.add(name);
    once.add(name);
  }
  for (const [, expression = ''] of text.matchAll(ARITHMETIC)) for (const [name] of expression.matchAll(/[A-Za-z_]\w*/g)) several.add(name);
  for (const command of commands) {
    const [verb, ...others] = spelled(text, command);
    if (verb !== undefined && WRITING.has(verb)) for (const other of others) several.add(other);
  }
  return several;
}

function runsOther(text: string, command: ShellCommand): boolean {
  return spelled(text, command)
    .slice(0, 2)
    .some((word, index) => RUNNING.has(word) && (index === 0 || word !== '.'));
}

/** The words of a command without what is assigned for it alone. */
function spelled(text: string, { words }: ShellCommand): readonly string[] {
  const all = words.map(({ start, end }) => text.slice(start, end));
  const first = all.findIndex((word) => !ASSIGNMENT.test(word));
  return first < 0 ? [] : all.slice(first);
}
