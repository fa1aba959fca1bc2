// Writes docs/field-study.md: every finding in published files, each checked by itself, with the verdict of a person; what became of every label that
// a script has put on them; and how both compare with the bars. Verdicts are in scripts/field-study/verdicts.tsv and labels.mjs; what has none is reported.
// The files are no part of the project; where they are absent the script says so and does nothing.
// Usage: npm run field-study [-- FOLDER]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { balancersSection } from './field-study/balancers.mjs';
import { judgedLabels, labelsSection } from './field-study/labels.mjs';
import { countFalse, readVerdicts } from './field-study/verdicts.mjs';
import { artefactsIndex, listArtefacts, listRules, rulesIndex } from './generate/listings.mjs';
import { loadProduct } from './generate/load.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CORPUS = process.argv[2] ?? join(ROOT, '../shared/corpus');
const folder = join(CORPUS, 'dev');
if (!existsSync(folder)) {
  console.log(`field study: skipped, there is no ${relative(process.cwd(), folder)}`);
  process.exit(0);
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'];
/** Of these there may be so many false ones in a hundred files. */
const BARS = { error: 0, warning: 2 };

const product = await loadProduct(ROOT, { 'rules/index.ts': rulesIndex(listRules(ROOT)), 'artefacts/index.ts': artefactsIndex(listArtefacts(ROOT)) });
const verdicts = readVerdicts(ROOT);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const studied = files.map((file) => study(file));
const findings = studied.flatMap((each) => each.findings);
const rules = [...new Set(findings.map(({ rule }) => rule))].map((rule) => ({ rule, found: findings.filter((each) => each.rule === rule) }));
rules.sort((a, b) => rank(a) - rank(b) || b.found.length - a.found.length || (a.rule < b.rule ? -1 : 1));

const open = findings.filter(({ severity, verdict }) => severity in BARS && verdict === undefined);
for (const { file, rule, text } of open) console.error(`field study: no verdict for ${[file, rule, text].join('\t')}`);
for (const key of verdicts.unused()) console.error(`field study: a verdict about what is not found: ${key}`);
const labels = judgedLabels(join(CORPUS, 'labels.tsv'), findings, new Set(studied.map(({ name }) => name)));
const missed = labels.flatMap(({ file, judged }) => judged.filter(({ outcome }) => outcome === 'missed').map(({ flag }) => `${file}: ${flag}`));
for (const each of missed) console.error(`field study: missed, ${each}`);

const wrong = countFalse(findings);
const bars = Object.entries(BARS).map(([severity, bar]) => {
  const rate = Math.round((wrong[severity] / files.length) * 10_000) / 100;
  return { severity, bar, all: count(severity), wrong: wrong[severity], rate, ok: rate <= bar };
});
const recognised = (kind) => studied.filter(({ artefact }) => artefact === kind).length;
const text = `# Field study

What is said about ${files.length} published files, each checked by itself: ${SEVERITIES.map((severity) => `${count(severity)} ${plural(severity, count(severity))}`).join(', ')}. ${recognised('profilexml')} are profiles, ${recognised('f5')} configurations of BIG-IP, ${recognised('citrix-adc')} of Citrix ADC, ${recognised('console')} outputs of a computer; the other ${recognised(undefined)} are not recognised as anything.
The profiles are those of richardhicks/aovpn, many of them in several versions, of its forks, and of New-Era-Technology-AU/aovpn. The files are no part of this project. Places are lines.
\`npm run field-study\` writes this page. Every error and every warning was compared with its file by eye; the verdicts are in \`scripts/field-study/verdicts.tsv\`.
What published scripts state is in [Policies of published scripts](field-study-policies.md) and [Registry values of published scripts](field-study-registry.md); published configurations of load balancers are [at the end](#load-balancers).

## Against the bars

| severity | findings | false | false in 100 files | at most | |
|---|---|---|---|---|---|
${bars.map(({ severity, all, wrong: bad, rate, bar, ok }) => `| ${severity} | ${all} | ${bad} | ${rate} | ${bar} | ${ok ? 'kept' : 'missed'} |`).join('\n')}

Without a verdict: ${open.length}. Labels that were missed: ${missed.length}.

| rule | severity | findings | files |
|---|---|---|---|
${rules.map(({ rule, found }) => `| [${rule}](rules/${rule}.md) | ${severitiesOf(found)} | ${found.length} | ${new Set(found.map(({ file }) => file)).size} |`).join('\n')}

## Every finding

${rules.map(section).join('\n\n')}

${labelsSection(labels)}

${await balancersSection(ROOT, folder)}
`;
writeFileSync(join(ROOT, 'docs/field-study.md'), await format(text, { parser: 'markdown' }));
console.log(`field study: ${files.length} files, ${findings.length} findings, ${open.length} without a verdict, ${missed.length} labels missed`);
process.exit(open.length > 0 || missed.length > 0 || verdicts.unused().length > 0 || bars.some(({ ok }) => !ok) ? 1 : 0);

/** @param {string} path */
function study(path) {
  const name = relative(folder, path)
    .replaceAll('\\', '/')
    .replace(/^\w+\//, '');
  const decoded = product.decode(readFileSync(path), name);
  if (!('text' in decoded)) return { name, artefact: undefined, findings: [] };
  const workspace = new product.Workspace((message) => console.error(`field study: ${message}`));
  const uri = `file:///study/${encodeURIComponent(name)}`;
  workspace.setFile({ uri, text: decoded.text });
  const found = workspace.findings(uri).map(({ rule, severity, message, at: { span } }) => {
    const finding = {
      file: name.replaceAll('__', '/'),
      label: name,
      rule: rule.id,
      severity,
      message,
      line: decoded.text.slice(0, span.start).split('\n').length,
      text: decoded.text.slice(span.start, span.end).replace(/\s+/g, ' ').slice(0, 60),
    };
    return { ...finding, verdict: severity in BARS ? verdicts.of(finding) : undefined };
  });
  return { name, artefact: workspace.analysisOf(uri)?.artefact.id, findings: found };
}

function count(severity) {
  return findings.filter((each) => each.severity === severity).length;
}

function section({ rule, found }) {
  const messages = [...new Set(found.map(({ message }) => message))];
  const rows = messages.map((message) => {
    const places = found.filter((each) => each.message === message);
    const byFile = [...new Set(places.map(({ file }) => file))].map((file) => {
      const own = places.filter((each) => each.file === file);
      return `\`${file}: ${own.map(({ line }) => line).join(', ')}\``;
    });
    const judged = [...new Set(places.map(({ verdict }) => (verdict ? `${verdict.is}: ${verdict.why}` : '')))].filter((each) => each !== '');
    return `- ${message.replaceAll('<', '\\<')}\n${[...judged.map((each) => `**${each.replace(':', ':**')}`), ...byFile].map((each) => `  - ${each}`).join('\n')}`;
  });
  return `### ${rule}\n\n${rows.join('\n')}`;
}

function severitiesOf(found) {
  return SEVERITIES.filter((severity) => found.some((each) => each.severity === severity)).join(', ');
}

function rank({ found }) {
  return Math.min(...found.map(({ severity }) => SEVERITIES.indexOf(severity)));
}

function plural(severity, number) {
  return severity === 'information' || number === 1 ? severity : `${severity}s`;
}
