import { algorithmMeant, isAttributeName } from '../../server/src/knowledge/ipsec.ts';
import type { ProfileNode } from '../../server/src/model/profile/node.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';

/**
 * What the profiles of a file mean, whatever their spelling: letter case, blanks, separators, the order of elements and how
 * often the same is said make no difference.
 */
export function meaningOf(workspace: Workspace, uri: string): string[] {
  return (workspace.analysisOf(uri)?.reading.facts.profiles ?? []).map(({ root }) => said(root));
}

function said(node: ProfileNode): string {
  const children = [...new Set(node.children.map(said))].sort();
  return `${node.name.toLowerCase()}=${children.length > 0 ? '' : valueOf(node)}(${children.join(' ')})`;
}

function valueOf({ name, value }: ProfileNode): string {
  if (value.state !== 'known') return value.state;
  const text = value.written.value;
  const algorithm = isAttributeName(name) ? algorithmMeant(name, text) : undefined;
  if (algorithm) return algorithm.id;
  // What a list is separated by, and what no certificate dialog shows.
  const bare = text.toLowerCase().replace(/[\s;,\u200e]/g, '');
  return /^([0-9a-f]{2}[:-]?){20}$/.test(bare) ? bare.replace(/[:-]/g, '') : bare;
}
