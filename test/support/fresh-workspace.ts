import { expect } from 'vitest';
import type { Location } from '../../server/src/core/source-file.ts';
import { textOf } from '../../server/src/core/span.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { workspaceOf } from './fixture.ts';

/** Everything that somebody sees of a workspace: findings in their order, with related places and fixes as they are now. */
export function seen(workspace: Workspace): unknown {
  const place = (location: Location | undefined): unknown =>
    location && [location.file.uri, location.span.start, location.span.end, textOf(location.file.text, location.span)];
  const fixed = (fix: Fix): unknown => ({
    title: fix.title,
    safe: fix.safe,
    edits: workspace.edits(fix)?.map(({ file, span, newText }) => [file.uri, span.start, span.end, newText]),
  });
  const uris = workspace.uris().sort();
  return uris.map((uri) => ({
    uri,
    findings: workspace.findings(uri).map((finding) => ({
      at: place(finding.at),
      rule: finding.rule.id,
      severity: finding.severity,
      message: finding.message,
      related: finding.related.map(({ at, message }) => [place(workspace.current(at)), message]),
      fixes: finding.fixes().map(fixed),
    })),
  }));
}

/** The same files in a workspace that has never seen another version of them. They come in another order, which must not matter. */
export function fresh(workspace: Workspace, bases: ReadonlyMap<string, string> = new Map()): Workspace {
  const found = workspaceOf({
    files: workspace
      .uris()
      .reverse()
      .filter((uri) => !workspace.isBase(uri))
      .map((uri) => workspace.analysisOf(uri)?.file ?? workspace.projects().find(({ file }) => file.uri === uri)?.file ?? expect.fail(uri)),
  });
  handIn(found, bases);
  return found;
}

/** Gives a workspace what its project files extend, as its host does. */
export function handIn(workspace: Workspace, bases: ReadonlyMap<string, string>): void {
  for (let missing = workspace.named.missing(); missing.length > 0; missing = workspace.named.missing())
    for (const uri of missing) {
      const text = bases.get(uri);
      workspace.setBase(uri, text === undefined ? { reason: 'does not exist' } : { uri, text });
    }
}
