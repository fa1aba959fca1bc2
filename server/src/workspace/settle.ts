import type { Location, SourceFile } from '../core/source-file.ts';
import { push } from '../core/groups.ts';
import { LineIndex } from '../core/line-index.ts';
import type { AnyRule, Fix, Mirror, MirrorFix, Related, Report, Severity } from '../rules/rule.ts';
import { ceiling, lowerOf } from '../rules/rule.ts';
import type { Suppression } from './suppressions.ts';

/** A report with the rule that made it, before project file and suppressions have had their say. */
export interface RawFinding {
  readonly rule: AnyRule;
  /** `isMirror` marks what was made from the reports about clients: never more than information. Replaced when its fixes are put away. */
  report: Report & { readonly isMirror?: true };
}

/** A finding as the user sees it. */
export interface Finding {
  readonly rule: AnyRule;
  readonly at: Location;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly Related[];
  readonly fixes: () => readonly Fix[];
}

/** The severity of a report: the rule's, never above what its confidence allows, lowered by the report. */
export function severityOf(rule: AnyRule, reported: Severity | undefined): Severity {
  const base = lowerOf(rule.severity, ceiling(rule.confidence));
  return reported === undefined ? base : lowerOf(base, reported);
}

/** A report as the user sees it, with the severity that was decided on. */
export function findingOf({ rule, report }: RawFinding, severity: Severity, fixes: () => readonly Fix[]): Finding {
  return { rule, at: report.at, severity, message: report.message, related: report.related ?? NONE, fixes };
}

const NONE: readonly Related[] = [];

/** Which suppressions of a file keep a report away: those of its rule whose lines hold its start. */
export function suppressor(file: SourceFile, suppressions: readonly Suppression[]): (ruleId: string, offset: number) => Suppression[] {
  if (suppressions.length === 0) return () => [];
  const lines = new LineIndex(file.text);
  return (ruleId, offset) => {
    const { line } = lines.positionAt(offset);
    return suppressions.filter((suppression) => suppression.id === ruleId && suppression.from <= line && line <= suppression.to);
  };
}

/** The order in which findings of one file are shown. */
export function byPlace({ at: { span: a } }: Finding, { at: { span: b } }: Finding): number {
  return a.start - b.start || a.end - b.end;
}

/** A mirror together with the client's report that it mirrors. */
export interface MirroredReport {
  readonly rule: AnyRule;
  readonly mirror: Mirror;
  readonly client: Location;
}

/** At most this many clients are named at a server's finding. */
const MOST_RELATED = 5;

/** All mirrors at one place of one rule as one finding of severity information. The clients are those of different places. */
export function mirroredFinding(mirrors: readonly MirroredReport[]): Finding | undefined {
  const [first] = mirrors;
  if (!first) return undefined;
  const distinct = [...new Map(mirrors.map((each) => [`${each.client.file.uri}#${each.client.key ?? each.client.span.start}`, each])).values()];
  return {
    rule: first.rule,
    at: first.mirror.at,
    severity: lowerOf('information', severityOf(first.rule, undefined)),
    message: first.mirror.message(distinct.length),
    related: distinct.slice(0, MOST_RELATED).map(({ client, mirror }) => ({ at: client, message: mirror.relatedMessage })),
    fixes: () => mergedFixes(distinct.map(({ mirror }) => mirror)),
  };
}

/** Fixes of the same title become one that makes the changes of all. */
function mergedFixes(mirrors: readonly Mirror[]): Fix[] {
  const byTitle = new Map<string, MirrorFix[]>();
  for (const fix of mirrors.flatMap((mirror) => mirror.fixes?.() ?? [])) push(byTitle, fix.title, fix);
  return [...byTitle].map(([title, fixes]) => ({
    title: fixes.length < mirrors.length ? (fixes[0]?.partialTitle ?? title) : title,
    safe: fixes.every(({ safe }) => safe),
    changes: fixes.flatMap(({ changes }) => changes),
  }));
}
