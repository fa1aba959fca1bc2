import { lineEndAt } from '../../core/lines.ts';
import type { Statement } from '../../syntax/f5/statement.ts';
import { folderOf, localName, wordOf } from './names.ts';
import type { Configuration } from './configuration.ts';

/** A setting that is to be written: a word or words, a string in quotes, or settings in braces. */
export interface NewSetting {
  readonly key: string;
  readonly value?: NewValue;
  /** For a list in a command: what happens to it. */
  readonly modifier?: 'add' | 'replace-all-with';
}

export type NewValue = string | { readonly quoted: string } | readonly NewSetting[];

/** How a statement is laid out, for what is written into it or beside it. */
export interface Style {
  readonly form: 'lines' | 'one line' | 'command';
  readonly eol: string;
  /** What stands before the object on its line. */
  readonly indent: string;
  /** What one level adds. */
  readonly step: string;
  readonly quoting: Statement['quoting'];
}

export function styleOf(text: string, { node, body, quoting }: Statement): Style {
  const eol = lineEndAt(text, node.start);
  const lineStart = text.lastIndexOf('\n', node.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, node.start))?.[0] ?? '';
  if (node.kind === 'command') return { form: 'command', eol, indent, step: '', quoting };
  const inner = text.slice(body.start, body.end);
  const first = /\n([ \t]*)\S/.exec(inner)?.[1];
  if (!inner.includes('\n') && inner.trim() !== '') return { form: 'one line', eol, indent, step: '    ', quoting };
  const step = first?.startsWith(indent) === true && first.length > indent.length ? first.slice(indent.length) : '    ';
  return { form: 'lines', eol, indent, step, quoting };
}

/** A setting as it is written at a depth: 0 for an object itself. */
export function printSetting({ key, value, modifier }: NewSetting, style: Style, depth = 1): string {
  if (value === undefined) return key;
  const action = style.form === 'command' && modifier ? `${modifier} ` : '';
  return `${key} ${action}${printValue(value, style, depth)}`;
}

/** A value; several settings in braces stand on lines of their own where the object has lines. */
export function printValue(value: NewValue, style: Style, depth = 1): string {
  if (typeof value === 'string') return value;
  if ('quoted' in value) return quoted(value.quoted, style.quoting);
  if (value.length === 0) return '{ }';
  const inner = value.map((each) => printSetting(each, style, depth + 1));
  if (style.form !== 'lines') return `{ ${inner.join(' ')} }`;
  const indent = style.indent + style.step.repeat(depth);
  return `{${style.eol}${inner.map((each) => `${indent}${style.step}${each}${style.eol}`).join('')}${indent}}`;
}

/** An object with its settings, in the notation around it and without what stands before it on its line. */
export function printObject(kind: string, name: string, settings: readonly NewSetting[], style: Style): string {
  if (style.form === 'command') return ['create', kind, name, ...settings.map((each) => printSetting(each, style))].join(' ');
  return `${kind} ${name} ${printValue(settings, style, 0)}`;
}

/** A word as it is written: in quotes where it has signs that would end it or mean something. */
export function spelledWord(word: string, quoting: Statement['quoting']): string {
  return /^[^\s"'{}[\]\\#;$]+$/u.test(word) ? word : quoted(word, quoting);
}

/** A text in the quotes that reach BIG-IP as such. */
function quoted(text: string, quoting: Statement['quoting']): string {
  if (quoting === 'double') return String.raw`\"${text}\"`;
  return quoting === 'shell' ? `'"${text}"'` : `"${text}"`;
}

/** A full name as it is written in a statement: without its folder where names there have none. */
export function spelledName(configuration: Configuration, full: string, statement: Statement): string {
  const written = statement.name ? wordOf(configuration.text, statement.name, statement.quoting) : '/';
  return !written.startsWith('/') && configuration.folderOf(statement) === folderOf(full) ? localName(full) : full;
}
