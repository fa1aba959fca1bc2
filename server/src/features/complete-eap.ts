import type { EapContext, ElementSlot } from '../artefacts/artefact.ts';
import { eapChildren, eapName, type EapElement } from '../knowledge/profile-xml/eap.ts';
import { eapElementBody, eapStartTag, qualifiedName } from '../knowledge/snippets/eap-element.ts';
import type { Completion } from './completion.ts';
import { describeElement } from './describe-element.ts';
import { laidOut } from './lay-out.ts';
import { order } from './sort-order.ts';

/** Elements of which one stands in the place of the other. */
const INSTEAD: Readonly<Record<string, string>> = { CertificateStore: 'SmartCard', SmartCard: 'CertificateStore' };

/** The elements that may be written at a place of an EAP configuration: what normally stands there first, in the order of the schemas. */
export function eapElements(slot: ElementSlot, eap: EapContext): Completion[] {
  const isThere = (name: string | undefined): boolean => name !== undefined && slot.used.has(name.toLowerCase());
  const missing = eapChildren(slot.path, eap.method).filter(
    (element) => element.repeats === true || !(isThere(eapName(element)) || isThere(INSTEAD[eapName(element)])),
  );
  return missing.map((element, index) => item(element, index, slot, eap));
}

function item(element: EapElement, index: number, slot: ElementSlot, { method, prefixes }: EapContext): Completion {
  const label = qualifiedName(element, prefixes);
  const isOpened = slot.opens === label;
  const body = isOpened ? [eapStartTag(element, prefixes)] : eapElementBody(element, slot.path, method, prefixes);
  const documentation = describeElement([...slot.path, eapName(element)], undefined, method);
  return {
    label,
    kind: 'element',
    detail: detailOf(element),
    ...(documentation !== undefined && { documentation }),
    ...laidOut(body, slot.layout),
    filterText: `${slot.begun ? '<' : ''}${label}`,
    replace: slot.replace,
    sortText: isOpened ? '0' : `${element.normal || element.path === '' ? 1 : 2}${order(index)}`,
  };
}

const DETAILS: Readonly<Record<EapElement['type'], string>> = {
  container: 'elements',
  text: 'text',
  boolean: 'true or false',
  number: 'number',
  thumbprint: 'SHA-1 thumbprint',
  oid: 'object identifier',
};

function detailOf({ type, repeats }: EapElement): string {
  return repeats ? `any number; ${DETAILS[type]}` : DETAILS[type];
}
