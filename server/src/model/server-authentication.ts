import type { Location, Written } from '../core/source-file.ts';

/** The methods that a server accepts from now on: `absent` where the command leaves them as they are. */
export type AcceptedSlot =
  { readonly state: 'known'; readonly methods: readonly Written<string>[] } | { readonly state: 'unread' } | { readonly state: 'absent' };

/** A command that says how clients authenticate to an RRAS server. */
export interface ServerAuthentication {
  /** Stable name within its file. */
  readonly key: string;
  /** The name of the command. */
  readonly at: Location;
  readonly accepted: AcceptedSlot;
  /** SHA-1 thumbprint of the only root that machine certificates may come from, in lower case, where a literal selects it. */
  readonly root?: Written<string>;
  /** Whether a later command of the same file states the methods again whenever this one has run. */
  readonly superseded: boolean;
}

/** Whether a server accepts a method, as far as this command tells; `undefined` where it does not say or cannot be read. */
export function accepts({ accepted }: ServerAuthentication, method: string): boolean | undefined {
  if (accepted.state !== 'known') return undefined;
  return accepted.methods.some(({ value }) => value.toLowerCase() === method.toLowerCase());
}

/** All that other files can observe of it, without places. */
export function observedAuthentication({ key, accepted, root, superseded }: ServerAuthentication): unknown {
  return [key, accepted.state === 'known' ? accepted.methods.map(({ value }) => value.toLowerCase()) : accepted.state, root?.value ?? null, superseded];
}
