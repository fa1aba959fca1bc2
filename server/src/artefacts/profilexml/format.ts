import type { Edit } from '../../core/edit.ts';
import { profileElement } from '../../knowledge/profile-xml.ts';
import { formatXml } from '../../syntax/xml/format.ts';
import { localName, pathOf } from '../../syntax/xml/navigate.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { LayoutStyle } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import type { ProfileTree } from './tree.ts';

/** The edits that indent a profile. What a plug-in reads stays as it is, because only the plug-in knows what blanks mean in it. */
export function formatProfile({ file, tree }: Reading<ProfileTree>, style: LayoutStyle): Edit[] | undefined {
  return formatXml(tree.document, { ...style, isFixed: isPluginConfiguration })?.map((each) => ({ file, ...each }));
}

function isPluginConfiguration(element: XmlElement): boolean {
  const path = pathOf(element).slice(1).map(localName);
  return path[0] === 'PluginProfile' && profileElement(path)?.type === 'foreign';
}
