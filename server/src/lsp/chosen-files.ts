import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { parentUri, uriName } from '../core/uri.ts';
import { isUnder } from '../workspace/folders.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The project files that the settings choose for workspace folders: puts them in force, and says where one cannot be. */
export class ChosenFiles {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  #paths: ReadonlyMap<string, string> = new Map();
  #byRoot: ReadonlyMap<string, string> = new Map();
  /** What is wrong, by workspace folder, as it was said last. */
  readonly #said = new Map<string, string>();

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  /** @param paths as written in the settings, by workspace folder */
  choose(paths: ReadonlyMap<string, string>): void {
    const byRoot = new Map([...paths].map(([root, path]) => [root, targetOf(root, path)] as const).filter(([root, uri]) => isOfThisComputer(root, uri)));
    this.#paths = paths;
    if (byRoot.size === this.#byRoot.size && [...byRoot].every(([root, uri]) => this.#byRoot.get(root) === uri)) return;
    this.#byRoot = byRoot;
    this.#workspace.chooseProjects(byRoot);
  }

  /** The chosen files that have no effect are named, each once until something changes. */
  tell(): void {
    for (const root of [...this.#said.keys()]) if (!this.#paths.has(root)) this.#said.delete(root);
    for (const [root, path] of this.#paths) {
      const wrong = this.#wrong(root, targetOf(root, path));
      const message = wrong && `${path}, which the setting aovpn.projectFile names for ${uriName(root)}, ${wrong}`;
      if (message === this.#said.get(root)) continue;
      if (message === undefined) this.#said.delete(root);
      else {
        this.#said.set(root, message);
        void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
      }
    }
  }

  #wrong(root: string, uri: string): string | undefined {
    if (!isOfThisComputer(root, uri)) return ELSEWHERE;
    const reason = this.#workspace.projectFiles.unread(uri);
    if (reason !== undefined) return `${reason}. No project file counts there until it can be read.`;
    const folder = parentUri(uri);
    return isUnder(root, folder) || isUnder(folder, root) ? undefined : 'governs nothing there. A project file is for its own folder and what is below.';
  }
}

const ELSEWHERE = 'lies on another computer, so it is not read. Give it a drive letter, or open its folder.';

/**
 * Whether a path leads to no other computer than that of the workspace folder. Settings may come with a folder, and to look at a path of another one tells it the name, and proves the
 * password, of whoever is logged in.
 */
function isOfThisComputer(root: string, uri: string): boolean {
  const { authority } = URI.parse(uri);
  return authority === '' || authority === URI.parse(root).authority;
}

/** The normalised URI that a path of the settings leads to. */
function targetOf(root: string, path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^\$\{workspaceFolder\}\/?/, '');
  const isAbsolute = /^(\/|[a-z]:\/)/i.test(plain);
  return (isAbsolute ? URI.file(plain).with({ scheme: URI.parse(root).scheme }) : Utils.joinPath(URI.parse(root), plain)).toString();
}
