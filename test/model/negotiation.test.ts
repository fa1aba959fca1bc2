import { describe, expect, test } from 'vitest';
import { BASELINES, NAMED_BASELINES, type NamedBaseline } from '../../server/src/knowledge/baselines.ts';
import { ATTRIBUTES, IPSEC, spell, type AlgorithmId, type AttributeName, type PolicyForm } from '../../server/src/knowledge/ipsec.ts';
import { windowsRelease } from '../../server/src/knowledge/windows.ts';
import { negotiate, type Negotiation } from '../../server/src/model/negotiation.ts';
import type { IPsecPolicy, Slot } from '../../server/src/model/policy.ts';
import { analyse } from '../../server/src/workspace/analysis.ts';
import { client, profile, server } from '../support/policies.ts';
import { fc } from '../support/properties.ts';

type Suite = Readonly<Partial<Record<AttributeName, AlgorithmId>>>;

/** The only policy that a text states. */
function read(path: string, text: string): IPsecPolicy {
  const policies = analyse({ uri: `file:///project/${path}`, text })?.reading.facts.policies.filter(({ superseded }) => !superseded) ?? [];
  expect(policies).toHaveLength(1);
  return policies[0] ?? expect.fail('no policy');
}

/** The texts of the values in a notation. */
function spelled(suite: Suite, form: PolicyForm): Partial<Record<AttributeName, string>> {
  return Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, spell(attribute, suite[attribute] ?? '', form) ?? expect.fail(attribute)]));
}

const profileOf = (suite: Suite): IPsecPolicy => read('p.xml', profile(spelled(suite, 'profile-xml')));
const serverOf = (suite: Suite): IPsecPolicy => read('s.ps1', server(spelled(suite, 'server-cmdlet')));
const plainClient = (): IPsecPolicy => read('p.xml', '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>');
const reverted = (): IPsecPolicy => read('s.ps1', 'Set-VpnServerConfiguration -RevertToDefault');

/** A policy of these slots, which need no text. */
function policy(side: 'client' | 'server', slots: Partial<Record<AttributeName, Slot>>): IPsecPolicy {
  const base = side === 'client' ? read('p.xml', profile()) : read('s.ps1', server());
  return { ...base, slots: { ...base.slots, ...slots } };
}

const at = { file: { uri: 'file:///project/p.ps1', text: '' }, span: { start: 0, end: 0 } };
const written = (text: string) => ({ value: text, text, at });
const known = (algorithm: AlgorithmId): Slot => ({ state: 'known', algorithm, spelledAs: 'client-cmdlet', written: written(algorithm) });
const branches = (
  attribute: AttributeName,
  ids: readonly AlgorithmId[],
  why: 'branches' | 'parameter' | 'default' = 'branches',
): Partial<Record<AttributeName, Slot>> => ({
  [attribute]: { state: 'possible', why, values: ids.map((algorithm) => ({ algorithm, written: written(algorithm) })) },
});

/** A prediction in one line. */
function line({ outcome, decidedBy, error, confidence }: Negotiation): string {
  return [outcome, decidedBy && `(${decidedBy.phase}: ${decidedBy.decidedBy ?? '-'}, ${decidedBy.meeting})`, error, confidence]
    .filter((part) => part !== undefined)
    .join(' ');
}

describe('the named baselines against each other', () => {
  const isDefault = ({ id }: NamedBaseline): boolean => id === 'windows-default';

  test('every pair', () => {
    const rows = NAMED_BASELINES.flatMap((mine) =>
      NAMED_BASELINES.map((theirs) => {
        const result = negotiate(isDefault(mine) ? plainClient() : profileOf(mine.values), isDefault(theirs) ? reverted() : serverOf(theirs.values));
        return `${mine.id} with ${theirs.id}: ${line(result)}`;
      }),
    );
    expect(`\n${rows.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      windows-default with windows-default: agrees inferred
      windows-default with microsoft-minimum: fails (main mode: DHGroup, fails) 13868 documented
      windows-default with hicks-enhanced: fails (main mode: DHGroup, fails) 13868 documented
      windows-default with cnsa-1: fails (main mode: DHGroup, fails) 13868 documented
      microsoft-minimum with windows-default: fails (main mode: DHGroup, fails) 13868 inferred
      microsoft-minimum with microsoft-minimum: agrees documented
      microsoft-minimum with hicks-enhanced: fails (main mode: EncryptionMethod, fails) 13868 documented
      microsoft-minimum with cnsa-1: fails (main mode: EncryptionMethod, fails) 13868 documented
      hicks-enhanced with windows-default: fails (main mode: DHGroup, fails) 13868 inferred
      hicks-enhanced with microsoft-minimum: fails (main mode: EncryptionMethod, fails) 13868 documented
      hicks-enhanced with hicks-enhanced: agrees documented
      hicks-enhanced with cnsa-1: fails (main mode: EncryptionMethod, fails) 13868 documented
      cnsa-1 with windows-default: fails (main mode: DHGroup, fails) 13868 inferred
      cnsa-1 with microsoft-minimum: fails (main mode: EncryptionMethod, fails) 13868 documented
      cnsa-1 with hicks-enhanced: fails (main mode: EncryptionMethod, fails) 13868 documented
      cnsa-1 with cnsa-1: agrees documented
      "
    `);
  });

  test('two sides without a policy take what Microsoft says', () => {
    const { phases } = negotiate(plainClient(), reverted());
    expect(phases.flatMap(({ values }) => values.map(({ attribute, agreed }) => `${attribute}: ${agreed.join(', ')}`))).toMatchInlineSnapshot(`
      [
        "EncryptionMethod: 3DES",
        "IntegrityCheckMethod: SHA1",
        "DHGroup: dh2",
        "CipherTransformConstants: AES256, AES128, 3DES, DES, none",
        "AuthenticationTransformConstants: SHA1",
        "PfsGroup: ",
      ]
    `);
  });
});

describe('what a client without a policy offers', () => {
  const weak = {
    EncryptionMethod: 'AES256',
    IntegrityCheckMethod: 'SHA256',
    CipherTransformConstants: 'AES256',
    AuthenticationTransformConstants: 'SHA1',
    PfsGroup: 'none',
  } as const;
  const with14 = () => serverOf({ ...weak, DHGroup: 'dh14' });

  test.each([
    [0, 'fails (main mode: DHGroup, fails) 13868 documented'],
    [1, 'open (rekey: PfsGroup, open) documented'],
    [2, 'open (rekey: PfsGroup, open) documented'],
  ] as const)('NegotiateDH2048_AES256 %s against group 14', (negotiateDh2048, expected) => {
    expect(line(negotiate(plainClient(), with14(), { negotiateDh2048 }))).toBe(expected);
  });

  test('group 2 is gone with 2 only', () => {
    const with2 = serverOf({ ...weak, DHGroup: 'dh2' });
    expect(negotiate(plainClient(), with2, { negotiateDh2048: 1 }).phases[0]?.meeting).toBe('agrees');
    expect(line(negotiate(plainClient(), with2, { negotiateDh2048: 2 }))).toBe('fails (main mode: DHGroup, fails) 13868 documented');
  });

  test('the nearest proposal explains the failure: AES-128 and group 14 are offered, but not together', () => {
    const both = serverOf({ ...weak, EncryptionMethod: 'AES128', DHGroup: 'dh14' });
    expect(line(negotiate(plainClient(), both, { negotiateDh2048: 1 }))).toBe('fails (main mode: DHGroup, fails) 13868 documented');
    expect(line(negotiate(plainClient(), both, { negotiateDh2048: 2 }))).toBe('fails (main mode: EncryptionMethod, fails) 13868 documented');
  });

  test('AES-GCM in main mode depends on the release', () => {
    const gcm = serverOf({ ...weak, EncryptionMethod: 'AES256-GCM', DHGroup: 'dh2' });
    expect(line(negotiate(plainClient(), gcm))).toBe('open (main mode: EncryptionMethod, depends) documented');
    expect(negotiate(plainClient(), gcm, { minimumWindows: windowsRelease('Windows 11 21H2') }).phases[0]?.meeting).toBe('agrees');
  });

  test('the registry value is said to disturb a custom policy', () => {
    const { caveats } = negotiate(profileOf({ ...weak, DHGroup: 'dh14' }), with14(), { negotiateDh2048: 1 });
    expect(caveats.map(({ confidence }) => confidence)).toEqual(['observed']);
  });
});

describe('what is not certain', () => {
  const said = (mine: Partial<Record<AttributeName, Slot>>, theirs: Partial<Record<AttributeName, Slot>> = {}): string =>
    line(negotiate(policy('client', mine), policy('server', theirs)));

  test.each<[string, Partial<Record<AttributeName, Slot>>, Partial<Record<AttributeName, Slot>>, string]>([
    ['a value that cannot be read', { DHGroup: { state: 'unread' } }, {}, 'open (main mode: DHGroup, open) documented'],
    [
      'a value that fails beside one that cannot be read',
      { DHGroup: { state: 'unread' }, EncryptionMethod: { state: 'unread' } },
      {},
      'open (main mode: EncryptionMethod, open) documented',
    ],
    ['no branch can match', branches('DHGroup', ['dh19', 'dh20']), {}, 'fails (main mode: DHGroup, fails) 13868 documented'],
    ['one branch matches', branches('DHGroup', ['dh14', 'dh20']), {}, 'open (main mode: DHGroup, depends) documented'],
    ['a default that matches', branches('DHGroup', ['dh14'], 'default'), {}, 'open (main mode: DHGroup, depends) documented'],
    ['a default that differs', branches('DHGroup', ['dh20'], 'default'), {}, 'open (main mode: DHGroup, open) documented'],
    ['a parameter with one value', branches('DHGroup', ['dh14'], 'parameter'), {}, 'agrees documented'],
    ['both sides have branches', branches('DHGroup', ['dh14', 'dh20']), branches('DHGroup', ['dh14', 'dh20']), 'open (main mode: DHGroup, depends) documented'],
    ['a missing element', { DHGroup: { state: 'absent' } }, {}, 'open (main mode: DHGroup, open) documented'],
    ['a missing parameter', {}, { DHGroup: { state: 'absent' } }, 'fails (main mode: DHGroup, fails) 13868 inferred'],
    [
      'a value that is stated decides before one that is inferred',
      { IntegrityCheckMethod: known('SHA384'), DHGroup: known('dh20') },
      { IntegrityCheckMethod: { state: 'absent' } },
      'fails (main mode: DHGroup, fails) 13868 documented',
    ],
    ['a missing ESP parameter', {}, { CipherTransformConstants: { state: 'absent' } }, 'open (child SA: CipherTransformConstants, open) documented'],
    ['the group of main mode as PFS group of one side', { PfsGroup: known('mm') }, {}, 'open (rekey: PfsGroup, depends) documented'],
    [
      'a later failure is certain whatever the earlier value',
      { DHGroup: { state: 'unread' }, CipherTransformConstants: known('AES256') },
      {},
      'fails (child SA: CipherTransformConstants, fails) 13868 documented',
    ],
  ])('%s', (_, mine, theirs, expected) => {
    expect(said(mine, theirs)).toBe(expected);
  });

  test('a policy that may or may not be there', () => {
    expect(line(negotiate(read('p.xml', profile()), read('s.ps1', 'Set-VpnServerConfiguration -RevertToDefault:$x')))).toBe(
      'open (main mode: EncryptionMethod, open) documented',
    );
  });

  test('another tunnel is none of this', () => {
    expect(line(negotiate({ ...read('p.xml', profile()), tunnel: 'other' }, read('s.ps1', server())))).toBe('not-applicable documented');
  });

  test('a suite under Automatic is compared, with a caveat', () => {
    const result = negotiate(read('p.xml', profile({ DHGroup: 'ECP384' }, 'Automatic')), read('s.ps1', server()));
    expect(line(result)).toBe('fails (main mode: DHGroup, fails) 13868 documented');
    expect(result.caveats.map(({ text }) => text)).toEqual([
      'The connection may use another protocol; this holds whenever it tries IKEv2, and under Automatic the client shows error 800 instead.',
    ]);
  });
});

describe('a server that accepts several policies', () => {
  const accepting = (...proposals: Partial<Record<AttributeName, readonly AlgorithmId[]>>[]): IPsecPolicy => ({
    ...read('s.ps1', server()),
    proposals: proposals.map((accepts) => ({
      accepts: Object.fromEntries(Object.entries(accepts).map(([attribute, algorithms]) => [attribute, { algorithms, at }])),
    })),
  });
  const CLIENT = () => read('p.xml', profile());
  const ALL = Object.fromEntries(Object.entries({ ...BASELINES.minimum.suite }).map(([attribute, id]) => [attribute, [id]]));

  test.each<[string, Partial<Record<AttributeName, readonly AlgorithmId[]>>[], string]>([
    ['one of them is enough', [{ ...ALL, DHGroup: ['dh20'] }, ALL], 'agrees documented'],
    ['one of the values of one is enough', [{ ...ALL, DHGroup: ['dh20', 'dh14'] }], 'agrees documented'],
    ['what it does not name may be anything', [{ DHGroup: ['dh14'] }], 'open (main mode: EncryptionMethod, open) documented'],
    [
      'main mode of one and child SA of another are no policy',
      [
        { ...ALL, DHGroup: ['dh20'] },
        { ...ALL, CipherTransformConstants: ['AES256'] },
      ],
      'fails (child SA: CipherTransformConstants, fails) 13868 documented',
    ],
    [
      'the group of a rekey',
      [
        { ...ALL, PfsGroup: ['dh20'] },
        { ...ALL, DHGroup: ['dh20'] },
      ],
      'drops (rekey: PfsGroup, fails) 13816 documented',
    ],
  ])('%s', (_, proposals, expected) => {
    expect(line(negotiate(CLIENT(), accepting(...proposals)))).toBe(expected);
  });

  test('a client without a policy needs one that takes its offer', () => {
    expect(line(negotiate(plainClient(), accepting(ALL)))).toBe('fails (main mode: DHGroup, fails) 13868 documented');
  });
});

describe('lifetimes', () => {
  test('are read where they are stated, and decide nothing', () => {
    const stated = read('s.ps1', server({}, ' -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds $x -LifeTimeKiloBytes 1024000'));
    expect(Object.entries(stated.lifetimes ?? {}).map(([name, { value }]) => `${name} ${value}`)).toEqual([
      'SALifeTimeSeconds 28800',
      'SADataSizeForRenegotiationKilobytes 1024000',
    ]);
    expect(line(negotiate(read('p.xml', profile()), stated))).toBe('agrees documented');
  });
});

describe('properties', () => {
  // What every notation can say, so that a suite can be written in each.
  const ids = (attribute: AttributeName): AlgorithmId[] => IPSEC[attribute].algorithms.filter(({ profileXml }) => profileXml !== undefined).map(({ id }) => id);
  const suite = fc.record(Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, fc.constantFrom(...ids(attribute))]))) as fc.Arbitrary<Required<Suite>>;
  const runs = { numRuns: 60 };

  test('a suite always agrees with itself', () => {
    fc.assert(
      fc.property(suite, (each) => negotiate(profileOf(each), serverOf(each)).outcome === 'agrees'),
      runs,
    );
  });

  test('a mismatch is always explained by a value that differs, and one that differs is always told', () => {
    fc.assert(
      fc.property(suite, suite, fc.constantFrom(...ATTRIBUTES), (a, b, kept) => {
        const [mine, theirs] = [a, { ...b, [kept]: a[kept] }];
        const { outcome, decidedBy } = negotiate(profileOf(mine), serverOf(theirs));
        const differs = ATTRIBUTES.filter((attribute) => mine[attribute] !== theirs[attribute]);
        if (differs.length === 0) return outcome === 'agrees';
        return decidedBy?.decidedBy === differs[0] && outcome !== 'agrees';
      }),
      runs,
    );
  });

  test('spelling changes nothing', () => {
    const cased = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.toUpperCase(),
    );
    fc.assert(
      fc.property(suite, suite, cased, (mine, theirs, recased) => {
        const values = (each: Suite, form: PolicyForm): Partial<Record<AttributeName, string>> =>
          Object.fromEntries(Object.entries(spelled(each, form)).map(([name, text]) => [name, recased(text)]));
        const plain = line(negotiate(profileOf(mine), serverOf(theirs)));
        expect(line(negotiate(read('c.ps1', client(values(mine, 'client-cmdlet'))), read('s.ps1', server(values(theirs, 'server-cmdlet')))))).toBe(plain);
        // Names of the other notation are mistakes of spelling, and known ones.
        expect(line(negotiate(profileOf(mine), read('s.ps1', server(values(theirs, 'profile-xml')))))).toBe(plain);
      }),
      runs,
    );
  });
});
