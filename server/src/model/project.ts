import type { Location } from '../core/source-file.ts';
import type { IPsecPolicy } from './policy.ts';

/** What a file is surely about. */
export type SelectedSide = 'client' | 'server' | 'loadBalancer' | 'unknown';

/** A project file as far as it can be wrong. */
export interface ProjectFile {
  readonly at: Location;
  /** What makes it unusable. */
  readonly errors: readonly {
    readonly at: Location;
    readonly message: string;
    readonly related?: readonly { readonly at: Location; readonly message: string }[];
  }[];
  /** Every rule id that it names. */
  readonly ruleIds: readonly { readonly at: Location; readonly id: string; readonly known: boolean; readonly nearest?: string }[];
  /** Every glob of a deployment or of an override, with what it selects. Those of which that is not known are left out. */
  readonly globs: readonly {
    readonly at: Location;
    readonly pattern: string;
    readonly list: 'clients' | 'servers' | 'loadBalancers' | 'overrides';
    /** Number of files. */
    readonly matches: number;
    /** What the files are about. */
    readonly sides: readonly SelectedSide[];
  }[];
  readonly deployments: readonly { readonly at: Location; readonly name: string; readonly serverPolicies: readonly IPsecPolicy[] }[];
  /** The names of deployments that an earlier one has already, with the place of that. */
  readonly names: readonly { readonly at: Location; readonly name: string; readonly first: Location }[];
}
