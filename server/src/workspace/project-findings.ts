import { Lookup } from '../core/lookup.ts';
import { push } from '../core/groups.ts';
import type { Location } from '../core/source-file.ts';
import { compareTexts } from '../core/texts.ts';
import type { ProjectFile, SelectedSide } from '../model/project.ts';
import { RULES } from '../rules/index.ts';
import { nearest } from '../rules/nearest.ts';
import type { Severity } from '../rules/rule.ts';
import type { Analysis } from './analysis.ts';
import type { BrokenBaseline } from './baseline-files.ts';
import { checkProjectCharacters } from './check-characters.ts';
import type { FilePaths } from './file-paths.ts';
import { baselineUri, namedBaseline } from './findings-baseline.ts';
import type { Glob } from './glob.ts';
import { basesOf, type Project } from './project-extends.ts';
import type { StatedProject } from './project-file.ts';
import type { RuleRunner } from './rule-runner.ts';
import { findingOf, severityOf, type Finding, type RawFinding } from './settle.ts';

const RULE_IDS = RULES.map((rule) => rule.id);

/** What is known of the files around a project file. */
export interface Surroundings {
  readonly projects: readonly Project[];
  /** The projects that each file is a part of, by its URI: its own, and those that extend it. */
  readonly containing: ReadonlyMap<string, readonly Project[]>;
  /** Every file that takes part, in the order of its URI; `undefined` while not all have been read, when nobody can say what a glob selects. */
  readonly files: FilePaths | undefined;
  readonly analysisOf: (uri: string) => Analysis | undefined;
  /** The folders that have been looked through completely, as URIs. */
  readonly walked: readonly string[];
  /** Why a baseline file that a project file names cannot be used; `undefined` where it can, or nobody has looked. */
  readonly brokenBaseline: (uri: string) => BrokenBaseline | undefined;
  /** Whether findings in a project file are told. */
  readonly isTold: (uri: string) => boolean;
}

/** The projects that each of their files is a part of. */
export function containingProjects(projects: readonly Project[]): Map<string, Project[]> {
  const containing = new Map<string, Project[]>();
  for (const project of projects) for (const { file } of project.layers) push(containing, file.uri, project);
  return containing;
}

/**
 * What is told of a project file, or of one that is extended.
 * @param configured the severities that it sets for rules
 */
export function projectFindings(
  stated: StatedProject,
  surroundings: Surroundings,
  runner: RuleRunner,
  configured: (ruleId: string) => Severity | 'off' | undefined,
): Finding[] {
  return checkProject(stated, surroundings, runner).flatMap((each) => {
    const severity = configured(each.rule.id) ?? severityOf(each.rule, each.report.severity);
    return severity === 'off' ? [] : [findingOf(each, severity, () => each.report.fixes?.() ?? [])];
  });
}

/** What the rules report about it. */
function checkProject(stated: StatedProject, surroundings: Surroundings, runner: RuleRunner): RawFinding[] {
  const { file } = stated;
  const { files, analysisOf } = surroundings;
  const selected: Select | undefined =
    files && ((globs) => [...new Set(globs.flatMap((glob) => files.selectedBy(glob)))].flatMap((uri) => analysisOf(uri) ?? []));
  const settings = [...stated.rules, ...stated.overrides.flatMap((override) => override.rules)];
  const ruleIds = settings.map(({ id }) => {
    const known = RULE_IDS.includes(id.text);
    const [near] = known ? [] : nearest(id.text, RULE_IDS, 1);
    return { at: { file, span: id.span }, id: id.text, known, ...(near !== undefined && { nearest: near }) };
  });
  const start: Location = { file, span: { start: 0, end: 0 } };
  const facts: ProjectFile = {
    at: start,
    errors: [...errorsIn(stated, surroundings), ...brokenBaselines(stated, surroundings)],
    ruleIds,
    globs: selected ? globsOf(stated, selected, surroundings) : [],
    deployments: selected ? serversOf(stated, selected) : [],
    names: namesOf(stated, surroundings),
  };
  return [...runner.run('projectFile', facts, start), ...checkProjectCharacters(stated, runner)];
}

/** Its own mistakes, and at the path of what it extends those that are told nowhere else. */
function errorsIn(stated: StatedProject, { containing, isTold }: Surroundings): ProjectFile['errors'] {
  const { file } = stated;
  const around = containing.get(file.uri) ?? [];
  const errors = new Map<string, ProjectFile['errors'][number]>();
  for (const { errors: all, layers } of around) {
    for (const error of all) {
      const uri = error.file.uri;
      const path = uri === file.uri || isTold(uri) ? undefined : stated.extends.find((_, index) => leadsTo(basesOf(stated)[index], uri, layers));
      if (uri === file.uri) errors.set(`${error.span.start} ${error.message}`, { at: { file, span: error.span }, message: error.message });
      else if (path) errors.set(`${path.span.start}`, { at: { file, span: path.span }, message: `${path.text} cannot be understood. ${error.message}` });
    }
  }
  return [...errors.values()];
}

/** At the path of the baseline file that it names, or of what it extends and names one: why that cannot be used. */
function brokenBaselines(stated: StatedProject, { containing, isTold, brokenBaseline }: Surroundings): ProjectFile['errors'] {
  const { file } = stated;
  const errors = new Map<number, ProjectFile['errors'][number]>();
  for (const project of containing.get(file.uri) ?? []) {
    const named = namedBaseline(project);
    const broken = brokenBaseline(baselineUri(project) ?? '');
    if (!named || !broken) continue;
    const from = named.file.uri;
    const path =
      from === file.uri ? named.path : isTold(from) ? undefined : stated.extends.find((_, index) => leadsTo(basesOf(stated)[index], from, project.layers));
    if (!path) continue;
    const related = broken.at && [{ at: broken.at, message: 'The place in the baseline file.' }];
    errors.set(path.span.start, {
      at: { file, span: path.span },
      message: `The baseline file ${named.path.text} ${broken.reason}`,
      ...(related && { related }),
    });
  }
  return [...errors.values()];
}

/** Whether a file is another one, or extends it over however many others. */
function leadsTo(from: string | undefined, uri: string, layers: readonly StatedProject[], seen: readonly string[] = []): boolean {
  if (from === undefined || seen.includes(from)) return false;
  const layer = layers.find(({ file }) => file.uri === from);
  return from === uri || (layer !== undefined && basesOf(layer).some((base) => leadsTo(base, uri, layers, [...seen, from])));
}

/** The files that any of some globs selects, each once. */
type Select = (globs: readonly Glob[]) => Analysis[];

/** The globs of which it is known what they select. */
function globsOf(stated: StatedProject, select: Select, { projects, containing, walked }: Surroundings): ProjectFile['globs'] {
  const { file } = stated;
  const inDeployments = stated.deployments.flatMap(({ clients, servers, loadBalancers }) =>
    (
      [
        [clients, 'clients'],
        [servers, 'servers'],
        [loadBalancers, 'loadBalancers'],
      ] as const
    ).flatMap(([globs, list]) => globs.map((glob) => ({ glob, list }))),
  );
  // What is shared by many need not concern each of them.
  const isBase = containing.get(file.uri)?.some(({ own }) => own.file.uri !== file.uri) === true;
  const inOverrides = isBase ? [] : stated.overrides.flatMap(({ files }) => files.map((glob) => ({ glob, list: 'overrides' as const })));
  return [...inDeployments, ...inOverrides].flatMap(({ glob, list }) => {
    if (!glob.isWithin(walked)) return [];
    const selected = select([glob]);
    const matches = selected.length + (list === 'overrides' ? projects.filter((project) => glob.matches(project.file.uri)).length : 0);
    return [{ at: { file, span: glob.span }, pattern: glob.text, matches, list, sides: [...new Set(selected.map(sideOf))] }];
  });
}

/** The one side that a file is surely about; `unknown` where it may be about several or none. */
function sideOf({ facts }: Analysis): SelectedSide {
  const { profiles, policies, loadBalancer, serverAuthentications = [], unstatedPolicy, maySetPolicy, registryWrites, calls = [], unread } = facts;
  const of = (side: 'client' | 'server'): boolean => policies.some((policy) => policy.side === side && policy.tunnel !== 'other');
  const isClient = profiles.length > 0 || of('client');
  const isServer = of('server') || serverAuthentications.length > 0 || unstatedPolicy !== undefined;
  if (loadBalancer) return isClient || isServer ? 'unknown' : 'loadBalancer';
  if (isServer && !isClient) return unread.length === 0 && !calls.some(({ cmdlet }) => /^(Add|Set|New)-VpnConnection/i.test(cmdlet)) ? 'server' : 'unknown';
  const isClientOnly = isClient && !isServer && maySetPolicy !== true && registryWrites.length === 0;
  return isClientOnly && calls.length === 0 ? 'client' : 'unknown';
}

function serversOf(stated: StatedProject, select: Select): ProjectFile['deployments'] {
  return stated.deployments.map(({ name, servers }) => {
    const inOrder = select(servers).sort((a, b) => compareTexts(a.file.uri, b.file.uri));
    const policies = inOrder.flatMap(({ facts }) => facts.policies);
    const custom = policies.filter((policy) => policy.side === 'server' && policy.kind === 'custom' && !policy.superseded && policy.tunnel !== 'other');
    // Where a script says what is meant, output that says something else is `policy-server-drift`.
    const written = custom.filter(({ printed }) => !printed);
    const serverPolicies = written.length > 0 ? written : custom;
    return { at: { file: stated.file, span: name.span }, name: name.text, serverPolicies };
  });
}

/** The names of its deployments, each with the first place that gave the same name to another one, in the file or in one that it extends. */
function namesOf(stated: StatedProject, { containing }: Surroundings): ProjectFile['names'] {
  const project = containing.get(stated.file.uri)?.find(({ own }) => own.file.uri === stated.file.uri);
  const extended = project?.deployments.filter(({ file }) => file.uri !== stated.file.uri) ?? [];
  const all = new Lookup([...extended, ...stated.deployments], plainName);
  return stated.deployments.flatMap((deployment) => {
    const { name } = deployment;
    const same = all.get(plainName(deployment));
    return same && same !== deployment
      ? [{ at: { file: stated.file, span: name.span }, name: name.text, first: { file: same.file, span: same.name.span } }]
      : [];
  });
}

/** By what two deployments have the same name. */
function plainName({ name }: Pick<StatedProject['deployments'][number], 'name'>): string {
  return name.text.trim().toLowerCase();
}
