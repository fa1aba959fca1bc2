import type { Edit } from '../core/edit.ts';
import type { Location, SourceFile } from '../core/source-file.ts';
import { uriName, uriScheme } from '../core/uri.ts';
import { analyse, type Analysis } from './analysis.ts';
import { checkContext, checkOwn, contextSignature, suppressionFacts } from './checks.ts';
import { Deployments } from './deployments.ts';
import { EmbeddedTexts, type Part } from './embedded-texts.ts';
import { editsOf } from './fixes.ts';
import { isUnder, rootOf } from './folders.ts';
import { pinEdits } from './pin.ts';
import { configuredSeverity, type Base, type Project } from './project-extends.ts';
import { PROJECT_FILE, type StatedProject } from './project-file.ts';
import { ProjectFiles } from './project-files.ts';
import { checkProject, containingProjects } from './project-findings.ts';
import { RuleRunner, type Log } from './rule-runner.ts';
import { lowerOf, type Fix, type Severity } from '../rules/rule.ts';
import { byPlace, findingOf, mirroredFinding, severityOf, suppressor, type Finding, type MirroredReport, type RawFinding } from './settle.ts';
import type { Suppression } from './suppressions.ts';
import { turnOffEdits, type TurnOffScope } from './turn-off.ts';

/** A fix with the edits that make it. */
export interface WritableFix {
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/** What has been worked out for one file, to be used again while nothing it rests on has changed. */
interface Checked {
  readonly analysis: Analysis;
  readonly own: readonly RawFinding[];
  /** The pairing that `context` was last found to be valid for. */
  deployments: Deployments | undefined;
  signature: string;
  context: readonly RawFinding[];
}

/**
 * All files as one system. The host pushes texts in and takes findings out; nothing here reads a disk or knows an editor.
 *
 * Work is done when findings are asked for, and only what a change can have reached: a file's own findings follow from its
 * text, its findings across files from its text and the *summaries* of the others. A change that leaves a file's summary
 * as it was re-checks that file alone.
 */
export class Workspace {
  #roots: readonly string[] = [];
  /** Of files and of the documents inside them. */
  readonly #analyses = new Map<string, Analysis>();
  readonly #embedded = new EmbeddedTexts(this.#analyses);
  readonly #projects = new ProjectFiles();
  #walked: readonly string[] | undefined;
  readonly #checked = new Map<string, Checked>();
  readonly #runner: RuleRunner;
  #order: readonly string[] | undefined;
  #deployments: Deployments | undefined;
  #complete = true;
  #findings: Map<string, readonly Finding[]> | undefined;
  /** Number of files whose checks across files have run, for tests of what a change reaches. */
  contextChecks = 0;

  constructor(log: Log = () => undefined, runner: RuleRunner = new RuleRunner(log)) {
    this.#runner = runner;
  }

  /** The workspace folders, as normalised URIs. Files of different folders are never paired. */
  setRoots(roots: readonly string[]): void {
    this.#roots = roots;
    this.#invalidate(true);
  }

  /** The folders that have been looked through completely, as normalised URIs; the workspace folders unless told. */
  setWalked(folders: readonly string[]): void {
    this.#walked = folders;
    this.#invalidate(false);
  }

  /**
   * Says whether all files have been taken in. Until then nothing is compared across files: a server that has not been
   * read yet would make the one that has look like the only one.
   */
  setComplete(complete: boolean): void {
    if (this.#complete === complete) return;
    this.#complete = complete;
    this.#invalidate(true);
  }

  /** Takes a file in, in its first or a newer version. Returns whether other files may have to be looked at again. */
  setFile(file: SourceFile): boolean {
    if (uriName(file.uri) === PROJECT_FILE) {
      const differs = this.#projects.set(file);
      if (differs) this.#invalidate(true);
      return differs;
    }
    if (this.isBase(file.uri)) return this.setBase(file.uri, file);
    const before = this.#analyses.get(file.uri);
    if (before?.file.text === file.text && before.file.languageId === file.languageId) return false;
    const analysis = analyse(file);
    if (!analysis && !before) return false;
    if (!before || !analysis) this.#order = undefined;
    if (analysis) this.#analyses.set(file.uri, analysis);
    else this.#analyses.delete(file.uri);
    const { came, went, differs } = this.#embedded.update(file.uri, analysis?.embedded ?? []);
    if (came || went.length > 0) this.#order = undefined;
    for (const uri of went) this.#checked.delete(uri);
    // Only what two versions say is compared: the first one is news anyway.
    const changed = differs || !(before && analysis) || before.summary !== analysis.summary;
    this.#invalidate(changed);
    return changed;
  }

  removeFile(uri: string): boolean {
    const known = this.#analyses.delete(uri) || this.#projects.remove(uri);
    for (const each of [uri, ...this.#embedded.update(uri, []).went]) this.#checked.delete(each);
    this.#order = undefined;
    if (known) this.#invalidate(true);
    return known;
  }

  /** Takes in a file that project files extend, or why it cannot be read. */
  setBase(uri: string, base: Base): boolean {
    const differs = this.#projects.setBase(uri, base);
    if (differs) this.#invalidate(true);
    return differs;
  }

  /** The files that project files extend and that are no project files of the workspace themselves. */
  bases(): ReadonlySet<string> {
    return this.#projects.bases();
  }

  /** Those of them that `setBase` has not been called for. */
  missingBases(): string[] {
    return this.#projects.missing();
  }

  isBase(uri: string): boolean {
    return this.#projects.bases().has(uri);
  }

  analysisOf(uri: string): Analysis | undefined {
    return this.#analyses.get(uri);
  }

  /** URIs of all files that an artefact recognised, and of the project files. */
  uris(): string[] {
    return [...this.#analyses.keys(), ...this.#toldProjects().map(({ file }) => file.uri)].filter((uri) => !this.#embedded.isInner(uri));
  }

  /** A file and the documents inside it, the file first; empty for one that nothing recognises. */
  partsOf(uri: string): Part[] {
    const analysis = this.#analyses.get(uri);
    return analysis ? [{ analysis }, ...this.#embedded.partsOf(uri)] : [];
  }

  /** Whether the project file says that a file is not checked. */
  isExcluded(uri: string): boolean {
    return this.#excluded()(uri);
  }

  /** Whether the project file, or a comment in a file, may keep findings of a rule about it away. */
  mayHide(uri: string, ruleId: string): boolean {
    if (this.isExcluded(uri) || this.#configured(uri, ruleId) === 'off') return true;
    return this.partsOf(uri).some(({ analysis }) => analysis.suppressions.some(({ id, kind }) => kind === 'keeps' && id === ruleId));
  }

  projects(): readonly Project[] {
    return this.#projects.projects;
  }

  /** Project files, and what they extend as far as it lies in the workspace. */
  #toldProjects(): StatedProject[] {
    const own = new Set(this.projects().map(({ file }) => file.uri));
    return this.#projects.stated().filter(({ file: { uri } }) => own.has(uri) || this.#roots.some((root) => isUnder(uri, root)));
  }

  deployments(): Deployments {
    if (!this.#deployments) {
      const excluded = this.#excluded();
      const paired = this.#complete ? this.#inOrder().filter(({ file }) => !excluded(file.uri)) : [];
      // A twin in a file that has not been read would be missing.
      const find = (uri: string): Analysis | undefined => this.#analyses.get(uri);
      this.#deployments = new Deployments(paired, find, this.#roots, this.projects(), this.#complete);
    }
    return this.#deployments;
  }

  /**
   * The findings of a file and of the documents inside it, in the order of its text; empty for one that is not known. For
   * the URI of such a document: its own, at the places of its own text.
   */
  findings(uri: string): readonly Finding[] {
    return this.#all().get(uri) ?? [];
  }

  /** The fixes of a finding that can be written now, the best first. One that fails is a defect: it is logged once and left out. */
  fixesOf(finding: Finding): WritableFix[] {
    const writable = (): WritableFix[] =>
      finding.fixes().flatMap((fix) => {
        const edits = this.edits(fix);
        return edits ? [{ fix, edits }] : [];
      });
    return this.#runner.guarded(finding.rule, writable, []);
  }

  /** The edits of a fix; `undefined` when it cannot be written safely. */
  edits(fix: Fix): Edit[] | undefined {
    const edits = editsOf(fix, {
      analysisOf: (uri) => this.#analyses.get(uri),
      isProjectFile: (uri) => uriName(uri) === PROJECT_FILE || this.isBase(uri),
      pin: ({ client, server }) => {
        const project = this.#projects.governed.of(client.file.uri);
        return pinEdits(client.file.uri, server.file.uri, project, this.#commonFolder(client.file.uri, server.file.uri));
      },
    });
    return edits && this.#embedded.editsInFiles(edits);
  }

  /** The edits by which the project file turns a rule off for a file, or for all that it governs; `undefined` where that would have no effect. */
  turnedOff(ruleId: string, uri: string, scope: TurnOffScope): Edit[] | undefined {
    if (uriScheme(uri) === 'untitled') return undefined;
    const project = this.#projects.governed.of(uri);
    return turnOffEdits(ruleId, uri, scope, project, rootOf(uri, this.#roots), (file) => this.#projects.resolve(file));
  }

  /** The same place in the newest version of its file; `undefined` when it is gone. */
  current(location: Location): Location | undefined {
    const inner = this.#embedded.innerOf(location);
    if (!inner) {
      const now = this.#current(location);
      return now && this.#embedded.inFile(now);
    }
    if (this.#analyses.get(location.file.uri)?.file === location.file) return location;
    const now = this.#analyses.has(inner.file.uri) ? this.#current(inner) : undefined;
    return now && this.#embedded.inFile(now);
  }

  #current(location: Location): Location | undefined {
    const facts = this.#analyses.get(location.file.uri)?.reading.facts;
    if (!facts || facts.file === location.file) return location;
    const span = location.key === undefined ? undefined : facts.placeOf(location.key);
    return span && { file: facts.file, span, ...(location.key !== undefined && { key: location.key }) };
  }

  /** Every recognised file in the order of its URI, so that what is found does not depend on the order of arrival. */
  #inOrder(): readonly Analysis[] {
    this.#order ??= [...this.#analyses.values()].sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1)).map(({ file }) => file.uri);
    return this.#order.flatMap((uri) => this.#analyses.get(uri) ?? []);
  }

  #invalidate(pairings: boolean): void {
    this.#findings = undefined;
    if (pairings) this.#deployments = undefined;
  }

  #commonFolder(a: string, b: string): string {
    let folder = a.slice(0, a.lastIndexOf('/'));
    while (!b.startsWith(`${folder}/`) && folder.includes('/')) folder = folder.slice(0, folder.lastIndexOf('/'));
    return folder;
  }

  #all(): Map<string, readonly Finding[]> {
    if (this.#findings) return this.#findings;
    const settled = new Map<string, Finding[]>();
    const mirrors = new Map<string, MirroredReport[]>();
    const used = new Set<Suppression>();
    const excluded = this.#excluded();
    for (const analysis of this.#inOrder()) {
      const { uri } = analysis.file;
      if (excluded(uri)) continue;
      const { own, context } = this.#check(uri, analysis);
      settled.set(uri, this.#settle(analysis, [...own, ...context], used, mirrors));
    }
    this.#settleMirrors(mirrors, settled, used);
    for (const analysis of this.#inOrder()) {
      const list = settled.get(analysis.file.uri);
      if (!list) continue;
      list.push(...this.#suppressionFindings(analysis, used));
      list.sort(byPlace);
    }
    this.#tellInFiles(settled);
    for (const [uri, findings] of this.#projectFindings()) settled.set(uri, findings);
    this.#findings = settled;
    return settled;
  }

  /** Puts what was found inside of files where they show it. */
  #tellInFiles(settled: Map<string, Finding[]>): void {
    if (this.#embedded.isEmpty) return;
    const told = ({ at, related, ...finding }: Finding): Finding => ({
      ...finding,
      at: this.current(at) ?? at,
      related: related.flatMap((each) => {
        const place = this.current(each.at);
        return place ? [{ ...each, at: place }] : [];
      }),
    });
    for (const [uri, list] of settled) {
      if (this.#embedded.isInner(uri)) continue;
      const inner = this.#embedded.partsOf(uri).flatMap(({ analysis }) => settled.get(analysis.file.uri) ?? []);
      settled.set(uri, [...list, ...inner].map(told).sort(byPlace));
    }
  }

  #check(uri: string, analysis: Analysis): Checked {
    const deployments = this.deployments();
    let checked = this.#checked.get(uri);
    if (checked?.analysis !== analysis) {
      checked = { analysis, own: checkOwn(analysis, this.#runner), deployments: undefined, signature: '', context: [] };
      this.#checked.set(uri, checked);
    }
    if (checked.deployments === deployments) return checked;
    checked.deployments = deployments;
    const signature = contextSignature(analysis, deployments);
    if (checked.signature !== signature) {
      checked.signature = signature;
      checked.context = checkContext(analysis, deployments, () => this.deployments(), this.#runner);
      this.contextChecks++;
    }
    return checked;
  }

  /** Applies project file and suppressions to what rules reported about a file, and collects the mirrors of what is left. */
  #settle(analysis: Analysis, raw: readonly RawFinding[], used: Set<Suppression>, mirrors: Map<string, MirroredReport[]>): Finding[] {
    const { file } = analysis;
    const suppressing = this.#suppressorOf(analysis);
    // A command whose values depend on a condition is checked once for each of them.
    const seen = new Set<string>();
    return raw.flatMap((each) => {
      const { rule, report } = each;
      const configured = this.#configured(file.uri, rule.id) ?? severityOf(rule, report.severity);
      const severity = configured !== 'off' && report.isMirror ? lowerOf('information', configured) : configured;
      const hits = suppressing(rule.id, report.at);
      for (const hit of hits) used.add(hit);
      const identity = `${rule.id} ${report.at.span.start} ${report.at.span.end} ${report.message}`;
      if (severity === 'off' || hits.length > 0 || seen.has(identity)) return [];
      seen.add(identity);
      for (const mirror of report.mirrors ?? []) {
        // Several commands may take their values from one place, which may have moved since the client was checked.
        const at = this.#current(mirror.at);
        if (!at) continue;
        const key = `${at.file.uri}#${at.span.start}-${at.span.end}#${rule.id}`;
        const group = mirrors.get(key);
        const reported = { rule, mirror: { ...mirror, at }, client: report.at };
        if (group) group.push(reported);
        else mirrors.set(key, [reported]);
      }
      return [findingOf(each, severity)];
    });
  }

  /** What keeps a report about a file away: suppressions in it and, for a document inside of one, those of the file around it. */
  #suppressorOf({ file, suppressions }: Analysis): (ruleId: string, at: Location) => Suppression[] {
    const own = suppressor(file, suppressions);
    const host = this.#embedded.hostOf(file.uri);
    if (!host) return (ruleId, at) => own(ruleId, at.span.start);
    const around = suppressor(host.file, host.suppressions);
    return (ruleId, at) => [...own(ruleId, at.span.start), ...around(ruleId, this.#embedded.inFile(at).span.start)];
  }

  /** What is wrong with the suppressions themselves. Those that suppress that come last, when it is known whether they were needed. */
  #suppressionFindings(analysis: Analysis, used: Set<Suppression>): Finding[] {
    // What keeps a finding across files away cannot be called unused before all files have been read.
    if (!this.#complete) return [];
    const last = ({ id }: Suppression): boolean => id === 'suppression-unused' || id === 'suppression-unknown';
    const { file, suppressions } = analysis;
    return [suppressions.filter((each) => !last(each)), suppressions.filter(last)].flatMap((some) => {
      const raw = suppressionFacts(file, some, used).flatMap((fact) => this.#runner.run('suppression', fact, fact.at));
      return this.#settle(analysis, raw, used, new Map());
    });
  }

  #settleMirrors(mirrors: Map<string, MirroredReport[]>, settled: Map<string, Finding[]>, used: Set<Suppression>): void {
    for (const group of mirrors.values()) {
      const [first] = group;
      const finding = first && this.#runner.guarded(first.rule, () => mirroredFinding(group), undefined);
      const analysis = finding && this.#analyses.get(finding.at.file.uri);
      if (!finding || !analysis) continue;
      const report = { at: finding.at, message: finding.message, related: finding.related, fixes: finding.fixes, isMirror: true as const };
      settled.get(finding.at.file.uri)?.push(...this.#settle(analysis, [{ rule: finding.rule, report }], used, new Map()));
    }
  }

  #projectFindings(): Map<string, Finding[]> {
    const told = this.#toldProjects();
    const uris = new Set(told.map(({ file }) => file.uri));
    const surroundings = {
      projects: this.projects(),
      containing: containingProjects(this.projects()),
      analyses: this.#complete ? this.#inOrder() : undefined,
      walked: this.#walked ?? this.#roots,
      isTold: (uri: string) => uris.has(uri),
    };
    return new Map(
      told.map((stated) => {
        const raw = checkProject(stated, surroundings, this.#runner);
        const findings = raw.flatMap((each) => {
          const severity = this.#configured(stated.file.uri, each.rule.id) ?? severityOf(each.rule, each.report.severity);
          return severity === 'off' ? [] : [findingOf(each, severity)];
        });
        return [stated.file.uri, findings];
      }),
    );
  }

  /** The severity that the governing project file sets for a rule in a file: its last matching override, else its rules. */
  #configured(uri: string, ruleId: string): Severity | 'off' | undefined {
    if (this.#projects.size === 0) return undefined;
    const project = this.#projects.governed.of(uri);
    return project && configuredSeverity(project, uri, ruleId);
  }

  #excluded(): (uri: string) => boolean {
    if (this.#projects.size === 0) return () => false;
    return (uri) => {
      const project = this.#projects.governed.of(uri);
      return project?.exclude.some((glob) => glob.matches(uri)) ?? false;
    };
  }
}
