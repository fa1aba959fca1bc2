import { push } from '../core/groups.ts';
import { append } from '../core/lists.ts';
import type { Location } from '../core/source-file.ts';
import { lowerOf, type Fix } from '../rules/rule.ts';
import type { Analysis } from './analysis.ts';
import { suppressionFacts } from './checks.ts';
import type { EmbeddedTexts } from './embedded-texts.ts';
import type { ProjectFiles } from './project-files.ts';
import type { RuleRunner } from './rule-runner.ts';
import { byPlace, findingOf, mirroredFinding, severityOf, suppressor, type Finding, type MirroredReport, type RawFinding } from './settle.ts';
import type { Suppression } from './suppressions.ts';
import type { Settled, Unit } from './unit.ts';

/** What settling needs of the workspace around it. */
export interface Judges {
  readonly runner: RuleRunner;
  readonly embedded: EmbeddedTexts;
  readonly projects: ProjectFiles;
  readonly fixesOf: (uri: string, raw: RawFinding) => readonly Fix[];
}

/** Most units have none, and there are thousands. */
const NO_MIRRORS: Settled['mirrors'] = new Map();
const NO_SUPPRESSIONS: Settled['used'] = new Set();

/** Decides what is told of what rules have reported: severities, suppressions, and the server's side of what clients report. */
export class Settling {
  readonly #judges: Judges;

  constructor(judges: Judges) {
    this.#judges = judges;
  }

  /** What is told of a unit by itself, and what it has to say elsewhere. */
  settle({ analysis, own, context }: Unit): Settled {
    const used = new Set<Suppression>();
    const mirrors = new Map<string, MirroredReport[]>();
    const findings = this.#judges.projects.isExcluded(analysis.file.uri) ? [] : this.#settled(analysis, [...own, ...context], used, mirrors);
    return { findings, mirrors: mirrors.size > 0 ? mirrors : NO_MIRRORS, used: used.size > 0 ? used : NO_SUPPRESSIONS };
  }

  /**
   * All that is told of a unit, in the order of its text.
   * @param from what others have to say about it
   * @param used the suppressions that are needed, to which those that are needed here are added
   * @param complete whether all files have been read: what keeps a finding across files away cannot be called unused before that
   */
  findings(
    { analysis, settled }: Unit,
    from: ReadonlyMap<string, readonly MirroredReport[]> | undefined,
    used: Set<Suppression>,
    complete: boolean,
  ): Finding[] {
    if (!settled || this.#judges.projects.isExcluded(analysis.file.uri)) return [];
    for (const each of settled.used) used.add(each);
    const findings = [...settled.findings, ...(from ? this.#mirrored(analysis, from, used) : [])];
    if (complete) append(findings, this.#suppressionFindings(analysis, used));
    return findings.sort(byPlace);
  }

  /** Applies project file and suppressions to what rules reported about a file, and collects the mirrors of what is left. */
  #settled({ file, suppressions }: Analysis, raw: readonly RawFinding[], used: Set<Suppression>, mirrors: Map<string, MirroredReport[]>): Finding[] {
    if (raw.length === 0) return [];
    const suppressing = this.#suppressorOf(file, suppressions);
    const configured = this.#judges.projects.severities(file.uri);
    // A command whose values depend on a condition is checked once for each of them.
    const seen = new Set<string>();
    return raw.flatMap((each) => {
      const { rule, report } = each;
      const decided = configured(rule.id) ?? severityOf(rule, report.severity);
      const severity = decided !== 'off' && report.isMirror ? lowerOf('information', decided) : decided;
      const hits = suppressing(rule.id, report.at);
      for (const hit of hits) used.add(hit);
      const identity = `${rule.id} ${report.at.span.start} ${report.at.span.end} ${report.message}`;
      if (severity === 'off' || hits.length > 0 || seen.has(identity)) return [];
      seen.add(identity);
      for (const mirror of report.mirrors ?? []) push(mirrors, mirror.at.file.uri, { rule, mirror, client: report.at });
      return [findingOf(each, severity, () => this.#judges.fixesOf(file.uri, each))];
    });
  }

  /** What keeps a report about a file away: suppressions in it and, for a document inside of one, those of the file around it. */
  #suppressorOf(file: Analysis['file'], suppressions: readonly Suppression[]): (ruleId: string, at: Location) => Suppression[] {
    const { embedded } = this.#judges;
    const own = suppressor(file, suppressions);
    const host = embedded.hostOf(file.uri);
    if (!host) return (ruleId, at) => own(ruleId, at.span.start);
    const around = suppressor(host.file, host.suppressions);
    return (ruleId, at) => [...own(ruleId, at.span.start), ...around(ruleId, embedded.inFile(at).span.start)];
  }

  /** What is wrong with the suppressions themselves. Those that suppress that come last, when it is known whether they were needed. */
  #suppressionFindings(analysis: Analysis, used: Set<Suppression>): Finding[] {
    const last = ({ id }: Suppression): boolean => id === 'suppression-unused' || id === 'suppression-unknown';
    const { file, suppressions } = analysis;
    if (suppressions.length === 0) return [];
    return [suppressions.filter((each) => !last(each)), suppressions.filter(last)].flatMap((some) => {
      const raw = suppressionFacts(file, some, used).flatMap((fact) => this.#judges.runner.run('suppression', fact, fact.at));
      return this.#settled(analysis, raw, used, new Map());
    });
  }

  /** What other units have to say about one, each place and rule once for all of them. */
  #mirrored(analysis: Analysis, from: ReadonlyMap<string, readonly MirroredReport[]>, used: Set<Suppression>): Finding[] {
    const groups = new Map<string, MirroredReport[]>();
    for (const uri of [...from.keys()].sort()) {
      for (const reported of from.get(uri) ?? []) {
        // Several commands may take their values from one place, which may have moved since the client was checked.
        const at = this.#judges.embedded.currentInText(reported.mirror.at);
        if (at) push(groups, `${at.span.start}-${at.span.end}#${reported.rule.id}`, { ...reported, mirror: { ...reported.mirror, at } });
      }
    }
    return [...groups.values()].flatMap((group) => {
      const [first] = group;
      const finding = first && this.#judges.runner.guarded(first.rule, () => mirroredFinding(group), undefined);
      if (!finding) return [];
      const report = { at: finding.at, message: finding.message, related: finding.related, fixes: finding.fixes, isMirror: true as const };
      return this.#settled(analysis, [{ rule: finding.rule, report }], used, new Map());
    });
  }
}
