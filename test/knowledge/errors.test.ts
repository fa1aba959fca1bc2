import { describe, expect, test } from 'vitest';
import { CAUSE_IDS, causeOf } from '../../server/src/knowledge/errors/causes.ts';
import { VPN_EVENTS, vpnEvent } from '../../server/src/knowledge/errors/events.ts';
import { codesNamed, ERROR_CODES, errorByNumber, hexadecimal } from '../../server/src/knowledge/errors/lookup.ts';
import { registryValuesNamed } from '../../server/src/knowledge/registry.ts';
import { RULES } from '../../server/src/rules/index.ts';

describe('errors', () => {
  test('are all that Windows names, and some without a name', () => {
    expect(ERROR_CODES.filter(({ symbol, code }) => symbol !== undefined && code < 0x10000)).toHaveLength(403);
    expect(ERROR_CODES.map(({ code }) => code)).toEqual([...new Set(ERROR_CODES.map(({ code }) => code))].sort((a, b) => a - b));
    const symbols = ERROR_CODES.flatMap(({ symbol }) => symbol ?? []);
    expect(new Set(symbols).size).toBe(symbols.length);
  });

  test.each([
    [600, 'PENDING'],
    [809, 'ERROR_VPN_TIMEOUT'],
    [875, 'ERROR_DEVICE_COMPLIANCE'],
    [13800, 'ERROR_IPSEC_IKE_NEG_STATUS_BEGIN'],
    [13868, 'ERROR_IPSEC_IKE_POLICY_MATCH'],
    [13918, 'ERROR_IPSEC_THROTTLE_DROP'],
    [13925, 'ERROR_IPSEC_DOSP_BLOCK'],
    [13932, 'ERROR_IPSEC_DOSP_MAX_PER_IP_RATELIMIT_QUEUES'],
    // As the event of a client writes it once the certificate of an SSTP server has expired.
    [-2146762495, 'CERT_E_EXPIRED'],
  ])('%d is %s', (code, symbol) => expect(errorByNumber(code)?.symbol).toBe(symbol));

  test.each([599, 876, 13799, 13919, 13924, 13933, 0x80070000, 0x8007ffff, -1, 0])('%d is none', (code) => expect(errorByNumber(code)).toBeUndefined());

  test.each(ERROR_CODES.map((error) => [error.code, error] as const))('%d is found in every form', (code, error) => {
    const signed = String((code > 0xffff ? code : 0x80070000 + code) - 0x100000000);
    for (const form of [String(code), ...hexadecimal(error), signed, ...(error.symbol === undefined ? [] : [error.symbol])])
      for (const each of [form, form.toLowerCase(), ` ${form} `, `error ${form}`, `Error code: ${form}`]) expect(codesNamed(each).errors).toEqual([error]);
    // What nothing but the name is known of claims nothing.
    if (error.meaning === undefined) expect(error.causes).toEqual([]);
    else expect(error.meaning).toMatch(/^[A-Za-z].*[^.]$/);
  });
});

describe('events', () => {
  test.each([
    ['RasClient 20227', 20227],
    ['rasclient, 20227', 20227],
    ['Ras Client Event ID: 20227', 20227],
    ['RasSstp 6', 6],
    ['Event ID 20276', 20276],
    ['RRAS 20276', 20276],
    ['20225', 20225],
  ])('%s', (text, id) => expect(codesNamed(text)).toEqual({ errors: [], events: [vpnEvent(id)] }));

  test.each(['RasClient 6', 'RasSstp 20227', 'event', 'RasClient', '20228'])('%s is none', (text) => expect(codesNamed(text).events).toEqual([]));

  test('are told apart by source and id', () => {
    const keys = VPN_EVENTS.map(({ source, id }) => `${source} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(CAUSE_IDS.map((id) => [id, causeOf(id)] as const))('%s', (id, cause) => {
  test('is a sentence, and says what to look at', () => {
    for (const text of [cause.what, cause.look.why]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(cause.look.command ?? 'none').not.toMatch(/\n/);
  });

  test('names rules that there are', () => {
    const known = RULES.map((rule) => rule.id);
    expect((cause.rules ?? []).filter((rule) => !known.includes(rule))).toEqual([]);
    if (typeof cause.evidence === 'object') expect(registryValuesNamed(cause.evidence.registryValue)).toHaveLength(1);
  });

  test('is what some error or event has', () => {
    expect([...ERROR_CODES, ...VPN_EVENTS].some(({ causes }) => causes.includes(id))).toBe(true);
  });
});
