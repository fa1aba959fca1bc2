import type { Location } from '../../core/source-file.ts';
import { registryValue, type RegistryValue } from '../../knowledge/registry.ts';
import { SERVICES, serviceByName, type Service } from '../../knowledge/services.ts';
import { Restarts } from '../../model/registry/restarts.ts';
import type { RegistryWrite, ScriptOrder } from '../../model/registry/write.ts';

/** A restart that nothing before it needs, while values before it wait for another service. */
export interface WrongRestart {
  /** The name of the service as written. */
  readonly at: Location;
  readonly service: Service;
  /** The values that wait, each once. */
  readonly waiting: readonly RegistryValue[];
}

/** All of them in one script, in the order of the text, and the offsets of the writes that wait before the last one. */
export function wrongRestarts(script: ScriptOrder): { readonly restarts: readonly WrongRestart[]; readonly waiting: ReadonlySet<number> } {
  const known = script.writes.flatMap((write): Known[] => {
    const row = write.path.value.hive === 'HKEY_LOCAL_MACHINE' ? registryValue(write.path.value.key, write.name.value) : undefined;
    return row ? [{ write, row }] : [];
  });
  const restarts = new Restarts(script.restarts);
  const waiting = known.filter(({ write, row }) => needsService(row) && !restarts.isBehind(write.offset, row.restart));
  const firstNeeding = firsts(known.flatMap(({ write, row }) => row.restart.map((service) => [service, write.offset] as const)));
  const firstWaiting = firsts(waiting.map(({ write, row }) => [row, write.offset] as const));
  const remoteAccess = script.remoteAccess.reduce((least, offset) => Math.min(least, offset), Infinity);
  let last = -1;
  const wrong = script.restarts.flatMap(({ service: named, offset }): WrongRestart[] => {
    const service = typeof named === 'string' ? undefined : serviceByName(named.value);
    if (!service || typeof named === 'string') return [];
    // A restart that anything before it needs is the right one for that.
    if ((firstNeeding.get(service.name) ?? Infinity) < offset || (service === SERVICES.remoteAccess && remoteAccess < offset)) return [];
    const rows = [...firstWaiting].flatMap(([row, first]) => (first < offset ? [row] : []));
    if (rows.length === 0) return [];
    last = Math.max(last, offset);
    return [{ at: named.at, service, waiting: rows }];
  });
  return { restarts: wrong, waiting: new Set(waiting.flatMap(({ write: { offset } }) => (offset < last ? [offset] : []))) };
}

interface Known {
  readonly write: RegistryWrite;
  readonly row: RegistryValue;
}

/** The least number of each thing, in the order in which the things first come. */
function firsts<T>(pairs: readonly (readonly [T, number])[]): Map<T, number> {
  const least = new Map<T, number>();
  for (const [thing, number] of pairs) least.set(thing, Math.min(least.get(thing) ?? Infinity, number));
  return least;
}

function needsService(row: RegistryValue): boolean {
  return row.restart.some((restart) => restart !== 'reboot');
}
