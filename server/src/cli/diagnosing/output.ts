import { LineIndex } from '../../core/line-index.ts';
import type { Location } from '../../core/source-file.ts';
import { pathOf } from '../../host/node-files.ts';
import type { Answer, Diagnosis, JudgedCause, Shown } from '../../features/diagnose/diagnose.ts';
import { rendered } from '../../features/diagnose/render.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Loaded } from '../checking/loaded.ts';
import type { Place } from '../checking/report.ts';
import { shownPath } from '../paths.ts';
import { printable } from '../printable.ts';

/** What was asked, and by what the places in the answer are named. */
export interface Asked {
  readonly workspace: Workspace;
  readonly loaded: Loaded;
  readonly cwd: string;
  /** The paths of the deployment, as given. */
  readonly paths: readonly string[];
}

/** Answers for a person. */
export function asText(answer: Answer, asked: Asked): string {
  const text = rendered(answer, {
    form: 'text',
    place: (at) => {
      const { file, range } = placeOf(at, asked);
      return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    },
    file: (uri) => shownFile(uri, asked),
    apply: ({ safe }) =>
      `${safe ? '"aovpn check --fix' : '"aovpn check --fix-unsafe'} --diff ${asked.paths.map(quoted).join(' ')}" shows it with the other fixes, and without --diff writes them`,
  });
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}

/** One JSON object. Its shape is a contract: version 1 only ever gains properties. */
export function asJson(answer: Answer, asked: Asked): string {
  return `${JSON.stringify({ version: 1, diagnoses: answer.diagnoses.map((each) => data(each, asked)), left: answer.left, skipped: asked.loaded.skipped.map(({ file, reason }) => ({ file, reason })) }, undefined, 2)}\n`;
}

function data({ occurrence: { error, event, code, connection, count }, scope, policies, causes }: Diagnosis, asked: Asked): object {
  return {
    ...(code !== undefined && { code }),
    ...(error?.symbol !== undefined && { symbol: error.symbol }),
    ...(event && { event: { source: event.source, id: event.id } }),
    ...((error?.meaning ?? event?.meaning) !== undefined && { meaning: error?.meaning ?? event?.meaning, confidence: (error ?? event)?.confidence }),
    ...(connection !== undefined && { connection }),
    count,
    deployment: {
      by: scope.by,
      how: scope.how,
      clients: scope.clients.map(({ name, uri }) => ({ name, file: shownFile(uri, asked) })),
      files: scope.files.map((uri) => shownFile(uri, asked)),
    },
    policies,
    causes: causes.map((cause) => causeData(cause, asked)),
  };
}

function causeData({ id, what, state, findings, because, look }: JudgedCause, asked: Asked): object {
  return { id, state, what, ...(because !== undefined && { because }), findings: findings.map((each) => findingData(each, asked)), look };
}

function findingData({ at, severity, rule, message, fixes }: Shown, asked: Asked): object {
  return { ...placeOf(at, asked), severity, rule, message, fixes: fixes().map(({ title, safe }) => ({ title, safe })) };
}

function placeOf({ file, span }: Location, asked: Asked): Place {
  const lines = new LineIndex(file.text);
  return { file: shownFile(file.uri, asked), range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) } };
}

function shownFile(uri: string, { loaded, cwd }: Asked): string {
  return loaded.files.get(uri)?.shown ?? shownPath(pathOf(uri), cwd);
}

function quoted(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `'${path}'`;
}
