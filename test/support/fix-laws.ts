import { applyEdits, type Edit } from '../../server/src/core/edit.ts';
import { decode, encode, type Encoding } from '../../server/src/core/encoding.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { textOf, type Span } from '../../server/src/core/span.ts';
import { fixAll } from '../../server/src/features/code-actions.ts';
import { isOfTunnel, SEVERITIES } from '../../server/src/rules/rule.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import type { WritableFix } from '../../server/src/workspace/remedies.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { wideEdits } from './edits.ts';
import { statedBy } from './facts-meaning.ts';
import { workspaceOf } from './fixture.ts';
import { meaningOf } from './meaning.ts';

/** After so many rounds nothing safe is left to fix. */
const ROUNDS = 3;

/** What is said of IKEv2 alone. */
const IKEV2 = ['policy-mismatch', 'policy-pfs-mismatch', 'policy-one-sided', 'crypto-missing', 'ikev2-frag-disabled', 'servers-ip-address'];

/**
 * What becomes visible only when something is mended, by the rule whose fix does that: what could not be read is read at last, or what could not be
 * compared is compared. The fix does not make those findings, it stops hiding them.
 */
const REVEALED: Readonly<Record<string, readonly string[] | 'anything'>> = {
  // A server that now takes certificates takes those of any root, and large messages with them.
  'auth-server-method-mismatch': ['reg-fragmentation-off', 'root-cert-not-set'],
  // A pinned client is compared with its server.
  'pairing-ambiguous': ['policy-mismatch', 'policy-pfs-mismatch', 'policy-one-sided'],
  'policy-mismatch': ['policy-pfs-mismatch'],
  // While main mode fails, the group of the rekey is told of in that finding only.
  'crypto-group24': ['policy-pfs-mismatch'],
  // The title says what the server needs. The next finding names the script that lacks it.
  'crypto-missing': ['policy-one-sided'],
  'protocol-automatic': IKEV2,
  // Only IKEv2 has a policy, which is read at last, and fragments.
  'crypto-unused': 'anything',
  'device-protocol': 'anything',
  'xml-enum-value': 'anything',
  // What is inserted is to be filled in, says so, and asks for more where Conditional Access is on.
  'auth-user-missing-eap': ['ca-eku-missing'],
  // Of two services at one address and port only one is tied.
  'lb-ikev2-persistence': ['lb-ikev2-persist-one'],
  // Whether the routes suffice, and a proxy is used, depends on the routing, which nothing said.
  'routing-missing': ['split-no-routes', 'device-no-routes', 'proxy-split'],
  // Both places say then what one of them said, and are told of alike.
  'reg-contradictory': ['reg-negotiatedh-with-custom'],
  // A value that no side could be compared in.
  'ps-gcm192-ike': ['policy-mismatch'],
  'ps-unknown-value': ['policy-mismatch', 'policy-pfs-mismatch'],
  // The registry value stood in for the policy.
  'reg-negotiatedh-with-custom': ['policy-one-sided'],
  // The twin is what the first one is, with its defects; and where nothing is carried out, nothing can ask for the index that would tie the two.
  'lb-ikev2-pair': ['lb-ikev2-snat', 'lb-ikev2-persistence', 'lb-ikev2-monitor', 'lb-ikev2-persist-timeout', 'lb-ikev2-persist-type'],
  // What is not where Windows looks for it, or is not named as it wants, is not read.
  'xml-not-wellformed': 'anything',
  'xml-element-case': 'anything',
  'xml-unknown-element': 'anything',
  'xml-wrong-parent': 'anything',
  'xml-csp-name': 'anything',
  'xml-root': 'anything',
  'xml-bool-value': 'anything',
  'reg-path': 'anything',
  'reg-unknown': 'anything',
  'reg-syntax': 'anything',
};

/** A fix of a finding, and what it breaks. */
export interface Verdict {
  readonly finding: Finding;
  readonly fix: WritableFix;
  readonly broken: readonly string[];
}

/** Tries each fix of each wanted finding once, all on the same files, and says which laws it breaks. */
export function judged(files: readonly SourceFile[], isWanted: (finding: Finding, fix: WritableFix) => boolean = () => true): Verdict[] {
  const workspace = workspaceOf({ files });
  const before = findingsIn(workspace);
  const tried = before.flatMap((finding) =>
    workspace
      .fixesOf(finding)
      .filter((fix) => isWanted(finding, fix))
      .map((fix) => ({ finding, fix })),
  );
  const texts = new Map(files.map((file) => [file.uri, file.text]));
  const meaning = new Map(files.map(({ uri }) => [uri, stated(workspace, uri)]));
  const problems = new Map(files.map(({ uri }) => [uri, problemsIn(workspace, uri)]));
  const comments = new Map(files.map(({ uri }) => [uri, commentsIn(workspace, uri)]));
  return tried.map(({ finding, fix }) => {
    const { edits } = fix;
    const uris = [...new Set(edits.map(({ file }) => file.uri))];
    const after = new Map<string, string>();
    try {
      for (const uri of uris) after.set(uri, applyEdits(texts.get(uri) ?? '', ofFile(edits, uri)));
    } catch (error) {
      return { finding, fix, broken: [String(error)] };
    }
    for (const [uri, text] of after) workspace.setFile({ uri, text });
    const left = findingsIn(workspace);
    const broken = [
      ...brokenByFindings(finding, edits, before, left),
      ...uris.flatMap((uri) => brokenInText(texts.get(uri) ?? '', after.get(uri) ?? '', ofFile(edits, uri))),
      ...uris.flatMap((uri) => (problemsIn(workspace, uri) > (problems.get(uri) ?? 0) ? [`${uri} is more broken than before`] : [])),
      ...uris.flatMap((uri) =>
        lostComments(comments.get(uri) ?? [], commentsIn(workspace, uri), ofFile(edits, uri)).map((each) => `the comment ${each} is gone`),
      ),
      ...(fix.fix.safe ? uris.flatMap((uri) => otherMeaning(finding, meaning.get(uri) ?? [], stated(workspace, uri))) : []),
    ];
    for (const uri of uris) {
      const text = texts.get(uri);
      if (text === undefined) workspace.removeFile(uri);
      else workspace.setFile({ uri, text });
    }
    return { finding, fix, broken };
  });
}

/** The files after all safe fixes, round by round; and what that breaks. */
export function safelyFixed(files: readonly SourceFile[]): {
  readonly files: readonly SourceFile[];
  readonly rounds: number;
  readonly broken: readonly string[];
} {
  const workspace = workspaceOf({ files });
  let now = files;
  for (let rounds = 0; ; rounds++) {
    const edits = now.flatMap(({ uri }) => fixAll(workspace, uri));
    if (edits.length === 0) return { files: now, rounds, broken: [] };
    if (rounds === ROUNDS) return { files: now, rounds, broken: [`after ${ROUNDS} rounds there is still ${edits.map((edit) => shown(edit)).join(', ')}`] };
    try {
      now = now.map(({ uri, text }) => ({ uri, text: applyEdits(text, ofFile(edits, uri)) }));
    } catch (error) {
      return { files: now, rounds, broken: [`two safe fixes meet: ${String(error)}`] };
    }
    for (const file of now) workspace.setFile(file);
  }
}

function findingsIn(workspace: Workspace): Finding[] {
  return workspace.uris().flatMap((uri) => workspace.findings(uri));
}

function ofFile(edits: readonly Edit[], uri: string): Edit[] {
  return edits.filter(({ file }) => file.uri === uri);
}

function shown({ file, span, newText }: Edit): string {
  return `${JSON.stringify(textOf(file.text, span))} -> ${JSON.stringify(newText)}`;
}

/** Where an offset of the text before stands after edits: what was replaced is where its replacement begins. */
function moved(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const { span, newText } of edits) {
    if (span.end <= offset) shift += newText.length - (span.end - span.start);
    else if (span.start < offset) shift -= offset - span.start;
  }
  return offset + shift;
}

function brokenByFindings({ rule, at, message, severity }: Finding, edits: readonly Edit[], before: readonly Finding[], left: readonly Finding[]): string[] {
  const ofRule = before.filter((each) => each.rule.id === rule.id);
  const still = left.filter((each) => each.rule.id === rule.id);
  const isThere = still.some((each) => each.at.file.uri === at.file.uri && each.at.key === at.key && each.message === message);
  const isGone = still.length < ofRule.length || (still.length === ofRule.length && !isThere);
  const worst = SEVERITIES.indexOf(severity);
  const reveals = REVEALED[rule.id] ?? [];
  // Several servers that say the same are one, and then a client knows which is its own.
  const wasAmbiguous = count(before, 'pairing-ambiguous') > count(left, 'pairing-ambiguous');
  const fresh = unmatched(before, left, edits).filter(
    (each) =>
      SEVERITIES.indexOf(each.severity) <= worst && reveals !== 'anything' && !reveals.includes(each.rule.id) && !(wasAmbiguous && isOfTunnel(each.rule)),
  );
  return [
    ...(isGone ? [] : ['the finding is still there']),
    ...fresh.map(
      (each) => `a new ${each.severity} ${each.rule.id} at ${JSON.stringify(textOf(each.at.file.text, each.at.span).slice(0, 80))}: ${each.message}`,
    ),
  ];
}

function count(findings: readonly Finding[], id: string): number {
  return findings.filter(({ rule }) => rule.id === id).length;
}

/** The findings that were not there before. One was if its rule stood at its place, about its object, or said the same in its file. */
function unmatched(before: readonly Finding[], left: readonly Finding[], edits: readonly Edit[]): readonly Finding[] {
  const known = new Set(before);
  const isSame: readonly ((a: Finding, b: Finding) => boolean)[] = [
    (a, b) => a.message === b.message && moved(ofFile(edits, a.at.file.uri), a.at.span.start) === b.at.span.start,
    (a, b) => moved(ofFile(edits, a.at.file.uri), a.at.span.start) === b.at.span.start,
    (a, b) => a.message === b.message,
    (a, b) => a.at.key !== undefined && a.at.key === b.at.key,
    // It tells of the first place only, which another one may be after the order has changed.
    ({ rule }) => rule.id === 'xml-placeholder',
  ];
  let rest = left;
  for (const same of isSame)
    rest = rest.filter((each) => {
      const match = [...known].find(({ rule, at, ...more }) => rule === each.rule && at.file.uri === each.at.file.uri && same({ rule, at, ...more }, each));
      return !match || !known.delete(match);
    });
  return rest;
}

/** The encodings that files of administrators are in. */
const ENCODINGS: readonly Encoding[] = [
  { name: 'utf-8', bom: false },
  { name: 'utf-8', bom: true },
  { name: 'utf-16le', bom: true },
  { name: 'utf-16be', bom: true },
  { name: 'windows-1252', bom: false },
];

function brokenInText(before: string, after: string, edits: readonly Edit[]): string[] {
  const inPairs = edits.flatMap(({ span }) => [span.start, span.end]).filter((offset) => isWithinPair(before, offset));
  return [
    ...inPairs.map((offset) => `an edit begins or ends within a line break or a character, at ${offset}`),
    ...(endsOf(before).size < 2 && endsOf(after).size > 1 ? ['lines end in two ways'] : []),
    ...(endsOf(before).size === 1 && endsOf(after).size === 1 && [...endsOf(before)][0] !== [...endsOf(after)][0] ? ['all lines end in another way'] : []),
    ...wideEdits(edits).map((edit) => `the edit rewrites what stays: ${edit}`),
    ...ENCODINGS.flatMap((encoding) => (keepsBytes(before, after, edits, encoding) ? [] : [`bytes outside of the edit differ in ${encoding.name}`])),
  ];
}

function isWithinPair(text: string, offset: number): boolean {
  return /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(offset - 1, offset + 1));
}

function endsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r\n|\r|\n/g));
}

/** Whether the file as it is read from its bytes, edited and written again has the same bytes but for what was edited. One that is not in the encoding is passed over. */
function keepsBytes(before: string, after: string, edits: readonly Edit[], encoding: Encoding): boolean {
  const bytes = encode(before, encoding);
  if (!bytes) return true;
  const read = decode(bytes, 'x.ps1');
  if (!('text' in read) || read.text !== before) return true;
  const written = encode(after, read.encoding);
  // What cannot be written is refused by every host.
  if (!written) return true;
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const kept: Uint8Array[] = [];
  let at = 0;
  const part = (text: string): Uint8Array => encode(text, { ...encoding, bom: false }) ?? new Uint8Array();
  for (const { span, newText } of sorted) {
    kept.push(part(before.slice(at, span.start)), part(newText));
    at = span.end;
  }
  const mark = bytes.subarray(0, bytes.length - part(before).length);
  return Buffer.concat([mark, ...kept, part(before.slice(at))]).equals(written);
}

function problemsIn(workspace: Workspace, uri: string): number {
  return workspace.partsOf(uri).reduce((sum, { analysis }) => sum + analysis.reading.facts.problems.length, 0);
}

function commentsIn(workspace: Workspace, uri: string): string[] {
  return workspace.partsOf(uri).flatMap(({ analysis }) => analysis.artefact.comments(analysis.reading).map((span) => textOf(analysis.file.text, span)));
}

/** The comments that are missing, but for those that the fix edits or that stand in what it deletes. A document inside of a file may have its signs escaped there. */
function lostComments(before: readonly string[], after: readonly string[], edits: readonly Edit[]): string[] {
  const edited = edits.map(({ file, span }) => plain(withDecoded(lines(file.text, span))));
  const kept = [...after];
  return before.filter((comment) => {
    const index = kept.indexOf(comment);
    if (index >= 0) kept.splice(index, 1);
    return index < 0 && !edited.some((text) => text.includes(plain(comment)));
  });
}

/** The text of all lines that a span touches. */
function lines(text: string, { start, end }: Span): string {
  const next = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, next < 0 ? text.length : next);
}

/** A text and what stands in it in base64. */
function withDecoded(text: string): string {
  return text + (text.match(/[A-Za-z0-9+/=]{80,}/g) ?? []).map((each) => Buffer.from(each, 'base64').toString('utf8')).join('');
}

/** Letters and digits alone, of entities and escapes nothing. */
function plain(text: string): string {
  return text.replace(/&(?:amp;)*\w+;|\\u00[0-9a-f]{2}|\\[nrt]/g, '').replace(/[^\p{L}\p{N}]/gu, '');
}

/** All that a file means: its profiles, and what it states in the words of the model. */
function stated(workspace: Workspace, uri: string): string[] {
  return workspace.partsOf(uri).flatMap(({ analysis }) => [...meaningOf(workspace, analysis.file.uri), ...statedBy(analysis.reading.facts)]);
}

/**
 * What a file states otherwise after a safe fix, but for the value that the finding names, and for what could not be read because of it: the finding
 * says that this means nothing as it stands.
 */
function otherMeaning({ at }: Finding, before: readonly string[], after: readonly string[]): string[] {
  const named = at.file.text.slice(at.span.start, at.span.end).toLowerCase();
  const gone = missing(before, after);
  const isOpen = (line: string): boolean => /=(?:unread|unknown|invalid)$/.test(line) || named.includes(line.slice(line.indexOf('=') + 1));
  const open = gone.filter(isOpen).map((line) => line.slice(0, line.indexOf('=')).replace(/\/[^/]*$/, ''));
  const parents = open.map((path) => path.replace(/\/[^/]*$/, ''));
  const come = missing(after, before).filter((line) => ![...open, ...parents].some((path) => path !== '' && line.startsWith(path)));
  const other = gone.filter((line) => !isOpen(line));
  return other.length + come.length === 0 ? [] : [`it means something else: ${other.join(' | ')} => ${come.join(' | ')}`];
}

function missing(all: readonly string[], from: readonly string[]): string[] {
  const left = [...from];
  return all.filter((each) => {
    const index = left.indexOf(each);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
