/** Hive and key of a registry path. */
export interface RegistryPath {
  /** Full name in capitals: `HKEY_LOCAL_MACHINE`. */
  readonly hive: string;
  /** Single backslashes, none at either end. */
  readonly key: string;
}

const HIVES: Readonly<Record<string, string>> = {
  hklm: 'HKEY_LOCAL_MACHINE',
  hkcu: 'HKEY_CURRENT_USER',
  hkcr: 'HKEY_CLASSES_ROOT',
  hku: 'HKEY_USERS',
  hkcc: 'HKEY_CURRENT_CONFIG',
};

/** Drive (`HKLM:`) or provider and hive (`Registry::HKEY_LOCAL_MACHINE`), then the key. */
const PATH = /^(?:(?:Microsoft\.PowerShell\.Core\\)?Registry::([A-Z_]+)|([A-Z]+):)(?:[\\/]+|(?=[^\\/])|$)(.*)$/i;

/**
 * Reads a registry path as PowerShell's registry provider takes it. `HKLM:SYSTEM` is relative to the drive's location,
 * which is its root unless somebody changes it. Returns `undefined` for what is no registry path.
 * Source: Microsoft, about_Registry_Provider.
 */
export function readRegistryPath(path: string): RegistryPath | undefined {
  const match = PATH.exec(path.trim());
  if (!match) return undefined;
  const name = (match[1] ?? match[2] ?? '').toLowerCase();
  const hive = HIVES[name] ?? Object.values(HIVES).find((each) => each.toLowerCase() === name);
  return hive === undefined
    ? undefined
    : {
        hive,
        key: (match[3] ?? '')
          .split(/[\\/]+/)
          .filter((part) => part !== '')
          .join('\\'),
      };
}

/** The same path with another key under HKEY_LOCAL_MACHINE, in the notation and with the ending that it had. */
export function withKey(path: string, key: string): string {
  const ending = /[\\/]+\s*$/.test(path) ? '\\' : '';
  const provider = /^\s*((?:Microsoft\.PowerShell\.Core\\)?Registry::)(HKEY_)?/i.exec(path);
  if (provider) return `${provider[1] ?? ''}${provider[2] === undefined ? 'HKLM' : 'HKEY_LOCAL_MACHINE'}\\${key}${ending}`;
  const drive = /^\s*(HKLM:)/i.exec(path)?.[1] ?? 'HKLM:';
  return `${drive}\\${key}${ending}`;
}
