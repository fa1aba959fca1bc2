/** A key of the Windows registry. */
export interface RegistryPath {
  /** Full name in capitals: `HKEY_LOCAL_MACHINE`. */
  readonly hive: string;
  /** Single backslashes, none at either end, in the letter case in which it was written. */
  readonly key: string;
}

const HIVES: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKU: 'HKEY_USERS',
  HKCC: 'HKEY_CURRENT_CONFIG',
};

/**
 * The full name of a hive that is written in full or in short, in any letter case; `undefined` for what is no hive.
 * Source: Microsoft, reg add and about_Registry_Provider.
 */
export function hiveOf(name: string): string | undefined {
  const wanted = name.trim().toUpperCase();
  return HIVES[wanted] ?? Object.values(HIVES).find((hive) => hive === wanted);
}

/** The short name of a hive that is given in full: `HKLM`. The name itself where there is none. */
export function shortHive(hive: string): string {
  return Object.keys(HIVES).find((short) => HIVES[short] === hive) ?? hive;
}

/** A control set by its number: `SYSTEM\\ControlSet001`. */
const NUMBERED_SET = /^SYSTEM\\ControlSet\d{3}(?=\\|$)/i;

/** The number-named control set that a key (without hive) is in, `ControlSet001`; `undefined` for any other key. */
export function numberedSet(key: string): string | undefined {
  return NUMBERED_SET.exec(key)?.[0].slice('SYSTEM\\'.length);
}

/**
 * A key (without hive) as that of the control set in use, for one of a set by its number. `CurrentControlSet` is a link to the set that
 * `SYSTEM\\Select` names when Windows starts. That is `ControlSet001` on most computers, so both may be one key, and need not be.
 * Source: Microsoft, "What are Control Sets? What is CurrentControlSet?" (Q100010).
 */
export function inCurrentSet(key: string): string {
  return key.replace(NUMBERED_SET, 'SYSTEM\\CurrentControlSet');
}

/** A key without empty parts: single backslashes, none at either end. */
export function plainKey(text: string, separator = /\\/): string {
  return text
    .split(separator)
    .filter((part) => part !== '')
    .join('\\');
}
