import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes what the product knows of ProfileXML as XML Schema, for validators that know nothing else: a file for each
 * namespace. Returns the path of the one to give to a validator.
 * @param {string} folder
 * @param {Product} product
 */
export function writeSchema(folder, product) {
  mkdirSync(folder, { recursive: true });
  const { rows, children, isShared } = grammarOf(product);
  const namespaces = [...new Set(rows.map(({ namespace }) => namespace))];
  /** @param {Row} row @param {string} place */
  const declaration = (row, place) => `<xs:element name="${row.name}"${place}>${typeOf(row)}</xs:element>`;
  /** @param {Row} row */
  const typeOf = (row) => {
    if (row.type !== 'container') return simpleType(row);
    const inner = children(row).map((child) => {
      const occurs = ` minOccurs="0"${child.repeats ? ' maxOccurs="unbounded"' : ''}`;
      return isShared(child) ? `<xs:element ref="${prefixOf(child.namespace)}${child.name}"${occurs}/>` : declaration(child, occurs);
    });
    const enabled = row.enabled ? '<xs:attribute name="Enabled" type="xs:boolean"/>' : '';
    return `<xs:complexType><xs:sequence>${inner.join('')}</xs:sequence>${enabled}</xs:complexType>`;
  };
  /** @param {string} namespace */
  const prefixOf = (namespace) => (namespace === '' ? '' : `n${namespaces.indexOf(namespace)}:`);

  for (const [index, namespace] of namespaces.entries()) {
    const named = namespaces.flatMap((each, other) => (each === '' ? [] : [`xmlns:n${other}="${each}"`])).join(' ');
    const imports = namespaces.flatMap((each, other) =>
      each === namespace ? [] : [`<xs:import${each === '' ? '' : ` namespace="${each}"`} schemaLocation="${other}.xsd"/>`],
    );
    const globals = rows.filter((row) => row.namespace === namespace && isShared(row)).map((row) => declaration(row, ''));
    const target = namespace === '' ? '' : ` targetNamespace="${namespace}"`;
    const body = [...imports, ...globals].join('\n');
    writeFileSync(
      join(folder, `${index}.xsd`),
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${named}${target} elementFormDefault="qualified">\n${body}\n</xs:schema>\n`,
    );
  }
  return join(folder, '0.xsd');
}

/** The same as JSON Schema, for documents that have the elements of a profile as their keys. @param {Product} product */
export function jsonSchema(product) {
  const { rows, children, isShared } = grammarOf(product);
  /** @param {Row} row @returns {object} */
  const typeOf = (row) => {
    if (row.type === 'enumeration') return { enum: row.values };
    if (row.type === 'boolean') return { type: 'boolean' };
    if (row.type === 'number') return { type: 'integer', minimum: row.range?.[0] ?? 0, maximum: row.range?.[1] ?? 4294967295 };
    if (row.type === 'thumbprint') return { type: 'string', pattern: '^[0-9a-fA-F ]*$' };
    if (row.type !== 'container') return { type: 'string' };
    /** @type {Record<string, object>} */
    const properties = {};
    for (const child of children(row)) {
      const one = isShared(child) ? { $ref: `#/definitions/${keyOf(child)}` } : typeOf(child);
      const either = child.name in properties ? { anyOf: [properties[child.name], one] } : one;
      properties[child.name] = child.repeats ? { type: 'array', items: either } : either;
    }
    return { type: 'object', properties, additionalProperties: false };
  };
  const definitions = Object.fromEntries(rows.filter(isShared).map((row) => [keyOf(row), typeOf(row)]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { VPNProfile: { $ref: '#/definitions/profile.' } },
    additionalProperties: false,
    definitions,
  };
}

/** @param {Row} row */
function keyOf({ id }) {
  return id.replaceAll('/', '.');
}

/** Elements and what may stand in them, those of the profile and those of EAP alike. @param {Product} product */
function grammarOf({ PROFILE_ELEMENTS, EAP_ELEMENTS }) {
  /** @type {Row[]} */
  const rows = [
    ...PROFILE_ELEMENTS.map((row) => ({ ...row, id: `profile/${row.path}`, name: nameOf(row.path) || 'VPNProfile', namespace: '' })),
    ...EAP_ELEMENTS.map((row) => ({ ...row, id: `${row.scope}/${row.path}`, name: nameOf(row.path) || ROOTS[row.scope] || 'EapType' })),
  ].filter(({ type }) => type !== 'foreign');
  const byId = new Map(rows.map((row) => [row.id, row]));
  /** The method inside of PEAP is one like any other. @param {Row} row */
  const itself = (row) => byId.get(row.id === 'peap/Eap' ? 'choice/' : row.id);
  /** @param {Row} parent */
  const children = (parent) =>
    [
      ...rows.filter(({ id }) => id !== parent.id && id.slice(0, id.lastIndexOf('/')) === parent.id.replace(/\/$/, '')),
      ...(LINKS[parent.id] ?? []).map((id) => byId.get(id)),
    ].map(itself);
  const shared = new Set(rows.filter(({ path }) => path === ''));
  for (const parent of rows) for (const child of children(parent)) if (child.namespace !== parent.namespace) shared.add(child);
  /** Whether an element is declared for itself, being a document of its own or of another namespace than what it stands in. @param {Row} row */
  const isShared = (row) => shared.has(row);
  return { rows: rows.filter((row) => row === itself(row)), children, isShared };
}

/**
 * @typedef {{ path: string, type: string, repeats?: true, values?: readonly string[], range?: readonly [number, number] }} ProfileElement
 * @typedef {{ path: string, type: string, repeats?: true, scope: string, namespace: string, enabled?: true }} EapElement
 * @typedef {{ PROFILE_ELEMENTS: readonly ProfileElement[], EAP_ELEMENTS: readonly EapElement[] }} Product
 * @typedef {ProfileElement & { id: string, name: string, namespace: string, enabled?: true }} Row
 */

/** The outermost elements of the documents that an EAP configuration consists of; that of every method is `EapType`. */
const ROOTS = { host: 'EapHostConfig', choice: 'Eap' };

/** Where one table goes on in another. */
const LINKS = {
  'profile/NativeProfile/Authentication/Eap/Configuration': ['host/'],
  'host/Config': ['choice/'],
  'choice/': ['peap/', 'tls/', 'mschapv2/'],
};

/** @param {Row} row */
function simpleType({ type, values, range }) {
  if (type === 'enumeration') return restricted('string', values?.map((value) => `<xs:enumeration value="${value}"/>`).join('') ?? '');
  if (type === 'number') return restricted('unsignedInt', range ? `<xs:minInclusive value="${range[0]}"/><xs:maxInclusive value="${range[1]}"/>` : '');
  if (type === 'thumbprint') return restricted('token', '<xs:pattern value="[0-9a-fA-F ]*"/>');
  return restricted(type === 'boolean' ? 'boolean' : 'string', '');
}

/** @param {string} base @param {string} facets */
function restricted(base, facets) {
  return `<xs:simpleType><xs:restriction base="xs:${base}">${facets}</xs:restriction></xs:simpleType>`;
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}
