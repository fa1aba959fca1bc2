import type { Edit } from '../core/edit.ts';
import { push } from '../core/groups.ts';
import type { Pack } from '../core/kept-file.ts';
import type { Location, SourceFile } from '../core/source-file.ts';
import { uriName, uriScheme } from '../core/uri.ts';
import { analyse, type Analysis, type RestingAnalysis } from './analysis.ts';
import { Awake, type AwakeLimits } from './awake.ts';
import { BaselineFiles } from './baseline-files.ts';
import { bearingOf, hostsIn } from './bearing.ts';
import { checkOwn, distinct, suppressionFacts } from './checks.ts';
import { Deployments } from './deployments.ts';
import { EmbeddedTexts, type Part } from './embedded-texts.ts';
import { editsOf } from './fixes.ts';
import { splitFindings, type FindingsBaseline, type ReportedFindings } from './findings-baseline.ts';
import { isUnder, rootOf } from './folders.ts';
import { pinEdits } from './pin.ts';
import { configuredSeverity, type Base, type Project } from './project-extends.ts';
import { PROJECT_FILE, type StatedProject } from './project-file.ts';
import { ProjectFiles } from './project-files.ts';
import { checkProject } from './project-findings.ts';
import { questionsOf } from './questions.ts';
import { RuleRunner, type Log } from './rule-runner.ts';
import { lowerOf, type Fix, type Severity } from '../rules/rule.ts';
import { fixesAgain, isLight, lighten, newUnit, NOBODY, type Answer, type Unit } from './unit.ts';
import { byPlace, findingOf, mirroredFinding, severityOf, suppressor, type Finding, type MirroredReport, type RawFinding } from './settle.ts';
import type { Suppression } from './suppressions.ts';
import { turnOffEdits, type TurnOffScope } from './turn-off.ts';

/** A fix with the edits that make it. */
export interface WritableFix {
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/** What a host may add: how texts are packed that nobody looks at, and how many files stay at hand. */
export interface WorkspaceOptions {
  readonly runner?: RuleRunner;
  readonly pack?: Pack;
  readonly limits?: AwakeLimits;
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
  readonly #baselines = new BaselineFiles();
  readonly #analyses = new Map<string, RestingAnalysis>();
  readonly #awake: Awake;
  readonly #embedded: EmbeddedTexts;
  readonly #projects = new ProjectFiles();
  #walked: readonly string[] | undefined;
  readonly #units = new Map<string, Unit>();
  /** Units that may have to be checked again. */
  readonly #stale = new Set<string>();
  /** By the unit that is seen: those that see it. */
  readonly #seenBy = new Map<string, Set<string>>();
  /** By the unit that they are about, and the unit that they come from. */
  readonly #mirrors = new Map<string, Map<string, readonly MirroredReport[]>>();
  /** The findings of files as they are told. */
  readonly #told = new Map<string, readonly Finding[]>();
  /** Files whose findings may differ from those that somebody has asked for. */
  #touched = new Set<string>();
  readonly #bearings = new Map<string, typeof NO_BEARING>();
  /** Those that say which host they configure. */
  readonly #claiming = new Set<string>();
  readonly #runner: RuleRunner;
  #order: readonly string[] | undefined;
  /** What the check that is running has seen of other files. */
  #seen: Set<string> | undefined;
  #deployments: Deployments | undefined;
  #alone: Deployments | undefined;
  #complete = true;
  /** Number of files whose checks across files have run, for tests of what a change reaches. */
  contextChecks = 0;

  constructor(log: Log = () => undefined, { runner = new RuleRunner(log), pack, limits }: WorkspaceOptions = {}) {
    this.#runner = runner;
    this.#awake = new Awake((analysis) => this.#putAway(analysis), pack, limits);
    this.#embedded = new EmbeddedTexts(this.#analyses, this.#awake);
  }

  /** The workspace folders, as normalised URIs. Files of different folders are never paired. */
  setRoots(roots: readonly string[]): void {
    this.#roots = roots;
    this.#forgetPairings();
  }

  /** The folders that have been looked through completely, as normalised URIs; the workspace folders unless told. */
  setWalked(folders: readonly string[]): void {
    this.#walked = folders;
    this.#forgetProjectFindings();
  }

  /**
   * Says whether all files have been taken in. Until then nothing is compared across files: a server that has not been
   * read yet would make the one that has look like the only one.
   */
  setComplete(complete: boolean): void {
    if (this.#complete === complete) return;
    this.#complete = complete;
    this.#forgetPairings();
    this.#retellAll();
  }

  /** Takes a file in, in its first or a newer version. Returns whether other files may have to be looked at again. */
  setFile(file: SourceFile): boolean {
    if (uriName(file.uri) === PROJECT_FILE) {
      const differs = this.#projects.set(file);
      if (differs) this.#configure();
      return differs;
    }
    const baseline = this.#baselines.take(file);
    if (baseline) this.#retellAll();
    if (baseline !== undefined) return baseline;
    if (this.isBase(file.uri)) return this.setBase(file.uri, file);
    const before = this.#analyses.get(file.uri);
    if (before?.size === file.text.length && before.file.text === file.text && before.file.languageId === file.languageId) return false;
    const analysis = analyse(file, (each) => this.#awake.woke(each));
    if (!analysis && !before) return false;
    if (before) this.#awake.forget(before);
    if (!before || !analysis) this.#order = undefined;
    if (analysis) this.#analyses.set(file.uri, analysis);
    else this.#analyses.delete(file.uri);
    const embedded = this.#embedded.update(file.uri, analysis?.embedded ?? []);
    if (embedded.came || embedded.went.length > 0) this.#order = undefined;
    const said = before?.summary;
    for (const uri of [file.uri, ...embedded.changed]) this.#stale.add(uri);
    for (const uri of embedded.went) this.#forgetUnit(uri);
    if (!analysis) this.#forgetUnit(file.uri);
    this.#retell(file.uri);
    for (const uri of [file.uri, ...embedded.changed]) for (const other of this.#seenBy.get(uri) ?? NOBODY) this.#touched.add(this.#embedded.fileOf(other));
    // Only what two versions say is compared: the first one is news anyway.
    const changed = embedded.differs || !(before && analysis) || said !== analysis.summary;
    if (changed) this.#saysElse([file.uri, ...embedded.changed, ...embedded.went], !before || !analysis || embedded.came || embedded.went.length > 0);
    return changed;
  }

  removeFile(uri: string): boolean {
    if (this.#baselines.remove(uri)) {
      this.#retellAll();
      return true;
    }
    const analysis = this.#analyses.get(uri);
    if (analysis) this.#awake.forget(analysis);
    const isProject = this.#projects.remove(uri);
    const known = this.#analyses.delete(uri) || isProject;
    const { went } = this.#embedded.update(uri, []);
    for (const each of [uri, ...went]) this.#forgetUnit(each);
    this.#retell(uri);
    this.#order = undefined;
    if (isProject) this.#configure();
    else if (known) this.#saysElse([uri, ...went], true);
    return known;
  }

  /** Takes in a file that project files extend, or why it cannot be read. */
  setBase(uri: string, base: Base): boolean {
    const differs = this.#projects.setBase(uri, base);
    if (differs) this.#configure();
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

  /** The text of a file that is recognised, or of a project file, as it was taken in last. */
  fileOf(uri: string): SourceFile | undefined {
    return this.#analyses.get(uri)?.file ?? this.projects().find(({ file }) => file.uri === uri)?.file;
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
    if (this.isExcluded(uri) || this.#severities(uri)(ruleId) === 'off') return true;
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
      const find = (uri: string): Analysis | undefined => {
        this.#seen?.add(uri);
        return this.#analyses.get(uri);
      };
      this.#deployments = new Deployments(paired, find, this.#roots, this.projects(), this.#complete);
    }
    return this.#deployments;
  }

  /**
   * The findings of a file and of the documents inside it, in the order of its text; empty for one that is not known. For
   * the URI of such a document: its own, at the places of its own text.
   */
  findings(uri: string): readonly Finding[] {
    if (this.#embedded.isInner(uri)) {
      this.#bringUpToDate(this.#embedded.fileOf(uri));
      return this.#unitFindings(uri, new Set());
    }
    const isAnalysed = this.#analyses.has(uri);
    if (isAnalysed) this.#bringUpToDate(uri);
    let told = this.#told.get(uri);
    if (!told) {
      const project = isAnalysed ? undefined : this.#toldProjects().find(({ file }) => file.uri === uri);
      told = project ? this.#projectFindings(project) : this.#tell(uri);
      this.#told.set(uri, told);
    }
    return told;
  }

  /** The files whose findings, or the places that these name, may have changed since this was asked last. */
  takeTouched(): ReadonlySet<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  /**
   * Checks some of the files that may have to be checked again, so that a host can do other things in between. Returns whether there are more.
   * @param count at most so many
   */
  checkSome(count: number): boolean {
    let left = count;
    for (const uri of this.#stale) {
      if (left-- <= 0) return true;
      this.#refresh(uri);
    }
    return false;
  }

  /** The findings of a file without those that its baseline file accepts, and these. Baseline files are taken in like all others. */
  reported(uri: string): ReportedFindings {
    return splitFindings(this.findings(uri), this.baselineOf(uri));
  }

  /** The baseline file for a file: the one of `useBaseline`, else the one that the project file names. `undefined` where there is none. */
  baselineOf(uri: string): FindingsBaseline | undefined {
    return this.#baselines.of(() => this.#projects.governing(uri));
  }

  /** Uses this baseline file for all files, whatever project files say. */
  useBaseline(uri: string): void {
    this.#baselines.use(uri);
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
        const project = this.#projects.governing(client.file.uri);
        return pinEdits(client.file.uri, server.file.uri, project, this.#commonFolder(client.file.uri, server.file.uri));
      },
    });
    return edits && this.#embedded.editsInFiles(edits);
  }

  /** The edits by which the project file turns a rule off for a file, or for all that it governs; `undefined` where that would have no effect. */
  turnedOff(ruleId: string, uri: string, scope: TurnOffScope): Edit[] | undefined {
    if (uriScheme(uri) === 'untitled') return undefined;
    const project = this.#projects.governing(uri);
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
    const facts = this.#analyses.get(location.file.uri)?.facts;
    if (!facts || facts.file === location.file) return location;
    const span = location.key === undefined ? undefined : facts.placeOf(location.key);
    return span && { file: facts.file, span, ...(location.key !== undefined && { key: location.key }) };
  }

  /** Every recognised file in the order of its URI, so that what is found does not depend on the order of arrival. */
  #inOrder(): readonly Analysis[] {
    this.#order ??= [...this.#analyses.values()].sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1)).map(({ file }) => file.uri);
    return this.#order.flatMap((uri) => this.#analyses.get(uri) ?? []);
  }

  /** Units that other files may see say something else now. */
  #saysElse(uris: readonly string[], cameOrWent: boolean): void {
    if (cameOrWent) this.#forgetProjectFindings();
    let bears = false;
    for (const uri of uris) {
      const facts = this.#analyses.get(uri)?.facts;
      const bearing = facts ? bearingOf(facts) : '';
      const hosts = facts ? hostsIn(facts) : '';
      const before = this.#bearings.get(uri) ?? NO_BEARING;
      if (facts?.claims) this.#claiming.add(uri);
      else this.#claiming.delete(uri);
      bears ||= bearing !== before.bearing || (this.#claiming.size > 0 && hosts !== before.hosts);
      if (bearing === '') this.#bearings.delete(uri);
      else this.#bearings.set(uri, { bearing, hosts });
      for (const other of this.#seenBy.get(uri) ?? []) this.#stale.add(other);
    }
    if (bears) this.#forgetPairings();
  }

  #forgetProjectFindings(): void {
    for (const { file } of this.#projects.stated()) this.#retell(file.uri);
  }

  /** What is told of a file, or where its places stand, may be different now. */
  #retell(uri: string): void {
    this.#told.delete(uri);
    this.#touched.add(uri);
  }

  #retellAll(): void {
    for (const uri of this.uris()) this.#retell(uri);
  }

  #forgetPairings(): void {
    if (!this.#deployments) return;
    this.#deployments = undefined;
    for (const uri of this.#units.keys()) this.#stale.add(uri);
    this.#forgetProjectFindings();
  }

  /** A project file has come, gone or changed: it may have a say in everything. */
  #configure(): void {
    this.#deployments = undefined;
    this.#alone = undefined;
    this.#retellAll();
    for (const [uri, unit] of this.#units) {
      this.#unsettle(uri, unit);
      this.#stale.add(uri);
    }
  }

  #forgetUnit(uri: string): void {
    const unit = this.#units.get(uri);
    this.#units.delete(uri);
    this.#stale.delete(uri);
    if (!unit) return;
    this.#noteSeen(uri, unit.sees, NOBODY);
    for (const target of unit.settled?.mirrors.keys() ?? []) this.#mirror(uri, target, undefined);
  }

  #commonFolder(a: string, b: string): string {
    let folder = a.slice(0, a.lastIndexOf('/'));
    while (!b.startsWith(`${folder}/`) && folder.includes('/')) folder = folder.slice(0, folder.lastIndexOf('/'));
    return folder;
  }

  /** Checks again what the findings of a file rest on. */
  #bringUpToDate(uri: string): void {
    const parts = this.partsOf(uri).map(({ analysis }) => analysis);
    // Whoever connects to a server may have something to say about it.
    if (parts.some((part) => this.#mirrors.has(part.file.uri) || isAnswering(part))) while (this.checkSome(Infinity));
    for (const { file } of parts) if (this.#stale.has(file.uri)) this.#refresh(file.uri);
  }

  #refresh(uri: string): void {
    const analysis = this.#analyses.get(uri);
    if (!analysis) {
      this.#forgetUnit(uri);
      return;
    }
    let unit = this.#units.get(uri);
    if (unit?.analysis !== analysis) unit = this.#startOver(uri, analysis);
    this.#checkContext(uri, unit, this.deployments());
    this.#stale.delete(uri);
    if (!unit.settled) this.#settleUnit(uri, unit);
  }

  /** The unit of a new version. What the last one saw and said elsewhere is known until this one has been settled. */
  #startOver(uri: string, analysis: RestingAnalysis): Unit {
    const before = this.#units.get(uri);
    const unit = newUnit(analysis, checkOwn(analysis, this.#runner));
    if (before) {
      unit.sees = before.sees;
      for (const target of before.settled?.mirrors.keys() ?? []) this.#mirror(uri, target, undefined);
    }
    this.#units.set(uri, unit);
    return unit;
  }

  #checkContext(uri: string, unit: Unit, deployments: Deployments): void {
    const seen = new Set<string>();
    this.#seen = seen;
    try {
      const questions = questionsOf(unit.analysis, deployments, () => this.deployments(), this.#runner);
      const answers = new Map<string, Answer>();
      let isAsked = unit.answers.size !== questions.length;
      for (const { about, sees, answer } of questions) {
        const saw = JSON.stringify(sees);
        const known = unit.answers.get(about);
        const isKnown = known?.saw === saw;
        isAsked ||= !isKnown;
        answers.set(about, isKnown ? known : { saw, findings: answer() });
      }
      if (isAsked) {
        unit.answers = answers;
        unit.context = distinct([...answers.values()].flatMap(({ findings }) => findings));
        if (!this.#awake.has(unit.analysis)) lighten(unit.context);
        this.#unsettle(uri, unit);
        this.contextChecks++;
      }
    } finally {
      this.#seen = undefined;
    }
    seen.delete(uri);
    this.#noteSeen(uri, unit.sees, seen);
    unit.sees = seen;
  }

  #unsettle(uri: string, unit: Unit): void {
    for (const target of unit.settled?.mirrors.keys() ?? []) this.#mirror(uri, target, undefined);
    unit.settled = undefined;
    this.#retell(this.#embedded.fileOf(uri));
  }

  #settleUnit(uri: string, unit: Unit): void {
    const used = new Set<Suppression>();
    const mirrors = new Map<string, MirroredReport[]>();
    const isExcluded = this.isExcluded(uri);
    const findings = isExcluded ? [] : this.#settle(unit.analysis, [...unit.own, ...unit.context], used, mirrors);
    unit.settled = { findings, mirrors, used };
    for (const [target, reports] of mirrors) this.#mirror(uri, target, reports);
    this.#retell(this.#embedded.fileOf(uri));
  }

  /** Takes note of what one unit has to say about another one; `undefined` for nothing any more. */
  #mirror(from: string, about: string, reports: readonly MirroredReport[] | undefined): void {
    const all = this.#mirrors.get(about) ?? new Map<string, readonly MirroredReport[]>();
    if (reports) all.set(from, reports);
    else all.delete(from);
    if (all.size > 0) this.#mirrors.set(about, all);
    else this.#mirrors.delete(about);
    this.#retell(this.#embedded.fileOf(about));
  }

  #noteSeen(uri: string, before: ReadonlySet<string>, now: ReadonlySet<string>): void {
    for (const other of before) if (!now.has(other)) this.#seenBy.get(other)?.delete(uri);
    for (const other of now) {
      if (before.has(other)) continue;
      const known = this.#seenBy.get(other);
      if (known) known.add(uri);
      else this.#seenBy.set(other, new Set([uri]));
    }
  }

  /** Pairings in which everybody is alone. */
  #nobody(): Deployments {
    this.#alone ??= new Deployments([], () => undefined, this.#roots, this.projects(), false);
    return this.#alone;
  }

  /** Works out what needs the tree of a file before that is put away, and lets go of all that would hold on to it. */
  #putAway(analysis: RestingAnalysis): void {
    const { uri } = analysis.file;
    if (this.#analyses.get(uri) !== analysis) return;
    const known = this.#units.get(uri);
    const unit = known?.analysis === analysis ? known : this.#startOver(uri, analysis);
    // Most answers about a profile are the same in whatever company it is found to be.
    if (unit.answers.size === 0) this.#checkContext(uri, unit, this.#nobody());
    lighten(unit.own);
    lighten(unit.context);
  }

  /** The findings of a file and of the documents inside it, where the file shows them. */
  #tell(uri: string): readonly Finding[] {
    const parts = this.partsOf(uri).map(({ analysis }) => analysis.file.uri);
    const used = new Set(parts.flatMap((part) => [...(this.#units.get(part)?.settled?.used ?? [])]));
    // A comment of the file may be there for something in a document inside, so that these come first.
    const inner = parts.slice(1).map((part) => this.#unitFindings(part, used));
    const all = [...parts.slice(0, 1).flatMap((part) => this.#unitFindings(part, used)), ...inner.flat()];
    if (this.#embedded.isEmpty) return all;
    return all.map((finding) => this.#inFiles(finding)).sort(byPlace);
  }

  #inFiles({ at, related, ...finding }: Finding): Finding {
    return {
      ...finding,
      at: this.current(at) ?? at,
      related: related.flatMap((each) => {
        const place = this.current(each.at);
        return place ? [{ ...each, at: place }] : [];
      }),
    };
  }

  /** All that is told of a unit, with what others say about it. @param used the suppressions that are needed, to which those that are needed here are added */
  #unitFindings(uri: string, used: Set<Suppression>): Finding[] {
    const unit = this.#units.get(uri);
    if (!unit?.settled || this.isExcluded(uri)) return [];
    for (const each of unit.settled.used) used.add(each);
    const findings = [...unit.settled.findings, ...this.#mirroredFindings(unit.analysis, used)];
    findings.push(...this.#suppressionFindings(unit.analysis, used));
    return findings.sort(byPlace);
  }

  /** Applies project file and suppressions to what rules reported about a file, and collects the mirrors of what is left. */
  #settle(analysis: Analysis, raw: readonly RawFinding[], used: Set<Suppression>, mirrors: Map<string, MirroredReport[]>): Finding[] {
    const { file } = analysis;
    if (raw.length === 0) return [];
    const suppressing = this.#suppressorOf(analysis);
    const configured = this.#severities(file.uri);
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
      for (const mirror of report.mirrors ?? []) {
        const target = mirror.at.file.uri;
        const reported = { rule, mirror, client: report.at };
        const group = mirrors.get(target);
        if (group) group.push(reported);
        else mirrors.set(target, [reported]);
      }
      return [findingOf(each, severity, () => this.#fixesOf(file.uri, each))];
    });
  }

  /** The fixes of a report about a file, worked out anew where they have been put away. */
  #fixesOf(uri: string, raw: RawFinding): readonly Fix[] {
    if (!isLight(raw.report)) return raw.report.fixes?.() ?? [];
    const analysis = this.#analyses.get(uri);
    if (!analysis) return [];
    const questions = questionsOf(analysis, this.deployments(), () => this.deployments(), this.#runner);
    const again = [...checkOwn(analysis, this.#runner), ...questions.flatMap(({ answer }) => answer())];
    return fixesAgain(again, raw);
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

  /** What other units have to say about one, each place and rule once for all of them. */
  #mirroredFindings(analysis: Analysis, used: Set<Suppression>): Finding[] {
    const from = this.#mirrors.get(analysis.file.uri);
    if (!from) return [];
    const groups = new Map<string, MirroredReport[]>();
    for (const uri of [...from.keys()].sort()) {
      for (const reported of from.get(uri) ?? []) {
        // Several commands may take their values from one place, which may have moved since the client was checked.
        const at = this.#current(reported.mirror.at);
        if (at) push(groups, `${at.span.start}-${at.span.end}#${reported.rule.id}`, { ...reported, mirror: { ...reported.mirror, at } });
      }
    }
    return [...groups.values()].flatMap((group) => {
      const [first] = group;
      const finding = first && this.#runner.guarded(first.rule, () => mirroredFinding(group), undefined);
      if (!finding) return [];
      const report = { at: finding.at, message: finding.message, related: finding.related, fixes: finding.fixes, isMirror: true as const };
      return this.#settle(analysis, [{ rule: finding.rule, report }], used, new Map());
    });
  }

  #projectFindings(stated: StatedProject): Finding[] {
    const uris = new Set(this.#toldProjects().map(({ file }) => file.uri));
    const surroundings = {
      projects: this.projects(),
      analyses: this.#complete ? this.#inOrder() : undefined,
      walked: this.#walked ?? this.#roots,
      isTold: (uri: string) => uris.has(uri),
    };
    const raw = checkProject(stated, surroundings, this.#runner);
    const configured = this.#severities(stated.file.uri);
    return raw.flatMap((each) => {
      const severity = configured(each.rule.id) ?? severityOf(each.rule, each.report.severity);
      return severity === 'off' ? [] : [findingOf(each, severity, () => each.report.fixes?.() ?? [])];
    });
  }

  /** The severities that the governing project file sets for rules in a file. */
  #severities(uri: string): (ruleId: string) => Severity | 'off' | undefined {
    const project = this.#projects.governing(uri);
    return (ruleId) => project && configuredSeverity(project, uri, ruleId);
  }

  #excluded(): (uri: string) => boolean {
    return (uri) => this.#projects.governing(uri)?.exclude.some((glob) => glob.matches(uri)) ?? false;
  }
}

/** Whether clients are compared with what a file says. */
function isAnswering({ facts: { policies, serverAuthentications = [] } }: Analysis): boolean {
  return serverAuthentications.length > 0 || policies.some(({ side }) => side === 'server');
}

const NO_BEARING = { bearing: '', hosts: '' };
