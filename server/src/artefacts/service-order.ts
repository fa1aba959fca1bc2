import { registryValue } from '../knowledge/registry.ts';
import { serviceByName } from '../knowledge/services.ts';
import type { RegistryWrite, ServiceChange } from '../model/registry/write.ts';

/** The writes whose order with the restarts of the same file means anything: those on this computer. */
export function localWrites(writes: readonly RegistryWrite[]): readonly RegistryWrite[] {
  return writes.filter(({ remote }) => !remote);
}

/** Whether RemoteAccess reads the value when it starts, as far as its key tells. */
export function isReadByRemoteAccess({ path }: RegistryWrite): boolean {
  return /^SYSTEM\\CurrentControlSet\\Services\\(RemoteAccess|SstpSvc)(\\|$)/i.test(path.value.key);
}

/** The service of a server that a value waits for; `undefined` where it waits for none. */
export function waitingFor(write: RegistryWrite): Pick<ServiceChange, 'what' | 'service'> | undefined {
  if (write.remote) return undefined;
  const row = write.path.value.hive === 'HKEY_LOCAL_MACHINE' ? registryValue(write.path.value.key, write.name.value) : undefined;
  // Clients restart often by themselves, and restarting their services cuts the tunnel that the script may have come through.
  const service = row?.side === 'client' ? undefined : row?.restart.find((each) => serviceByName(each) !== undefined);
  return row && service !== undefined ? { what: row.name, service } : undefined;
}
