import { uriName } from '../core/uri.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { codeAt, type CodeInText } from './codes-in-text.ts';
import { describeError, describeEvent } from './describe-error.ts';
import type { Hover } from './hover.ts';
import { placeAt } from './place.ts';

/** Languages and names of files that are written for people: runbooks, notes and logs. */
const PROSE_LANGUAGES: readonly (string | undefined)[] = ['markdown', 'plaintext', 'log'];
const PROSE_NAME = /\.(?:md|markdown|txt|log)$/i;

/**
 * What is known of the error or event that a text for people names at an offset: anywhere in a runbook or a log, in the comments of everything
 * else. Such a file takes part in nothing else, unless an artefact recognises it.
 */
export function hoverCode(workspace: Workspace, file: SourceFile, offset: number): Hover | undefined {
  const place = placeAt(workspace, file.uri, offset);
  if (place && !isProse(file)) {
    const { artefact, reading } = place.analysis;
    const comment = artefact.comments(reading).some(({ start, end }) => start <= place.offset && place.offset <= end);
    const found = comment ? codeAt(reading.file.text, place.offset) : undefined;
    const span = found && place.toFile(found.span);
    return span && { span, markdown: describe(found) };
  }
  const found = isProse(file) ? codeAt(file.text, offset) : undefined;
  return found && { span: found.span, markdown: describe(found) };
}

function isProse({ uri, languageId }: SourceFile): boolean {
  return PROSE_LANGUAGES.includes(languageId) || (languageId === undefined && PROSE_NAME.test(uriName(uri)));
}

function describe(found: CodeInText): string {
  return 'error' in found ? describeError(found.error) : describeEvent(found.event);
}
