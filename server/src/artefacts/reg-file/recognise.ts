import type { SourceFile } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';
import { mentionsVpnRegistry } from '../../knowledge/registry-relevance.ts';

/** The language ids of this notation: ours, and that of another extension. */
const OWN_LANGUAGES: readonly string[] = ['reg', 'registry'];

/** What an editor may otherwise take a file of the name for. */
export const LANGUAGES: readonly string[] = [...OWN_LANGUAGES, 'plaintext', 'ini', 'properties'];

/**
 * Whether a file is one of the Registry Editor that may concern a VPN. What an editor holds under a language id of the notation is taken at its word:
 * it may be about to.
 */
export function isRegFile({ uri, languageId, text }: SourceFile): boolean {
  if (languageId !== undefined && OWN_LANGUAGES.includes(languageId)) return true;
  return /\.reg$/iu.test(uriName(uri)) && (languageId === undefined || LANGUAGES.includes(languageId)) && mentionsVpnRegistry(text);
}
