import type { Location } from '../../core/source-file.ts';
import type { Anchors } from '../../model/facts.ts';
import { stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import { shortestHost } from '../../model/profile/address.ts';
import type { KempValue } from './command.ts';
import { currentOf, type Current, type KempService } from './services.ts';

/** A service with what reads its settings. */
export interface ReadService {
  readonly service: KempService;
  /** Unique in its file: of its pool, its monitor and its persistence, which have no names of their own. */
  readonly label: string;
  readonly at: (part: string) => Location;
  /** Where a value is written. */
  readonly place: (name: string, current: Current) => Location;
}

/** A service, ready to be read. */
export function readable(service: KempService, label: string, anchors: Anchors): ReadService {
  const { key, at, whole } = service.command;
  return {
    service,
    label,
    at: (name) => anchors.at(name.endsWith('whole') ? whole : at, `${key}/${name}`),
    place: (name, { value, command }) => anchors.at(value.span, `${command.key}/setting/${name}`),
  };
}

/** A setting, read from its text. `undefined` from `read` stands for a value that is not understood. */
export function settingOf<T>({ service, place }: ReadService, name: string, read: (value: KempValue) => T | undefined, otherwise: Setting<T>): Setting<T> {
  const current = currentOf(service, name);
  if (current === undefined) return otherwise;
  const value = current === 'unknown' ? undefined : read(current.value);
  return current === 'unknown' || value === undefined ? UNKNOWN : stated(value, place(name, current));
}

/** A number that stands alone in a text. */
export function numberIn({ text }: KempValue): number | undefined {
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

/** An address in its shortest form, a host name in lower case. */
export function addressIn({ text }: KempValue): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : shortestHost(trimmed);
}

/** What each service is called, since few have a name: protocol, address and port, and a number where there are several of one kind. */
export function labelsOf(services: readonly KempService[]): string[] {
  const counts = new Map<string, number>();
  return services.map(({ command: { settings } }) => {
    const part = (name: string): string => settings.get(name)?.text?.trim() ?? settings.get(name)?.same?.replace(/ in .*/, '') ?? '?';
    const index = settings.get('vsindex');
    const label = index && !settings.has('port') ? `service ${index.text?.trim() ?? '?'}` : `${part('prot')}/${part('vs')}:${part('port')}`;
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
