import { ARTEFACTS } from '../../server/src/artefacts/index.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { plainText, SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { parseFixture } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';
import { STORED } from '../support/f5.ts';
import { DEFAULT_ROWS, formatList, phonebookEntry } from '../support/printed.ts';
import { ARM, BICEP } from './template-seeds.ts';

/** What every file of an example says, once: each notation with what people write in it, right and wrong. */
const EXAMPLES: readonly SourceFile[] = RULES.flatMap(({ examples: { bad, good } }) => [...bad, ...good]).flatMap((text) => parseFixture(text).files);

const PROFILE = SNIPPETS.map((snippet) => plainText(snippet)).find((text) => text.includes('<VPNProfile>')) ?? '';

/** What no example has. */
const MORE: readonly SourceFile[] = [
  { uri: 'file:///project/gateway.bicep', text: BICEP },
  { uri: 'file:///project/gateway.json', text: ARM },
  { uri: 'file:///project/bigip.conf', text: STORED },
  ...HOSTS.map(({ path, wrap }) => ({ uri: `file:///project/${path}`, text: wrap(PROFILE) })),
  { uri: 'file:///project/output.txt', text: formatList(DEFAULT_ROWS) },
  {
    uri: 'file:///project/rasphone.pbk',
    text: phonebookEntry('A', ['NumCustomPolicy=1', 'CustomIPSecPolicies=020000000200000003000000090000000300000003000000']),
  },
];

/** The seeds of one reader, the texts that it recognises. Never empty: a reader without an example is a mistake of this file. */
export function seedsOf(id: string): readonly SourceFile[] {
  const distinct = new Map<string, SourceFile>();
  for (const file of [...EXAMPLES, ...MORE]) if (ARTEFACTS.find((each) => each.recognises(file))?.id === id) distinct.set(file.text, file);
  if (distinct.size === 0) throw new Error(`No seed for the reader ${id}`);
  return [...distinct.values()];
}

/** Texts of the examples' project files. */
export const PROJECT_SEEDS: readonly string[] = EXAMPLES.filter(({ uri }) => uri.endsWith('aovpn.json')).map(({ text }) => text);
