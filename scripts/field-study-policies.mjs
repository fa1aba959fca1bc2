// Writes docs/field-study-policies.md: every IPsec policy that published scripts and captured outputs state, as this product reads it.
// The files are no part of the project. They are named OWNER__REPOSITORY__PATH, where PATH has __ for each slash.
// Usage: node scripts/field-study-policies.mjs FOLDER…
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { artefactsIndex, listArtefacts, listRules, rulesIndex } from './generate/listings.mjs';
import { loadProduct } from './generate/load.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node scripts/field-study-policies.mjs FOLDER…');
  process.exit(2);
}

const { ATTRIBUTES, spell, Workspace } = await loadProduct(ROOT, {
  'rules/index.ts': rulesIndex(listRules(ROOT)),
  'artefacts/index.ts': artefactsIndex(listArtefacts(ROOT)),
});
const files = folders
  .flatMap((folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
  .map(({ parentPath, name }) => ({ name, path: join(parentPath, name) }))
  .filter(({ name }) => /\.(ps1|psm1|txt|pbk)$/i.test(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const stated = files.map((file) => ({ name: shown(file.name), policies: policiesIn(file) })).filter(({ policies }) => policies.length > 0);

const text = `# Policies of published scripts

The IPsec policies that ${files.length} published scripts and captured outputs state, as they are read here: ${stated.length} of them state one. Each was compared with the text of its script by eye.
They are no part of this project. Values are in the spelling of the cmdlets; \`a or b\` is decided by a condition or a caller. \`node scripts/field-study-policies.mjs FOLDER…\` writes this page.

| file | line | side | tunnel | ${ATTRIBUTES.join(' | ')} |
|---|---|---|---|${ATTRIBUTES.map(() => '---').join('|')}|
${stated.flatMap(({ name, policies }) => policies.map((policy) => `| \`${name}\` | ${policy.join(' | ')} |`)).join('\n')}
`;
writeFileSync(join(ROOT, 'docs/field-study-policies.md'), await format(text, { parser: 'markdown' }));
console.log(`field study: ${files.length} files, ${stated.length} state a policy`);

function policiesIn({ name, path }) {
  const workspace = new Workspace();
  const uri = `file:///study/${encodeURIComponent(name)}`;
  const content = decoded(readFileSync(path));
  workspace.setFile({ uri, text: content });
  return workspace
    .partsOf(uri)
    .flatMap(({ analysis }) => analysis.reading.facts.policies)
    .filter(({ superseded }) => !superseded)
    .map((policy) => [
      content.slice(0, (workspace.current(policy.at) ?? policy.at).span.start).split('\n').length,
      policy.side,
      policy.tunnel,
      ...ATTRIBUTES.map((attribute) => (policy.kind === 'system-default' ? 'Windows default' : told(policy.slots[attribute], attribute))),
    ]);
}

function told(slot, attribute) {
  const name = (algorithm) => spell(attribute, algorithm, 'server-cmdlet') ?? algorithm;
  if (slot.state === 'known') return name(slot.algorithm);
  if (slot.state === 'possible') return slot.values.map(({ algorithm }) => name(algorithm)).join(' or ');
  return slot.state === 'unread' ? 'not known' : slot.state;
}

function shown(name) {
  return name.replace(/^[A-Z]__/, '').replaceAll('__', '/');
}

function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
