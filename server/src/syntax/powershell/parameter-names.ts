import type { CmdletParameter } from '../../knowledge/cmdlet.ts';

/** What names tell of a parameter. */
export type Found = Pick<CmdletParameter, 'name' | 'aliases' | 'switch'>;

/**
 * The parameter that a written name means, in any letter case: the one of that name or alias; else the only one with a
 * name or alias that starts so. Where a cmdlet's own parameter and common ones start so, the cmdlet's is meant
 * (PowerShell/PowerShell, MergedCommandParameterMetadata.GetMatchingParameter).
 */
export function findParameter(written: string, own: readonly Found[], common: readonly Found[]): Found | 'unknown' | 'ambiguous' {
  const wanted = written.toLowerCase();
  if (wanted === '') return 'ambiguous';
  const exact = [...own, ...common].find((parameter) => names(parameter).includes(wanted));
  if (exact !== undefined) return exact;
  const starts = (parameter: Found): boolean => names(parameter).some((name) => name.startsWith(wanted));
  const ownMatches = own.filter(starts);
  const [match] = ownMatches;
  if (match !== undefined) return ownMatches.length === 1 ? match : 'ambiguous';
  const commonMatches = common.filter(starts);
  return commonMatches.length > 1 ? 'ambiguous' : (commonMatches[0] ?? 'unknown');
}

function names(parameter: Found): string[] {
  return [parameter.name, ...(parameter.aliases ?? [])].map((name) => name.toLowerCase());
}
