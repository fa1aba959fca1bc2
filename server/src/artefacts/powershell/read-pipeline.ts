import type { Span } from '../../core/span.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';

/**
 * The commands of the one pipeline that an expression consists of, with the end of the last one; brackets around it do not count. For a
 * variable that the script assigns once these are the commands of the assignment. `undefined` where anything else takes part in the value.
 */
export function pipelineOf(script: PsScript, expression: Span): readonly PsCommand[] | undefined {
  const { text } = script;
  const written = text.slice(expression.start, expression.end);
  if (!/^\$\w+$/.test(written)) return chain(script, expression.start, expression.end);
  const start = onlyAssignment(text, written.slice(1));
  return start === undefined || start > expression.start ? undefined : chain(script, start);
}

/** How many times a script may assign a variable, parameters and loops included, at most; what stands in comments and texts counts too. */
export function assignments(text: string, name: string): RegExpExecArray[] {
  const variable = `\\$(?:(?:script|global|local|private):)?${name}`;
  return [...text.matchAll(new RegExp(`${variable}\\b\\s*(?:[-+*/%]|\\?\\?)?=(?!=)\\s*|\\(\\s*${variable}\\s+in\\b|\\[ref\\]\\s*${variable}\\b`, 'gi'))];
}

function onlyAssignment(text: string, name: string): number | undefined {
  const found = assignments(text, name);
  const [only] = found;
  return found.length === 1 && only && /^\$\w+\s*=\s*$/.test(only[0]) ? only.index + only[0].length : undefined;
}

/** The commands from an offset on, each piped into the next, up to the end of the statement or the given one. */
function chain({ text, commands }: PsScript, start: number, end?: number): readonly PsCommand[] | undefined {
  const open = /^(?:[@$]?\(\s*)*/.exec(text.slice(start))?.[0] ?? '';
  const found: PsCommand[] = [];
  let at = start + open.length;
  for (;;) {
    const command = commands.find(({ span }) => span.start === at);
    if (!command) return undefined;
    found.push(command);
    const pipe = /^(?:\s|`\r?\n)*\|\s*/.exec(text.slice(command.span.end));
    at = command.span.end + (pipe?.[0].length ?? 0);
    if (!pipe) break;
  }
  const brackets = open.match(/\(/g)?.length ?? 0;
  const closing = new RegExp(`^(?:\\s*\\)){${brackets}}`).exec(text.slice(at))?.[0];
  if (closing === undefined) return undefined;
  at += closing.length;
  const isWhole = end === undefined ? /^[ \t]*(?:#.*)?(?:[\r\n;}]|$)/.test(text.slice(at)) : at === end;
  return isWhole ? found : undefined;
}
