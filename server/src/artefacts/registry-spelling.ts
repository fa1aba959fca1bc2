import type { RegistryType, RegistryValue } from '../knowledge/registry.ts';
import { placeholder } from '../knowledge/snippets/snippet.ts';
import { cataloguedContents } from '../model/registry/catalogued.ts';
import type { RegistryContent } from '../model/registry/content.ts';
import type { RegistryNotation } from '../model/registry/write.ts';
import { spellData as spellForPowerShell } from '../syntax/powershell/spell-registry.ts';
import { spellItemData } from '../syntax/preferences/spell.ts';
import { typeName } from '../syntax/reg-exe/content.ts';
import { spellData as spellForReg } from '../syntax/reg-exe/spell.ts';
import { spellData as spellForFile } from '../syntax/reg-file/spell.ts';

/** What stands before the key in a notation, the usual way first. */
export const KEY_PREFIXES: Readonly<Record<RegistryNotation, readonly string[]>> = {
  powershell: ['HKLM:\\', 'Registry::HKEY_LOCAL_MACHINE\\', 'Registry::HKLM\\', 'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\'],
  dotnet: ['HKEY_LOCAL_MACHINE\\'],
  'reg-exe': ['HKLM\\', 'HKEY_LOCAL_MACHINE\\'],
  'reg-file': ['HKEY_LOCAL_MACHINE\\'],
  preferences: [''],
};

/** A type as a notation names it. */
export function spellType(type: RegistryType, notation: RegistryNotation): string {
  return notation === 'powershell' || notation === 'dotnet' ? type : typeName(type);
}

/** Data to write: its text, or a label with a snippet where the administrator has to fill something in. */
export type OfferedData = { readonly label: string; readonly snippet?: string };

/** The data of a value of the catalogue as a notation has it. */
export function offeredData(row: RegistryValue, notation: RegistryNotation): OfferedData[] {
  const spelled = cataloguedContents(row).flatMap((content) => spellContent(content, notation) ?? []);
  if (spelled.length > 0 || notation !== 'reg-file') return spelled.map((label) => ({ label }));
  return [begunData(row)];
}

function spellContent(content: RegistryContent, notation: RegistryNotation): string | undefined {
  switch (notation) {
    case 'reg-exe':
      return spellForReg(content);
    case 'reg-file':
      return spellForFile(content, 0, 5, '\n');
    case 'preferences':
      return spellItemData(content)?.value;
    default:
      return spellForPowerShell(content);
  }
}

/** How data begins in a registry file, where only its type is known. */
const BEGINNINGS: Readonly<Record<RegistryType, string>> = {
  String: '""',
  ExpandString: 'hex(2):',
  Binary: 'hex:',
  DWord: 'dword:',
  QWord: 'hex(b):',
  MultiString: 'hex(7):',
};

function begunData({ type, name, allowed }: RegistryValue): OfferedData {
  const label = BEGINNINGS[type];
  if (type === 'String') return { label, snippet: `"${placeholder(1, '').text}"` };
  if (type !== 'Binary' || !allowed || !('bytes' in allowed)) return { label };
  const bytes = Array.from({ length: allowed.bytes }, () => 0);
  const zeros = spellForFile({ type, bytes }, `"${name}"=`.length, 5, '\n')?.slice(label.length) ?? '';
  return { label, snippet: label + placeholder(1, zeros).text };
}
