import type { Connection } from 'vscode-languageserver';
import { uriName } from '../core/uri.ts';
import { hashEdits } from '../features/certificates/hash-edits.ts';
import { certificateReport, type CertificateReader, type CertificateReport } from '../features/certificates/report.ts';
import { serverNames } from '../features/certificates/server-names.ts';
import { reasonOf, type FileSystem } from '../workspace/file-system.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';
import { normaliseUri, type Documents } from './documents.ts';
import { CERTIFICATE, type CertificateParams, type CertificateResult } from './protocol.ts';

/** A chain of certificates is a few thousand bytes. */
const MOST_BYTES = 1024 * 1024;
const UNREAD = 'Documents of this language are not read. Choose the language of the document first.';

/** Answers the request of the command that looks at a certificate and writes its hash. The file is read when it is asked for, and only then. */
export function serveCertificates(
  connection: Connection,
  files: FileSystem,
  readCertificates: CertificateReader,
  workspace: Workspace,
  documents: Documents,
  converter: () => Converter | undefined,
): void {
  connection.onRequest<CertificateResult, unknown>(CERTIFICATE, async ({ certificate: address, into }: CertificateParams) => {
    const uri = normaliseUri(address);
    const report = await reportOf(files, readCertificates, uri, workspace);
    if ('reason' in report) return { reason: `${uriName(uri)} ${report.reason}.` };
    const result = { title: `Certificate ${uriName(uri)}`, summary: report.summary, text: report.text };
    if (!into) return { ...result, edits: [] };
    const file = documents.get(into.uri);
    const convert = converter();
    if (!file || !convert) return { ...result, edits: [], notWritten: UNREAD };
    const selected = { start: convert.offset(file, into.range.start), end: convert.offset(file, into.range.end) };
    const edits = hashEdits(workspace, file, selected, report.certificate);
    if ('reason' in edits) return { ...result, edits: [], notWritten: edits.reason };
    return { ...result, edits: edits.map(({ file: edited, span, newText }) => ({ range: convert.range(edited, span), newText })) };
  });
}

/** Why there is none is the rest of a sentence that begins with the file's name. */
async function reportOf(
  files: FileSystem,
  readCertificates: CertificateReader,
  uri: string,
  workspace: Workspace,
): Promise<CertificateReport | { readonly reason: string }> {
  try {
    const { kind, size } = await files.stat(uri);
    if (kind !== 'file') return { reason: 'is no file' };
    if (size > MOST_BYTES) return { reason: 'is larger than 1 MiB, which no certificate is' };
    const found = readCertificates(await files.readFile(uri));
    if ('reason' in found) return found;
    return certificateReport(uriName(uri), found.certificates, serverNames(workspace), new Date()) ?? { reason: 'holds no certificate' };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}
