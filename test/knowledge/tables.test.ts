import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMON_PARAMETERS, type Cmdlet } from '../../server/src/knowledge/cmdlet.ts';
import { cmdletByName, isScriptFunction, CMDLETS } from '../../server/src/knowledge/cmdlets.ts';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import { childrenOf, elementName, elementsNamed, parentPath, PROFILE_ELEMENTS, profileElement, schemaOrder } from '../../server/src/knowledge/profile-xml.ts';
import { REGISTRY, registryValue, registryValuesNamed } from '../../server/src/knowledge/registry.ts';
import { parseWindowsRelease, WINDOWS_RELEASES } from '../../server/src/knowledge/windows.ts';
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
    // The functions of others are documented where their scripts are.
    const place = isScriptFunction(cmdlet) ? /^https:\/\/github\.com\/richardhicks\/aovpntools\// : /^https:\/\/learn\.microsoft\.com\/powershell\/module\//;
    const isKemp = /-(Adc|Sub)?(Sub)?(VirtualService|RealServer)$/.test(name);
    expect(cmdlet.source).toMatch(isKemp ? /^https:\/\/github\.com\/KEMPtechnologies\/powershell-sdk-vnext$/ : place);
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
    expect(profileElement(path)).toBe(element);
    expect(profileElement(path === '' ? [] : path.split('/'))).toBe(element);
    expect(element.values !== undefined).toBe(element.type === 'enumeration');
    expect(element.range !== undefined).toBe(element.type === 'number');
    expectUnique(element.values ?? []);
    for (const text of [element.summary, ...(element.traps ?? []), ...Object.values(element.meanings ?? {})]) expect(text).toMatch(/^\S.*\.( \(.*\)\.)?$/);
    expect(Object.keys(element.meanings ?? {}).filter((value) => !element.values?.includes(value))).toEqual([]);
    if (path !== '') expect(profileElement(parentPath(path))?.type).toBe('container');
  });

  test('each stands once, and names are told apart by their letter case as XML does', () => {
    expectUnique(PROFILE_ELEMENTS.map(({ path }) => path));
    expect(profileElement(['nativeprofile'])).toBeUndefined();
  });

  test('children come in the order of the table', () => {
    expect(childrenOf('Route').map(({ path }) => elementName(path))).toEqual(['Address', 'PrefixSize', 'ExclusionRoute', 'Metric']);
    expect(childrenOf('AlwaysOn')).toEqual([]);
    expect(elementsNamed('routingpolicytype').map(({ path }) => path)).toEqual(['TrafficFilter/RoutingPolicyType', 'NativeProfile/RoutingPolicyType']);
    expect(schemaOrder('AlwaysOn')).toBeLessThan(schemaOrder('Route') ?? 0);
    expect(schemaOrder('Nothing')).toBeUndefined();
  });
});

describe('releases of Windows', () => {
  test('are in the order of their builds', () => {
    const builds = WINDOWS_RELEASES.map(({ build }) => build);
    expect([...builds].sort((a, b) => a - b)).toEqual(builds);
  });

  test.each([
    ['Windows 11 24H2', 'Windows 11 24H2'],
    ['windows 10, version 1809', 'Windows 10 1809'],
    ['11 22H2', 'Windows 11 22H2'],
    ['Win10 2004', 'Windows 10 2004'],
    ['10.0.17763', 'Windows 10 1809'],
    ['10.0.22621.4317', 'Windows 11 22H2'],
    ['18000', 'Windows 10 1809'],
    ['Windows 11', 'Windows 11 21H2'],
    ['Windows Server 2019', 'Windows 10 1809'],
    ['Windows Server 2012', undefined],
    ['Windows 12 1H1', undefined],
    ['2019', undefined],
    ['', undefined],
  ])('%s means %s', (text, expected) => {
    expect(parseWindowsRelease(text)?.name).toBe(expected);
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
