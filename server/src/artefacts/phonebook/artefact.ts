import type { Edit } from '../../core/edit.ts';
import { touches } from '../../core/span.ts';
import { uriName } from '../../core/uri.ts';
import { digitsOf, POLICY_ORDER, type PhonebookSetting } from '../../knowledge/phonebook.ts';
import type { Change } from '../../model/change.ts';
import { artefact, type Reading, type Subject } from '../artefact.ts';
import { LINES } from '../measure.ts';
import { phonebookFolds, phonebookOutline } from './outline.ts';
import { placeOfValue, readPhonebook, storedPolicy, type PhonebookTree } from './read.ts';

/** The phone book in which Windows keeps its connections. */
export default artefact<PhonebookTree>({
  id: 'phonebook',
  title: 'RAS phone book',
  languageIds: ['ini', 'properties', 'plaintext'],
  fileNames: ['.pbk'],
  measure: LINES,
  recognises: ({ uri }) => /\.pbk$/i.test(uriName(uri)),
  read: readPhonebook,
  write: writePhonebook,
  subjectAt: subjectOf,
  slotAt: () => undefined,
  comments: () => [],
  statements: () => [],
  outline: phonebookOutline,
  folds: phonebookFolds,
});

/** Each value is replaced by the eight digits of another one. A policy that is not there is not added: the other settings of the entry would not know of it. */
function writePhonebook({ file, tree }: Reading<PhonebookTree>, changes: readonly Change[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const change of changes) {
    if (change.kind !== 'set-algorithm' || change.policy.kind !== 'custom') return undefined;
    const connection = tree.connections.find(({ key }) => key === change.policy.key);
    const span = connection && placeOfValue(connection.entry, change.attribute);
    const newText = digitsOf(change.attribute, change.algorithm);
    if (!span || newText === undefined) return undefined;
    edits.push({ file, span, newText });
  }
  return edits;
}

const SETTINGS: Readonly<Record<string, PhonebookSetting>> = {
  customipsecpolicies: 'CustomIPSecPolicies',
  numcustompolicy: 'NumCustomPolicy',
  vpnstrategy: 'VpnStrategy',
};

function subjectOf({ tree }: Reading<PhonebookTree>, offset: number): Subject | undefined {
  for (const { entry } of tree.connections) {
    for (const { name, nameSpan, value, valueSpan } of entry.settings) {
      const setting = SETTINGS[name];
      if (!setting) continue;
      const subject = { kind: 'phonebook', setting, text: value } as const;
      if (touches(nameSpan, offset)) return { ...subject, span: nameSpan };
      if (!touches(valueSpan, offset)) continue;
      // Between two numbers the cursor is on the second one.
      const part =
        name === 'customipsecpolicies' && storedPolicy(entry)
          ? POLICY_ORDER.findLast((each) => (placeOfValue(entry, each)?.start ?? Infinity) <= offset)
          : undefined;
      return { ...subject, ...(part && { part }), span: (part && placeOfValue(entry, part)) ?? valueSpan };
    }
  }
  return undefined;
}
