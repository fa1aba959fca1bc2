/**
 * Everything that follows from something else: the lists of rules and artefacts, rule pages, the page of limits, README tables, the schema of
 * `aovpn.json`, snippet files, the settings in
 * `package.json`, and the English texts of manifest and client.
 *
 *   node scripts/generate.mjs            writes what has changed and deletes pages of rules that are gone
 *   node scripts/generate.mjs --check    writes nothing, lists what is out of date, exits with 1
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientBundle } from './generate/l10n.mjs';
import { artefactsIndex, listArtefacts, listRules, rulesIndex } from './generate/listings.mjs';
import { loadProduct } from './generate/load.mjs';
import { limitsFile, rulePageFile, rulesReadme } from './generate/pages.mjs';
import { packageJson, packageNls, readme, snippetFile } from './generate/products.mjs';
import { projectSchema } from './generate/schema.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const stale = [];
const PAGES = 'docs/rules';

/** Takes a product: `undefined` text means that the file must not exist. Line ends are those of the checkout, hence no difference. */
function take(path, text) {
  const file = join(root, path);
  const present = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : undefined;
  if (present === text) return;
  stale.push(path);
  if (check) return;
  if (text === undefined) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const rules = listRules(root);
const lists = { 'rules/index.ts': rulesIndex(rules), 'artefacts/index.ts': artefactsIndex(listArtefacts(root)) };
// First and on their own: whatever follows runs the product, which a rule in the making may keep from running.
for (const [path, text] of Object.entries(lists)) take(`server/src/${path}`, text);

const product = await loadProduct(root, lists);
for (const { id, family } of rules) {
  const rule = product.RULES.find((each) => each.id === id);
  take(`${PAGES}/${id}.md`, rulePageFile(rule, { family, product }));
}
take(`${PAGES}/README.md`, rulesReadme(rules, product));
take('docs/limits.md', limitsFile(product));
const wanted = new Set([...rules.map(({ id }) => `${id}.md`), 'README.md']);
const present = existsSync(join(root, PAGES)) ? readdirSync(join(root, PAGES)) : [];
for (const name of present.sort()) if (name.endsWith('.md') && !wanted.has(name)) take(`${PAGES}/${name}`, undefined);

take('syntaxes/aovpn.schema.json', projectSchema(product));
for (const language of ['powershell', 'bat', 'reg', 'xml', 'bigip', 'citrix-adc'])
  take(`snippets/${language === 'xml' ? 'profilexml' : language}.json`, snippetFile(product.SNIPPETS, language));
const complaints = [];
take(
  'l10n/bundle.l10n.json',
  clientBundle(root, (complaint) => complaints.push(complaint)),
);
const readmeText = readme(root, product, (complaint) => complaints.push(complaint));
if (readmeText !== undefined) take('README.md', readmeText);
take('package.json', packageJson(root, product.SETTINGS));
take('package.nls.json', packageNls(root, product.SETTINGS));

for (const complaint of check ? [] : complaints) console.error(complaint);
if (!check) for (const path of stale) console.log(existsSync(join(root, path)) ? `wrote ${path}` : `deleted ${path}`);
if (check && stale.length + complaints.length > 0) {
  for (const path of stale) console.error(`out of date: ${path}`);
  for (const complaint of complaints) console.error(complaint);
  if (stale.length > 0) console.error('run npm run generate');
  process.exitCode = 1;
}
