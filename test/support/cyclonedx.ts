import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import formats from 'ajv-formats';

/** A bill of materials, as far as tests look into it. */
export interface Sbom {
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl: string;
  readonly 'bom-ref': string;
  readonly licenses: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}

const SCHEMAS = join(dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');

/** What the published schema of CycloneDX 1.6 finds wrong in a text. It comes with the library that writes the text, and is read here as it is. */
export function sbomProblems(text: string): unknown {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  // International forms of what is known already; nothing here has any.
  for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
  const schema = (name: string): object => JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(schema('bom-1.6'));
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

/** Names and versions, as the notices give them too. */
export function contentsOf({ components }: Sbom): string[] {
  return components.map(({ group, name, version }) => `${group === undefined ? name : `${group}/${name}`} ${version}`).sort();
}

/** The same of a text of notices. */
export function packagesOfNotices(text: string): string[] {
  return text
    .split(`\n${'-'.repeat(80)}\n`)
    .flatMap((part) => /^(?:This program contains .*\n)?\n*(\S+ \S+) \([^)]+\)\n/.exec(part)?.[1] ?? [])
    .sort();
}
