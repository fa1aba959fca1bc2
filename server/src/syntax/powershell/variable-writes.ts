import type { RawCommand, RawList } from './raw.ts';

/** What a command does to variables by their names. */
export interface Writes {
  /** Variables that it gives a value or takes away, as `$name`. */
  readonly names: readonly string[];
  /** Whether it may be any variable: the name is worked out, or a pattern. */
  readonly any: boolean;
  /** Whether they may be those of another scope than where the command stands. */
  readonly elsewhere: boolean;
}

const WRITERS = /^(?:set-variable|sv|set|new-variable|nv|clear-variable|clv|remove-variable|rv|import-localizeddata)$/;

/** Cmdlets that also change the items of the drive `Variable:` (about_Providers). */
const ITEM_WRITERS =
  /^(?:(?:set|new|clear|remove|rename|copy|move)-item|si|ni|cli|ri|rm|del|erase|rd|rni|ren|cpi|cp|copy|mi|mv|move|(?:set|add|clear)-content|sc|ac|clc)$/;

/** Parameters of any command that name a variable to write to, and their aliases (about_CommonParameters; Tee-Object, Invoke-RestMethod). */
const OUTPUT_PARAMETERS = [
  'errorvariable',
  'warningvariable',
  'informationvariable',
  'outvariable',
  'pipelinevariable',
  'variable',
  'sessionvariable',
  'statuscodevariable',
  'responseheadersvariable',
  'bindingvariable',
];
const OUTPUT_ALIASES: ReadonlySet<string> = new Set(['ev', 'wv', 'iv', 'ov', 'pv', 'sv', 'rhv']);

/** Whether a parameter names a variable to write to, whole or by its beginning. */
function isOutput(parameter: string): boolean {
  return OUTPUT_ALIASES.has(parameter) || (parameter.length > 2 && OUTPUT_PARAMETERS.some((name) => name.startsWith(parameter)));
}

/** What a command does to variables by their names; `undefined` for nearly all, which do nothing. */
export function variableWrites(command: RawCommand, text: string): Writes | undefined {
  const name = command.name?.toLowerCase() ?? '';
  const names: string[] = [];
  const note = (value: RawList | undefined): void => {
    for (const item of value?.items ?? []) names.push(text.slice(item.span.start, item.span.end).replace(/^['"+]+|(?<!['"])['"]+$/g, ''));
  };
  const writer = WRITERS.test(name);
  let any = writer && (command.input !== undefined || command.args.some(({ kind }) => kind === 'splat'));
  let elsewhere = false;
  command.args.forEach((argument, index) => {
    const next = command.args[index + 1];
    if (argument.kind === 'parameter') {
      const parameter = text.slice(argument.nameSpan.start, argument.nameSpan.end).toLowerCase();
      if (isOutput(parameter) || (writer && /^n(?:a(?:me?)?)?$/.test(parameter))) note(argument.value ?? (next?.kind === 'value' ? next.value : undefined));
      if (writer && /^sc(?:o(?:pe?)?)?$/.test(parameter)) elsewhere = true;
    } else if (argument.kind === 'value' && writer && (index === 0 || /value|^v/i.test(parameterOf(command, index - 2, text)))) note(argument.value);
    if (ITEM_WRITERS.test(name) && argument.kind === 'value')
      for (const { span } of argument.value.items) {
        const path = /^['"]?variable:[\\/]?(.*?)['"]?$/is.exec(text.slice(span.start, span.end))?.[1];
        if (path === '') any = true;
        else if (path !== undefined) names.push(path);
      }
  });
  const known = names.filter((each) => /^[^\s$*?[\]@({]+$/.test(each));
  if (writer && known.length < names.length) any = true;
  const written = known.map((each) => `$${each}`).concat(name === 'add-member' ? extended(command, text) : []);
  return written.length > 0 || any ? { names: written, any, elsewhere } : undefined;
}

/** The name of the argument at an index, if it is a parameter. */
function parameterOf({ args }: RawCommand, index: number, text: string): string {
  const argument = args[index];
  return argument?.kind === 'parameter' ? text.slice(argument.nameSpan.start, argument.nameSpan.end) : '';
}

/** The variables whose object Add-Member gives further properties. */
function extended({ args, input }: RawCommand, text: string): string[] {
  const written = input !== undefined && input !== 'unknown' ? [text.slice(input.start, input.end).trim()] : [];
  for (const argument of args)
    if (argument.kind === 'value')
      for (const item of argument.value.items) if (item.kind === 'variable') written.push(text.slice(item.span.start, item.span.end));
  return written.filter((item) => /^\$[^\s$]+$/.test(item));
}
