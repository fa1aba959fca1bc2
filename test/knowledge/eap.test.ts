import { describe, expect, test } from 'vitest';
import {
  CONDITIONAL_ACCESS,
  isObjectIdentifier,
  KEY_USAGES,
  keyUsage,
  spacedThumbprint,
  thumbprintOf,
  thumbprintProblem,
} from '../../server/src/knowledge/certificates.ts';
import { EAP_ELEMENTS, eapChildren, eapElement, eapElementsAt, eapName, eapOrder, type EapElement } from '../../server/src/knowledge/profile-xml/eap.ts';
import { EAP_METHOD_TYPES, eapMethodType, type EapKind } from '../../server/src/knowledge/profile-xml/eap-methods.ts';

const HOST = ['NativeProfile', 'Authentication', 'Eap', 'Configuration', 'EapHostConfig'];

describe('elements', () => {
  test.each(EAP_ELEMENTS.map((element) => [`${element.scope}:${element.path}`, element] as const))('%s', (_, element) => {
    expect(eapElement(element.scope, element.path)).toBe(element);
    expect(element.namespace).toMatch(/^http:\/\/www\.microsoft\.com\/provisioning\/\w+$/);
    expect(element.summary).toMatch(/\.$/);
    if (element.trap !== undefined) expect(element.trap).toMatch(/\.$/);
    if (element.path.includes('/')) expect(eapElement(element.scope, element.path.slice(0, element.path.lastIndexOf('/')))?.type).toBe('container');
  });

  test('are found by their names below the root', () => {
    expect(eapElementsAt([...HOST, 'EapMethod', 'Type']).map(({ scope }) => scope)).toEqual(['host']);
    expect(eapElementsAt([...HOST, 'Config', 'Eap', 'Type']).map(({ scope }) => scope)).toEqual(['choice']);
    expect(eapElementsAt([...HOST, 'Config', 'Eap', 'EapType', 'Eap', 'Type']).map(({ scope }) => scope)).toEqual(['choice']);
    expect(eapElementsAt([...HOST, 'Config', 'Eap', 'EapType', 'RequireCryptoBinding']).map(({ scope }) => scope)).toEqual(['peap']);
    expect(eapElementsAt([...HOST, 'Config', 'Eap', 'EapType', 'Eap', 'EapType', 'ServerValidation']).map(({ scope }) => scope)).toEqual(['tls', 'peap']);
    expect(eapElementsAt(['NativeProfile', 'Authentication', 'Eap'])).toEqual([]);
    expect(eapElementsAt([...HOST, 'ConfigBlob'])).toEqual([]);
  });

  test('are found in any letter case, and by their method', () => {
    expect(eapElementsAt([...HOST, 'config', 'EAP', 'eaptype', 'servervalidation', 'ServerNAMES'], 'tls').map(({ scope }) => scope)).toEqual(['tls']);
    expect(eapElementsAt([...HOST, 'Config', 'Eap', 'EapType', 'RequireCryptoBinding'], 'tls')).toEqual([]);
  });

  test('every one but the frame is among the children of another one', () => {
    const children = (names: readonly string[], method?: EapKind): EapElement[] =>
      eapChildren(names, method).flatMap((child) => {
        const path = [...names, eapName(child)];
        // The method inside PEAP would go on for ever.
        return [child, ...(eapName(child) === 'Eap' && names.at(-1) === 'EapType' ? [] : children(path, method))];
      });
    const found = new Set([...children(HOST, 'tls'), ...children(HOST, 'peap'), ...children(HOST, 'mschapv2')]);
    expect(EAP_ELEMENTS.filter((element) => !found.has(element)).map(({ scope, path }) => `${scope}:${path}`)).toEqual(['host:']);
    expect(eapChildren([...HOST, 'Config', 'Eap', 'EapType'], undefined)).toEqual([]);
    expect(eapChildren([...HOST, 'Config', 'Eap', 'Type'], 'tls')).toEqual([]);
  });

  test('stand in the order of the schema', () => {
    const order = (name: string): number => eapOrder([...HOST, 'Config', 'Eap', 'EapType', ...name.split('/')]) ?? -1;
    expect(order('TLSExtensions')).toBeGreaterThan(order('AcceptServerName'));
    expect(order('ServerValidation/ServerNames')).toBeGreaterThan(order('ServerValidation/DisableUserPromptForServerValidation'));
    // The method inside the tunnel stands between two settings of PEAP.
    expect(order('Eap')).toBeGreaterThan(order('InnerEapOptional'));
    expect(order('Eap')).toBeLessThan(order('EnableQuarantineChecks'));
    expect(order('TLSExtensions/FilteringInfo/ClientAuthEKUList')).toBeGreaterThan(order('TLSExtensions/FilteringInfo/EKUMapping'));
  });
});

test('no two methods share a number or a kind', () => {
  const unique = (values: readonly unknown[]): void => expect(new Set(values).size).toBe(values.length);
  unique(EAP_METHOD_TYPES.map(({ number }) => number));
  unique(EAP_METHOD_TYPES.flatMap(({ kind }) => kind ?? []));
  expect(eapMethodType('25')?.name).toBe('PEAP');
  for (const text of ['27', '', '13.0', '0x19', 'PEAP']) expect(eapMethodType(text)).toBeUndefined();
});

describe('key usages', () => {
  test('have object identifiers', () => {
    for (const { oid } of KEY_USAGES) expect(isObjectIdentifier(oid)).toBe(true);
    expect(keyUsage('aad conditional access')).toBe(CONDITIONAL_ACCESS);
  });

  test.each(['', '1', '1.', '.1.3', '1..3', '3.1', '1.03', '1.3.6.x', '1,3', 'This is my Eku'])('%j is no object identifier', (text) => {
    expect(isObjectIdentifier(text)).toBe(false);
  });
});

describe('thumbprints', () => {
  const plain = '3f8c5109d72ea4661b90c57de804b29f6a1358cc';
  const spaced = spacedThumbprint(plain);

  test.each([plain, spaced, `${spaced} `, plain.toUpperCase(), `\t${spaced}\r\n`])('%j is one', (text) => {
    expect(thumbprintOf(text)).toBe(plain);
    expect(thumbprintProblem(text)).toBeUndefined();
  });

  test.each([
    [`\u200e${spaced}`, 'hidden-character', 'left-to-right mark (U+200E)', plain],
    [`\u200f${spaced}\u200e`, 'hidden-character', 'right-to-left mark (U+200F)', plain],
    [`\u2066${plain.slice(2)}`, 'hidden-character', 'U+2066', undefined],
    [spaced.replaceAll(' ', ':'), 'separator', ':', plain],
    [spaced.replaceAll(' ', '\u00a0'), 'hidden-character', 'no-break space (U+00A0)', plain],
    [`?${spaced}`, 'lost-character', '?', plain],
    [`${spaced}?`, 'no-thumbprint', undefined, undefined],
    ['ab'.repeat(32), 'sha-256', undefined, undefined],
    [plain.slice(1), 'no-thumbprint', undefined, undefined],
    [`0x${plain}`, 'no-thumbprint', undefined, undefined],
    [`sha1 ${spaced}`, 'no-thumbprint', undefined, undefined],
    ['Contoso Root CA', 'words', undefined, undefined],
  ])('%j is none', (text, kind, culprit, thumbprint) => {
    const problem = thumbprintProblem(text);
    expect([problem?.kind, problem?.culprit, problem?.thumbprint]).toEqual([kind, culprit, thumbprint]);
  });
});
