import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import console_ from '../../server/src/artefacts/console/artefact.ts';
import { ATTRIBUTES, IPSEC, spellings } from '../../server/src/knowledge/ipsec.ts';
import { IS_MUTATED } from '../support/nightly.ts';
import { clientRows, formatList, serverRows } from '../support/printed.ts';
import { ASK_SERVER, askClient, outputFile, statedIn } from '../support/console.ts';
import { fc } from '../support/properties.ts';

describe('whatever happens', () => {
  const values = fc.record(Object.fromEntries(ATTRIBUTES.map((name) => [name, fc.constantFrom(...spellings(name, 'server-output'))])));
  const cased = (text: string, upper: boolean): string => (upper ? text.toUpperCase() : text);

  test('any order of the rows and any letter case read the same', () => {
    const shuffledRows = values.chain((each) => fc.shuffledSubarray(serverRows(each), { minLength: 12 }).map((rows) => ({ each, rows })));
    fc.assert(
      fc.property(shuffledRows, fc.boolean(), fc.constantFrom('\n', '\n\n'), ({ each, rows }, upper, between) => {
        expect(statedIn(cased(formatList(rows, between), upper))).toEqual(statedIn(formatList(serverRows(each))));
      }),
    );
  });

  test('every value of every name is read', () => {
    for (const attribute of ATTRIBUTES) {
      for (const { cmdlet, id } of IPSEC[attribute].algorithms) {
        const [policy] = console_.read(outputFile(formatList(clientRows({ [attribute]: cmdlet })))).facts.policies;
        expect(policy?.slots[attribute]).toMatchObject({ state: 'known', algorithm: id, spelledAs: 'client-output' });
      }
    }
  });

  test('a beginning of the output never says what the whole does not', () => {
    const output = values.chain((each) =>
      fc.constantFrom(
        ASK_SERVER + formatList(serverRows(each)),
        formatList(serverRows(each), '\n\n'),
        askClient() + formatList(clientRows(each)),
        formatList(clientRows(each)).trimEnd(),
        formatList(clientRows(each)).replace(
          /^(.* : )(....)(.+)$/gm,
          (_, head: string, first: string, more: string) => `${head}${first}\n${' '.repeat(head.length)}${more}`,
        ),
      ),
    );
    fc.assert(
      fc.property(output, fc.nat(), (text, cut) => {
        const [whole] = console_.read(outputFile(text)).facts.policies;
        const begun = console_.read(outputFile(text.slice(0, cut % (text.length + 1)))).facts.policies;
        for (const policy of begun.filter(({ kind }) => kind === 'custom')) {
          for (const attribute of ATTRIBUTES) {
            const slot = policy.slots[attribute];
            if (slot.state === 'known') expect(slot).toMatchObject({ algorithm: (whole?.slots[attribute] as typeof slot).algorithm });
            else expect(slot.state).toBe('unread');
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no text makes it throw', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ASK_SERVER,
        askClient(),
        '\r',
        '\r\n',
        '>> ',
        'WARNING: x',
        'DHGroup : Group14\n',
        '------- -------\n',
        'Name : A\n',
        '                 4\n',
        'PS>',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = outputFile(pieces.join(''));
        console_.recognises(file);
        for (const { at } of console_.read(file).facts.policies) expect(at.span.end).toBeLessThanOrEqual(file.text.length);
        console_.subjectAt(console_.read(file), file.text.length);
      }),
    );
  });

  test.skipIf(IS_MUTATED)('one line of 1 MB takes no time', () => {
    const start = performance.now();
    expect(statedIn(`DHGroup : ${'x '.repeat(500_000)}\nIPsecCustomPolicy${' -'.repeat(500_000)}`)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/dev/G', import.meta.url));

/** What each published piece of output states, read by eye. Those that are not named state no policy of a VPN client or server. */
const PUBLISHED: Readonly<Record<string, string>> = {
  'Get-VpnServerConfiguration.md#block2': 'server system-default - - - - - -',
  'Set-VpnConnectionIPsecConfiguration.md#block3': 'client custom "Contoso" AES256 SHA384 ECP384 AES256 None None',
  'Set-VpnConnectionIPsecConfiguration.md#block4': 'client custom other "Contoso" AES128 SHA256 ECP256 AES128 None None',
  'Set-VpnConnectionIPsecConfiguration.md#block5': 'client custom "Contoso" AES128 SHA256 ECP256 None GCMAES128 None',
  'Set-VpnConnectionIPsecConfiguration.md#block6': 'client custom "Contoso" AES256 SHA384 ECP384 None GCMAES256 None',
};

describe.skipIf(!existsSync(CORPUS))('published output', () => {
  test.each(existsSync(CORPUS) ? readdirSync(CORPUS) : [])('%s', (name) => {
    const stated = Object.entries(PUBLISHED).find(([key]) => name.includes(key))?.[1];
    expect(statedIn(readFileSync(join(CORPUS, name), 'utf8'))).toEqual(stated === undefined ? [] : [stated]);
  });
});
