// Writes docs/field-study-registry.md: every registry value of the catalogue that published scripts write, as this product reads it, and what it says of
// the writes. The files are no part of the project. They are named OWNER__REPOSITORY__PATH, where PATH has __ for each slash.
// Usage: node scripts/field-study-registry.mjs FOLDER…
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { artefactsIndex, listArtefacts, listRules, rulesIndex } from './generate/listings.mjs';
import { loadProduct } from './generate/load.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node scripts/field-study-registry.mjs FOLDER…');
  process.exit(2);
}

const { registryValue, shownContent, Workspace } = await loadProduct(ROOT, {
  'rules/index.ts': rulesIndex(listRules(ROOT)),
  'artefacts/index.ts': artefactsIndex(listArtefacts(ROOT)),
});
const files = folders
  .flatMap((folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
  .map(({ parentPath, name }) => ({ name, path: join(parentPath, name) }))
  .filter(({ name }) => /\.(ps1|psm1|reg|cmd|bat|xml)$/i.test(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const studied = files.map(study);
const writes = studied.flatMap((each) => each.writes);
const findings = studied.flatMap((each) => each.findings);

const text = `# Registry values of published scripts

The values of the catalogue that ${files.length} published scripts write, as they are read here: ${writes.length} writes in ${new Set(writes.map(([name]) => name)).size} of them. "Not known" is data that the script takes from elsewhere.
The scripts are no part of this project. Each write was compared with the text of its script by eye. Not read are the writes of Enable-SstpOffload, which fills one hashtable anew for each value, and of functions that are given the key. \`node scripts/field-study-registry.mjs FOLDER…\` writes this page.

| file | line | action | key | value | data | runs |
|---|---|---|---|---|---|---|
${writes.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

## What is said of them

${findings.length} findings of the rules about the registry.

| file | line | severity | rule | message |
|---|---|---|---|---|
${findings.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
writeFileSync(join(ROOT, 'docs/field-study-registry.md'), await format(text, { parser: 'markdown' }));
console.log(`field study: ${files.length} files, ${writes.length} writes, ${findings.length} findings`);

/** @param {{ name: string, path: string }} file */
function study({ name, path }) {
  const workspace = new Workspace();
  const uri = `file:///study/${encodeURIComponent(name)}`;
  const content = decoded(readFileSync(path));
  workspace.setFile({ uri, text: content });
  const line = (offset) => content.slice(0, offset).split('\n').length;
  const shown = `\`${name.replaceAll('__', '/')}\``;
  return {
    writes: workspace
      .partsOf(uri)
      .flatMap(({ analysis }) => analysis.reading.facts.registryWrites)
      .filter(({ path: { value }, name: { value: valueName } }) => registryValue(value.key, valueName))
      .map((write) => [
        shown,
        line(write.at.span.start),
        write.action,
        write.path.value.key.split('\\').slice(-3).join('\\'),
        write.name.value,
        write.action === 'delete' ? '' : write.content ? shownContent(write.content) : 'not known',
        write.apart ? 'when called' : write.conditional ? 'under a condition' : 'always',
      ]),
    findings: workspace
      .findings(uri)
      .filter(({ rule }) => /^(?:reg-|sstp-|ikenum-|device-crl|ikev2-frag-old|ps-restart)/.test(rule.id))
      .map(({ rule, at, severity, message }) => [shown, line(at.span.start), severity, `[${rule.id}](rules/${rule.id}.md)`, message.replaceAll('|', '\\|')]),
  };
}

/** @param {Buffer} bytes */
function decoded(bytes) {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le').slice(1) : bytes.toString('utf8').replace(/^\uFEFF/u, '');
}
