import { uriName } from '../../core/uri.ts';
import { textSpans } from '../../model/cmdlet-call.ts';
import { artefact } from '../artefact.ts';
import { STATEMENTS } from '../measure.ts';
import { callAt } from './call.ts';
import { scriptSubjectAt } from './cursor.ts';
import { profilesInScript } from './embedded.ts';
import { readScript } from './read.ts';
import { writesInScript } from './selection.ts';
import { scriptSlotAt } from './slots.ts';
import { parameterTable, type ScriptTree } from './tree.ts';
import { valueUses } from './value-uses.ts';
import { writeScript } from './write.ts';

export default artefact<ScriptTree>({
  id: 'powershell',
  title: 'PowerShell',
  languageIds: ['powershell'],
  fileNames: ['.ps1', '.psm1'],
  measure: STATEMENTS,
  comment: { start: '# ' },
  recognises: ({ uri, languageId }) => languageId === 'powershell' || /\.psm?1$/i.test(uriName(uri)),
  read: readScript,
  write: writeScript,
  subjectAt: scriptSubjectAt,
  slotAt: scriptSlotAt,
  callAt,
  registryWritesIn: writesInScript,
  valueUses,
  embedded: profilesInScript,
  // A no-break space between words is a blank; only what a known command is given is surely meant for a machine.
  characters: ({ tree, facts }) => ({ isRead: tree.script !== undefined, noBreakSpaces: textSpans(facts.calls ?? []) }),
  comments: ({ tree }) => tree.script?.comments ?? [],
  // A hashtable of several lines that a command is given is one statement as well, and so is a string.
  statements: ({ tree }) => [
    ...(tree.script?.commands.map(({ span }) => span) ?? []),
    ...(tree.script?.strings.map(({ span }) => span) ?? []),
    ...tree.commands.flatMap(({ bound }) => parameterTable(bound.command)?.span ?? []),
  ],
});
