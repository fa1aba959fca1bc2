/**
 * The first build of each release that CVE-2019-19781 is fixed in. Later releases never had the defect.
 * Source: Citrix, security bulletin CTX267027, as public scanners and build lists repeat it.
 */
const FIXED: Readonly<Record<string, string>> = { '10.5': '70.12', '11.1': '63.15', '12.0': '63.13', '12.1': '55.18', '13.0': '47.24' };

/**
 * The build that a release must have at least against CVE-2019-19781.
 * @returns `undefined` where this build has the fix, or nobody knows
 */
export function fixOfCve2019(version: string, build: string): string | undefined {
  const fixed = Object.hasOwn(FIXED, version) ? FIXED[version] : undefined;
  return fixed !== undefined && isBefore(build, fixed) ? fixed : undefined;
}

/** Whether a build such as `47.22` came before another one. */
function isBefore(build: string, other: string): boolean {
  const [major = NaN, minor = NaN] = build.split('.').map(Number);
  const [otherMajor = NaN, otherMinor = NaN] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}
