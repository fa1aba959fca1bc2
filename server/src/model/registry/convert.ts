import type { RegistryType } from '../../knowledge/registry.ts';
import type { RegistryContent } from './content.ts';

const LARGEST: Readonly<Record<'DWord' | 'QWord', bigint>> = { DWord: 0xffff_ffffn, QWord: 0xffff_ffff_ffff_ffffn };

/** A content as one of another type that means the same; `undefined` where that would be a guess. */
export function convertContent(content: RegistryContent, type: RegistryType): RegistryContent | undefined {
  if (content.type === type) return content;
  if (type === 'Binary') return undefined;
  if ('number' in content) {
    if (type === 'DWord' || type === 'QWord') return numberAs(content.number, type);
    return type === 'String' ? { type, text: String(content.number) } : undefined;
  }
  if ('bytes' in content) return undefined;
  const text = 'text' in content ? content.text : content.texts.length === 1 ? content.texts[0] : undefined;
  if (text === undefined) return undefined;
  if (type === 'DWord' || type === 'QWord') return /^\s*(?:0x[\da-f]+|\d+)\s*$/iu.test(text) ? numberAs(BigInt(text.trim()), type) : undefined;
  if (type === 'MultiString') return { type, texts: text === '' ? [] : [text] };
  return { type, text };
}

function numberAs(number: bigint, type: 'DWord' | 'QWord'): RegistryContent | undefined {
  return number <= LARGEST[type] ? { type, number } : undefined;
}
