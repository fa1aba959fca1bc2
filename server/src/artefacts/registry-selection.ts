import { overlaps, type Span } from '../core/span.ts';
import type { Facts } from '../model/facts.ts';
import type { RegistryContent, RegistryEntry } from '../model/registry/content.ts';
import type { RegistryWrite } from '../model/registry/write.ts';

/** A write that somebody has selected, with what it leaves in the registry. */
export interface SelectedWrite {
  readonly entry: RegistryEntry;
  /** The fact; absent for a value that none was made for, since it concerns no VPN. */
  readonly write?: RegistryWrite;
}

/** More writes than these are not converted at once: what is asked for at each move of the cursor must be quick. */
export const MOST_WRITES = 300;

/**
 * The writes that a span selects, with what they leave; `undefined` where there are none, where one of them is not known, where it depends on
 * conditions which of them counts, and where something else happens there that would be lost.
 */
export function knownWrites({ unread, registryKeys = [] }: Facts, writes: readonly RegistryWrite[], span: Span): SelectedWrite[] | undefined {
  // Whatever writes a value makes its key.
  if (registryKeys.some(({ action, at }) => action !== 'create' && overlaps(at.span, span)) || unread.some((each) => overlaps(each, span))) return undefined;
  if (writes.length === 0 || writes.length > MOST_WRITES || (writes.length > 1 && writes.some(({ conditional }) => conditional))) return undefined;
  // Of the ways to write a value, only `reg.exe` names another computer.
  if (writes.some(({ remote }) => remote)) return undefined;
  const selected = writes.flatMap((write): SelectedWrite[] => {
    const content: RegistryContent | 'deleted' | undefined = write.action === 'delete' ? 'deleted' : write.content;
    return content === undefined ? [] : [{ entry: { ...write.path.value, name: write.name.value, content }, write }];
  });
  return selected.length === writes.length ? selected : undefined;
}
