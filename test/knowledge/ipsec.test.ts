import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BASELINES, CMDLET_DEFAULTS, DEFAULT_AGREEMENT, DEFAULT_OFFER, GROUP14_OFFER, NEWER_OFFER } from '../../server/src/knowledge/baselines.ts';
import {
  algorithmById,
  algorithmFor,
  ATTRIBUTES,
  espPartner,
  IPSEC,
  isAttributeName,
  isGcm,
  spell,
  spellings,
  type Algorithm,
  type PolicyForm,
} from '../../server/src/knowledge/ipsec.ts';

const FORMS: readonly PolicyForm[] = ['profile-xml', 'client-cmdlet', 'server-cmdlet', 'azure'];

const everyAlgorithm = ATTRIBUTES.flatMap((attribute) => IPSEC[attribute].algorithms.map((algorithm) => [attribute, algorithm.id, algorithm] as const));

describe('the vocabulary', () => {
  test('has its six attributes under their own names', () => {
    expect(Object.keys(IPSEC).sort()).toEqual([...ATTRIBUTES].sort());
    for (const attribute of ATTRIBUTES) expect(IPSEC[attribute].name).toBe(attribute);
  });

  test.each(everyAlgorithm)('%s %s is read from every spelling that it has, in any letter case', (attribute, id) => {
    expect(algorithmById(attribute, id)?.id).toBe(id);
    for (const form of FORMS) {
      const spelling = spell(attribute, id, form);
      if (spelling === undefined) continue;
      for (const text of [spelling, spelling.toLowerCase(), spelling.toUpperCase()]) expect(algorithmFor(attribute, text, form)?.id).toBe(id);
    }
  });

  test.each(everyAlgorithm)('%s %s says what is wrong with it if anything is, and who says how strong it is', (_, id, { verdict, meaning }: Algorithm) => {
    expect(meaning).not.toBe('');
    // The main mode group again is as strong as that group is, and the tag of AES-GCM as its cipher.
    if (verdict === undefined) expect(id).toMatch(/^mm$|-GCM$/);
    else if (id !== 'none') expect(verdict).toMatch(/RFC (8247|8221|9206) sections? \d.*\.$/);
    else expect(verdict).toMatch(/\.$/);
  });

  test.each(ATTRIBUTES.flatMap((attribute) => FORMS.map((form) => [attribute, form] as const)))(
    'no two algorithms of %s are spelled alike in %s',
    (attribute, form) => {
      const all = spellings(attribute, form).map((spelling) => spelling.toLowerCase());
      expect(new Set(all).size).toBe(all.length);
      expect(all).toEqual(IPSEC[attribute].algorithms.flatMap(({ id }) => spell(attribute, id, form)?.toLowerCase() ?? []));
    },
  );

  test.each(ATTRIBUTES)('every id of %s is there once', (attribute) => {
    const ids = IPSEC[attribute].algorithms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('both cmdlets spell alike', () => {
    for (const [attribute, id] of everyAlgorithm) expect(spell(attribute, id, 'client-cmdlet')).toBe(spell(attribute, id, 'server-cmdlet'));
  });

  test('a spelling that two notations share names the same algorithm in both', () => {
    for (const attribute of ATTRIBUTES) {
      for (const text of spellings(attribute, 'profile-xml')) {
        const cmdlet = algorithmFor(attribute, text, 'client-cmdlet');
        if (cmdlet) expect(cmdlet.id).toBe(algorithmFor(attribute, text, 'profile-xml')?.id);
      }
    }
  });

  test('only the two traps differ between ProfileXML and the cmdlets', () => {
    const differing = everyAlgorithm.filter(([attribute, id]) => spell(attribute, id, 'profile-xml') !== spell(attribute, id, 'server-cmdlet'));
    expect(differing.map(([attribute, id, { profileXml, cmdlet }]) => `${attribute} ${id}: ${profileXml ?? 'none'}, ${cmdlet}`)).toMatchInlineSnapshot(`
      [
        "EncryptionMethod AES128-GCM: AES_GCM_128, GCMAES128",
        "EncryptionMethod AES256-GCM: AES_GCM_256, GCMAES256",
        "IntegrityCheckMethod SHA1: SHA196, SHA1",
        "CipherTransformConstants none: none, None",
        "AuthenticationTransformConstants none: none, None",
      ]
    `);
  });

  test('an ESP hash is no IKE hash in a cmdlet', () => {
    expect(algorithmFor('IntegrityCheckMethod', 'SHA196', 'server-cmdlet')).toBeUndefined();
    expect(algorithmFor('AuthenticationTransformConstants', 'SHA196', 'server-cmdlet')?.id).toBe('SHA1');
    expect(algorithmFor('IntegrityCheckMethod', 'SHA256128', 'server-cmdlet')).toBeUndefined();
  });

  test.each(['', ' AES128', 'AES', 'AES1280', 'constructor', '__proto__'])('%j is no cipher', (text) => {
    for (const form of FORMS) expect(algorithmFor('EncryptionMethod', text, form)).toBeUndefined();
  });

  test('the name of an attribute is told from any other in its own letter case', () => {
    expect(ATTRIBUTES.every(isAttributeName)).toBe(true);
    for (const name of ['dhgroup', 'toString', 'constructor', '__proto__', '']) expect(isAttributeName(name)).toBe(false);
  });
});

describe('the pair of ESP', () => {
  test('is cipher and hash, and nothing else', () => {
    expect(ATTRIBUTES.map((attribute) => espPartner(attribute) ?? '-')).toEqual([
      '-',
      '-',
      '-',
      'AuthenticationTransformConstants',
      'CipherTransformConstants',
      '-',
    ]);
  });

  test('has the same AES-GCM on either side', () => {
    const gcm = (attribute: 'CipherTransformConstants' | 'AuthenticationTransformConstants'): string[] =>
      IPSEC[attribute].algorithms.map(({ id }) => id).filter(isGcm);
    expect(gcm('CipherTransformConstants')).toEqual(gcm('AuthenticationTransformConstants'));
    expect(gcm('CipherTransformConstants')).toHaveLength(3);
  });
});

describe('suites', () => {
  test.each(Object.values(BASELINES).map((baseline) => [baseline.id, baseline] as const))(
    '%s can be written in every notation and is sound',
    (_, { suite }) => {
      for (const attribute of ATTRIBUTES) {
        for (const form of FORMS) expect(spell(attribute, suite[attribute], form)).toBeDefined();
        expect(['acceptable', 'strong']).toContain(algorithmById(attribute, suite[attribute])?.strength);
      }
      const { CipherTransformConstants: cipher, AuthenticationTransformConstants: hash } = suite;
      expect(isGcm(cipher) || isGcm(hash) ? cipher : hash).toBe(hash);
    },
  );

  test('what Windows and the cmdlet take by themselves is in the vocabulary', () => {
    const values = [DEFAULT_OFFER, GROUP14_OFFER, CMDLET_DEFAULTS, DEFAULT_AGREEMENT].flatMap((each) => Object.entries<string | readonly string[]>(each));
    for (const [attribute, ids] of values) {
      for (const id of [ids].flat()) expect(isAttributeName(attribute) && algorithmById(attribute, id)?.id).toBe(id);
    }
  });

  test('what two sides agree on by default is among what is offered', () => {
    for (const [attribute, id] of Object.entries(DEFAULT_AGREEMENT)) expect(DEFAULT_OFFER[attribute as keyof typeof DEFAULT_AGREEMENT]).toContain(id);
    for (const id of NEWER_OFFER.EncryptionMethod) expect(DEFAULT_OFFER.EncryptionMethod).toContain(id);
  });
});

const FACTS = fileURLToPath(new URL('../../../shared/facts/ipsec-vocabulary.json', import.meta.url));

interface FactValue {
  readonly canonical: string;
  readonly profileXml: string | null;
  readonly clientCmdlet: string | null;
  readonly serverCmdlet: string | null;
  readonly azure: string | null;
}

describe.skipIf(!existsSync(FACTS))('the facts that the table was made from (../shared/facts, where it lies beside the project)', () => {
  const facts = (existsSync(FACTS) ? JSON.parse(readFileSync(FACTS, 'utf8')) : {}) as Record<string, { azureName?: string; values?: FactValue[] }>;
  /** The ESP hash has the ids of the algorithms behind it here, so that it can be compared with the cipher. */
  const id = (canonical: string): string => canonical.replace(/-(96|128)$/, '').replace(/GMAC$/, 'GCM');

  test.each(ATTRIBUTES)('%s has the same values, in the same spellings', (attribute) => {
    const ours = IPSEC[attribute].algorithms.map(({ id: own, profileXml, cmdlet, azure }) => [own, profileXml ?? null, cmdlet, cmdlet, azure ?? null]);
    const theirs = (facts[attribute]?.values ?? []).map((value) => [
      id(value.canonical),
      value.profileXml,
      value.clientCmdlet,
      value.serverCmdlet,
      value.azure,
    ]);
    expect(theirs.length).toBeGreaterThan(3);
    expect(ours).toEqual(theirs);
    expect(IPSEC[attribute].azureName).toBe(facts[attribute]?.azureName);
  });
});
