import { keyUsage, thumbprintProblem } from '../knowledge/certificates.ts';
import { eapElementsAt, eapName, eapReference, type EapElement } from '../knowledge/profile-xml/eap.ts';
import { eapMethodType, type EapKind } from '../knowledge/profile-xml/eap-methods.ts';
import { code, link, plain } from './markdown.ts';

/** What an element of an EAP configuration is for, by the local names below the root; `undefined` for one that is not in the table. */
export function describeEap(path: readonly string[], value?: string, method?: EapKind): string | undefined {
  const elements = eapElementsAt(path, method);
  const [element] = elements;
  if (!element) return undefined;
  const meaning = value === undefined ? undefined : meaningOf(element, value);
  const said = value !== undefined && (meaning !== undefined || isPlainValue(element, value)) ? ` ${code(value)}` : '';
  const head = `**${eapName(element)}**${said}${meaning === undefined ? '' : ` (${plain(meaning)})`}`;
  const trap = element.trap === undefined ? [] : [`⚠ ${plain(element.trap)}`];
  const values = element.type === 'boolean' ? [`Values: ${code('true')}, ${code('false')}`] : [];
  const spaces = [...new Set(elements.map(({ namespace }) => namespace))];
  const source = `${spaces.length > 1 ? 'Namespaces' : 'Namespace'} ${spaces.map(code).join(', ')}. Source: ${link(element.source, eapReference())}`;
  return [`${head}: ${plain(summaryOf(elements))}`, ...trap, ...values, source].join('\n\n');
}

/** The settings of every method are in an element of one name, which no method explains. */
function summaryOf(elements: readonly EapElement[]): string {
  const summaries = [...new Set(elements.map(({ summary }) => summary))];
  return summaries.length > 1 ? 'Settings of the method that Type names.' : summaries.join('');
}

function isPlainValue({ type }: EapElement, value: string): boolean {
  return type === 'boolean' ? /^(true|false|1|0)$/i.test(value) : type === 'number' && /^\d+$/.test(value);
}

function meaningOf({ path, type }: EapElement, value: string): string | undefined {
  if (path === 'Type' || path === 'EapMethod/Type') return eapMethodType(value)?.name;
  if (type === 'oid') return keyUsage(value)?.name;
  return type === 'thumbprint' && !thumbprintProblem(value) ? 'SHA-1' : undefined;
}
