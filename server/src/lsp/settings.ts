import type { Connection } from 'vscode-languageserver';
import type { HintChoice } from '../features/inlay-hints.ts';
import { SETTINGS } from './settings-table.ts';

/** What the editor's settings say. Immutable: a change makes a new value. */
export interface Settings {
  /** Bytes. */
  readonly maximumFileSize: number;
  /** Whether it is said which files are larger. */
  readonly tellsLargeFiles: boolean;
  /** The project file that is chosen for a workspace folder, as written, by the folder's normalised URI. */
  readonly projectFiles: ReadonlyMap<string, string>;
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

export const DEFAULT_SETTINGS: Settings = {
  maximumFileSize: defaultOf('aovpn.maximumFileSize') * MEBIBYTE,
  tellsLargeFiles: isOnByDefault('aovpn.fileSizeNotice.enabled'),
  projectFiles: new Map(),
  excluded: [],
  hints: {
    prefixSize: isOnByDefault('aovpn.inlayHints.prefixSize'),
    algorithmStrength: isOnByDefault('aovpn.inlayHints.algorithmStrength'),
    algorithmName: isOnByDefault('aovpn.inlayHints.algorithmName'),
  },
  formats: isOnByDefault('aovpn.format.enabled'),
  lenses: isOnByDefault('aovpn.codeLens.enabled'),
};

/** Asks the editor for its settings, for the whole and for each workspace folder. Whatever is missing or of another type is taken for its default. */
export async function readSettings(connection: Connection, roots: readonly string[]): Promise<Settings> {
  const items = [{ section: 'aovpn' }, { section: 'files.exclude' }, ...roots.map((scopeUri) => ({ scopeUri, section: 'aovpn' }))];
  const answer: unknown = await connection.workspace.getConfiguration(items).catch(() => []);
  const [own, exclude, ...ofRoots] = Array.isArray(answer) ? (answer as unknown[]) : [];
  const size = property(own, 'maximumFileSize');
  const hints = property(own, 'inlayHints');
  const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
  return {
    maximumFileSize: typeof size === 'number' && size > 0 ? size * MEBIBYTE : DEFAULT_SETTINGS.maximumFileSize,
    tellsLargeFiles: flag(property(property(own, 'fileSizeNotice'), 'enabled'), DEFAULT_SETTINGS.tellsLargeFiles),
    projectFiles: new Map(roots.flatMap((root, index) => chosenIn(root, ofRoots[index]))),
    excluded: typeof exclude === 'object' && exclude !== null ? Object.entries(exclude).flatMap(([glob, on]) => (on === true ? [glob] : [])) : [],
    hints: {
      prefixSize: flag(property(hints, 'prefixSize'), DEFAULT_SETTINGS.hints.prefixSize),
      algorithmStrength: flag(property(hints, 'algorithmStrength'), DEFAULT_SETTINGS.hints.algorithmStrength),
      algorithmName: flag(property(hints, 'algorithmName'), DEFAULT_SETTINGS.hints.algorithmName),
    },
    formats: flag(property(property(own, 'format'), 'enabled'), DEFAULT_SETTINGS.formats),
    lenses: flag(property(property(own, 'codeLens'), 'enabled'), DEFAULT_SETTINGS.lenses),
  };
}

function chosenIn(root: string, settings: unknown): [string, string][] {
  const path = property(settings, 'projectFile');
  return typeof path === 'string' && path.trim() !== '' ? [[root, path.trim()]] : [];
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
