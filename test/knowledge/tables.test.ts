import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMON_PARAMETERS, type Cmdlet } from '../../server/src/knowledge/cmdlet.ts';
import { cmdletByName, CMDLETS } from '../../server/src/knowledge/cmdlets.ts';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import { PROFILE_ELEMENTS, profileElement } from '../../server/src/knowledge/profile-xml.ts';
import { REGISTRY, registryValue, registryValuesNamed } from '../../server/src/knowledge/registry.ts';
import { serviceByName, SERVICES } from '../../server/src/knowledge/services.ts';

/** Whether all of these texts differ, ignoring case. */
function expectUnique(texts: readonly string[]): void {
  expect([...new Set(texts.map((text) => text.toLowerCase()))]).toEqual(texts.map((text) => text.toLowerCase()));
}

describe.each(Object.values<Cmdlet>(CMDLETS).map((cmdlet) => [cmdlet.name, cmdlet] as const))('%s', (name, cmdlet) => {
  test('has parameters of different names, aliases and common ones included', () => {
    const known = [...cmdlet.parameters, ...COMMON_PARAMETERS];
    expectUnique(known.flatMap((parameter) => [parameter.name, ...(parameter.aliases ?? [])]));
  });

  test('has positions from 0 on, each once', () => {
    const positions = cmdlet.parameters.flatMap(({ position }) => position ?? []).sort((a, b) => a - b);
    expect(positions).toEqual(positions.map((_, index) => index));
  });

  test('has no switch that takes a value by position', () => {
    expect(cmdlet.parameters.filter((parameter) => parameter.switch && parameter.position !== undefined)).toEqual([]);
  });

  test('is found by each of its names in any letter case', () => {
    for (const each of [name, ...(cmdlet.aliases ?? [])]) {
      expect(cmdletByName(each)).toBe(cmdlet);
      expect(cmdletByName(each.toUpperCase())).toBe(cmdlet);
    }
  });

  test('says what it and its parameters do, and where that stands', () => {
    for (const { summary } of [cmdlet, ...cmdlet.parameters]) expect(summary).toMatch(/\S.*\.( \(.*\))?$/);
    expect(cmdlet.source).toMatch(/^https:\/\/learn\.microsoft\.com\/powershell\/module\//);
  });
});

test('no name stands for two cmdlets', () => {
  expectUnique(Object.values<Cmdlet>(CMDLETS).flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]));
  for (const other of ['Get-VpnConnection', 'Set-VpnS2SInterface', 'toString', '']) expect(cmdletByName(other)).toBeUndefined();
});

test('client and server take the six values', () => {
  for (const cmdlet of [CMDLETS.setVpnClient, CMDLETS.setVpnServer])
    expect(cmdlet.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining([...ATTRIBUTES]));
});

describe('registry', () => {
  test.each(REGISTRY.map((row) => [row.name, row.key, row] as const))('%s under %s', (name, key, row) => {
    expect(registryValue(key, name)).toBe(row);
    expect(registryValue(key.toUpperCase(), name.toLowerCase())).toBe(row);
    expect(registryValuesNamed(name)).toContain(row);
    expect(key).not.toMatch(/^\\|\\$|\\\\|^HK|\//);
    for (const text of [row.dataMeaning, row.effect, row.source]) expect(text).not.toBe('');
    // Whatever puts it into force is a service that is known, or the computer.
    for (const restart of row.restart) expect(restart === 'reboot' || serviceByName(restart)?.name === restart).toBe(true);
  });

  test('no value stands twice under one key', () => expectUnique(REGISTRY.map(({ key, name }) => `${key}\\${name}`)));

  test('a name that occurs nowhere else has one key', () => {
    expectUnique(REGISTRY.filter(({ distinctive }) => distinctive).map(({ name }) => name));
    for (const row of REGISTRY) if (row.distinctive) expect(registryValuesNamed(row.name)).toEqual([row]);
  });

  test('another key, and another name, is not in the catalogue', () => {
    expect(registryValue('SOFTWARE\\Fabrikam', 'UseHttps')).toBeUndefined();
    expect(registryValuesNamed('toString')).toEqual([]);
  });
});

test('a service is found by its name and by the one that the console shows', () => {
  for (const service of Object.values(SERVICES)) {
    for (const text of [service.name, service.displayName, service.name.toLowerCase()]) expect(serviceByName(text)).toBe(service);
  }
  expect(serviceByName('Spooler')).toBeUndefined();
});

describe('elements of ProfileXML', () => {
  test.each(PROFILE_ELEMENTS.map((element) => [element.path, element] as const))('%s', (path, element) => {
    expect(profileElement(path.split('/'))).toBe(element);
    expect(element.values !== undefined).toBe(element.type === 'enumeration');
    expectUnique(element.values ?? []);
    expect(element.summary).toMatch(/\.$/);
    // What it lies in is in the table as well, but for a filter, of which only some values are read.
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (parent !== '' && parent !== 'TrafficFilter') expect(PROFILE_ELEMENTS.find((each) => each.path === parent)?.type).toBe('container');
  });

  test('each stands once, and names are told apart by their letter case as XML does', () => {
    expectUnique(PROFILE_ELEMENTS.map(({ path }) => path));
    expect(profileElement(['nativeprofile'])).toBeUndefined();
    expect(profileElement([])).toBeUndefined();
  });
});

const FACTS = fileURLToPath(new URL('../../../shared/facts/registry.json', import.meta.url));

interface RegistryFact {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly restart: readonly string[];
  readonly confidence: string;
}

describe.skipIf(!existsSync(FACTS))('the facts that the registry table was made from (../shared/facts, where it lies beside the project)', () => {
  const facts = existsSync(FACTS) ? (JSON.parse(readFileSync(FACTS, 'utf8')) as RegistryFact[]) : [];
  // A key alone is no value, and one row may stand for several protocols.
  const values = facts
    .filter(({ type }) => type !== 'key')
    .flatMap((fact) => {
      const [whole, list] = /\{([^}]*)\}/.exec(fact.path) ?? [];
      return whole === undefined ? [fact] : (list ?? '').split('|').map((each) => ({ ...fact, path: fact.path.replace(whole, each) }));
    });

  test('there are some', () => expect(values.length).toBeGreaterThan(15));

  test.each(values.map((fact) => [fact.name, fact.path, fact] as const))('%s under %s', (name, path, fact) => {
    const row = registryValue(path.replace(/^HKLM:\\/, ''), name);
    expect(row).toMatchObject({ name, type: fact.type, confidence: fact.confidence });
    // A guess of the facts is nothing that the table repeats.
    expect(row?.restart).toEqual(fact.restart.filter((restart) => !restart.includes('not stated')));
  });
});
