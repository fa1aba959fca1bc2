import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { childrenOf, elementName, PROFILE_ELEMENTS, profileElement, type ProfileElement } from '../../server/src/knowledge/profile-xml.ts';
import { childElements } from '../../server/src/syntax/xml/navigate.ts';
import { parseXml } from '../../server/src/syntax/xml/parse.ts';
import type { XmlElement } from '../../server/src/syntax/xml/tree.ts';
import { EAP, hasSchema, ProfileSchema, XSD } from '../support/profile-schema.ts';
import { fc } from '../support/properties.ts';

/** Where the table differs from Microsoft's schema on purpose, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'AlwaysOnActive: not in the schema': 'a node of the CSP that a public generator writes',
  'NetworkOutageTime: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'IPv4InterfaceMetric: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'IPv6InterfaceMetric: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'UseRasCredentials: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'DataEncryption: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'PrivateNetwork: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'DisableIKEv2Fragmentation: not in the schema': 'Windows 11 24H2 reads it, richardhicks/aovpn publishes it',
  'NativeProfile/ProtocolList: not in the schema': 'Windows 11 reads it beside NativeProtocolType ProtocolList (richardhicks, PixelFrame/ProfileXMLBuilder)',
  'PluginProfile/CustomConfiguration: xs:string in the schema': "Microsoft's own samples put elements into it",
  'TrafficFilter/Protocol: xs:string in the schema': 'the CSP takes a number from 0 to 255',
  'NativeProfile/Authentication: a choice in the schema': 'richardhicks/aovpn needs MachineMethod beside UserMethod for Intune on Windows 11',
};

const TYPES: Readonly<Record<ProfileElement['type'], readonly string[]>> = {
  container: [''],
  text: ['xs:string'],
  enumeration: ['xs:string'],
  boolean: ['xs:boolean'],
  number: ['xs:unsignedByte', 'xs:unsignedInt'],
  foreign: [],
};

describe.skipIf(!hasSchema)("the table against Microsoft's schema (../shared/facts/data, where it lies beside the project)", () => {
  test('has the same elements in the same order, as often and of the same type, but for the listed differences', () => {
    const root = parseXml(readFileSync(XSD, 'utf8')).root;
    const declared = root && childElements(root).find(({ name }) => name === 'xs:element');
    expect(declared && differences(declared, '').sort()).toEqual(Object.keys(DIFFERENCES).sort());
  });

  describe('validated by libxml2', () => {
    const schema = new ProfileSchema();
    afterAll(() => {
      schema.dispose();
    });
    const isValid = (xml: string): boolean => schema.isValid(xml);

    test('whatever the table allows is valid', () => {
      fc.assert(
        fc.property(documents(), (xml) => {
          expect(isValid(xml), xml).toBe(true);
        }),
        { numRuns: 300 },
      );
    });

    test.each(
      PROFILE_ELEMENTS.filter(({ required }) => required).flatMap(({ path, inSchema }) => (inSchema && elementName(path) !== 'EapHostConfig' ? [path] : [])),
    )('a document without the required %s is not', (path) => {
      expect(isValid(everything(path))).toBe(false);
    });

    test('a document with everything is valid, and not in another order', () => {
      expect(isValid(everything())).toBe(true);
      expect(isValid('<VPNProfile><AlwaysOn>true</AlwaysOn><ProfileName>x</ProfileName></VPNProfile>')).toBe(false);
    });

    test.each(PROFILE_ELEMENTS.filter(({ inSchema }) => !inSchema).map(({ path }) => path))('%s is nothing that the schema knows', (path) => {
      const inner = path
        .split('/')
        .reverse()
        .reduce((content, name) => `<${name}>${content}</${name}>`, '');
      expect(isValid(`<VPNProfile>${inner}</VPNProfile>`)).toBe(false);
    });
  });
});

/** How the children of a declared element differ from the table. */
function differences(declared: XmlElement, path: string): string[] {
  const inside = contentOf(declared);
  const children = childrenOf(path);
  const found: string[] = [];
  if (isChoice(declared)) found.push(`${path}: a choice in the schema`);
  const known = children.filter(({ inSchema }) => inSchema && elementName(path) !== 'Configuration');
  expect(known.map(({ path: each }) => elementName(each))).toEqual(inside.map(nameOf).filter((name) => name !== ''));
  for (const child of children) if (!child.inSchema) found.push(`${child.path}: not in the schema`);
  for (const element of inside) {
    const name = nameOf(element);
    if (name === '') continue;
    const childPath = path === '' ? name : `${path}/${name}`;
    const row = profileElement(childPath);
    if (!row) continue;
    expect([childPath, row.required === true, row.repeats === true]).toEqual([
      childPath,
      attribute(element, 'minOccurs') === '1',
      attribute(element, 'maxOccurs') === 'unbounded',
    ]);
    const type = attribute(element, 'type');
    if (!TYPES[row.type].includes(type)) found.push(`${childPath}: ${type} in the schema`);
    if (type === '') found.push(...differences(element, childPath));
  }
  return found;
}

/** The elements declared in the content of one, through sequences and choices. */
function contentOf(declared: XmlElement): XmlElement[] {
  return childElements(declared).flatMap((each) => (each.name === 'xs:element' ? [each] : contentOf(each)));
}

function isChoice(declared: XmlElement): boolean {
  return childElements(declared).some((type) => childElements(type).some(({ name }) => name === 'xs:choice'));
}

function nameOf(element: XmlElement): string {
  return attribute(element, 'name');
}

function attribute(element: XmlElement, name: string): string {
  return element.attributes.find((each) => each.name === name)?.value ?? '';
}

/** Any document of schema elements in the order of the table. */
function documents(): fc.Arbitrary<string> {
  const seeds = fc.array(fc.nat(1000), { minLength: 400, maxLength: 400 });
  return seeds.map((numbers) => {
    let next = 0;
    const draw = (): number => numbers[next++ % numbers.length] ?? 0;
    return written(
      '',
      (row) => {
        const number = draw();
        if (row.required) return row.repeats ? 1 + (number % 2) : 1;
        return row.repeats ? number % 3 : number % 2;
      },
      draw,
    );
  });
}

/** A document that has everything once, but for one element and what excludes another. */
function everything(without = ''): string {
  return written(
    '',
    ({ path }) => (path === without || path === 'NativeProfile/Authentication/MachineMethod' ? 0 : 1),
    () => 0,
  );
}

function written(path: string, count: (row: ProfileElement) => number, draw: () => number): string {
  const row = profileElement(path);
  if (!row) return '';
  const name = path === '' ? 'VPNProfile' : elementName(path);
  if (name === 'EapHostConfig') return `<EapHostConfig xmlns="${EAP}"><EapMethod /></EapHostConfig>`;
  const rows = childrenOf(path).filter(({ inSchema }) => inSchema);
  let counts = rows.map(count);
  // The two halves of the choice.
  if (path.endsWith('/Authentication') && (counts.at(-1) ?? 0) > 0) counts = rows.map((_, index) => (index === rows.length - 1 ? 1 : 0));
  const content =
    row.type === 'container'
      ? rows.flatMap((child, index) => Array.from({ length: counts[index] ?? 0 }, () => written(child.path, count, draw))).join('')
      : valueOf(row, draw());
  return `<${name}>${content}</${name}>`;
}

function valueOf({ type, values = [], range }: ProfileElement, seed: number): string {
  if (values.length > 0) return values[seed % values.length] ?? '';
  if (type === 'boolean') return ['true', 'false', '1', '0'][seed % 4] ?? '';
  return range ? String(range[0] + (seed % (range[1] - range[0] + 1))) : `text ${seed}`;
}
