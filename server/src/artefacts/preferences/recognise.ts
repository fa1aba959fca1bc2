import type { SourceFile } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';
import { mentionsVpnRegistry } from '../../knowledge/registry-relevance.ts';
import { ITEM_CLASS } from '../../syntax/preferences/spell.ts';
import { rootName } from '../../syntax/xml/scan.ts';

/**
 * Whether a text is Registry.xml of Group Policy Preferences, or a part of it that was dragged out of Group Policy Management. One on disk that names
 * nothing of a VPN is left alone.
 */
export function isPreferences({ uri, languageId, text }: SourceFile): boolean {
  if (languageId !== 'xml' && !/\.xml$/iu.test(uriName(uri))) return false;
  // Other documents have no such root, and most are asked.
  if (!/<(?:RegistrySettings|Collection|Registry)\b/u.test(text)) return false;
  const root = rootName(text);
  const isOne = root === 'RegistrySettings' || ((root === 'Collection' || root === 'Registry') && text.toUpperCase().includes(ITEM_CLASS.toUpperCase()));
  return isOne && (languageId !== undefined || mentionsVpnRegistry(text));
}
