import type { WindowsRelease } from '../../knowledge/windows.ts';
import type { IPsecPolicy } from '../policy.ts';
import type { VpnProfile } from '../profile/profile.ts';
import type { ServerAuthentication } from '../server-authentication.ts';
import type { RegistryFile } from './file.ts';
import { maySet } from './server-calls.ts';
import type { RegistryWrite } from './write.ts';

/** What one file does to the registry, with what is known of the servers or clients that it is for. */
export interface RegistryInContext {
  readonly file: RegistryFile;
  /** What the file sets the policy of an RRAS server to, the Windows default of one that it sets up included. None is superseded. */
  readonly policies: readonly IPsecPolicy[];
  /** What the file says of the authentication of a server. None is superseded. */
  readonly authentications: readonly ServerAuthentication[];
  /** The other files for the same computers. */
  readonly others: readonly RegistryNeighbour[];
  /** Whether this file and the others write nothing but what was read, so that a value which none of them sets is not set by them. */
  readonly whole: boolean;
  /** The device tunnels that connect to the server of this file. */
  readonly devices: readonly VpnProfile[];
  /** Names of the deployments of the project file that put the files together; absent where their folders do. */
  readonly deployment?: string;
  /** The oldest Windows that the project has, where its file says so. */
  readonly minimumWindows?: WindowsRelease;
}

/** Another file for the same computers, with its writes of values that servers have. */
export interface RegistryNeighbour {
  readonly uri: string;
  readonly file: Pick<RegistryFile, 'writes' | 'calls' | 'imports'>;
}

/** Every write of a value of this name, in the file and in the others, whatever its key. */
export function writesNamed({ file, others }: RegistryInContext, name: string): RegistryWrite[] {
  const wanted = name.toLowerCase();
  return [file, ...others.map((other) => other.file)].flatMap(({ writes }) => writes.filter((write) => write.name.value.toLowerCase() === wanted));
}

/** Whether a script function or a cmdlet may set the value of this name, in the file or in one of the others. */
export function isSetByCall({ file, others }: RegistryInContext, name: string): boolean {
  return [file, ...others.map((other) => other.file)].some(({ calls }) => calls.some((call) => maySet(call, name)));
}

/** Whether it is certain that none of the files touches the value of this name. */
export function isNeverSet(context: RegistryInContext, name: string): boolean {
  return context.whole && writesNamed(context, name).length === 0 && !isSetByCall(context, name);
}
