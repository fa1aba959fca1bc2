import type { Location, Written } from '../../core/source-file.ts';
import type { RegistryPath } from '../../knowledge/registry-path.ts';
import type { RegistryType } from '../../knowledge/registry.ts';
import type { RegistryContent } from './content.ts';

/** The type of a registry write: stated, left out, or not to be known. */
export type TypeSlot =
  | { readonly state: 'known'; readonly type: RegistryType; readonly written: Written<string> }
  | { readonly state: 'invalid'; readonly written: Written<string> }
  | { readonly state: 'absent' }
  | { readonly state: 'unread' };

/** How registry values are written: by PowerShell's provider, `[Registry]::SetValue`, `reg.exe`, in `.reg` files and in Group Policy Preferences. */
export type RegistryNotation = 'powershell' | 'dotnet' | 'reg-exe' | 'reg-file' | 'preferences';

/** A statement that writes or deletes a registry value. */
export interface RegistryWrite {
  readonly key: string;
  readonly at: Location;
  readonly notation: RegistryNotation;
  /** `create` fails, or asks, where the value exists, unless `forced`; `set` writes in any case. */
  readonly action: 'create' | 'set' | 'delete';
  readonly path: Written<RegistryPath>;
  /** Empty for the default value of the key. */
  readonly name: Written<string>;
  readonly type: TypeSlot;
  /** What the value holds afterwards; absent where that is not known, and for a deletion. */
  readonly content?: RegistryContent;
  /** Whether a value that exists is overwritten without a question; absent where that is not known. */
  readonly forced?: boolean;
  /** How the data is written: what a missing type makes of it. */
  readonly data: 'text' | 'number' | 'absent' | 'unread';
  /** The data itself where it is a literal text or number. */
  readonly dataText?: string;
  /** Where that text or number stands. */
  readonly dataAt?: Location;
  /** Set where it depends on a condition whether the command runs. */
  readonly conditional?: true;
  /** Set where it may run at another time or on another computer than what stands around it: in a function, or in a block for other computers. */
  readonly apart?: true;
  /** Set where the statement itself names another computer, whose services no command around it restarts. */
  readonly remote?: true;
  /** Offset order within the file. */
  readonly offset: number;
}

/** A statement that makes or deletes a key with all that is in it. */
export interface RegistryKeyChange {
  readonly key: string;
  readonly at: Location;
  /** `recreate` makes it anew where it exists, which empties it: PowerShell's `New-Item -Force`. */
  readonly action: 'create' | 'recreate' | 'delete';
  readonly path: Written<RegistryPath>;
  readonly conditional?: true;
  /** As of a write. */
  readonly apart?: true;
  readonly offset: number;
}

/** A command that restarts services or the computer. */
export interface ServiceRestart {
  readonly at: Location;
  /** The service restarted, as written; `reboot` for the computer, `unread` for one that cannot be known. */
  readonly service: Written<string> | 'reboot' | 'unread';
  readonly offset: number;
  /** Whether it stands in a function, which may be called at any time. */
  readonly inFunction?: true;
}

/** A command whose effect waits for the start of a service. */
export interface ServiceChange {
  /** The cmdlet's name, or the name of the registry value, as written. */
  readonly at: Location;
  /** What people call what it sets. */
  readonly what: string;
  /** Name of the service. */
  readonly service: string;
  readonly offset: number;
  /** Ids of the enclosing blocks that may or may not run, outermost first. */
  readonly branch: readonly number[];
  /** Whether it stands in a function: its caller may restart the service before it, in the order of the text. */
  readonly inFunction: boolean;
  /** Whether it may run on another computer than the commands around it. */
  readonly elsewhere: boolean;
}

/** What one script does to the registry and to services, in order. */
export interface ScriptOrder {
  readonly writes: readonly RegistryWrite[];
  readonly restarts: readonly ServiceRestart[];
  /** Offsets of everything that takes effect when RemoteAccess starts, known values among it. */
  readonly remoteAccess: readonly number[];
  /** What waits for a server's service, in order. Commands that only say what they would do, and those of functions that the script never calls, are left out. */
  readonly changes?: readonly ServiceChange[];
  /** Offset of the last thing that may lead to a restart though it is none itself: another script, a message to the administrator, an exit code. */
  readonly lastHint?: number;
}
