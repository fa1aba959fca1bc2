import { overlaps, touches } from '../../core/span.ts';
import { uriName } from '../../core/uri.ts';
import { REGISTRY } from '../../knowledge/registry.ts';
import { artefact, type Reading, type Subject } from '../artefact.ts';
import { setsClientPolicy } from '../client-policy-text.ts';
import { LINES } from '../measure.ts';
import { knownWrites } from '../registry-selection.ts';
import { regExeSubject } from '../registry-subject.ts';
import { readBatch, type BatchTree } from './read.ts';
import { batchSlotAt } from './slots.ts';
import { writeBatch } from './write.ts';

const NAMES = /\.(?:cmd|bat)$/i;
/** The command that dials, with a password perhaps. */
const DIALS = /(?<![\w-])rasdial(?:\.exe)?"?\s/i;
/** A command that this artefact reads, or that dials. */
const CHANGES = new RegExp(String.raw`\breg(?:\.exe)?"?\s+(?:add|delete)\b|${DIALS.source}`, 'i');
/** Values that the catalogue has, the services whose keys they are in, and the command that dials. */
const KNOWN = new RegExp(
  `${DIALS.source}|\\\\Services\\\\(?:RemoteAccess|SstpSvc|RasMan|IKEEXT|PolicyAgent)\\b|\\b(?:${[...new Set(REGISTRY.filter(({ distinctive }) => distinctive).map(({ name }) => name))].join('|')})\\b`,
  'i',
);

/** A batch file that changes the registry with `reg.exe`, dials, or has PowerShell set a policy. */
export default artefact<BatchTree>({
  id: 'batch',
  title: 'Batch file with reg add',
  languageIds: ['bat'],
  fileNames: ['.cmd', '.bat'],
  measure: LINES,
  comment: { start: 'rem ' },
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === undefined ? NAMES.test(uriName(uri)) : languageId === 'bat') &&
    (setsClientPolicy(text) || (CHANGES.test(text) && (languageId !== undefined || KNOWN.test(text)))),
  read: readBatch,
  write: writeBatch,
  subjectAt,
  slotAt: batchSlotAt,
  registryWritesIn: ({ tree, facts }, span) => {
    const keys = new Set(tree.registry.filter(({ command }) => overlaps(command.span, span)).map(({ key }) => key));
    return knownWrites(
      facts,
      facts.registryWrites.filter(({ key }) => keys.has(key)),
      span,
    );
  },
  // Which characters of Unicode the command processor takes for blanks depends on the code page.
  characters: () => ({ isRead: true, noBreakSpaces: [] }),
  comments: ({ tree }) => tree.script.comments,
  statements: ({ tree }) => tree.script.commands.map(({ statement }) => statement),
});

function subjectAt({ facts, tree }: Reading<BatchTree>, offset: number): Subject | undefined {
  for (const { command, reg } of tree.registry) {
    const subject = touches(command.span, offset) ? regExeSubject(reg, offset) : undefined;
    if (subject) return subject;
  }
  for (const { service } of facts.script?.restarts ?? [])
    if (typeof service !== 'string' && touches(service.at.span, offset)) return { kind: 'service', name: service.value, span: service.at.span };
  return undefined;
}
