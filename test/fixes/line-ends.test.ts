import { expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/index.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

test('what a fix writes into a file of Windows ends its lines as Windows does, in every notation', () => {
  const strange: string[] = [];
  const notations = new Set<string>();
  for (const { files } of RULES.flatMap(({ examples: { bad } }) => bad).map(parseFixture)) {
    const workspace = workspaceOf({ files: files.map((file) => ({ ...file, text: file.text.replaceAll('\n', '\r\n') })) });
    const findings = files.flatMap(({ uri }) => workspace.findings(uri));
    for (const finding of findings)
      for (const { fix, edits } of workspace.fixesOf(finding))
        for (const { file, newText } of edits) {
          // A project file may be one that the fix makes.
          const notation = workspace.analysisOf(file.uri)?.artefact.id;
          if (notation === undefined) continue;
          const ends = newText.match(/\r\n|\n|\r/g) ?? [];
          if (ends.length > 0) notations.add(notation);
          if (ends.some((end) => end !== '\r\n')) strange.push(`${notation}: ${finding.rule.id}: ${fix.title}`);
        }
  }
  expect(strange).toEqual([]);
  // The test is about something: these write lines of their own.
  expect([...notations]).toEqual(expect.arrayContaining(['citrix-adc', 'f5', 'powershell', 'profilexml', 'reg-file']));
});
