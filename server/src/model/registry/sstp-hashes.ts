import type { Location } from '../../core/source-file.ts';
import { textArgument } from '../cmdlet-call.ts';
import { cataloguedValue, type RegistryFile } from './file.ts';
import type { RegistryWrite } from './write.ts';

/** A place that tells RRAS the hash of the certificate that clients of SSTP see. */
export interface StatedHash {
  readonly at: Location;
  /** In lower case as it is stated, signs between the digits included. */
  readonly text: string;
  /** Whether it is handed to Enable-SstpOffload, or written to the registry as bytes. */
  readonly by: 'function' | 'bytes';
}

/** Every place of a file that states such a hash in a form that is read. */
export function statedHashes({ writes, calls }: RegistryFile): StatedHash[] {
  const byFunction = calls.flatMap((call): StatedHash[] => {
    const hash = call.cmdlet === 'Enable-SstpOffload' ? textArgument(call, 'CertificateHash') : undefined;
    return hash ? [{ at: hash.at, text: hash.text.toLowerCase(), by: 'function' }] : [];
  });
  const bytes = writes.flatMap((write): StatedHash[] => {
    const { content } = write;
    if (!isHash(write) || !content || !('bytes' in content)) return [];
    return [{ at: write.dataAt ?? write.name.at, text: hexText(content.bytes), by: 'bytes' }];
  });
  return [...byFunction, ...bytes];
}

/** Whether a write is about the hash that RRAS compares. */
export function isHash(write: RegistryWrite): boolean {
  return cataloguedValue(write)?.name === 'SHA256CertificateHash';
}

/** The text that a write stores, or tries to store, in the place of the bytes of the hash; `undefined` for every other write. */
export function hashAsText(write: RegistryWrite): string | undefined {
  if (!isHash(write) || write.action === 'delete') return undefined;
  const { content, type, notation, action, data, dataText } = write;
  if (content && 'text' in content) return content.text;
  // PowerShell makes no bytes of a text: with the type that is stated, or with that of a value that exists, it fails.
  const asBytes = type.state === 'known' && type.type === 'Binary';
  const asIs = type.state === 'absent' && action === 'create';
  return (notation === 'powershell' || notation === 'dotnet') && (asBytes || asIs) && data === 'text' ? dataText : undefined;
}

/** The digits of a hash without the blanks, colons and hyphens that tools put between them; `undefined` where there is anything else. */
export function digitsOf(text: string): string | undefined {
  const digits = text.replace(/[\s:\-\u200e]/gu, '');
  return /^[0-9a-f]+$/iu.test(digits) ? digits : undefined;
}

/** Bytes as hexadecimal digits in lower case. */
function hexText(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
