import { observedCall } from '../cmdlet-call.ts';
import { contentText } from './content.ts';
import type { RegistryFile } from './file.ts';

/** All that other files can observe of what a file does to the registry, without places. */
export function observedRegistry({ writes, calls, imports }: Pick<RegistryFile, 'writes' | 'calls' | 'imports'>): unknown {
  return [
    writes.map((write) => [
      write.action,
      write.path.value,
      write.name.value,
      write.dataText ?? null,
      write.content && contentText(write.content),
      write.forced,
      write.conditional,
      write.apart,
    ]),
    calls.map(observedCall),
    imports,
  ];
}
