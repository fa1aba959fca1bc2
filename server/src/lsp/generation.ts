import type { Connection } from 'vscode-languageserver';
import { generated, generationChoices } from '../features/generation/generate.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import { GENERATE, GENERATE_CHOICES, type GenerateChoices, type GenerateParams, type GenerateResult } from './protocol.ts';

const UNREAD = { reason: 'Documents of this language are not read. Choose the language of the document first.' } as const;

/** Answers the requests of the command that generates one thing from another. */
export function serveGeneration(connection: Connection, workspace: Workspace, documents: Documents, converter: () => Converter | undefined): void {
  connection.onRequest<GenerateChoices, unknown>(GENERATE_CHOICES, ({ uri, position }: GenerateParams) => {
    const file = documents.get(uri);
    const convert = converter();
    return file && convert ? generationChoices(workspace, file.uri, convert.offset(file, position)) : UNREAD;
  });
  connection.onRequest<GenerateResult, unknown>(GENERATE, ({ uri, position, choice = '' }: GenerateParams) => {
    const file = documents.get(uri);
    const convert = converter();
    return file && convert ? generated(workspace, file.uri, convert.offset(file, position), choice) : UNREAD;
  });
}
