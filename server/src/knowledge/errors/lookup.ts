import type { ErrorCode, ErrorRow } from './error-code.ts';
import { vpnEvent, type VpnEvent } from './events.ts';
import { IPSEC_ERRORS, OTHER_ERRORS } from './ipsec-errors.ts';
import { IPSEC_SYMBOLS } from './ipsec-symbols.ts';
import { RAS_ERRORS } from './ras-errors.ts';
import { RAS_SYMBOLS } from './ras-symbols.ts';

/** What makes an HRESULT of an error of Win32. */
const WIN32 = 0x80070000;

const SYMBOLS = new Map(
  [...RAS_SYMBOLS, ...IPSEC_SYMBOLS].flatMap(([first, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name, index) => [first + index, name] as const),
  ),
);
const ROWS = new Map([...RAS_ERRORS, ...IPSEC_ERRORS].map((row) => [row[0], row]));

/** Every error of the catalogue, in the order of the codes. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...[...SYMBOLS].map(([code, symbol]) => errorOf(ROWS.get(code) ?? [code, '', [], 'documented'], symbol)),
  ...OTHER_ERRORS.map(([symbol, row]) => errorOf(row, symbol)),
].sort((a, b) => a.code - b.code);

const BY_CODE = new Map(ERROR_CODES.map((error) => [error.code, error]));
const BY_SYMBOL = new Map(ERROR_CODES.flatMap((error) => (error.symbol === undefined ? [] : [[error.symbol, error] as const])));

function errorOf([code, meaning, causes, confidence, source]: ErrorRow, symbol: string | undefined): ErrorCode {
  return { code, ...(symbol !== undefined && { symbol }), ...(meaning !== '' && { meaning }), causes, confidence, ...(source !== undefined && { source }) };
}

/**
 * An error by its number: as it is, as the HRESULT made of it, or as that number with a sign.
 * @param number any integer
 */
export function errorByNumber(number: number): ErrorCode | undefined {
  const code = number < 0 && number >= -0x80000000 ? number + 0x100000000 : number;
  return BY_CODE.get(code) ?? (code > WIN32 && code <= WIN32 + 0xffff ? BY_CODE.get(code - WIN32) : undefined);
}

/** An error by its name in the headers of Windows, in any letter case. */
export function errorBySymbol(symbol: string): ErrorCode | undefined {
  return BY_SYMBOL.get(symbol.toUpperCase());
}

/** The number that a text writes in decimal, with or without a sign, or in hexadecimal with `0x`; `undefined` where it is none. */
export function numberIn(text: string): number | undefined {
  return /^(-?\d{1,10}|0x[0-9a-f]{1,8})$/i.test(text) ? Number(text) : undefined;
}

/** The hexadecimal form of a code: `0x362C`; for an error of Win32 also as an HRESULT: `0x8007362C`. */
export function hexadecimal({ code }: ErrorCode): string[] {
  const digits = (number: number): string => `0x${number.toString(16).toUpperCase()}`;
  return code > 0xffff ? [digits(code)] : [digits(code), digits(WIN32 + code)];
}

/** What a text that is nothing but an error, or an event, stands for. */
export interface NamedCode {
  readonly errors: readonly ErrorCode[];
  readonly events: readonly VpnEvent[];
}

/**
 * What a text names, where it is nothing else: `809`, `0x329`, `ERROR_VPN_TIMEOUT`, `0x8007362C`, `-2147011028`, `error 809`, `RasClient 20227`,
 * `RasSstp 6`, `Event ID 20276`. A number alone may be an error or an event.
 */
export function codesNamed(text: string): NamedCode {
  const trimmed = text.trim();
  const event = /^(?:(Ras ?Client|Ras ?Sstp|RemoteAccess|RRAS)\s*(?:[,:/]\s*)?)?(?:event(?:\s*id)?\s*(?:[:=#]\s*)?)?(\d{1,5})$/i.exec(trimmed);
  const source = event?.[1]?.replace(/^RRAS$/i, 'RemoteAccess');
  const found = event?.[2] === undefined ? undefined : vpnEvent(Number(event[2]), source);
  const bare = trimmed.replace(/^(?:(?:vpn|ras|win32)\s+)?(?:error|fehler)(?!_)(?:\s*code)?\s*[:=#]?\s*/i, '');
  const number = numberIn(bare);
  const error = errorBySymbol(bare) ?? (number === undefined ? undefined : errorByNumber(number));
  return { errors: error ? [error] : [], events: found ? [found] : [] };
}
