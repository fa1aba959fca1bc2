import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { uriName } from '../../core/uri.ts';
import { emptyFacts, tooDeepIn } from '../../model/facts.ts';
import { profileXmlNode } from '../../model/profile/deployment.ts';
import { artefact, type Reading } from '../artefact.ts';
import { ENTRIES } from '../measure.ts';
import { parseJson, type JsonTree } from '../json.ts';
import { isClosed, numbered, profileIn, type Embedded } from '../embedded.ts';
import { base64Text, jsonText } from './json-string.ts';

/** A custom configuration of Intune as Microsoft Graph gives it. Only the profiles in it are looked at. */
export default artefact<JsonTree>({
  id: 'intune-json',
  title: 'ProfileXML in an Intune export',
  languageIds: ['json', 'jsonc'],
  fileNames: ['.json'],
  measure: ENTRIES,
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    text.includes('VPNv2') &&
    text.includes('omaUri') &&
    /ProfileXML/i.test(text) &&
    (languageId === undefined ? /\.json$/i.test(uriName(uri)) : languageId === 'json' || languageId === 'jsonc'),
  read: (file) => {
    const tree = parseJson(file.text);
    return { file, tree, facts: { ...emptyFacts(file), ...tooDeepIn(file, tree.tooDeep) } };
  },
  write: () => undefined,
  subjectAt: () => undefined,
  slotAt: () => undefined,
  embedded: profilesInExport,
  comments: () => [],
  statements: () => [],
});

function profilesInExport({ file, tree: { root } }: Reading<JsonTree>): Embedded[] {
  return numbered(
    objectsIn(root).flatMap((setting) => {
      const uri = stringOf(setting, 'omaUri');
      const value = stringOf(setting, 'value');
      const node = uri && profileXmlNode(String(uri.value));
      if (!value || !node) return [];
      const text = jsonText(file.text, value);
      const decoded = profileIn(text) ?? profileIn(base64Text(file.text, text) ?? text);
      const at = { file, span: { start: uri.offset + 1, end: uri.offset + uri.length - 1 } };
      return decoded ? [{ content: decoded, partial: !isClosed(decoded), deployedTo: { ...node, at } }] : [];
    }),
  );
}

function objectsIn(root: Node | undefined): Node[] {
  const objects: Node[] = [];
  const pending = root ? [root] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'object') objects.push(node);
    for (const child of (node.children ?? []).toReversed()) pending.push(child);
  }
  return objects;
}

function stringOf(object: Node, name: string): Node | undefined {
  const node = findNodeAtLocation(object, [name]);
  return node?.type === 'string' ? node : undefined;
}
