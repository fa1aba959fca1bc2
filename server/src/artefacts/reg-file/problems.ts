import type { SourceFile } from '../../core/source-file.ts';
import { trimmed, type Span } from '../../core/span.ts';
import type { Anchors, SyntaxProblem } from '../../model/facts.ts';
import { isType } from '../../syntax/reg-file/content.ts';
import type { RegLine } from '../../syntax/reg-file/document.ts';
import type { RegHeader } from '../../syntax/reg-file/header.ts';
import { readValue, type RegDefect } from '../../syntax/reg-file/value.ts';
import type { Section } from './sections.ts';

/** What a line of its own was most likely meant to be: a value without quotes, a key without its bracket, or more data. */
const MEANT_AS_STATEMENT = /^(?:-?HKEY_|HKLM\\|HKCU\\|[“”„‘’\w][^=]{0,200}=[ \t]*(?:["“”]|dword:|hex[:(])|[\da-f]{2}(?:,[\da-f]{2})+)/iu;

export interface Problems {
  readonly problems: readonly SyntaxProblem[];
  /** What is present and not understood. */
  readonly unread: readonly Span[];
}

/**
 * What the Registry Editor passes over in the sections that matter, and why. It says nothing about it itself: it reports success for a file that it
 * passed over line by line.
 */
export function problemsOf(source: { file: SourceFile; header: RegHeader; sections: readonly Section[]; anchors: Anchors }): Problems {
  const { file, header, sections, anchors } = source;
  const { text } = file;
  if (sections.length === 0) return { problems: [], unread: [] };
  const defects = [...(header.defect ? [header.defect] : []), ...sections.flatMap((section) => defectsIn(text, section))];
  const problems = defects.map(({ span, message, fix }, index): SyntaxProblem => ({
    at: anchors.at(span, `problem/${index}`),
    message,
    notation: 'reg-file',
    ...(fix && { fix: { at: { file, span: fix.at }, text: fix.text, title: fix.title, safe: false } }),
  }));
  return { problems, unread: defects.map(({ span }) => span) };
}

function defectsIn(text: string, { key, lines }: Section): RegDefect[] {
  const defects: RegDefect[] = key?.defect ? [key.defect] : [];
  let isLost: string | undefined = key === undefined ? 'stands below no key' : key.deletes ? 'stands below a key that is deleted' : undefined;
  for (const line of lines) {
    if (line.kind === 'unread' && isMeantAsStatement(text, line)) {
      defects.push({ span: trimmed(text, line), message: 'This line is no key, no value and no comment, so it is passed over' });
    }
    // What is lost with data that breaks off is told there.
    if (line.kind !== 'value' || line.swallowed) continue;
    const { span, data, defect } = readValue(text, line);
    if (defect) defects.push(defect);
    else if (isLost !== undefined) {
      defects.push({ span, message: `The value ${isLost}, so it is passed over` });
      isLost = undefined;
    } else if (data?.kind === 'hex' && !isType(data.type)) {
      defects.push({ span: data.typeSpan, message: `There is no type ${data.type.toString(16)} in the registry, so nothing reads the value` });
    }
  }
  return defects;
}

function isMeantAsStatement(text: string, line: RegLine): boolean {
  return MEANT_AS_STATEMENT.test(text.slice(line.start, Math.min(line.end, line.start + 500)).trimStart());
}
