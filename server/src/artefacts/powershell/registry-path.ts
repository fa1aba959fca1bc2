import { hiveOf, plainKey, type RegistryPath } from '../../knowledge/registry-path.ts';

/** Drive (`HKLM:`) or provider and hive (`Registry::HKEY_LOCAL_MACHINE`), then the key. */
const PATH = /^(?:(?:Microsoft\.PowerShell\.Core\\)?Registry::([A-Z_]+)(?![A-Z_])|([A-Z][A-Z0-9_]*):)(.*)$/i;

/** The drives that a script makes of parts of the registry, by their names in lower case; `undefined` for one whose root is not known. */
export type Drives = ReadonlyMap<string, string | undefined>;

/**
 * Reads a registry path as PowerShell's registry provider takes it. `HKLM:SYSTEM` is relative to the drive's location,
 * which is its root unless somebody changes it. Returns `undefined` for what is no registry path.
 * Source: Microsoft, about_Registry_Provider.
 */
export function readRegistryPath(path: string, drives?: Drives): RegistryPath | undefined {
  const match = PATH.exec(path.trim());
  if (!match) return undefined;
  const drive = match[2]?.toLowerCase();
  const key = plainKey(match[3] ?? '', /[\\/]/);
  if (drive !== undefined && drives?.has(drive)) {
    const root = drives.get(drive);
    const base = root === undefined ? undefined : rootOf(root);
    return base && { hive: base.hive, key: plainKey(`${base.key}\\${key}`) };
  }
  const hive = hiveOf(match[1] ?? drive ?? '');
  return hive === undefined ? undefined : { hive, key };
}

/** The root of a drive: a path, or a hive with or without a key behind it. */
function rootOf(root: string): RegistryPath | undefined {
  return readRegistryPath(root) ?? readRegistryPath(`Registry::${root}`);
}

/** The same path with another key under HKEY_LOCAL_MACHINE, in the notation and with the ending that it had. */
export function withKey(path: string, key: string): string {
  const ending = /[\\/]\s*$/.test(path) ? '\\' : '';
  const provider = /^\s*((?:Microsoft\.PowerShell\.Core\\)?Registry::)(HKEY_)?/i.exec(path);
  if (provider) return `${provider[1] ?? ''}${provider[2] === undefined ? 'HKLM' : 'HKEY_LOCAL_MACHINE'}\\${key}${ending}`;
  const drive = /^\s*(HKLM:)/i.exec(path)?.[1] ?? 'HKLM:';
  return `${drive}\\${key}${ending}`;
}
