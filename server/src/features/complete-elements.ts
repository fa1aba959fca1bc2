import type { ElementSlot, EndTag, PrefixSlot } from '../artefacts/artefact.ts';
import { childrenOf, elementName, type ProfileElement } from '../knowledge/profile-xml.ts';
import { EAP_TEMPLATES } from '../knowledge/profile-xml/eap-templates.ts';
import { eapBody, elementBody } from '../knowledge/snippets/profile-element.ts';
import { plainText } from '../knowledge/snippets.ts';
import { bitsOf, parseAddress, parsePrefix } from '../model/profile/address.ts';
import type { Completion } from './completion.ts';
import { eapElements } from './complete-eap.ts';
import { describeElement } from './describe-element.ts';
import { laidOut } from './lay-out.ts';
import { plain } from './markdown.ts';
import { order } from './sort-order.ts';

/** Elements of which a profile, or an authentication, normally has one side only. The other side is offered last. */
const SIDES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['NativeProfile/Authentication/MachineMethod'], ['NativeProfile/Authentication/UserMethod', 'NativeProfile/Authentication/Eap']],
  [['NativeProfile'], ['PluginProfile']],
];

const AUTHENTICATION = 'NativeProfile/Authentication';
const EAP = `${AUTHENTICATION}/Eap`;
const CONFIGURATION = `${EAP}/Configuration`;
const HOST = `${CONFIGURATION}/EapHostConfig`;

/** The elements that may be written at a place, required ones first, each group in the order of the schema. */
export function elements(slot: ElementSlot): Completion[] {
  const ends = slot.endTag ? [endTag(slot.endTag)] : [];
  if (slot.eap) return [...eapElements(slot, slot.eap), ...ends];
  const parent = slot.path.join('/');
  const missing = childrenOf(parent).filter(({ path, repeats }) => repeats === true || !slot.used.has(elementName(path).toLowerCase()));
  const opened = missing.find(({ path }) => elementName(path) === slot.opens);
  const items = missing.flatMap((element, index) => {
    const rank = rankOf(element, slot, parent);
    // A configuration of EAP is of no use without its content: the blocks bring it.
    if (element.path === HOST && element !== opened) return [];
    return [item(element, element === opened ? '0' : `${rank}${order(index)}`, slot, element === opened)];
  });
  return [...items, ...eapBlocks(slot, parent, missing), ...ends];
}

function rankOf({ path, required }: ProfileElement, { used }: ElementSlot, parent: string): number {
  const has = (side: readonly string[]): boolean => side.some((each) => used.has(each.slice(parent === '' ? 0 : parent.length + 1).toLowerCase()));
  if (SIDES.some(([one, other]) => (one.includes(path) && has(other)) || (other.includes(path) && has(one)))) return 3;
  return required ? 1 : 2;
}

function item(element: ProfileElement, sortText: string, slot: ElementSlot, isOpened: boolean): Completion {
  const name = elementName(element.path);
  const body = isOpened ? [`<${name}>`] : elementBody(element.path);
  const documentation = describeElement(element.path.split('/'));
  return {
    label: name,
    kind: 'element',
    detail: detailOf(element),
    ...(documentation !== undefined && { documentation }),
    ...laidOut(body, slot.layout),
    filterText: `${slot.begun ? '<' : ''}${name}`,
    replace: slot.replace,
    sortText,
  };
}

function detailOf({ type, required, repeats, values, range }: ProfileElement): string {
  const what =
    type === 'boolean'
      ? 'true or false'
      : type === 'enumeration'
        ? (values ?? []).join(', ')
        : type === 'number' && range
          ? range.join(' to ')
          : type === 'container'
            ? 'elements'
            : 'text';
  return [...(required ? ['required'] : []), ...(repeats ? ['any number'] : []), what].join('; ');
}

/** Whole EAP configurations, from the first element that is missing. */
function eapBlocks(slot: ElementSlot, parent: string, missing: readonly ProfileElement[]): Completion[] {
  const around = { [AUTHENTICATION]: ['Eap', 'Configuration'], [EAP]: ['Configuration'], [CONFIGURATION]: [] } as const;
  const within = { [AUTHENTICATION]: EAP, [EAP]: CONFIGURATION, [CONFIGURATION]: HOST } as const;
  if (!Object.hasOwn(around, parent)) return [];
  const place = parent as keyof typeof around;
  const first = missing.find(({ path }) => path === within[place]);
  if (!first || slot.opens === elementName(first.path)) return [];
  const needsMethod = missing.some(({ path }) => path === `${AUTHENTICATION}/UserMethod`);
  const rank = rankOf(first, slot, parent);
  return EAP_TEMPLATES.map((template, index) => {
    const label = `${elementName(first.path)}: ${template.title}`;
    const body = eapBody(template, [...(needsMethod ? (['UserMethod'] as const) : []), ...around[place]]);
    return {
      label,
      kind: 'block',
      detail: 'whole configuration',
      documentation: `${plain(template.title)}. To be filled in: the names of the NPS servers and the SHA-1 thumbprints of the certificates, each once for both methods.`,
      ...laidOut(body, slot.layout, plainText({ body }).split('\n')),
      filterText: `${slot.begun ? '<' : ''}${label}`,
      replace: slot.replace,
      // Right behind the element that they begin with.
      sortText: `${rank}${order(missing.indexOf(first))}${order(index)}`,
    };
  });
}

/** The end tag of what is open. */
export function endTag({ name, replace, indent, staysInside }: EndTag): Completion {
  return {
    label: `</${name}>`,
    kind: 'end-tag',
    detail: 'end tag',
    newText: `${indent}${staysInside ? '$0' : ''}</${name}>`,
    ...(staysInside && { plainText: `</${name}>` }),
    filterText: `</${name}`,
    replace,
    sortText: '8',
  };
}

/** A block of addresses as the two elements of a Route. Without its number, the usual ones are offered. */
export function prefixes({ text, replace, layout }: PrefixSlot): Completion[] {
  const [address = '', size = ''] = text.split('/');
  const parsed = parseAddress(address);
  if (!parsed) return [];
  const sizes = size !== '' ? [size] : bitsOf(parsed) === 32 ? ['8', '16', '24', '32'] : ['32', '48', '64', '128'];
  return sizes.flatMap((each, index) => {
    const label = `${address}/${each}`;
    if (!parsePrefix(label)) return [];
    const lines = [`<Address>${address}</Address>`, `<PrefixSize>${each}</PrefixSize>`];
    return [
      {
        label,
        kind: 'element',
        detail: 'Address and PrefixSize',
        newText: laidOut(lines, layout).plainText,
        indent: layout.indent,
        filterText: label,
        replace,
        sortText: order(index),
        changesWithTyping: true,
      },
    ];
  });
}
