import type { Edit } from '../../core/edit.ts';
import type { SourceFile } from '../../core/source-file.ts';
import { encloses, type Span } from '../../core/span.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { Change } from '../../model/change.ts';
import type { Facts } from '../../model/facts.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import type { Analysis } from '../../workspace/analysis.ts';
import type { Workspace } from '../../workspace/workspace.ts';

const HASH_VALUE = 'sha256certificatehash';
/** Parameters of scripts that take the hash as text. Source: richardhicks/aovpn, Enable-SstpOffload.ps1. */
const HASH_PARAMETER = 'CertificateHash';

/** The 64 hexadecimal digits of a certificate's hash. */
export function hashText({ sha256 }: Certificate): string {
  return sha256.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

/** Why the hash cannot be written at the cursor, as a sentence. */
export interface NotWritten {
  readonly reason: string;
}

/**
 * The edits that write the SHA-256 hash of a certificate where the cursor is: as the content of the registry value that is written there, as the
 * argument of `-CertificateHash`, else as text in place of what is selected, in the form that what stands before it asks for.
 */
export function hashEdits(workspace: Workspace, file: SourceFile, selected: Span, certificate: Certificate): readonly Edit[] | NotWritten {
  const analysis = workspace.analysisOf(file.uri);
  const change = analysis?.file.text === file.text ? changeAt(analysis, selected, certificate) : undefined;
  const edits = change && workspace.edits({ title: 'Write the hash', safe: false, changes: [change] });
  if (edits) return edits;
  // In the middle of such a command, digits would destroy it.
  if (change && selected.start === selected.end)
    return { reason: 'The hash cannot be written here, since the data of this value is worked out elsewhere. Select the text that it shall replace.' };
  return [{ file, span: selected, newText: asText(file.text.slice(0, selected.start), certificate) }];
}

/** The change of the innermost statement at the cursor that takes the hash. */
function changeAt({ artefact, reading }: Analysis, selected: Span, certificate: Certificate): Change | undefined {
  const around = artefact.statements(reading).filter((span) => encloses(span, selected));
  const inward = around.sort((one, other) => one.end - one.start - (other.end - other.start));
  return inward.flatMap((statement) => changeIn(reading.facts, statement, certificate) ?? [])[0];
}

function changeIn({ registryWrites, calls }: Facts, statement: Span, certificate: Certificate): Change | undefined {
  const within = ({ span }: { readonly span: Span }): boolean => encloses(statement, span);
  const write = registryWrites.find((each) => isHashWrite(each) && within(each.at));
  if (write) return { kind: 'set-registry-content', write, content: { type: 'Binary', bytes: certificate.sha256 } };
  const value = calls?.find(({ at }) => within(at))?.arguments.get(HASH_PARAMETER)?.value;
  return value?.kind === 'text' && within(value.at) ? { kind: 'replace', at: value.at, text: hashText(certificate) } : undefined;
}

function isHashWrite({ name, action }: RegistryWrite): boolean {
  return action !== 'delete' && name.value.toLowerCase() === HASH_VALUE;
}

/** How the hash is spelled behind some text of its line. */
function asText(before: string, certificate: Certificate): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const digits = hashText(certificate);
  const pairs = digits.match(/../gu) ?? [];
  // The data of a .reg file.
  if (/hex:\s*$/iu.test(line)) return pairs.join(',').toLowerCase();
  if (/^\s*"?SHA256CertificateHash"?\s*=\s*$/iu.test(line)) return `hex:${pairs.join(',').toLowerCase()}`;
  if (/\[byte\[\]\]\s*(?:[@(]+\s*)?$/iu.test(line)) return pairs.map((pair) => `0x${pair}`).join(',');
  if (/-Value\s+$/iu.test(line)) return `([byte[]](${pairs.map((pair) => `0x${pair}`).join(',')}))`;
  if (/-CertificateHash\s+$/iu.test(line)) return `'${digits}'`;
  return digits;
}
