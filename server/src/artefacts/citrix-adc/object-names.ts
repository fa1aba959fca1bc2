import type { Span } from '../../core/span.ts';
import { once } from '../../core/once.ts';
import type { Command } from '../../syntax/citrix-adc/command.ts';
import { firstWord, type Line } from '../../syntax/citrix-adc/document.ts';
import { contentOf, spelled, tokensOf, wordOf, type Token } from '../../syntax/citrix-adc/tokens.ts';
import type { Reading } from '../artefact.ts';
import type { ObjectName } from '../editing.ts';
import { NAME, type Space } from './appliance.ts';
import { spaceOf } from './execute.ts';
import type { CitrixTree } from './read.ts';

/** What names are unique in, as it is shown. Services and service groups share their names. */
export const OBJECT_KINDS: Readonly<Record<Space, string>> = {
  vserver: 'lb vserver',
  pool: 'service or service group',
  server: 'server',
  monitor: 'lb monitor',
  group: 'lb group',
};

/** Options that name an object, by their names in lower case. */
const NAMING_OPTIONS: Readonly<Record<string, Space>> = {
  monitorname: 'monitor',
  backupvserver: 'vserver',
  pushvserver: 'vserver',
  mastervserver: 'vserver',
  lbvserver: 'vserver',
  targetlbvserver: 'vserver',
  targetvserver: 'vserver',
};

/** What the first name is of in commands that are not understood otherwise, by the words before it. */
const NAMING_COMMANDS: Readonly<Record<string, Space>> = {
  'ssl vserver': 'vserver',
  'ssl service': 'pool',
  'ssl servicegroup': 'pool',
  'lb vserver': 'vserver',
  'cs vserver': 'vserver',
  'lb monitor': 'monitor',
  'lb group': 'group',
};
const ONE_WORD: Readonly<Record<string, Space>> = { service: 'pool', servicegroup: 'pool', server: 'server' };

/** Every place that names an object, in the order of the text. */
export function objectNames({ tree }: Reading<CitrixTree>): readonly ObjectName[] {
  return once(tree, collect);
}

/** How a new name is written; `undefined` for one that no object can have. */
export function spellName({ file }: Reading<CitrixTree>, { span }: ObjectName, name: string): string | undefined {
  if (!NAME.test(name) || name.length > 127) return undefined;
  const before = file.text.charAt(span.start - 1);
  const quoted = before === '"' || before === "'" || (before !== '' && /^q[^\w\s]$/u.test(file.text.slice(span.start - 2, span.start)));
  return quoted ? name : spelled(name);
}

function collect(tree: CitrixTree): readonly ObjectName[] {
  const { document, commands } = tree;
  const understood = new Map<Line, Command>(commands.map((command) => [command.line, command]));
  return document.lines.flatMap((line) => {
    if (line.kind !== 'command') return [];
    const command = understood.get(line);
    const found = command ? ofCommand(tree, command) : ofOther(tree, line);
    return found.sort((a, b) => a.span.start - b.span.start);
  });
}

function place(tree: CitrixTree, space: Space, token: Token, defines: boolean): ObjectName {
  const { text } = tree.document;
  const word = wordOf(text, token);
  const span: Span = contentOf(text, token);
  return { kind: OBJECT_KINDS[space], name: tree.appliance.find(space, word)?.name ?? word, span, defines };
}

function ofCommand(tree: CitrixTree, { kind, verb, args, options }: Command): ObjectName[] {
  if (kind === 'ns mode') return [];
  const [first, second, ...rest] = args;
  const found: ObjectName[] = [];
  const add = (space: Space, token: Token | undefined, defines = false): void => {
    if (token) found.push(place(tree, space, token, defines));
  };
  const binding = verb === 'bind' || verb === 'unbind';
  for (const { name, values } of options) {
    const space = NAMING_OPTIONS[name?.toLowerCase() ?? ''];
    if (space) add(space, values[0]);
  }
  if (kind === 'lb monitor' && (verb === 'enable' || verb === 'disable')) {
    add('pool', first);
    add('monitor', second);
    return found;
  }
  const space = spaceOf(kind);
  add(space, first, verb === 'add' || isMadeBy(tree, space, first));
  if (verb === 'rename') add(space, second, true);
  else if (kind === 'lb monitor' && binding) add('pool', second);
  else if (kind === 'lb vserver' && binding) add('pool', second);
  else if (kind === 'lb group' && binding) for (const token of second ? [second, ...rest] : []) add('vserver', token);
  else if (kind === 'serviceGroup' && verb !== 'add' && verb !== 'rm') add('server', second);
  else if (kind === 'service' && verb === 'add') add('server', second);
  return found;
}

/** Whether a group that no command adds is there because of this word. */
function isMadeBy(tree: CitrixTree, space: Space, token: Token | undefined): boolean {
  if (space !== 'group' || !token) return false;
  return tree.appliance.find(space, wordOf(tree.document.text, token))?.token === token;
}

/** Names in commands of other features, which a new name must reach as well. */
function ofOther(tree: CitrixTree, line: Line): ObjectName[] {
  const { text } = tree.document;
  const tokens = tokensOf(text, line.start, line.end);
  const word = (index: number): string => (tokens[index] ? firstWord(text, tokens[index].start, line.end).toLowerCase() : '');
  const two = NAMING_COMMANDS[`${word(1)} ${word(2)}`];
  const space = two ?? ONE_WORD[word(1)];
  const named = tokens[two ? 3 : 2];
  const found = space && named && !isOption(text, named) ? [place(tree, space, named, false)] : [];
  tokens.forEach((token, index) => {
    const value = tokens[index + 1];
    const option = isOption(text, token) ? NAMING_OPTIONS[text.slice(token.start + 1, token.end).toLowerCase()] : undefined;
    if (option && value) found.push(place(tree, option, value, false));
  });
  return found;
}

function isOption(text: string, { start, quote }: Token): boolean {
  return quote === '' && text.charAt(start) === '-';
}
