import type { Connection } from 'vscode-languageserver';
import type { HintChoice } from '../features/inlay-hints.ts';
import { rootOf } from '../workspace/folders.ts';
import { SETTINGS } from './settings-table.ts';

/** What the editor's settings say of one workspace folder. */
export interface FolderSettings {
  /** Bytes. */
  readonly maximumFileSize: number;
  /** Whether it is said which files are larger. */
  readonly tellsLargeFiles: boolean;
  /** The project file that is chosen for the folder, as written. */
  readonly projectFile?: string;
  /** Globs of `files.exclude` that are switched on. */
  readonly excluded: readonly string[];
  /** Which inlay hints are shown. */
  readonly hints: HintChoice;
  /** Whether formatting is offered. */
  readonly formats: boolean;
  /** Whether code lenses are shown. */
  readonly lenses: boolean;
}

export const MEBIBYTE = 1024 * 1024;

const DEFAULTS: FolderSettings = {
  maximumFileSize: defaultOf('aovpn.maximumFileSize') * MEBIBYTE,
  tellsLargeFiles: isOnByDefault('aovpn.fileSizeNotice.enabled'),
  excluded: [],
  hints: {
    prefixSize: isOnByDefault('aovpn.inlayHints.prefixSize'),
    algorithmStrength: isOnByDefault('aovpn.inlayHints.algorithmStrength'),
    algorithmName: isOnByDefault('aovpn.inlayHints.algorithmName'),
  },
  formats: isOnByDefault('aovpn.format.enabled'),
  lenses: isOnByDefault('aovpn.codeLens.enabled'),
};

/** What the editor's settings say, folder by folder. Immutable: a change makes a new value. */
export class Settings {
  /** For what lies in no workspace folder. */
  readonly #otherwise: FolderSettings;
  readonly #byRoot: ReadonlyMap<string, FolderSettings>;
  readonly #roots: readonly string[];

  /** @param byRoot by the normalised URIs of workspace folders */
  constructor(otherwise: FolderSettings = DEFAULTS, byRoot: ReadonlyMap<string, FolderSettings> = new Map()) {
    this.#otherwise = otherwise;
    this.#byRoot = byRoot;
    this.#roots = [...byRoot.keys()];
  }

  /** Those for a file or folder, by its normalised URI. */
  of(uri: string): FolderSettings {
    return this.#byRoot.get(rootOf(uri, this.#roots)) ?? this.#otherwise;
  }

  /** The project files that are chosen for workspace folders, as written, by the URIs of the folders. */
  get projectFiles(): ReadonlyMap<string, string> {
    return new Map([...this.#byRoot].flatMap(([root, { projectFile }]) => (projectFile === undefined ? [] : [[root, projectFile] as const])));
  }

  /** Whether a part of the settings is another one somewhere than it was. */
  differsFrom(before: Settings, part: (settings: FolderSettings) => unknown): boolean {
    const parts = (settings: Settings, root: string): string => JSON.stringify(part(settings.#byRoot.get(root) ?? settings.#otherwise));
    return [...new Set(['', ...this.#roots, ...before.#roots])].some((root) => parts(this, root) !== parts(before, root));
  }
}

/** Asks the editor for its settings, for the whole and for each workspace folder. Whatever is missing or of another type is taken for its default. */
export async function readSettings(connection: Connection, roots: readonly string[]): Promise<Settings> {
  const scopes = [{}, ...roots.map((scopeUri) => ({ scopeUri }))];
  const items = scopes.flatMap((scope) => ['aovpn', 'files.exclude'].map((section) => ({ ...scope, section })));
  const answer: unknown = await connection.workspace.getConfiguration(items).catch(() => []);
  const values = Array.isArray(answer) ? (answer as unknown[]) : [];
  const [otherwise, ...ofRoots] = scopes.map((_, index) => folderSettings(values[2 * index], values[2 * index + 1]));
  return new Settings(otherwise, new Map(roots.map((root, index) => [root, ofRoots[index] ?? DEFAULTS])));
}

function folderSettings(own: unknown, exclude: unknown): FolderSettings {
  const size = property(own, 'maximumFileSize');
  const path = property(own, 'projectFile');
  const hints = property(own, 'inlayHints');
  const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
  return {
    maximumFileSize: typeof size === 'number' && size > 0 ? size * MEBIBYTE : DEFAULTS.maximumFileSize,
    tellsLargeFiles: flag(property(property(own, 'fileSizeNotice'), 'enabled'), DEFAULTS.tellsLargeFiles),
    ...(typeof path === 'string' && path.trim() !== '' && { projectFile: path.trim() }),
    excluded: typeof exclude === 'object' && exclude !== null ? Object.entries(exclude).flatMap(([glob, on]) => (on === true ? [glob] : [])) : [],
    hints: {
      prefixSize: flag(property(hints, 'prefixSize'), DEFAULTS.hints.prefixSize),
      algorithmStrength: flag(property(hints, 'algorithmStrength'), DEFAULTS.hints.algorithmStrength),
      algorithmName: flag(property(hints, 'algorithmName'), DEFAULTS.hints.algorithmName),
    },
    formats: flag(property(property(own, 'format'), 'enabled'), DEFAULTS.formats),
    lenses: flag(property(property(own, 'codeLens'), 'enabled'), DEFAULTS.lenses),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function defaultOf(key: string): number {
  const value: unknown = SETTINGS.find((setting) => setting.key === key)?.default;
  return typeof value === 'number' ? value : 0;
}

function isOnByDefault(key: string): boolean {
  return SETTINGS.some((setting) => setting.key === key && setting.default === true);
}
