import { describe, expect, test } from 'vitest';
import { applyEdits, type Edit } from '../../server/src/core/edit.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { baselineActions } from '../../server/src/features/baseline-actions.ts';
import { fixAll } from '../../server/src/features/code-actions.ts';
import { formatting } from '../../server/src/features/formatting.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { registryRewritings } from '../../server/src/features/refactorings/registry-notation.ts';
import { suppressActions } from '../../server/src/features/suppress.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { entryFor, printFindingsBaseline } from '../../server/src/workspace/findings-baseline.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';
import { strangeLineEnds, withLineEnds } from '../support/line-ends.ts';
import { IS_NIGHTLY } from '../support/nightly.ts';
import { client, profile, server } from '../support/policies.ts';

type Files = readonly SourceFile[];

const examples = RULES.flatMap(({ id, examples: { bad } }) => bad.map((text, index) => ({ id, index, files: parseFixture(text).files }))).map(
  (example, position) => ({ ...example, position }),
);

const rewritten = (files: Files, write: (text: string) => string): Files => files.map((file) => ({ ...file, text: write(file.text) }));

/** How the lines of a file may end that several programs have written. */
const MIXTURES: readonly { readonly name: string; readonly ends: readonly string[] }[] = [
  { name: 'LF and CR LF in turns', ends: ['\n', '\r\n'] },
  { name: 'CR LF, seldom LF', ends: ['\r\n', '\r\n', '\n'] },
  { name: 'LF, CR LF and CR in turns', ends: ['\n', '\r\n', '\r'] },
];

/** How a file may begin and end, and where a profile may stand. */
const FORMS: readonly { readonly name: string; readonly of: (files: Files, position: number) => Files }[] = [
  { name: 'as it is', of: (files) => files },
  { name: 'without a line end at the end', of: (files) => rewritten(files, (text) => text.replace(/\n+$/, '')) },
  { name: 'with a byte order mark that was left in', of: (files) => rewritten(files, (text) => `\ufeff${text}`) },
  {
    name: 'profiles inside other files',
    of: (files, position) => {
      const host = HOSTS[position % HOSTS.length];
      const fits = ({ uri, text }: SourceFile): boolean => uri.endsWith('.xml') && text.includes('<VPNProfile') && !/\$|`|["']@|<\?xml|&/.test(text);
      return files.map((file) => (host && fits(file) ? { uri: `${file.uri}.${host.path}`, text: host.wrap(file.text.trimEnd()) } : file));
    },
  },
];

/** Each form with each mixture. */
const WAYS = FORMS.flatMap((form) => MIXTURES.map((mixture) => [form, mixture] as const));

/** What edits do that has nothing to do with what they are for: to line ends, to halves of one, and to what stands before everything else. */
function spoilt(files: Files, edits: readonly Edit[]): string[] {
  return files.flatMap(({ uri, text }) => {
    const own = edits.filter(({ file }) => file.uri === uri);
    const after = applyEdits(text, own);
    const places = own.flatMap(({ span }) => [span.start, span.end]);
    return [
      ...strangeLineEnds(text, after),
      ...places.filter((offset) => text.startsWith('\r\n', offset - 1)).map((offset) => `an edit parts a CR LF at ${offset}`),
      ...(after.lastIndexOf('\ufeff') > 0 && text.lastIndexOf('\ufeff') <= 0 ? ['something stands before the byte order mark'] : []),
    ].map((each) => `${uri.slice(ROOT.length + 1)}: ${each}`);
  });
}

/** Everything that is offered for some files, with its title. */
function offered(workspace: Workspace, files: Files): { readonly title: string; readonly edits: readonly Edit[] }[] {
  return files.flatMap(({ uri, text }) => {
    const findings = workspace.findings(uri);
    const whole = { start: 0, end: text.length };
    const elements = [...text.matchAll(/<(?:Route|Servers|VPNProfile)\b/g)].map(({ index }) => ({ start: index + 1, end: index + 1 }));
    return [
      ...findings.flatMap((finding) => workspace.fixesOf(finding).map(({ fix, edits }) => ({ title: `${finding.rule.id}: ${fix.title}`, edits }))),
      ...suppressActions(workspace, findings.slice(0, 2)),
      ...elements.slice(0, 3).flatMap((span) => refactorings(workspace, uri, span)),
      ...registryRewritings(workspace, uri, whole).flatMap((each) => ('edits' in each ? [each] : [])),
      { title: 'Fix all', edits: fixAll(workspace, uri) },
      { title: 'Format', edits: formatting(workspace, uri, { unit: '\t' }) ?? [] },
    ];
  });
}

test('what a fix writes into a file of Windows ends its lines as Windows does, in every notation', () => {
  const strange: string[] = [];
  const notations = new Set<string>();
  for (const { files } of examples) {
    const workspace = workspaceOf({ files: rewritten(files, (text) => withLineEnds(text, ['\r\n'])) });
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

describe('whatever ends the lines of a file', () => {
  test.each(MIXTURES)('the same is said of it: $name', ({ ends }) => {
    const said = (files: Files): string[] => {
      const workspace = workspaceOf({ files });
      return files.flatMap(({ uri }) => workspace.findings(uri).map(({ rule, message }) => `${rule.id} ${uri}: ${message.replace(/\r\n?/g, '\n')}`));
    };
    for (const { id, index, files } of examples)
      expect(said(rewritten(files, (text) => withLineEnds(text, ends))), `${id}, example ${index}`).toEqual(said(files));
  });

  test('each edit ends its lines as those next to them end, and leaves the others alone', { timeout: 3_600_000 }, () => {
    const written = new Set<string>();
    for (const { id, index, files, position } of examples) {
      for (const [turn, [form, mixture]] of WAYS.entries()) {
        // Another way for the next example, and another line to begin with.
        if (!IS_NIGHTLY && position % WAYS.length !== turn) continue;
        const mixed = rewritten(form.of(files, position), (text) => withLineEnds(text, mixture.ends, position));
        const workspace = workspaceOf({ files: mixed });
        for (const { title, edits } of offered(workspace, mixed)) {
          expect(spoilt(mixed, edits), `${id}, example ${index}, ${form.name}, ${mixture.name}: ${title}`).toEqual([]);
          for (const { file, newText } of edits) if (/[\r\n]/.test(newText)) written.add(workspace.analysisOf(file.uri)?.artefact.id ?? 'none');
        }
      }
    }
    expect([...written]).toEqual(expect.arrayContaining(['citrix-adc', 'f5', 'powershell', 'profilexml', 'reg-file']));
  });

  test.each(MIXTURES)('so do those of a project file and of a baseline file: $name', ({ ends }) => {
    const [first, second] = [`${ROOT}/server/a.ps1`, `${ROOT}/server/b.ps1`];
    const texts: Files = [
      { uri: `${ROOT}/client.ps1`, text: client() },
      { uri: first, text: server({ DHGroup: 'Group2' }) },
      { uri: second, text: server({ DHGroup: 'ECP256' }) },
      { uri: `${ROOT}/client.xml`, text: profile({ DHGroup: 'ECP384' }) },
    ];
    const accepted = workspaceOf({ files: texts }).findings(first).slice(0, 1);
    const target = `${ROOT}/accepted.json`;
    const project = {
      uri: `${ROOT}/aovpn.json`,
      text: `{\n  "baselineFile": "accepted.json",\n  "rules": {\n    "tnd-missing": "off"\n  },\n  "overrides": [\n    {\n      "files": ["x/**"],\n      "rules": {}\n    }\n  ]\n}\n`,
    };
    const baseline = { uri: target, text: printFindingsBaseline(accepted.map((finding) => entryFor(finding, target))) };
    for (const from of ends.keys()) {
      const files = rewritten([...texts, project, baseline], (text) => withLineEnds(text, ends, from));
      const workspace = workspaceOf({ files });
      let made = 0;
      for (const { uri, text } of files.slice(0, texts.length)) {
        const accepting = baselineActions(workspace, uri, { start: 0, end: text.length });
        const turningOff = (['file', 'all'] as const).flatMap((scope) => workspace.turnedOff('crypto-weak', uri, scope) ?? []);
        const pinning = workspace.findings(uri).flatMap((finding) => workspace.fixesOf(finding).flatMap(({ edits }) => edits));
        for (const edit of [...accepting.flatMap(({ edits }) => edits), ...turningOff, ...pinning]) {
          expect(spoilt(files, [edit]), `${JSON.stringify(edit.newText)} in ${edit.file.uri}`).toEqual([]);
          made++;
        }
      }
      expect(made).toBeGreaterThan(10);
    }
  });
});
