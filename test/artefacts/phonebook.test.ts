import { describe, expect, test } from 'vitest';
import phonebook from '../../server/src/artefacts/phonebook/artefact.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { ATTRIBUTES, IPSEC } from '../../server/src/knowledge/ipsec.ts';
import { algorithmByNumber, digitsOf, numberOf, POLICY_ORDER } from '../../server/src/knowledge/phonebook.ts';
import { phonebookEntry, shownPolicy } from '../support/printed.ts';
import { fc } from '../support/properties.ts';

const fileOf = (text: string) => ({ uri: 'file:///project/rasphone.pbk', text });
const read = (text: string): string[] => phonebook.read(fileOf(text)).facts.policies.map(shownPolicy);
const stored = (digits: string): string[] => ['NumCustomPolicy=1', `CustomIPSecPolicies=${digits}`];

/** AES256, SHA256, Group14, AES256, SHA256128, no PFS: as the cmdlet leaves it. */
const SUITE = '020000000400000003000000050000000200000000000000';

describe('the six numbers', () => {
  // Each with the parameters that its publisher gives for the cmdlet. The first two tell the third number from the fifth.
  test.each([
    [SUITE, 'AES256 SHA256 Group14 AES256 SHA256128 None'],
    ['020000000200000003000000030000000200000003000000', 'AES128 SHA256 Group14 AES128 SHA256128 PFS2048'],
    ['030000000600000005000000080000000500000005000000', 'GCMAES256 SHA384 ECP384 GCMAES256 GCMAES256 ECP384'],
    ['020000000600000005000000080000000500000000000000', 'GCMAES256 SHA256 ECP384 GCMAES256 GCMAES256 None'],
    ['030000000400000002000000050000000200000000000000', 'AES256 SHA384 Group2 AES256 SHA256128 None'],
    ['030000000400000005000000080000000500000005000000', 'AES256 SHA384 ECP384 GCMAES256 GCMAES256 ECP384'],
  ])('%s', (digits, values) => {
    expect(read(phonebookEntry('Fabrikam', stored(digits)))).toEqual([`client custom "Fabrikam" ${values}`]);
  });

  test('a number that is not known', () => {
    expect(read(phonebookEntry('A', stored(SUITE.replace(/^02/, '09'))))).toEqual(['client custom "A" AES256 ? Group14 AES256 SHA256128 None']);
    expect(read(phonebookEntry('A', stored(SUITE.replace(/^02000000/, '02000001'))))).toEqual(['client custom "A" AES256 ? Group14 AES256 SHA256128 None']);
  });

  test.each([
    ['too short', stored(SUITE.slice(2))],
    ['too long', stored(`${SUITE}00`)],
    ['no digits', stored(SUITE.replace('4', 'x'))],
    ['absent', ['NumCustomPolicy=1']],
    ['there twice', [...stored(SUITE), `CustomIPSecPolicies=${SUITE}`]],
    ['of several policies', stored(SUITE).map((line) => line.replace('=1', '=2'))],
    ['there without a count', stored(SUITE).slice(1)],
  ])('%s: not known', (_, settings) => {
    expect(read(phonebookEntry('A', settings))).toEqual(['client unread "A" ? ? ? ? ? ?']);
  });

  test.each([
    ['a count of 0', ['NumCustomPolicy=0']],
    ['a count of 0 beside old numbers', ['NumCustomPolicy=0', `CustomIPSecPolicies=${SUITE}`]],
    ['nothing', []],
  ])('%s: the default of Windows', (_, settings) => {
    expect(read(phonebookEntry('A', settings))).toEqual(['client system-default "A" - - - - - -']);
  });

  test('an entry that is cut off may go on', () => {
    expect(read('[A]\r\nType=2\r\nVpnStrategy=7\r\n')).toEqual(['client unread "A" ? ? ? ? ? ?']);
    expect(read('[A]\r\nType=2\r\nVpnStrategy=7\r\n[B]\r\nType=1\r\n')).toEqual(['client system-default "A" - - - - - -']);
  });
});

describe('entries', () => {
  test.each([
    ['7', ''],
    ['14', 'maybe-ikev2 '],
    ['6', 'maybe-ikev2 '],
    ['0', 'maybe-ikev2 '],
    ['99', 'maybe-ikev2 '],
    ['5', 'other '],
    ['3', 'other '],
  ])('VpnStrategy %s', (strategy, tunnel) => {
    expect(read(phonebookEntry('A', stored(SUITE), strategy))).toEqual([`client custom ${tunnel}"A" AES256 SHA256 Group14 AES256 SHA256128 None`]);
  });

  test('each is a connection, and those that are no VPN are none of ours', () => {
    const modem = phonebookEntry('Modem', stored(SUITE)).replace('Type=2', 'Type=1');
    const text = phonebookEntry('A [1]', stored(SUITE)) + modem + phonebookEntry('B', ['NumCustomPolicy=0'], '5');
    expect(read(text)).toEqual(['client custom "A [1]" AES256 SHA256 Group14 AES256 SHA256128 None', 'client system-default other "B" - - - - - -']);
  });

  test('in other letter cases, with LF and blanks', () => {
    const text = phonebookEntry('A', stored(SUITE))
      .replaceAll('\r\n', ' \n')
      .replace('NumCustomPolicy', 'numcustompolicy')
      .replace('CustomIPSecPolicies=', 'customipsecpolicies = ');
    expect(read(text)).toEqual(['client custom "A" AES256 SHA256 Group14 AES256 SHA256128 None']);
  });

  test('recognised by their name alone', () => {
    expect(['rasphone.pbk', 'X.PBK', 'pbk', 'a.ini'].map((name) => phonebook.recognises({ uri: `file:///project/${name}`, text: '' }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('writing', () => {
  test('every value goes there and back, and nothing else changes', () => {
    const text = phonebookEntry('A', stored(SUITE)) + phonebookEntry('B', stored(SUITE));
    const reading = phonebook.read(fileOf(text));
    const policy = reading.facts.policies[1] ?? expect.fail('no policy');
    for (const attribute of ATTRIBUTES) {
      for (const { id, number } of IPSEC[attribute].algorithms) {
        const edits = phonebook.write(reading, [{ kind: 'set-algorithm', policy, attribute, algorithm: id }]);
        if (number === undefined) {
          expect(edits).toBeUndefined();
          continue;
        }
        const after = applyEdits(text, edits ?? expect.fail(id));
        const [first, second] = phonebook.read(fileOf(after)).facts.policies;
        expect(second?.slots[attribute]).toMatchObject({ state: 'known', algorithm: id });
        expect(first && shownPolicy(first)).toBe(reading.facts.policies[0] && shownPolicy(reading.facts.policies[0]));
        const start = text.lastIndexOf(SUITE) + POLICY_ORDER.indexOf(attribute) * 8;
        expect(after.slice(0, start) + after.slice(start + 8)).toBe(text.slice(0, start) + text.slice(start + 8));
      }
    }
  });

  test('several values at once', () => {
    const text = phonebookEntry('A', stored(SUITE));
    const reading = phonebook.read(fileOf(text));
    const [policy = expect.fail('no policy')] = reading.facts.policies;
    const edits = phonebook.write(reading, [
      { kind: 'set-algorithm', policy, attribute: 'DHGroup', algorithm: 'dh20' },
      { kind: 'set-algorithm', policy, attribute: 'PfsGroup', algorithm: 'dh20' },
    ]);
    expect(applyEdits(text, edits ?? [])).toBe(text.replace(SUITE, '020000000400000005000000050000000200000005000000'));
  });

  test('a policy that is not there is not added', () => {
    const reading = phonebook.read(fileOf(phonebookEntry('A', ['NumCustomPolicy=0'])));
    const [policy = expect.fail('no policy')] = reading.facts.policies;
    expect(phonebook.write(reading, [{ kind: 'set-algorithm', policy, attribute: 'DHGroup', algorithm: 'dh20' }])).toBeUndefined();
  });

  test('digits and numbers', () => {
    expect([numberOf('05000000'), numberOf('00010000'), numberOf('000000FF'), numberOf('0500000'), numberOf('0500000g')]).toEqual([
      5,
      256,
      4278190080,
      undefined,
      undefined,
    ]);
    expect(digitsOf('DHGroup', 'dh14')).toBe('03000000');
    expect(algorithmByNumber('PfsGroup', 3)?.cmdlet).toBe('PFS2048');
  });
});

describe('whatever happens', () => {
  test('a beginning of the file never says what the whole does not', () => {
    const text = phonebookEntry('A', stored(SUITE), '14') + phonebookEntry('B', ['NumCustomPolicy=0'], '5') + phonebookEntry('C', stored(SUITE), '7');
    const whole = read(text);
    for (let end = 0; end < text.length; end++) {
      read(text.slice(0, end)).forEach((line, index) => {
        const known = line.replace(' maybe-ikev2', '');
        if (!known.includes(' unread '))
          expect(known).toBe(whole[index]?.replace(/ (maybe-ikev2|other)(?= "B"| "A")/, known.includes(' other ') ? ' other' : ''));
      });
    }
  });

  test('no text makes it throw', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('[A]\n', 'Type=2\r\n', 'NumCustomPolicy=1\n', `CustomIPSecPolicies=${SUITE}\n`, 'VpnStrategy=7', '=', '\r', '[', ']'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), (pieces, at) => {
        const text = pieces.join('');
        const reading = phonebook.read(fileOf(text));
        const subject = phonebook.subjectAt(reading, at % (text.length + 1));
        if (subject) expect(subject.span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
