import { applyEdits as applyJsonEdits, modify } from 'jsonc-parser';
import type { Edit } from '../core/edit.ts';
import { lineEndAt } from '../core/lines.ts';
import type { SourceFile } from '../core/source-file.ts';
import { parentUri, uriName, uriScheme, uriSegments } from '../core/uri.ts';
import type { Project } from './project-extends.ts';
import { PROJECT_FILE } from './project-file.ts';

/**
 * The edits that state in a project file that a client belongs to a server: in the given one, or in a new one in `folder`.
 * A file that does not lie below it is named by a path that begins with `../`; `undefined` when no such path leads there.
 */
export function pinEdits(client: string, server: string, project: Project | undefined, folder: string): Edit[] | undefined {
  const base = project ? parentUri(project.file.uri) : folder;
  const clientPath = globOf(client, base);
  const serverPath = globOf(server, base);
  if (clientPath === undefined || serverPath === undefined || (project?.errors.length ?? 0) > 0) return undefined;
  const file: SourceFile = project?.file ?? { uri: `${base}/${PROJECT_FILE}`, text: '' };
  const text = file.text.trim() === '' ? '{}\n' : file.text;
  const existing = project?.own.deployments.findIndex((deployment) => deployment.servers.length === 1 && deployment.servers[0]?.text === serverPath) ?? -1;
  const path = existing >= 0 ? ['deployments', existing, 'clients', -1] : ['deployments', -1];
  const value = existing >= 0 ? clientPath : { name: deploymentName(base, server, project), clients: [clientPath], servers: [serverPath] };
  const edits = modify(text, path, value, { isArrayInsertion: true }).map(({ offset, length, content }) => ({
    offset,
    length,
    content: laidOut(text, path, value, content),
  }));
  if (text !== file.text) return [{ file, span: { start: 0, end: file.text.length }, newText: applyJsonEdits(text, edits) }];
  return edits.map(({ offset, length, content }) => ({ file, span: { start: offset, end: offset + length }, newText: content }));
}

/** A name that no other deployment has. */
function deploymentName(folder: string, server: string, project: Project | undefined): string {
  const taken = new Set(project?.deployments.map(({ name }) => name.text.trim().toLowerCase()));
  const name = uriSegments(folder).at(-1) ?? 'deployment';
  const own = `${name} ${uriName(server).replace(/\.[^.]+$/, '')}`;
  const numbered = [...taken].map((_, index) => `${own} ${index + 2}`);
  return [name, own, ...numbered].find((each) => !taken.has(each.toLowerCase())) ?? own;
}

/** The glob that selects one file, as seen from a folder; `undefined` when the two have nothing in common. */
export function globOf(uri: string, folder: string): string | undefined {
  const base = uriSegments(folder);
  const path = uriSegments(uri);
  const differs = base.findIndex((segment, index) => path[index] !== segment);
  const shared = differs < 0 ? base.length : differs;
  if (uriScheme(uri) !== uriScheme(folder) || (shared === 0 && base.length > 0)) return undefined;
  const names = path.slice(shared).map((name) => name.replace(/[\\*?[\]{}()!+@|]/g, '\\$&'));
  return [...base.slice(shared).map(() => '..'), ...names].join('/');
}

/**
 * The inserted text on lines of its own, in the indentation and line ends of the file. The library would lay out the lines
 * around it as well, which nobody asked for.
 */
function laidOut(text: string, path: readonly (string | number)[], value: unknown, content: string): string {
  const step = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const eol = lineEndAt(text, 0);
  // A new list is the value of a new property; otherwise the list is there and the value is its next entry.
  const isProperty = /^[,\s]*"deployments"/.test(content);
  const depth = isProperty ? 1 : path.length;
  const added = isProperty ? `"deployments": ${JSON.stringify([value], null, step)}` : JSON.stringify(value, null, step);
  const indent = (lines: string): string => eol + step.repeat(depth) + lines.replaceAll('\n', eol + step.repeat(depth));
  // Behind a comma the closing bracket stands where it did; an empty list or object has it right behind what is added.
  return content.startsWith(',') ? `,${indent(added)}` : `${indent(added)}${eol}${step.repeat(depth - 1)}`;
}
