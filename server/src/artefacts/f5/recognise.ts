import type { SourceFile } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';

/** Languages whose files are nothing else. */
const OWN_LANGUAGES: readonly string[] = ['bigip', 'tcl-bigip', 'f5-tcl'];

/** Languages under which other editors hold them. */
const OTHER_LANGUAGES: readonly string[] = ['shellscript', 'plaintext', 'properties', 'ini', 'tcl'];

const NAMES = /\.(conf|scf|txt|tcl|sh|tmsh)$/i;

/** Kinds of objects for local traffic that are read, as they begin in either notation. */
const KINDS = 'virtual|virtual-address|pool|node|monitor|persistence|profile|rule|policy|snatpool|snat|default-node-monitor';

/** An object that begins a line and goes on to its brace. */
const OBJECT = new RegExp(String.raw`^[ \t]*ltm[ \t]+(?:${KINDS})[ \t][^\r\n{}]*\{`, 'm');

/** A command that makes or changes one, with what its shell wants before it. A name follows, and behind it a setting. */
const COMMAND = new RegExp(
  String.raw`^[^\r\n\u2028\u2029#]*?(?:^|[ \t"';]|\)#)[ \t]{0,8}(?:create|modify)[ \t]+/?ltm[ \t]+(?:(?:virtual|virtual-address|pool|node|snatpool)|(?:monitor|persistence|profile)[ \t]+[a-z][\w-]*)[ \t]+\S+[ \t]+(?:\\|\{|[a-z][\w-]*[ \t])`,
  'm',
);

/**
 * Whether a text is a configuration of BIG-IP. By its language id, or because it has an object for local traffic: others use the same
 * file names.
 */
export function isF5({ uri, languageId, text }: SourceFile): boolean {
  if (languageId !== undefined && OWN_LANGUAGES.includes(languageId)) return true;
  if (languageId === undefined ? !NAMES.test(uriName(uri)) : !OTHER_LANGUAGES.includes(languageId)) return false;
  return text.includes('ltm') && (OBJECT.test(text) || COMMAND.test(text));
}
