import type { Connection } from 'vscode-languageserver';
import { hostUri, uriName } from '../core/uri.ts';
import { diagnose } from '../features/diagnose/diagnose.ts';
import { nameOf, rendered } from '../features/diagnose/render.ts';
import { relativePath, rootOf } from '../workspace/folders.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';
import { normaliseUri } from './documents.ts';
import { DIAGNOSE, type DiagnoseParams, type DiagnoseResult } from './protocol.ts';

const NOTHING = 'This text names neither an error nor an event that is known here.';
const APPLY = 'The light bulb at this place applies it';

/** The session, as far as an answer needs it. */
interface Asked {
  readonly converter: Converter;
  readonly roots: readonly string[];
  scanned(): Promise<void>;
}

/** Answers the request of the command that diagnoses an error. It waits until the folders have been read. */
export function serveDiagnosis(connection: Connection, workspace: Workspace, session: () => Asked | undefined): void {
  connection.onRequest<DiagnoseResult, unknown>(DIAGNOSE, async ({ text: told, document }: DiagnoseParams) => {
    const asked = session();
    await asked?.scanned();
    // A file of a deployment explains codes in its comments. It tells of none, unless an event stands in it.
    const prose = document === undefined ? 'any' : workspace.analysisOf(normaliseUri(document)) ? 'none' : 'about-vpn';
    const answer = diagnose(workspace, told, { prose });
    const [first] = answer.diagnoses;
    if (!asked || !first) return { reason: NOTHING };
    const { converter, roots } = asked;
    const path = (uri: string): string => {
      const root = rootOf(hostUri(uri), roots);
      const inRoot = relativePath(hostUri(uri), root) ?? uriName(hostUri(uri));
      return roots.length > 1 && roots.includes(root) ? `${uriName(root)}/${inRoot}` : inRoot;
    };
    const links = new Map<string, { readonly words: string; readonly uri: string; readonly line: number }>();
    const linked = (words: string, uri: string, line: number): string => {
      links.set(words, { words, uri: hostUri(uri), line });
      return words;
    };
    const text = rendered(answer, {
      form: 'markdown',
      place: (at) => {
        const { uri, range } = converter.location(at);
        return linked(`${path(at.file.uri)}:${range.start.line + 1}`, uri, range.start.line);
      },
      file: (uri) => linked(path(uri), converter.clientUri(uri), 0),
      apply: () => APPLY,
    });
    const all = answer.diagnoses.length + answer.left;
    return { title: `Diagnosis of ${all > 1 ? `${all} errors and events` : nameOf(first.occurrence)}`, text, links: [...links.values()] };
  });
}
