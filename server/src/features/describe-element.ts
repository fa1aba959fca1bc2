import { isAttributeName } from '../knowledge/ipsec.ts';
import { profileElement, profileReference } from '../knowledge/profile-xml.ts';
import { describeAttribute } from './describe-ipsec.ts';
import { code, link, plain } from './markdown.ts';

/** What an element of ProfileXML is for, by the names below the root; `undefined` for one that is not in the table. */
export function describeElement(path: readonly string[], value?: string): string | undefined {
  const element = profileElement(path);
  if (!element) return undefined;
  const name = path.at(-1) ?? '';
  const known = element.values?.find((each) => each.toLowerCase() === value?.toLowerCase());
  const head = `**${name}**${known === undefined ? '' : ` ${code(known)}`}`;
  const node = `CSP node ${code(path.join('/'))}${element.since === undefined ? '' : `, since ${plain(element.since)}`}.`;
  const source = `${node} Source: ${link(element.source, profileReference())}`;
  if (isAttributeName(name)) return `${head}\n\n${describeAttribute(name, 'profile-xml')}\n\n${node}`;
  const values = element.values
    ? `Values: ${element.values.map(code).join(', ')}`
    : element.type === 'boolean'
      ? `Values: ${code('true')}, ${code('false')}`
      : undefined;
  return [`${head}: ${plain(element.summary)}`, ...(values === undefined ? [] : [values]), source].join('\n\n');
}
