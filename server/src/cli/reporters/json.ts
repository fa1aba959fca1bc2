import type { Diagnostic, Place, Report } from '../checking/report.ts';

/** One JSON object. Its shape is a contract: version 1 only ever gains properties. */
export function json({ files, summary, diagnostics, keptBack, skipped }: Report): string {
  const accepted = keptBack && { keptBack: keptBack.map(asData) };
  return `${JSON.stringify({ version: 1, files, summary, diagnostics: diagnostics.map(asData), ...accepted, skipped }, undefined, 2)}\n`;
}

function asData(diagnostic: Diagnostic): object {
  const { severity, rule, message, related, fixes } = diagnostic;
  return {
    ...place(diagnostic),
    severity,
    rule,
    message,
    related: related.map((each) => ({ ...place(each), message: each.message })),
    fixes: fixes().map(({ title, safe, edits }) => ({ title, safe, edits: edits.map((edit) => ({ ...place(edit), newText: edit.newText })) })),
  };
}

function place({ file, range: { start, end } }: Place): object {
  return { file, range: { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } } };
}
