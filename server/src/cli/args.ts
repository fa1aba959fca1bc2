import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../rules/nearest.ts';
import { UsageError } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command line says, typed after the options that the command knows. */
export type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>>;

/** Reads the arguments of a command. Throws a `UsageError` in the words of this program. */
export function parse<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(reworded(error, Object.keys(options)));
  }
}

/** The value of an option that takes one of a list. */
export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`--${name} takes ${allowed.join(', ')}, not ${JSON.stringify(value)}.`);
  return found;
}

function reworded(error: unknown, known: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(--?)([^']*)'/.exec(message);
  if (!unknown) return message.replace(/\n[^]*/, '');
  const [, dashes = '', name = ''] = unknown;
  const [near] = nearest(name, known, 1);
  return `There is no option ${dashes}${name}.${near === undefined ? '' : ` Did you mean --${near}?`}`;
}
