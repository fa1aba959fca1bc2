import type { Location, Written } from '../core/source-file.ts';
import type { RegistryType } from '../knowledge/registry.ts';

/** The type of a registry write: stated, left out, or not to be known. */
export type TypeSlot =
  | { readonly state: 'known'; readonly type: RegistryType; readonly written: Written<string> }
  | { readonly state: 'invalid'; readonly written: Written<string> }
  | { readonly state: 'absent' }
  | { readonly state: 'unread' };

/** A command that writes or deletes a registry value. */
export interface RegistryWrite {
  readonly key: string;
  readonly at: Location;
  readonly action: 'create' | 'set' | 'delete';
  /** `HKEY_LOCAL_MACHINE` and the like, then the key, with single backslashes and none at the end. */
  readonly path: Written<{ readonly hive: string; readonly key: string }>;
  readonly name: Written<string>;
  readonly type: TypeSlot;
  /** How the data is written: what a missing type makes of it. */
  readonly data: 'text' | 'number' | 'absent' | 'unread';
  /** The data itself where it is a literal text or number. */
  readonly dataText?: string;
  /** Where that text or number stands. */
  readonly dataAt?: Location;
  /** Set where it depends on a condition whether the command runs. */
  readonly conditional?: true;
  /** Offset order within the file. */
  readonly offset: number;
}

/** A command that restarts services or the computer. */
export interface ServiceRestart {
  readonly at: Location;
  /** The service restarted, as written; `reboot` for the computer, `unread` for one that cannot be known. */
  readonly service: Written<string> | 'reboot' | 'unread';
  readonly offset: number;
}

/** What one script does to the registry and to services, in order. */
export interface ScriptOrder {
  readonly writes: readonly RegistryWrite[];
  readonly restarts: readonly ServiceRestart[];
  /** Offsets of everything that takes effect when RemoteAccess starts, known values among it. */
  readonly remoteAccess: readonly number[];
}
