import type { RegistryType } from '../../knowledge/registry.ts';
import type { RegistryContent } from '../../model/registry/content.ts';

/** Data as an item has it: its attribute, and the list that an item of several texts has besides. */
export interface ItemData {
  /** Without references. */
  readonly value: string;
  readonly texts?: readonly string[];
}

/** Digits that a number of each type is written with. */
export const DIGITS = { DWord: 8, QWord: 16 } as const;

/** What is filled in on the computer, as in `%ComputerName%`. */
const VARIABLE = /%[^%\s]+%/u;

/** What a value holds that is written so; `undefined` where that cannot be known. */
export function contentOf(type: RegistryType, { value, texts }: ItemData): RegistryContent | undefined {
  if (VARIABLE.test(value)) return undefined;
  switch (type) {
    case 'DWord':
    case 'QWord': {
      // Numbers are hexadecimal with all their digits. What is shorter was written by hand, perhaps as a decimal number.
      const isWhole = new RegExp(`^[\\da-f]{${DIGITS[type]}}$`, 'iu').test(value);
      return isWhole || /^\d$/u.test(value) ? { type, number: BigInt(`0x${value}`) } : undefined;
    }
    case 'Binary': {
      const digits = value.replace(/[\s,]/gu, '');
      return /^(?:[\da-f]{2})*$/iu.test(digits) ? { type, bytes: (digits.match(/../gu) ?? []).map((byte) => parseInt(byte, 16)) } : undefined;
    }
    case 'MultiString':
      if (!texts) return value === '' ? { type, texts: [] } : undefined;
      // Where the list and the attribute differ, nobody says which one counts.
      return texts.join(' ') === value || value === '' ? { type, texts } : undefined;
    default:
      return { type, text: value };
  }
}

/** Why data is none of its type, as half a sentence; `undefined` where it may be. */
export function dataDefect(type: RegistryType, { value }: ItemData): string | undefined {
  if (VARIABLE.test(value)) return undefined;
  if (type === 'Binary') {
    const digits = value.replace(/[\s,]/gu, '');
    if (/[^\da-f]/iu.test(digits)) return 'Binary data is written in hexadecimal digits';
    return digits.length % 2 === 0 ? undefined : `Binary data is bytes of two hexadecimal digits, and these are ${digits.length} digits`;
  }
  if (type !== 'DWord' && type !== 'QWord') return undefined;
  const digits = value.replace(/^0x/iu, '');
  if (digits === '' || /[^\da-f]/iu.test(digits)) return `A number is written in hexadecimal digits, ${DIGITS[type]} of them`;
  return digits.length > DIGITS[type] ? `A ${type} has ${DIGITS[type]} hexadecimal digits, not ${digits.length}` : undefined;
}
