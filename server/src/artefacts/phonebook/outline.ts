import { textOf } from '../../core/span.ts';
import type { Fold, OutlineEntry } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import type { Entry, Setting } from './entries.ts';
import type { PhonebookTree } from './read.ts';

/** The settings of an entry that say where it leads and by which policy, with what they are in an outline. An entry has a hundred others. */
const SHOWN: Readonly<Record<string, OutlineEntry['kind']>> = {
  phonenumber: 'text',
  vpnstrategy: 'number',
  numcustompolicy: 'number',
  customipsecpolicies: 'choice',
};

/** The connections of a phone book that are VPNs. */
export function phonebookOutline({ file, tree }: Reading<PhonebookTree>): OutlineEntry[] {
  return tree.connections.map(({ entry }) => {
    const { name, nameSpan, settings } = entry;
    const server = settings.find((setting) => setting.name === 'phonenumber')?.value ?? '';
    const start = nameSpan.start - 1;
    return {
      name: name.trim() === '' ? '[]' : name,
      ...(server !== '' && { detail: server }),
      kind: 'group',
      span: { start, end: endOf(entry) },
      nameSpan,
      children: settings.flatMap((setting) => settingEntry(setting, file.text) ?? []),
    };
  });
}

/** Every entry of several lines, VPN or not. */
export function phonebookFolds({ tree }: Reading<PhonebookTree>): Fold[] {
  return tree.entries
    .filter(({ settings }) => settings.length > 0)
    .map((entry) => ({ span: { start: entry.nameSpan.start - 1, end: endOf(entry) }, kind: 'element' }));
}

function settingEntry({ name, nameSpan, value, valueSpan }: Setting, text: string): OutlineEntry | undefined {
  const kind = SHOWN[name];
  if (kind === undefined || value === '') return undefined;
  return { name: textOf(text, nameSpan), detail: value, kind, span: { start: nameSpan.start, end: valueSpan.end }, nameSpan, children: [] };
}

function endOf({ nameSpan, settings }: Entry): number {
  return settings.at(-1)?.valueSpan.end ?? nameSpan.end + 1;
}
