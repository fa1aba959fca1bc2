import type { RegistryType } from '../../knowledge/registry.ts';

/** How Group Policy Preferences spell the types. Source: Microsoft, MS-GPPREF, section 2.2.1.17.1; files that Group Policy Management wrote. */
export const TYPE_NAMES: Readonly<Record<RegistryType, string>> = {
  String: 'REG_SZ',
  ExpandString: 'REG_EXPAND_SZ',
  Binary: 'REG_BINARY',
  DWord: 'REG_DWORD',
  QWord: 'REG_QWORD',
  MultiString: 'REG_MULTI_SZ',
};

/** Types that exist and have no name in PowerShell. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'REG_NONE',
  'REG_LINK',
  'REG_DWORD_BIG_ENDIAN',
  'REG_DWORD_LITTLE_ENDIAN',
  'REG_QWORD_LITTLE_ENDIAN',
  'REG_RESOURCE_LIST',
  'REG_FULL_RESOURCE_DESCRIPTOR',
  'REG_RESOURCE_REQUIREMENTS_LIST',
]);

/** The type of this name; `other` for one that is known by no rule, `undefined` for what is none. */
export function typeNamed(name: string): RegistryType | 'other' | undefined {
  const found = (Object.keys(TYPE_NAMES) as RegistryType[]).find((type) => TYPE_NAMES[type] === name);
  // The letter case is not documented.
  return found ?? (OTHER_TYPES.has(name) || Object.values(TYPE_NAMES).includes(name.toUpperCase()) ? 'other' : undefined);
}
