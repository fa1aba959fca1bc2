import { shortHive } from '../../knowledge/registry-path.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import { childElements } from '../../syntax/xml/navigate.ts';
import type { Reading } from '../artefact.ts';
import type { OutlineEntry } from '../editing.ts';
import { attribute } from './items.ts';
import type { PreferencesTree } from './read.ts';
import { namesSecret } from '../../model/secret.ts';

const ACTIONS: Readonly<Record<string, string>> = { C: 'create', R: 'replace', U: 'update', D: 'delete' };

/** Collections, and in them every item with its key and what is done to it, those that are switched off too. */
export function preferencesOutline({ tree }: Reading<PreferencesTree>): OutlineEntry[] {
  return tree.document.elements.flatMap(entriesOf);
}

function entriesOf(element: XmlElement): OutlineEntry[] {
  if (element.name === 'RegistrySettings') return childElements(element).flatMap(entriesOf);
  if (element.name !== 'Collection' && element.name !== 'Registry') return [];
  const [properties] = childElements(element).filter(({ name }) => name === 'Properties');
  const said = (of: XmlElement | undefined, name: string): string => (of && attribute(of, name)?.value) ?? '';
  const off = said(element, 'disabled') === '1' ? 'disabled' : '';
  const path = [said(properties, 'hive'), said(properties, 'key')].filter((part) => part !== '');
  const name = element.name === 'Collection' ? said(element, 'name') : said(properties, 'name') || said(element, 'name');
  const detail = [
    [shortHive(path[0] ?? ''), ...path.slice(1)].join('\\'),
    namesSecret(said(properties, 'name')) ? '' : said(properties, 'value'),
    ACTIONS[said(properties, 'action')] ?? '',
    off,
  ].filter((part) => part !== '');
  return [
    {
      name: name === '' ? element.name : name,
      ...(detail.length > 0 && { detail: detail.join(' · ') }),
      kind: element.name === 'Collection' ? 'group' : 'text',
      span: element.span,
      nameSpan: element.nameSpan,
      children: element.name === 'Collection' ? childElements(element).flatMap(entriesOf) : [],
    },
  ];
}
