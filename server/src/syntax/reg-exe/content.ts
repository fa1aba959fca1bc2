import type { RegistryType } from '../../knowledge/registry.ts';
import type { RegistryContent } from '../../model/registry/content.ts';

/** What `reg.exe` calls the types. Source: Microsoft, reg add. */
const TYPES: Readonly<Record<string, RegistryType>> = {
  REG_SZ: 'String',
  REG_EXPAND_SZ: 'ExpandString',
  REG_MULTI_SZ: 'MultiString',
  REG_DWORD: 'DWord',
  REG_QWORD: 'QWord',
  REG_BINARY: 'Binary',
};
/** Types that it takes as well, of which nothing else is read. */
const OTHER_TYPES = /^REG_(?:NONE|LINK|FULL_RESOURCE_DESCRIPTOR|DWORD_(?:LITTLE|BIG)_ENDIAN|QWORD_LITTLE_ENDIAN)$/i;

/** The type of a name, in any letter case; `other` for one that is valid and not read, `undefined` for what is no type. */
export function typeOf(name: string): RegistryType | 'other' | undefined {
  return TYPES[name.toUpperCase()] ?? (OTHER_TYPES.test(name) ? 'other' : undefined);
}

/** The name of a type as `/t` takes it. */
export function typeName(type: RegistryType): string {
  return Object.keys(TYPES).find((name) => TYPES[name] === type) ?? 'REG_SZ';
}

/**
 * What a value holds that is added with this data; `undefined` where that is not certain, or where `reg.exe` refuses it.
 * @param data what follows `/d`; `undefined` where there is none
 * @param separator what follows `/s`
 * Source: Microsoft, reg add.
 */
export function contentOf(type: RegistryType, data: string | undefined, separator = '\\0'): RegistryContent | undefined {
  if (data === undefined) return type === 'String' || type === 'ExpandString' ? { type, text: '' } : undefined;
  switch (type) {
    case 'String':
    case 'ExpandString':
      return { type, text: data };
    case 'DWord':
    case 'QWord': {
      // A leading zero may mean octal digits.
      if (!/^(?:0x[\da-f]+|0|[1-9]\d*)$/i.test(data)) return undefined;
      const number = BigInt(data);
      return BigInt.asUintN(type === 'DWord' ? 32 : 64, number) === number ? { type, number } : undefined;
    }
    case 'Binary':
      return /^(?:[\da-f]{2})+$/i.test(data) ? { type, bytes: (data.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)) } : undefined;
    case 'MultiString': {
      const texts = data.split(separator);
      // One separator at the end says nothing; an empty text among others is refused.
      if (texts.length > 1 && texts.at(-1) === '') texts.pop();
      return separator !== '' && texts.every((text) => text !== '') ? { type, texts } : undefined;
    }
  }
}
