import type { RegistryEntry } from '../model/registry/content.ts';
import { keyGuard, spellCmdlet } from '../syntax/powershell/spell-registry.ts';
import { spellReg } from '../syntax/reg-exe/spell.ts';
import { spellRegFile } from '../syntax/reg-file/spell.ts';

/** A kind of file that registry values can be written to, with the language id that an editor has for it. */
export type RegistryDocument = 'powershell' | 'bat' | 'reg';

/** Entries as a document of their own, in their order; `undefined` where the notation cannot hold one of them. */
export function spellDocument(entries: readonly RegistryEntry[], document: RegistryDocument): string | undefined {
  // All of them are for Windows.
  const eol = '\r\n';
  if (document === 'reg') return spellRegFile(entries, eol);
  const lines = document === 'bat' ? entries.map((entry) => spellReg(entry, 'batch')) : scriptLines(entries);
  return lines.includes(undefined) ? undefined : `${lines.join(eol)}${eol}`;
}

/** A cmdlet makes no keys: those that need not be there are made first, each once. */
function scriptLines(entries: readonly RegistryEntry[]): string[] {
  const made = new Set<string>();
  return entries.flatMap((entry) => {
    const id = `${entry.hive}\\${entry.key}`.toLowerCase();
    const guard = made.has(id) || entry.content === 'deleted' ? undefined : keyGuard(entry);
    if (entry.content !== 'deleted') made.add(id);
    return [...(guard === undefined ? [] : [guard]), spellCmdlet(entry)];
  });
}
