import type { AllowedData, RegistryValue } from '../../knowledge/registry.ts';
import { SAMPLE_HASHES } from '../../knowledge/sstp.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import { alternatives } from '../wording.ts';

/** Whether a value of the catalogue may have this number. */
export function isAllowed(allowed: AllowedData, number: bigint): boolean {
  if ('numbers' in allowed) return allowed.numbers.some((each) => BigInt(each) === number);
  return 'bytes' in allowed || (number >= BigInt(allowed.from) && number <= BigInt(allowed.to));
}

/** Whether a content is of the type that a value of the catalogue has, none of those that it may not have, and no hash of a published example. */
export function isRight(row: RegistryValue | undefined, content: RegistryContent): boolean {
  if (row?.type !== content.type) return false;
  const { allowed } = row;
  if ('bytes' in content) return !isSample(content.bytes) && (!allowed || !('bytes' in allowed) || allowed.bytes === content.bytes.length);
  return !allowed || !('number' in content) || isAllowed(allowed, content.number);
}

function isSample(bytes: readonly number[]): boolean {
  return SAMPLE_HASHES.has(bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** What it may have, as words. */
export function allowedText(allowed: AllowedData): string {
  if ('numbers' in allowed) return alternatives(allowed.numbers.map(String));
  return 'bytes' in allowed ? `${allowed.bytes} bytes` : `${allowed.from} to ${allowed.to}`;
}
