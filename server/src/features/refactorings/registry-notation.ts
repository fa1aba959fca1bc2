import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { spellDocument, type RegistryDocument } from '../../artefacts/registry-documents.ts';
import type { SelectedWrite } from '../../artefacts/registry-selection.ts';
import type { Change } from '../../model/change.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** Registry values in another notation: where they stand, or as a document of their own. */
export type RegistryRewriting =
  | { readonly title: string; readonly edits: readonly Edit[] }
  | { readonly title: string; readonly document: { readonly language: RegistryDocument; readonly text: string } };

/** Whether the selected writes are all deletions. */
type Wording = (isDeletion: boolean) => string;

const IN_PLACE: Readonly<Record<'powershell' | 'reg-exe', Wording>> = {
  powershell: (isDeletion) => (isDeletion ? 'Remove-ItemProperty' : 'New-ItemProperty'),
  'reg-exe': (isDeletion) => (isDeletion ? 'reg delete' : 'reg add'),
};

const DOCUMENTS: Readonly<Record<RegistryDocument, Wording>> = {
  powershell: () => 'PowerShell',
  bat: (isDeletion) => `${isDeletion ? 'reg delete' : 'reg add'} for a batch file`,
  reg: () => 'a .reg file',
};

/** What each kind of file can be turned into that cannot hold the other notation itself. */
const TARGETS: Readonly<Record<string, readonly RegistryDocument[]>> = {
  powershell: ['reg'],
  batch: ['powershell', 'reg'],
  'reg-file': ['powershell', 'bat'],
  preferences: ['powershell', 'bat', 'reg'],
};

/** The other ways to write the registry values that a span selects. None where one of them is not known, or something would be lost. */
export function registryRewritings(workspace: Workspace, uri: string, span: Span): RegistryRewriting[] {
  const analysis = workspace.analysisOf(uri);
  const selected = analysis?.artefact.registryWritesIn?.(analysis.reading, span);
  if (!analysis || !selected) return [];
  const isDeletion = selected.every(({ entry }) => entry.content === 'deleted');
  const what = selected.length === 1 ? 'the registry value' : `the ${selected.length} registry values`;
  const inPlace = (['reg-exe', 'powershell'] as const).flatMap((as) => {
    const title = `Write ${what} as ${IN_PLACE[as](isDeletion)}`;
    const changes = respellings(selected, as);
    const edits = changes.length > 0 ? workspace.edits({ title, safe: false, changes }) : undefined;
    return edits ? [{ title, edits }] : [];
  });
  const documents = (TARGETS[analysis.artefact.id] ?? []).flatMap((language) => {
    const text = spellDocument(
      selected.map(({ entry }) => entry),
      language,
    );
    return text === undefined ? [] : [{ title: `Write ${what} as ${DOCUMENTS[language](isDeletion)} in a new document`, document: { language, text } }];
  });
  return [...inPlace, ...documents];
}

function respellings(selected: readonly SelectedWrite[], as: 'powershell' | 'reg-exe'): Change[] {
  return selected.flatMap(({ write }) => (write && write.notation !== as ? [{ kind: 'respell-registry-write' as const, write, as }] : []));
}
