import { describe, test } from 'vitest';
import { ARTEFACTS } from '../../server/src/artefacts/index.ts';
import { fc } from '../support/properties.ts';
import { hostileTexts } from './hostile-text.ts';
import { bounded, expectAnswers, readBy, RUNS, shown } from './invariants.ts';
import { seedsOf } from './seeds.ts';

/** What costs more than reading is done with one of so many inputs. */
const SELDOM = 10;

// A failure prints its seed, and the text cut down to a few changes: AOVPN_SEED=… npx vitest run --project unit test/fuzz -t "reader f5".
describe.each(ARTEFACTS.map((artefact) => [artefact.id, artefact] as const))('reader %s', (id, artefact) => {
  const seeds = seedsOf(id);
  // The names and language ids under which the reader meets a text.
  const names = [
    ...new Map(
      seeds.map(({ uri, languageId }) => [`${uri.slice(uri.lastIndexOf('/') + 1).replace(/^.*(?=\.)/, '')} ${languageId ?? ''}`, { uri, languageId }]),
    ).values(),
  ];
  const inputs = fc.tuple(hostileTexts(seeds.map(({ text }) => text)), fc.constantFrom(...names), fc.nat());

  test('reads whatever it is given, the same each time', () => {
    let count = 0;
    fc.assert(
      fc.property(inputs, ([text, { uri, languageId }, at]) => {
        const file = { uri, text, ...(languageId !== undefined && { languageId }) };
        bounded(id, text, () => {
          const reading = readBy(artefact, file, at);
          if (count++ % SELDOM === 0 && shown(reading.facts) !== shown(artefact.read({ ...file }).facts)) throw new Error('Two readings differ');
        });
      }),
      { numRuns: RUNS },
    );
  });

  test('rules, fixes and all that an editor asks for bear it', () => {
    fc.assert(
      fc.property(inputs, ([text, { uri, languageId }, at]) => {
        bounded(`${id}-whole`, text, () => expectAnswers({ uri, text, ...(languageId !== undefined && { languageId }) }, at));
      }),
      { numRuns: Math.ceil(RUNS / SELDOM) },
    );
  });
});
