import type { Span } from '../../core/span.ts';
import type { Line } from '../../syntax/citrix-adc/document.ts';
import { contentOf, tokensOf, wordOf } from '../../syntax/citrix-adc/tokens.ts';
import type { Reading } from '../artefact.ts';
import type { Fold, OutlineEntry } from '../editing.ts';
import type { Item } from './appliance.ts';
import type { CitrixTree } from './read.ts';
import { spaceOf } from './execute.ts';

/** Every object that a command adds, with what a virtual server or a service group is about; those of other features by their words. */
export function citrixOutline({ tree }: Reading<CitrixTree>): OutlineEntry[] {
  const { document, commands, appliance } = tree;
  const { text } = document;
  const understood = new Map(commands.map((command) => [command.line, command]));
  return document.lines.flatMap((line): OutlineEntry[] => {
    if (line.kind !== 'command') return [];
    const command = understood.get(line);
    if (!command) return otherEntry(text, line);
    const [token] = command.args;
    if (command.verb !== 'add' || !token) return [];
    const name = wordOf(text, token);
    const item = command.kind === 'ns mode' ? undefined : appliance.find(spaceOf(command.kind), name);
    const more = item && detailOf(text, item);
    const nameSpan = contentOf(text, token);
    return [
      {
        name: name === '' ? command.kind : name,
        detail: more === undefined ? command.kind : `${command.kind} ${more}`,
        kind: 'group',
        span: spanOf(text, line),
        nameSpan,
        children: [],
      },
    ];
  });
}

/** Type, address and port of a virtual server; how many servers a service group has. */
function detailOf(text: string, { kind, args, members }: Item): string | undefined {
  if (kind === 'lb vserver') return args.map((token) => wordOf(text, token)).join(' ');
  if (kind !== 'serviceGroup' && kind !== 'service') return undefined;
  return `${members.length} ${members.length === 1 ? 'server' : 'servers'}`;
}

/** An object of another feature: the words before its first option. */
function otherEntry(text: string, line: Line): OutlineEntry[] {
  const tokens = tokensOf(text, line.start, line.end);
  const [verb, kind, ...rest] = tokens;
  if (!verb || !kind || text.slice(verb.start, verb.end).toLowerCase() !== 'add') return [];
  const words = [kind, ...rest].slice(0, 3);
  const end = words.findIndex(({ start, quote }) => quote === '' && text.charAt(start) === '-');
  const shown = end < 0 ? words : words.slice(0, end);
  const last = shown.at(-1) ?? kind;
  return [
    {
      name: wordOf(text, last) || wordOf(text, kind) || 'add',
      detail: text.slice(kind.start, shown.length > 1 ? (shown.at(-2) ?? kind).end : kind.end),
      kind: 'text',
      span: spanOf(text, line),
      nameSpan: contentOf(text, last),
      children: [],
    },
  ];
}

/** Of a line, from its first word to its last one: signs that are blanks elsewhere belong to words here, and so do blanks in a quote without an end. */
function spanOf(text: string, { start, end }: Line): Span {
  const tokens = tokensOf(text, start, end);
  return { start: tokens[0]?.start ?? start, end: tokens.at(-1)?.end ?? end };
}

/** Runs of comments, and runs of commands with the same verb about the same kind. */
export function citrixFolds({ tree }: Reading<CitrixTree>): Fold[] {
  const { document, commands } = tree;
  const kinds = new Map(commands.map(({ line, verb, kind }) => [line, `${verb} ${kind}`]));
  const folds: Fold[] = [];
  let run: { readonly kind: string; readonly start: number; end: number; lines: number } | undefined;
  const endRun = (): void => {
    if (run && run.lines > 1) folds.push({ span: { start: run.start, end: run.end }, kind: run.kind === '#' ? 'comment' : 'element' });
    run = undefined;
  };
  for (const line of document.lines) {
    const kind = line.kind === 'comment' ? '#' : line.kind === 'command' ? (kinds.get(line) ?? wordsOf(document.text, line)) : undefined;
    if (kind === undefined || kind !== run?.kind) endRun();
    if (kind === undefined) continue;
    run ??= { kind, start: line.start, end: line.end, lines: 0 };
    run.end = line.end;
    run.lines++;
  }
  endRun();
  return folds;
}

/** Verb and kind of a command that is not understood. */
function wordsOf(text: string, { start, end }: Line): string {
  return tokensOf(text, start, Math.min(end, start + 80))
    .slice(0, 3)
    .map((token) => text.slice(token.start, token.end).toLowerCase())
    .join(' ');
}
