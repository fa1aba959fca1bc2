import { isAttributeName } from '../knowledge/ipsec.ts';
import { eapElementsAt } from '../knowledge/profile-xml/eap.ts';
import type { EapKind } from '../knowledge/profile-xml/eap-methods.ts';
import { elementName, profileElement, profileReference, type ProfileElement } from '../knowledge/profile-xml.ts';
import { describeEap } from './describe-eap.ts';
import { describeValue } from './describe-value.ts';
import { describeAttribute } from './describe-ipsec.ts';
import { code, link, plain } from './markdown.ts';

/**
 * What an element of ProfileXML is for, by the names below the root, and what its value means; `undefined` for one that is
 * in none of the tables.
 * @param method the one whose settings it is in, where that is known.
 */
export function describeElement(path: readonly string[], value?: string, method?: EapKind): string | undefined {
  const element = profileElement(path);
  if (!element) return describeEap(path, value, method);
  const name = elementName(element.path) || 'VPNProfile';
  const known = value === undefined ? undefined : valueOf(element, value);
  const head = `**${name}**${known === undefined ? '' : ` ${code(known)}`}`;
  if (isAttributeName(name)) return [head, describeAttribute(name, 'profile-xml'), originOf(element)].join('\n\n');
  const meaning = (known === undefined ? undefined : element.meanings?.[known]) ?? (value === undefined ? undefined : describeValue(element.path, value));
  const notes = [
    ...(meaning === undefined ? [] : [plain(meaning)]),
    ...valuesOf(element),
    ...(element.traps ?? []).map((trap) => `⚠ ${plain(trap)}`),
    // A document of its own begins here.
    ...eapElementsAt(path).map(({ namespace }) => `Namespace ${code(namespace)}`),
    `${originOf(element)} Source: ${link(element.source, profileReference())}${element.confidence === 'documented' ? '' : ` (${element.confidence})`}`,
  ];
  return [`${head}: ${plain(element.summary)}`, ...notes].join('\n\n');
}

/** A value as Windows reads it; `undefined` for free text, and for what is no value of the element. */
function valueOf({ type, values, range }: ProfileElement, text: string): string | undefined {
  if (values) return values.find((value) => value.toLowerCase() === text.toLowerCase());
  if (type === 'boolean') return /^(true|1)$/i.test(text) ? 'true' : /^(false|0)$/i.test(text) ? 'false' : undefined;
  return range && /^\d+$/.test(text) && Number(text) >= range[0] && Number(text) <= range[1] ? text : undefined;
}

function valuesOf({ type, values, range, default: unset }: ProfileElement): string[] {
  const otherwise = unset === undefined ? '' : `; ${code(unset)} where it is missing`;
  if (values) return [`Values: ${values.map(code).join(', ')}${otherwise}`];
  if (type === 'boolean') return [`Values: ${code('true')}, ${code('false')}${otherwise}`];
  return range ? [`Values: ${range[0]} to ${range[1]}${otherwise}`] : [];
}

/** Where the CSP has it, how often it may be written, and since when Windows reads it. */
function originOf({ path, cspNode, required, repeats, since, observedSince, tree, inSchema }: ProfileElement): string {
  const often = required ? (repeats ? 'One or more' : 'Exactly one') : repeats ? 'Any number' : undefined;
  const release =
    since === undefined
      ? ''
      : `, since ${plain(since)}${observedSince === undefined ? '' : ` according to Microsoft, ${plain(observedSince)} according to those who tried`}`;
  return [
    ...(often === undefined || path === '' ? [] : [`${often}.`]),
    `${cspNode === undefined ? 'No CSP node' : `CSP node ${code(cspNode)}`}${release}.`,
    ...(tree === undefined ? [] : [`Only under ${code(tree === 'user' ? './User' : './Device')}.`]),
    ...(inSchema ? [] : ["Not in Microsoft's schema."]),
  ].join(' ');
}
