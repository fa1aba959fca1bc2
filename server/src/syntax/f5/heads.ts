import { isBlank, lineEnd } from './items.ts';

/** The modules of TMOS whose objects a configuration holds. Source: F5, TMSH reference. */
const MODULES = new Set([
  'analytics', 'api-protection', 'apm', 'asm', 'auth', 'cli', 'cm', 'gtm', 'ilx', 'ltm', 'net', 'pem', 'saas', 'security', 'sys', 'util',
  'vcmp', 'wam', 'wom',
]); // prettier-ignore

/** Words that begin a command, or a block in another language, and no object. */
const FOREIGN = new Set([
  'cd', 'cp', 'create', 'delete', 'edit', 'generate', 'install', 'list', 'load', 'modify', 'mv', 'publish', 'reset-stats', 'run', 'save', 'show', 'sudo', 'tmsh',
  'case', 'do', 'else', 'elseif', 'elif', 'events', 'for', 'foreach', 'function', 'http', 'if', 'location', 'map', 'namespace', 'proc', 'select',
  'server', 'stream', 'switch', 'then', 'types', 'until', 'upstream', 'when', 'while',
]); // prettier-ignore

/** Kinds of objects whose body is a program. */
const SCRIPT =
  /(?:ltm|gtm)[ \t]+rule[ \t]|cli[ \t]+script[ \t]|sys[ \t]+(?:application[ \t]+(?:template|apl-script)|icall[ \t]+script)[ \t]|pem[ \t]+irule[ \t]/y;

const HEAD = /[a-z][\w-]*(?:[ \t]+(?:"(?:[^"\\\r\n]|\\.)*"|[^\s{}"#][^\s{}]*))*[ \t]*\{/y;

const VERBS = 'create|modify|delete|mv|cp|edit|list|show|save|load|run|install|reset-stats|generate|publish';

const COMMAND = new RegExp(
  String.raw`(?<before>(?:[^\n#]{0,150}\(tmos[^)\n]{0,80}\)#[ \t]*)?(?:sudo[ \t]+)?(?:ssh[ \t][^\n"']{0,150}?[ \t])?` +
    String.raw`(?:(?:[\w./]*\/)?tmsh[ \t]+(?:-(?!c)[a-zA-Z][\w-]*[ \t]+)*(?:-c[ \t]*(?<quote>["'])[ \t]*)?)?)` +
    String.raw`(?=(?:(?:${VERBS})[ \t]+\/?(?:${[...MODULES].join('|')})[ \t]|cd[ \t]+\/))`,
  'y',
);

const COMMAND_WORD = new RegExp(String.raw`(?:(?:sudo[ \t]+)?tmsh[ \t]|(?:${VERBS})[ \t]+\/?(?:${[...MODULES].join('|')})[ \t]|cd[ \t]+\/)`, 'y');

/** The end of the head of an object, behind its brace; `undefined` where none stands at the offset. `known`: its first word is a module. */
export function headAt(text: string, at: number): { readonly end: number; readonly known: boolean } | undefined {
  const known = isModule(text, at);
  if (!known && (FOREIGN.has(wordAt(text, at)) || isCommandAt(text, at))) return undefined;
  HEAD.lastIndex = at;
  return HEAD.test(text) ? { end: HEAD.lastIndex, known } : undefined;
}

/** Whether a line at an offset begins an object of a known module: the place where reading goes on after something broken. */
export function isHeaderAt(text: string, at: number): boolean {
  if (!isModule(text, at)) return false;
  let end = lineEnd(text, at, text.length);
  while (end > at && isBlank(text.charCodeAt(end - 1))) end--;
  const last = text.charCodeAt(end - 1);
  if (last !== 123 && last !== 125) return false;
  HEAD.lastIndex = at;
  return HEAD.test(text);
}

export function isScriptHead(text: string, at: number): boolean {
  SCRIPT.lastIndex = at;
  return SCRIPT.test(text);
}

/** A command at an offset of a line: where its own text begins, what stands before that, and the quote around it. */
export function commandAt(text: string, at: number): { readonly start: number; readonly byShell: boolean; readonly quote: string | undefined } | undefined {
  COMMAND.lastIndex = at;
  const match = COMMAND.exec(text);
  if (!match) return undefined;
  const before = match.groups?.before ?? '';
  return { start: at + match[0].length, byShell: /(?:^|[\s/])tmsh[ \t]/.test(before), quote: match.groups?.quote };
}

/** Whether a line at an offset certainly begins a command. */
export function isCommandAt(text: string, at: number): boolean {
  COMMAND_WORD.lastIndex = at;
  return COMMAND_WORD.test(text);
}

function isModule(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122 && MODULES.has(wordAt(text, at));
}

function wordAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && end - at < 16) {
    const code = text.charCodeAt(end);
    if ((code < 97 || code > 122) && code !== 45) break;
    end++;
  }
  const behind = text.charCodeAt(end);
  return isBlank(behind) || behind === 123 ? text.slice(at, end) : '';
}
