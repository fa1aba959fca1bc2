import { isAttributeName } from '../knowledge/ipsec.ts';
import { elementName, profileElement, profileReference, type ProfileElement } from '../knowledge/profile-xml.ts';
import { describeValue } from './describe-value.ts';
import { describeAttribute } from './describe-ipsec.ts';
import { code, link, plain } from './markdown.ts';

/** What an element of ProfileXML is for, by the names below the root; `undefined` for one that is not in the table. */
export function describeElement(path: readonly string[], value?: string): string | undefined {
  const element = profileElement(path);
  if (!element) return undefined;
  const name = elementName(element.path) || 'VPNProfile';
  const known = element.values?.find((each) => each.toLowerCase() === value?.toLowerCase());
  const head = `**${name}**${known === undefined ? '' : ` ${code(known)}`}`;
  if (isAttributeName(name)) return [head, describeAttribute(name, 'profile-xml'), originOf(element)].join('\n\n');
  const meaning = known !== undefined ? element.meanings?.[known] : value === undefined ? undefined : describeValue(element.path, value);
  const notes = [
    ...(meaning === undefined ? [] : [plain(meaning)]),
    ...valuesOf(element),
    ...(element.traps ?? []).map((trap) => `⚠ ${plain(trap)}`),
    `${originOf(element)} Source: ${link(element.source, profileReference())}${element.confidence === 'documented' ? '' : ` (${element.confidence})`}`,
  ];
  return [`${head}: ${plain(element.summary)}`, ...notes].join('\n\n');
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
