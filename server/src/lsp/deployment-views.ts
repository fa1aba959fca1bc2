import type { Connection } from 'vscode-languageserver';
import { fingerprint } from '../core/fingerprint.ts';
import type { Location } from '../core/source-file.ts';
import { hostUri, uriName } from '../core/uri.ts';
import { codeActions } from '../features/code-actions.ts';
import { comparedWithText, deploymentView, type ShownDeployment } from '../features/deployment-view/deployment-view.ts';
import { asCsv } from '../features/deployment-view/export-csv.ts';
import { asMarkdown } from '../features/deployment-view/export-markdown.ts';
import { keptPaste } from '../features/deployment-view/pasted.ts';
import type { DeploymentView } from '../features/deployment-view/view.ts';
import { relativePath, rootOf } from '../workspace/folders.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';
import { normaliseUri } from './documents.ts';
import {
  DEPLOYMENT,
  DEPLOYMENT_CHANGED,
  EXPORT_DEPLOYMENT,
  FIXES_AT,
  type DeploymentParams,
  type DeploymentResult,
  type ExportParams,
  type ExportResult,
  type PlaceFix,
  type ShownView,
  type ViewPlace,
} from './protocol.ts';

const NOTHING =
  'This file belongs to no deployment: it states neither a client nor a server, and none lies around it. Open a ProfileXML, a server script or the configuration of a load balancer.';

/** The session, as far as an answer needs it. */
interface Asked {
  readonly converter: Converter;
  readonly roots: readonly string[];
  readonly diagnostics: { settled(uri: string): Promise<void> };
  scanned(): Promise<void>;
}

/** Answers the requests of the deployment view, and says when an answer has become old. */
export class DeploymentViews {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  #isShown = false;

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  serve(session: () => Asked | undefined): void {
    this.#connection.onRequest<PlaceFix[], unknown>(FIXES_AT, (place: ViewPlace) => {
      const asked = session();
      return asked ? this.#fixesAt(place, asked) : [];
    });
    this.#connection.onRequest<DeploymentResult, unknown>(DEPLOYMENT, async (params: DeploymentParams) => {
      const asked = session();
      // Until all files have been read, a server that is still to come would be missing.
      await asked?.scanned();
      this.#isShown = true;
      const shown = this.#shown(params);
      if (!asked || typeof shown === 'string') return { reason: typeof shown === 'string' ? shown : NOTHING };
      const { key, choices } = shown;
      const view = placed(shown.view, (at) => placeOf(at, asked));
      const version = fingerprint(JSON.stringify([view, key, choices]));
      if (version === params.known) return { unchanged: true };
      return { version, view, key, choices, ...(params.pasted !== undefined && { pasted: keptPaste(params.pasted) }) };
    });
    this.#connection.onRequest<ExportResult, unknown>(EXPORT_DEPLOYMENT, async ({ format, ...params }: ExportParams) => {
      const asked = session();
      await asked?.scanned();
      const shown = this.#shown(params);
      if (!asked || typeof shown === 'string') return { reason: typeof shown === 'string' ? shown : NOTHING };
      const write = format === 'markdown' ? asMarkdown : asCsv;
      return { title: shown.view.title, text: write(shown.view, (at) => placeOf(at, asked).name) };
    });
  }

  async #fixesAt({ uri, range }: ViewPlace, { converter, diagnostics }: Asked): Promise<PlaceFix[]> {
    await diagnostics.settled(uri);
    const file = this.#workspace.analysisOf(normaliseUri(uri))?.file;
    if (!file) return [];
    const span = { start: converter.offset(file, range.start), end: converter.offset(file, range.end) };
    return codeActions(this.#workspace, file.uri, span).flatMap(({ title, edits = [] }) => {
      const edit = converter.workspaceEdit(edits);
      const changed = [...new Set(edits.map((each) => converter.clientUri(each.file.uri)))];
      return edit ? [{ title, edit, changed }] : [];
    });
  }

  /** Called a moment after any change. */
  changed(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    void this.#connection.sendNotification(DEPLOYMENT_CHANGED);
  }

  #shown({ uri, key, pasted }: DeploymentParams): ShownDeployment | string {
    const file = normaliseUri(uri);
    if (pasted === undefined) return deploymentView(this.#workspace, file, key) ?? NOTHING;
    const view = comparedWithText(this.#workspace, file, pasted);
    return typeof view === 'string' ? view : { view, key: '', choices: [] };
  }
}

function placeOf(at: Location, { converter, roots }: Asked): ViewPlace {
  const { uri, range } = converter.location(at);
  const file = hostUri(at.file.uri);
  const path = relativePath(file, rootOf(file, roots)) ?? uriName(file);
  return { uri, range, name: `${path}:${range.start.line + 1}` };
}

/** A view with the places of the protocol: each stands under the name `at`, and nothing else does. */
function placed(view: DeploymentView<Location>, place: (at: Location) => ViewPlace): ShownView {
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === 'at' ? place(each as Location) : convert(each)]));
  };
  return convert(view) as ShownView;
}
