import type { RegistryFile } from '../../model/registry/file.ts';

/** Whether something between two statements of a file puts the first into force, so that the second undoes it on purpose. */
export function restartsBetween({ restarts }: RegistryFile, one: { readonly offset: number }, other: { readonly offset: number }): boolean {
  return restarts.some(({ offset, inFunction }) => inFunction === true || (offset > one.offset && offset < other.offset));
}
