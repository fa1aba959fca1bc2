import type { Edit } from '../core/edit.ts';
import { KeptFile, type Pack } from '../core/kept-file.ts';
import type { Location, SourceFile } from '../core/source-file.ts';
import { uriName } from '../core/uri.ts';
import type { Fix } from '../rules/rule.ts';
import { analyse, analysisFrom, type Analysis, type RestingAnalysis } from './analysis.ts';
import { Awake, type AwakeLimits } from './awake.ts';
import { BaselineFiles } from './baseline-files.ts';
import { ChosenProjects } from './chosen-projects.ts';
import { Company } from './company.ts';
import type { Deployments } from './deployments.ts';
import { EmbeddedTexts, type Part } from './embedded-texts.ts';
import { splitFindings, type FindingsBaseline, type ReportedFindings } from './findings-baseline.ts';
import { NamedFiles } from './named-files.ts';
import { placed } from './placed.ts';
import { prepare, unprepared, type Prepared } from './prepared.ts';
import type { Base, Project } from './project-extends.ts';
import { PROJECT_FILE, type StatedProject } from './project-file.ts';
import { ProjectFiles } from './project-files.ts';
import { containingProjects, projectFindings } from './project-findings.ts';
import { Remedies, type OfferedFix, type WritableFix } from './remedies.ts';
import { RuleRunner, type Log } from './rule-runner.ts';
import { byPlace, type Finding } from './settle.ts';
import { Settling } from './settling.ts';
import type { Suppression } from './suppressions.ts';
import { Told } from './told.ts';
import type { TurnOffScope } from './turn-off.ts';
import { Units, usedIn } from './units.ts';

/** So many files are checked again while somebody waits. */
const MOST_AWAITED = 100;

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
 *
 * It is longer than other files since it is the one door: all that a host may ask stands here, and what answers it in parts of its own.
 */
export class Workspace {
  #roots: readonly string[] = [];
  readonly #baselines = new BaselineFiles();
  /** Of files and of the documents inside them. */
  readonly #analyses = new Map<string, RestingAnalysis>();
  readonly #awake: Awake;
  readonly #embedded: EmbeddedTexts;
  readonly #projects = new ProjectFiles();
  /** What the host is to hand in (`setNamed`). */
  readonly named = new NamedFiles(this.#projects, this.#baselines);
  #walked: readonly string[] | undefined;
  readonly #told = new Told();
  /** Files and documents in which something has moved that the findings of others may name. */
  readonly #moved = new Set<string>();
  readonly #runner: RuleRunner;
  readonly #units: Units;
  readonly #company: Company;
  readonly #settling: Settling;
  readonly #remedies: Remedies;
  #complete = true;

  constructor(log: Log = () => undefined, { runner = new RuleRunner(log), pack, limits }: WorkspaceOptions = {}) {
    this.#runner = runner;
    const awake = new Awake((analysis) => this.#units.putAway(analysis), pack, limits);
    this.#awake = awake;
    this.#embedded = new EmbeddedTexts(this.#analyses, awake);
    this.#company = new Company({
      analyses: this.#analyses,
      projects: this.#projects,
      roots: () => this.#roots,
      isComplete: () => this.#complete,
      saw: (uri) => {
        this.#units.saw(uri);
      },
    });
    this.#settling = new Settling({
      runner,
      embedded: this.#embedded,
      projects: this.#projects,
      fixesOf: (uri, raw) => this.#units.fixesOf(uri, raw),
    });
    this.#units = new Units({
      runner,
      analyses: this.#analyses,
      embedded: this.#embedded,
      isAwake: (analysis) => awake.has(analysis),
      holding: (analysis, work) => awake.holding(analysis, work),
      deployments: () => this.deployments(),
      nobody: () => this.#company.nobody,
      settle: (unit) => this.#settling.settle(unit),
      retell: (uri) => {
        this.#told.retell(uri);
      },
    });
    this.#remedies = new Remedies({
      runner,
      embedded: this.#embedded,
      projects: this.#projects,
      analysisOf: (uri) => this.#analyses.get(uri),
      deployments: () => this.deployments(),
      roots: () => this.#roots,
    });
  }

  /** Number of files whose checks across files have run, for tests of what a change reaches. */
  get contextChecks(): number {
    return this.#units.contextChecks;
  }

  /**
   * The workspace folders, as normalised URIs. Files of different folders are never paired.
   * @param reach the folders in which project files may name files
   */
  setRoots(roots: readonly string[], reach = roots): void {
    this.#roots = roots;
    this.#projects.setReach(reach);
    this.chooseProjects(this.#projects.chosen.byRoot);
  }

  /**
   * Has one project file hold for a workspace folder, and none of those that lie in it.
   * @param byRoot URIs of project files by those of workspace folders; the host hands them in (`named`)
   */
  chooseProjects(byRoot: ReadonlyMap<string, string>): void {
    this.#projects.choose(new ChosenProjects(byRoot, this.#roots));
    this.#configure();
  }

  /** The folders that have been looked through completely, as normalised URIs; the workspace folders unless told. */
  setWalked(folders: readonly string[]): void {
    this.#walked = folders;
    this.#forgetProjectFindings();
  }

  /** The project files; to be looked at, but for those that are set apart before they are taken in. */
  get projectFiles(): Pick<ProjectFiles, 'chosen' | 'governed' | 'unread' | 'setApart'> {
    return this.#projects;
  }

  /**
   * Says whether all files have been taken in. Until then nothing is compared across files: a server that has not been
   * read yet would make the one that has look like the only one.
   */
  setComplete(complete: boolean): void {
    if (this.#complete === complete) return;
    this.#complete = complete;
    this.#company.forgetPopulation();
    this.#forgetPairings();
    this.#retellAll();
  }

  /** Takes a file in, in its first or a newer version. Returns whether other files may have to be looked at again. */
  setFile(file: SourceFile): boolean {
    if (uriName(file.uri) === PROJECT_FILE || this.#projects.isApart(file.uri)) {
      const differs = this.#projects.set(file);
      if (differs) this.#configure();
      return differs;
    }
    // A text may be several things one after the other, and more than one at a time.
    const baseline = this.#baselines.take(file, this.named.isBaseline(file.uri));
    if (baseline) this.#retellAll();
    const base = this.isBase(file.uri) && this.setBase(file.uri, file);
    return this.#setAnalysed(file) || base || baseline;
  }

  /** What another workspace can be given with `setPrepared`; `undefined` for a file that it has to read itself. Nothing is taken in. */
  prepare(file: SourceFile): Prepared | undefined {
    return prepare(file, this.#company.nobody, this.#runner);
  }

  /** Takes a file in for which everything has been worked out by a workspace with the same roots and project files. Returns what `setFile` does. */
  setPrepared(file: SourceFile, text: Prepared): boolean {
    const kept = new KeptFile(file);
    const known = unprepared(text, kept);
    const analysis = analysisFrom(kept, known, (each) => this.#awake.woke(each));
    if (!analysis) return false;
    const isNews = this.#take(file.uri, analysis);
    this.#units.adopt(file.uri, analysis, known.own, known.answers);
    return isNews;
  }

  #setAnalysed(file: SourceFile): boolean {
    const { uri } = file;
    const before = this.#analyses.get(uri);
    if (before?.size === file.text.length && before.file.text === file.text && before.file.languageId === file.languageId) return false;
    const analysis = analyse(file, (each) => this.#awake.woke(each));
    return analysis || before ? this.#take(uri, analysis) : false;
  }

  /** Takes a version of a file in; `undefined` for one that nothing recognises any more. */
  #take(uri: string, analysis: RestingAnalysis | undefined): boolean {
    const before = this.#analyses.get(uri);
    if (analysis) this.#analyses.set(uri, analysis);
    else this.#analyses.delete(uri);
    const { came, changed, went, differs } = this.#embedded.update(uri, analysis?.embedded ?? []);
    for (const each of analysis ? went : [uri, ...went]) this.#units.forget(each);
    this.#told.retell(uri);
    for (const each of [uri, ...changed]) this.#units.mark(each);
    const inner = this.#embedded.partsOf(uri).map((part) => part.analysis.file.uri);
    // What others name of it has moved, also where a document inside says the same as before. So have suppressions around that document.
    for (const each of [uri, ...inner]) this.#moved.add(each);
    if ([before, analysis].some((each) => each && each.suppressions.length > 0)) for (const each of inner) this.#units.unsettle(each);
    const isOther = !before || !analysis || came || went.length > 0;
    if (isOther) this.#company.forgetPopulation();
    // Only what two versions say is compared: the first one is news anyway.
    const isNews = isOther || differs || before.summary !== analysis.summary;
    if (before) this.#awake.forget(before);
    if (isNews) this.#saysElse([uri, ...changed, ...went], isOther);
    return isNews;
  }

  removeFile(uri: string): boolean {
    const isBaseline = this.#baselines.remove(uri);
    if (isBaseline) this.#retellAll();
    const analysis = this.#analyses.get(uri);
    if (analysis) this.#awake.forget(analysis);
    const isProject = this.#projects.remove(uri);
    const known = this.#analyses.delete(uri) || isProject;
    const { went } = this.#embedded.update(uri, []);
    for (const each of [uri, ...went]) this.#units.forget(each);
    this.#told.forget(uri);
    this.#company.forgetPopulation();
    if (isProject) this.#configure();
    else if (known) this.#saysElse([uri, ...went], true);
    return known || isBaseline;
  }

  /** Takes in a file that project files extend, or why it cannot be read. */
  setBase(uri: string, base: Base): boolean {
    const differs = this.#projects.setBase(uri, base);
    if (differs) this.#configure();
    return differs;
  }

  /** Takes in a file that settings or project files name (`named`), or why it cannot be read. Returns whether findings may differ. */
  setNamed(uri: string, found: Base): boolean {
    const baseline = this.named.isBaseline(uri) && this.#baselines.handIn(uri, found);
    if (baseline) this.#retellAll();
    const base = this.isBase(uri) && this.setBase(uri, found);
    return base || baseline;
  }

  isBase(uri: string): boolean {
    return this.#projects.bases().has(uri);
  }

  analysisOf(uri: string): Analysis | undefined {
    return this.#analyses.get(uri);
  }

  /** The text of a file that is recognised, or of a project file or a baseline file, as it was taken in last. */
  fileOf(uri: string): SourceFile | undefined {
    return this.#analyses.get(uri)?.file ?? this.#projects.fileOf(uri) ?? this.#baselines.get(uri);
  }

  /** URIs of all files that an artefact recognised, and of the project files. */
  uris(): string[] {
    const uris = new Set([...this.#analyses.keys(), ...this.#toldProjects().map(({ file }) => file.uri)]);
    return [...uris].filter((uri) => !this.#embedded.isInner(uri));
  }

  /** A file and the documents inside it, the file first; empty for one that nothing recognises. */
  partsOf(uri: string): Part[] {
    const analysis = this.#analyses.get(uri);
    return analysis ? [{ analysis }, ...this.#embedded.partsOf(uri)] : [];
  }

  /** Whether the project file says that a file is not checked. */
  isExcluded(uri: string): boolean {
    return this.#projects.isExcluded(uri);
  }

  /** Whether the project file, or a comment in a file, may keep findings of a rule about it away. */
  mayHide(uri: string, ruleId: string): boolean {
    if (this.isExcluded(uri) || this.#projects.severities(uri)(ruleId) === 'off') return true;
    return this.partsOf(uri).some(({ analysis }) => analysis.suppressions.some(({ id, kind }) => kind === 'keeps' && id === ruleId));
  }

  projects(): readonly Project[] {
    return this.#projects.projects;
  }

  /** Project files, and what they extend as far as it lies in the workspace. */
  #toldProjects(): StatedProject[] {
    return this.#projects.statedIn(this.#roots);
  }

  deployments(): Deployments {
    return this.#company.deployments;
  }

  /**
   * The findings of a file and of the documents inside it, in the order of its text; empty for one that is not known. For
   * the URI of such a document: its own, at the places of its own text.
   */
  findings(uri: string): readonly Finding[] {
    if (this.#embedded.isInner(uri)) {
      const inner = this.#analyses.get(uri);
      // Not the others of its file: they are thousands in an export.
      if (inner) this.#units.bringUpToDate([inner]);
      return this.#unitFindings(uri, new Set());
    }
    const isAnalysed = this.#analyses.has(uri);
    if (isAnalysed) this.#units.bringUpToDate(this.#analysesIn(uri));
    return this.#told.of(uri, () => {
      const project = isAnalysed ? undefined : this.#toldProjects().find(({ file }) => file.uri === uri);
      return project ? this.#projectFindings(project) : this.#tell(uri);
    });
  }

  /** Whether the findings of a file rest on so many others that have to be checked first that somebody who types would feel it. */
  isAwaitingOthers(uri: string): boolean {
    return this.#units.left > MOST_AWAITED && this.#units.isSpokenOf(this.#analysesIn(this.#embedded.fileOf(uri)));
  }

  /** The findings of a file that awaits others without what these have to say about it. */
  findingsMeanwhile(uri: string): readonly Finding[] {
    this.#units.check(this.#analysesIn(uri));
    // Whoever is told this has to be told again.
    this.#told.touch(uri);
    return this.#tell(uri, false);
  }

  /** The files whose findings, or the places that these name, may have changed since this was asked last. */
  takeTouched(): ReadonlySet<string> {
    const touched = this.#told.takeTouched();
    for (const uri of this.#moved) for (const other of [...this.#units.seeing(uri), ...this.#units.toldAbout(uri)]) touched.add(this.#embedded.fileOf(other));
    this.#moved.clear();
    return touched;
  }

  /** How many files and documents inside them may have to be checked again. */
  get toCheck(): number {
    return this.#units.left;
  }

  /** Checks the next of the files that may have to be checked again, so that a host can do other things in between. Returns whether there was one. */
  checkNext(): boolean {
    return this.#units.checkNext();
  }

  /** The findings of a file without those that its baseline file accepts, and these. Baseline files are taken in like all others. */
  reported(uri: string, findings = this.findings(uri)): ReportedFindings {
    return splitFindings(findings, this.baselineOf(uri));
  }

  /** The baseline file for a file: the one of `useBaseline`, else the one that the project file names. `undefined` where there is none. */
  baselineOf(uri: string): FindingsBaseline | undefined {
    return this.#baselines.of(() => this.named.baselineOf(uri));
  }

  /** Uses this baseline file for all files, whatever project files say. */
  useBaseline(uri: string): void {
    this.#baselines.use(uri);
  }

  /**
   * The fixes of a finding that can be written now and make nothing worse between client and server, the best first. One that fails is a defect:
   * it is logged once and left out.
   * @param counts whether fixes of which only this is known are worth the work of writing them
   */
  fixesOf(finding: Finding, counts?: (fixes: readonly Fix[]) => boolean): WritableFix[] {
    return this.#remedies.of(finding, counts);
  }

  /**
   * The same for whoever shows fixes before one is chosen.
   * @param most the edits of a fix that changes more files than this are left out: nobody has seen yet that they can be written
   */
  offeredFixes(finding: Finding, most: number): OfferedFix[] {
    return this.#remedies.offered(finding, most);
  }

  /** The fix of a finding that somebody has chosen by its title; `undefined` when it cannot be written now, or would make something worse. */
  chosenFix(finding: Finding, title: string): WritableFix | undefined {
    return this.#remedies.chosen(finding, title);
  }

  /** The edits of a fix; `undefined` when it cannot be written safely. */
  edits(fix: Fix): Edit[] | undefined {
    return this.#remedies.edits(fix);
  }

  /** The edits by which the project file turns a rule off for a file, or for all that it governs; `undefined` where that would have no effect. */
  turnedOff(ruleId: string, uri: string, scope: TurnOffScope): Edit[] | undefined {
    return this.#remedies.turnedOff(ruleId, uri, scope);
  }

  /** The same place in the newest version of its file; `undefined` when it is gone. */
  current(location: Location): Location | undefined {
    return this.#embedded.current(location);
  }

  /** Units that other files may see say something else now. */
  #saysElse(uris: readonly string[], cameOrWent: boolean): void {
    if (cameOrWent) this.#forgetProjectFindings();
    let bears = false;
    for (const uri of uris) {
      if (this.#company.bears(uri)) bears = true;
      for (const other of this.#units.seeing(uri)) this.#units.mark(other);
    }
    if (bears) this.#forgetPairings();
  }

  #forgetProjectFindings(): void {
    for (const { file } of this.#projects.stated()) this.#told.retell(file.uri);
  }

  #retellAll(): void {
    // Something may have been told of a file that is no project file any more.
    for (const uri of [...this.#told.uris, ...this.uris()]) this.#told.retell(uri);
  }

  #forgetPairings(): void {
    this.#forgetProjectFindings();
    if (this.#company.forgetPairings()) this.#units.markAll();
  }

  /** A project file has come, gone or changed: it may have a say in everything. */
  #configure(): void {
    this.#company.reconfigured();
    this.#retellAll();
    this.#units.unsettleAll();
  }

  /**
   * The findings of a file and of the documents inside it, where the file shows them.
   * @param complete whether everybody has been checked who may have something to say about it
   */
  #tell(uri: string, complete = this.#complete): readonly Finding[] {
    const parts = this.#analysesIn(uri).map(({ file }) => file.uri);
    const used = usedIn(parts.map((part) => this.#units.get(part)));
    // A comment of the file may be there for something in a document inside, so that these come first.
    const inner = parts.slice(1).map((part) => this.#unitFindings(part, used, complete));
    const all = [...parts.slice(0, 1).flatMap((part) => this.#unitFindings(part, used, complete)), ...inner.flat()];
    if (this.#embedded.isEmpty) return all;
    return all.map((finding) => placed(finding, (location) => this.current(location))).sort(byPlace);
  }

  #unitFindings(uri: string, used: Set<Suppression>, complete = this.#complete): Finding[] {
    const unit = this.#units.get(uri);
    return unit ? this.#settling.findings(unit, complete ? this.#units.mirrorsAbout(uri) : undefined, used, complete) : [];
  }

  /** A file and the documents inside it, the file first. */
  #analysesIn(uri: string): Analysis[] {
    return this.partsOf(uri).map(({ analysis }) => analysis);
  }

  #projectFindings(stated: StatedProject): Finding[] {
    const uris = new Set(this.#toldProjects().map(({ file }) => file.uri));
    const surroundings = {
      projects: this.projects(),
      containing: containingProjects(this.projects()),
      files: this.#complete ? this.#company.paths() : undefined,
      analysisOf: (uri: string) => this.#analyses.get(uri),
      walked: this.#walked ?? this.#roots,
      isTold: (uri: string) => uris.has(uri),
      brokenBaseline: (uri: string) => this.named.brokenBaseline(uri),
    };
    return projectFindings(stated, surroundings, this.#runner, this.#projects.severities(stated.file.uri));
  }
}
