import type { RestCommand, RestParameter } from '../../syntax/kemp/rest.ts';
import type { KempStep } from './plan.ts';
import { nameOf, type RestTree } from './rest.ts';
import { unitOf } from './rest-unit.ts';

/** A language that can put an answer of the LoadMaster into the next command. */
export type Shell = 'sh' | 'powershell';

/** What is written into, and with what. */
export interface RestTarget {
  readonly text: string;
  readonly tree: RestTree;
  /** The language of the script that the commands stand in; absent where nothing is carried out. */
  readonly shell?: Shell;
  /** Names that were given already. */
  readonly taken: Set<string>;
}

interface Followers {
  /** The commands that make the two services. */
  readonly follower: RestCommand;
  readonly followed: RestCommand;
  readonly step: Extract<KempStep, { kind: 'follow' }>;
}

/** What names the service, and who asks. Everything else is left out of a copy. */
const KEPT: ReadonlySet<string> = new Set(['vs', 'port', 'prot', 'apikey', 'apiuser', 'apipass']);

/**
 * The lines that make one service share the records of another. Only the LoadMaster knows the index of a service: a script asks for it
 * by showvs and uses the answer, and elsewhere it must be kept in the file. `undefined` where neither is so.
 * Source: Progress Kemp, "RESTful API", section 3.6.1: showvs answers with Index, and FollowVSID takes one.
 */
export function following(target: RestTarget, { follower, followed, step }: Followers): readonly string[] | undefined {
  const unit = unitOf(target.text, follower);
  if (!unit || follower.open || followed.open || [follower, followed].some((each) => lacksName(each))) return undefined;
  const { port } = step;
  const index = target.tree.indexes.numberOf(step.followed.command.target);
  const whole = (newText: string): string =>
    target.text.slice(unit.span.start, follower.span.start) + newText + target.text.slice(follower.span.end, unit.span.end);
  if (index !== undefined && unit.kind !== 'line') return [whole(commandText(target.text, follower, 'modvs', port, String(index)))];
  const [asking, telling] = [callOf(target, followed), callOf(target, follower)];
  if (!asking || !telling) return undefined;
  if (index !== undefined) return [`${telling.indent}${telling.text(commandText(target.text, follower, 'modvs', port, String(index)))}`];
  if (!target.shell) return undefined;
  const name = freshName(target, target.shell === 'sh' ? 'vs_index' : 'vsIndex');
  // Within the single quotes of a body a variable stands between two of them.
  const used = follower.form === 'json' ? `'$${name}'` : `$${name}`;
  const question = asking.text(commandText(target.text, followed, 'showvs'));
  const order = telling.text(commandText(target.text, follower, 'modvs', port, used), true);
  return order === undefined ? undefined : [`${asking.indent}${answerInto(name, question, target.shell, followed.form)}`, `${telling.indent}${order}`];
}

/** A name that no variable of the text has. */
export function freshName({ text, taken }: Pick<RestTarget, 'text' | 'taken'>, name: string): string {
  const stem = name.replace(/(?<!\d)\d+$/, '');
  for (let number = stem === name ? 1 : 2; ; number++) {
    const candidate = number === 1 ? stem : `${stem}${number}`;
    if (taken.has(candidate) || new RegExp(`\\b${candidate}\\b`, 'i').test(text)) continue;
    taken.add(candidate);
    return candidate;
  }
}

function lacksName({ parameters }: RestCommand): boolean {
  const names = parameters.map(nameOf);
  return !['vs', 'port', 'prot'].every((name) => names.includes(name));
}

/** A command with nothing but what names the service, and perhaps the index of the one that it follows. */
function commandText(text: string, command: RestCommand, name: string, port?: number, index?: string): string {
  const kept = command.parameters.filter((each) => KEPT.has(nameOf(each)));
  const valueOf = (each: RestParameter): string => (nameOf(each) === 'port' && port !== undefined ? String(port) : text.slice(each.span.start, each.span.end));
  if (command.form === 'url') {
    const query = kept.map((each) => text.slice(each.start, each.span.start) + valueOf(each));
    return `${text.slice(command.span.start, command.nameSpan.start)}${name}?${[...query, ...(index === undefined ? [] : [`followvsid=${index}`])].join('&')}`;
  }
  const body = text.slice(command.span.start, command.span.end);
  const [colon = ': '] = /(?<=^\{\s*"[^"]*")\s*:\s*/.exec(body) ?? [];
  const entries = [
    { start: command.nameSpan.start, written: `"cmd"${colon}"${name}"` },
    ...kept.map((each) => ({
      start: each.start,
      written: text.slice(each.start, each.span.start) + valueOf(each) + text.slice(each.span.end, each.token.end),
    })),
  ].sort((a, b) => a.start - b.start);
  const [open = '{'] = /^\{\s*/.exec(body) ?? [];
  const [close = '}'] = /(?<!\s)\s*\}$/.exec(body) ?? [];
  const gap = /^\{\s*"[^"]*"\s*:\s*(?:"[^"]*"|[^\s",]+)(,\s*)/.exec(body)?.[1] ?? ', ';
  const written = [...entries.map((each) => each.written), ...(index === undefined ? [] : [`"followvsid"${colon}${index}`])];
  return open + written.join(gap) + close;
}

interface Call {
  readonly indent: string;
  /** The call with another command, in quotes in which variables mean something if it `expands`; `undefined` where there are none such. */
  text(command: string, expands: true): string | undefined;
  text(command: string): string;
}

/** What sends a command, without what is done with its answer. */
function callOf({ text, shell }: RestTarget, command: RestCommand): Call | undefined {
  const unit = unitOf(text, command);
  const [quote, end] = [text.charAt(command.span.start - 1), text.charAt(command.span.end)];
  if (!unit || quote !== end || !/["']/.test(quote) || (command.form === 'json' && (quote !== "'" || shell !== 'sh'))) return undefined;
  const before = text.slice(unit.span.start, command.span.start - 1);
  const call = (shell === 'powershell' ? IN_POWERSHELL : IN_SHELL).exec(before)?.[1];
  const behind = (shell === 'powershell' ? BEHIND_IN_POWERSHELL : BEHIND_IN_SHELL).exec(text.slice(command.span.end + 1, unit.span.end))?.[0].trimEnd() ?? '';
  if (call === undefined || HIDES_ANSWER.test(call + behind)) return undefined;
  const around = (newText: string, sign: string): string => `${call}${sign}${newText}${sign}${behind}`;
  // Quotes that take everything as it is can be changed where nothing in them would then mean something else.
  const canExpand = quote === '"' || command.form === 'json' || !/[$`\\"!]/.test(text.slice(command.span.start, command.span.end));
  return {
    indent: /^[ \t]*/.exec(before)?.[0] ?? '',
    text: ((newText: string, expands?: true) =>
      !expands ? around(newText, quote) : canExpand ? around(newText, command.form === 'json' ? quote : '"') : undefined) as Call['text'],
  };
}

const IN_SHELL = /^[ \t]*(?:\w+="?\$\(\s*)?((?:\S*\/)?curl\b(?:[^|;<>&`()]|\\\r?\n)*)$/;
const IN_POWERSHELL = /^[ \t]*(?:\$\w+[ \t]*=[ \t]*|\[void\][ \t]*)?\(?((?:Invoke-RestMethod|irm)\b[^|;]*)$/i;
const BEHIND_IN_SHELL = /^[^|;<>&`()#]*/;
const BEHIND_IN_POWERSHELL = /^(?:[^|;(){}#]|\([^()]*\)|@\{[^{}]*\})*/;
/** Options by which the answer goes somewhere else, or something else is printed with it. */
const HIDES_ANSWER = /\s(?:-o|-O|-w|-I|-i|-D|--output|--write-out|--head|--include|--dump-header|-OutFile|-OutVariable|-ov)\b/;

function answerInto(name: string, question: string, shell: Shell, form: RestCommand['form']): string {
  if (shell === 'powershell') return `$${name} = (${question}).Response.Success.Data.Index`;
  const pattern = form === 'url' ? String.raw`.*<Index>\([0-9]*\)<.*` : String.raw`.*"Index": *\([0-9]*\).*`;
  return `${name}=$(${question} | sed -n ${String.raw`'s/${pattern}/\1/p'`})`;
}
