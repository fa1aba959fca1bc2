import type { RegistryType } from '../../knowledge/registry.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';

const INTEGERS = /^(?:s?byte|u?int(?:16|32|64)?|u?long|u?short)$/;
/** Casts that leave a text or number as it is. */
const PLAIN = /^(?:string|object|psobject|array|object\[\]|string\[\]|byte\[\])$/;

/**
 * What a registry value of a type holds when PowerShell is given this data; `undefined` where that is not known, or where
 * PowerShell refuses it. Absent data counts as `$null`.
 * Source: PowerShell/PowerShell, RegistryProvider.cs, ConvertValueToKind; about_Numeric_Literals.
 */
export function contentOf(type: RegistryType, value: PsValue | 'absent'): RegistryContent | undefined {
  const items = value === 'absent' || value.kind === 'null' ? [] : value.kind === 'array' ? value.items : [value];
  switch (type) {
    case 'DWord':
    case 'QWord': {
      const number = items.length === 0 && (value === 'absent' || value.kind === 'null') ? 0n : items.length === 1 ? integerOf(items[0]) : undefined;
      const bits = type === 'DWord' ? 32 : 64;
      return number === undefined || BigInt.asIntN(bits, number) !== number ? undefined : { type, number: BigInt.asUintN(bits, number) };
    }
    case 'String':
    case 'ExpandString': {
      if (value !== 'absent' && value.kind === 'array') return undefined;
      const text = items.length === 0 ? '' : textOf(items[0]);
      return text === undefined ? undefined : { type, text };
    }
    case 'MultiString': {
      const texts = items.flatMap((item) => textOf(item) ?? []);
      return texts.length === items.length ? { type, texts } : undefined;
    }
    case 'Binary': {
      const bytes = items.flatMap((item) => {
        const number = integerOf(item);
        return number === undefined || number < 0n || number > 255n ? [] : [Number(number)];
      });
      return bytes.length === items.length ? { type, bytes } : undefined;
    }
  }
}

/**
 * The type that data gets where none is stated and no value exists; `undefined` where none can be told.
 * Source: PowerShell/PowerShell, RegistryProvider.cs, GetValueKindFromObject.
 */
export function impliedType(value: PsValue): RegistryType | undefined {
  const { cast = '' } = value;
  if (value.kind === 'array') return cast === 'byte[]' ? 'Binary' : cast === 'string[]' ? 'MultiString' : undefined;
  if (value.kind === 'string' && /^(?:string)?$/.test(cast)) return 'String';
  if (value.kind === 'number' && /^string$/.test(cast)) return 'String';
  if (value.kind !== 'number' && !INTEGERS.test(cast)) return undefined;
  if (/^(?:int|int32)$/.test(cast)) return 'DWord';
  if (/^(?:long|int64)$/.test(cast)) return 'QWord';
  if (value.kind !== 'number' || cast !== '') return undefined;
  const number = integerOf(value);
  // A suffix or a decimal point makes a number of another kind.
  if (number === undefined || !/^[+-]?(?:0x[\da-f]+|\d+)(?:kb|mb|gb|tb|pb)?$/i.test(value.text)) return undefined;
  return BigInt.asIntN(32, number) === number ? 'DWord' : BigInt.asIntN(64, number) === number ? 'QWord' : undefined;
}

/** The whole number that a value is, or that PowerShell makes of a text; `undefined` where it is not certain which. */
function integerOf(value: PsValue | undefined): bigint | undefined {
  if (value?.kind === 'boolean') return value.cast === undefined || value.cast === 'bool' ? (value.value ? 1n : 0n) : undefined;
  if (value?.kind !== 'number' && value?.kind !== 'string') return undefined;
  const { cast } = value;
  if (cast !== undefined && !PLAIN.test(cast) && !INTEGERS.test(cast)) return undefined;
  const text = (value.kind === 'number' ? value.text : value.value).trim();
  const digits = /^([+-]?)(0x[\da-f]+|\d+)$/i.exec(text);
  if (!digits) return value.kind === 'number' && Number.isSafeInteger(value.value) ? BigInt(value.value) : undefined;
  const plain = BigInt(digits[2] ?? '');
  // Hexadecimal digits that fill an Int32 or Int64 are one, with its sign: 0xFFFFFFFF is -1.
  const read = /^0x/i.test(digits[2] ?? '') ? BigInt.asIntN(plain > 0xffffffffn ? 64 : plain > 0x7fffffffn ? 32 : 64, plain) : plain;
  return digits[1] === '-' ? -read : read;
}

function textOf(value: PsValue | undefined): string | undefined {
  if (value?.kind !== 'number' && value?.kind !== 'string') return undefined;
  if (value.cast !== undefined && !PLAIN.test(value.cast)) return undefined;
  if (value.kind === 'string') return value.value;
  // What PowerShell prints of another spelling, such as 0x10 or 1.50, may be another text.
  return String(value.value) === value.text ? value.text : undefined;
}
