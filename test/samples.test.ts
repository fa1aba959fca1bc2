import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SourceFile } from '../server/src/core/source-file.ts';
import { textOf } from '../server/src/core/span.ts';
import { ROOT, workspaceOf } from './support/fixture.ts';

const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));

function filesOf(sample: string): SourceFile[] {
  const folder = join(SAMPLES, sample);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ uri: `${ROOT}/${relative(folder, path).replaceAll('\\', '/')}`, text: readFileSync(path, 'utf8') }));
}

test('contoso shows one mismatch, one weak value and one registry mistake, and nothing else', () => {
  const files = filesOf('contoso');
  const workspace = workspaceOf({ files });
  const findings = files.flatMap(({ uri }) =>
    workspace.findings(uri).map(({ rule, severity, at }) => `${uri.slice(ROOT.length + 1)}: ${severity} ${rule.id} ${textOf(at.file.text, at.span)}`),
  );
  expect(findings.sort()).toEqual([
    'client/profile-user.xml: error policy-mismatch Group14',
    'client/profile-user.xml: warning crypto-weak PFS2',
    'server/rras.ps1: error reg-path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters',
    'server/rras.ps1: information policy-mismatch ECP384',
    'server/rras.ps1: warning crypto-weak PFS2',
  ]);
});

test('the first fix of each mistake of contoso leaves nothing to find', () => {
  const files = filesOf('contoso');
  const workspace = workspaceOf({ files });
  // The mismatch, the weak value on both sides, then the registry: each for all files at once.
  for (let round = 0; round < 5; round++) {
    const [finding] = files.flatMap(({ uri }) => workspace.findings(uri));
    if (!finding) return;
    const [first] = workspace.fixesOf(finding);
    for (const uri of new Set(first?.edits.map((edit) => edit.file.uri))) {
      const edits = (first?.edits ?? []).filter((edit) => edit.file.uri === uri).sort((a, b) => b.span.start - a.span.start);
      const before = workspace.analysisOf(uri)?.file.text ?? '';
      workspace.setFile({ uri, text: edits.reduce((text, { span, newText }) => text.slice(0, span.start) + newText + text.slice(span.end), before) });
    }
  }
  expect(files.flatMap(({ uri }) => workspace.findings(uri)).map(({ message }) => message)).toEqual([]);
});

test("no sample uses a name that is somebody else's", () => {
  for (const sample of readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const { text } of filesOf(sample.name)) expect(text).not.toMatch(/example\.(com|net|org)/i);
  }
});
