import type { Location } from '../core/source-file.ts';
import type { Finding } from './settle.ts';

/** A finding with its places where they are now; without those among the related ones that are gone. */
export function placed({ at, related, ...finding }: Finding, current: (location: Location) => Location | undefined): Finding {
  return {
    ...finding,
    at: current(at) ?? at,
    related: related.flatMap((each) => {
      const place = current(each.at);
      return place ? [{ ...each, at: place }] : [];
    }),
  };
}
