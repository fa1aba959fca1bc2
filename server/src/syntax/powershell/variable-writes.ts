import type { RawCommand, RawList } from './raw.ts';

const WRITERS: ReadonlySet<string> = new Set(['set-variable', 'sv', 'set', 'new-variable', 'nv', 'clear-variable', 'clv', 'remove-variable', 'rv']);

/** Common parameters that name a variable to write to (about_CommonParameters), Tee-Object's included. */
const OUTPUT_PARAMETER = /^(?:errorvariable|ev|warningvariable|wv|informationvariable|iv|outvariable|ov|pipelinevariable|pv|variable)$/i;

/** The variables that a command writes to by name, as `$name`. */
export function variableWrites(command: RawCommand, text: string): string[] {
  const written: string[] = [];
  const note = (value: RawList | undefined): void => {
    for (const item of value?.items ?? []) written.push(`$${text.slice(item.span.start, item.span.end).replace(/^['"+]+|['"]+$/g, '')}`);
  };
  const name = command.name?.toLowerCase() ?? '';
  command.args.forEach((argument, index) => {
    const next = command.args[index + 1];
    if (argument.kind === 'parameter') {
      const parameter = text.slice(argument.nameSpan.start, argument.nameSpan.end);
      if (OUTPUT_PARAMETER.test(parameter) || (WRITERS.has(name) && /^n(?:a(?:me?)?)?$/i.test(parameter)))
        note(argument.value ?? (next?.kind === 'value' ? next.value : undefined));
    } else if (argument.kind === 'value' && index === 0 && WRITERS.has(name)) note(argument.value);
  });
  // An object given to Add-Member gets further properties.
  if (name === 'add-member') {
    if (command.input !== undefined && command.input !== 'unknown') written.push(text.slice(command.input.start, command.input.end).trim());
    for (const argument of command.args)
      if (argument.kind === 'value')
        for (const item of argument.value.items) if (item.kind === 'variable') written.push(text.slice(item.span.start, item.span.end));
  }
  return written.filter((item) => /^\$[^\s$]+$/.test(item));
}
