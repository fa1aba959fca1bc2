import type { Edit } from '../../core/edit.ts';
import { lineStart } from '../../core/lines.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { uriName } from '../../core/uri.ts';
import { KEMP_COMMANDS } from '../../knowledge/load-balancer/kemp.ts';
import type { Change } from '../../model/change.ts';
import { Anchors, emptyFacts } from '../../model/facts.ts';
import { looseCommands, restCommands, type RestCommand } from '../../syntax/kemp/rest.ts';
import type { Reading } from '../artefact.ts';
import { isBalancerChange } from '../../model/load-balancer/change.ts';
import { plansOf } from './plan.ts';
import { readKemp } from './read.ts';
import { restTree, type RestTree } from './rest.ts';
import { writeRest } from './write-rest.ts';

const WORDS = Object.keys(KEMP_COMMANDS).join('|');
const ADDRESS = new RegExp(`(?:/access/|\\$\\w+/|[}%]/|["'])(?:${WORDS})\\?`, 'i');
const BODY = new RegExp(`"cmd"\\s*:\\s*"(?:${WORDS})"`, 'i');

/** Whether a text has a command that makes or changes services or servers. */
export function hasRestCommands(text: string): boolean {
  return ADDRESS.test(text) || BODY.test(text);
}

/** Reads a text with commands of the REST interface. What is commented out is no command. `broken`: whether some of it cannot be read. */
export function readRestFile(file: SourceFile, comments: readonly Span[], broken = false): Reading<RestTree> {
  const anchors = new Anchors(file);
  const isCode = ({ span }: { readonly span: Span }): boolean => !comments.some(({ start, end }) => start <= span.start && span.start < end);
  const all = restCommands(file.text);
  const found = all.filter(isCode);
  const tree = restTree(file.text, found, looseCommands(file.text, found).filter(isCode));
  const read = readKemp(tree.commands, anchors);
  const loadBalancer =
    read && (broken || isBroken(file.text, all)) ? { ...read, pools: read.pools.map((pool) => ({ ...pool, complete: false })), broken: true as const } : read;
  return { file, tree, facts: { ...emptyFacts(file), ...(loadBalancer && { loadBalancer }), placeOf: (key) => anchors.placeOf(key) } };
}

/** Whether a body in JSON has no beginning or no end. */
function isBroken(text: string, found: readonly RestCommand[]): boolean {
  const bodies = found.filter(({ form }) => form === 'json');
  return bodies.some(({ open }) => open) || [...text.matchAll(/"cmd"\s*:\s*"\w+"/gi)].length > bodies.length;
}

/** The edits of changes; `undefined` where one takes a guess. */
export function writeRestFile({ file, tree }: Reading<RestTree>, changes: readonly Change[]): Edit[] | undefined {
  if (!changes.every((change) => isBalancerChange(change) || change.kind === 'replace')) return undefined;
  const plan = plansOf(tree.commands, changes.filter(isBalancerChange));
  const isShell = file.languageId === 'shellscript' || /\.sh$/i.test(uriName(file.uri));
  const target = { text: file.text, tree, ...(isShell && { shell: 'sh' as const }), taken: new Set<string>() };
  const written = plan?.map((step) => writeRest(target, step));
  if (!written?.every((each) => each !== undefined)) return undefined;
  // Literal texts are replaced by what suppresses a finding, in comments.
  const literal = changes.flatMap((change) => (change.kind === 'replace' ? [{ span: change.at.span, newText: change.text }] : []));
  return [...written.flat(), ...literal].map((each) => ({ file, ...each }));
}

/** Lines that are comments in shell scripts and request files. */
export function commentLines(text: string): Span[] {
  return [...text.matchAll(/^[ \t]*(?:#|\/\/).*$/gm)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Each command with the lines that it stands on: a statement of a script begins before its address. */
export function statementsOf(text: string, { rest }: RestTree): Span[] {
  return [...rest.values()].map(({ span }) => ({ start: lineStart(text, span.start), end: span.end }));
}
