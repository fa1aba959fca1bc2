import { artefact } from '../artefact.ts';
import { LINES } from '../measure.ts';
import { citrixKeysAt, citrixSlot, citrixSubject } from './cursor.ts';
import { objectNames, spellName } from './object-names.ts';
import { citrixFolds, citrixOutline } from './outline.ts';
import { readCitrix, type CitrixTree } from './read.ts';
import { writeCitrix } from './write.ts';
import { FILE_NAMES, isCitrix, LANGUAGES } from './recognise.ts';

/** The commands of a Citrix ADC, saved as its configuration or to be pasted. */
export default artefact<CitrixTree>({
  id: 'citrix-adc',
  title: 'Citrix ADC (NetScaler)',
  languageIds: LANGUAGES,
  fileNames: FILE_NAMES,
  measure: LINES,
  ownNames: ['ns.conf', '.ns.conf', '.nscli'],
  comment: { start: '# ' },
  byContent: true,
  recognises: isCitrix,
  read: readCitrix,
  write: writeCitrix,
  subjectAt: citrixSubject,
  slotAt: citrixSlot,
  comments: ({ tree }) => tree.document.lines.filter(({ kind }) => kind === 'comment'),
  statements: ({ tree }) => tree.document.lines.filter(({ kind }) => kind === 'command'),
  outline: citrixOutline,
  folds: citrixFolds,
  keysAt: citrixKeysAt,
  objectNames,
  spellName,
});
