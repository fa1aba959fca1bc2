import type { RegistryContent } from '../../model/registry/content.ts';
import type { TypeSlot } from '../../model/registry/write.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';

/** What a value holds once PowerShell has written this data with this type; `undefined` where that is not known, or fails. */
export function contentOf(value: PsValue | undefined, type: TypeSlot, creates: boolean): RegistryContent | undefined {
  if (!value) return undefined;
  // Set-ItemProperty without a type keeps the one of a value that exists.
  if (type.state === 'absent') return creates ? asItComes(value) : undefined;
  if (type.state !== 'known') return undefined;
  switch (type.type) {
    case 'DWord':
    case 'QWord': {
      const number = numberOf(value);
      return number === undefined ? undefined : { type: type.type, number: BigInt.asUintN(type.type === 'DWord' ? 32 : 64, number) };
    }
    case 'Binary': {
      const bytes = bytesOf(value);
      return bytes && { type: 'Binary', bytes };
    }
    case 'String':
    case 'ExpandString': {
      const text = textOf(value);
      return text === undefined ? undefined : { type: type.type, text };
    }
    default:
      return undefined;
  }
}

function asItComes(value: PsValue): RegistryContent | undefined {
  if (value.kind === 'string' && (value.cast === undefined || value.cast === 'string')) return { type: 'String', text: value.value };
  const number = value.kind === 'number' ? numberOf(value) : undefined;
  return number === undefined ? undefined : { type: 'DWord', number: BigInt.asUintN(32, number) };
}

function textOf(value: PsValue): string | undefined {
  if (value.cast !== undefined && value.cast !== 'string') return undefined;
  return value.kind === 'string' ? value.value : value.kind === 'number' ? String(value.value) : undefined;
}

function numberOf(value: PsValue): bigint | undefined {
  if (value.cast !== undefined && !/^(string|u?int(32|64)?|u?long)$/.test(value.cast)) return undefined;
  if (value.kind === 'number') return Number.isSafeInteger(value.value) ? BigInt(value.value) : undefined;
  return value.kind === 'string' && /^\s*(0x[\da-f]+|\d+)\s*$/i.test(value.value) ? BigInt(value.value.trim()) : undefined;
}

function bytesOf(value: PsValue): number[] | undefined {
  if (value.kind !== 'array' || (value.cast !== undefined && value.cast !== 'byte[]')) return undefined;
  const bytes = value.items.flatMap((item) =>
    item.kind === 'number' && Number.isInteger(item.value) && item.value >= 0 && item.value < 256 ? [item.value] : [],
  );
  return bytes.length === value.items.length ? bytes : undefined;
}
