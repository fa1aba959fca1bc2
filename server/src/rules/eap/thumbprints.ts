import type { Location } from '../../core/source-file.ts';
import type { ThumbprintProblem } from '../../knowledge/certificates.ts';
import type { Fix } from '../rule.ts';

/** The rest of a sentence about a text that is no thumbprint, and what to do. */
export function wrongWith({ kind, culprit = '', digits }: ThumbprintProblem): string {
  switch (kind) {
    case 'hidden-character':
      return `holds an invisible ${culprit}, so no certificate fits. Remove it.`;
    case 'lost-character':
      return 'begins with "?", which is what an invisible character becomes in a file without Unicode, so no certificate fits. Remove it.';
    case 'separator':
      return `has "${culprit}" between its digits, so no certificate fits. State digits and blanks only.`;
    case 'sha-256':
      return 'has 64 digits, so it is a SHA-256 thumbprint, where Windows compares SHA-1. State the 40 digits of the SHA-1 thumbprint.';
    case 'words':
      return 'holds words instead of a thumbprint. State the 40 hexadecimal digits of the SHA-1 thumbprint.';
    case 'no-thumbprint':
      return `has ${digits} hexadecimal digits where a SHA-1 thumbprint has 40 and nothing else, so no certificate fits. Copy it again.`;
  }
}

/** The fix that takes away what surrounds the digits, where that is all that is wrong. */
export function thumbprintFix({ kind, thumbprint }: ThumbprintProblem, places: readonly Location[], text: string | undefined): Fix[] {
  if (thumbprint === undefined || text === undefined) return [];
  // A visible character may stand for something else.
  const safe = kind === 'hidden-character' || kind === 'separator';
  return [{ title: 'Keep the digits only', safe, changes: places.map((at) => ({ kind: 'replace', at, text })) }];
}
