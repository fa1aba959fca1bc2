import { fingerprint } from '../core/fingerprint.ts';
import type { Location, SourceFile } from '../core/source-file.ts';
import { withoutSecrets } from '../model/secret.ts';

/** A longer line is cut around the finding: a profile may be one line, and an edit elsewhere in it is none of this finding's business. */
const LONGEST_LINE = 200;
/** How much of such a line counts before and after the finding's start, in UTF-16 units. */
const [BEFORE, AFTER] = [60, 80];
/** How much of the marked text counts: a document in base64 is one value. */
const LONGEST_MARK = 200;

/**
 * What tells a finding from others of its file and stays the same when lines are added or removed elsewhere, or moved:
 * the rule, the text that is marked and the line that it stands on, with runs of blanks as one. Two findings that agree
 * in all of these have the same; whoever needs to tell them apart counts them in the order of the text. Baseline files
 * What is secret counts as asterisks: whoever has the fingerprint could try passwords until one fits. Baseline files
 * and SARIF logs keep it over versions of this program, so the algorithm never changes without their version.
 */
export function findingFingerprint(ruleId: string, { file, span: { start, end } }: Omit<Location, 'key'>): string {
  const text = shownText(file);
  const marked = text.slice(start, Math.min(end, start + LONGEST_MARK));
  return fingerprint([ruleId, blanksAsOne(marked), blanksAsOne(around(text, start))].join('\n'));
}

/** As it was asked for last: findings are asked about file by file. */
let last: { readonly file: SourceFile; readonly text: string } | undefined;

function shownText(file: SourceFile): string {
  if (last?.file !== file) last = { file, text: withoutSecrets(file.text) };
  return last.text;
}

function around(text: string, offset: number): string {
  const from = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const rest = text.slice(offset, offset + LONGEST_LINE).search(/[\r\n]/);
  const to = rest < 0 ? Math.min(text.length, offset + LONGEST_LINE) : offset + rest;
  return to - from <= LONGEST_LINE ? text.slice(from, to) : text.slice(Math.max(from, offset - BEFORE), Math.min(to, offset + AFTER));
}

function blanksAsOne(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
