import type { ErrorCode } from '../../knowledge/errors/error-code.ts';
import type { VpnEvent } from '../../knowledge/errors/events.ts';
import { codesNamed, errorByNumber, numberIn } from '../../knowledge/errors/lookup.ts';
import { codesInText } from '../codes-in-text.ts';
import { recordsOf, type EventRecord } from './event-record.ts';

/** Something that went wrong, or that was only noted, as a text tells it. */
export interface Occurrence {
  readonly event?: VpnEvent;
  /** The code that the text gives, whether the catalogue has it or not. */
  readonly code?: number;
  readonly error?: ErrorCode;
  /** The name of the connection, where the text says which of its words that is. */
  readonly connection?: string;
  /** The words of the event on one line, in which the name may stand; absent where there is no event. */
  readonly message?: string;
  /** How often the text tells it. */
  readonly count: number;
}

/** `dialed a connection named NAME which has failed. The error code returned on failure is 809.`, and the same of one that has ended. */
const DIALED = /(?:dialed|dialled) a connection named (\S.{0,299}?) (?:wh?ich has (?:failed|terminated)|with has failed)/i;
const CODE = /(?:error|reason) code returned on (?:failure|termination) is:?\s*(-?\d{1,10}|0x[0-9a-f]{1,8})/i;
const SECURITY_CHECK = /SSTP-based VPN connection\b.{0,100}\bterminated because of a security check failure/i;

export interface OccurrenceOptions {
  /**
   * Whether codes count that stand in no event: `any` unless told, since somebody chose the text; `about-vpn` where the text is one about a VPN; or
   * `none`.
   */
  readonly prose?: 'any' | 'about-vpn' | 'none';
}

/**
 * What a text tells: events as Event Viewer copies them, as `Format-List` or an export prints them, in English or by their numbers; else the
 * codes of a line from a chat, or a bare code. Those that are told several times come once, and failures come before the rest. Empty where nothing is
 * told. Never throws for any text.
 */
export function occurrencesIn(text: string, { prose = 'any' }: OccurrenceOptions = {}): Occurrence[] {
  const { records, rest } = recordsOf(text);
  const byRecord = records.flatMap((record) => ofRecord(record) ?? []);
  const all = distinct(byRecord.length > 0 || prose === 'none' ? byRecord : ofProse(rest, prose === 'any'));
  const isFailure = ({ event, code }: Occurrence): boolean => code !== undefined || event?.failure !== false;
  return [...all.filter(isFailure), ...all.filter((each) => !isFailure(each))];
}

function ofRecord(record: EventRecord): Occurrence | undefined {
  const { message, strings } = record;
  const event = record.event ?? (SECURITY_CHECK.test(message) ? codesNamed('RasSstp 6').events[0] : undefined);
  const at = event?.strings;
  const dialed = DIALED.exec(message);
  const connection = (dialed?.[1] ?? dialed?.[2] ?? (at && strings[at.connection]))?.trim();
  const told = CODE.exec(message)?.[1] ?? (at && strings[at.code]) ?? (event?.failure && event.causes.length === 0 ? lastNumber(message) : undefined);
  const code = told === undefined ? undefined : numberIn(told.trim());
  if (!event && !dialed && code === undefined) return undefined;
  return {
    ...(event && { event }),
    ...(code !== undefined && codeOf(code)),
    ...(connection !== undefined && connection !== '' && { connection }),
    message,
    count: 1,
  };
}

/** What a line from a chat says, or a code that is all there is. */
function ofProse(text: string, isChosen: boolean): Occurrence[] {
  const flat = text.replace(/\s+/g, ' ').trim();
  const dialed = DIALED.exec(flat);
  const connection = dialed?.[1] ?? dialed?.[2];
  const named = codesNamed(flat);
  const codes = isChosen ? codesInText(text, true) : codesInText(text);
  const told = CODE.exec(flat)?.[1];
  const number = told === undefined ? undefined : numberIn(told);
  const said = { ...(connection !== undefined && { connection }), message: flat, count: 1 };
  if (SECURITY_CHECK.test(flat)) return codesNamed('RasSstp 6').events.map((event) => ({ event, ...said }));
  if (number !== undefined) return [{ ...codeOf(number), ...said }];
  if (codes.length > 0) {
    const errors = codes.flatMap((each) => ('error' in each ? [{ code: each.error.code, error: each.error, ...said }] : []));
    const events = codes.flatMap((each) => ('event' in each && (errors.length === 0 || each.event.causes.length > 0) ? [{ event: each.event, ...said }] : []));
    return [...errors, ...events];
  }
  return [...named.errors.map((error) => ({ code: error.code, error, count: 1 })), ...named.events.map((event) => ({ event, count: 1 }))];
}

function codeOf(code: number): Pick<Occurrence, 'code' | 'error'> {
  const error = errorByNumber(code);
  return { code: error?.code ?? code, ...(error && { error }) };
}

/** The last number of an event's words: there its code stands in every language. */
function lastNumber(message: string): string | undefined {
  return /(?<![\w.])(\d{3,10}|0x[0-9a-f]{3,8})(?![\w])[^0-9]*$/i.exec(message.replace(/^CoId=\{[^}]*\}:?/i, ''))?.[1];
}

function distinct(all: readonly Occurrence[]): Occurrence[] {
  const byKey = new Map<string, Occurrence>();
  for (const each of all) {
    const key = `${each.event?.source ?? ''} ${each.event?.id ?? ''} ${each.code ?? ''} ${each.connection?.toLowerCase() ?? ''}`;
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, count: known.count + each.count } : each);
  }
  return [...byKey.values()];
}
