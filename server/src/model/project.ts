import type { Location } from '../core/source-file.ts';
import type { IPsecPolicy } from './policy.ts';

/** A project file as far as it can be wrong. */
export interface ProjectFile {
  readonly at: Location;
  /** What makes it unusable. */
  readonly errors: readonly { readonly at: Location; readonly message: string }[];
  /** Every rule id that it names. */
  readonly ruleIds: readonly { readonly at: Location; readonly id: string; readonly known: boolean; readonly nearest?: string }[];
  /** Every glob of a deployment, with the number of files it selects. */
  readonly globs: readonly { readonly at: Location; readonly pattern: string; readonly matches: number }[];
  readonly deployments: readonly { readonly at: Location; readonly name: string; readonly serverPolicies: readonly IPsecPolicy[] }[];
}
