import type { RegistryValue } from '../../knowledge/registry.ts';
import type { RegistryContent } from './content.ts';

/** What a value of the catalogue may hold where it names it number by number: first what is written in the usual case. */
export function cataloguedContents({ type, data, allowed }: RegistryValue): RegistryContent[] {
  const numbers = allowed && 'numbers' in allowed ? allowed.numbers.map(String) : [];
  const usual = data === undefined ? [] : [data];
  if (type === 'DWord' || type === 'QWord') return [...new Set([...usual, ...numbers])].map((number) => ({ type, number: BigInt(number) }));
  return type === 'String' || type === 'ExpandString' ? usual.map((text) => ({ type, text })) : [];
}
