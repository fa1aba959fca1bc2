import type { Location } from '../../core/source-file.ts';
import { registryValue, type RegistryValue } from '../../knowledge/registry.ts';
import { SERVICES, serviceByName, type Service } from '../../knowledge/services.ts';
import type { RegistryWrite, ScriptOrder } from '../../model/registry/write.ts';

/** A restart that nothing before it needs, while values before it wait for another service. */
export interface WrongRestart {
  /** The name of the service as written. */
  readonly at: Location;
  readonly service: Service;
  readonly waiting: readonly { readonly write: RegistryWrite; readonly row: RegistryValue }[];
}

/** All of them in one script, in the order of the text. */
export function wrongRestarts(script: ScriptOrder): WrongRestart[] {
  const known = script.writes.flatMap((write) => {
    const row = write.path.value.hive === 'HKEY_LOCAL_MACHINE' ? registryValue(write.path.value.key, write.name.value) : undefined;
    return row ? [{ write, row }] : [];
  });
  return script.restarts.flatMap((restart): WrongRestart[] => {
    if (typeof restart.service === 'string') return [];
    const service = serviceByName(restart.service.value);
    if (!service) return [];
    const before = known.filter(({ write }) => write.offset < restart.offset);
    // A restart that anything before it needs is the right one for that.
    if (
      before.some(({ row }) => row.restart.includes(service.name)) ||
      (service === SERVICES.remoteAccess && script.remoteAccess.some((offset) => offset < restart.offset))
    )
      return [];
    const waiting = before.filter(({ write, row }) => needsService(row) && !restartedAfter(script, write, row));
    return waiting.length > 0 ? [{ at: restart.service.at, service, waiting }] : [];
  });
}

function needsService(row: RegistryValue): boolean {
  return row.restart.some((restart) => restart !== 'reboot');
}

/** Whether a service that the value waits for, the computer, or a service that is not known is restarted after the write. */
function restartedAfter({ restarts }: ScriptOrder, write: RegistryWrite, row: RegistryValue): boolean {
  return restarts.some(({ service, offset }) => {
    if (offset < write.offset) return false;
    if (typeof service === 'string') return true;
    const known = serviceByName(service.value);
    return known !== undefined && row.restart.includes(known.name);
  });
}
