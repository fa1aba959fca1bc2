// Writes docs/field-study.md: every finding in the published profiles of the corpus, the fact behind each error, and how much of the published
// configurations of load balancers is understood.
// The profiles are no part of the project; where they are absent the script says so and does nothing.
// Usage: node scripts/field-study.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { balancersSection } from './field-study/balancers.mjs';
import { JUSTIFIED } from './field-study/justified.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'dist/cli.cjs');
const folder = join(ROOT, '../shared/corpus/dev');
if (!existsSync(folder)) {
  console.log(`field study: skipped, there is no ${relative(process.cwd(), folder)}`);
  process.exit(0);
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => readFileSync(file, 'utf8').includes('<VPNProfile'))
  .sort();
const findings = files.flatMap((file) => check(file));
const rules = [...new Set(findings.map(({ rule }) => rule))].map((rule) => ({ rule, found: findings.filter((each) => each.rule === rule) }));
rules.sort((a, b) => rank(a) - rank(b) || b.found.length - a.found.length || (a.rule < b.rule ? -1 : 1));

const unexplained = rules.filter(({ rule, found }) => found.some(({ severity }) => severity === 'error') && JUSTIFIED[rule] === undefined);
if (unexplained.length > 0) console.error(`field study: no fact is stated for the errors of ${unexplained.map(({ rule }) => rule).join(', ')}`);

const count = (severity) => findings.filter((each) => each.severity === severity).length;
const text = `# Field study

What \`aovpn check\` says about ${files.length} profiles that people published, each checked by itself: ${SEVERITIES.map((severity) => `${count(severity)} ${plural(severity, count(severity))}`).join(', ')}.
The profiles are those of richardhicks/aovpn, many of them in several versions, of its forks, and of New-Era-Technology-AU/aovpn. They are no part of this project. Places are lines. \`node scripts/field-study.mjs\` writes this page.
What published scripts state is in [Policies of published scripts](field-study-policies.md) and [Registry values of published scripts](field-study-registry.md); published configurations of load balancers are [at the end](#load-balancers).

| rule | severity | findings | profiles |
|---|---|---|---|
${rules.map(({ rule, found }) => `| [${rule}](rules/${rule}.md) | ${severitiesOf(found)} | ${found.length} | ${new Set(found.map(({ file }) => file)).size} |`).join('\n')}

## Why each error is one

${rules
  .filter(({ found }) => found.some(({ severity }) => severity === 'error'))
  .map(({ rule }) => `- **${rule}**: ${JUSTIFIED[rule] ?? 'not stated'}`)
  .join('\n')}

## Every finding

${rules.map(section).join('\n\n')}

${await balancersSection(ROOT, folder)}
`;
writeFileSync(join(ROOT, 'docs/field-study.md'), await format(text, { parser: 'markdown' }));
console.log(`field study: ${files.length} profiles, ${findings.length} findings`);
process.exit(unexplained.length > 0 ? 1 : 0);

/** @param {string} file */
function check(file) {
  const output = run(file);
  const name = relative(folder, file)
    .replaceAll('\\', '/')
    .replace(/^\w+\//, '')
    .replaceAll('__', '/');
  return JSON.parse(output).diagnostics.map(({ rule, severity, message, range }) => ({ file: name, rule, severity, message, line: range.start.line + 1 }));
}

/** @param {string} file */
function run(file) {
  try {
    return execFileSync(process.execPath, [CLI, 'check', '--format', 'json', file], { encoding: 'utf8' });
  } catch (error) {
    // With errors it ends with 1, and has said all the same.
    return error.stdout;
  }
}

function section({ rule, found }) {
  const messages = [...new Set(found.map(({ message }) => message))];
  const rows = messages.map((message) => {
    const places = found.filter((each) => each.message === message);
    const byFile = [...new Set(places.map(({ file }) => file))].map(
      (file) =>
        `${file}: ${places
          .filter((each) => each.file === file)
          .map(({ line }) => line)
          .join(', ')}`,
    );
    return `- ${message.replaceAll('<', '\\<')}\n${byFile.map((each) => `  - \`${each}\``).join('\n')}`;
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
