import { elementName, profileElement, referenceOf } from '../../knowledge/profile-xml.ts';
import type { PageLink } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import type { ProfileTree } from './tree.ts';

/**
 * The root and the first of each element right below it, on its name, to Microsoft's page: editors underline links, and
 * one on every name would underline everything.
 */
export function profileLinks({ facts }: Reading<ProfileTree>): PageLink[] {
  const seen = new Set<string>();
  return facts.profiles.flatMap(({ root }) =>
    [root, ...root.children].flatMap((node): PageLink[] => {
      const element = node === root ? profileElement('') : node.element;
      if (!element || seen.has(element.path)) return [];
      seen.add(element.path);
      return [{ span: node.at.span, target: referenceOf(element), tooltip: `${elementName(element.path) || 'ProfileXML'} in the VPNv2 CSP` }];
    }),
  );
}
