import type { Location } from '../core/source-file.ts';
import type { AttributeName } from '../knowledge/ipsec.ts';
import type { IPsecPolicy } from './policy.ts';

/** A cmdlet call that states an IPsec policy, seen as a command: which parameters it names. */
export interface PolicyCommand {
  /** The cmdlet's name as written. */
  readonly at: Location;
  readonly cmdlet: 'server' | 'client';
  readonly policy: IPsecPolicy;
  /** Whether everything that the command passes is known, so that what is not seen is not there. */
  readonly complete: boolean;
  readonly stated: readonly AttributeName[];
  /** Whether the switch of this name is given: `unread` for one whose value is not known. */
  readonly switches: { readonly customPolicy: Switch; readonly revertToDefault: Switch };
  /** Whether `-EncryptionType` is given. */
  readonly encryptionType: boolean;
}

export type Switch = 'on' | 'off' | 'unread';
