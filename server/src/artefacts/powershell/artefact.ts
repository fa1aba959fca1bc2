import { uriName } from '../../core/uri.ts';
import { artefact } from '../artefact.ts';
import { scriptSlotAt, scriptSubjectAt } from './cursor.ts';
import { readScript } from './read.ts';
import type { ScriptTree } from './tree.ts';
import { writeScript } from './write.ts';

export default artefact<ScriptTree>({
  id: 'powershell',
  title: 'PowerShell',
  languageIds: ['powershell'],
  fileNames: ['.ps1', '.psm1'],
  comment: { start: '# ' },
  recognises: ({ uri, languageId }) => languageId === 'powershell' || /\.psm?1$/i.test(uriName(uri)),
  read: readScript,
  write: writeScript,
  subjectAt: scriptSubjectAt,
  slotAt: scriptSlotAt,
  comments: ({ tree }) => tree.script?.comments ?? [],
  statements: ({ tree }) => tree.script?.commands.map((command) => command.span) ?? [],
});
