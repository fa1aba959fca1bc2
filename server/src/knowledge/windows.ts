/** One release of Windows for clients. */
export interface WindowsRelease {
  /** As people say it: `Windows 11 24H2`. */
  readonly name: string;
  /** The build that its version number ends with: 26100. */
  readonly build: number;
  /** The server release that a text named: `Windows Server 2019`. Absent where it named one for clients, or a build. */
  readonly server?: string;
}

/** Releases that the facts of this product speak of, oldest first. Builds are those of Microsoft's release information. */
export const WINDOWS_RELEASES = [
  { name: 'Windows 10 1507', build: 10240 },
  { name: 'Windows 10 1511', build: 10586 },
  { name: 'Windows 10 1607', build: 14393 },
  { name: 'Windows 10 1703', build: 15063 },
  { name: 'Windows 10 1709', build: 16299 },
  { name: 'Windows 10 1803', build: 17134 },
  { name: 'Windows 10 1809', build: 17763 },
  { name: 'Windows 10 1903', build: 18362 },
  { name: 'Windows 10 1909', build: 18363 },
  { name: 'Windows 10 2004', build: 19041 },
  { name: 'Windows 10 20H2', build: 19042 },
  { name: 'Windows 10 21H1', build: 19043 },
  { name: 'Windows 10 21H2', build: 19044 },
  { name: 'Windows 10 22H2', build: 19045 },
  { name: 'Windows 11 21H2', build: 22000 },
  { name: 'Windows 11 22H2', build: 22621 },
  { name: 'Windows 11 23H2', build: 22631 },
  { name: 'Windows 11 24H2', build: 26100 },
  { name: 'Windows 11 25H2', build: 26200 },
] as const satisfies readonly WindowsRelease[];

export type WindowsName = (typeof WINDOWS_RELEASES)[number]['name'];

const byName = new Map<string, WindowsRelease>(WINDOWS_RELEASES.map((release) => [release.name.toLowerCase(), release]));

/** The release of a name in this table. */
export function windowsRelease(name: WindowsName): WindowsRelease {
  const found = byName.get(name.toLowerCase());
  if (!found) throw new Error(`No release ${name}`);
  return found;
}

/** Builds of the server releases, which read what the client release of that build reads. */
const SERVERS: ReadonlyMap<string, number> = new Map([
  ['2016', 14393],
  ['1709', 16299],
  ['1803', 17134],
  ['2019', 17763],
  ['2022', 20348],
  ['2025', 26100],
]);

/**
 * The release that a text means: `Windows 11 24H2`, `11 24H2`, `Win10 1809`, `Windows 11` (its first), `Windows Server 2019`,
 * `10.0.17763` or `17763`. A build between two releases means the older one. `undefined` for a text that names none.
 */
export function parseWindowsRelease(text: string): WindowsRelease | undefined {
  const words = text.trim().toLowerCase();
  const [, edition, version] = /^(?:windows|win)?\s*(10|11)(?:[\s,]+(?:version\s+)?(\w+))?$/.exec(words) ?? [];
  if (edition !== undefined)
    return version === undefined ? WINDOWS_RELEASES.find(({ name }) => name.startsWith(`Windows ${edition} `)) : byName.get(`windows ${edition} ${version}`);
  const server = /^(?:windows )?server (\d{4})$/.exec(words)?.[1];
  const build = server === undefined ? Number(/^(?:10\.0\.)?(\d{5})(?:\.\d+)?$/.exec(words)?.[1]) : SERVERS.get(server);
  const release = WINDOWS_RELEASES.findLast((each) => build !== undefined && each.build <= build);
  return release && server !== undefined ? { ...release, server: `Windows Server ${server}` } : release;
}
