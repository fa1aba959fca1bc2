import type { AllowedData, RegistryValue } from '../../knowledge/registry.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import { alternatives } from '../wording.ts';

/** Whether a value of the catalogue may have this number. */
export function isAllowed(allowed: AllowedData, number: bigint): boolean {
  if ('numbers' in allowed) return allowed.numbers.some((each) => BigInt(each) === number);
  return 'bytes' in allowed || (number >= BigInt(allowed.from) && number <= BigInt(allowed.to));
}

/** Whether a content is of the type that a value of the catalogue has, and none of those that it may not have. */
export function isRight(row: RegistryValue | undefined, content: RegistryContent): boolean {
  if (row?.type !== content.type) return false;
  return !row.allowed || !('number' in content) || isAllowed(row.allowed, content.number);
}

/** What it may have, as words. */
export function allowedText(allowed: AllowedData): string {
  if ('numbers' in allowed) return alternatives(allowed.numbers.map(String));
  return 'bytes' in allowed ? `${allowed.bytes} bytes` : `${allowed.from} to ${allowed.to}`;
}
