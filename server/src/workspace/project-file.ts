import { getNodeValue, stripComments, type Node } from 'jsonc-parser';
import { parseJson } from '../artefacts/json.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { parentUri, uriName } from '../core/uri.ts';
import { TARGETS, type DeploymentTarget } from '../knowledge/deployment-targets.ts';
import { algorithmFor, ATTRIBUTES, spellings, type AttributeName } from '../knowledge/ipsec.ts';
import { parseWindowsRelease, type WindowsRelease } from '../knowledge/windows.ts';
import type { NamedBaseline } from '../knowledge/baselines.ts';
import type { StatedGateway, StatedProposal } from './gateway.ts';
import { Glob } from './glob.ts';
import { SEVERITIES, type Severity } from '../rules/rule.ts';
import { chosenBaseline, readBaselines } from './project-baselines.ts';

/** A text of the project file with its place. */
export interface ProjectText {
  readonly text: string;
  readonly span: Span;
}

export interface ProjectDeployment {
  /** The project file that states it, and its number there. */
  readonly file: SourceFile;
  readonly index: number;
  readonly name: ProjectText;
  readonly clients: readonly Glob[];
  readonly servers: readonly Glob[];
  readonly loadBalancers: readonly Glob[];
  /** By what its profiles reach the clients, where it says so. */
  readonly target?: DeploymentTarget;
  /** What its policies are measured against, where it says so. */
  readonly baseline?: NamedBaseline;
  /** Present where it says what a gateway of another make accepts. */
  readonly gateway?: StatedGateway;
}

export interface RuleSetting {
  readonly id: ProjectText;
  readonly severity: Severity | 'off';
}

export interface Override {
  readonly files: readonly Glob[];
  readonly rules: readonly RuleSetting[];
}

/** One project file as read, without those that it extends: what it says, and what is wrong with it. */
export interface StatedProject {
  readonly file: SourceFile;
  /** Paths of the project files that it extends, relative to its folder. */
  readonly extends: readonly ProjectText[];
  readonly deployments: readonly ProjectDeployment[];
  readonly rules: readonly RuleSetting[];
  readonly exclude: readonly Glob[];
  readonly overrides: readonly Override[];
  /** What policies are measured against where no deployment says otherwise; absent where the file does not say. */
  readonly baseline?: NamedBaseline;
  /** Where the findings stand that are accepted and not told, relative to the file's folder; absent where it does not say. */
  readonly baselineFile?: ProjectText;
  /** Those that it adds by name. */
  readonly baselines: readonly NamedBaseline[];
  /** By what profiles reach the clients where no deployment says otherwise; absent where the file does not say. */
  readonly target?: DeploymentTarget;
  /** The oldest Windows in use; absent where the file does not say. */
  readonly minimumWindows?: WindowsRelease;
  /** Texts that make the file unusable; the command line ends with them, an editor shows them. */
  readonly errors: readonly { readonly span: Span; readonly message: string }[];
}

/** The file name of a project file. It governs the folder that holds it and everything below, up to the next one. */
export const PROJECT_FILE = 'aovpn.json';

/** Whether a file says by its name or by its schema that it is a project file, or one that others extend. */
export function isProjectFile({ uri, text }: SourceFile): boolean {
  const name = uriName(uri).toLowerCase();
  return name === PROJECT_FILE || name.endsWith(`.${PROJECT_FILE}`) || /^\s*\{\s*"\$schema"\s*:\s*"[^"]*\baovpn\.schema\.json"/.test(text);
}

const KNOWN_KEYS = ['$schema', 'extends', 'deployments', 'target', 'rules', 'baseline', 'baselines', 'baselineFile', 'minimumWindows', 'exclude', 'overrides'];
const DEPLOYMENT_KEYS = ['name', 'clients', 'servers', 'loadBalancers', 'serverPolicy', 'target', 'baseline'];

/**
 * Reads a project file. Comments and trailing commas are allowed. Never throws: what is wrong stands in `errors`.
 * @param inherited the baselines of the files that it extends, by whose names it may choose
 */
export function readProject(file: SourceFile, inherited: readonly NamedBaseline[] = []): StatedProject {
  const reader = new ProjectReader(file);
  const { root, problems } = parseJson(file.text);
  // An empty file, or one of comments, says nothing, which is no mistake.
  const blank = stripComments(file.text).trim() === '';
  for (const problem of blank ? [] : problems) reader.fail(problem, problem.message);
  const entries = blank || problems.length > 0 ? [] : reader.properties(root, 'The project file', KNOWN_KEYS);
  const get = (name: string): Node | undefined => entries.find((entry) => entry.key.text === name)?.value;
  const minimumWindows = reader.release(get('minimumWindows'));
  const baselineFile = reader.path(get('baselineFile'), 'baselineFile');
  const baselines = readBaselines(get('baselines'), reader);
  // One of the same name counts instead of an inherited one.
  const known = [...baselines, ...inherited.filter(({ id }) => !baselines.some((own) => own.id === id))];
  const baseline = chosenBaseline(get('baseline'), known, reader);
  const target = reader.target(get('target'));
  return {
    file,
    ...(minimumWindows && { minimumWindows }),
    ...(baseline && { baseline }),
    ...(baselineFile && { baselineFile }),
    ...(target && { target }),
    baselines,
    extends: reader.extended(get('extends')),
    deployments: reader.items(get('deployments'), 'deployments').map((node, index) => reader.deployment(node, index, known)),
    rules: reader.rules(get('rules')),
    exclude: reader.globs(get('exclude'), 'exclude'),
    overrides: reader.items(get('overrides'), 'overrides').map((node) => {
      const override = reader.properties(node, 'An override', ['files', 'rules']);
      const part = (name: string): Node | undefined => override.find((entry) => entry.key.text === name)?.value;
      return { files: reader.globs(part('files'), 'files'), rules: reader.rules(part('rules')) };
    }),
    errors: reader.errors,
  };
}

class ProjectReader {
  readonly errors: { span: Span; message: string }[] = [];
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  fail(node: { offset: number; length: number }, message: string): void {
    this.errors.push({ span: { start: node.offset, end: node.offset + Math.max(node.length, 1) }, message });
  }

  properties(node: Node | undefined, what: string, known: readonly string[]): { key: ProjectText; value: Node }[] {
    if (node?.type !== 'object') {
      if (node) this.fail(node, `${what} must be an object.`);
      return [];
    }
    return (node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      if (!key || !value) return [];
      const name = textOf(key);
      if (!known.includes(name.text))
        this.fail(key, `${what} has no property ${JSON.stringify(name.text)}. It takes ${known.filter((each) => each !== '$schema').join(', ')}.`);
      return [{ key: name, value }];
    });
  }

  items(node: Node | undefined, name: string): Node[] {
    if (node && node.type !== 'array') this.fail(node, `${name} must be a list.`);
    return node?.type === 'array' ? (node.children ?? []) : [];
  }

  strings(node: Node | undefined, name: string): ProjectText[] {
    return this.items(node, name).flatMap((item) => {
      if (item.type === 'string') return [textOf(item)];
      this.fail(item, `${name} must list texts.`);
      return [];
    });
  }

  path(node: Node | undefined, name: string): ProjectText | undefined {
    const path = node?.type === 'string' ? textOf(node) : undefined;
    if (path && this.#isRelative(path, name)) return path;
    if (node && !path) this.fail(node, notRelative(name));
    return undefined;
  }

  globs(node: Node | undefined, name: string): Glob[] {
    const folder = parentUri(this.#file.uri);
    return this.strings(node, name).map(({ text, span }) => {
      const glob = new Glob(text, span, folder);
      if (!glob.isUsable) this.errors.push({ span, message: TOO_MANY_WILDCARDS });
      return glob;
    });
  }

  /** One path, or a list of them. */
  extended(node: Node | undefined): ProjectText[] {
    const paths = node?.type === 'string' ? [textOf(node)] : this.strings(node, 'extends');
    return paths.filter((path) => this.#isRelative(path, 'extends'));
  }

  /** Neither absolute nor of another computer, another drive or another scheme, on any system. What it says is an error where it is not. */
  #isRelative({ text, span }: ProjectText, name: string): boolean {
    const isRelative = text.trim() !== '' && !/^(\/|[a-z][a-z0-9+.-]*:|.*\\)/i.test(text);
    if (!isRelative) this.errors.push({ span: { start: span.start, end: Math.max(span.end, span.start + 1) }, message: notRelative(name) });
    return isRelative;
  }

  target(node: Node | undefined): DeploymentTarget | undefined {
    const name: unknown = node?.type === 'string' ? getNodeValue(node) : undefined;
    const found = TARGETS.find(({ id }) => id === name)?.id;
    if (node && !found) this.fail(node, `target is one of ${TARGETS.map(({ id }) => id).join(', ')}.`);
    return found;
  }

  release(node: Node | undefined): WindowsRelease | undefined {
    const release = node?.type === 'string' ? parseWindowsRelease(textOf(node).text) : undefined;
    if (node && !release) this.fail(node, 'minimumWindows must name a release of Windows, such as "Windows 10 1809", "Windows 11 24H2" or "10.0.22631".');
    return release;
  }

  rules(node: Node | undefined): RuleSetting[] {
    if (!node) return [];
    if (node.type !== 'object') this.fail(node, 'rules must be an object of rule ids and severities.');
    return (node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      if (node.type !== 'object' || !key || !value) return [];
      const severity: unknown = getNodeValue(value);
      const found = [...SEVERITIES, 'off' as const].find((each) => each === severity);
      if (found) return [{ id: textOf(key), severity: found }];
      this.fail(value, `A severity is one of ${SEVERITIES.join(', ')} and off.`);
      return [];
    });
  }

  deployment(node: Node, index: number, baselines: readonly NamedBaseline[]): ProjectDeployment {
    const entries = this.properties(node, 'A deployment', DEPLOYMENT_KEYS);
    const get = (name: string): Node | undefined => entries.find((entry) => entry.key.text === name)?.value;
    const name = get('name');
    if (node.type === 'object' && name?.type !== 'string') this.fail(name ?? node, 'A deployment needs a name.');
    const baseline = chosenBaseline(get('baseline'), baselines, this);
    const target = this.target(get('target'));
    const stated = entries.find((entry) => entry.key.text === 'serverPolicy');
    const proposals = this.items(stated?.value, 'serverPolicy').map((each) => this.proposal(each));
    // A list with a mistake in it may accept what nobody can read.
    const isRead = stated && proposals.length > 0 && proposals.every((proposal) => proposal !== undefined);
    return {
      ...(isRead && { gateway: { span: stated.key.span, proposals } }),
      ...(baseline && { baseline }),
      ...(target && { target }),
      file: this.#file,
      index,
      name: name?.type === 'string' ? textOf(name) : { text: 'deployment', span: { start: node.offset, end: node.offset + 1 } },
      clients: this.globs(get('clients'), 'clients'),
      servers: this.globs(get('servers'), 'servers'),
      loadBalancers: this.globs(get('loadBalancers'), 'loadBalancers'),
    };
  }

  /** One proposal that a gateway accepts; `undefined` when something of it is not understood. */
  proposal(node: Node): StatedProposal | undefined {
    const before = this.errors.length;
    const proposal: Partial<Record<AttributeName, { span: Span; algorithms: string[] }>> = {};
    for (const { key, value } of this.properties(node, 'A proposal', ATTRIBUTES)) {
      const attribute = ATTRIBUTES.find((each) => each === key.text);
      if (!attribute) continue;
      const algorithms = this.algorithms(attribute, value);
      const span = value.type === 'string' ? textOf(value).span : { start: value.offset, end: value.offset + value.length };
      proposal[attribute] = { span, algorithms };
    }
    return node.type === 'object' && this.errors.length === before ? proposal : undefined;
  }

  algorithms(attribute: AttributeName, node: Node): string[] {
    const values = node.type === 'array' ? (node.children ?? []) : [node];
    if (values.length === 0) this.fail(node, `${attribute} must name at least one value.`);
    return values.flatMap((value) => {
      const found = value.type === 'string' ? algorithmFor(attribute, textOf(value).text, 'gateway') : undefined;
      if (!found) this.fail(value, `${attribute} takes ${spellings(attribute, 'gateway').join(', ')}, or a list of these.`);
      return found?.id ?? [];
    });
  }
}

const TOO_MANY_WILDCARDS =
  'This pattern has too many wildcards to be compared with paths. Use at most four in a name, at most four times **, and no repeated groups.';
function notRelative(name: string): string {
  return `${name} takes ${name === 'extends' ? 'paths' : 'a path'} relative to the folder of this file, with forward slashes.`;
}

/** A string's text and its place between the quotes. */
function textOf(node: Node): ProjectText {
  return { text: String(getNodeValue(node)), span: { start: node.offset + 1, end: node.offset + node.length - 1 } };
}
