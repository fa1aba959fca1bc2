import { touches } from '../../core/span.ts';
import { uriName } from '../../core/uri.ts';
import { artefact, type Reading, type Subject } from '../artefact.ts';
import { attributeOf } from './blocks.ts';
import { outputFolds, outputOutline } from './outline.ts';
import { isOutput, readOutput, type ConsoleTree } from './read.ts';

const LANGUAGES = ['plaintext', 'log'];

/** What the cmdlets that show a policy have printed. Nothing is ever written into it: it says what was, not what is to be. */
export default artefact<ConsoleTree>({
  id: 'console',
  title: 'Console output',
  languageIds: LANGUAGES,
  fileNames: ['.txt', '.log', '.out'],
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === undefined ? /\.(txt|log|out)$/i.test(uriName(uri)) : LANGUAGES.includes(languageId)) && isOutput(text),
  read: readOutput,
  write: () => undefined,
  subjectAt: subjectOf,
  slotAt: () => undefined,
  // Some languages have no-break spaces in numbers.
  characters: () => ({ isRead: true, noBreakSpaces: [], isPrinted: true }),
  comments: () => [],
  statements: () => [],
  outline: outputOutline,
  folds: outputFolds,
});

function subjectOf({ tree }: Reading<ConsoleTree>, offset: number): Subject | undefined {
  for (const { row, side } of tree.printed.flatMap(({ rows, side }) => rows.map((row) => ({ row, side })))) {
    const attribute = attributeOf(row);
    const form = side === 'server' ? 'server-output' : 'client-output';
    if (attribute && touches(row.valueSpan, offset)) return { kind: 'algorithm', attribute, text: row.value, span: row.valueSpan, form };
    if (!touches(row.nameSpan, offset)) continue;
    if (attribute) return { kind: 'attribute', attribute, span: row.nameSpan, form };
    return { kind: 'parameter', cmdlet: 'Set-VpnServerConfiguration', parameter: parameterOf(row.name), span: row.nameSpan };
  }
  return undefined;
}

/** The parameter that sets what a row prints. */
const PARAMETERS: Readonly<Record<string, string>> = {
  custompolicy: 'CustomPolicy',
  encryptiontype: 'EncryptionType',
  idledisconnect: 'IdleDisconnectSeconds',
  salifetime: 'SALifeTimeSeconds',
  mmsalifetime: 'MMSALifeTimeSeconds',
  sadatasizeforrenegotiation: 'SADataSizeForRenegotiationKilobytes',
  ikev2ports: 'Ikev2Ports',
  l2tpports: 'L2tpPorts',
  sstpports: 'SstpPorts',
  greports: 'GrePorts',
  tunneltype: 'TunnelType',
};

function parameterOf(row: string): string {
  return PARAMETERS[row] ?? row;
}
