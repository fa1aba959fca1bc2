import type { Connection } from 'vscode-languageserver';
import { convertProfile, profileForIntune } from '../features/profile-form.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import { CONVERT_PROFILE, PROFILE_FOR_INTUNE, type ConvertParams, type ConvertResult, type IntuneParams, type IntuneResult } from './protocol.ts';

const UNREAD = 'Documents of this language are not read. Choose the language XML for it first.';

/** Answers the requests of the commands that bring a profile into another form. */
export function serveProfileForms(connection: Connection, workspace: Workspace, documents: Documents, converter: () => Converter | undefined): void {
  connection.onRequest<ConvertResult, unknown>(CONVERT_PROFILE, ({ uri, range, to }: ConvertParams) => {
    const file = documents.get(uri);
    const convert = converter();
    if (!file || !convert) return { reason: UNREAD };
    const converted = convertProfile(workspace, file, { start: convert.offset(file, range.start), end: convert.offset(file, range.end) }, to);
    return 'reason' in converted ? converted : { text: converted.text, range: convert.range(file, converted.span) };
  });
  connection.onRequest<IntuneResult, unknown>(PROFILE_FOR_INTUNE, ({ uri, position }: IntuneParams) => {
    const file = documents.get(uri);
    const convert = converter();
    if (!file || !convert) return { reason: UNREAD };
    return profileForIntune(workspace, file.uri, convert.offset(file, position));
  });
}
