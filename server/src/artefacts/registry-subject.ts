import { touches, type Span } from '../core/span.ts';
import type { RegistryPath } from '../knowledge/registry-path.ts';
import { isVpnKey } from '../knowledge/registry-relevance.ts';
import { registryValue, registryValuesNamed } from '../knowledge/registry.ts';
import type { RegCommand } from '../syntax/reg-exe/parse.ts';
import type { Subject } from './artefact.ts';
import { catalogueKey } from './reg-exe-slot.ts';

/** What a statement says of a registry value, with the places of its parts. */
export interface RegistryParts {
  readonly path?: RegistryPath;
  readonly pathSpan?: Span;
  /** Name of the value; empty for the default value, absent where the statement is about a key. */
  readonly name?: string;
  /** Where the value is meant: its name, its type and its data. */
  readonly spans: readonly (Span | undefined)[];
}

/** What an offset is on: the key, or the value in any of its parts; `undefined` for what the catalogue does not have. */
export function registrySubject({ path, pathSpan, name, spans }: RegistryParts, offset: number): Subject | undefined {
  const registryKey = catalogueKey(path);
  if (pathSpan && registryKey !== undefined && touches(pathSpan, offset)) {
    return isVpnKey(registryKey) ? { kind: 'registry-key', registryKey, span: pathSpan } : undefined;
  }
  const span = spans.find((each) => each && touches(each, offset));
  return span && name !== undefined && isKnown(registryKey, name) ? { kind: 'registry-value', registryKey, name, span } : undefined;
}

/** Whether there is a row for a value, or one that is unmistakable by its name. */
function isKnown(registryKey: string | undefined, name: string): boolean {
  const here = registryKey === undefined ? undefined : registryValue(registryKey, name);
  return here !== undefined || registryValuesNamed(name).some(({ distinctive }) => distinctive);
}

/** What an offset in the arguments of `reg.exe` is on. */
export function regExeSubject({ key, path, target, type, data }: RegCommand, offset: number): Subject | undefined {
  const name = target.kind === 'value' ? target.name : undefined;
  const spans = [name?.inner, type?.inner, data?.inner];
  return registrySubject({ ...(path && { path }), pathSpan: key.inner, ...(name?.text !== undefined && { name: name.text }), spans }, offset);
}
